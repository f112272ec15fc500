"""Quantities made from events: equal to plain code where all is known, and bounds that hold every way to fill a gap."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from drawing import Drawing
from evaluator.evidence.model import EventRow, Evidence
from evaluator.inference.conclude import Judge
from evaluator.inference.derive import base_columns, deriver
from evaluator.language.plan import Plan
from evaluator.problems import NOWHERE
from strategies import load

START, LAST = date(2021, 1, 15), date(2021, 4, 30)
MONTHS = [(date(2021, 2, 1), date(2021, 2, 28)), (date(2021, 3, 1), date(2021, 3, 31)), (date(2021, 4, 1), LAST)]
DAYS = [date(2021, 2, 3), date(2021, 2, 20), date(2021, 2, 28), date(2021, 3, 5), date(2021, 4, 30), date(2020, 12, 31)]
KINDS, MATTERS, NUMBERS = ["甲", "乙", "丙"], ["x", "y"], [0, 1, 3]
FILLINGS = (DAYS, KINDS, MATTERS, NUMBERS, [True, False])
PRICES = {"甲": Fraction(1), "乙": Fraction(2), "丙": Fraction(3)}

Row = tuple[Any, ...]
Rows = list[Row] | None
Span = tuple[Fraction | None, Fraction | None]

COLUMNS = """{day: {type: date}, kind: {type: choice, of: [甲, 乙, 丙]}, matter: {type: text},
    number: {type: integer, minimum: 0}, good: {type: yes-no}}"""
RULES = """
ruleset: rules
title: 标准
subject: thing
in_force: {{from: 2021-01-01}}
fields:
  events: {{type: events, of: {columns}{reported}}}
  list: {{type: choices, of: [甲, 乙, 丙]}}
