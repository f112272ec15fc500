"""Judges: void marks with the rule, who is far from the rest, and what would be otherwise without a judge."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import event, given

from evaluator import evaluate
from evaluator.inference.conclude import Judge
from evaluator.standing.judges import Moved, distances, moved
from evaluator.standing.season import Season
from oracle.panel import distance, valid_marks, voided
from strategies import Drawn, run, seasons
from strategies_rules import Shape

RULES = Path(__file__).parent.parent / "rules"
MARKED = Shape(fields=("flag",), scorings=("worth",), lines=1, gaps=(0, 0, 1), within=(None, "street"), panelled=True)


@given(seasons(MARKED, 5))
def test_void_marks_and_distances_agree(drawn: Drawn) -> None:
    """Of every mark which rules make it void, and of every judge how far apart, exactly."""
    season, case = run(drawn.plan, drawn.evidence), drawn.case
    marking, panel = season.tally.marking, drawn.inline_plan.scheme.panel
    assert marking is not None
    assert panel is not None
    valid = valid_marks(panel, case)
    expected = {(one.judge, one.subject, one.aspect): voided(panel, valid, one) for one in valid}
    found = {
        (one.judge, season.evidence.ids[row], part.aspect.id): list(one.void)
        for row, parts in enumerate(marking.subjects)
        for part in parts
        for one in part.marks
    }
    assert found == expected
    apart = {name: (one.apart, one.subjects) for name, one in distances(marking).items()}
    judges = sorted({one.judge for one in valid})
    assert apart == {name: far for name in judges if (far := distance(panel, case, name)) is not None}
    event(f"void: {any(expected.values())}")
    event(f"apart: {len(apart)}")


@pytest.mark.parametrize(("marked", "void"), [(1, 0), (4, 10)])
def test_a_subject_is_full_when_every_aspect_is(tmp_path: Path, marked: int, void: int) -> None:
    """“Full marks in all four aspects” is not said of a judge who marked one of them."""
    kind = "{subject: {kind: neighbourhood, street: s, community: c"
    records = [f'{kind}, id: "{number}", name: n{number}}}, evidence: {{}}}}\n' for number in range(10)]
    (tmp_path / "evidence.yaml").write_text("---\n".join(records), encoding="utf-8")
    lines = [f"a,{number},{aspect},25" for number in range(9) for aspect in "走晒学评"[:marked]]
    lines += [f"a,9,{aspect},20" for aspect in "走晒学评"[:marked]]
    (tmp_path / "marks.csv").write_text("\n".join(["judge,subject,aspect,mark", *lines]), encoding="utf-8")
    made = evaluate("demonstration-neighbourhoods", tmp_path, rules=RULES, reports="none").result
    assert made is not None
    assert made.panel is not None
    assert {one.id: one.ballots for one in made.panel.void} == {"one-mark": 0, "too-many-full": void}


@given(seasons(MARKED, 5))
def test_without_a_judge_it_is_as_if_the_marks_were_not_there(drawn: Drawn) -> None:
    """What is said of a judge is what a run over the files without the judge's marks comes to."""
    plan, case = drawn.plan, drawn.case
    season = run(plan, drawn.evidence)
    for change in moved(season, Judge()):
        kept = tuple(one for one in case.marks if one.judge != change.judge)
        assert _counted(season, run(plan, replace(drawn, case=replace(case, marks=kept)).evidence)) == _told(change)
        event(f"ranks: {change.ranks}")


def _told(change: Moved) -> tuple[int, int, int, int, int]:
    farthest = change.farthest
    return change.held, change.ranks, abs(farthest[1] - farthest[2]) if farthest else 0, change.tiers, change.grades


def _counted(before: Season, after: Season) -> tuple[int, int, int, int, int]:
    """The same, subject by subject."""
    held = ranks = most = tiers = grades = 0
    for row in range(len(before.evidence)):
        if after.decided.held[row] and not before.decided.held[row]:
            held += 1
            continue
        was, now = int(before.ranks.rank[row]), int(after.ranks.rank[row])
        ranks += was != now
        most = max(most, abs(was - now)) if was and now else most
    for row in range(len(before.evidence)):
        firm = [_tier(one, row) for one in (before, after)]
        tiers += None not in firm and firm[0] != firm[1]
        pair = before.grades[row], after.grades[row]
        out = before.decided.held[row] or after.decided.held[row]
        grades += "" not in pair and pair[0] != pair[1] and not out
    return held, ranks, most, tiers, grades


def _tier(season: Season, row: int) -> int | None:
    walked = season.walked
    return walked.firm(row) if walked is not None and row in walked.possible else None
