"""Everybody of one kind with the plan they are judged by: numbers, findings, and how a condition sees a subject."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from evaluator.language.plan import Plan
from evaluator.language.quantity import Operand
from oracle.arithmetic import ARITHMETIC
from oracle.case import BAD, Case, Subject
from oracle.conditions import Found, Look, NotToldError, Number, Seen, exactly
from oracle.events import EVENTS
from oracle.judged import JUDGED
from oracle.numbers import Span
from oracle.peers import PEERS, tied_over_link
from oracle.points import SILENT, Finding, Inputs, earned, find
from oracle.quantities import OLD, field_seen, places_of


class World:
    """The subjects of one kind. Everything is worked out when it is asked for, and once."""

    def __init__(self, plan: Plan, case: Case, kind: str = "", home: str = "") -> None:
        self.plan = plan
        self.home = home or plan.scheme.subject
        own = not kind or kind == self.home
        self.subjects = case.subjects if own else case.linked.get(kind, ())
        self.behind = {name: World(one.plan, case, one.kind, self.home) for name, one in plan.links.items()}
        self.lines = {line.id: line for line in plan.criteria}
        self._known: dict[tuple[str, str], Any] = {}

    def _once(self, name: str, subject: Subject, work: Callable[[], Any]) -> Any:
        """The result of some work; that nothing is told is remembered as well."""
        key = (subject.id, name)
        if key not in self._known:
            try:
                self._known[key] = work()
            except NotToldError as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, NotToldError):
            raise NotToldError
        return found

    def span(self, name: str, subject: Subject) -> Span:
        """Between what a derived quantity lies."""
        quantity = self.plan.derived[name]
        if quantity.base in self.behind and quantity.kind in ("count", "sum", "value"):
            return self._once(name, subject, lambda: _one(tied_over_link(self, quantity, subject)))
        if quantity.kind in OLD:
            return self._once(name, subject, lambda: OLD[quantity.kind](self, quantity, subject))
        work = {**ARITHMETIC, **EVENTS, **PEERS, **JUDGED}[quantity.kind]
        if quantity.kind in ("sampled", "rows"):
            return self._once(name, subject, lambda: work(self, quantity, subject))
        return self._once(name, subject, lambda: _one(work(self, quantity, subject)))

    def seen(self, name: str, subject: Subject) -> Seen:
        """A name as a condition sees it."""
        if name.startswith("finding:"):
            found = self.finding(name.removeprefix("finding:"), subject)
            if found.verdict == "untold":
                raise NotToldError
            return Found(found.verdict)
        if name in self.plan.derived:
            return Number(self.span(name, subject), places_of(self.plan.derived[name], self.plan))
        return field_seen(self.plan.fields[name], subject.answers.get(name))

    def look(self, subject: Subject) -> Look:
        return lambda name: self.seen(name, subject)

    def number(self, operand: Operand, subject: Subject) -> Fraction:
        """The one number an operand is; of a name whose number is not known nothing is told."""
        if isinstance(operand, Fraction):
            return operand
        assert isinstance(operand, str), operand
        return exactly(self.seen(operand, subject))

    def reach(self, name: str, subject: Subject) -> Span:
        """A number as points are computed from it: a missing answer may be anything its field allows."""
        if name in self.plan.derived:
            span = self.span(name, subject)
            if self.plan.derived[name].kind not in OLD and span[0] is None:
                raise NotToldError
            return span
        value, asked = subject.answer(name), self.plan.fields[name]
        return (asked.minimum, asked.maximum) if value is None else (Fraction(value), Fraction(value))

    def finding(self, name: str, subject: Subject) -> Finding:
        """One criterion of one subject, with the others' mean where that is what it earns."""
        return self._once(f"finding:{name}", subject, lambda: self._finding(name, subject))  # type: ignore[no-any-return]

    def _finding(self, name: str, subject: Subject) -> Finding:
        others = [one for one in self.subjects if one.id != subject.id]
        inputs = self._inputs(name, subject)
        found = find(self.lines[name], inputs, lambda: earned([self._alone(name, one) for one in others]))
        return SILENT if found.verdict == "not-applicable" and found.counts is None else found

    def _alone(self, name: str, subject: Subject) -> Finding:
        """A criterion judged without looking at others, as those to whom it applies are."""

        def silent() -> Fraction:
            raise NotToldError

        return find(self.lines[name], self._inputs(name, subject), silent)

    def _inputs(self, name: str, subject: Subject) -> Inputs:
        judged = subject.assessed.get(name)
        return Inputs(
            self.look(subject),
            lambda one: self.reach(one, subject),
            lambda operand: self.number(operand, subject),
            None if judged is BAD else judged,
        )


def _one(number: Fraction) -> Span:
    return number, number
