"""A handbook from a scheme, or a season with a chapter for each: what is asked, how it is judged, whose figures."""

from collections.abc import Iterator, Sequence
from datetime import date

from evaluator.desk.figures import History, Holding, histories
from evaluator.desk.guide_example import example
from evaluator.exact import shortest
from evaluator.language.criteria import RuleSet
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan, every_plan
from evaluator.loading import Rules
from evaluator.problems import Lang
from evaluator.result.handbook import Book, Grid, Guide, Part, Say, Standard, Told
from evaluator.result.told_scheme import Schemes

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


def book(rules: Rules, lang: Lang) -> Book:
    """The handbook of what was loaded."""
    guides = {plan.scheme.scheme: guide(plan, rules, lang) for plan in rules.plans}
    if rules.season is None:
        (only,) = guides.values()
        return Book(lang, only.title, only.lead, (Part("", "", (only,)),))
    season = rules.season
    told = Schemes(rules.plans[0], lang)
    parts = tuple(
        Part(
            chapter.title[lang],
            told.clause(chapter.source),
            tuple(guides[name] for name in chapter.schemes if name in guides),
        )
        for chapter in season.chapters
    )
    return Book(lang, season.title[lang], tuple(_head(told, season.authority, season.source)), parts)


def _head(told: Schemes, authority: object, source: object) -> Iterator[str]:
    """Who set the rules, on which clause they rest, and for which period and day they are told."""
    period, day = told.plan.scheme.period, told.plan.as_of
    if told.lang == "zh":
        yield f"评价期：{_day(period.start, told)}至{_day(period.to, told)}；本手册按{_day(day, told)}有效的规则编写"
    else:
        yield f"Period: {period.start} to {period.to or '—'}; told by the rules in force on {day}"
    by, clause = told.say(authority), told.clause(source)  # type: ignore[arg-type]  # both are what a scheme has
    if by:
        yield told._(f"制定机关：{by}", f"Set by: {by}")
    if clause:
        yield told._(f"政策依据：{clause}", f"Policy: {clause}")


def _day(day: object, told: Schemes) -> str:
    from evaluator.result.words import day as said

    return said(day, told.lang) if isinstance(day, date) else told._("长期", "no end")


def guide(plan: Plan, rules: Rules, lang: Lang) -> Guide:
    """One scheme as a chapter."""
    told = Schemes(plan, lang)
    scheme = plan.scheme
    by_id = {part.id: part for part in scheme.components}
    standards = tuple(_standard(told, one, _weighs(told, by_id[one.ruleset].weight)) for one in plan.rulesets)
    behind = tuple(
        _standard(Schemes(other, lang), one, "") for other in list(every_plan(plan))[1:] for one in other.rulesets
    )
    return Guide(
        id=scheme.scheme,
        title=scheme.title[lang],
        lead=(*_head(told, scheme.authority, scheme.source), *_subject(told)),
        fields=_fields(told, scheme.fields),
        quantities=told.items(dict(scheme.derived)),
        judged=tuple(_judged(told)),
        standards=standards,
        behind=tuple({one.id: one for one in behind}.values()),
        panel=told.panel(scheme.panel) if scheme.panel else (),
        total=told.total(),
        gates=tuple(told.gate(one) for one in scheme.gates),
        vetoes=tuple(told.veto(one) for one in scheme.vetoes),
        ranking=told.ranking(),
        grades=told.grades(),
        adjustments=tuple(told.adjustment(one) for one in scheme.adjustments),
        allocation=told.allocation(),
        interviews=told.interviews(),
        follow_up=told.follow_up(),
        put_right=told.put_right(),
        documents=told.documents(),
        missing=tuple(_missing(told)),
        example=example(plan, rules, lang),
        figures=_figures(told, histories(plan, rules.library, lang)),
    )


def _subject(told: Schemes) -> Iterator[str]:
    scheme = told.plan.scheme
    noun = told.say(scheme.noun) or scheme.subject
    names = told.joined(told.key(one, "place") for one in scheme.requires)
    if told.lang == "zh":
        yield f"评价对象：{noun}" + (f"，须写明所在{names}" if names else "")
    else:
        yield f"Subject: {noun}" + (f", with its {names}" if names else "")


def _weighs(told: Schemes, weight: object) -> str:
    from fractions import Fraction

    from evaluator.result.table import share_text

    scored = told.plan.scheme.total is not None
    return told._("占总分 ", "weighs ") + share_text(weight) if scored and isinstance(weight, Fraction) else ""


