"""Attribution: movers and money as judging every set of clauses says; clauses hold nothing but what they need."""

import shutil
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.desk import smallest
from evaluator.desk.attribution import Shared, attribute
from evaluator.desk.clauses import Clause
from evaluator.desk.grouping import groups
from evaluator.desk.whatif import what_if
from evaluator.result.contrast import Contrast
from evaluator.result.differences import COMPARED, PartMoved
from evaluator.result.model import AllocationShown, SchemeShown
from evaluator.result.outcome import Outcome
from evaluator.run import evaluate
from plain_differences import read, said

ROOT = Path(__file__).parent.parent
SUBJECTS = ("a", "b", "c")
AMOUNTS = ("paid", "reserved", "unspent")
OUTCOME = tuple(name for name in COMPARED if name != "total")
SCHEME = SchemeShown(
    id="s", title="s", subject="s", noun="s", plural="s", measure="s", period=("2021-01-01", ""), total_places=2
)

Set = tuple[int, ...]
Row = dict[str, str]


def sets_of(count: int) -> list[Set]:
    """Every set of clauses by number, the smallest first."""
    return list(chain.from_iterable(combinations(range(1, count + 1), size) for size in range(count + 1)))


def outcome(rows: dict[str, Row], paid: int) -> Outcome:
    """A result made up: its rows, and what it pays of a hundred yuan."""
    columns = {"id": list(rows)} | {name: ["x"] * len(rows) for name in ("name", "street", "community")}
    columns |= {name: [row[name] for row in rows.values()] for name in (*COMPARED, "line", "line.points")}
    money = {"paid": f"{paid}.00", "reserved": "0.00", "unspent": f"{100 - paid}.00"}
    shown = AllocationShown(budget="100.00", unassigned="0.00", tiers=(), **money)
    return Outcome(SCHEME, "2021-06-30", "0", "rules", False, shown, pl.DataFrame(columns))


@st.composite
def seasons(draw: st.DrawFn) -> tuple[int, dict[Set, Outcome | None]]:
    """What two to four clauses come to in every combination, whatever they do to one another; some are unusable."""
    count = draw(st.integers(2, 4))
    made: dict[Set, Outcome | None] = {}
    few = st.sampled_from(["", "1", "2"])
    row = st.fixed_dictionaries(dict.fromkeys((*COMPARED, "line", "line.points"), few))
    for numbers in sets_of(count):
        usable = len(numbers) in (0, 1, count) or draw(st.integers(0, 5)) > 0
        rows = draw(st.fixed_dictionaries(dict.fromkeys(SUBJECTS, row)))
        made[numbers] = outcome(rows, draw(st.integers(0, 3)) * 10) if usable else None
    return count, made


def shared(count: int, made: dict[Set, Outcome | None]) -> Shared:
    clauses = [Clause(number, ()) for number in range(1, count + 1)]

    def judged(some: Sequence[Clause]) -> Outcome | None:
        return made[tuple(one.number for one in some)]

    before, after = made[()], made[tuple(range(1, count + 1))]
    assert before is not None
    assert after is not None
    whole = Contrast(before, after)
    return attribute(clauses, whole, whole.movers({})[0], judged)


def values(made: Outcome, subject: str, names: Sequence[str]) -> tuple[str, ...]:
    (row,) = made.told.filter(pl.col("id") == subject).iter_rows(named=True)
    return tuple(row[name] for name in names)


def smallest_sets(made: dict[Set, Outcome | None], subject: str, names: Sequence[str]) -> tuple[Set, ...]:
    """The smallest sets under which the subject's columns are as in the whole."""
    after = made[max(made, key=len)]
    assert after is not None
    wanted = values(after, subject, names)
    found = [key for key, one in made.items() if key and one is not None and values(one, subject, names) == wanted]
    return tuple(key for key in found if len(key) == min(map(len, found)))


