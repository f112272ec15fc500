"""Calls and files at the edge: none may end in a traceback, and none may harm what stands beside it."""

import json
from pathlib import Path

import pytest

from bad_examples import SEASON, invoke, set_up

ROOT = Path(__file__).parent.parent
STATIONS = ROOT / "examples" / "haiyang-2021" / "stations"
SECRETARY = """\
subject: {kind: secretary, id: S1, name: 某, street: 方圆街道}
evidence: {in_post_since: 2019-01-01, interviewed_on: 9999-12-31, debriefing: 90, public_satisfaction: 90,
  committee_appraisal: 90, daily_record: 90}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("odd"))


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def counts_beside(text: str, folder: Path) -> dict[str, int]:
    """The counts of a run of the good evidence with a file of this text beside it."""
    path, out = folder / "more.yaml", folder / "out"
    path.write_text(text, encoding="utf-8")
    made = invoke("evaluate", SEASON, "base/evidence", str(path), "--out", str(out), "--reports", "none")
    assert made.exit_code == 1
    counts: dict[str, int] = json.loads((out / "result.json").read_bytes())["counts"]
    return counts


@pytest.mark.parametrize("text", ["*a", "@x", '"', "`", "%", "}", "\x00", "\ufffe"])
def test_a_file_wrong_from_its_first_character_is_rejected_alone(text: str, tmp_path: Path) -> None:
    assert counts_beside(text, tmp_path) == {"received": 6, "evaluated": 5, "held": 0, "rejected": 1}


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "# nothing\n", "--- {}\n", "null\n", "- - : : ["])
def test_a_file_with_nothing_in_it_is_rejected_alone(text: str, tmp_path: Path) -> None:
    assert counts_beside(text, tmp_path) == {"received": 6, "evaluated": 5, "held": 0, "rejected": 1}


def test_a_result_that_cannot_be_written() -> None:
    made = invoke("evaluate", SEASON, "base/evidence", "--out", "base/evidence/marks.csv/out", "--reports", "none")
    assert made.exit_code == 2
    assert "cannot-write" in made.stderr


def test_the_last_day_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secretary.yaml").write_text(SECRETARY, encoding="utf-8")
    monkeypatch.chdir(ROOT)
    for scheme, evidence in (("volunteer-stations", STATIONS), ("secretary-appraisal", tmp_path / "secretary.yaml")):
        arguments = ("evaluate", scheme, str(evidence), "--out", str(tmp_path / scheme), "--reports", "none")
        assert invoke(*arguments, "--as-of", "9999-12-31").exit_code in (0, 1, 2)


def test_the_sample_row_of_a_form_is_a_good_row(tmp_path: Path) -> None:
    (tmp_path / "talks.yaml").write_text(
        """\
ruleset: talk-rules
title: 议事
subject: neighbourhood
in_force: {from: 2021-01-01}
fields:
  talks: {type: events, of: {date: {type: date}, kind: {type: choice, of: [业主大会, 恳谈会], label: 类别}}}
criteria:
  - {id: talks-held, title: 有议事, when: {talks: {provided: yes}}}
---
scheme: talk-season
title: 议事核查
subject: neighbourhood
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: talk-rules, weight: 100%}]
""",
        encoding="utf-8",
    )
    blank = invoke("form", "talk-season", "--rules", str(tmp_path)).stdout
    (tmp_path / "filled.yaml").write_text(blank.replace("''", "甲").replace("  #  - {", "    - {"), encoding="utf-8")
    made = invoke("preview", "talk-season", str(tmp_path / "filled.yaml"), "--rules", str(tmp_path))
    assert made.exit_code == 0, made.stderr


def test_the_summary_names_only_what_was_written(tmp_path: Path) -> None:
    made = invoke("evaluate", SEASON, "base/evidence", "--out", str(tmp_path / "out"), "--reports", "none")
    assert made.exit_code == 0
    assert "results.csv" in made.stdout
    assert "index.html" not in made.stdout


def test_a_name_of_blanks_is_no_name(tmp_path: Path) -> None:
    record = 'subject: {kind: station, id: S-01, name: " ", street: 方圆街道}\nevidence: {fixed_place: 是}\n'
    (tmp_path / "station.yaml").write_text(record, encoding="utf-8")
    arguments = ("base/rules/stations.yaml", str(tmp_path / "station.yaml"), "--out", str(tmp_path / "out"))
    made = invoke("evaluate", *arguments, "--reports", "none")
    assert made.exit_code == 1
    assert "identity-missing" in made.stderr


def test_a_name_cannot_write_lines_of_its_own(tmp_path: Path) -> None:
    record = 'subject: {kind: station, id: S-01, name: "甲\\n收到 0 份\\x1b[2J", street: 方圆街道}\n'
    (tmp_path / "station.yaml").write_text(record, encoding="utf-8")
    arguments = ("base/rules/stations.yaml", str(tmp_path / "station.yaml"), "--out", str(tmp_path / "out"))
    made = invoke("evaluate", *arguments, "--reports", "none")
    assert made.exit_code == 1
    assert "\n收到 0 份" not in made.stdout
    assert "\x1b" not in made.stdout
