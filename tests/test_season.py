"""The whole season in one command: a part for each scheme, the source's figures, an overview, the same bytes."""

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bad_examples import invoke
from evaluator import evaluate
from evaluator.evidence.read import read_file
from evaluator.inputs import evidence_files, judge_parts
from evaluator.parts import MadePart, Making, Run, Style, made_part, make_parts
from evaluator.pipeline import gather_season, judge_season
from evaluator.result.overview import Overview
from evaluator.result.table import csv_bytes
from evaluator.roots import find_root
from evaluator.rules import load_rules
from evaluator.work import Processes
from packs import plan_of, season
from recount.command import differences as recount_differences
from recount.command import recount as recounted
from recount.evidence import read
from recount.rules import Folder, read_scheme
from shipped import ROOT

SEASON = "rules/seasons/haiyang-2021.yaml"
EXAMPLE = "examples/haiyang-2021"
NAMES = [name for name, _ in season().named]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The season's result, written once for all tests."""
    folder = tmp_path_factory.mktemp("season") / "out"
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        made = invoke("evaluate", SEASON, EXAMPLE, "--out", str(folder), "--reports", "all")
    assert made.exit_code == 0, made.output
    assert made.stderr == ""
    return folder


@pytest.fixture(scope="module")
def results(out: Path) -> dict[str, Any]:
    """The result of each scheme."""
    return {name: json.loads((out / name / "result.json").read_bytes()) for name in NAMES}


@pytest.fixture(scope="module")
def overview(out: Path) -> Overview:
    """The overview, as its model reads it."""
    return Overview.model_validate_json((out / "result.json").read_bytes())


def test_each_scheme_is_what_the_independent_recount_comes_to(out: Path, results: dict[str, Any]) -> None:
    """Every cell of every table and every sum of money, of every scheme: none is refused."""
    submitted = read([EXAMPLE])
    rules = Folder(ROOT / "rules")
    for name in NAMES:
        made = recounted(read_scheme(ROOT / "rules" / "schemes" / f"{name}.yaml", rules, date(2021, 6, 30)), submitted)
        table = (out / name / "results.csv").read_text("utf-8-sig")
        assert recount_differences(made, table, results[name]) == [], name


def test_a_part_is_the_same_in_every_byte_whichever_process_makes_it() -> None:
    """Its files, its part of the overview and its subjects on the season's first page."""
    loaded = load_rules(SEASON, None, None)
    names = evidence_files([f"{EXAMPLE}/stations", f"{EXAMPLE}/secretaries"])[0]
    chosen = [plan for plan in loaded.plans if plan.scheme.scheme in ("volunteer-stations", "secretary-appraisal")]
    style = Style("zh", "all", find_root("templates", None), "rules")
    seasons = judge_parts(chosen, names, {}).seasons
    tasks = [Making(one, style, style.tree.files, "年度评价") for one in seasons]
    with Processes(1) as others:
        there = list(others.map(made_part, tasks))
    here = make_parts(tasks, None)
    assert [sorted(one.files) for one in here] == [sorted(one.files) for one in there if isinstance(one, MadePart)]
    assert here == there
    assert all("index.html" in one.files and one.shown is not None and one.found is not None for one in here)


# --- the folder -------------------------------------------------------------------------------------------------------


def test_there_is_a_part_for_each_scheme_in_the_files_order(out: Path, overview: Overview) -> None:
    assert [part.scheme for part in overview.parts] == NAMES
    assert [part.folder for part in overview.parts] == NAMES
    assert [chapter.id for chapter in overview.chapters] == [chapter.id for chapter in season().chapters]
    assert {path.name for path in out.iterdir()} == {*NAMES, "index.html", "result.json", "manifest.json"}


