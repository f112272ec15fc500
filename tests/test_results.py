"""The contract of a result's folder: columns of `results.csv`, sums of `result.json`, digests of the manifest."""

import csv
import hashlib
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bad_examples import BAD, SEASON, examples, invoke
from evaluator import evaluate
from evaluator.cli.summary import summary
from evaluator.result.assemble import assemble
from evaluator.result.model import Result
from json_schema import errors

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "haiyang-2021"
FIRST = ["id", "name", "street", "community", "status", "total", "rank", "grade", "tier", "subsidy", "interview"]
VERDICTS = {"met", "partly-met", "not-met", "insufficient", "not-applicable"}
RUNS = {
    "season": (BAD, SEASON, ["base/evidence"]),
    "held": (BAD, SEASON, ["base/evidence", "evidence/below-minimum.yaml", "evidence/marks-too-few.yaml"]),
    "rejected": (BAD, SEASON, ["base/evidence", "evidence/identity-missing.yaml", "evidence/yaml-syntax.yaml"]),
    "small": (ROOT, "demonstration-neighbourhoods", ["examples/small"]),
    "neighbourhoods": (ROOT, "demonstration-neighbourhoods", ["examples/haiyang-2021/neighbourhoods"]),
    "stations": (ROOT, "volunteer-stations", ["examples/haiyang-2021/stations"]),
    "secretaries": (ROOT, "secretary-appraisal", ["examples/haiyang-2021/secretaries"]),
}


class Made:
    """A result's folder as a reader sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.csv = (folder / "results.csv").read_bytes()
        self.header, *rows = csv.reader(io.StringIO(self.csv.decode("utf-8-sig")))
        self.rows = [dict(zip(self.header, row, strict=True)) for row in rows]
        self.json: dict[str, Any] = json.loads((folder / "result.json").read_bytes())
        self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())


@pytest.fixture(scope="module", params=RUNS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    start, scheme, evidence = RUNS[request.param]
    out = tmp_path_factory.mktemp("results") / request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(start)
        done = invoke("evaluate", scheme, *evidence, "--out", str(out), "--reports", "none")
    assert done.exit_code in (0, 1), done.stderr
    return Made(out)


def test_table_begins_with_the_fixed_columns(made: Made) -> None:
    assert made.csv.startswith(b"\xef\xbb\xbfid,name,street,")
    assert made.header[: len(FIRST)] == FIRST
    rest = made.header[len(FIRST) :]
    assert rest[1::2] == [f"{name}.points" for name in rest[::2]]
    assert rest[::2] == [finding["criterion"] for finding in made.json["subjects"][0]["findings"]]


def test_rows_stand_by_group_rank_and_id(made: Made) -> None:
    group = made.json["scheme"]["group_by"]

    def order(row: dict[str, str]) -> tuple[str, float, str]:
        return row[group] if group else "", float(row["rank"] or "inf"), row["id"]

    assert made.rows == sorted(made.rows, key=order)
    assert len({row["id"] for row in made.rows}) == len(made.rows)


def test_cells_are_written_as_promised(made: Made) -> None:
    places = made.json["scheme"]["total_places"]
    for row in made.rows:
        held = row["status"] == "held"
        assert row["status"] in ("evaluated", "held")
        assert bool(row["total"]) == (places is not None and not held)
        if row["total"]:
            assert re.fullmatch(rf"-?\d+\.\d{{{places}}}", row["total"])
        assert re.fullmatch(r"([1-9]\d*)?", row["rank"])
        assert re.fullmatch(r"(\d+\.\d\d)?", row["subsidy"])
        assert row["interview"] in ("proposed", "confirmed", "pending", "no", "")
        if held:
            assert not any(row[name] for name in ("total", "rank", "grade", "tier", "subsidy"))
        for name in made.header[len(FIRST) :: 2]:
            assert row[name] in VERDICTS
            points = row[f"{name}.points"]
            assert re.fullmatch(r"(-?\d+(\.\d{0,3}[1-9])?)?", points), (name, points)
            assert not (points and row[name] == "insufficient")


def test_money_adds_up(made: Made) -> None:
    shown = made.json["allocation"]
    subsidies = [Decimal(row["subsidy"]) for row in made.rows if row["subsidy"]]
    if shown is None:
        assert not subsidies
        return
    parts = {name: Decimal(shown[name]) for name in ("paid", "reserved", "unspent")}
    assert sum(parts.values()) == Decimal(shown["budget"])
    assert sum(subsidies) == parts["paid"]
    for name in ("paid", "reserved"):
        assert sum(Decimal(tier[name]) for tier in shown["tiers"]) == parts[name]
    for tier in shown["tiers"]:
        paid, reserved, unspent = (Decimal(tier[name]) for name in ("paid", "reserved", "unspent"))
        assert paid + reserved + unspent == Decimal(tier["budget"]) == tier["places"] * Decimal(tier["amount"])
        assert paid == tier["firm"] * Decimal(tier["amount"])
        assert [row["id"] for row in made.rows if row["tier"] == tier["id"]] == tier["subjects"]


def test_counts_add_up(made: Made) -> None:
    counts = made.json["counts"]
    assert counts["received"] == counts["evaluated"] + counts["held"] + counts["rejected"]
    for status in ("evaluated", "held"):
        assert counts[status] == sum(row["status"] == status for row in made.rows)
    assert {"scheme", "as_of", "version", "provisional", "ties", "problems"} <= made.json.keys()


def test_subjects_are_the_rows(made: Made) -> None:
    subjects = {subject["id"]: subject for subject in made.json["subjects"]}
    assert subjects.keys() == {row["id"] for row in made.rows}
    for row in made.rows:
        subject = subjects[row["id"]]
        for name in FIRST:
            assert row[name] == str("" if subject[name] is None else subject[name])
        for finding in subject["findings"]:
            assert (row[finding["criterion"]], row[f"{finding['criterion']}.points"]) == (
                finding["verdict"],
                finding["points"],
            )
        bounded = row["status"] == "held" and made.json["scheme"]["total_places"] is not None
        assert (subject["total_bounds"] is not None) == bounded


def test_result_fits_its_schema(made: Made) -> None:
    schema = json.loads(invoke("schema", "result").stdout)
    assert not errors(schema, made.json)
    again = Result.model_validate_json((made.folder / "result.json").read_bytes())
    assert again.model_dump(mode="json") == made.json


def test_problems_say_where_and_what_to_do(made: Made) -> None:
    for problem in made.json["problems"]:
        assert {"code", "severity", "file", "sheet", "line", "column", "subject", "message", "remedy"} == problem.keys()
        assert problem["message"]
        assert problem["remedy"]
        assert problem["file"]
        assert problem["line"] >= 1


def test_manifest_names_every_file_by_its_digest(made: Made) -> None:
    outputs = made.manifest["outputs"]
    there = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert there == {*outputs, "manifest.json"}
    for name, digest in outputs.items():
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    start = BAD if any(name.startswith("base/") for name in made.manifest["inputs"]) else ROOT
    for name, digest in {**made.manifest["inputs"], **made.manifest["rules"]}.items():
        assert hashlib.sha256((start / name).read_bytes()).hexdigest() == digest
    assert made.manifest["templates"] == {}
    assert made.manifest["call"]["evidence"] == sorted(made.manifest["call"]["evidence"])
    assert str(made.folder) not in json.dumps(made.manifest)


def test_what_is_rejected_changes_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example that is rejected, all at once, beside the good evidence."""
    monkeypatch.chdir(BAD)
    codes = ["yaml-syntax", "yaml-depth", "json-syntax", "not-utf8", "csv-header", "csv-row", "csv-syntax"]
    codes += ["not-a-record", "identity-missing"]
    rejected = [one.path for one in examples() if one.path.startswith("evidence/") and one.code in codes]
    assert len(rejected) >= len(codes)
    alone, among = str(tmp_path / "alone"), str(tmp_path / "among")
    assert invoke("evaluate", SEASON, "base/evidence", "--out", alone, "--reports", "none").exit_code == 0
    made = invoke("evaluate", SEASON, *rejected, "base/evidence", "--out", among, "--reports", "none")
    assert made.exit_code == 1
    assert Path(alone, "results.csv").read_bytes() == Path(among, "results.csv").read_bytes()
    counts = json.loads(Path(among, "result.json").read_bytes())["counts"]
    assert counts == {"received": 5 + len(rejected), "evaluated": 5, "held": 0, "rejected": len(rejected)}


