"""Resolving: names become columns, values are typed, figures looked up, and a scheme with its rule sets a plan."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from evaluator.language.awards import Adjustment, Grade, PaymentRate, Tier
from evaluator.language.conditions import Combination, Condition, Figure, Test
from evaluator.language.criteria import Criterion, Entry, Link, Proportional, RuleSet
from evaluator.language.derived_from_numbers import ShareOf, operands
from evaluator.language.derived_from_others import ByCondition, PointsOf
from evaluator.language.derived_from_rows import Periods, Priced, Sequenced
from evaluator.language.fields import Asking
from evaluator.language.issued import Document
from evaluator.language.panel import Void
from evaluator.language.plan import Linked, Plan, judged_for, used_by
from evaluator.language.quantity import Derived, Operand
from evaluator.language.scheme import Gate, Scheme, Veto
from evaluator.language.terms import ON_BALLOT, ON_SHEET, Scope, Term, Terms, term_of
from evaluator.problems import Problem, problem

P = TypeVar("P", Gate, Veto, Grade, Tier, Document, Adjustment, PaymentRate, Void)


BALLOTS = {"subject": ON_BALLOT, "sheet": ON_SHEET}
"""What a condition on a ballot can see, by what the ballot is."""


class Resolver:
    """Types every condition of a scheme and collects what does not fit."""

    def __init__(
        self, scheme: Scheme, rulesets: tuple[RuleSet, ...], as_of: date, behind: "Mapping[str, Resolver]"
    ) -> None:
        """`behind` holds, by the name of each link, the resolver of the subjects it leads to."""
        self.scheme, self.rulesets, self.as_of, self.behind = scheme, rulesets, as_of, behind
        self.problems: list[Problem] = []
        parts: tuple[RuleSet | Scheme, ...] = (*rulesets, scheme)
        self.figures = {name: values for part in parts for name, values in part.figures.items()}
        self.fields: dict[str, Asking] = {}
        self.derived: dict[str, Derived] = {}
        self.links = links_of(*parts)
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
        found |= {name: Term("number", getattr(quantity, "places", 0)) for name, quantity in self.derived.items()}
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
        lines = tuple(self._criterion(line, judged) for line in self.criteria)
        settled = {finding(line.id): line for line in lines}
        steps = {
            name: self._derived(self.derived[name]) if name in self.derived else settled[name]
            for name in self._in_order()
        }
        return Plan(
            scheme=self._scheme(scored, ranked, placed, issued),
            rulesets=self.rulesets,
            as_of=self.as_of,
            fields=self.fields,
            steps=steps,
            sheet=lines,
            groups=self.groups,
            links={name: Linked(self.links[name], behind.resolve()) for name, behind in self.behind.items()},
        )

    def _derived(self, quantity: Derived) -> Derived:
        """A quantity with its conditions typed and its figures looked up."""
        if isinstance(quantity, ByCondition):
            return self._by_condition(quantity)
        update: dict[str, object] = {}
        inside = self._inside(quantity)
        where = getattr(quantity, "where", None)
        if where is not None and inside is not None:
            update["where"] = inside.resolve(where, self.problems)
        if isinstance(quantity, Priced) and inside is not None:
            update["multiplied"] = tuple(
                one.model_copy(update={"when": inside.resolve(one.when, self.problems)}) for one in quantity.multiplied
            )
        if isinstance(quantity, Sequenced) and inside is not None:
            update["when"] = inside.resolve(quantity.when, self.problems)
        if isinstance(quantity, Periods) and inside is not None:
            numbers = {
                name: Term("number", term.places) for name, term in inside.terms.items() if term.kind == "number"
            }
            counted = self.scope(numbers | {"count": Term("number")})
            update["when"] = counted.resolve(quantity.when, self.problems)
        parts = tuple(self._operand(part) for part in operands(quantity))
        if isinstance(quantity, ShareOf):
            update |= {"share": parts[0], "of": parts[1]}
        elif isinstance(getattr(quantity, quantity.kind), tuple):
            update[quantity.kind] = parts
        return quantity.model_copy(update=update)

    def _by_condition(self, quantity: ByCondition) -> ByCondition:
        """Its conditions see what those of criteria see."""
        judged = self.scope(self.terms())
        settled = tuple(
            one.model_copy(update={"value": self._operand(one.value), "when": self._condition(judged, one.when)})
            for one in quantity.by_condition
        )
        return quantity.model_copy(update={"by_condition": settled})

    def _inside(self, quantity: Derived) -> Scope | None:
        """What a condition on single events, or on single subjects behind a link, can see."""
        if quantity.base in self.behind:
            behind = self.behind[quantity.base]
            return behind.scope(behind.terms())
        field = self.fields.get(quantity.base)
        if field is None or field.type != "events":
            return None
        compared = {name: term for name, term in self.terms().items() if term.kind in ("number", "date")}
        return Scope(
            {name: term_of(column) for name, column in field.columns.items()}, self.figures, self.as_of, compared
        )

    def _operand(self, part: Operand | None) -> Operand | None:
        return self.scope({}).number(part, self.problems) if isinstance(part, Figure) else part

    def _in_order(self) -> list[str]:
        """Quantities and criteria after those they are worked out from; a cycle is a problem."""
        needs: dict[str, Collection[str]] = {name: self._needs(one) for name, one in self.derived.items()}
        needs |= {finding(line.id): used_by(line) for line in self.criteria}
        places = {name: quantity.place for name, quantity in self.derived.items()}
        places |= {finding(line.id): line.place for line in self.criteria}
        ordered, cycles = in_order_of(needs)
        for cycle in cycles:
            quantities = [name in self.derived for name in cycle]
            code = "derived-cycle" if all(quantities) else "quantity-criterion-cycle"
            code = code if any(quantities) else "criteria-cycle"
            path = " → ".join(name.removeprefix("finding:") for name in cycle)
            self.problems.append(problem(code, places[cycle[0]], found=path))
        return ordered

    def _needs(self, quantity: Derived) -> Collection[str]:
        """What a quantity is worked out from: names, and the findings whose points it is."""
        if isinstance(quantity, PointsOf):
            return [finding(name) for name in judged_for(quantity, self.groups)]
        return (*quantity.needs, *quantity.named_by_rows)

    def _condition(self, scope: Scope, condition: Condition | None) -> Condition | None:
        return None if condition is None else scope.resolve(condition, self.problems)

    def _entries(self, scope: Scope, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            entry.model_copy(
                update={
                    "when": self._condition(scope, entry.when),
                    "above": self._operand(entry.above),
                    "below": self._operand(entry.below),
                }
            )
            for entry in entries
        )

    def _proportional(self, line: Proportional | None) -> Proportional | None:
        if line is None:
            return None
        return line.model_copy(update={"start": self._operand(line.start), "to": self._operand(line.to)})

    def _criterion(self, line: Criterion, scope: Scope) -> Criterion:
        bands = tuple(band.model_copy(update={"when": self._condition(scope, band.when)}) for band in line.bands)
        return line.model_copy(
            update={
                "when": self._condition(scope, line.when),
                "applies": self._condition(scope, line.applies),
                "bands": bands,
                "proportional": self._proportional(line.proportional),
                "none_if": self._condition(scope, line.none_if),
                "deductions": self._entries(scope, line.deductions),
                "additions": self._entries(scope, line.additions),
                "bonus": self._entries(scope, line.bonus),
            }
        )

    def _scheme(self, scored: Scope, ranked: Scope, placed: Scope, issued: Scope) -> Scheme:
        scheme = self.scheme
        update: dict[str, object] = {
            "gates": tuple(self._with(gate, scored) for gate in scheme.gates),
            "vetoes": tuple(self._with(veto, scored) for veto in scheme.vetoes),
            "adjustments": tuple(self._with(part, scored) for part in scheme.adjustments),
            "grades": tuple(_by_interval(self._with(grade, scored)) for grade in scheme.grades),
            "documents": tuple(self._with(document, issued) for document in scheme.documents),
        }
        if scheme.panel:
            void = tuple(self._with(rule, self._counted(BALLOTS[rule.of])) for rule in scheme.panel.void)
            update["panel"] = scheme.panel.model_copy(update={"void": void})
        if scheme.ranking:
            members = self._condition(scored, scheme.ranking.members)
            update["ranking"] = scheme.ranking.model_copy(update={"members": members})
        if scheme.allocation:
            tiers = tuple(self._with(tier, ranked) for tier in scheme.allocation.tiers)
            eligible = self._condition(ranked, scheme.allocation.eligible)
            rates = tuple(self._with(rate, ranked) for rate in scheme.allocation.rates)
            settled = {"tiers": tiers, "rates": rates, "eligible": eligible}
            update["allocation"] = scheme.allocation.model_copy(update=settled)
        if scheme.interviews:
            asked = scheme.interviews
            both = {"when": self._condition(placed, asked.when), "open": self._condition(placed, asked.open)}
            update["interviews"] = asked.model_copy(update=both)
        if scheme.follow_up:
            counted = self._counted(scheme.follow_up.counts)
            follow = scheme.follow_up
            update["follow_up"] = follow.model_copy(
                update={
                    "monthly": self._condition(counted, follow.monthly),
                    "overall": self._condition(counted, follow.overall),
                    "counts": {name: self._derived(quantity) for name, quantity in follow.counts.items()},
                }
            )
        return scheme.model_copy(update=update)

    def _counted(self, names: Iterable[str]) -> Scope:
        """What a condition on counts alone can see."""
        return self.scope({name: Term("number") for name in names})

    def _with(self, part: P, scope: Scope) -> P:
        return part.model_copy(update={"when": self._condition(scope, part.when)})


def finding(criterion: str) -> str:
    """The name by which conditions know what was found of a criterion."""
    return f"finding:{criterion}"


def links_of(*parts: RuleSet | Scheme) -> dict[str, Link]:
    """The links of rule sets and a scheme, by name."""
    return {name: link for part in parts for name, link in part.links.items()}


def in_order_of(needs: Mapping[str, Collection[str]]) -> tuple[list[str], list[list[str]]]:
    """Names after those they need, else as they stand; and every circle among them, closed."""
    ordered: list[str] = []
    cycles: list[list[str]] = []
    visited: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            cycles.append([*trail[trail.index(name) :], name])
            return
        if name in visited:
            return
        for needed in needs[name]:
            if needed in needs and needed not in ordered:
                visit(needed, (*trail, name))
        visited.add(name)
        if name not in ordered:
            ordered.append(name)

    for name in needs:
        visit(name, ())
    return ordered, cycles


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