@pytest.mark.parametrize("scheme", NAMES)
def test_a_part_holds_a_whole_result(scheme: str, out: Path) -> None:
    """Every document that a scheme issues is there; what only some subjects get may be for nobody, not all of it."""
    issued = [one for one in plan_of(scheme).scheme.documents if one.audience == "internal"]
    assert {path.name for path in (out / scheme).iterdir()} == {"results.csv", "result.json", "index.html", "documents"}
    made = {path.name for path in (out / scheme / "documents").iterdir()}
    named = {one.id if one.per == "subject" else f"{one.id}.html" for one in issued}
    for_some = {one.id for one in issued if one.per == "subject" and one.when is not None}
    assert named - for_some <= made - {"public"} <= named
    assert list((out / scheme / "documents").rglob("*.html"))
    for one in made - {"public"} - {f"{one.id}.html" for one in issued}:
        assert list((out / scheme / "documents" / one).glob("*.html"))


def test_the_manifest_names_every_file(out: Path) -> None:
    said = json.loads((out / "manifest.json").read_bytes())
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {"manifest.json"}
    assert said["outputs"].keys() == there
    names, lost = evidence_files([EXAMPLE])
    assert not lost
    assert said["inputs"].keys() >= set(names)
    assert SEASON in said["rules"]
    assert {f"rules/schemes/{Path(plan_of(name).scheme.place.file).name}" for name in NAMES} <= said["rules"].keys()
    for key, folder in (("outputs", out), ("inputs", ROOT), ("rules", ROOT), ("templates", ROOT)):
        for name, digest in said[key].items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


# --- counts and parts -------------------------------------------------------------------------------------------------


def test_counts_add_up(overview: Overview, results: dict[str, Any]) -> None:
    assert not overview.problems
    assert overview.settled
    total: Counter[str] = Counter()
    for part in overview.parts:
        counts = part.counts.model_dump()
        assert counts == results[part.scheme]["counts"]
        assert counts["received"] == counts["evaluated"] + counts["held"] + counts["rejected"]
        there = sum(street.subjects + street.away for street in part.streets)
        assert there == counts["evaluated"] + counts["held"]
        for street in part.streets:
            assert street.subjects == street.in_order + street.lacking + street.open
        for line in part.lines:
            verdicts = (line.met, line.partly_met, line.not_met, line.insufficient, line.not_applicable)
            assert sum(verdicts) == counts["evaluated"] + counts["held"], line.criterion
        assert sum(count for _, count in part.grades) in (0, counts["evaluated"])
        total.update(counts)
    assert overview.counts.model_dump() == dict(total)


def test_each_part_is_what_the_scheme_comes_to_alone(out: Path) -> None:
    """Evaluated by itself on the same evidence, whatever the others ask of it."""
    names, _ = evidence_files([EXAMPLE])
    reads = [read for name in names for read in read_file(Path(name).read_bytes(), name)]
    for scheme in NAMES:
        plan = plan_of(scheme)
        judged = judge_season(plan, gather_season(plan, reads))
        assert csv_bytes(judged) == (out / scheme / "results.csv").read_bytes(), scheme


def test_the_command_for_one_scheme_says_the_same(out: Path) -> None:
    for scheme in ("demonstration-neighbourhoods", "property-coverage-neighbourhoods"):
        alone = evaluate(scheme, EXAMPLE, reports="none")
        assert alone.files["results.csv"] == (out / scheme / "results.csv").read_bytes()


# --- what the source says ---------------------------------------------------------------------------------------------

SUBJECTS = {
    "double-reporting-units": 90,
    "double-reporting-grids": 115,
    "neighbourhood-branches": 197,
    "property-grids": 29,
    "property-grid-members": 243,
    "property-coverage-neighbourhoods": 197,
    "property-coverage-companies": 47,
    "service-orders": 1183,
    "service-teams": 87,
    "social-organisations": 32,
    "volunteer-stations": 17,
    "satisfaction-survey": 7,
    "secretary-studios": 2,
    "demonstration-stages": 13,
}
"""How many of each the source counts."""