def expected_names(one: Any) -> tuple[str, ...]:
    """The columns that are a mover's outcome."""
    if set(one.columns) & set(OUTCOME):
        return OUTCOME
    return (*OUTCOME, *(one.columns or ("line", "line.points")))


@settings(max_examples=40, deadline=None)
@given(seasons())
def test_movers_are_put_down_to_the_smallest_sets(season: tuple[int, dict[Set, Outcome | None]]) -> None:
    count, made = season
    found = shared(count, made)
    assert found.larger == 0
    for one in found.movers:
        assert one.by == smallest_sets(made, one.id, expected_names(one))
        assert sorted(name for cause in one.causes for name in cause.columns) == sorted(one.columns or ["points"])
        for cause in one.causes:
            assert cause.sets
            for name in cause.columns:
                names = ("line", "line.points") if name == "points" else (name,)
                assert cause.sets == smallest_sets(made, one.id, names)


@settings(max_examples=40, deadline=None)
@given(seasons())
def test_every_mover_is_counted_once(season: tuple[int, dict[Set, Outcome | None]]) -> None:
    count, made = season
    found = shared(count, made)
    moved = [one for one in found.movers if one.columns]
    times = [len(one.by) if len(one.by[0]) == 1 else 0 for one in moved]
    assert sum(one.only for one in found.clauses) == times.count(1)
    assert (found.several, found.combination) == (sum(many > 1 for many in times), times.count(0))
    for number, clause in enumerate(found.clauses, 1):
        assert clause.only == sum(one.by == ((number,),) for one in moved)
    before = made[()]
    assert before is not None
    alone = [made[(number,)] for number in range(1, count + 1)]
    still = [subject for subject in SUBJECTS if subject not in {one.id for one in moved}]
    assert found.cancelled == sum(
        any(one and values(one, subject, COMPARED) != values(before, subject, COMPARED) for one in alone)
        for subject in still
    )


@settings(max_examples=40, deadline=None)
@given(seasons())
def test_money_adds_up_and_is_shared_by_those_that_move_it(season: tuple[int, dict[Set, Outcome | None]]) -> None:
    count, made = season
    found = shared(count, made)
    paid = {key: _paid(one) for key, one in made.items()}
    base, whole = paid[()], paid[tuple(range(1, count + 1))]
    assert base is not None
    assert whole is not None
    alone = sum(Fraction(one.alone.paid) for one in found.clauses)
    together = sum(Fraction(one.paid) for one in found.joint)
    assert alone + together == whole - base
    assert Fraction(found.together.paid) == together
    if all(one is not None for one in made.values()):
        parts: dict[Set, Fraction] = {}
        for key in sets_of(count):
            inner = sum(part for other, part in parts.items() if set(other) < set(key))
            parts[key] = (paid[key] or Fraction(0)) - base - inner
        for one in found.joint:
            assert Fraction(one.paid) == parts[one.clauses] != 0


def _paid(made: Outcome | None) -> Fraction | None:
    return None if made is None or made.allocation is None else Fraction(made.allocation.paid)


@settings(max_examples=40, deadline=None)
@given(seasons())
def test_where_not_every_set_can_be_judged_the_sets_named_still_do_it(
    season: tuple[int, dict[Set, Outcome | None]],
) -> None:
    count, made = season
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smallest, "MOST_TRIALS", count + 1)
        found = shared(count, made)
    after = made[tuple(range(1, count + 1))]
    assert after is not None
    exact = 0
    for one in found.movers:
        names = expected_names(one)
        assert one.by
        for key in one.by:
            held = made[key]
            assert held is not None
            assert values(held, one.id, names) == values(after, one.id, names)
        exact += one.by == smallest_sets(made, one.id, names)
    assert exact >= len(found.movers) - found.larger


