"""What rule sets ask and how they score it: the part of a handbook that a form needs too."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from evaluator.language.criteria import RuleSet
from evaluator.language.fields import Asking, Column
from evaluator.result.asked import bounds, choices_of
from evaluator.result.handbook import Say, Standard, Told
from evaluator.result.table import share_text
from evaluator.result.told_scheme import Schemes
from evaluator.result.words import day

_TYPES: dict[str, tuple[str, str]] = {
    "yes-no": ("是或否", "yes or no"),
    "integer": ("整数", "a whole number"),
    "decimal": ("数字", "a number"),
    "date": ("日期", "a date"),
    "text": ("文字", "text"),
    "choice": ("选一项", "one of the choices"),
    "choices": ("可选多项", "any of the choices"),
    "events": ("逐条填写", "a row for each"),
}


def standard(told: Schemes, rules: RuleSet, weight: Fraction | None = None) -> Standard:
    """A rule set: what it asks, how each line is scored, and what it weighs in the total."""
    lines = {line.id: line for line in told.plan.sheet}
    window = rules.in_force
    since = told._(f"自{day(window.start, told.lang)}起施行", f"in force from {window.start}")
    if window.to is not None:
        since += told._(f"，至{day(window.to, told.lang)}止", f" to {window.to}")
    weighs = "" if weight is None or told.plan.scheme.total is None else share_text(weight)
    notes = [told.full(rules), told._(f"占总分 {weighs}", f"weighs {weighs}") if weighs else "", since]
    return Standard(
        id=rules.ruleset,
        title=rules.title[told.lang],
        heading=told._("；", "; ").join(one for one in notes if one),
        basis=told.basis(rules, "RuleSet"),
        fields=fields(told, rules.fields),
        quantities=told.items(dict(rules.derived)),
        criteria=tuple(told.criterion(lines[line.id]) for line in rules.criteria),
        groups=tuple(told.group(one) for one in rules.groups),
    )


def fields(told: Schemes, asked: Mapping[str, Asking]) -> tuple[Told, ...]:
    """Fields in the order they are asked."""
    return tuple(_field(told, name, one) for name, one in asked.items())


def _field(told: Schemes, name: str, asked: Asking | Column) -> Told:
    label = asked.label[told.lang] if asked.label else name
    columns = asked.columns if isinstance(asked, Asking) else {}
    said = told._(*_TYPES[asked.type])
    if isinstance(asked, Asking) and asked.earlier is not None:
        said += told._(
            f"；不用填报，取自上期结果的“{asked.earlier}”", f"; not asked, from “{asked.earlier}” of the earlier result"
        )
    help_ = told.say(asked.help) if isinstance(asked, Asking) else ""
    if isinstance(asked, Asking) and asked.reported is not None:
        note = told._("按期报送，一期没有记录的视为没有报送", "reported by period: one without a row was not reported")
        help_ = told._("；", "; ").join(one for one in (help_, note) if one)
    if isinstance(asked, Column) and asked.assessed is not None:
        by, reason = asked.assessed.by[told.lang], asked.assessed.reason
        help_ = told._(f"由{by}评定，理由写入“{reason}”", f"judged by {by}, with the reason under “{reason}”")
    return Told(
        id=name,
        label=label,
        type=said,
        unit=asked.unit or "",
        limits=told._("；", "; ").join(_limits(told, asked)),
        help=help_,
        columns=tuple(_field(told, one, column) for one, column in columns.items()),
    )


def _limits(told: Schemes, asked: Asking | Column) -> Iterator[str]:
    if choices := choices_of(asked):
        yield told.joined(choices)
    yield from bounds(asked.minimum, asked.maximum, asked.places, told.lang)


def judged(told: Schemes) -> Iterator[Say]:
    """Who judges which lines."""
    for line in told.plan.sheet:
        if line.assessed is not None:
            title, by = line.title[told.lang], line.assessed.by[told.lang]
            yield Say(told._(f"“{title}”由{by}评定", f"“{title}” is judged by {by}"))