COUNTED = {
    ("joint-meetings-city", "member-departments"): "22",
    ("joint-meetings-city", "part-time-members"): "75",
    ("three-lists-city", "years-of-visits"): "6",
    ("three-lists-city", "main-classes"): "10",
    ("three-lists-city", "sub-classes"): "18",
    ("red-steward", "group-departments"): "19",
    ("red-steward", "full-time-staff"): "3",
    ("red-steward", "measures-listed"): "23",
    ("property-network", "six-areas"): "6",
    ("property-network", "twenty-nine-grids"): "29",
    ("property-network", "members-sent"): "243",
    ("convenience-platform", "stations"): "17",
    ("secretary-selection", "six-appointed"): "6",
    ("secretary-selection", "eleven-in-reserve"): "11",
    ("satisfaction-run", "as-reported"): "7",
}
"""Figures of the source that the one subject of a scheme comes to."""


def test_there_are_as_many_as_the_source_counts(results: dict[str, Any]) -> None:
    assert {name: results[name]["counts"]["evaluated"] for name in SUBJECTS} == SUBJECTS


def test_the_city_comes_to_the_sources_figures(results: dict[str, Any]) -> None:
    found = {}
    for scheme, criterion in COUNTED:
        (one,) = results[scheme]["subjects"]
        (line,) = (line for line in one["findings"] if line["criterion"] == criterion)
        assert line["verdict"] == "met"
        found[scheme, criterion] = line["observations"][0]["value"]
    assert found == COUNTED


def test_thirteen_places_share_550_000_yuan(results: dict[str, Any]) -> None:
    """Whoever the open tie is settled for, every place has its holder: 470,000 is settled and 80,000 reserved."""
    made = results["demonstration-neighbourhoods"]["allocation"]
    assert sum(tier["places"] for tier in made["tiers"]) == 13
    assert sum(tier["fillable"] for tier in made["tiers"]) == 13
    assert made["budget"] == "550000.00"
    assert Decimal(made["paid"]) + Decimal(made["reserved"]) + Decimal(made["unspent"]) == Decimal("550000.00")
    assert (made["paid"], made["reserved"]) == ("470000.00", "80000.00")


def test_forty_one_projects_share_589_000_yuan(results: dict[str, Any]) -> None:
    rounds = [results[f"ventures-round-{number}"] for number in (1, 2)]
    paid = [one["subsidy"] for made in rounds for one in made["subjects"] if one["subsidy"] != "0.00"]
    assert len(paid) == 41
    assert sum(map(Decimal, paid)) == Decimal("589000.00")
    assert sum(Decimal(made["allocation"]["paid"]) for made in rounds) == Decimal("589000.00")
    assert {made["allocation"][key] for made in rounds for key in ("reserved", "unspent")} == {"0.00"}


def test_one_of_244_is_not_covered(results: dict[str, Any]) -> None:
    """243 members, each for one neighbourhood or company, of which there are 197 and 47."""
    parts = [results[f"property-coverage-{kind}"]["subjects"] for kind in ("neighbourhoods", "companies")]
    grades = Counter(one["grade"] for part in parts for one in part)
    assert grades == {"已覆盖": 243, "未覆盖": 1}


# --- the overview -----------------------------------------------------------------------------------------------------


def test_the_overview_says_what_is_due_next_month(out: Path, overview: Overview) -> None:
    due = {(part.scheme, one.kind, one.by) for part, one in overview.due}
    assert ("double-reporting-units", "month", "2021-07-31") in due
    assert ("double-reporting-units", "quarter", "2021-09-30") in due
    assert ("volunteer-stations", "put-right", "2021-07-30") in due
    assert ("secretary-appraisal", "follow-up", "2021-07-31") in due
    days = [one.by for _, one in overview.due]
    assert days == sorted(days)
    assert min(days) > overview.as_of
    assert "7月31日" in (out / "index.html").read_text(encoding="utf-8")


def test_the_overview_is_as_its_model_writes_it(out: Path, overview: Overview) -> None:
    assert json.loads((out / "result.json").read_bytes()) == overview.model_dump(mode="json")
    assert (overview.season.id, overview.as_of) == ("haiyang-2021", "2021-06-30")


