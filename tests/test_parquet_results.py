"""`--table parquet`: the same table, typed; every command reads either kind, and the bytes are the same everywhere."""

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from bad_examples import invoke
from evaluator import __version__
from evaluator.result import parquet
from evaluator.result.table import FIRST, csv_bytes, order
from evaluator.result.tables import table_data, table_files
from evaluator.run import evaluate
from parquets import RULES, by_arrow, by_polars, table
from parquets import SCHEME as SCHEME_OF
from shipped import ROOT
from strategies import Drawn, seasons
from strategies import run as judged

SCHEME = "demonstration-neighbourhoods"
LATE = ["examples/haiyang-2021/neighbourhoods", "examples/haiyang-2021-late"]
PART = "results/part-00000.parquet"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One season with somebody held and money reserved, its table in both kinds: `csv` and `parquet`."""
    made = tmp_path_factory.mktemp("kinds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for kind in ("csv", "parquet"):
            evaluate(SCHEME, LATE, out=made / kind, reports="none", table=kind)  # type: ignore[arg-type]
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_table_is_typed_as_an_analyst_expects(folder: Path) -> None:
    assert names(folder / "parquet") == ["manifest.json", "result.json", PART]
    text = list(csv.DictReader(io.StringIO((folder / "csv/results.csv").read_text("utf-8-sig"), newline="")))
    frame = pl.read_parquet(folder / "parquet" / PART)
    assert frame.columns == list(text[0])
    types = dict(frame.schema)
    assert (types.pop("rank"), types.pop("total"), types.pop("subsidy")) == (
        pl.Int64,
        pl.Decimal(18, 2),
        pl.Decimal(18, 2),
    )
    assert {types.pop(name) for name in [*types] if name.endswith(".points")} == {pl.Decimal(18, 4)}
    assert set(types.values()) == {pl.String}
    for found, expected in zip(frame.iter_rows(named=True), text, strict=True):
        for name, value in found.items():
            told = Decimal(expected[name] or 0) if isinstance(value, (Decimal, int)) else expected[name] or None
            assert value == told, (expected["id"], name)
    assert any(row["total"] is None and row["rank"] is None for row in frame.iter_rows(named=True))


def test_a_file_says_what_it_is_of(folder: Path) -> None:
    told = pq.read_metadata(folder / "parquet" / PART).metadata
    assert told == {
        b"evaluator:scheme": SCHEME.encode(),
        b"evaluator:as_of": b"2021-06-30",
        b"evaluator:version": __version__.encode(),
    }


def test_everything_else_is_the_same(folder: Path) -> None:
    one, other = (folder / kind for kind in ("csv", "parquet"))
    assert (one / "result.json").read_bytes() == (other / "result.json").read_bytes()
    told = [json.loads((path / "manifest.json").read_bytes()) for path in (one, other)]
    assert told[1]["call"].pop("table") == "parquet"
    outputs = [made.pop("outputs") for made in told]
    assert told[0] == told[1]
    assert [sorted(made) for made in outputs] == [["result.json", "results.csv"], ["result.json", PART]]


@settings(max_examples=25)
@given(seasons())
def test_read_back_it_is_results_csv_again(drawn: Drawn) -> None:
    season = judged(drawn.plan, drawn.evidence)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "PART_ROWS", 4)
        files = table_files(season, "1", "parquet")
    assert len(files) == max(1, -(-len(season.evidence) // 4))
    assert table_data(files, "", files.__getitem__) == csv_bytes(season)


def test_parts_hold_the_rows_in_order_and_readers_take_them_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "PART_ROWS", 10)
    monkeypatch.setattr(parquet, "GROUP_ROWS", 4)
    run = evaluate(SCHEME, "examples/haiyang-2021/neighbourhoods", reports="none", table="parquet")
    files = sorted(name for name in run.files if name.endswith(".parquet"))
    assert files == [f"results/part-{number:05}.parquet" for number in range(5)]
    told = [pq.read_metadata(io.BytesIO(run.files[name])) for name in files]
    assert [[one.row_group(n).num_rows for n in range(one.num_row_groups)] for one in told][:2] == [[4, 4, 2]] * 2
    (part,) = run.parts
    ordered = np.array(part.season.evidence.ids)[order(part.season)]
    assert [subject for name in files for subject in pl.read_parquet(run.files[name])["id"]] == ordered.tolist()


def test_the_same_bytes_in_another_process_with_other_threads(folder: Path, tmp_path: Path) -> None:
    surroundings = {
        "POLARS_MAX_THREADS": "3",
        "ARROW_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "TZ": "America/St_Johns",
    }
    call = [SCHEME, *reversed(LATE), "--out", str(tmp_path / "out"), "--reports", "none", "--table", "parquet", "-q"]
    subprocess.run(
        [sys.executable, "-m", "evaluator", "evaluate", *call], env={**os.environ, **surroundings}, check=False
    )
    assert (tmp_path / "out" / PART).read_bytes() == (folder / "parquet" / PART).read_bytes()


def test_commands_read_either(folder: Path, tmp_path: Path) -> None:
    one, other = str(folder / "csv"), str(folder / "parquet")
    assert invoke("verify", other).exit_code == 0
    assert "结果变化 0 个" in invoke("compare", one, other).stdout
    for command in (["explain", "370687001001-51"], ["status"]):
        said = [invoke(command[0], out, *command[1:]) for out in (one, other)]
        assert said[0].stdout == said[1].stdout
        assert said[0].exit_code == said[1].exit_code == 0
    for out, name in ((one, "one"), (other, "other")):
        assert invoke("tables", out, "--out", str(tmp_path / f"{name}.xlsx")).exit_code == 0
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()
    said = invoke("whatif", other, "--rules", "rules")
    assert (said.exit_code, "结果变化 0 个" in said.stdout) == (0, True)


def test_a_changed_part_is_found(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out/results").mkdir(parents=True)
    for name in names(folder / "parquet"):
        (tmp_path / "out" / name).write_bytes((folder / "parquet" / name).read_bytes())
    with (tmp_path / "out" / PART).open("ab") as file:
        file.write(b"\0")
    assert f"{PART}: 错误 [verify-changed]" in invoke("verify", str(tmp_path / "out")).stderr
    assert "[result-changed]" in invoke("compare", str(folder / "csv"), str(tmp_path / "out")).stderr


def test_one_kind_takes_the_place_of_the_other(tmp_path: Path) -> None:
    call = ("evaluate", SCHEME, "examples/small", "--out", str(tmp_path / "out"), "--reports", "none", "--lang", "en")
    for kind, name in (("csv", "results.csv"), ("parquet", PART), ("csv", "results.csv")):
        made = invoke(*call, "--table", kind)
        assert made.exit_code == 0
        assert names(tmp_path / "out") == sorted(["manifest.json", "result.json", name])
        assert made.stdout.endswith(f"See {tmp_path}/out/{'results.csv' if kind == 'csv' else 'results/'}\n")


def test_a_season_takes_its_earlier_values_from_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("rules", "before/results"):
        Path(name).mkdir(parents=True)
    field = "fields:\n  last_total: {type: decimal, places: 2, earlier: total}"
    line = "  - {id: h, title: 八, worth: 8, when: {last_total: {at_least: 80}}}"
    Path("rules/all.yaml").write_text(f"{RULES.replace('fields:', field)}{line}\n---{SCHEME_OF}", encoding="utf-8")
    totals = pl.Series([Decimal("85.50"), None, Decimal(70)], dtype=pl.Decimal(18, 2))
    known = pl.DataFrame({"id": ["s1", "s2", "s3"], "name": ["甲", "乙", "丙"], "total": totals})
    for number in range(2):
        data = by_polars(known[number * 2 : number * 2 + 2])
        Path(f"before/results/part-{number:05}.parquet").write_bytes(data)
    Path("a.parquet").write_bytes(by_arrow(table(count=[1, 2, 3])))
    call = ("evaluate", "things", "a.parquet", "--earlier", "before", "--out", "now", "--reports", "none", "-q")
    assert invoke(*call).exit_code == 1  # the rest of what is asked was not answered
    result = json.loads(Path("now/result.json").read_bytes())
    assert {one["code"] for one in result["problems"]} == {"origin-missing"}
    found = [one["findings"][-1]["verdict"] for one in sorted(result["subjects"], key=lambda one: str(one["id"]))]
    assert found == ["met", "insufficient", "not-met"]
    inputs = json.loads(Path("now/manifest.json").read_bytes())["inputs"]
    assert list(inputs) == ["a.parquet", "before/results/part-00000.parquet", "before/results/part-00001.parquet"]
    assert invoke("verify", "now").exit_code == 0
    assert invoke("explain", "now", "s3").exit_code == 0
    longer = pl.DataFrame({"id": pl.Series([""]).new_from_index(0, parquet.PART_ROWS + 1)})
    for data in (b"PAR1", by_polars(longer)):
        Path("before/results/part-00001.parquet").write_bytes(data)
        assert "before/results/part-00000.parquet: 错误 [earlier-unreadable]" in invoke(*call).stderr


def test_pages_lead_to_the_table_that_is_there(tmp_path: Path) -> None:
    assert (
        invoke("evaluate", SCHEME, "examples/small", "--out", str(tmp_path / "o"), "--table", "parquet").exit_code == 0
    )
    page = (tmp_path / "o/index.html").read_text("utf-8")
    assert "results.csv" not in page
    assert "results/" in page


def test_a_table_without_rows_has_its_columns() -> None:
    run = evaluate(SCHEME, "examples/haiyang-2021-late/broken.yaml", reports="none", table="parquet")
    frame = pl.read_parquet(run.files[PART])
    assert (frame.height, frame.columns[: len(FIRST)]) == (0, list(FIRST))


def test_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    made = invoke("evaluate", SCHEME, "examples/small", "--out", str(tmp_path / "o"), "--table", "arrow")
    assert made.exit_code == 2
    assert "'arrow' is not one of 'csv', 'parquet'" in made.stderr
