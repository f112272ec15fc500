"""What differs between two versions of a scheme and its rule sets, found part by part, and any of it put into the old.

Models are compared, not lines: what is written otherwise and means the same is no difference, and a word that only
people read (a title, a remedy, who set a figure) is counted apart, because nothing is decided by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluator.language.conditions import Combination, Test
from evaluator.language.fields import Dated
from evaluator.language.library import Library
from evaluator.language.plan import Plan, every_plan
from evaluator.language.shape import Model, Source, Text
from evaluator.problems import NOWHERE, Place

Step = str | int
Key = tuple[str, str]
"""Which file's model: `scheme`, `ruleset` or `calendar`, and its id (of a calendar, with the year)."""

Documents = Mapping[Key, Model]


class Absent:
    """Stands for what one of the two versions does not have."""


ABSENT = Absent()
WORDING = frozenset(
    {"title", "label", "noun", "plural", "measure", "authority", "source", "origin", "remedy", "basis", "help"}
    | {"unit", "audience", "documents", "pairing", "contact"}
)
"""Keys of what people read and nothing is decided by."""


@dataclass(frozen=True)
class Change:
    """One differing part: the way to it, what stood and stands there, and where in the files.

    A `step` of the way names an attribute, a key of a mapping, an item's id, or is an item's number. `owners` are the
    parts on the way, the old ones where there are such; `order` is the list that a new item is put in by,
    and `keyword` the last keyword on the way with the part of the language it is of.
    """

    key: Key
    path: tuple[Step, ...]
    before: Any
    after: Any
    place_before: Place
    place_after: Place
    owners: tuple[Any, ...] = ()
    order: tuple[Any, ...] = ()
    wording: bool = False
    keyword: tuple[str, str] = ("", "")

    def put_into(self, model: Any) -> Any:
        """The old version of the file's model, or one between the two, with this part as it is in the new one."""
        return put(model, self.path, self.after, self.order)


def documents(plan: Plan, library: Library) -> Documents:
    """The scheme of a plan with its rule sets, those behind links among them, and its calendar, as they were read."""
    found: dict[Key, Model] = {("scheme", plan.scheme.scheme): library.schemes[plan.scheme.scheme]}
    for one in every_plan(plan):
        found |= {("ruleset", rules.ruleset): rules for rules in one.rulesets}
    for year in plan.calendar.years if plan.calendar else ():
        found["calendar", f"{year.calendar} {year.year}"] = year
    return found


def differences(before: Documents, after: Documents) -> tuple[list[Change], int]:
    """Every difference that may decide something, in the order of the files, and how many are of wording alone."""
    found: list[Change] = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key, ABSENT), after.get(key, ABSENT)
        found += _Walk(key).between(old, new, (), _Spot(place_of(old), place_of(new)))
    telling = [one for one in found if not one.wording]
    return telling, len(found) - len(telling)


