"""A record of any model with a distinct value in every field, so that a test can look for each of them elsewhere."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel


class Planting:
    """Makes records and remembers what it put where: `at` gives the way to a value."""

    def __init__(self) -> None:
        self.at: dict[str, str] = {}
        self._number = 700_000

    def filled(self, model: type[BaseModel], way: str = "") -> Any:
        """A model with every field planted; of each row there is one, of each choice the first."""
        values = {
            name: self._value(field.annotation, f"{way}.{name}".lstrip("."))
            for name, field in model.model_fields.items()
        }
        return model(**values)

    def _value(self, hint: Any, way: str) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._value(arguments[0], way)
        if origin in (Union, UnionType):
            return self._value(next(one for one in arguments if one is not NoneType), way)
        if origin is Literal:
            return arguments[0]
        if origin is tuple:
            one = arguments[:1] if Ellipsis in arguments else arguments
            return tuple(self._value(part, f"{way}[{number}]") for number, part in enumerate(one))
        if origin is dict:
            return {self._value(arguments[0], f"{way}.key"): self._value(arguments[1], f"{way}.value")}
        if hint is bool:
            return True
        if hint is int:
            return int(self._planted(way))
        if hint is str:
            return f"x{self._planted(way)}x"
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.filled(hint, way)
        raise AssertionError(f"{way}: nothing can be planted as {hint}")

    def _planted(self, way: str) -> str:
        self._number += 1
        self.at[str(self._number)] = way
        return str(self._number)

    def found(self, data: bytes) -> set[str]:
        """The ways to what was planted and stands in some bytes; commas do not hide a number."""
        text = data.decode("utf-8").replace(",", "")
        return set(self._ways(text))

    def _ways(self, text: str) -> Iterator[str]:
        for number, way in self.at.items():
            if number in text:
                yield way
