"""The prover: what every check of one plan shares, and how a finding is made with the evidence that shows it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from evaluator.desk.cases import Cases
from evaluator.desk.proof.nearby import Nearby
from evaluator.desk.proof.options import size_of
from evaluator.desk.proof.search import Found, Searcher
from evaluator.desk.proof.settle import Answer
from evaluator.desk.proof.sites import Site, sites
from evaluator.desk.proof.together import bounds_together
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import Mask, Wanted
from evaluator.desk.proof.wider import Goals, all_so, in_cases, widely
from evaluator.desk.proof.worlds import Answers
from evaluator.desk.proof.writing import given_in
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Combination, Condition, DayOf, Figure, Test, ValueOf, names_in
from evaluator.language.plan import Plan
from evaluator.language.words import keyword, spelt
from evaluator.problems import Place, Problem, problem, with_witness
from evaluator.result.words import plain


@dataclass(frozen=True)
class Prover:
    """One plan under examination."""

    bench: Bench
    searcher: Searcher
    cases: Cases = field(default_factory=Cases)

    @classmethod
    def of(cls, plan: Plan, judge: Judge, evidence: Sequence[Answers] = (), *, cases: Cases | None = None) -> "Prover":
        """The prover of a plan; evidence is looked for near the `evidence` given, and in `cases` beside the rules."""
        bench = Bench(plan, judge)
        narrower = bounds_together(bench)
        bench = replace(bench, bounds=narrower) if narrower else bench
        return cls(bench, Searcher.of(bench, evidence), cases or Cases())

    @property
    def plan(self) -> Plan:
        return self.bench.plan

    @property
    def judge(self) -> Judge:
        return self.bench.judge

    @cached_property
    def sites(self) -> list[Site]:
        return sites(self.plan)

    def find(self, conditions: Iterable[Condition], wanted: Wanted, *, trim: bool = True) -> Found:
        return self.searcher.find(list(conditions), wanted, trim=trim)

    def nearby(self, names: Sequence[str], held: Callable[[Sequence[Answers]], Mask]) -> dict[str, Any] | None:
        """Small evidence a step away from that of a case, or a case's own, of which something holds."""
        searcher = self.searcher
        found = Nearby(searcher.means, searcher.cases).any(names, held)
        if not found:
            return None
        return searcher.trimmed(
            min(found, key=size_of),
            lambda many: [one for one, holds in zip(many, held(many), strict=True) if holds],
        )

    def looked_for(self, goals: Goals) -> tuple[bool, int]:
        """Whether evidence was found for what seems possible, and how much was tried where none was.

        Nothing is tried of what is proved impossible, or rests on more than the answers of one subject.
        """
        found = self.find([condition for condition, _ in goals], all_so(goals, self.judge), trim=False)
        if found.answers is not None:
            return True, 0
        names = [name for condition, _ in goals for name in names_in(condition)]
        if found.impossible or not all(map(self.searcher.means.brought, names)):
            return False, 0
        if in_cases(self.plan, self.cases, goals, self.judge):
            return True, 0
        held, tried = widely(self.searcher, goals)
        return held, found.tried + tried

    def shown(self, found: Problem, answers: Mapping[str, Any] | None) -> Problem:
        """A finding with the evidence that shows it, where there is any."""
        return found if not answers else with_witness(found, given_in(self.plan, answers))

    def witnessed(self, found: Problem, conditions: Iterable[Condition], wanted: Wanted) -> Problem:
        return self.shown(found, self.find(conditions, wanted).answers)


def flaw(code: str, place: Place, **details: Any) -> Problem:
    """A finding with its details."""
    return problem(code, place, **details)


BOUNDED = "bounded"
"""The code of what was looked for within bounds only, so that nothing is claimed of it."""


def bounded(place: Place, owner: str, kind: str, *answers: Answer) -> Iterator[Problem]:
    """A note that something was found in none of the combinations looked at, where that proves nothing."""
    if any(one.unsettled for one in answers):
        yield problem(BOUNDED, place, owner=owner, key=key_of(kind))


def as_written(condition: Condition) -> str:
    """A condition in a message: a test as the file spells it, a combination by its word."""
    place = condition.place
    if isinstance(condition, Combination):
        word = spelt(condition.word, "condition", place)
        if condition.word == "not":
            return f"{word}: {{{as_written(condition.parts[0])}}}"
        inside = ", ".join(f"{{{as_written(part)}}}" for part in condition.parts)
        if condition.word == "at_least":
            return f"{word}: {condition.need}, {spelt('of', 'condition', place)}: [{inside}]"
        return f"{word}: [{inside}]"
    asked = f"{{{spelt(condition.operator, 'test', place)}: {_value(condition)}}}"
    if condition.column.startswith("finding:"):
        return f"{spelt('finding', 'condition', place)}: {{{condition.column.removeprefix('finding:')}: {asked}}}"
    return f"{condition.column}: {asked}"


def _value(test: Test) -> str:
    value = test.value
    if isinstance(value, ValueOf) and value.times != 1:
        return plain(value)
    if isinstance(value, (ValueOf, Figure, DayOf)):
        return value.name
    if isinstance(value, tuple):
        return "[" + ", ".join(_word(part, test) for part in value) + "]"
    return _word(value, test)


def _word(value: Any, test: Test) -> str:
    if isinstance(value, bool):
        return spelt("yes" if value else "no", "flag", test.place)
    if isinstance(value, str) and test.column.startswith("finding:"):
        return spelt(value, "verdict", test.place)
    return str(plain(value))


KEYS = {
    "applies": "Criterion",
    "when": "Criterion",
    "none_if": "Criterion",
    "bands": "Criterion",
    "deductions": "Criterion",
    "additions": "Criterion",
    "bonus": "Criterion",
    "by_condition": "derived",
    "gates": "Scheme",
    "vetoes": "Scheme",
    "members": "Ranking",
    "grades": "Scheme",
    "adjustments": "Scheme",
    "eligible": "Allocation",
    "tiers": "Allocation",
    "rates": "Allocation",
    "interviews": "Scheme",
    "documents": "Scheme",
    "where": "CountOf",
}


def key_of(kind: str) -> str:
    """The key of a kind of condition, as a keyword."""
    return keyword(kind, KEYS[kind])


def parts_in(condition: Condition) -> Iterator[Combination]:
    """Every combination in a condition, the outer before the inner."""
    if isinstance(condition, Combination):
        yield condition
        for part in condition.parts:
            yield from parts_in(part)