# --- the same bytes ---------------------------------------------------------------------------------------------------


def _elsewhere(out: Path, evidence: list[str], seed: str) -> dict[str, bytes]:
    """Every file of the season's result as another process makes it."""
    command = [sys.executable, "-m", "evaluator", "evaluate", SEASON, *evidence, "--out", str(out), "--reports", "none"]
    made = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, encoding="utf-8", check=False
    )
    assert made.returncode == 0, made.stderr
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_same_bytes_in_any_order_under_any_hash_seed(out: Path, tmp_path: Path) -> None:
    folders = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / EXAMPLE).iterdir() if path.is_dir())
    first = _elsewhere(tmp_path / "first", folders, "1")
    second = _elsewhere(tmp_path / "second", folders[::-1], "2")
    assert first == second
    tables = {name for name in first if name.endswith("results.csv")}
    assert len(tables) == len(NAMES)
    assert {name: first[name] for name in tables} == {name: (out / name).read_bytes() for name in tables}


# --- when things are late ---------------------------------------------------------------------------------------------


UNTOUCHED = {
    "volunteer-stations": "stations",
    "secretary-appraisal": "secretaries",
    "neighbourhood-branches": "neighbourhood-branches",
}
"""Schemes that what is late does not concern, and their evidence."""


@pytest.fixture(scope="module")
def late() -> Run:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        folders = [f"{EXAMPLE}/{name}" for name in (*UNTOUCHED.values(), "neighbourhoods")]
        return evaluate(SEASON, [*folders, "examples/haiyang-2021-late"], reports="none")


def test_marks_and_decisions_reach_their_scheme(late: Run, results: dict[str, Any]) -> None:
    """The decision settles the neighbourhoods' tie: 520,000 is firm, and 30,000 waits for those held."""
    parts = {part.result.scheme.id: part.result for part in late.parts}
    made = parts["demonstration-neighbourhoods"]
    assert late.status == 1
    assert made.allocation is not None
    money = made.allocation.paid, made.allocation.reserved, made.allocation.unspent
    assert money == ("520000.00", "30000.00", "0.00")
    before = {one["id"]: one["rank"] for one in results["demonstration-neighbourhoods"]["subjects"]}
    after = {one.id: one.rank for one in made.subjects or ()}
    tied = ("370687004001-04", "370687003002-03")
    assert len({before[name] for name in tied}) == 1
    assert after[tied[0]] < after[tied[1]]
    assert not any(tie.open for tie in made.ties)
    assert made.counts.held == 4
    assert [one.settles for one in made.decisions] == ["tie"]
    assert {item.code for item in made.problems} == {"answer-date", "answers-conflict", "field-unknown"}
    assert "yaml-syntax" in {item.code for item in late.problems}
    for name in UNTOUCHED:
        assert parts[name].counts.model_dump() == results[name]["counts"], name
        assert not parts[name].problems, name
    assert not any(part.decisions for name, part in parts.items() if name != "demonstration-neighbourhoods")


def test_a_file_that_cannot_be_read_is_rejected_once(late: Run) -> None:
    assert late.overview is not None
    assert late.overview.counts.rejected == 1
    assert [part.result.counts.rejected for part in late.parts] == [0] * len(NAMES)


# --- small seasons ----------------------------------------------------------------------------------------------------

