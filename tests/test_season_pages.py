"""The pages of a season, and what pages say of a subject in short."""

import re
import shutil
from pathlib import Path

import pytest

from evaluator import evaluate
from evaluator.documents.gist import Rest, belonging, rests
from evaluator.result.shown_finding import Finding, Observation
from evaluator.result.shown_subject import Subject

ROOT = Path(__file__).parent.parent
SEASON = """
season: short
title: {zh: 两个方案, en: Two schemes}
period: {from: 2021-01-01, to: 2021-06-30}
source: {document: haiyang-2021}
chapters:
  - {id: one, title: {zh: 甲板块, en: First}, schemes: [demonstration-neighbourhoods]}
  - {id: two, title: {zh: 乙板块, en: Second}, schemes: [volunteer-stations]}
"""


def seen(part: str, name: str, outcome: str, requirement: str = "", **more: str) -> Observation:
    fields = {"part": part, "name": name, "label": name, "outcome": outcome, "requirement": requirement}
    return Observation.model_validate({**fields, "value": "", "shown": "1", **more})


def rests_of(*observations: Observation) -> dict[str, Rest]:
    finding = Finding(criterion="c", title="c", component="r", verdict="not-met", observations=observations)
    return {one.label: one for one in rests(finding)}


def test_a_quantity_is_shown_once_with_all_that_is_asked_of_it() -> None:
    found = rests_of(seen("when", "days", "true", "≥ 0"), seen("when", "days", "false", "≤ 30"))
    assert (found["days"].sign, found["days"].required, found["days"].asked) == ("✗", ("≥ 0", "≤ 30"), ("≤ 30",))


def test_what_explains_is_shown_without_being_asked() -> None:
    found = rests_of(seen("applies", "members", "true", "≥ 3"), seen("when", "branch", "false", "yes"))
    assert (found["members"].sign, found["members"].asked) == ("·", ())
    assert (found["branch"].sign, found["branch"].asked) == ("✗", ("yes",))


def test_nobody_is_asked_to_leave_something_out() -> None:
    found = rests_of(seen("when", "day", "false", "not filled in", operator="provided"))
    assert found["day"].asked == ("not filled in",)
    observation = seen("when", "day", "false", "not filled in", operator="provided", required="no")
    assert rests_of(observation)["day"].asked == ()


def test_of_bands_only_the_full_one_is_asked() -> None:
    found = rests_of(*(seen(f"band {n}", "cases", "false", f"≥ {n}") for n in (3, 2, 1)))
    assert found["cases"].asked == ("≥ 3",)


@pytest.mark.parametrize(("outcome", "sign"), [("true", "✗"), ("false", "✓"), ("missing", "?")])
def test_a_deduction_tells_against_its_subject(outcome: str, sign: str) -> None:
    assert rests_of(seen("deduction 2", "late", outcome, "> 0"))["late"].sign == sign


def test_a_place_that_repeats_the_name_says_nothing() -> None:
    fields = {"id": "1", "status": "evaluated", "total": "", "rank": None, "grade": "", "tier": "", "subsidy": ""}
    one = Subject(name="甲街道", street="甲街道", community="", interview="", findings=(), **fields)  # type: ignore[arg-type]
    assert belonging(one) == []
    assert belonging(one.model_copy(update={"name": "乙社区", "community": "丙社区"})) == ["street", "community"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_season_leads_to_its_parts_and_back(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shutil.copytree("rules", tmp_path / "rules")
    (tmp_path / "rules" / "seasons" / "short.yaml").write_text(SEASON, encoding="utf-8")
    given = ["examples/small", "examples/haiyang-2021/stations"]
    made = evaluate("short", given, rules=tmp_path / "rules", lang=lang)  # type: ignore[arg-type]
    assert made.overview is not None
    assert [part.scored for part in made.overview.parts] == [True, False]
    first = made.files["index.html"].decode()
    assert {"zh": "乙板块欠缺最多", "en": "Most is lacking in “Second”"}[lang] in first
    linked = set(re.findall(r'href="([^"#]+)"', first))
    assert linked == {f"{part.folder}/index.html" for part in made.overview.parts}
    assert set(re.findall(r'href="#([^"]+)"', first)) <= set(re.findall(r'id="([^"]+)"', first))
    for name in linked:
        assert '<a href="../index.html">' in made.files[name].decode()


def test_a_single_result_leads_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    made = evaluate("demonstration-neighbourhoods", "examples/small")
    assert "../index.html" not in made.files["index.html"].decode()
