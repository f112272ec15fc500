"""The benchmark against the field: the same work, a difference seen, what is left out named.

Times are not tested. Peers are those that need nothing beyond this program's own libraries.
"""

import importlib
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import polars as pl
import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
WITHOUT_MORE = ("evaluator", "polars-by-hand", "closures", "durable-rules")
SUBJECTS = 300


@pytest.fixture(scope="module")
def field() -> Any:
    """The package of the peers, which is beside this program and no part of it."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        yield importlib.import_module("field")
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any], str]:
    folder = tmp_path_factory.mktemp("field")
    call = [sys.executable, str(BENCHMARKS / "peers.py"), "--n", str(SUBJECTS), "--repeats", "1"]
    call += ["--peers", ",".join(WITHOUT_MORE), "--json", str(folder / "field.json")]
    ended = subprocess.run(call, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    picture = (folder / "field.svg").read_text("utf-8")
    return ended.stdout, json.loads((folder / "field.json").read_text("utf-8")), picture


def test_every_peer_says_the_same_of_every_cell(measured: tuple[str, dict[str, Any], str]) -> None:
    said, record, _ = measured
    assert list(record) == [str(SUBJECTS)]
    assert list(record[str(SUBJECTS)]) == list(WITHOUT_MORE)
    for one in record[str(SUBJECTS)].values():
        assert one["agrees"] is True
        assert 0 < one["evaluate_us"] < one["whole_us"]
        assert one["peak_mb"] > 0
    assert f"{SUBJECTS * 23:,} cells of results.csv compared: the same from 4 of 4" in said


def test_the_picture_has_a_bar_for_each(measured: tuple[str, dict[str, Any], str]) -> None:
    texts = [one.text for one in ET.fromstring(measured[2]).iter("{http://www.w3.org/2000/svg}text")]
    assert set(WITHOUT_MORE) <= set(texts)
    assert f"{SUBJECTS} subjects" in texts


def test_one_cell_that_differs_is_found_and_told(field: Any) -> None:
    from field.compare import difference

    ours = pl.DataFrame({"id": ["a", "b"], "rank": ["1", None]})
    assert difference(ours, ours) == ""
    assert (
        difference(ours, pl.DataFrame({"id": ["a", "b"], "rank": ["1", "2"]}))
        == "1 of 4 cells differ, the first in row 2 (b), rank: '2' instead of None"
    )
    assert difference(ours, ours.head(1)) == "rows: 1 instead of 2"
    assert difference(ours, ours.rename({"rank": "place"})) == "columns: id, place instead of id, rank"


def test_no_time_is_shown_of_a_result_that_differs(field: Any) -> None:
    from field.measure import Measured, Size
    from field.peers import Peer, Ran
    from field.told import told

    ran = Ran(1.0, 1.0, 100.0, dict.fromkeys(("prepare", "read", "evaluate", "write"), (0.25, 0.25)))
    peers = [Peer("evaluator", "ours", ()), Peer("other", "other", ())]
    size = Size(100, 1.0, {"evaluator": Measured((ran,)), "other": Measured((ran,), "1 of 2,300 cells differ")}, 2300)
    said = told(size, "evaluator", peers).splitlines()
    assert "  other DIFFERS: 1 of 2,300 cells differ" in said
    assert [line.split()[0] for line in said if line.endswith(" 100")] == ["evaluator"]


def test_peers_left_out_are_named(field: Any, tmp_path: Path) -> None:
    from field.measure import Measured, Size, hindrance
    from field.peers import Peer, Ran, Stopped, run

    here = Peer("here", "here", ("polars",))
    assert hindrance(Peer("gone", "gone", ("polars", "no-such-package")), 100, 120, None) == (
        "not installed: no-such-package"
    )
    assert hindrance(here, 100, 120, None) == ""
    before = Size(100, 1.0, {"here": Measured((Ran(21.0, 1.0, 100.0, {"prepare": (1.0, 1.0)}),))}, 2300)
    assert hindrance(here, 500, 120, before) == ""
    assert hindrance(here, 1000, 120, before) == "skipped: it would take about 201 s, and 120 s is the limit"
    assert run(Peer("absent", "no_such_module", ()), tmp_path / "a", tmp_path / "b", 60) == Stopped(
        "failed: ModuleNotFoundError: No module named 'field.no_such_module'"
    )
    assert run(here, tmp_path / "a", tmp_path / "b", 0.001) == Stopped("stopped after 0.001 s, the limit")
