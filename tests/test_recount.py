"""The independent recount: what it covers, what it refuses, and that the program agrees with it to the last digit."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import recount_random
from evaluator import evaluate
from large_season import large_season
from recount.command import differences, main
from recount.command import recount as recounted
from recount.evidence import read
from recount.rules import Folder, read_scheme
from recount.text import Plain, documents
from recount_compared import Compared
from recount_random import every
from recount_seasons import season
from recount_seen import EXPECTED
from shipped import ROOT

NEIGHBOURHOODS = ["rules/schemes/demonstration-neighbourhoods.yaml", "examples/haiyang-2021/neighbourhoods"]
LATE = "examples/haiyang-2021-late"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The season's neighbourhoods with the late ones, as the program has them."""
    folder = tmp_path_factory.mktemp("recount") / "late"
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        evaluate(NEIGHBOURHOODS[0], [NEIGHBOURHOODS[1], LATE], out=folder, reports="none")
    return folder


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The recount as an auditor calls it: with nothing installed but Python."""
    call = [sys.executable, "-I", "-S", str(ROOT / "tests" / "recount"), *arguments]
    return subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_the_recount_imports_nothing_but_python_itself_and_nothing_of_the_program() -> None:
    """Without site-packages, as `-S` has it; and no module names the program."""
    made = command("rules/schemes/volunteer-stations.yaml", "examples/haiyang-2021/stations")
    assert (made.returncode, made.stderr) == (0, "")
    modules = sorted((ROOT / "tests" / "recount").glob("*.py"))
    assert len(modules) > 10
    for module in modules:
        imports = [line for line in module.read_text("utf-8").splitlines() if line.startswith(("import ", "from "))]
        roots = {line.split()[1].partition(".")[0] for line in imports} - {"recount"}
        assert roots <= sys.stdlib_module_names, module.name


def test_a_file_that_cannot_be_read_is_refused_and_without_it_only_the_count_differs(
    late: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*NEIGHBOURHOODS, LATE, "--against", str(late)]) == 2
    assert capsys.readouterr().err == f"refused: {LATE}/broken.yaml:3: “,” or “}}” was expected\n"
    shutil.copytree(ROOT / LATE, tmp_path / "late")
    (tmp_path / "late" / "broken.yaml").unlink()
    assert main([*NEIGHBOURHOODS, str(tmp_path / "late"), "--against", str(late)]) == 1
    assert capsys.readouterr().out == (
        "counts: {'received': 50, 'evaluated': 45, 'held': 4, 'rejected': 1}; "
        "the recount has {'received': 49, 'evaluated': 45, 'held': 4, 'rejected': 0}\n"
        "49 subjects, 1519 cells, 13 sums of money: 1 differences\n"
    )


def test_a_changed_cell_and_a_changed_sum_are_named_with_subject_and_column(
    late: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = (late / "results.csv").read_text("utf-8-sig")
    assert table.count("95.15") == 1
    (tmp_path / "results.csv").write_text(table.replace("95.15", "95.16"), encoding="utf-8")
    result: dict[str, Any] = json.loads((late / "result.json").read_bytes())
    result["allocation"]["tiers"][1]["paid"] = "200000.00"
    (tmp_path / "result.json").write_text(json.dumps(result), encoding="utf-8")
    names = ("missing-answer.yaml", "wrong-field-name.yaml", "bad-date.yaml", "conflict.yaml", "decisions.yaml")
    evidence = [f"{LATE}/{name}" for name in (*names, "marks-late.csv")]
    assert main([*NEIGHBOURHOODS, *evidence, "--against", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "370687001002-02: total is “95.16”; the recount has “95.15”",
        "money: 二等 paid is 200000.00; the recount has 250000.00",
    ]


def test_a_season_judged_in_partitions_is_recounted_and_a_table_in_parquet_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = large_season(tmp_path / "evidence", subjects=400)
    rules = ROOT / "benchmarks" / "rules"
    evaluate("large-season", evidence, out=tmp_path / "csv", reports="none", rules=rules, workers=1)
    (tmp_path / "parquet" / "results").mkdir(parents=True)
    call = [str(rules / "schemes" / "large-season.yaml"), str(evidence), "--rules", str(rules), "--against"]
    assert main([*call, str(tmp_path / "csv")]) == 0
    assert capsys.readouterr().out == "396 subjects, 9108 cells, 0 sums of money: 0 differences\n"
    assert main([*call, str(tmp_path / "parquet")]) == 2
    refused = f"refused: {tmp_path / 'parquet'}: not covered by the recount: a table of results in Parquet"
    assert capsys.readouterr().err.startswith(refused)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("adjustments: []", "not covered by the recount: “adjustments”"),
        (
            "total: {places: 2, rounding: half-even, out_of: points, most: 3}",
            "total: not covered by the recount: “most”",
        ),
        ("vetoes: [{id: v, when: {seats: {is: 1}}, effect: grade}]", "not covered by the recount: “effect: grade”"),
        (
            "grades: [{id: g, quota: {places: 1}}]",
            "quota: not covered by the recount: a quota without one ranking of all",
        ),
        ("gates: [{id: g, when: {seats: {near: 3}}}]", "the test of seats: not covered by the recount: “near”"),
        ("total: &whole {places: 2, rounding: half-even}", "a value that begins with “&”"),
    ],
)
def test_what_is_not_covered_is_refused_by_name(
    tmp_path: Path, line: str, refused: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = "fields: {seats: {type: integer, minimum: 0}}\n"
    (tmp_path / "rules.yaml").write_text(
        f"ruleset: r\nsubject: hall\nin_force: {{from: 2021-01-01}}\n{fields}"
        "criteria: [{id: roomy, worth: 10, when: {seats: {at_least: 5}}}]\n",
        encoding="utf-8",
    )
    scheme = "scheme: s\nsubject: hall\nperiod: {from: 2021-01-01, to: 2021-06-30}\ncomponents: [{ruleset: r}]\n"
    (tmp_path / "scheme.yaml").write_text(f"{scheme}{line}\n", encoding="utf-8")
    (tmp_path / "hall.csv").write_text("kind,id,name,seats\nhall,1,一号,5\n", encoding="utf-8")
    call = [str(tmp_path / "scheme.yaml"), str(tmp_path / "hall.csv"), "--rules", str(tmp_path)]
    assert main(call) == 2
    assert refused in capsys.readouterr().err


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def same(mine: Any, theirs: Any) -> bool:
    if isinstance(theirs, dict):
        return list(mine) == list(theirs) and all(same(mine[key], value) for key, value in theirs.items())
    if isinstance(theirs, list):
        return len(mine) == len(theirs) and all(map(same, mine, theirs))
    return str(mine) == theirs


def test_the_small_reader_reads_yaml_as_it_is_read_elsewhere() -> None:
    """Every rule file of the six folders of rules and seasons, against PyYAML."""
    paths = sorted((ROOT / "rules").glob("*/*.yaml"))
    assert len(paths) > 90
    for path in paths:
        text = path.read_text("utf-8")
        elsewhere = [one for one in yaml.load_all(text, Loader=LOADER) if one is not None]
        assert same(documents(text, path.name), elsewhere), path.name
    assert documents("a: [1, '2']\n", "here") == [{"a": [Plain("1"), "2"]}]


def test_random_seasons_agree_to_the_last_digit(tmp_path: Path) -> None:
    """A few of those that `python tests/recount_random.py` makes; what differs is kept, and named here."""
    found = list(every(2021, range(60), tmp_path))
    assert {one.number: one.differences for one in found if one.differences} == {}
    seen = sum((one.occurred for one in found), Counter[str]())
    rare = {name for name in EXPECTED if not seen[name]}
    assert len(rare) < len(EXPECTED) / 4, sorted(rare)
    assert seen["seasons: in partitions"] > 10


def test_a_random_season_is_the_same_whenever_it_is_made() -> None:
    assert season(1, 7) == season(1, 7)
    assert season(1, 7) != season(2, 7)


def test_a_difference_in_a_random_season_is_found_and_its_files_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recount that rounds otherwise is caught."""
    from recount import tally

    monkeypatch.setattr(tally, "rounded", lambda value, places, rounding: value.__floor__() + 0 * value)
    different = next(one for one in every(2021, range(20), tmp_path) if one.differences)
    assert any("total is" in one for one in different.differences)
    assert (tmp_path / f"2021-{different.number}" / "rules" / "scheme.yaml").is_file()


