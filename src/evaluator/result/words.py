"""Values, requirements and verdicts in words, in both languages. The only place that phrases a test."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Any

from evaluator.exact import shortest, units_text
from evaluator.language.conditions import Operator, Test, ValueOf
from evaluator.problems import Lang, shown

_ZH: Mapping[Operator, str] = {
    "is": "应为 {}",
    "is_not": "不得为 {}",
    "at_least": "不少于 {}",
    "at_most": "不多于 {}",
    "more_than": "多于 {}",
    "less_than": "少于 {}",
    "one_of": "应为 {} 之一",
    "none_of": "不得为 {}",
    "includes": "应包括 {}",
    "includes_any": "至少包括 {} 之一",
    "includes_all": "应包括 {}",
    "matches": "格式应符合 {}",
    "on_or_before": "不晚于 {}",
    "on_or_after": "不早于 {}",
    "provided": "{}",
}
_EN: Mapping[Operator, str] = {
    "is": "must be {}",
    "is_not": "must not be {}",
    "at_least": "at least {}",
    "at_most": "at most {}",
    "more_than": "more than {}",
    "less_than": "less than {}",
    "one_of": "one of {}",
    "none_of": "none of {}",
    "includes": "includes {}",
    "includes_any": "includes at least one of {}",
    "includes_all": "includes {}",
    "matches": "matches {}",
    "on_or_before": "on or before {}",
    "on_or_after": "on or after {}",
    "provided": "{}",
}

VERDICTS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {
        "met": "符合",
        "partly-met": "部分符合",
        "not-met": "不符合",
        "insufficient": "材料不足",
        "not-applicable": "不适用",
    },
    "en": {
        "met": "met",
        "partly-met": "partly met",
        "not-met": "not met",
        "insufficient": "insufficient evidence",
        "not-applicable": "not applicable",
    },
}
MARKS: Mapping[str, str] = {"met": "✓", "partly-met": "◐", "not-met": "✗", "insufficient": "?", "not-applicable": "–"}

_FLAGS: Mapping[Lang, tuple[str, str]] = {"zh": ("否", "是"), "en": ("no", "yes")}
_GIVEN: Mapping[Lang, tuple[str, str]] = {
    "zh": ("没有填报", "应当填报"),
    "en": ("not filled in", "must be filled in"),
}
NOT_GIVEN: Mapping[Lang, str] = {"zh": "未填报", "en": "not provided"}
UNKNOWN: Mapping[Lang, str] = {"zh": "未知", "en": "unknown"}

BALLOT: Mapping[str, Mapping[Lang, str]] = {
    "marks_given": {"zh": "打分个数", "en": "Marks given"},
    "full_marks": {"zh": "满分个数", "en": "Full marks given"},
    "different_marks": {"zh": "不同打分数", "en": "Different marks"},
    "subjects_marked": {"zh": "打分对象数", "en": "Subjects marked"},
    "full_subjects": {"zh": "各方面均打满分的对象数", "en": "Subjects given full marks throughout"},
}
"""What is counted of a judge's ballot."""

STANDING: Mapping[str, Mapping[Lang, str]] = {
    "total": {"zh": "总分", "en": "Total"},
    "rank": {"zh": "名次", "en": "Rank"},
    "group_size": {"zh": "同组人数", "en": "Members of the group"},
    "higher_in_group": {"zh": "同组中排在前面的人数", "en": "Members standing higher"},
    "lower_in_group": {"zh": "同组中排在后面的人数", "en": "Members standing lower"},
}


def joined(parts: Any, lang: Lang) -> str:
    """A list of words as one phrase."""
    return ("、" if lang == "zh" else ", ").join(str(part) for part in parts)


MOST_NAMES = 20
"""So many of those who are equal are named in a sentence, and in a result without its subjects."""


def several(parts: Iterable[str], count: int, lang: Lang) -> str:
    """Names as one phrase, of `count` in all: of very many the first, and how many there are."""
    shown = joined(islice(parts, MOST_NAMES), lang)
    if count <= MOST_NAMES:
        return shown
    return f"{shown} 等 {count} 个" if lang == "zh" else f"{shown} and {count - MOST_NAMES} more"


