"""`evaluator figures`, and evaluating by day: each value holds from its day, each version while it is in force."""

import json
from pathlib import Path
from typing import Any

import pytest

from bad_examples import invoke

VERSION = """\
ruleset: space
title: 服务用房
subject: estate
in_force: {window}
authority: 市住建局

fields:
  area: {{type: integer, minimum: 0, unit: 平方米, label: 面积}}

figures:
  least_area:
{figures}

criteria:
  - id: place
    title: 面积达标
    worth: {worth}
    when: {{area: {{at_least: {{figure: least_area}}}}}}
    origin: local
---
"""
BEFORE = VERSION.format(
    window="{from: 2021-01-01, to: 2021-12-31}",
    worth=10,
    figures="    - {from: 2021-01-01, value: 60, origin: source, authority: 省住建厅}\n"
    "    - {from: 2021-07-01, value: 80, origin: local, authority: 市住建局}",
)
AFTER = VERSION.format(
    window="{from: 2022-01-01}",
    worth=20,
    figures="    - {from: 2021-07-01, value: 100, origin: local, authority: 市住建局}",
)
SCHEME = """\
scheme: space
title: 服务用房核查
subject: estate
period: {from: 2021-01-01, to: 2022-12-31}
authority: 市住建局

components:
  - {ruleset: space, origin: local}

total: {places: 0, rounding: half-up, out_of: points, origin: local}
"""
EVIDENCE = """\
subject: {kind: estate, id: A-1, name: 甲, street: 一街}
evidence: {area: 70}
---
subject: {kind: estate, id: A-2, name: 乙, street: 一街}
evidence: {area: 90}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "space.yaml").write_text(BEFORE + AFTER + SCHEME, encoding="utf-8")
    (tmp_path / "evidence.yaml").write_text(EVIDENCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def figures(*words: str) -> dict[str, Any]:
    made = invoke("figures", "space", "--format", "json", *words)
    assert made.exit_code == 0, made.output
    return {one["name"]: one for one in json.loads(made.stdout)}


@pytest.mark.parametrize(
    ("day", "totals"),
    [
        ("2021-06-30", ["10", "10"]),  # 60 holds
        ("2021-07-01", ["0", "10"]),  # 80 holds from this day on
        ("2021-12-31", ["0", "10"]),  # the last day of the first version
        ("2022-01-01", ["0", "0"]),  # the second version, with 100
        ("2022-12-31", ["0", "0"]),
    ],
)
def test_a_past_season_is_judged_by_what_held_then(day: str, totals: list[str], here: Path) -> None:
    made = invoke("evaluate", "space", "evidence.yaml", "--as-of", day, "--out", "out", "--reports", "none")
    assert made.exit_code == 0, made.output
    subjects = json.loads((here / "out" / "result.json").read_text(encoding="utf-8"))["subjects"]
    assert [one["total"] for one in sorted(subjects, key=lambda one: one["id"])] == totals
    assert {one["findings"][0]["of"] for one in subjects} == {"20" if day >= "2022" else "10"}


def test_a_figure_has_its_history() -> None:
    history = figures("--as-of", "2021-08-01")["least_area"]
    assert history["dated"]
    shown = [(one["value"], one["from"], one["to"], one["in_force"]) for one in history["history"]]
    assert shown == [
        ("60", "2021-01-01", "2021-06-30", False),
        ("80", "2021-07-01", "2021-12-31", True),
        ("100", "2022-01-01", None, False),
    ]
    assert [(one["origin"], one["authority"]) for one in history["history"][:2]] == [
        ("政策文件规定", "省住建厅"),
        ("本市自定", "市住建局"),
    ]
    assert [one["place"] for one in history["history"]] == [f"rules/space.yaml:{line}" for line in (12, 13, 33)]
    assert [(use["title"], use["place"]) for use in history["used"]] == [
        ("面积达标", "rules/space.yaml:19"),
        ("面积达标", "rules/space.yaml:39"),
    ]


@pytest.mark.parametrize(("day", "now"), [("2021-06-30", "60"), ("2021-07-01", "80"), ("2022-01-01", "100")])
def test_one_value_is_in_force_on_a_day(day: str, now: str) -> None:
    held = [one["value"] for one in figures("--as-of", day)["least_area"]["history"] if one["in_force"]]
    assert held == [now]


def test_what_rules_state_changes_with_their_version() -> None:
    worth = figures("--as-of", "2021-08-01")["place.worth"]
    shown = [(one["value"], one["from"], one["to"], one["in_force"]) for one in worth["history"]]
    assert shown == [("10 分", "2021-01-01", "2021-12-31", True), ("20 分", "2022-01-01", None, False)]
    assert worth["title"] == "面积达标·分值"
    assert not worth["dated"]


def test_the_text_says_it_in_the_language_asked_for() -> None:
    made = invoke("figures", "space", "--as-of", "2021-08-01", "--lang", "en")
    assert made.exit_code == 0
    assert "服务用房核查  as of 2021-08-01" in made.stdout
    assert "▸ 2021-07-01 – 2021-12-31   80" in made.stdout
    assert "used by 面积达标  rules/space.yaml:19" in made.stdout
    assert "set locally, 市住建局" in made.stdout


def test_two_versions_at_once_are_refused(here: Path) -> None:
    overlapping = BEFORE.replace(", to: 2021-12-31}", "}")
    (here / "rules" / "space.yaml").write_text(overlapping + AFTER + SCHEME, encoding="utf-8")
    made = invoke("figures", "space", "--lang", "en")
    assert made.exit_code == 2
    assert "two-in-force" in made.stderr


def test_figures_refuses_what_is_not_there() -> None:
    assert invoke("figures", "nowhere").exit_code == 2
