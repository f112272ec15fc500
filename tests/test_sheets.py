"""Real scoring sheets as rules: each checked, its cases run, and every line of it accounted for.

Beside `NAME.yaml` (rule set and scheme) stand `NAME.cases.yaml` and `NAME.lines.yaml`: where the sheet comes from, and
for each of its lines whether the rules say it `plainly`, `with-help` (and why a detour is needed) or not at all.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluator.desk.case_runs import run_cases
from evaluator.language.check_library import check_library
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.problems import rendered

FOLDER = Path(__file__).parent / "sheets"
SHEETS = sorted(path.name.removesuffix(".lines.yaml") for path in FOLDER.glob("*.lines.yaml"))
SAID = ("plainly", "with-help", "no")


def lines_of(sheet: str) -> Mapping[str, Any]:
    """What is said of a sheet, every value as text."""
    made: Mapping[str, Any] = yaml.load(
        (FOLDER / f"{sheet}.lines.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return made


def library_of(sheet: str) -> Library:
    path = FOLDER / f"{sheet}.yaml"
    return read_library([RuleFile(f"sheets/{path.name}", path.read_bytes())])


def ids_of(library: Library) -> set[str]:
    """Everything a line may be said by."""
    found: set[str] = set()
    for versions in library.rulesets.values():
        for rules in versions:
            found |= {rules.ruleset, *rules.fields, *rules.derived, *rules.links}
            found |= {part.id for part in (*rules.criteria, *rules.groups)}
    for scheme in library.schemes.values():
        found |= {scheme.scheme, *scheme.fields, *scheme.derived}
        parts = (*scheme.gates, *scheme.vetoes, *scheme.grades, *scheme.adjustments)
        found |= {part.id for part in parts} | {part.id for part in scheme.panel.aspects} if scheme.panel else set()
        found |= {part.id for part in parts}
        if scheme.panel:
            found.add(scheme.panel.id)
        if scheme.allocation:
            found |= {part.id for part in (*scheme.allocation.tiers, *scheme.allocation.rates)}
        found |= {"ranking", "allocation", "total", "interviews", "panel"}
    return found


def test_there_are_enough_sheets() -> None:
    assert len(SHEETS) >= 20


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_rules_of_a_sheet_hold(sheet: str) -> None:
    assert [rendered(one, "en") for one in check_library(library_of(sheet))] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_cases_of_a_sheet_hold(sheet: str) -> None:
    name = f"{sheet}.cases.yaml"
    ran = run_cases({name: (FOLDER / name).read_bytes()}, library_of(sheet))
    assert [rendered(one, "en") for one in ran.problems] == []
    assert ran.passed >= 5


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_line_of_a_sheet_is_accounted_for(sheet: str) -> None:
    told = lines_of(sheet)
    assert all(told["source"][key] for key in ("title", "publisher", "year", "where"))
    known = ids_of(library_of(sheet))
    for line in told["lines"]:
        assert line["said"] in SAID
        assert bool(line.get("why")) == (line["said"] != "plainly"), line["line"]
        assert set(line.get("by", ())) <= known, line["line"]
        assert bool(line.get("by")) == (line["said"] != "no"), line["line"]


def test_most_lines_are_said_plainly(record_property: Any) -> None:
    """The share is printed by `python tests/sheets/count.py`; here it may not fall."""
    counts = Counter(line["said"] for sheet in SHEETS for line in lines_of(sheet)["lines"])
    assert counts["plainly"] >= 0.95 * counts.total(), counts
