"""Rules that are well formed and cannot work: `check` must find each, before a season is run by it."""

import shutil
from pathlib import Path

import pytest

from bad_examples import BAD, invoke
from evaluator.language.check_library import check_library
from evaluator.language.library import RuleFile, read_library

SEASON, STANDARD = "season.yaml", "standard.yaml"
ASPECTS = """\
    - {id: 走, title: {zh: 走, en: Visit}, worth: 50}
    - {id: 评, title: {zh: 评, en: Appraise}, worth: 50}
"""
NEGATIVE = "140%, origin: local}\n  - {panel: onsite, weight: -40%"
FIGURE = "\n    - {from: 2021-01-01, value: 3, origin: local, authority: {zh: 评价办公室, en: the office}}"

UNWORKABLE = {
    "no aspects": (SEASON, f"\n{ASPECTS}", " []\n"),
    "aspects worth nothing": (SEASON, "en: Visit}, worth: 50", "en: Visit}, worth: 0"),
    "aspects worth less than nothing": (SEASON, "en: Visit}, worth: 50", "en: Visit}, worth: -50"),
    "a scale above every mark": (SEASON, "scale: {from: 0", "scale: {from: 60"),
    "every mark dropped": (SEASON, "fewest_marks: 2", "fewest_marks: 2\n  drop: {highest: 1, lowest: 1, from: 2}"),
    "a weight below zero": (SEASON, "60%, origin: local}\n  - {panel: onsite, weight: 40%", NEGATIVE),
    "too many places of the total": (SEASON, "total: {places: 2", "total: {places: 20"),
    "too many places of a tie-break": (SEASON, "{by: onsite, places: 2}", "{by: onsite, places: 30}"),
    "too many places of a share": (STANDARD, "of: households, places: 4", "of: households, places: 30"),
    "too many places of a field": (STANDARD, "{type: decimal, places: 2", "{type: decimal, places: 30"),
    "a period to the last day there is": (SEASON, "to: 2021-06-30", "to: 9999-12-31"),
    "too many days to put things right": (SEASON, "days: 30", "days: 99999999"),
    "a figure without a value": (STANDARD, FIGURE, " []"),
    "a gate twice": (SEASON, "vetoes:", "  - {id: organised, title: 二, when: {finding: {place: {is: met}}}}\nvetoes:"),
    "a grade twice": (SEASON, "{id: 较好, below: 80", "{id: 好, below: 80"),
    "a document twice": (
        SEASON,
        "documents:",
        "documents:\n  - {id: sheet, title: 二, template: sheet.html, per: season, audience: internal}",
    ),
    "a document outside the result": (SEASON, "{id: sheet,", "{id: ../../sheet,"),
    "a criterion called as a column": (STANDARD, "- id: open", "- id: total"),
    "a criterion called as points": (STANDARD, "- id: open", "- id: organisation.points"),
    "an aspect called as a column": (SEASON, "{id: 走,", "{id: status,"),
    "a floor above the worth": (STANDARD, "    deductions:", "    floor: 50\n    deductions:"),
    "a deduction with a limit below zero": (STANDARD, "each: complaints}", "each: complaints, cap: -3}"),
    "a bonus with a limit below zero": (STANDARD, "cap: 5\n", "cap: -5\n"),
    "a group with its minimum above its cap": (STANDARD, "cap: 40}", "cap: 10, minimum: 20}"),
    "a choice twice": (STANDARD, "of: [物业公司, 居民自管]", "of: [物业公司, 物业公司, 居民自管]"),
}


def changed(name: str, old: str, new: str) -> str:
    text = (BAD / "base" / "rules" / name).read_text(encoding="utf-8")
    return text.replace(old, new, 1)


def test_every_change_is_one() -> None:
    for name, old, new in UNWORKABLE.values():
        assert changed(name, old, new) != changed(name, "", ""), old


@pytest.mark.parametrize(("name", "old", "new"), UNWORKABLE.values(), ids=UNWORKABLE)
def test_check_finds(name: str, old: str, new: str, tmp_path: Path) -> None:
    rules = shutil.copytree(BAD / "base" / "rules", tmp_path / "rules")
    (rules / name).write_text(changed(name, old, new), encoding="utf-8")
    assert invoke("check", str(rules)).exit_code == 1


ALONE = """\
ruleset: towns
title: Towns
subject: town
in_force: {from: 2021-01-01, to: 2025-12-31}
fields: {homes: {type: integer, minimum: 0}}
figures: {enough: [{from: 2024-01-01, value: 5, origin: local, authority: us}]}
criteria: [{id: homes-there, title: Homes, when: {homes: {at_least: {figure: enough}}}}]
"""
SCHEME = """\
---
scheme: season
title: Season
subject: town
period: {from: 2025-01-01, to: 2025-12-31}
components: [{ruleset: towns, weight: 100%}]
"""
LINKED = """\
---
ruleset: villages
title: Villages
subject: village
in_force: {from: 2021-01-01}
links: {belongs_to: {ruleset: towns, mine: street}}
criteria: [{id: never, title: Never, when: {finding: {other: {is: met}}}}, {id: other, title: O, when: {%s: {is: 1}}}]
"""
BEHIND = SCHEME.replace("subject: town", "subject: village").replace("ruleset: towns", "ruleset: villages")
WRONG = ALONE.replace("when: {homes:", "when: {home:")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (ALONE, []),
        (WRONG, ["name-unknown"]),
        (WRONG + SCHEME, ["name-unknown"]),
        (WRONG + LINKED % "x", ["name-unknown", "name-unknown"]),
        (WRONG + LINKED % "x" + BEHIND, ["name-unknown", "name-unknown"]),
        (WRONG + SCHEME.replace("title: Season", "titel: Season"), ["key-missing", "key-unknown"]),
        (ALONE.replace("{figure: enough}", "{figure: enuf}"), ["figure-unknown"]),
        (ALONE.replace("to: 2025-12-31", "to: 2020-12-31"), ["period-backwards"]),
        (ALONE.replace("2025-12-31", "9999-12-31").replace("2021-01-01", "1700-01-01"), []),
    ],
)
def test_a_rule_set_that_no_scheme_uses_is_read_by_itself(text: str, codes: list[str]) -> None:
    library = read_library([RuleFile("rules.yaml", text.encode())])
    assert [item.code for item in check_library(library) if item.severity == "error"] == codes
