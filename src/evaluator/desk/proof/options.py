"""Options: for each column that tests are put to, small answers that bring it into one of its regions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, product
from math import floor, prod
from typing import Any

from evaluator.desk.proof.column_samples import OTHER, samples_of
from evaluator.desk.proof.sites import sites
from evaluator.desk.proof.tables import tables_for
from evaluator.desk.proof.targets import Targets, targets_of
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.worlds import ASSESSED, Answers
from evaluator.evidence.model import Assessment
from evaluator.inference.reach import reach_at
from evaluator.language.conditions import Test, tests_in
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_others import LinkedValue, PointsOf
from evaluator.language.derived_from_rows import events_of
from evaluator.language.quantity import Derived
from evaluator.problems import NOWHERE

LOCAL = 600
"""Answers tried to bring one derived quantity into its regions."""


@dataclass(frozen=True)
class Options:
    """Answers worth trying, by the name of what they bring about."""

    bench: Bench

    @cached_property
    def targets(self) -> Targets:
        return targets_of(self.bench.plan)

    @cached_property
    def _tests(self) -> dict[str, list[Test]]:
        found: dict[str, list[Test]] = {}
        for site in sites(self.bench.plan):
            for test in tests_in(site.condition):
                found.setdefault(test.column, []).append(test)
        return found

    @cached_property
    def _known(self) -> dict[str, list[dict[str, Any]]]:
        return {}

    def of(self, name: str) -> list[dict[str, Any]]:
        """Answers for one name, the fewest first; for what cannot be brought about this way there are none."""
        if name not in self._known:
            self._known[name] = self._made(name)
        return self._known[name]

    def _made(self, name: str) -> list[dict[str, Any]]:
        plan = self.bench.plan
        if name in plan.fields:
            return [{name: value} for value in self.of_field(name)]
        step = plan.steps.get(name)
        if isinstance(step, Derived) and not isinstance(step, (PointsOf, LinkedValue)):
            return self._of_derived(name, step)
        return []

    def of_field(self, name: str) -> list[Any]:
        asked = self.bench.plan.fields[name]
        if asked.earlier is not None:
            return []
        wanted = self.targets.get(name, frozenset())
        if asked.type == "events":
            tables: list[Any] = [[]]
            for quantity in self.bench.plan.derived.values():
                if events_of(quantity) and quantity.base == name:
                    tables += islice(tables_for(self.bench, quantity, []), 3)
            return tables
        values = samples_of(asked, self._tests.get(name, []), wanted)[0]
        return values if asked.type != "text" or self._tests.get(name) else [OTHER]

    def _of_derived(self, name: str, step: Derived) -> list[dict[str, Any]]:
        """Answers that bring a quantity to each of the values that matter, as the pipeline works it out."""
        plan = self.bench.plan
        wanted = sorted((t for t in self.targets.get(name, ()) if isinstance(t, Fraction)), key=abs)[:12]
        base = plan.fields.get(step.base)
        if events_of(step) and base is not None and base.type == "events":
            made: list[dict[str, Any]] = [
                {step.base: table} for table in islice(tables_for(self.bench, step, wanted), LOCAL)
            ]
        elif base is not None and base.type == "choices":
            choices = base.choices
            made = [{step.base: choices[:number]} for number in range(len(choices) + 1)]
        else:
            made = self._combined([part for part in step.needs if part not in plan.links])
        return self._told_apart(name, made)

    def _combined(self, parts: Sequence[str]) -> list[dict[str, Any]]:
        """Answers for several names together."""
        options = [self.of(part)[:40] for part in parts if self.of(part)]
        while prod(map(len, options)) > LOCAL * 4 and any(len(one) > 2 for one in options):
            longest = max(range(len(options)), key=lambda index: len(options[index]))
            options[longest] = options[longest][: len(options[longest]) * 3 // 4 or 1]
        made = (merged(parts) for parts in product(*options))
        return [one for one in islice(made, LOCAL * 4) if one is not None]

    def _told_apart(self, name: str, made: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Of answers that bring about the same number the smallest."""
        if not made:
            return []
        quantity = self.bench.subjects(made, [name]).columns.quantities[name]
        found: dict[Any, dict[str, Any]] = {}
        for row, one in enumerate(made):
            reach = reach_at(quantity, row)
            if reach not in found or size_of(one) < size_of(found[reach]):
                found[reach] = one
        return sorted(self._near(name, found), key=size_of)[:80]

    def _near(self, name: str, found: dict[Any, dict[str, Any]]) -> list[dict[str, Any]]:
        """Those on and next to a target; all, where there are few."""
        if len(found) <= 24:
            return list(found.values())
        values = sorted((low for low, high in found if low is not None and low == high))
        near = {values[0], values[-1]} if values else set()
        for target in self.targets.get(name, ()):
            if isinstance(target, Fraction):
                near |= set([one for one in values if one < target][-1:] + [one for one in values if one >= target][:2])
        return [found[one, one] for one in near]

    def of_judged(self, line: Criterion) -> list[dict[str, Any]]:
        """What persons may give a criterion: all, nothing, and something between."""
        judged = line.assessed
        if judged is None:
            return []
        unit = Fraction(1, 10**judged.places)
        middle = Fraction(floor((judged.start + judged.to) / 2 / unit)) * unit
        given = dict.fromkeys((judged.to, judged.start, middle))
        return [
            {
                f"{ASSESSED}{line.id}": tuple(
                    Assessment(points, f"{number}号", "" if points == judged.to else "—", NOWHERE)
                    for number in range(1, judged.assessors + 1)
                )
            }
            for points in given
        ]


def merged(parts: Sequence[Answers], keep: Callable[[Any, Any], Any] | None = None) -> dict[str, Any] | None:
    """Answers put together: tables and choices united. Of two different numbers or days the one to `keep`, if any."""
    found: dict[str, Any] = {}
    for part in parts:
        for name, value in part.items():
            if name not in found or found[name] == value:
                found[name] = value
                continue
            one = found[name]
            if name.startswith("assessed:") or type(one) is not type(value) or isinstance(value, (bool, str)):
                return None
            if isinstance(value, (list, tuple)):
                found[name] = one + type(one)(row for row in value if row not in one)
            elif keep is None:
                return None
            else:
                found[name] = keep(one, value)
    return found


def mixed(parts: Sequence[Answers]) -> Iterator[dict[str, Any]]:
    """Answers put together in the ways that may keep what each part brings about, without a guess where they agree."""
    plain = merged(parts)
    ways = [plain] if plain is not None else [merged(parts, max), merged(parts, min)]
    return (one for one in ways if one is not None)


def size_of(answers: Answers) -> tuple[int, int, int]:
    """How much there is to read: questions answered, rows and choices, and how large the numbers are."""
    parts = [value for value in answers.values() if isinstance(value, (list, tuple))]
    numbers = [abs(value) for value in answers.values() if isinstance(value, int)]
    given = sum(value is not None for value in answers.values())
    return given, sum(map(len, parts)), sum(len(str(one)) for one in numbers)
