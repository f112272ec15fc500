"""Sites: every condition of a plan, what it decides, and the plan with another in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from evaluator.language.conditions import Condition
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_others import ByCondition
from evaluator.language.plan import Plan
from evaluator.language.resolve import finding
from evaluator.problems import Place

Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Site:
    """One condition: `kind` says what it decides (a key of the rule language), `owner` of what, `path` where it is."""

    kind: str
    owner: str
    condition: Condition
    place: Place
    path: Way

    def __str__(self) -> str:
        return ".".join(map(str, self.path))


def sites(plan: Plan) -> list[Site]:
    """Every condition on subjects, in the order in which a run judges them. Those on single rows are not among them."""
    return [*_of_quantities(plan), *(site for line in plan.sheet for site in of_criterion(line)), *_of_scheme(plan)]


def of_criterion(line: Criterion) -> Iterator[Site]:
    """The conditions of one criterion."""
    head = ("criteria", line.id)
    for key in ("applies", "when", "none_if"):
        condition = getattr(line, key)
        if condition is not None:
            yield Site(key, line.id, condition, line.place_at(key), (*head, key))
    for key in ("bands", "deductions", "additions", "bonus"):
        for index, part in enumerate(getattr(line, key)):
            if part.when is not None:
                yield Site(key, line.id, part.when, part.place, (*head, key, index, "when"))


def _of_quantities(plan: Plan) -> Iterator[Site]:
    for name, quantity in plan.derived.items():
        if isinstance(quantity, ByCondition):
            for index, one in enumerate(quantity.by_condition):
                if one.when is not None:
                    path = ("derived", name, "by_condition", index, "when")
                    yield Site("by_condition", name, one.when, one.place, path)


def _of_scheme(plan: Plan) -> Iterator[Site]:
    scheme = plan.scheme
    for key in ("gates", "vetoes"):
        for index, part in enumerate(getattr(scheme, key)):
            yield Site(key, part.id, part.when, part.place, (key, index, "when"))
    if scheme.ranking and scheme.ranking.members is not None:
        place = scheme.ranking.place_at("members")
        yield Site("members", scheme.scheme, scheme.ranking.members, place, ("ranking", "members"))
    for key in ("grades", "adjustments"):
        for index, part in enumerate(getattr(scheme, key)):
            if part.when is not None:
                yield Site(key, part.id, part.when, part.place, (key, index, "when"))
    money = scheme.allocation
    if money and money.eligible is not None:
        yield Site("eligible", scheme.scheme, money.eligible, money.place_at("eligible"), ("allocation", "eligible"))
    for key in ("tiers", "rates"):
        for index, part in enumerate(getattr(money, key) if money else ()):
            if part.when is not None:
                yield Site(key, part.id, part.when, part.place, ("allocation", key, index, "when"))
    if scheme.interviews:
        for key in ("when", "open"):
            condition = getattr(scheme.interviews, key)
            if condition is not None:
                place = scheme.interviews.place_at(key)
                yield Site("interviews", scheme.interviews.id, condition, place, ("interviews", key))
    for index, document in enumerate(scheme.documents):
        if document.when is not None:
            path = ("documents", index, "when")
            yield Site("documents", document.id, document.when, document.place, path)


def changed(plan: Plan, path: Way, value: Any) -> Plan:
    """The plan with another value at a path: of a criterion, a derived quantity, or the scheme."""
    if path[0] == "criteria":
        line = _within(next(one for one in plan.sheet if one.id == path[1]), path[2:], value)
        sheet = tuple(line if one.id == line.id else one for one in plan.sheet)
        rulesets = tuple(
            rules.model_copy(update={"criteria": tuple(line if one.id == line.id else one for one in rules.criteria)})
            for rules in plan.rulesets
        )
        return replace(plan, sheet=sheet, rulesets=rulesets, steps={**plan.steps, finding(line.id): line})
    if path[0] == "derived":
        return replace(plan, steps={**plan.steps, str(path[1]): _within(plan.steps[str(path[1])], path[2:], value)})
    return replace(plan, scheme=_within(plan.scheme, path, value))


def _within(part: Any, path: Way, value: Any) -> Any:
    """A part of the language with another value at a path below it."""
    if not path:
        return value
    step, *rest = path
    if isinstance(part, tuple):
        return tuple(_within(one, tuple(rest), value) if index == step else one for index, one in enumerate(part))
    return part.model_copy(update={str(step): _within(getattr(part, str(step)), tuple(rest), value)})
