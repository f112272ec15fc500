"""What `explain` says of each construct of the language, in both languages: the examples of the reference, told."""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from evaluator.desk import case_runs
from evaluator.desk.called import called
from evaluator.desk.case_runs import run_cases
from evaluator.desk.way_up import ways_up
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.pipeline import judge_season
from evaluator.problems import Lang
from evaluator.result.assemble import assemble
from evaluator.result.explain import Row, explain
from evaluator.standing.season import Inputs, Season

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "examples" / "language" / "good"
TOLD = Path(__file__).parent / "explained"
EXAMPLES = sorted(path.name.removesuffix(".cases.yaml") for path in GOOD.glob("*.cases.yaml"))
MOST = 4
"""Subjects told of for each example: enough to see the construct at work, and with something missing."""


@cache
def seasons_of(example: str) -> list[Season]:
    """The seasons that the cases of an example set up, as they are judged: once for both languages."""
    found: list[Season] = []

    def judged(plan: Plan, inputs: Inputs, judge: Judge | None) -> Season:
        found.append(judge_season(plan, inputs, judge))
        return found[-1]

    rules, said = GOOD / f"{example}.yaml", GOOD / f"{example}.cases.yaml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(case_runs, "judge_season", judged)
        run_cases({said.name: said.read_bytes()}, read_library([RuleFile(rules.name, rules.read_bytes())]))
    return found


def told(season: Season, lang: Lang) -> Iterator[str]:
    """The explanation of every subject of a season with its interview and its way up, a line for each row."""
    result = assemble(season, lang, "0")
    for one in result.subjects or ():
        rows = (*explain(result, one), *called(season, one, lang), *ways_up(season, one, lang))
        yield "\n".join(map(line_of, rows)).strip()


def line_of(row: Row) -> str:
    """One row of an explanation as a line of text."""
    title = "" if row.title == "heading" else row.title
    return " ".join(filter(None, ("  " * row.indent, row.mark, title, row.number, row.said))).rstrip()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_construct_is_explained(example: str, lang: Lang, regenerate: bool) -> None:
    told_of = (line for season in seasons_of(example) for line in told(season, lang))
    lines = list(islice(told_of, MOST))
    said = "\n\n".join(lines) + "\n"
    path = TOLD / f"{example}.{lang}.txt"
    if regenerate:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == said


def test_every_explanation_belongs_to_an_example() -> None:
    assert {path.name.partition(".")[0] for path in TOLD.glob("*.txt")} == set(EXAMPLES)
