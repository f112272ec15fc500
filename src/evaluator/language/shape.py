"""What every rule model shares: frozen, extra keys forbidden, its place kept; and the parts that many have."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails

from evaluator.language.scalars import Day, Word, kind_of, wrong
from evaluator.language.source import PlacedMap, find_place, part_at
from evaluator.language.words import keyword, keywords, spelt
from evaluator.problems import NOWHERE, Lang, Place, Problem, nearest, problem


class Model(BaseModel):
    """A part of a rule file, which knows where it stands."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        validate_default=False,
        defer_build=True,  # most parts are only ever read as parts of another, whose schema has theirs
    )

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)  # a default would be copied for every part
    _places: Mapping[str, Place] = PrivateAttr(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """The same rule, wherever it stands."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # compared, never looked up

    @property
    def place(self) -> Place:
        return self._place

    def place_at(self, key: str) -> Place:
        """Where the value of `key` stands."""
        return self._places.get(key, self._place)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: Any, info: ValidationInfo) -> Any:
        if isinstance(data, cls):
            return data
        if not isinstance(data, PlacedMap):
            raise wrong("mapping-expected", found=kind_of(data))
        known = {field.alias or name for name, field in cls.model_fields.items()}
        part = cls.__name__
        for key in data:
            if key not in known:
                report(info).append(
                    problem(
                        "key-unknown",
                        data.key_places[key],
                        found=key,
                        expected=keywords(sorted(known), part),
                        nearest=nearest(key, [spelt(word, part, data.place) for word in known]),
                    )
                )
        model = handler({key: value for key, value in data.items() if key in known})
        model._place = data.place
        model._places = dict(data.places)
        return model


def report(info: ValidationInfo) -> list[Problem]:
    """The list a validator adds problems to when the rest of the model can still be read."""
    assert isinstance(info.context, list)
    return info.context


M = TypeVar("M", bound=BaseModel)


def build(model: type[M], data: Any, problems: list[Problem]) -> M | None:
    """A model from placed data; every problem goes to `problems`, and None comes back when there is no model."""
    before = len(problems)
    try:
        made = model.model_validate(data, context=problems)
    except ValidationError as errors:
        problems.extend(_problem(error, data) for error in errors.errors())
        return None
    return made if not any(item.severity == "error" for item in problems[before:]) else None


_CODES = {
    "tuple_type": "list-expected",
    "list_type": "list-expected",
    "dict_type": "mapping-expected",
    "model_type": "mapping-expected",
    "string_type": "text-expected",
}


def _problem(error: ErrorDetails, root: Any) -> Problem:
    path, kind, context = error["loc"], error["type"], error.get("ctx", {})
    if path[:1] == ("derived",):
        path = (*path[:2], *path[3:])  # without the kind, which is also the name of a key
    if kind in ("missing", "too_long") and isinstance(error["input"], (list, tuple)):
        path = path[:-1] if kind == "missing" else path
        return problem("items-number", find_place(root, path), found=len(error["input"]), expected=2)
    if kind == "missing":
        place = find_place(root, path[:-1])
        return problem("key-missing", place, found=keyword(str(path[-1]), part_at(root, path[:-1])[0]))
    place = find_place(root, path)
    if kind.startswith("union_tag"):
        given = error["input"]
        known = str(context.get("expected_tags", "")).replace("'", "").split(", ")
        mapped = isinstance(given, Mapping)
        found = keywords((key for key in given if key in known), "derived") if mapped else kind_of(given)
        return problem("derived-kind", place, found=found, expected=keywords(known, "derived"))
    if kind == "literal_error":
        expected = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
        found = kind_of(error["input"])
        part = ".".join(part_at(root, path))
        hint = nearest(found, [spelt(word, part, place) for word in expected])
        return problem("word-unknown", place, found=found, expected=keywords(expected, part), nearest=hint)
    if kind in _CODES:
        return problem(_CODES[kind], place, found=kind_of(error["input"]))
    if context.get("code") == kind:
        return problem(kind, place, **{name: value for name, value in context.items() if name != "code"})
    return problem("value-wrong", place, found=kind_of(error["input"]), expected=error["msg"])


class Text(BaseModel):
    """Words for people, in Chinese and English; a single string serves for both."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def read_text(value: Any) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text(zh=str(value), en=str(value))
    if isinstance(value, PlacedMap) and value and set(value) <= {"zh", "en"} and all(map(_is_text, value.values())):
        first = next(iter(value.values()))
        return Text(zh=str(value.get("zh", first)), en=str(value.get("en", first)))
    raise wrong("title-expected", found=kind_of(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


TEXT_SCHEMA = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
Words = Annotated[Text, PlainValidator(read_text), WithJsonSchema(TEXT_SCHEMA)]

Origin = Literal["source", "local"]


def read_origin(value: Any) -> dict[str, str]:
    """`origin: local`, or by key: `origin: {worth: local, when: source}`. The key `*` stands for all of them."""
    if isinstance(value, str):
        value = {"*": value}
    if not isinstance(value, Mapping) or not value:
        raise wrong("origin-expected", found=kind_of(value))
    for word in value.values():
        if word not in ("source", "local"):
            raise wrong("origin-expected", found=kind_of(word))
    return {str(key): str(word) for key, word in value.items()}


Origins = Annotated[
    dict[str, str],
    PlainValidator(read_origin),
    WithJsonSchema(
        {
            "oneOf": [
                {"enum": ["source", "local"]},
                {"type": "object", "additionalProperties": {"enum": ["source", "local"]}},
            ]
        }
    ),
]


class Source(Model):
    """The clause a rule rests on."""

    document: Word
    section: Word | None = None
    paragraph: Word | None = None


class Window(Model):
    """A span of days, both ends included; without `to` it is open."""

    start: Day = Field(alias="from")
    to: Day | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.to is None or day <= self.to)
