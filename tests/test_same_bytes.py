"""Same inputs, same bytes: a few cells of the matrix of surroundings, and that the matrix finds what differs."""

from itertools import combinations
from pathlib import Path

import pytest

from matrix import Made, differences, every
from matrix_cells import factors, left_out, pairwise, turned
from matrix_seasons import SHORT


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """Three cells, of which each changes all that it can."""
    return list(every(tmp_path_factory.mktemp("matrix"), turned(factors(), 3), SHORT, jobs=2))


def test_same_inputs_same_bytes(cells: list[Made]) -> None:
    first, *others = cells
    assert [differences(first.files, other.files) for other in others] == [[], []]
    assert [other.digest for other in others] == [first.digest] * 2


def test_the_seasons_have_what_might_differ(cells: list[Made]) -> None:
    """Money, a tie, one held, one rejected, Word and pages; a table of each kind."""
    files = cells[0].files
    said = files["small.stdout"].read_text("utf-8")
    assert "收到 6 份：已评价 4，暂缓评定 1，不予受理 1。" in said
    assert "预留 60,000.00 元" in said
    assert "暂缓评定：戊小区" in said
    assert "large/results.csv" in files
    assert "parquet/results/part-00000.parquet" in files
    assert {"docx", "html"} <= {name.rpartition(".")[2] for name in files if name.startswith("small/documents/")}


def test_the_surroundings_are_others(cells: list[Made]) -> None:
    """What each process found, so that no cell is the same run once more."""
    for what in ("hash", "zone", "locale", "folder"):
        assert len({str(made.was[what]) for made in cells}) == 3, what
    for what in ("umask", "threads", "optimised", "first listed"):
        assert len({str(made.was[what]) for made in cells}) > 1, what
    if left_out():
        pytest.skip("; ".join(left_out()))
    assert [made.was["year"] for made in cells[1:]] == [2000, 2038]


def test_every_two_levels_meet() -> None:
    """Of three factors exactly as many cells as there must be; of all of them far fewer than a table of all."""
    three = {"a": ["1", "2"], "b": ["1", "2"], "c": ["1", "2"]}
    assert len(pairwise(three)) == 4
    made = pairwise(factors())
    met = {pair for cell in made for pair in combinations(cell.items(), 2)}
    for (one, a), (two, b) in combinations(factors().items(), 2):
        assert {((one, x), (two, y)) for x in a for y in b} <= met
    assert len(made) < 40


def test_a_byte_that_differs_is_named(tmp_path: Path) -> None:
    for name, data in (("mine", b"points 95.15\n"), ("theirs", b"points 95.16\n"), ("longer", b"points 95.15\n!")):
        (tmp_path / name).write_bytes(data)
    mine, theirs, longer = (tmp_path / name for name in ("mine", "theirs", "longer"))
    assert differences({"a": mine, "b": mine}, {"a": theirs, "c": mine}) == [
        r"a: byte 11 of 13: b'points 95.16\n'; in the first cell b'points 95.15\n'",
        "b: only in the first cell",
        "c: only in this cell",
    ]
    assert differences({"a": mine}, {"a": longer}) == [
        r"a: byte 13 of 14: b'points 95.15\n!'; in the first cell b'points 95.15\n'"
    ]