def plain(value: Any) -> str:
    """A constant of a rule, or a submitted value, as data."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return shortest(value, 12)
    if isinstance(value, (tuple, list)):
        return "、".join(plain(part) for part in value)
    if isinstance(value, ValueOf):
        return value.name if value.times == 1 else f"{shortest(value.times, 12)} × {value.name}"
    return "" if value is None else shown(value)


def number(value: Fraction, unit: str, percent: bool = False) -> str:
    """A number with its unit; a share as a percentage."""
    return f"{shortest(value * 100, 10)}%" if percent else f"{shortest(value, 12)}{unit}"


def said(value: Any, lang: Lang, unit: str = "", percent: bool = False) -> str:
    """A value in words."""
    if value is None:
        return NOT_GIVEN[lang]
    if isinstance(value, bool):
        return _FLAGS[lang][value]
    if isinstance(value, Fraction):
        return number(value, unit, percent)
    if isinstance(value, (tuple, list)):
        return joined((said(part, lang, unit, percent) for part in value), lang)
    if isinstance(value, date):
        return day(value, lang)
    return shown(value)


def _units(units: int, places: int, unit: str, percent: bool) -> str:
    """As `number`, of a number of units in the last of some places."""
    return f"{units_text(units, places, percent)}{'%' if percent else unit}"


def reach(least: int | None, most: int | None, places: int, lang: Lang, unit: str, percent: bool) -> str:
    """A quantity in words: one number, or what is known of it."""
    if least is None and most is None:
        return UNKNOWN[lang]
    if least == most and least is not None:
        return _units(least, places, unit, percent)
    low = "" if least is None else _units(least, places, unit, percent)
    high = "" if most is None else _units(most, places, unit, percent)
    if lang == "zh":
        return f"{low} 至 {high}" if low and high else f"{low} 以上（含）" if low else f"{high} 以下（含）"
    return f"{low} to {high}" if low and high else f"{low} or more" if low else f"{high} or less"


def so_much_of(other: ValueOf, said: str, lang: Lang) -> str:
    """Another number as a test names it, `said` standing for it: `总投资 20 亿元的 5%`."""
    if other.times == 1:
        return said
    if other.times < 1:
        share = number(other.times, "", percent=True)
        return f"{said} 的 {share}" if lang == "zh" else f"{share} of {said}"
    times = number(other.times, "")
    return f"{said} 的 {times} 倍" if lang == "zh" else f"{times} times {said}"


def requirement(test: Test, lang: Lang, unit: str = "", percent: bool = False, other: str = "") -> str:
    """What a test asks, in words; `other` stands for a value that the rule does not hold itself."""
    if test.operator == "provided":
        return _GIVEN[lang][bool(test.value)]
    phrase = (_ZH if lang == "zh" else _EN)[test.operator]
    return phrase.format(other or in_words(test, lang, unit, percent))


_SITUATIONS: Mapping[str, tuple[str, str]] = {
    "applies": ("适用情形：", "applies where: "),
    "none_if": ("不得分情形：", "earns nothing where: "),
    "deduction": ("扣分情形：", "taken off where: "),
    "addition": ("加分情形：", "added where: "),
    "bonus": ("加分情形：", "added where: "),
    "veto": ("否决情形：", "vetoed where: "),
    "adjustment": ("调整情形：", "adjusted where: "),
}
"""Parts of a rule whose conditions describe a situation, and do not demand it."""

_DEMANDS: Mapping[str, str] = {
    "应当填报": "已填报",
    "不得为": "不为",
    "应为": "为",
    "应包括": "包括",
    "应符合": "符合",
    "must be filled in": "is filled in",
    "not filled in": "is not filled in",
    "must not be": "is not",
    "must be": "is",
}


def is_situation(part: str) -> bool:
    """Whether a condition describes when something happens rather than what is demanded."""
    return part.split(" ", maxsplit=1)[0] in _SITUATIONS


def situation(part: str, requirement: str, lang: Lang) -> str:
    """A requirement as it reads where it describes a situation."""
    if not is_situation(part):
        return requirement
    return _SITUATIONS[part.split(" ", maxsplit=1)[0]][lang == "en"] + described(requirement)


def described(requirement: str) -> str:
    """A requirement put as a fact: what is, not what must be."""
    for demand, plain_word in _DEMANDS.items():
        requirement = requirement.replace(demand, plain_word, 1)
    return requirement


def in_words(test: Test, lang: Lang, unit: str = "", percent: bool = False) -> str:
    """The value a test asks for."""
    if test.column.startswith("finding:"):
        wanted = test.value if isinstance(test.value, tuple) else (test.value,)
        return joined((VERDICTS[lang].get(word, word) for word in wanted), lang)
    return said(test.value, lang, unit, percent)


def day(value: date, lang: Lang) -> str:
    """A date as a document writes it."""
    return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
