"""What rules state themselves, part by part: each worth, condition, limit, place or amount with whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evaluator.exact import shortest
from evaluator.language.conditions import Condition, tests_in
from evaluator.language.course import WorkingDays
from evaluator.language.criteria import Criterion, RuleSet
from evaluator.language.scheme import Scheme
from evaluator.language.shape import Model
from evaluator.problems import Place
from evaluator.result.handbook import Grid, Say
from evaluator.result.table import share_text
from evaluator.result.told_scheme import Schemes


@dataclass(frozen=True)
class Stated:
    """One figure in words. `name` tells it apart in every version of the rules."""

    name: str
    title: str
    value: str
    origin: str
    authority: str
    place: Place


def stated_by_rules(told: Schemes, rules: RuleSet) -> Iterator[Stated]:
    """What a rule set states; `told` is of the plan that it is part of, and tells its values resolved."""
    lines = {line.id: line for line in told.plan.sheet}
    for line in rules.criteria:
        values = dict(_criterion(told, lines[line.id]))
        yield from _each(told, lines[line.id], "Criterion", line.id, line.title[told.lang], values, rules)
    for group in rules.groups:
        values = {key: told.points(value) for key, value in (("cap", group.cap), ("minimum", group.minimum)) if value}
        if group.best is not None:
            values["best"] = str(group.best)
        yield from _each(told, group, "Group", group.id, group.title[told.lang], values, rules)


def _criterion(told: Schemes, line: Criterion) -> Iterator[tuple[str, str]]:
    """The figures of a criterion by key; scoring that is more than a worth and a condition as it is told."""
    if isinstance(line.worth, Fraction):
        yield "worth", told.points(line.worth)
    for key, condition in (("when", line.when), ("none_if", line.none_if), ("applies", line.applies)):
        if condition is not None:
            yield key, told.inline(condition)
    if line.bands:
        (told_bands,) = [say.grid for say in told.criterion(line).says[:1]]
        rows = told_bands.rows if told_bands else ()
        yield (
            "bands",
            told._("；", "; ").join(told._(f"{points} 分：{where}", f"{points}: {where}") for points, where in rows),
        )
    for key in ("proportional", "bonus", "assessed", "deductions", "additions"):
        if getattr(line, key):
            yield key, flat(told, told.criterion(line).says[0])


def flat(told: Schemes, say: Say) -> str:
    """What is said, listed and tabulated, as one text."""
    stop = told._("；", "; ")
    parts = [flat(told, one) for one in say.parts] + (_rows(say.grid) if say.grid else [])
    return say.text.rstrip("：:。.") + (told._("：", ": ") + stop.join(parts) if parts else "")


def _rows(grid: Grid) -> list[str]:
    return [" ".join(row) for row in grid.rows]


def stated_by_scheme(told: Schemes, source: Scheme) -> Iterator[Stated]:
    """What a scheme states. `source` is the scheme as written, whose authority it is."""
    scheme, lang = told.plan.scheme, told.lang
    for part in scheme.components:
        if part.weight is not None:
            title = told.names.label(part.id)[0]
            yield from _each(told, part, "Component", part.id, title, {"weight": share_text(part.weight)}, source)
    if scheme.panel:
        says = told.panel(scheme.panel)
        values = {
            "aspects": flat(told, Say("", grid=says[0].grid)).lstrip("：: "),
            "fewest_marks": str(scheme.panel.fewest_marks),
        }
        if scheme.panel.drop:
            values["drop"] = flat(told, says[2])
        yield from _each(told, scheme.panel, "Panel", scheme.panel.id, scheme.panel.title[lang], values, source)
        for rule in scheme.panel.void:
            title = told._("打分作废“{}”", "Void marks “{}”").format(rule.title[lang])
            yield from _each(told, rule, "Void", rule.id, title, {"when": told.inline(rule.when)}, source)
        if scheme.panel.watch:
            watch, title = scheme.panel.watch, told._("评委偏离的提醒", "Judges apart")
            yield from _each(told, watch, "Watch", "watch", title, {"apart": told.points(watch.apart)}, source)
    kinds = (
        ("Gate", told._("准入条件“{}”", "Gate “{}”"), scheme.gates),
        ("Veto", told._("一票否决“{}”", "Veto “{}”"), scheme.vetoes),
        ("Adjustment", told._("等级调整“{}”", "Adjustment “{}”"), scheme.adjustments),
    )
    for kind, named, parts in kinds:
        for one in parts:
            title = named.format(one.title[lang])
            yield from _each(told, one, kind, one.id, title, {"when": told.inline(one.when)}, source)
    if scheme.total:
        value = {"rounding": told.rounded(scheme.total.places, scheme.total.rounding)}
        yield from _each(told, scheme.total, "Total", "total", told._("总分", "Total"), value, source)
    if scheme.ranking:
        ranking = scheme.ranking
        values = {"members": told.inline(ranking.members)} if ranking.members else {}
        if ranking.ties:
            values["ties"] = told.joined(told.quoted(tie.by) for tie in ranking.ties)
        if ranking.within:
            values["within"] = told.key(ranking.within, "place")
        yield from _each(told, ranking, "Ranking", "ranking", told._("排名", "Ranking"), values, source)
    for grade in scheme.grades:
        title = told.say(grade.title) or grade.id
        yield from _each(told, grade, "Grade", grade.id, title, {"when": told.standard(grade)}, source)
    yield from _money(told, source)
    yield from _after(told, source)


def _money(told: Schemes, source: Scheme) -> Iterator[Stated]:
    made = told.plan.scheme.allocation
    if made is None:
        return
    values: dict[str, str] = {}
    if isinstance(made.budget, Fraction):
        values["budget"] = shortest(made.budget, 2)
    if made.eligible is not None:
        values["eligible"] = told.inline(made.eligible)
    if made.tiers:
        values["places_in_all"] = str(sum(tier.places for tier in made.tiers))
    yield from _each(told, made, "Allocation", "allocation", told._("资金分配", "Allocation"), values, source)
    for tier in made.tiers:
        values = {"places": str(tier.places), "amount": shortest(tier.amount, 2)}
        values |= {"when": told.inline(tier.when)} if tier.when else {}
        yield from _each(told, tier, "Tier", tier.id, told.say(tier.title) or tier.id, values, source)
    for rate in made.rates:
        values = {"rate": share_text(rate.rate)} | ({"when": told.inline(rate.when)} if rate.when else {})
        yield from _each(told, rate, "PaymentRate", rate.id, told.say(rate.title) or rate.id, values, source)


def _after(told: Schemes, source: Scheme) -> Iterator[Stated]:
    scheme, lang = told.plan.scheme, told.lang
    if scheme.interviews:
        asked = scheme.interviews
        values = {"when": told.inline(asked.when), "by": asked.by[lang]}
        if asked.pairing:
            duties = told.joined(duty[lang] for duty in asked.pairing.duties)
            values["pairing"] = f"{asked.pairing.partner[lang]}{told._('：', ': ')}{duties}"
        yield from _each(told, asked, "Interviews", asked.id, asked.title[lang], values, source)
    if scheme.follow_up:
        _, *terms = (say.text.partition(told._("：", ": "))[2] or say.text for say in told.follow_up())
        values = {"months": str(scheme.follow_up.months)} | dict(zip(("monthly", "overall"), terms, strict=False))
        yield from _each(told, scheme.follow_up, "FollowUp", "follow_up", told._("跟踪", "Follow-up"), values, source)
    if scheme.put_right:
        values = {"days": str(scheme.put_right.days)}
        yield from _each(
            told, scheme.put_right, "PutRight", "put_right", told._("整改", "Putting right"), values, source
        )
    yield from _course(told, source)


def _course(told: Schemes, source: Scheme) -> Iterator[Stated]:
    """Who does what in the course, and in how many working days."""
    course, lang = told.plan.scheme.course, told.lang
    if course is None:
        return
    notice, heard, paid = course.notice, course.objections, course.disbursement
    again = told._("是", "yes") if notice.again_after_change else told._("否", "no")
    values = {
        "working_days": str(notice.working_days),
        "calendar": notice.calendar,
        "by": notice.by[lang],
        "again_after_change": again,
    }
    steps: list[tuple[Model, str, dict[str, str]]] = [
        (course.decision, "decision", {"by": course.decision.by[lang]}),
        (notice, "notice", values),
        (heard, "objections", {"to": heard.to[lang]} | _term("answered_within", heard.answered_within)),
        (course.final, "final", {"by": course.final.by[lang]}),
    ]
    if paid is not None:
        steps.append((paid, "disbursement", {"by": paid.by[lang]} | _term("within", paid.within)))
    for part, key, stated in steps:
        yield from _each(told, part, type(part).__name__, key, told.key(key, "Course"), stated, source)


def _term(key: str, days: WorkingDays | None) -> dict[str, str]:
    return {} if days is None else {key: str(days.working_days)}


def _each(
    told: Schemes, part: Model, kind: str, name: str, title: str, values: dict[str, str], around: RuleSet | Scheme
) -> Iterator[Stated]:
    """A figure for each key, with whose it is: by its own origin, or that of the whole part."""
    origin: dict[str, str] = getattr(part, "origin", None) or {}
    values = values | {key: value for key in origin if (value := _named(told, part, key, values))}
    for key, value in values.items():
        word = origin.get(key) or origin.get("*", "")
        yield Stated(
            name=f"{name}.{key}",
            title=f"{title}{told._('·', ' · ')}{_key(told, key, kind)}",
            value=value.rstrip("。."),
            origin=told.whose({"*": word} if word else None, kind),
            authority=_authority(told, part, around, word),
            place=part.place_at(key) if part.place_at(key) else part.place,
        )


def _key(told: Schemes, key: str, kind: str) -> str:
    return told._("名额总数", "places in all") if key == "places_in_all" else told.key(key, kind)


def _named(told: Schemes, part: Model, key: str, values: dict[str, str]) -> str:
    """What an origin says of a single name: the test its condition puts to it."""
    if key in values or key in type(part).model_fields or key == "*":
        return ""
    condition: Condition | None = getattr(part, "when", None)
    tests = [] if condition is None else [test for test in tests_in(condition) if test.column == key]
    return told._("，", ", ").join(told.inline(test) for test in tests)


def _authority(told: Schemes, part: Model, around: RuleSet | Scheme, word: str) -> str:
    """Who set a figure: the clause of the policy, or the office."""
    if word == "source":
        source = getattr(part, "source", None) or around.source
        return told.clause(source)
    return told.say(getattr(part, "authority", None)) or told.say(around.authority)
