"""Every version of every rule set is looked at, and every stretch of days between the values of its figures."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evaluator.desk.proof.seasons import joined
from evaluator.inference.periods import whole_periods
from evaluator.language.check_library import check_library
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.language.stretches import months_on, stretches_of

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))

RULES = """ruleset: made
title: 标准
subject: neighbourhood
in_force: {{from: {start}{to}}}
authority: 本市评价办公室
fields:
  members: {{type: integer, minimum: 0}}
criteria:
  - {{id: one, title: 一, worth: 10, origin: local, when: {{{name}: {{at_least: {{figure: fewest}}}}}}}}
figures:
  fewest:
{values}---
"""
SCHEME = """scheme: season
title: 年度评价
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-12-31}
authority: 本市评价办公室
components: [{ruleset: made, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
"""


def version(start: date, to: date | None = None, figures: tuple[date, ...] = (), name: str = "members") -> str:
    """A version of a rule set whose one figure takes values 1, 2, … from each of some days."""
    values = "".join(
        f"    - {{from: {day}, value: {number}, origin: local, authority: 本市评价办公室}}\n"
        for number, day in enumerate(sorted({start, *figures}), 1)
    )
    return RULES.format(start=start, to=f", to: {to}" if to else "", name=name, values=values)


def library(*parts: str) -> Library:
    return read_library([RuleFile("made.yaml", "".join(parts).encode())])


@given(st.lists(DAYS, min_size=1, max_size=4, unique=True), st.lists(DAYS, max_size=4))
def test_every_day_in_force_lies_in_one_stretch_in_which_nothing_changes(
    begins: list[date], figures: list[date]
) -> None:
    begins = sorted(begins)
    ends = [*(day - timedelta(days=1) for day in begins[1:]), None]
    read = library(*(version(a, b, tuple(figures)) for a, b in zip(begins, ends, strict=True)), SCHEME)
    scheme = read.schemes["season"]
    found = stretches_of(scheme, read.rulesets)
    assert sum(one.own for one in found) == 1
    for one in found:
        assert one.first <= one.day
        assert one.last is None or one.day <= one.last
        to = one.period.to
        assert to is not None
        assert one.own or to <= one.day
        months = len(whole_periods(one.period.start, to, "month"))
        assert months == 12
    changes = {*begins, *(day for day in figures)}
    for day in {*begins, *figures, *(day - timedelta(days=1) for day in changes), date(2030, 1, 1)}:
        holding = [one for one in found if one.first <= day and (one.last is None or day <= one.last)]
        covered = day >= begins[0]
        assert len(holding) == 1 if covered else len(holding) <= 1
        if covered:
            assert not any(holding[0].first < change <= day for change in begins)


@given(DAYS, st.integers(-90, 90))
def test_the_end_of_a_month_stays_one(day: date, months: int) -> None:
    moved = months_on(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    ends = (day + timedelta(days=1)).day == 1
    assert ((moved + timedelta(days=1)).day == 1) if ends else moved.day <= day.day


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 300)), min_size=1, max_size=5))
def test_joined_spans_cover_the_same_days(made: list[tuple[date, int | None]]) -> None:
    spans = [(first, None if length is None else first + timedelta(days=length)) for first, length in made]
    found = joined(spans)

    def held(day: date, among: list[tuple[date, date | None]]) -> int:
        return sum(first <= day and (last is None or day <= last) for first, last in among)

    edges = {edge for first, last in spans for edge in (first, last) if edge is not None}
    for day in {day + timedelta(days=by) for day in edges for by in (-1, 0, 1)}:
        assert held(day, found) == min(held(day, spans), 1)


def test_a_wrong_name_in_next_years_version_is_found() -> None:
    read = library(version(date(2021, 1, 1), date(2021, 12, 31)), version(date(2022, 1, 1), name="memberz"), SCHEME)
    assert [(item.code, item.place.line) for item in check_library(read)] == [("name-unknown", 22)]


def test_a_version_that_is_never_in_force_beside_the_others_is_looked_at_all_the_same() -> None:
    other = version(date(2021, 1, 1), date(2021, 12, 31)).replace("ruleset: made", "ruleset: other")
    other = other.replace("id: one", "id: two").replace("fewest", "least")
    both = SCHEME.replace(
        "weight: 100%, origin: local}", "weight: 50%, origin: local}, {ruleset: other, weight: 50%, origin: local}"
    )
    later = version(date(2022, 1, 1), name="memberz")
    read = library(version(date(2021, 1, 1), date(2021, 12, 31)), later, other, both)
    assert [item.code for item in check_library(read)] == ["name-unknown"]


def test_no_day_before_a_figure_holds_is_taken_for_a_fault() -> None:
    begun = version(date(2020, 1, 1)).replace("{from: 2020-01-01, value", "{from: 2021-01-01, value")
    assert check_library(library(begun, SCHEME)) == []