@pytest.mark.parametrize(("lang", "said"), [("zh", " 等 24 个 同分"), ("en", " and 4 more at 80.00")])
def test_of_many_who_are_equal_some_are_named(tmp_path: Path, lang: str, said: str) -> None:
    """A sentence names twenty of them and says how many there are; the result itself has every one."""
    head = "kind,id,name,street,community,in_post_since,debriefing,public_satisfaction,committee_appraisal,daily_record"
    rows = [f"secretary,S{number:02},n{number},s,c,2014-09-01,80,80,80,80" for number in range(25)]
    (tmp_path / "evidence.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    scheme, out = str(ROOT / "rules/schemes/secretary-appraisal.yaml"), tmp_path / "out"
    options = ["--out", str(out), "--lang", lang, "--reports", "none", "--rules", str(ROOT / "rules")]
    assert invoke("evaluate", scheme, str(tmp_path / "evidence.csv"), *options).exit_code == 0
    assert said in invoke("explain", str(out), "S07").stdout
    (tie,) = json.loads((out / "result.json").read_bytes())["ties"]
    assert len(tie["subjects"]) == 25
    assert "more" not in tie


def test_a_result_without_its_subjects_names_the_first_of_many(tmp_path: Path) -> None:
    """Of those who are equal and of those who are held the first twenty, and how many others there are."""
    head = "kind,id,name,street,community,in_post_since,debriefing,public_satisfaction,committee_appraisal,daily_record"
    rows = [
        f"secretary,S{number:02},n{number},s,c,2014-09-01,80,80,80,{80 if number < 25 else ''}" for number in range(50)
    ]
    evidence = tmp_path / "evidence.csv"
    evidence.write_text("\n".join([head, *rows]), encoding="utf-8")
    scheme, rules = ROOT / "rules/schemes/secretary-appraisal.yaml", ROOT / "rules"
    season = evaluate(scheme, evidence, reports="none", rules=rules).season
    assert season is not None
    made = assemble(season, "zh", "1", subjects=False)
    assert any("等 25 个 同分" in line for line in summary(made, "out", {}, "zh"))
    result = json.loads(made.model_dump_json(by_alias=True))
    assert result["subjects"] is None
    told = [(one["kind"], one["subjects"], one["more"]) for one in result["waits"]]
    first, held = ([f"S{number:02}" for number in range(start, start + 20)] for start in (0, 25))
    assert told == [("tie", first, 5), ("held", held, 5)]
    assert [(tie["subjects"], tie["more"]) for tie in result["ties"]] == [(first, 5)]
    assert not list(errors(json.loads(invoke("schema", "result").stdout), result))
