"""Checks of what a scheme asks together: gates, vetoes, members, eligibility, tiers and rates against each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluator.desk.proof.conflicts import all_of, clash, never, opposite, touching
from evaluator.desk.proof.prover import Prover, flaw
from evaluator.desk.proof.settle import Space
from evaluator.inference.columns import TRUE
from evaluator.language.awards import PaymentRate, Tier
from evaluator.language.conditions import Condition
from evaluator.language.plan import Plan
from evaluator.language.words import keyword
from evaluator.problems import Place, Problem


@dataclass(frozen=True)
class Hurdle:
    """What whoever is to get something must pass: its name in a message, what it asks, and where it stands."""

    name: str
    condition: Condition
    place: Place


def standing_flaws(prover: Prover) -> Iterator[Problem]:
    """What nobody can pass, and what everybody passes who has come so far."""
    passed: list[Hurdle] = []
    for hurdle in hurdles(prover.plan):
        found = _barred(prover, passed, hurdle, "nobody-ranked")
        if found is not None:
            yield found
            return
        if not never(prover.bench, [hurdle.condition]):
            passed.append(hurdle)
    money = prover.plan.scheme.allocation
    if money is None:
        return
    if money.eligible is not None:
        asked = Hurdle(keyword("eligible", "Allocation"), money.eligible, money.place_at("eligible"))
        found = _barred(prover, passed, asked, "nobody-eligible")
        if found is not None:
            yield found
            return
        passed.append(asked)
    parts: tuple[Tier | PaymentRate, ...] = (*money.tiers, *money.rates)
    for part in parts:
        if part.when is None:
            continue
        asked = Hurdle(part.id, part.when, part.place)
        found = _barred(prover, [one for one in passed if one.condition is not money.eligible], asked, "barred")
        if found is None and money.eligible is not None:
            found = _barred_by_both(prover, passed, money.eligible, asked)
        if found is not None:
            yield found
        elif isinstance(part, Tier):
            yield from _passed_anyway(prover, passed, asked)


def hurdles(plan: Plan) -> Iterator[Hurdle]:
    """Everything without which nobody gets a rank, or money by a rate."""
    scheme = plan.scheme
    by_rate = scheme.allocation is not None and scheme.allocation.method == "by-rate"
    for gate in scheme.gates:
        yield Hurdle(gate.id, gate.when, gate.place)
    for veto in scheme.vetoes:
        if not by_rate or veto.effect == "ineligible":
            yield Hurdle(veto.id, opposite(veto.when), veto.place)
    if scheme.ranking is not None and scheme.ranking.members is not None and not by_rate:
        yield Hurdle(keyword("members", "Ranking"), scheme.ranking.members, scheme.ranking.place_at("members"))


def _barred(prover: Prover, passed: list[Hurdle], asked: Hurdle, code: str) -> Problem | None:
    """That what is asked never holds together with what must be passed before."""
    if never(prover.bench, [asked.condition]):
        return None  # that is found where it stands
    against, cells = clash(prover.bench, [one.condition for one in passed], asked.condition)
    names = [one.name for one in passed if any(one.condition is other for other in against)]
    return flaw(code, asked.place, found=asked.name, expected=names, cells=cells) if names else None


def _barred_by_both(prover: Prover, passed: list[Hurdle], eligible: Condition, asked: Hurdle) -> Problem | None:
    """That a tier is shut out by eligibility together with something else; by eligibility alone is found elsewhere."""
    if never(prover.bench, [asked.condition, eligible]):
        return None
    return _barred(prover, passed, asked, "barred")


def _passed_anyway(prover: Prover, passed: list[Hurdle], asked: Hurdle) -> Iterator[Problem]:
    """A tier whose condition holds for everybody who can be given one."""
    near = touching(prover.bench, [one.condition for one in passed], asked.condition)
    if not near or never(prover.bench, [asked.condition]):
        return
    before = all_of(near, asked.place)
    with_it = all_of([*near, asked.condition], asked.place)
    space = Space.of(prover.bench, [with_it], missing=True)
    if space.differ(with_it, before).never:
        names = [one.name for one in passed if any(one.condition is other for other in near)]
        found = flaw("tier-implied", asked.place, found=asked.name, expected=names, cells=space.cells)
        yield prover.witnessed(found, [with_it], lambda view: view.judged(with_it, prover.judge) == TRUE)
