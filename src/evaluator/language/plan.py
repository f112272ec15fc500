"""A plan: one scheme with its rule sets, resolved for one day. Everything after this stage reads plans."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from evaluator.language.conditions import Combination, Condition, Test, tests_in
from evaluator.language.criteria import Asking, Criterion, Deduction, Derived, Group, RuleSet
from evaluator.language.scheme import Document, Gate, Grade, Scheme, Tier, Veto
from evaluator.language.terms import Scope, Term, Terms, term_of
from evaluator.problems import Place, Problem, nearest, problem

P = TypeVar("P", Gate, Veto, Grade, Tier, Document)


@dataclass(frozen=True)
class Plan:
    """A scheme whose names and values are settled.

    `criteria` come in the order they must be judged; `sheet` in the order they are written.
    """

    scheme: Scheme
    rulesets: tuple[RuleSet, ...]
    as_of: date
    fields: Mapping[str, Asking]
    derived: Mapping[str, Derived]
    criteria: tuple[Criterion, ...]
    sheet: tuple[Criterion, ...]
    groups: tuple[Group, ...]
    files: tuple[str, ...] = ()

    @property
    def graded_by_points(self) -> bool:
        """Whether the scheme has totals at all; a check-list has none."""
        return self.scheme.total is not None

    @property
    def last_day(self) -> date:
        """The last day whose events count: the period's end or the evaluation's date, whichever is earlier."""
        end = self.scheme.period.to
        return self.as_of if end is None else min(end, self.as_of)

    def ruleset_of(self, criterion: str) -> RuleSet:
        return next(rules for rules in self.rulesets if any(line.id == criterion for line in rules.criteria))


class Resolver:
    """Types every condition of a scheme and collects what does not fit."""

    def __init__(self, scheme: Scheme, rulesets: tuple[RuleSet, ...], as_of: date) -> None:
        self.scheme, self.rulesets, self.as_of = scheme, rulesets, as_of
        self.problems: list[Problem] = []
        parts: tuple[RuleSet | Scheme, ...] = (*rulesets, scheme)
        self.figures = {name: values for part in parts for name, values in part.figures.items()}
        self.fields: dict[str, Asking] = {}
        self.derived: dict[str, Derived] = {}
        for part in parts:
            self._collect(part)
        self.criteria = tuple(line for rules in rulesets for line in rules.criteria)
        self.groups = tuple(group for rules in rulesets for group in rules.groups)

    def _collect(self, part: RuleSet | Scheme) -> None:
        for name, field in part.fields.items():
            if name in self.fields and self.fields[name] != field:
                self.problems.append(problem("field-twice", field.place, found=name, first=self.fields[name].place))
            self.fields.setdefault(name, field)
        for name, quantity in part.derived.items():
            if name in self.fields or (name in self.derived and self.derived[name] != quantity):
                self.problems.append(problem("name-twice", quantity.place, found=name))
            self.derived.setdefault(name, quantity)

    def terms(self) -> dict[str, Term]:
        """Fields, derived quantities and findings: what a criterion can see."""
        found = {name: term_of(field) for name, field in self.fields.items()}
        found |= {name: Term("number", quantity.places) for name, quantity in self.derived.items()}
        return found | {f"finding:{line.id}": Term("verdict") for line in self.criteria}

    def scope(self, terms: Terms) -> Scope:
        return Scope(terms, self.figures, self.as_of)

    def resolve(self) -> Plan:
        terms = self.terms()
        judged = self.scope(terms)
        points = {
            name: Term("number", 4)
            for name in [c.id for c in self.scheme.components] + [group.id for group in self.groups] + ["total"]
        }
        scored = self.scope(terms | points)
        ranked = self.scope(scored.terms | {"rank": Term("number")})
        names = ("group_size", "higher_in_group", "lower_in_group")
        placed = self.scope(ranked.terms | {name: Term("number") for name in names})
        issued = self.scope(ranked.terms | {name: Term("text") for name in ("status", "grade", "tier", "interview")})
        derived = {name: self._where(quantity) for name, quantity in self.derived.items()}
        lines = tuple(self._criterion(line, judged) for line in self.criteria)
        return Plan(
            scheme=self._scheme(scored, ranked, placed, issued),
            rulesets=self.rulesets,
            as_of=self.as_of,
            fields=self.fields,
            derived=derived,
            criteria=tuple(self._ordered(lines)),
            sheet=lines,
            groups=self.groups,
        )

    def _where(self, quantity: Derived) -> Derived:
        field = self.fields.get(quantity.base) if quantity.kind else None
        if quantity.where is None or field is None:
            return quantity
        inside = self.scope({name: term_of(column) for name, column in field.columns.items()})
        return quantity.model_copy(update={"where": inside.resolve(quantity.where, self.problems)})

    def _condition(self, scope: Scope, condition: Condition | None) -> Condition | None:
        return None if condition is None else scope.resolve(condition, self.problems)

    def _entries(self, scope: Scope, entries: tuple[Deduction, ...]) -> tuple[Deduction, ...]:
        return tuple(entry.model_copy(update={"when": self._condition(scope, entry.when)}) for entry in entries)

    def _criterion(self, line: Criterion, scope: Scope) -> Criterion:
        bands = tuple(band.model_copy(update={"when": self._condition(scope, band.when)}) for band in line.bands)
        return line.model_copy(
            update={
                "when": self._condition(scope, line.when),
                "applies": self._condition(scope, line.applies),
                "bands": bands,
                "deductions": self._entries(scope, line.deductions),
                "bonus": self._entries(scope, line.bonus),
            }
        )

    def _scheme(self, scored: Scope, ranked: Scope, placed: Scope, issued: Scope) -> Scheme:
        scheme = self.scheme
        update: dict[str, object] = {
            "gates": tuple(self._with(gate, scored) for gate in scheme.gates),
            "vetoes": tuple(self._with(veto, scored) for veto in scheme.vetoes),
            "grades": tuple(_by_interval(self._with(grade, scored)) for grade in scheme.grades),
            "documents": tuple(self._with(document, issued) for document in scheme.documents),
        }
        if scheme.ranking:
            members = self._condition(scored, scheme.ranking.members)
            update["ranking"] = scheme.ranking.model_copy(update={"members": members})
        if scheme.allocation:
            tiers = tuple(self._with(tier, ranked) for tier in scheme.allocation.tiers)
            eligible = self._condition(ranked, scheme.allocation.eligible)
            update["allocation"] = scheme.allocation.model_copy(update={"tiers": tiers, "eligible": eligible})
        if scheme.interviews:
            asked = scheme.interviews
            both = {"when": self._condition(placed, asked.when), "open": self._condition(placed, asked.open)}
            update["interviews"] = asked.model_copy(update=both)
        if scheme.follow_up:
            counted = self.scope({name: Term("number") for name in scheme.follow_up.counts})
            follow = scheme.follow_up
            update["follow_up"] = follow.model_copy(
                update={
                    "monthly": self._condition(counted, follow.monthly),
                    "overall": self._condition(counted, follow.overall),
                    "counts": {name: self._where(quantity) for name, quantity in follow.counts.items()},
                }
            )
        return scheme.model_copy(update=update)

    def _with(self, part: P, scope: Scope) -> P:
        return part.model_copy(update={"when": self._condition(scope, part.when)})

    def _ordered(self, lines: tuple[Criterion, ...]) -> Iterable[Criterion]:
        """Criteria after those whose findings they use; a cycle is a problem."""
        known = {line.id: line for line in lines}
        done: dict[str, bool] = {}
        ordered: list[Criterion] = []

        def visit(line: Criterion, trail: tuple[str, ...]) -> None:
            if line.id in trail:
                cycle = " → ".join((*trail[trail.index(line.id) :], line.id))
                self.problems.append(problem("criteria-cycle", line.place, found=cycle))
                return
            if done.setdefault(line.id, False):
                return
            for name in used_findings(line):
                if name in known and not done.get(name, False):
                    visit(known[name], (*trail, line.id))
            if not done[line.id]:
                done[line.id] = True
                ordered.append(line)

        for line in lines:
            visit(line, ())
        return ordered


def _by_interval(grade: Grade) -> Grade:
    """A grade given by an interval, as the condition on the total that it is."""
    if grade.when is not None or (grade.start is None and grade.below is None):
        return grade
    tests: list[Condition] = []
    if grade.start is not None:
        tests.append(Test("total", "at_least", grade.start, grade.place_at("from")))
    if grade.below is not None:
        tests.append(Test("total", "less_than", grade.below, grade.place_at("below")))
    return grade.model_copy(update={"when": Combination("all", tuple(tests), grade.place)})


def conditions_of(line: Criterion) -> list[Condition]:
    """Every condition a criterion is judged by."""
    found = [line.applies, line.when, *(band.when for band in line.bands)]
    found += [entry.when for entry in line.deductions + line.bonus]
    return [condition for condition in found if condition is not None]


def used_findings(line: Criterion) -> list[str]:
    """Ids of the criteria whose findings this one uses."""
    tests = (test for condition in conditions_of(line) for test in tests_in(condition))
    return [test.column.removeprefix("finding:") for test in tests if test.column.startswith("finding:")]


def full_marks(rules: RuleSet, without: Collection[str] = ()) -> Fraction:
    """What a rule set can earn: worths of its criteria within the caps of its groups.

    Bonuses are no part of it, nor are the criteria of `without`, which were left out.
    """
    worth = {line.id: line.of or Fraction(0) for line in rules.criteria if not line.bonus and line.id not in without}
    grouped = {name for group in rules.groups for name in group.criteria}
    total = sum((value for name, value in worth.items() if name not in grouped), Fraction(0))
    for group in rules.groups:
        subtotal = sum((worth.get(name, Fraction(0)) for name in group.criteria), Fraction(0))
        total += subtotal if group.cap is None else min(subtotal, group.cap)
    return total


def missing_name(name: str, place: Place, terms: Iterable[str]) -> Problem:
    return problem("name-unknown", place, found=name, nearest=nearest(name, terms))
