"""Checks of a scheme by itself: weights, panel, grades, money, interviews."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from evaluator.exact import shortest
from evaluator.language.awards import Allocation, Grade
from evaluator.language.check_fields import MOST_PLACES, out_of_range, twice
from evaluator.language.course import check_course
from evaluator.language.issued import check_documents
from evaluator.language.panel import Panel, Watch
from evaluator.language.scalars import bound
from evaluator.language.scheme import Scheme
from evaluator.language.words import keyword, keywords
from evaluator.problems import Place, Problem, nearest, problem

EARLIEST, LATEST = 1900, 2200
MOST_DAYS = 3660
DOCUMENT_ID = re.compile(r"[\w-]+")


def check_scheme(scheme: Scheme) -> Iterator[Problem]:
    """What a scheme gets wrong by itself."""
    if scheme.period.to is None:
        yield problem("period-open", scheme.period.place)
    elif scheme.period.to < scheme.period.start:
        yield problem("period-backwards", scheme.period.place, found=scheme.period.to)
    weights = sum((part.weighs for part in scheme.components), Fraction(0))
    total = scheme.total
    if total is not None and total.out_of != "points" and weights != 1:
        yield problem("weights-sum", scheme.place_at("components"), found=f"{shortest(weights * 100)}%")
    for part in scheme.components:
        if (part.ruleset is None) == (part.panel is None):
            yield problem("component-one", part.place)
        elif part.panel is not None and (scheme.panel is None or scheme.panel.id != part.panel):
            known = [scheme.panel.id] if scheme.panel else []
            yield problem("panel-unknown", part.place_at("panel"), found=part.panel, nearest=nearest(part.panel, known))
        if part.origin is None and scheme.total is not None:
            yield problem("origin-missing", part.place, criterion=part.id)
    if scheme.ranking and scheme.total is None:
        yield problem("ranking-without-total", scheme.ranking.place)
    grade_ids = {grade.id for grade in scheme.grades}
    for veto in scheme.vetoes:
        if (veto.effect == "grade") != (veto.grade is not None):
            yield problem("veto-grade", veto.place)
        elif veto.grade is not None and veto.grade not in grade_ids:
            hint = nearest(veto.grade, grade_ids)
            yield problem("grade-unknown", veto.place_at("grade"), found=veto.grade, nearest=hint)
    yield from _limits(scheme)
    yield from twice((gate.id, gate.place) for gate in scheme.gates)
    yield from twice((grade.id, grade.place) for grade in scheme.grades)
    yield from twice((document.id, document.place) for document in scheme.documents if document.id)
    yield from check_documents(scheme.documents, scheme.public)
    yield from _grades(scheme.grades)
    yield from _adjustments(scheme, grade_ids)
    yield from _money(scheme)
    if scheme.course is not None:
        yield from check_course(scheme.course, pays=scheme.allocation is not None)
    if scheme.interviews and (scheme.ranking is None):
        yield problem("interviews-without-ranking", scheme.interviews.place)


def _limits(scheme: Scheme) -> Iterator[Problem]:
    """Numbers beyond what can be worked with."""
    for part in scheme.components:
        as_points = scheme.total is not None and scheme.total.out_of == "points"
        if part.weight is None and not as_points:
            yield problem("key-missing", part.place, found=keyword("weight", "Component"))
        elif not 0 <= part.weighs <= 1 and not as_points:
            yield out_of_range(part.place_at("weight"), f"{shortest(part.weighs * 100)}%", "0–100%")
    if scheme.total and scheme.total.out_of != "points" and scheme.total.out_of <= 0:
        yield out_of_range(scheme.total.place_at("out_of"), shortest(scheme.total.out_of), "> 0")
    rounded = [(scheme.total.places, scheme.total.place_at("places"))] if scheme.total else []
    rounded += [(tie.places, tie.place_at("places")) for tie in (scheme.ranking.ties if scheme.ranking else ())]
    for places, place in rounded:
        if places > MOST_PLACES:
            yield out_of_range(place, places, f"0–{MOST_PLACES}")
    for day in (scheme.period.start, scheme.period.to):
        if day is not None and not EARLIEST <= day.year <= LATEST:
            yield out_of_range(scheme.period.place, day, f"{EARLIEST}–{LATEST}")
    if scheme.put_right and scheme.put_right.days > MOST_DAYS:
        yield out_of_range(scheme.put_right.place_at("days"), scheme.put_right.days, f"0–{MOST_DAYS}")
    for document in scheme.documents:
        if document.id and not DOCUMENT_ID.fullmatch(document.id):
            yield problem("name-expected", document.place_at("id"), found=document.id)
    if scheme.panel:
        yield from _panel(scheme.panel)


def _panel(panel: Panel) -> Iterator[Problem]:
    if not panel.aspects:
        yield out_of_range(panel.place_at("aspects"), "[]", "≥ 1")
    for aspect in panel.aspects:
        if aspect.worth <= max(panel.scale.start, Fraction(0)):
            low = shortest(max(panel.scale.start, Fraction(0)))
            yield out_of_range(aspect.place_at("worth"), shortest(aspect.worth), f"> {low}")
    if panel.drop and panel.drop.highest + panel.drop.lowest >= panel.drop.start:
        most = max(panel.drop.start - 1, 0)
        yield out_of_range(panel.drop.place, panel.drop.highest + panel.drop.lowest, f"≤ {most}")
    yield from twice((rule.id, rule.place) for rule in panel.void)
    for rule in panel.void:
        if rule.origin is None:
            yield problem("origin-missing", rule.place, criterion=rule.id)
    if panel.watch is not None:
        yield from _watch(panel, panel.watch)


def _watch(panel: Panel, watch: Watch) -> Iterator[Problem]:
    """A judge cannot be further apart than all aspects together are worth."""
    most = sum((aspect.worth for aspect in panel.aspects), Fraction(0))
    if not 0 < watch.apart < most:
        yield out_of_range(watch.place_at("apart"), shortest(watch.apart), f"> 0, < {shortest(most)}")
    if watch.places > MOST_PLACES:
        yield out_of_range(watch.place_at("places"), watch.places, f"0–{MOST_PLACES}")
    if watch.origin is None:
        yield problem("origin-missing", watch.place, criterion=keyword("watch", "Panel"))


def _grades(grades: tuple[Grade, ...]) -> Iterator[Problem]:
    """Intervals must meet: each grade begins where the one below it ends."""
    for grade in grades:
        if grade.when is not None and (grade.start is not None or grade.below is not None):
            yield problem("grade-two-ways", grade.place, found=grade.id)
    spans = sorted(
        ((grade.start, grade.below, grade) for grade in grades if grade.start is not None or grade.below is not None),
        key=lambda span: span[0] if span[0] is not None else Fraction(-(10**12)),
    )
    for (_, below, lower), (start, _, upper) in pairwise(spans):
        if below is None or start is None or below != start:
            found = lower.id if below is None else f"{lower.id} < {shortest(below)}"
            expected = "" if start is None else shortest(start)
            yield problem("grades-do-not-meet", upper.place, found=found, expected=expected, grade=upper.id)


def _adjustments(scheme: Scheme, grades: set[str]) -> Iterator[Problem]:
    """Each adjustment does one thing, to grades there are; each quota says how many in one way."""
    yield from twice((part.id, part.place) for part in scheme.adjustments)
    for part in scheme.adjustments:
        given = [key for key in ("at_best", "up", "down", "set") if getattr(part, key) is not None]
        if len(given) != 1:
            yield problem("one-of-keys", part.place, expected=keywords(("at_best", "up", "down", "set"), "Adjustment"))
        for key in ("at_best", "set"):
            name = getattr(part, key)
            if name is not None and name not in grades:
                yield problem("grade-unknown", part.place_at(key), found=name, nearest=nearest(name, grades))
    for index, grade in enumerate(scheme.grades):
        if grade.quota is None:
            continue
        quota = grade.quota
        if (quota.share is None) == (quota.places is None) or (quota.share is None) != (quota.part is None):
            yield problem("quota-one-way", quota.place)
        elif quota.share is not None and not 0 <= quota.share <= 1:
            yield out_of_range(quota.place_at("share"), f"{shortest(quota.share * 100)}%", "0–100%")
        if scheme.ranking is None:
            yield problem("quota-without-ranking", quota.place)
        if index == len(scheme.grades) - 1:
            yield problem("quota-of-the-last", quota.place, found=grade.id)


def _money(scheme: Scheme) -> Iterator[Problem]:
    money = scheme.allocation
    if money is None:
        return
    if money.method == "walk-down" and (scheme.ranking is None or scheme.ranking.within is not None):
        yield problem("allocation-needs-ranking", money.place)
    yield from _method(money)
    budget = bound(money.budget)
    if budget is None and money.method == "walk-down":
        yield problem("budget-needed", money.place_at("budget"), found=keyword(money.method, "Allocation.method"))
    for amount, place in [(budget or Fraction(0), money.place_at("budget"))] + [
        (tier.amount, tier.place_at("amount")) for tier in money.tiers
    ]:
        if amount < 0 or (amount * 100).denominator != 1:
            yield problem("money-not-fen", place, found=shortest(amount))
    for rate in money.rates:
        if not 0 <= rate.rate <= 1:
            yield out_of_range(rate.place_at("rate"), f"{shortest(rate.rate * 100)}%", "0–100%")
        if rate.origin is None:
            yield problem("origin-missing", rate.place, criterion=rate.id)
    yield from twice((rate.id, rate.place) for rate in money.rates)
    needed = sum((tier.amount * tier.places for tier in money.tiers), Fraction(0))
    if budget is not None and needed > budget:
        yield problem("over-budget", money.place_at("tiers"), found=shortest(needed), expected=shortest(budget))
    yield from twice((tier.id, tier.place) for tier in money.tiers)
    for tier in money.tiers:
        if tier.origin is None:
            yield problem("origin-missing", tier.place, criterion=tier.id)


def _method(money: Allocation) -> Iterator[Problem]:
    """Each way of allocating has keys of its own."""
    keys = {"walk-down": ("tiers",), "by-rate": ("of", "rates")}
    for method, own in keys.items():
        for key in own:
            given = bool(getattr(money, key))
            if given and method != money.method:
                found, expected = keyword(key, "Allocation"), keyword(method, "Allocation.method")
                yield problem("key-not-here", money.place_at(key), found=found, expected=expected)
            elif not given and method == money.method:
                for place in _lacking(money, key):
                    yield problem("key-missing", place, found=keyword(key, "Allocation"))


def _lacking(money: Allocation, key: str) -> list[Place]:
    """Where a key that is not given is missing: an amount may stand in each rate instead, then in those without."""
    own = [rate.of for rate in money.rates] if key == "of" else []
    return [rate.place for rate in money.rates if rate.of is None] if any(own) else [money.place]
