"""Used: which fields, columns and quantities rules refer to, by what a name stands for where it stands.

The same word may be a field, a criterion and a choice; only a place that means the field uses it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from evaluator.desk.proof.sites import sites
from evaluator.language.conditions import Condition, names_in
from evaluator.language.derived_from_rows import Periods, Priced, Sequenced, events_of
from evaluator.language.fields import Asking
from evaluator.language.plan import Plan, used_by
from evaluator.language.quantity import Derived
from evaluator.problems import Place


@dataclass(frozen=True)
class Used:
    """The places of fields and quantities that are used, and the used columns of each table by the table's place."""

    places: set[Place]
    columns: dict[Place, set[str]]

    @classmethod
    def by(cls, plans: Iterable[Plan]) -> "Used":
        """Everything that some plans use."""
        made = cls(set(), {})
        for plan in plans:
            made.add(plan)
        return made

    def add(self, plan: Plan) -> None:
        """What one plan uses, also of the subjects behind its links."""
        self._names(plan, _asked_by(plan))
        for quantity in _quantities(plan):
            within: str | None = getattr(quantity, "within", None)
            self._names(plan, [*quantity.needs, *quantity.named_by_rows, within])
            asked = plan.fields.get(quantity.base)
            inside = list(_of_rows(quantity, asked))
            if quantity.base in plan.links:
                self._names(plan.links[quantity.base].plan, inside)
            elif asked is not None and asked.type == "events":
                self.columns.setdefault(asked.place, set()).update(inside)
        for linked in plan.links.values():
            self._names(plan, [linked.link.mine])
            self._names(linked.plan, [linked.link.theirs])

    def _names(self, plan: Plan, names: Iterable[str | None]) -> None:
        for name in names:
            if name is not None and name in plan.fields:
                self.places.add(plan.fields[name].place)
            elif name is not None and name in plan.derived:
                self.places.add(plan.derived[name].place)


def _asked_by(plan: Plan) -> Iterator[str]:
    """Names that criteria and the scheme put tests to, compute with, or rank and pay by."""
    scheme = plan.scheme
    for line in plan.sheet:
        yield from used_by(line)
    for site in sites(plan):
        yield from names_in(site.condition)
    yield from (tie.by for tie in (scheme.ranking.ties if scheme.ranking else ()))
    if scheme.allocation is not None:
        yield from (name for name in (scheme.allocation.of, *(one.of for one in scheme.allocation.rates)) if name)
    if scheme.follow_up is not None:
        yield scheme.follow_up.since


def _quantities(plan: Plan) -> Iterator[Derived]:
    yield from plan.derived.values()
    if plan.scheme.follow_up is not None:
        yield from plan.scheme.follow_up.counts.values()


def _of_rows(quantity: Derived, asked: Asking | None) -> Iterator[str]:
    """Columns of a table, or names of linked subjects, that a quantity reads: by which rows count and what they say."""
    conditions: list[Condition | None] = [getattr(quantity, "where", None)]
    if isinstance(quantity, (Periods, Sequenced)):
        conditions.append(quantity.when)
    if isinstance(quantity, Priced):
        conditions += [more.when for more in quantity.multiplied]
        yield from quantity.by
        yield from filter(None, [quantity.same_matter, quantity.repeats.of if quantity.repeats else None])
    for condition in conditions:
        yield from () if condition is None else names_in(condition)
    named: list[Any] = [getattr(quantity, key, None) for key in ("of", "dated", "valid_until")]
    yield from (one for one in named if isinstance(one, str))
    if asked is not None and events_of(quantity) and getattr(quantity, "dated", None) is None:
        yield from asked.dates[:1] if len(asked.dates) == 1 else ()