derived: {{made: {made}}}
criteria: [{{id: c, title: 分, worth: 1, origin: local, when: {{made: {{at_least: 1}}}}}}]
"""
SCHEME = """
scheme: season
title: 评价
subject: thing
period: {from: 2021-01-15, to: 2021-06-30}
components: [{ruleset: rules, weight: 100%, origin: local}]
total: {places: 0, rounding: half-even, origin: local}
"""


def plan_of(made: str, reported: bool = False) -> Plan:
    rules = RULES.format(columns=COLUMNS, made=made, reported=", reported: by_period" if reported else "")
    return load([("rules.yaml", rules.encode()), ("scheme.yaml", SCHEME.encode())], LAST)


def spans(plan: Plan, answers: list[Rows], chosen: list[Any] | None = None) -> tuple[list[Span], list[Any]]:
    """What the program makes of each answer, and the problems it lists."""
    count = len(answers)
    names = [f"s{number}" for number in range(count)]
    rows = [None if one is None else [EventRow(row, NOWHERE) for row in one] for one in answers]
    given = {"events": rows, "list": chosen or [None] * count}
    evidence = Evidence(names, names, names, names, given, frozenset(), {}, [NOWHERE] * count, {})
    quantities, _ = deriver(plan, evidence, Judge(), {})
    columns = base_columns(evidence, plan)
    found = quantities.derive(plan.derived["made"], columns)
    problems = list(quantities.problems(columns))
    unit = 10**found.places
    pairs = zip(found.least.to_list(), found.most.to_list(), strict=True)
    return [tuple(None if one is None else Fraction(one, unit) for one in pair) for pair in pairs], problems  # type: ignore[misc]


def of_rows(made: str, *rows: Row, reported: bool = False) -> Span:
    return spans(plan_of(made, reported), [list(rows)])[0][0]


def event(
    day: str | None, kind: str | None = "甲", matter: str | None = "x", number: int | None = 1, good: bool | None = True
) -> Row:
    return (None if day is None else date.fromisoformat(f"2021-{day}"), kind, matter, number, good)


# Plain code: one complete answer, one number.


def within(rows: list[Row]) -> list[Row]:
    return [row for row in rows if START <= row[0] <= LAST]


def later_by(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = day.day
    while True:
        try:
            return date(year, month + 1, number)
        except ValueError:
            number -= 1


def valid(rows: list[Row], months: int = 2) -> list[Row]:
    return [row for row in rows if row[0] <= LAST < later_by(row[0], months)]


def good(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row[4]]


def monthly(rows: list[Row]) -> list[list[Row]]:
    return [[row for row in rows if start <= row[0] <= end] for start, end in MONTHS]


def held(rows: list[Row]) -> list[bool]:
    return [len(part) < 2 and sum(row[3] for row in part) <= 2 for part in monthly(rows)]


def longest(truths: list[bool]) -> int:
    return max(b - a for a in range(4) for b in range(a, 4) if all(truths[a:b]))


def capped(parts: list[tuple[date, Fraction]], cap: Fraction, per_month: bool) -> Fraction:
    keys = {(day.year, day.month) if per_month else None for day, _ in parts}
    sums = [sum(p for d, p in parts if key is None or (d.year, d.month) == key) for key in keys]
    return sum((min(cap, Fraction(one)) for one in sums), Fraction(0))


def matters(rows: list[Row]) -> list[tuple[date, Fraction]]:
    best = []
    for matter in {row[2] for row in rows}:
        mine = [row for row in rows if row[2] == matter]
        row = min(mine, key=lambda row: (-PRICES[row[1]], row[0]))
        best.append((row[0], PRICES[row[1]]))
    return best


def repeated(rows: list[Row]) -> list[tuple[date, Fraction]]:
    found, seen = [], set()
    for row in sorted(rows, key=lambda row: (row[0], -PRICES[row[1]])):
        found.append((row[0], PRICES[row[1]] * (Fraction(3, 2) if row[2] in seen else 1)))
        seen.add(row[2])
    return found


def stepped(rows: list[Row], days: int) -> int:
    dates = [[row[0] for row in rows if row[1] == kind] for kind in KINDS]
    for number in range(3, 0, -1):
        for taken in product(*dates[:number]):
            pairs = pairwise(taken)
            if all(timedelta(0) <= b - a <= timedelta(days=days) for a, b in pairs):
                return number
    return 0


def dearest(rows: list[Row], number: int) -> Fraction:
    return sum(sorted(PRICES[row[1]] for row in rows)[-number:], Fraction(0))


def monthly_of(rows: list[Row]) -> list[list[Row]]:
    """Rows by calendar month, also of months that are not whole."""
    keys = {(row[0].year, row[0].month) for row in rows}
    return [[row for row in rows if (row[0].year, row[0].month) == key] for key in keys]


def in_order(rows: list[Row]) -> list[bool]:
    return [row[4] for row in sorted(within(rows), key=lambda row: row[0]) if row[3] >= 1]


def in_a_row(rows: list[Row], longest: int, *, latest: bool) -> int:
    truths = in_order(rows)
    ends = [len(truths)] if latest else range(len(truths) + 1)
    return max(
        length for end in ends for length in range(longest + 1) if length <= end and all(truths[end - length : end])
    )


def most_of(rows: list[Row], window: int) -> int:
    truths = in_order(rows)
    return max([sum(truths[start : start + window]) for start in range(len(truths))] or [0])


TABLE = "priced: events, by: [kind], prices: {甲: 1, 乙: 2, 丙: 3}"
GOOD = "where: {good: {is: yes}}"
MADE: dict[str, Callable[[list[Row]], Any]] = {
    f"{{count: events, {GOOD}}}": lambda rows: len(good(within(rows))),
    f"{{count: events, valid_months: 2, {GOOD}}}": lambda rows: len(good(valid(rows))),
    "{sum: events, of: number, per: month, take: fewest}": lambda rows: min(
        sum(r[3] for r in m) for m in monthly(rows)
    ),
    "{count: events, per: month, take: most}": lambda rows: max(len(m) for m in monthly(rows)),
    "{periods: events, per: month, take: number, when: {all: [{count: {less_than: 2}}, {number: {at_most: 2}}]}}": (
        lambda rows: sum(held(rows))
    ),
    f"{{periods: events, per: month, take: longest_run, {GOOD}, when: {{all: [{{count: {{less_than: 2}}}}, "
    "{number: {at_most: 2}}]}}": lambda rows: longest(held(good(rows))),
    f"{{{TABLE}, valid_months: 2, {GOOD}}}": lambda rows: sum(PRICES[row[1]] for row in good(valid(rows))),
    f"{{{TABLE}, cap: 3, per: month, {GOOD}}}": lambda rows: capped(
        [(r[0], PRICES[r[1]]) for r in good(within(rows))], Fraction(3), True
    ),
    f"{{{TABLE}, same_matter: matter, {GOOD}}}": lambda rows: capped(matters(good(within(rows))), Fraction(99), False),
    f"{{{TABLE}, same_matter: matter, cap: 3, per: month}}": lambda rows: capped(
        matters(within(rows)), Fraction(3), True
    ),
    f"{{{TABLE}, repeats: {{of: matter, times: 1.5}}, cap: 5}}": lambda rows: capped(
        repeated(within(rows)), Fraction(5), False
    ),
    f"{{{TABLE}, repeats: {{of: matter, times: 1.5}}, cap: 4, per: month, {GOOD}}}": lambda rows: capped(
        repeated(good(within(rows))), Fraction(4), True
    ),
    f"{{sum: events, of: number, best: 2, {GOOD}}}": lambda rows: sum(sorted(r[3] for r in good(within(rows)))[-2:]),
    f"{{{TABLE}, best: 2, {GOOD}}}": lambda rows: dearest(good(within(rows)), 2),
    f"{{{TABLE}, same_matter: matter, best: 1, {GOOD}}}": lambda rows: dearest(good(within(rows)), 1),
    f"{{{TABLE}, repeats: {{of: matter, times: 1.5}}, best: 2}}": lambda rows: sum(
        sorted(price for _, price in repeated(within(rows)))[-2:]
    ),
    f"{{{TABLE}, best: 1, per: month, {GOOD}}}": lambda rows: sum(
        max((PRICES[row[1]] for row in part), default=0) for part in monthly_of(good(within(rows)))
    ),
    **{
        f"{{sequence: events, when: {{good: {{is: yes}}}}, {more}, where: {{number: {{at_least: 1}}}}}}": plain
        for more, plain in {
            "take: longest_run": lambda rows: in_a_row(rows, len(rows), latest=False),
            "take: latest_run": lambda rows: in_a_row(rows, len(rows), latest=True),
            "take: most, window: 3": lambda rows: most_of(rows, 3),
        }.items()
    },
    f"{{steps: events, of: kind, within_days: 20, {GOOD}}}": lambda rows: stepped(good(within(rows)), 20),
}


def fillings(rows: list[Row]) -> Iterator[list[Row]]:
    """Every way to fill the gaps of a table from the small domains."""
    gaps = [(r, c) for r, row in enumerate(rows) for c, value in enumerate(row) if value is None]
    for values in product(*(FILLINGS[c] for _, c in gaps)):
        filled = [list(row) for row in rows]
        for (r, c), value in zip(gaps, values, strict=True):
            filled[r][c] = value
        yield [tuple(row) for row in filled]


@st.composite
def tables(draw: Any) -> list[Row]:
    small = Drawing(draw)
    return [tuple(small.one(values) for values in FILLINGS) for _ in range(small.number(0, 5))]


@st.composite
def gapped(draw: Any) -> list[Row]:
    small = Drawing(draw)
    rows = draw(tables())
    for _ in range(small.number(1, 3) if rows else 0):
        row, column = small.number(0, len(rows) - 1), small.number(0, 4)
        rows[row] = (*rows[row][:column], None, *rows[row][column + 1 :])
    return rows


PLANS = {made: plan_of(made) for made in MADE}


@given(st.lists(tables(), min_size=1, max_size=3))
def test_what_is_known_is_exact(answers: list[Rows]) -> None:
    for made, plain in MADE.items():
        expected = [(Fraction(plain(rows)),) * 2 for rows in answers if rows is not None]
        assert spans(PLANS[made], answers)[0] == expected, made


@given(gapped(), tables())
def test_every_way_to_fill_the_gaps_stays_within_the_bounds(rows: list[Row], other: list[Row]) -> None:
    every = list(fillings(rows))
    for made, plain in MADE.items():
        made_of, unanswered = spans(PLANS[made], [rows, None])[0]
        for (least, most), values in ((made_of, every), (unanswered, [other])):
            found = [plain(filled) for filled in values]
            assert least is None or least <= min(found), (made, least, min(found))
            assert most is None or most >= max(found), (made, most, max(found))


REPORTED = ("{sum: events, of: number, per: month, take: fewest}", "{count: events, per: month, take: most}",
            *(made for made in MADE if made.startswith("{periods")))  # fmt: skip
REPORTED_PLANS = {made: plan_of(made, reported=True) for made in REPORTED}


@given(gapped(), tables())
def test_rows_of_periods_not_reported_may_still_come(rows: list[Row], more: list[Row]) -> None:
    for made in REPORTED:
        ((least, most),) = spans(REPORTED_PLANS[made], [rows])[0]
        for filled in fillings(rows):
            empty = [span for span, part in zip(MONTHS, monthly(filled), strict=True) if not part]
            late = [row for row in more if any(start <= row[0] <= end for start, end in empty)]
            for every in (filled, filled + late):
                found = MADE[made](every)
                assert least is None or least <= found, made
                assert most is None or most >= found, made


def test_a_period_without_a_row_is_not_reported() -> None:
    rows = (event("02-03"), event("03-05"), event(None))
    assert of_rows("{count: events, per: month, take: fewest}", *rows[:2]) == (0, 0)
    assert of_rows("{count: events, per: month, take: fewest}", *rows[:2], reported=True) == (0, 1)
    assert of_rows("{count: events, per: month, take: most}", *rows[:2], reported=True) == (1, None)
    few = "{periods: events, per: month, take: number, when: {count: {less_than: 2}}}"
    assert of_rows(few, *rows[:2]) == (3, 3)
    assert of_rows(few, *rows[:2], reported=True) == (2, 3)
    assert of_rows(few, *rows, reported=True) == (0, 3)


def test_an_event_is_valid_until_the_same_day_so_many_months_later() -> None:
    valid_still = "{count: events, valid_months: 2}"
    assert of_rows(valid_still, event("02-28"), event("03-01")) == (1, 1)  # the first lapsed on 28 April
    assert of_rows("{count: events, valid_months: 3}", event("01-30"), event("01-31")) == (0, 0)  # both on 30 April
    assert of_rows(valid_still, event(None)) == (0, 1)


def test_only_the_dearest_of_one_matter_counts() -> None:
    priced = f"{{{TABLE}, same_matter: matter}}"
    assert of_rows(priced, event("02-03", "甲"), event("03-05", "丙"), event("03-05", "乙", "y")) == (5, 5)
    assert of_rows(priced, event("02-03", "乙"), event("03-05", "丙", None)) == (3, 5)  # of the same matter, or not
    assert of_rows(priced, event("02-03", None)) == (1, 3)  # at least the cheapest, at most the dearest


def test_a_price_by_two_columns_with_one_missing_is_any_that_fits() -> None:
    cells = "{甲: {x: 1, y: 2.5}, 乙: {x: 3, y: 4}, 丙: {x: 0, y: 5}}"
    made = f"{{priced: events, by: [kind, matter], prices: {cells}}}"
    columns = COLUMNS.replace("matter: {type: text}", "matter: {type: choice, of: [x, y]}")
    text = RULES.format(columns=columns, made=made, reported="")
    loaded = load([("rules.yaml", text.encode()), ("scheme.yaml", SCHEME.encode())], LAST)
    rows = [event("02-03", "甲", "y"), event("02-03", "乙", None), event("02-03", None, "x"), event(None, "乙", "x")]
    found = spans(loaded, [[row] for row in rows])[0]
    assert found == [(Fraction(5, 2), Fraction(5, 2)), (3, 4), (0, 3), (0, 3)]


def test_a_cap_of_the_whole_limits_a_table_not_answered() -> None:
    assert spans(plan_of(f"{{{TABLE}, cap: 2.5}}"), [None, [event("02-03", "丙")], []])[0] == [
        (0, Fraction(5, 2)),
        (Fraction(5, 2), Fraction(5, 2)),
        (0, 0),
    ]


def test_a_later_event_of_the_same_value_counts_more() -> None:
    priced = f"{{{TABLE}, repeats: {{of: matter, times: 1.5}}}}"
    assert of_rows(priced, event("03-05", "甲"), event("02-03", "丙")) == (Fraction(9, 2),) * 2
    assert of_rows(priced, event("02-03", "甲"), event("02-03", "丙")) == (Fraction(9, 2),) * 2  # the dearest is first


def test_steps_end_at_the_first_that_comes_too_late() -> None:
    steps = "{steps: events, of: kind, within_days: 20}"
    assert of_rows(steps, event("02-03"), event("02-20", "乙"), event("03-05", "丙")) == (3, 3)
    assert of_rows(steps, event("02-03"), event("02-25", "乙"), event("03-05", "丙")) == (1, 1)
    assert of_rows(steps, event("02-03"), event("02-10"), event("02-25", "乙")) == (2, 2)  # the second first step
    assert of_rows(steps, event("02-03"), event("02-20", None), event("03-05", "丙")) == (1, 3)


def test_what_of_a_list_was_not_chosen_is_lacking() -> None:
    chosen = [("甲", "丙"), (), None]
    assert spans(plan_of("{lacking: list}"), [None] * 3, chosen)[0] == [(1, 1), (3, 3), (0, 3)]
    assert spans(plan_of("{lacking: list, of: [甲, 乙]}"), [None] * 3, chosen)[0] == [(1, 1), (2, 2), (0, 2)]


def test_events_outside_are_listed_for_every_kind_and_old_ones_only_where_they_cannot_be_valid() -> None:
    rows = [event("01-01"), event("02-03"), event("05-01")]
    for made in MADE:
        listed = [dict(one.details)["found"] for one in spans(PLANS[made], [rows])[1]]
        assert [str(day) for day in listed] == (["2021-05-01"] if "valid" in made else ["2021-01-01", "2021-05-01"])


def test_of_one_day_the_order_written_counts() -> None:
    latest = "{sequence: events, when: {good: {is: yes}}, take: latest_run}"
    assert of_rows(latest, event("02-03", good=True), event("02-03", good=False)) == (0, 0)
    assert of_rows(latest, event("02-03", good=False), event("02-03", good=True)) == (1, 1)


def test_a_row_without_its_day_may_break_a_run_or_lengthen_it() -> None:
    taken = "{sequence: events, when: {good: {is: yes}}, take: "
    rows = (event("02-03"), event("02-20"), event("03-05"))
    assert of_rows(taken + "longest_run}", *rows, event(None, good=False)) == (1, 3)
    assert of_rows(taken + "longest_run}", *rows, event(None, good=True)) == (3, 4)
    assert of_rows(taken + "latest_run}", *rows, event(None, good=False)) == (0, 3)
    assert of_rows(taken + "most, window: 3}", *rows, event(None, good=False)) == (2, 3)
    assert of_rows(taken + "most, window: 3}", *rows[:2], event(None, good=True)) == (2, 3)
    assert of_rows(taken + "most, window: 3}", *rows, event("03-05", good=None)) == (3, 3)
    assert spans(plan_of(taken + "most, window: 3}"), [None, []])[0] == [(0, 3), (0, 0)]
    assert spans(plan_of(taken + "latest_run}"), [None, []])[0] == [(0, None), (0, 0)]


def test_the_best_rows_of_a_table_not_answered_are_so_many_at_most() -> None:
    assert spans(plan_of(f"{{{TABLE}, best: 2}}"), [None, [event("02-03", "丙")]])[0] == [(0, 6), (3, 3)]
    assert spans(plan_of("{sum: events, of: number, best: 2}"), [None])[0] == [(0, None)]
