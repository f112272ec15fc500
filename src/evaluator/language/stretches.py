"""Stretches: the spans of days in which the rules a scheme uses stay as they are, each standing for all of its days.

Between two stretches a version of a rule set ends or begins, or a figure takes another value. A scheme is looked at in
each of them as if its season were moved there, so that what it counts by month or quarter is counted as in its own.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from evaluator.language.check_scheme import EARLIEST, LATEST
from evaluator.language.criteria import RuleSet
from evaluator.language.scheme import Scheme
from evaluator.language.shape import Window


@dataclass(frozen=True)
class Stretch:
    """Days from `first` to `last`, without end where that is None, and the season and day that stand for them.

    `own` says that a scheme's own season is evaluated in it.
    """

    first: date
    last: date | None
    period: Window
    day: date
    own: bool


Versions = Mapping[str, tuple[RuleSet, ...]]
"""The versions of every rule set, by its id."""


def own_day(scheme: Scheme) -> date:
    """The day on which a scheme's season is evaluated."""
    return scheme.period.to or scheme.period.start


def stretches_of(scheme: Scheme, rulesets: Versions) -> list[Stretch]:
    """The scheme's own stretch, and every other in which the rule sets that it is made of are in force.

    A version that is in force in none of them is looked at beside whatever versions there are of the others.
    """
    named = [part.ruleset for part in scheme.components if part.ruleset is not None]
    needed = [rulesets[name] for name in dict.fromkeys(named) if name in rulesets]
    parts = _parts(scheme, rulesets)
    every = list(_between(scheme, [*parts, scheme]))
    found = [one for one in every if one.own or _covered(one.day, scheme, needed)]
    seen = {rules.place for one in found for rules in parts if rules.in_force.holds(one.day)}
    for one in every:
        left = {rules.place for rules in parts if rules.in_force.holds(one.day)} - seen
        found += [one] if left and one not in found else []
        seen |= left
    return sorted(found, key=lambda one: one.first)


def stretches_alone(rules: RuleSet, season: Scheme) -> list[Stretch]:
    """The stretches of one version of a rule set, looked at in a season of its own."""
    return [one for one in _between(season, [rules]) if one.own or rules.in_force.holds(one.day)]


def _covered(day: date, scheme: Scheme, needed: list[tuple[RuleSet, ...]]) -> bool:
    """Whether a version of each rule set is in force; a scheme without any covers its period."""
    if not needed:
        return scheme.period.holds(day)
    return all(any(rules.in_force.holds(day) for rules in versions) for versions in needed)


def _parts(scheme: Scheme, rulesets: Versions) -> list[RuleSet]:
    """Every version of every rule set that a scheme uses, or its links lead to."""
    found: dict[str, tuple[RuleSet, ...]] = {}
    waiting = [part.ruleset for part in scheme.components if part.ruleset]
    waiting += [link.ruleset for link in scheme.links.values()]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = rulesets.get(name, ())
            waiting += [link.ruleset for rules in found[name] for link in rules.links.values()]
    return [rules for versions in found.values() for rules in versions]


def _between(scheme: Scheme, parts: list[RuleSet | Scheme]) -> Iterator[Stretch]:
    day = own_day(scheme)
    begins = sorted({date.min, *(start for part in parts for start in _cuts(part))})
    for first, after in zip(begins, [*begins[1:], None], strict=True):
        last = None if after is None else after - timedelta(days=1)
        if first <= day and (last is None or day <= last):
            yield Stretch(first, last, scheme.period, day, own=True)
            continue
        moved = _moved(scheme.period, first, last)
        if moved is not None:
            yield Stretch(first, last, moved, max(moved.to or moved.start, first), own=False)


def _cuts(part: RuleSet | Scheme) -> Iterator[date]:
    """The days on which something of a rule set or a scheme begins to hold, or has ceased to."""
    yield from (one.start for values in part.figures.values() for one in values)
    if isinstance(part, RuleSet):
        yield part.in_force.start
        if part.in_force.to is not None and part.in_force.to < date.max:
            yield part.in_force.to + timedelta(days=1)


def _moved(period: Window, first: date, last: date | None) -> Window | None:
    """A season of the same months that ends in a stretch, or else before it; whole years away where that can be."""
    end = period.to or period.start
    limit = min(last or date.max, date(LATEST, 12, 31))
    if limit < max(first, date(EARLIEST + 1, 1, 1)) or not date(EARLIEST, 1, 1) <= period.start <= end <= date(
        LATEST, 12, 31
    ):
        return None
    most = _months_to(end, limit)
    years = most - most % 12
    if last is None:  # the first whole year away that ends in it
        years = -(-_months_to(end, first) // 12) * 12
        years += 12 if months_on(end, years) < first else 0
    by = years if months_on(end, years) >= first else most
    if (period.start.year - EARLIEST) * 12 + by < 0 or months_on(end, by) > limit:
        return None
    start, to = months_on(period.start, by), months_on(end, by)
    return period.model_copy(update={"start": min(start, to), "to": None if period.to is None else to})


def _months_to(day: date, limit: date) -> int:
    """The most months after a day, or the fewest before it, that do not lead past a limit."""
    found = (limit.year - day.year) * 12 + limit.month - day.month
    return found if months_on(day, found) <= limit else found - 1


def months_on(day: date, months: int) -> date:
    """The same day so many months on; of a month's last day the last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    ends = monthrange(year, month + 1)[1]
    whole = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, ends if whole else min(day.day, ends))