def _standard(told: Schemes, rules: RuleSet, weighs: str) -> Standard:
    lines = {line.id: line for line in told.plan.sheet}
    window = rules.in_force
    since = told._(f"自{_day(window.start, told)}起施行", f"in force from {window.start}")
    if window.to is not None:
        since += told._(f"，至{_day(window.to, told)}止", f" to {window.to}")
    notes = [told.full(rules), weighs, since]
    return Standard(
        id=rules.ruleset,
        title=rules.title[told.lang],
        heading=told._("；", "; ").join(one for one in notes if one),
        basis=told.basis(rules, "RuleSet"),
        fields=_fields(told, rules.fields),
        quantities=told.items(dict(rules.derived)),
        criteria=tuple(told.criterion(lines[line.id]) for line in rules.criteria),
        groups=tuple(told.group(one) for one in rules.groups),
    )


def _fields(told: Schemes, fields: dict[str, Asking]) -> tuple[Told, ...]:
    return tuple(_field(told, name, asked) for name, asked in fields.items())


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
    choices = asked.choices if isinstance(asked, Asking) else asked.of
    if choices:
        yield told.joined(choices)
    low, high = asked.minimum, asked.maximum
    if low is not None and high is not None:
        yield told._(f"{shortest(low)} 至 {shortest(high)}", f"{shortest(low)} to {shortest(high)}")
    elif low is not None:
        yield told._(f"不小于 {shortest(low)}", f"at least {shortest(low)}")
    elif high is not None:
        yield told._(f"不大于 {shortest(high)}", f"at most {shortest(high)}")
    if asked.places:
        yield told._(f"最多 {asked.places} 位小数", f"{asked.places} decimals at most")


def _judged(told: Schemes) -> Iterator[Say]:
    """Who judges which lines."""
    for line in told.plan.sheet:
        if line.assessed is not None:
            title, by = line.title[told.lang], line.assessed.by[told.lang]
            yield Say(told._(f"“{title}”由{by}评定", f"“{title}” is judged by {by}"))


def _missing(told: Schemes) -> Iterator[Say]:
    """What happens to what is not answered, refused or late."""
    yield Say(
        told._(
            "没有填报的，既不算“是”也不算“否”，既不按 0 分也不按满分。不论怎样填报都不影响结论的，照常评定；"
            "影响结论的，该项为“材料不足”，得分写明可能的范围。",
            "What is not answered counts neither as yes nor as no, neither as 0 nor as full points. Where "
            "no answer would make "
            "a difference, the line is judged as usual; else it is “insufficient evidence”, with the "
            "range its points may take.",
        )
    )
    yield Say(
        told._(
            "有一项指标未定的，评价对象暂缓评定：不排名、不评等级、不分配资金，也不按零分处理；补齐后重新评价。",
            "A subject with a line unsettled is held: without rank, grade or money, and not zero either, "
            "until it is completed.",
        )
    )
    yield Say(
        told._(
            "填写有误（超出范围、选项不存在、两份材料互相矛盾）的，该项视为没有填报，并逐条列明所在文件、行号和改法；"
            "一份材料有误不影响其他对象。",
            "A wrong answer (out of bounds, no such choice, two files that disagree) counts as not "
            "answered and is listed with "
            "its file, line and remedy; it affects nobody else.",
        )
    )


def _figures(told: Schemes, found: Sequence[History]) -> Grid:
    """Every value with who set it and when it holds; of rules, those of the day alone."""
    head = (told._("项目", "figure"), told._("数值或标准", "value"), told._("出处", "whose"),
            told._("制定机关或政策依据", "set by"), told._("何时有效", "holds"))  # fmt: skip
    rows = [
        (
            one.title,
            held.value,
            held.origin or told._("未注明", "not said"),
            held.authority or "—",
            _held(told, held, as_of=told.plan.as_of.isoformat() if one.dated else ""),
        )
        for one in found
        for held in one.holdings
        if one.dated or held.now
    ]
    return Grid(head, tuple(rows))


def _held(told: Schemes, held: Holding, as_of: str) -> str:
    """From when to when a value holds; of figures kept by date, which one does on the day of the handbook."""
    start = "" if held.start == date.min else held.start.isoformat()
    end = "" if held.to is None else held.to.isoformat()
    if start and end:
        said = f"{start} – {end}"
    elif start:
        said = told._(f"{start} 起", f"from {start}")
    else:
        said = told._(f"至 {end}", f"to {end}") if end else "—"
    if as_of and held.now:
        said += told._(f"（{as_of} 有效）", f" (holds on {as_of})")
    return said