HEAD = "title: {{zh: 规则, en: Rules}}\nsubject: {kind}\nin_force: {{from: 2021-01-01}}\n"
LINE = "criteria: [{{id: {id}, title: 一项, when: {when}, origin: local}}]\n"
RULE_SETS = {
    "first": (
        "thing",
        "fields: {number: {type: integer}, kept_by: {type: text}}\n"
        "links: {mine: {ruleset: second, mine: id}, keeper: {ruleset: keeper, mine: kept_by}}\n"
        "derived: {same: {value: mine, of: more}, kept: {count: keeper}}\n",
        "enough",
        "{all: [{same: {at_least: 3}}, {kept: {is: 1}}]}",
    ),
    "second": ("other", "fields: {more: {type: integer}}\n", "more", "{more: {at_least: 1}}"),
    "third": ("thing", "fields: {apart: {type: yes-no}}\n", "apart", "{apart: {is: yes}}"),
    "keeper": (
        "keeper",
        "links: {things: {ruleset: third, theirs: id}}\nderived: {named: {count: things}}\n",
        "named-alike",
        "{named: {is: 1}}",
    ),
}
"""Two rule sets of one kind, one of a kind linked by its own id, and one that counts those with its id."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A season of four schemes, and evidence for it."""
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, (kind, asked, line, when) in RULE_SETS.items():
        text = f"ruleset: {name}\n{HEAD.format(kind=kind)}{asked}{LINE.format(id=line, when=when)}"
        (rules / f"{name}.yaml").write_text(text, encoding="utf-8")
        (rules / f"{name}-scheme.yaml").write_text(
            f"scheme: {name}\ntitle: 方案\nsubject: {kind}\nperiod: {{from: 2021-01-01, to: 2021-06-30}}\n"
            f"components: [{{ruleset: {name}, weight: 100%}}]\n",
            encoding="utf-8",
        )
    (rules / "season.yaml").write_text(
        "season: small\ntitle: 年度\nperiod: {from: 2021-01-01, to: 2021-06-30}\n"
        f"chapters: [{{id: all, title: 全部, schemes: [{', '.join(RULE_SETS)}]}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "evidence.yaml").write_text(
        "subject: {kind: thing, id: A, name: 甲}\nevidence: {number: 1, kept_by: A, apart: yes}\n"
        "---\nsubject: {kind: other, id: A, name: 甲}\nevidence: {more: 3}\n"
        "---\nsubject: {kind: keeper, id: A, name: 管}\nevidence: {}\n",
        encoding="utf-8",
    )
    return tmp_path


def _small(folder: Path) -> Run:
    return evaluate(folder / "rules" / "season.yaml", folder / "evidence.yaml", reports="none")


def test_subjects_of_one_id_are_linked(small: Path) -> None:
    """By a column of ours that is the id (`mine: id`), and by one of theirs (`theirs: id`)."""
    made = _small(small)
    assert (made.status, made.problems) == (0, ())
    verdicts = [one.verdict for part in made.parts for row in part.result.subjects or () for one in row.findings]
    assert verdicts == ["met"] * 4


def test_what_another_scheme_of_the_kind_asks_is_known(small: Path) -> None:
    """A field that any of them asks for is unknown to none; a name that none asks for is said once."""
    evidence = small / "evidence.yaml"
    text = evidence.read_text(encoding="utf-8")
    evidence.write_text(text.replace("apart: yes", "apart: yes, numbr: 2"), encoding="utf-8")
    made = _small(small)
    assert [(item.code, dict(item.details)["nearest"]) for item in made.problems] == [("field-unknown", "number")]
    assert made.overview is not None
    assert [one.code for one in made.overview.problems] == ["field-unknown"]


def test_a_season_that_names_no_scheme_there_is(small: Path) -> None:
    file = small / "rules" / "season.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("second", "secnd"), encoding="utf-8")
    made = _small(small)
    assert (made.status, made.parts) == (2, ())
    assert [(item.code, dict(item.details)["nearest"]) for item in made.problems] == [("scheme-not-there", "second")]
    said = invoke("check", str(small / "rules"))
    assert said.exit_code == 1
    assert "scheme-not-there" in said.stderr


@pytest.mark.parametrize("command", ["form", "preview"])
def test_only_a_scheme_has_a_form(command: str) -> None:
    """A season's form says which schemes there are."""
    more = [EXAMPLE] if command == "preview" else []
    made = invoke(command, SEASON, *more)
    assert (made.exit_code, made.stdout) == (2, "")
    assert "scheme-needed" in made.stderr
    assert all(name in made.stderr for name in NAMES)
