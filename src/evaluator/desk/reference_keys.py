"""Tables of the reference: the keys of each model as files spell them, and which tests each type of answer takes."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from evaluator.exact import shortest
from evaluator.language.calendar import CalendarYear
from evaluator.language.conditions import Combination, Figure
from evaluator.language.criteria import RuleSet
from evaluator.language.derived import KINDS
from evaluator.language.quantity import Derived
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.shape import Model
from evaluator.language.terms import ANSWERS_TO
from evaluator.language.vocabulary import inner, keys_of, literal_words, models_in, options
from evaluator.language.words import chinese
from evaluator.problems import Lang

Phrases = Mapping[str, str]
"""What each key of a model is, in one language."""

COMMON = frozenset({"label", "unit"})
"""Keys every derived quantity has, told once for all of them."""

_HEADS = {
    "zh": "| 关键词 | 英文写法 | 内容 | 必填或缺省 |\n| --- | --- | --- | --- |",
    "en": "| keyword | Chinese | what it holds | required or default |\n| --- | --- | --- | --- |",
}
_TYPES: Mapping[Any, tuple[str, str]] = {
    Fraction: ("数", "a number"),
    int: ("整数", "a whole number"),
    bool: ("是或否", "yes or no"),
    Combination: ("条件", "a condition"),
    Figure: ("标准值", "a figure"),
}
_ORIGIN = {
    "zh": "：`来源` 或 `自定`，各项不同的分别写",
    "en": ": `source` or `local`, or one of them for each key",
}
_REQUIRED = {"zh": "必填", "en": "required"}
_NOT_SAID = {"zh": "可不写", "en": "optional"}


@cache
def models() -> tuple[type[Model], ...]:
    """Every model of the language, each after those it is part of."""
    found: list[type[Model]] = []
    waiting: list[type[Model]] = [RuleSet, Scheme, SeasonFile, CalendarYear]
    while waiting:
        model = waiting.pop(0)
        if model in found or model is Derived:
            continue
        found.append(model)
        for key in keys_of(model):
            waiting += _inside(options(model, key))
        if model is RuleSet:
            waiting += KINDS.values()
    return tuple(found)


def model_named(name: str) -> type[Model]:
    """The model of a name in the list of constructs."""
    return next(model for model in models() if model.__name__ == name)


def caption(model: type[Model], lang: Lang) -> str:
    """Under which keys a model stands, where a table does not say it by itself."""
    under = {
        f"`{spelt(key, parent.__name__, lang)}`"
        for parent in models()
        for key in own_keys(parent)
        if model in _inside(options(parent, key))
    }
    if not under or issubclass(model, Derived):
        return ""
    names = sorted(under)
    return {"zh": f"{'、'.join(names)} 的各项：", "en": f"Keys of {', '.join(names)}:"}[lang]


def _inside(parts: Iterable[Any]) -> list[type[Model]]:
    """The models among types and in their lists and mappings."""
    every = list(parts)
    for part in every:  # grows as it goes: lists stand in mappings
        every += [*inner((part,), tuple), *inner((part,), dict)]
    return models_in(every)


def own_keys(model: type[Model]) -> dict[str, FieldInfo]:
    """The keys of a model as they stand in files, without those all derived quantities share."""
    shared = COMMON if issubclass(model, Derived) else frozenset()
    found = {field.alias or name: field for name, field in model.model_fields.items() if name not in shared}
    first = [key for key in found if issubclass(model, Derived) and key == model.kind]
    return {key: found[key] for key in [*first, *(key for key in found if key not in first)]}


def spelt(word: str, part: str, lang: Lang) -> str:
    """A keyword as the reference of a language spells it."""
    return (chinese(word, part) or word) if lang == "zh" else word


def table(model: type[Model], phrases: Phrases, lang: Lang) -> Iterator[str]:
    """The keys of a model: keyword, its other spelling, what it holds, and whether it must be given."""
    yield _HEADS[lang]
    other: Lang = "en" if lang == "zh" else "zh"
    part = model.__name__
    for key, field in own_keys(model).items():
        words = [f"`{spelt(word, f'{part}.{key}', lang)}`" for word in _choices(model, key)]
        what = phrases[key] + (_words(words, lang) if words else _type(model, key, phrases[key], lang))
        given = _default(field, f"{part}.{key}", lang)
        yield f"| `{spelt(key, part, lang)}` | `{spelt(key, part, other)}` | {what} | {given} |"


def _choices(model: type[Model], key: str) -> list[str]:
    """The words a key's value may be, in the order of the model."""
    found = literal_words([*options(model, key), *inner(options(model, key), tuple)])
    declared = str(model.model_fields.get(key, ""))
    return sorted(found, key=declared.find)


def _words(words: list[str], lang: Lang) -> str:
    return {"zh": "：" + "、".join(words), "en": ": " + ", ".join(words)}[lang]


def _type(model: type[Model], key: str, phrase: str, lang: Lang) -> str:
    """The kind of value in brackets, where the phrase does not say it."""
    index = 0 if lang == "zh" else 1
    if key == "origin":
        return _ORIGIN[lang]
    parts = options(model, key)
    said = [_TYPES[part][index] for part in parts if part in _TYPES]
    if inner(parts, tuple):
        said = [("列表", "a list")[index]]
    elif inner(parts, dict) and not models_in(inner(parts, dict)):
        said = [("名称: 内容", "name: value")[index]]
    if not said or any(one.removeprefix("a ") in phrase for one in said):
        return ""
    joined = {"zh": "或", "en": " or "}[lang].join(said)
    return {"zh": f"（{joined}）", "en": f" ({joined})"}[lang]


def _default(field: FieldInfo, part: str, lang: Lang) -> str:
    if field.is_required():
        return _REQUIRED[lang]
    value = field.default
    if value is PydanticUndefined or value is None or value == ():
        return _NOT_SAID[lang]
    if isinstance(value, bool):
        return f"`{spelt('yes' if value else 'no', 'yes-no', lang)}`"
    if isinstance(value, (int, Fraction)):
        return f"`{shortest(Fraction(value))}`"
    return f"`{spelt(str(value), part, lang)}`"


def operators(lang: Lang) -> Iterator[str]:
    """Which tests each type of answer takes."""
    yield {"zh": "| 类型 | 可用的判断词 |", "en": "| type | tests |"}[lang]
    yield "| --- | --- |"
    kinds = {"yes-no": ("yes-no",), "number": ("integer", "decimal"), "date": ("date",), "text": ("text",)}
    kinds |= {"choice": ("choice",), "choices": ("choices",)}
    for kind, tests in ANSWERS_TO.items():
        if not tests:
            continue
        if kind == "verdict":
            named = {"zh": "结论", "en": "finding"}[lang]
        else:
            named = " ".join(f"`{spelt(one, 'Asking.type', lang)}`" for one in kinds[kind])
            if kind == "number":
                named += {"zh": "和计算项", "en": " and derived quantities"}[lang]
        listed = " ".join(f"`{spelt(test, 'test', lang)}`" for test in tests)
        more = "" if kind == "verdict" else f" `{spelt('provided', 'test', lang)}`"
        yield f"| {named} | {listed}{more} |"
