"""A derived quantity: what all kinds share, and the parts that kinds of several families are written with."""

from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, PlainValidator, Tag, WithJsonSchema

from evaluator.exact import parse_number
from evaluator.language.conditions import Figure, values_in
from evaluator.language.scalars import Number, Word, form_of, kind_of, wrong
from evaluator.language.shape import Model, Words
from evaluator.language.source import PlacedMap, Plain

Cell = Annotated[
    Annotated[Number, Tag("[…]")] | Annotated[dict[str, Number], Tag("{…}")],
    Discriminator(form_of),
]
"""A value of a table, or the row of a table with two keys."""


def read_operand(value: Any) -> str | Fraction | Figure:
    if isinstance(value, (Fraction, Figure)):
        return value
    if isinstance(value, PlacedMap) and set(value) == {"figure"} and isinstance(value["figure"], str):
        return Figure(str(value["figure"]), value.places["figure"])
    if isinstance(value, str) and value.strip():
        number = parse_number(value) if isinstance(value, Plain) else None
        return str(value) if number is None else number
    raise wrong("operand-expected", found=kind_of(value))


Operand = Annotated[
    str | Fraction | Figure,
    PlainValidator(read_operand),
    WithJsonSchema({"type": ["string", "number", "object"]}),
]
"""The name of a number, a number itself, or `{figure: NAME}`."""


class Derived(Model):
    """A quantity computed from others. `kind` is the key that says how."""

    kind: ClassVar[str] = ""
    label: Words | None = None
    unit: Word | None = None

    @property
    def base(self) -> str:
        """What it is first of all computed from."""
        return next(iter(self.needs), "")

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the fields, quantities and links it is computed from."""
        value = getattr(self, self.kind)
        parts = value if isinstance(value, (tuple, dict)) else (value,)
        return tuple(part for part in parts if isinstance(part, str))

    @property
    def named_by_rows(self) -> tuple[str, ...]:
        """Names that conditions on single rows compare with: of the subject a row belongs to, or of the row."""
        conditions = [getattr(self, "where", None), *(more.when for more in getattr(self, "multiplied", ()))]
        return tuple(value.name for condition in conditions for value in values_in(condition))


class Step(Model):
    """The value up to a limit (included), below one (not included), or beyond the last."""

    value: Number
    up_to: Number | None = None
    below: Number | None = None
