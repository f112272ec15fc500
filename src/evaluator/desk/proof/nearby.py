"""Nearby: evidence of cases with one thing changed, where putting parts together from nothing comes to nothing.

Where all findings must be met but one, a case that meets all is the place to begin: an answer is changed or left out,
a row or a subject behind a link taken away or changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

import numpy as np

from evaluator.desk.proof.means import Means
from evaluator.desk.proof.options import size_of
from evaluator.desk.proof.trial import needed_for
from evaluator.desk.proof.views import Wanted
from evaluator.desk.proof.worlds import BEHIND, Answers, Other
from evaluator.evidence.model import EventRow
from evaluator.inference.columns import FALSE, TRUE
from evaluator.language.conditions import Condition, names_in
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import every_plan

STARTS, CHANGES, BATCH = 4, 1500, 500


@dataclass(frozen=True)
class Nearby:
    """Looks near the evidence of cases."""

    means: Means
    cases: Sequence[Answers]

    def find(self, conditions: Sequence[Condition], wanted: Wanted) -> list[dict[str, Any]]:
        """Evidence of which `wanted` holds: a case's own, or one a step away."""
        names = list(dict.fromkeys(name for one in conditions for name in names_in(one)))
        if not self.cases:
            return []
        view = self.means.view(self.cases, names)
        held = [dict(one) for one, holds in zip(self.cases, wanted(view), strict=True) if holds]
        if held or not conditions:
            return held
        truths = view.judged(conditions[0], self.means.bench.judge)
        for truth in (TRUE, FALSE):
            for start in self._starts(np.flatnonzero(truths == truth)):
                changes = islice(self._changed(start, names), CHANGES)
                while batch := list(islice(changes, BATCH)):
                    seen = wanted(self.means.view(batch, names))
                    if held := [one for one, holds in zip(batch, seen, strict=True) if holds]:
                        return held
        return []

    def _starts(self, rows: Sequence[int] | np.ndarray[Any, Any]) -> list[Answers]:
        return sorted((self.cases[int(row)] for row in rows), key=size_of)[:STARTS]

    def _changed(self, start: Answers, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """A case's evidence with one thing changed, of all that the names are worked out from."""
        bench = self.means.bench
        needed = needed_for(bench.plan, frozenset(names))
        if "total" in names:
            needed |= needed_for(bench.plan, frozenset(f"finding:{line.id}" for line in bench.plan.sheet))
        for name, asked in bench.plan.fields.items():
            if name in needed:
                yield from ({**start, name: value} for value in self._values(asked, name, start.get(name)))
        for name in [*(one for one in names if one.startswith("finding:")), *sorted(needed & set(bench.plan.derived))]:
            yield from ({**start, **answers} for answers in self.means.options_of(name)[:24])
        for key, others in start.items():
            if key.startswith(BEHIND):
                yield from ({**start, key: made} for made in self._others(key.removeprefix(BEHIND), others))

    def _values(self, asked: Asking, name: str, given: Any) -> Iterator[Any]:
        if asked.type == "events" and given:
            yield from _rows(asked, given)
        options = self.means.options.of_field(name)
        yield from (value for value in options[:40] if value != given)
        yield from _changes(asked, given)

    def _others(self, kind: str, others: Sequence[Other]) -> Iterator[tuple[Other, ...]]:
        """Subjects behind a link, one fewer, none, or one of them changed in one answer."""
        yield from (tuple(others[:at]) + tuple(others[at + 1 :]) for at in range(len(others))[:40])
        yield ()
        fields = next((one.fields for one in every_plan(self.means.bench.plan) if one.scheme.subject == kind), {})
        tying = {column for one in every_plan(self.means.bench.plan) for column in _columns(one.links, kind)}
        for at, other in [*enumerate(others)][:6]:
            for name, asked in fields.items():
                if name not in tying:
                    for value in _changes(asked, other.answers.get(name)):
                        changed = other.with_answers({**other.answers, name: value})
                        yield (*others[:at], changed, *others[at + 1 :])


def _columns(links: Mapping[str, Any], kind: str) -> Iterator[str]:
    for link in links.values():
        yield from (link.link.theirs,) if link.kind == kind and link.link.theirs else ()


def _rows(asked: Asking, rows: Sequence[EventRow]) -> Iterator[list[EventRow]]:
    """A table with a row fewer, or with one cell changed."""
    yield from ([*rows[:at], *rows[at + 1 :]] for at in range(len(rows))[:24])
    yield []
    for at, row in [*enumerate(rows)][:12]:
        for index, column in enumerate(asked.columns.values()):
            for value in _changes(column, row.values[index]):
                values = (*row.values[:index], value, *row.values[index + 1 :])
                yield [*rows[:at], EventRow(values, row.place), *rows[at + 1 :]]
        if at:  # like the first in everything but its day
            values = tuple(
                mine if column.type == "date" else first
                for mine, first, column in zip(row.values, rows[0].values, asked.columns.values(), strict=True)
            )
            yield [*rows[:at], EventRow(values, row.place), *rows[at + 1 :]]


def _changes(asked: Asking | Column, given: Any) -> Iterator[Any]:
    """Other values of an answer or cell: the other choice, a little more or less, nothing."""
    if asked.type == "yes-no":
        yield from (value for value in (True, False) if value is not given)
    elif asked.type == "choice":
        yield from (value for value in tuple(asked.of)[:8] if value != given)
    elif asked.type == "choices" and given:
        yield from (tuple(one for one in given if one != left) for left in given)
    elif asked.type in ("integer", "decimal") and isinstance(given, int):
        yield from (
            value for value in (0, given - 1, given + 1, given * 2, given * 10) if value >= 0 and value != given
        )
    elif asked.type == "date" and isinstance(given, date):
        for days in (-1, 1, -10, 10, -31, 31, -100, 100, -366, 366):
            yield given + timedelta(days=days)
    elif asked.type == "text" and given is None:
        yield "—"
    if given is not None:
        yield None
