"""What people decide: open ties put in order, interviews confirmed or not held, and decisions that fit nothing."""

from pathlib import Path

import pytest

from evaluator import evaluate
from evaluator.run import Run

ROOT = Path(__file__).parent.parent

SECRETARY = """\
subject: {{kind: secretary, id: {id}, name: 某{id}, street: {street}}}
evidence:
  debriefing: {score}
  public_satisfaction: {score}
  committee_appraisal: {score}
  daily_record: {score}
  in_post_since: {since}
"""


def secretaries(folder: Path, scores: dict[str, object], decisions: str = "") -> Run:
    """A street of secretaries with one score each; `None` leaves the score out."""
    parts = [
        SECRETARY.format(id=name, street="甲街道", since="2019-01-01", score="" if score is None else score)
        for name, score in scores.items()
    ]
    (folder / "secretaries.yaml").write_text("---\n".join(parts), encoding="utf-8")
    if decisions:
        (folder / "decisions.yaml").write_text(decisions, encoding="utf-8")
    return evaluate(ROOT / "rules" / "schemes" / "secretary-appraisal.yaml", folder, reports="none")


def interviews(run: Run) -> dict[str, str]:
    assert run.result is not None
    return {one.id: one.interview for one in run.result.subjects or ()}


def decision(settles: str, **more: str) -> str:
    body = "".join(f", {key}: {value}" for key, value in more.items())
    return f"decisions:\n  - {{settles: {settles}, by: 党工委会议, on: 2021-07-05, reason: 示例{body}}}\n"


def test_a_proposed_interview_is_confirmed_and_the_result_shows_before_and_after(tmp_path: Path) -> None:
    run = secretaries(tmp_path, {"a": 90, "b": 80, "c": 70}, decision("interview", subject="c", outcome="confirmed"))
    assert interviews(run) == {"a": "no", "b": "no", "c": "confirmed"}
    assert run.result is not None
    (made,) = run.result.decisions
    assert (made.subjects, made.before, made.after) == (("c",), ("proposed",), ("confirmed",))
    assert (made.by, made.on, made.reason) == ("党工委会议", "2021-07-05", "示例")
    assert run.status == 0


def test_a_proposed_interview_may_not_be_held(tmp_path: Path) -> None:
    run = secretaries(tmp_path, {"a": 90, "b": 80, "c": 70}, decision("interview", subject="c", outcome="not-held"))
    assert interviews(run)["c"] == "no"


def test_people_choose_where_the_whole_group_is_equal(tmp_path: Path) -> None:
    scores = dict.fromkeys("abc", 80)
    assert set(interviews(secretaries(tmp_path, scores)).values()) == {"pending"}
    run = secretaries(tmp_path, scores, decision("interview", subject="b", outcome="confirmed"))
    assert interviews(run) == {"a": "pending", "b": "confirmed", "c": "pending"}


def test_a_held_member_that_could_be_last_leaves_it_pending(tmp_path: Path) -> None:
    run = secretaries(tmp_path, {"a": 90, "b": 80, "c": None})
    assert interviews(run) == {"a": "no", "b": "pending", "c": "pending"}
    assert run.status == 1
    assert run.result is not None
    assert run.result.provisional


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (decision("interview", subject="a", outcome="confirmed"), "decision-no-interview"),
        (decision("interview", subject="x", outcome="confirmed"), "decision-unknown-subject"),
        (decision("interview", subject="c", outcome="maybe"), "decision-shape"),
        (decision("tie", order="[a, b]"), "decision-no-tie"),
        (decision("tie", order="[a, x]"), "decision-unknown-subject"),
        ("decisions: none", "decision-shape"),
    ],
)
def test_a_decision_that_fits_nothing_is_a_problem_and_changes_nothing(tmp_path: Path, text: str, code: str) -> None:
    run = secretaries(tmp_path, {"a": 90, "b": 80, "c": 70}, text)
    assert [problem.code for problem in run.problems] == [code]
    assert interviews(run) == {"a": "no", "b": "no", "c": "proposed"}


def test_deciding_an_open_tie_puts_its_subjects_in_order(tmp_path: Path) -> None:
    run = secretaries(tmp_path, {"a": 90, "b": 80, "c": 80, "d": 70}, decision("tie", order="[c, b]"))
    assert run.result is not None
    assert {one.id: one.rank for one in run.result.subjects or ()} == {"a": 1, "c": 2, "b": 3, "d": 4}
    (tie,) = run.result.ties
    assert (tie.by, tie.open) == ("decision", False)
    assert (run.result.decisions[0].before, run.result.decisions[0].after) == (("2", "2"), ("2", "3"))


def test_the_same_tie_is_settled_only_once(tmp_path: Path) -> None:
    twice = decision("tie", order="[c, b]") + decision("tie", order="[b, c]").removeprefix("decisions:\n")
    run = secretaries(tmp_path, {"a": 90, "b": 80, "c": 80}, twice)
    assert [problem.code for problem in run.problems] == ["decision-twice"]
    assert run.result is not None
    assert {one.id: one.rank for one in run.result.subjects or ()} == {"a": 1, "c": 2, "b": 3}


def test_people_in_post_for_less_than_six_months_are_graded_and_not_ranked(tmp_path: Path) -> None:
    parts = [SECRETARY.format(id=i, street="甲街道", since="2019-01-01", score=s) for i, s in (("a", 90), ("b", 80))]
    parts.append(SECRETARY.format(id="new", street="甲街道", since="2021-01-01", score=55))
    (tmp_path / "s.yaml").write_text("---\n".join(parts), encoding="utf-8")
    run = evaluate(ROOT / "rules" / "schemes" / "secretary-appraisal.yaml", tmp_path, reports="none")
    assert run.result is not None
    found = {one.id: (one.grade, one.rank, one.interview) for one in run.result.subjects or ()}
    assert found == {"a": ("好", 1, "no"), "b": ("较好", 2, "no"), "new": ("较差", None, "no")}