# Clauses


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_independent_edits_are_separate_clauses(data: st.DataObject) -> None:
    """Edits that need all of their own block, and nothing else: the blocks are found, whatever order they stand in."""
    count = data.draw(st.integers(1, 8))
    block = data.draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    blocks = {frozenset(one for one in range(count) if block[one] == number) for number in block}

    def usable(some: frozenset[int]) -> bool:
        return all(one <= some or not one & some for one in blocks)

    assert groups(count, usable) == sorted(blocks, key=min)


@pytest.mark.parametrize("most", [0, 1_000])
def test_many_independent_pairs(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty edits, by trying pairs and by leaving out what is not needed."""
    from evaluator.desk import grouping

    monkeypatch.setattr(grouping, "MOST_TRIED", most or grouping.MOST_TRIED)
    pairs = [frozenset({number, number + 20}) for number in range(20)]
    found = groups(40, lambda some: all(pair <= some or not pair & some for pair in pairs))
    assert found == pairs


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 6), st.sets(st.integers(0, 63)))
def test_every_edit_is_in_one_usable_clause(count: int, unusable: set[int]) -> None:
    """Whatever goes together and whatever does not."""
    every = frozenset(range(count))

    def usable(some: frozenset[int]) -> bool:
        return some in (every, frozenset()) or sum(1 << one for one in some) not in unusable

    found = groups(count, usable)
    assert sorted(chain.from_iterable(found)) == sorted(every)
    assert all(map(usable, found))


# A real season

SCHEME_FILE = "schemes/demonstration-neighbourhoods.yaml"
HAVES = "neighbourhoods/six-haves.yaml"
EDITS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        (SCHEME_FILE, "{ruleset: six-haves, weight: 60%", "{ruleset: six-haves, weight: 40%"),
        (SCHEME_FILE, "{panel: onsite, weight: 40%", "{panel: onsite, weight: 60%"),
    ),
    (
        (SCHEME_FILE, "budget: 550000", "budget: 570000"),
        (SCHEME_FILE, "amount: 60000", "amount: 70000"),
    ),
    ((SCHEME_FILE, "total: {at_least: 80}", "total: {at_least: 85}"),),
    ((HAVES, "service_area: {at_least: 100}", "service_area: {at_least: 150}"),),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("rules", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(numbers: Set, name: str) -> str:
    shutil.copytree("rules", name)
    for number in numbers:
        for file, old, new in EDITS[number - 1]:
            text = Path(name, file).read_text(encoding="utf-8")
            assert old in text
            Path(name, file).write_text(text.replace(old, new), encoding="utf-8")
    return name


@pytest.mark.usefixtures("project")
def test_the_season_evaluated_with_every_set_of_edits() -> None:
    came_to: dict[Set, dict[str, Any]] = {}
    for numbers in sets_of(len(EDITS)):
        name = "-".join(["draft", *map(str, numbers)])
        rules = written(numbers, name)
        evidence = "examples/haiyang-2021/neighbourhoods"
        run = evaluate("demonstration-neighbourhoods", evidence, out=f"{name}-out", rules=rules, reports="none")
        assert run.status == 0
        came_to[numbers] = {one["id"]: one for one in read(Path(f"{name}-out"))["subjects"]}
    part = _what_if("draft-out", "draft-1-2-3-4")
    assert [len(one.edits) for one in part.attribution.clauses] == [2, 2, 1, 1]
    every = tuple(range(1, len(EDITS) + 1))
    sizes = set()
    for one in part.movers:
        names = [name for name in expected_names(one) if name in COMPARED]
        wanted = [said(came_to[every][one.id], name) for name in names]
        found = [key for key, by_id in came_to.items() if [said(by_id[one.id], name) for name in names] == wanted]
        assert one.by == tuple(key for key in found if len(key) == min(map(len, found)))
        sizes.add(len(one.by[0]))
    assert {1, 2} <= sizes


def _what_if(folder: str, rules: str) -> PartMoved:
    made = what_if(folder, rules)
    assert made.differences is not None, made.problems
    (part,) = made.differences.parts
    return part
