"""Clauses: the smallest sets of edits that make usable rules by themselves, and the rules with some of them changed.

An edit may not stand alone: one of two weights that must make 100 %, a criterion that asks for a new field.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from evaluator.desk.edits import ABSENT, Change, Documents, differences, documents
from evaluator.desk.grouping import groups
from evaluator.language.calendar import CalendarYear
from evaluator.language.check import check_ruleset
from evaluator.language.criteria import RuleSet
from evaluator.language.library import Library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.language.scheme import Scheme
from evaluator.problems import Problem, errors_in

MOST_EDITS = 60
"""Beyond so many differing parts the files are another set of rules, and nothing is told apart."""


@dataclass(frozen=True)
class Clause:
    """Edits that go together."""

    number: int
    edits: tuple[Change, ...]


@dataclass(frozen=True)
class Rules:
    """The old and the new rules of one scheme, and everything that differs."""

    scheme: str
    before: Documents
    after: Documents
    as_of: date
    edits: tuple[Change, ...] = ()
    wording: int = 0
    _plans: dict[frozenset[int], Plan | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, old: tuple[Plan, Library], new: tuple[Plan, Library]) -> "Rules":
        """What two plans of one scheme were made from."""
        before, after = documents(*old), documents(*new)
        edits, wording = differences(before, after)
        return cls(old[0].scheme.scheme, before, after, new[0].as_of, tuple(edits), wording)

    @property
    def too_many(self) -> bool:
        return len(self.edits) > MOST_EDITS

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The edits by what they need, in the order they stand in the files."""
        if self.too_many:
            return (Clause(1, self.edits),)
        found = enumerate(groups(len(self.edits), lambda numbers: self._plan(numbers) is not None), 1)
        return tuple(Clause(n, tuple(self.edits[i] for i in sorted(group))) for n, group in found)

    def plan(self, changed: Iterable[Clause]) -> Plan | None:
        """The old rules with some clauses as in the new ones, if those go together."""
        return self._plan(frozenset(self._number(edit) for clause in changed for edit in clause.edits))

    def _number(self, edit: Change) -> int:
        return next(number for number, one in enumerate(self.edits) if one is edit)

    def _plan(self, numbers: frozenset[int]) -> Plan | None:
        if numbers not in self._plans:
            self._plans[numbers] = usable(self.put([self.edits[n] for n in sorted(numbers)]), self.scheme, self.as_of)
        return self._plans[numbers]

    def put(self, edits: Collection[Change]) -> Documents:
        """The old files with some edits made."""
        made = dict(self.before)
        for edit in edits:
            old = made.get(edit.key, ABSENT)
            now = edit.put_into(old)
            made.pop(edit.key, None)
            if now is not ABSENT:
                made[edit.key] = now
        return made


def usable(files: Documents, scheme: str, as_of: date) -> Plan | None:
    """The plan that files make, if nothing is wrong with them."""
    plan, problems = _planned(files, scheme, as_of)
    return None if errors_in(problems) else plan


def faults(files: Documents, scheme: str, as_of: date) -> list[Problem]:
    """What is wrong with files."""
    return _planned(files, scheme, as_of)[1]


def _planned(files: Documents, scheme: str, as_of: date) -> tuple[Plan, list[Problem]]:
    rulesets: dict[str, tuple[RuleSet, ...]] = {
        key[1]: (one,) for key, one in files.items() if isinstance(one, RuleSet)
    }
    schemes = {key[1]: one for key, one in files.items() if isinstance(one, Scheme)}
    wrong = [found for versions in rulesets.values() for rules in versions for found in check_ruleset(rules)]
    years: dict[str, tuple[CalendarYear, ...]] = {}
    for one in files.values():
        if isinstance(one, CalendarYear):
            years[one.calendar] = (*years.get(one.calendar, ()), one)
    plan, problems = make_plan(schemes[scheme], Library(rulesets, schemes, calendars=years), as_of)
    return plan, [*wrong, *problems]


def same(old: tuple[Plan, Library], new: tuple[Plan, Library]) -> bool:
    """Whether two plans are of rules that decide everything alike."""
    return not differences(documents(*old), documents(*new))[0]