def put(node: Any, path: Sequence[Step], value: Any, order: Any = ()) -> Any:
    """A model with another value at a path; `ABSENT` takes it out. `order` is the tuple that a new item comes from."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, Model):
        name = str(step)
        return node.model_copy(update={name: put(getattr(node, name), rest, value, order)})
    if isinstance(node, Combination):
        parts = list(node.parts)
        parts[int(step)] = put(parts[int(step)], rest, value, order)
        return replace(node, parts=tuple(parts))
    if isinstance(node, dict):
        made = {name: one for name, one in node.items() if name != step or rest or value is not ABSENT}
        return made if not rest and value is ABSENT else made | {step: put(node.get(step), rest, value, order)}
    items = list(node)
    at = int(step) if isinstance(step, int) else next((i for i, one in enumerate(items) if name_of(one) == step), -1)
    if at >= 0:
        items[at : at + 1] = [] if not rest and value is ABSENT else [put(items[at], rest, value, order)]
        return tuple(items)
    names = [name_of(one) for one in order]
    earlier = set(names[: names.index(str(step))]) if step in names else set()
    after = [i for i, one in enumerate(items) if name_of(one) in earlier]
    items.insert(after[-1] + 1 if after else 0, value)
    return tuple(items)


def name_of(item: Any) -> str:
    """What an item of a list is known by; nothing for one that only has a number."""
    if isinstance(item, Dated):
        return item.start.isoformat()
    return str(getattr(item, "id", "") or "") if isinstance(item, Model) else ""


def place_of(node: Any) -> Place:
    """Where a part of a rule file stands, as far as it knows."""
    if isinstance(node, tuple):
        return place_of(node[0]) if node else NOWHERE
    found = getattr(node, "place", NOWHERE)
    return found if isinstance(found, Place) else NOWHERE


@dataclass(frozen=True)
class _Spot:
    """Where the parts under comparison stand, and whose they are."""

    before: Place
    after: Place
    owners: tuple[Any, ...] = ()
    order: tuple[Any, ...] = ()
    wording: bool = False
    keyword: tuple[str, str] = ("", "")

    def at(self, old: Any, new: Any) -> "_Spot":
        """The spot of a part, or of what it is in where the part does not know its own."""
        before, after = place_of(old), place_of(new)
        owner = new if old is ABSENT else old
        owners = (*self.owners, owner) if isinstance(owner, Model) else self.owners
        return replace(
            self,
            before=before if before.line else self.before,
            after=after if after.line else self.after,
            owners=owners,
            wording=self.wording or isinstance(old, Text) or isinstance(new, Text),
        )


@dataclass(frozen=True)
class _Walk:
    """Goes down both versions of one file together, to the smallest parts that differ."""

    key: Key

    def between(self, old: Any, new: Any, path: tuple[Step, ...], spot: _Spot) -> Iterator[Change]:
        if type(old) is type(new) and old == new:
            return
        spot = spot.at(old, new)
        inner = self._inner(old, new, path, spot)
        if inner is not None:
            yield from inner
            return
        before = NOWHERE if old is ABSENT else spot.before
        after = NOWHERE if new is ABSENT else spot.after
        yield Change(self.key, path, old, new, before, after, spot.owners, spot.order, spot.wording, spot.keyword)

    def _inner(self, old: Any, new: Any, path: tuple[Step, ...], spot: _Spot) -> Iterator[Change] | None:
        """The differences within, where the two are built alike; None where they differ as wholes."""
        if type(old) is not type(new):
            return None
        if isinstance(old, Model) and not isinstance(old, Source):
            return self._attributes(old, new, path, spot)
        if isinstance(old, dict):
            return self._named(old, new, path, spot)
        if isinstance(old, Combination):
            alike = (old.word, old.need, len(old.parts)) == (new.word, new.need, len(new.parts))
            return self._numbered(old.parts, new.parts, path, spot) if alike else None
        if isinstance(old, Test):
            return None
        return self._items(old, new, path, spot) if isinstance(old, tuple) else None

    def _attributes(self, old: Any, new: Any, path: tuple[Step, ...], spot: _Spot) -> Iterator[Change]:
        for name, field in type(old).model_fields.items():
            key = field.alias or name
            wording, keyword = spot.wording or name in WORDING, (type(old).__name__, key)
            here = _Spot(old.place_at(key), new.place_at(key), spot.owners, (), wording, keyword)
            yield from self.between(getattr(old, name), getattr(new, name), (*path, name), here)

    def _named(
        self, old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[Step, ...], spot: _Spot
    ) -> Iterator[Change]:
        for name in [*old, *(name for name in new if name not in old)]:
            yield from self.between(old.get(name, ABSENT), new.get(name, ABSENT), (*path, name), spot)

    def _numbered(self, old: Any, new: Any, path: tuple[Step, ...], spot: _Spot) -> Iterator[Change]:
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from self.between(one, other, (*path, number), spot)

    def _items(self, old: Any, new: Any, path: tuple[Step, ...], spot: _Spot) -> Iterator[Change] | None:
        """Items by their names, in one order; those without a name by their number, if there are as many."""
        names, others = [name_of(one) for one in old], [name_of(one) for one in new]
        if not all([*names, *others]):
            models = all(isinstance(one, Model) for one in (*old, *new))
            return self._numbered(old, new, path, spot) if models and len(old) == len(new) else None
        if [name for name in names if name in others] != [name for name in others if name in names]:
            return None
        ordered = replace(spot, order=new)
        return self._named(dict(zip(names, old, strict=True)), dict(zip(others, new, strict=True)), path, ordered)
