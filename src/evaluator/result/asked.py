"""How a thing that is asked is filled in, in the words of one language: its type, unit, choices and bounds."""

from collections.abc import Iterator
from fractions import Fraction

from evaluator.exact import shortest
from evaluator.language.fields import Asking, Column
from evaluator.problems import Lang
from evaluator.result.words import joined

_TYPES: dict[Lang, dict[str, str]] = {
    "zh": {
        "yes-no": "填 是 或 否",
        "integer": "填整数",
        "decimal": "填数字",
        "date": "填日期，如 2021-06-18",
        "text": "填文字",
        "choice": "选填一项",
        "choices": "可选多项，写成 [甲, 乙]；都没有写成 []",
        "events": "逐条填写；一条也没有写成 []",
    },
    "en": {
        "yes-no": "yes or no",
        "integer": "a whole number",
        "decimal": "a number",
        "date": "a date, as 2021-06-18",
        "text": "text",
        "choice": "one of the choices",
        "choices": "any of the choices, as [one, other]; none: []",
        "events": "one entry for each; none: []",
    },
}


def noted(asked: Asking, lang: Lang) -> str:
    """How a field is filled in as text, with its help."""
    return "\n".join([how(asked, lang), *([asked.help[lang]] if asked.help else [])])


def how(asked: Asking | Column, lang: Lang) -> str:
    """How a field is written as text: its type, choices, unit and bounds."""
    return ("；" if lang == "zh" else "; ").join([_TYPES[lang][asked.type], *_limits(asked, lang)])


def choices_of(asked: Asking | Column) -> tuple[str, ...]:
    """The only answers a field or a column takes, where they are listed."""
    return asked.choices if isinstance(asked, Asking) else asked.of


def bounds(low: Fraction | None, high: Fraction | None, places: int, lang: Lang) -> Iterator[str]:
    """Between what a number must lie, and how many decimals it may have."""
    zh = lang == "zh"
    if low is not None and high is not None:
        yield f"{shortest(low)} 至 {shortest(high)}" if zh else f"{shortest(low)} to {shortest(high)}"
    elif low is not None:
        yield f"{'不小于' if zh else 'at least'} {shortest(low)}"
    elif high is not None:
        yield f"{'不大于' if zh else 'at most'} {shortest(high)}"
    if places:
        yield f"最多 {places} 位小数" if zh else f"at most {places} decimal{'s' if places > 1 else ''}"


def _limits(asked: Asking | Column, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    if choices := choices_of(asked):
        yield ("可选 " if zh else "choices: ") + joined(choices, lang)
    if asked.unit:
        yield f"{'单位' if zh else 'unit'} {asked.unit}"
    yield from bounds(asked.minimum, asked.maximum, asked.places, lang)