def test_a_long_run_goes_on_from_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two calls come to what one does; a log of another seed is not gone on from."""

    def called(seasons: int, log: str, seed: int = 1) -> str:
        words = ["--seasons", str(seasons), "--seed", str(seed), "--log", str(tmp_path / log), "--keep", str(tmp_path)]
        monkeypatch.setattr(sys, "argv", ["recount_random.py", *words])
        assert recount_random.main() == 0
        return capsys.readouterr().out.splitlines()[-1]

    assert called(2, "twice").startswith("2 of 2 seasons agree; ")
    assert called(4, "twice").startswith("4 of 4 seasons agree; ")
    assert called(4, "once").startswith("4 of 4 seasons agree; ")
    last = [json.loads((tmp_path / log).read_text("utf-8").splitlines()[-1]) for log in ("once", "twice")]
    assert [one.pop("seconds") > 0 for one in last] == [True, True]
    assert last[0] == last[1]
    with pytest.raises(SystemExit, match="begun with another seed"):
        called(4, "once", seed=2)


def test_what_never_occurred_in_a_long_run_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = Counter(dict.fromkeys(EXPECTED, 1))
    del seen["ties: open"]
    found = [Compared(number, (), seen if number == 0 else Counter()) for number in range(1000)]
    monkeypatch.setattr(recount_random, "every", lambda *_: iter(found))
    monkeypatch.setattr(sys, "argv", ["recount_random.py", "--seasons", "1000"])
    assert recount_random.main() == 1
    assert capsys.readouterr().out.splitlines()[-2] == "never occurred: ties: open"


def test_the_order_of_differences_is_that_of_the_table() -> None:
    """A subject that one side lacks is said once, by the order."""
    scheme = read_scheme(ROOT / "rules/schemes/volunteer-stations.yaml", Folder(ROOT / "rules"), None)
    made = recounted(scheme, read([str(ROOT / "examples/haiyang-2021/stations")]))
    result = {"allocation": None, "counts": {"received": 17, "evaluated": 17, "held": 0, "rejected": 0}}
    (one, *more) = differences(made, "id,name\n1,a\n", {**result, "as_of": "2021-06-30"})
    assert one.startswith("results.csv: the order of the subjects is ['1']; the recount has ['370687001-Y01', ")
    assert more == []
