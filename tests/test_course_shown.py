"""The course of a season from files to results: the example from draft to payment, and each kind of act by itself."""

import json
from pathlib import Path

import pytest

from bad_examples import invoke
from evaluator import evaluate
from evaluator.result.course import CourseShown
from evaluator.result.model import Result
from evaluator.run import Run
from shipped import ROOT

NEIGHBOURHOODS = "demonstration-neighbourhoods"
SECRETARIES = "secretary-appraisal"
COURSE = "examples/haiyang-2021-course"
EVIDENCE = "examples/haiyang-2021"
BASE = ROOT / "tests" / "bad" / "base"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's neighbourhoods and secretaries, evaluated with the whole course on record."""
    folder = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        for scheme, name in ((NEIGHBOURHOODS, "neighbourhoods"), (SECRETARIES, "secretaries")):
            call = (
                scheme,
                f"{EVIDENCE}/{name}",
                f"{COURSE}/{name}.yaml",
                "--out",
                str(folder / name),
                "--reports",
                "none",
            )
            made = invoke("evaluate", *call, *(("--as-of", "2021-10-15") if name == "secretaries" else ()))
            assert (made.exit_code, made.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def result(out: Path) -> Result:
    return Result.model_validate_json((out / "neighbourhoods" / "result.json").read_bytes())


def shown(run: Run) -> CourseShown:
    assert run.result is not None
    assert run.result.course is not None
    return run.result.course


def until(tmp_path: Path, acts: int) -> Run:
    """The example with its first so many decisions and acts on record."""
    head, *parts = (ROOT / COURSE / "neighbourhoods.yaml").read_text(encoding="utf-8").split("\n  - ")
    file = tmp_path / "decisions.yaml"
    file.write_text("\n  - ".join([head if acts else f"{head} []", *parts[:acts]]) + "\n", encoding="utf-8")
    run = evaluate(NEIGHBOURHOODS, [f"{EVIDENCE}/neighbourhoods", str(file)], reports="none")
    assert run.problems == ()
    return run


# --- the example ------------------------------------------------------------------------------------------------------


def test_the_example_is_paid_to_the_fen(result: Result) -> None:
    course, money = result.course, result.allocation
    assert course is not None
    assert money is not None
    assert course.stage == "disbursed"
    assert [step.state for step in course.steps] == ["done"] * 5
    assert (course.paid, course.owed, money.paid) == ("550000.00", "0.00", "550000.00")
    firm = {(one.id, one.tier, one.subsidy) for one in result.subjects or () if one.tier}
    assert {(one.subject, one.tier, one.amount) for one in course.payments} == firm
    assert [(one.start, one.end, one.superseded) for one in course.notices] == [
        ("2021-07-06", "2021-07-12", True),
        ("2021-07-14", "2021-07-20", False),
    ]


def test_an_upheld_objection_shows_before_and_after(result: Result) -> None:
    assert result.course is not None
    upheld, rejected = result.course.objections
    assert (upheld.state, upheld.due, upheld.answered_on) == ("upheld", "2021-07-15", "2021-07-12")
    assert upheld.changes == (("service_area", "服务阵地面积", "77.5 平方米", "101.5 平方米"),)
    assert upheld.before is not None
    assert upheld.after is not None
    assert (upheld.before.total, upheld.before.rank, upheld.before.tier, upheld.before.subsidy) == (
        "84.29",
        14,
        "",
        "0.00",
    )
    assert (upheld.after.total, upheld.after.rank, upheld.after.tier) == ("89.09", 10, "三等")
    assert (rejected.state, rejected.changes, rejected.before) == ("rejected", (), None)
    subject = result.subject(upheld.subject)
    assert subject is not None
    place = next(
        test.place for finding in subject.findings for test in finding.observations if test.name == "service_area"
    )
    assert place is not None
    assert str(place) == "examples/haiyang-2021-course/neighbourhoods.yaml:31"


@pytest.mark.parametrize(
    ("acts", "stage", "following"),
    [
        (0, "draft", ["tie", "decision"]),
        (1, "draft", ["decision"]),
        (2, "decided", ["notice"]),
        (3, "decided", ["notice-over"]),  # the notice is set for the day after
        (4, "on-notice", ["answer", "notice-over"]),
        (5, "draft", ["decision"]),
        (6, "decided", ["notice"]),
        (7, "on-notice", ["notice-over"]),
        (9, "on-notice", ["notice-over"]),
        (10, "final", ["disbursement"]),
    ],
)
def test_each_act_takes_the_season_further(tmp_path: Path, acts: int, stage: str, following: list[str]) -> None:
    course = shown(until(tmp_path, acts))
    assert (course.stage, [one.step for one in course.next]) == (stage, following)
    assert course.steps[0].again == (acts in (5, 6, 7, 9))


def test_acts_mean_the_same_wherever_they_stand(tmp_path: Path) -> None:
    """Each in a file of its own, in the opposite order: the same result but for the places."""
    head, *parts = (ROOT / COURSE / "neighbourhoods.yaml").read_text(encoding="utf-8").split("\n  - ")
    for number, part in enumerate(parts):
        text = f"decisions:\n  - {part}\n"
        (tmp_path / f"{len(parts) - number:02}.yaml").write_text(text, encoding="utf-8")
    evidence = f"{EVIDENCE}/neighbourhoods"
    apart = evaluate(NEIGHBOURHOODS, [evidence, str(tmp_path)], reports="none")
    whole = evaluate(NEIGHBOURHOODS, [evidence, f"{COURSE}/neighbourhoods.yaml"], reports="none")
    assert _unplaced(shown(apart).model_dump()) == _unplaced(shown(whole).model_dump())
    assert apart.files["results.csv"] == whole.files["results.csv"]
    assert head.startswith("# 示例数据")


def _unplaced(value: object) -> object:
    if isinstance(value, dict):
        return {key: _unplaced(one) for key, one in value.items() if key != "place"}
    return [_unplaced(one) for one in value] if isinstance(value, (list, tuple)) else value


# --- waivers ----------------------------------------------------------------------------------------------------------


def base(tmp_path: Path, acts: str, change: tuple[str, str] = ("", "")) -> Run:
    subjects = (BASE / "evidence" / "subjects.yaml").read_text(encoding="utf-8").replace(*change, 1)
    (tmp_path / "subjects.yaml").write_text(subjects, encoding="utf-8")
    (tmp_path / "decisions.yaml").write_text(f"decisions:\n{acts}", encoding="utf-8")
    marks = str(BASE / "evidence" / "marks.csv")
    return evaluate(BASE / "rules" / "season.yaml", [str(tmp_path), marks], reports="none", lang="en")


WAIVER = (
    "  - {act: waiver, subject: A-01, waives: no-motto, until: 2021-12-31, by: 市委, on: 2021-07-01, reason: 换届}\n"
)
NO_MOTTO = ("motto: 共建共享", "motto: 无")


def test_a_waiver_has_an_authority_and_an_expiry_and_shows_before_and_after(tmp_path: Path) -> None:
    run = base(tmp_path, WAIVER, NO_MOTTO)
    assert run.problems == ()
    (made,) = shown(run).waivers
    assert (made.waives, made.kind, made.by, made.until, made.lapsed) == (
        "no-motto",
        "veto",
        "市委",
        "2021-12-31",
        False,
    )
    assert made.before is not None
    assert made.after is not None
    assert (made.before.rank, made.before.tier, made.after.rank, made.after.tier) == (None, "", 1, "一等")
    assert run.result is not None
    subject = run.result.subject("A-01")
    assert subject is not None
    (veto,) = [one for one in subject.rulings if one.kind == "veto"]
    assert (veto.outcome, veto.waived) == ("false", True)
    assert [one.waived for other in run.result.subjects or () if other.id != "A-01" for one in other.rulings].count(
        True
    ) == 0


def test_a_lapsed_waiver_is_on_record_and_changes_nothing(tmp_path: Path) -> None:
    run = base(tmp_path, WAIVER.replace("2021-12-31", "2021-06-29").replace("2021-07-01", "2021-06-01"), NO_MOTTO)
    assert [one.code for one in run.problems] == ["waiver-lapsed"]
    (made,) = shown(run).waivers
    assert (made.lapsed, made.after) == (True, None)
    assert run.result is not None
    assert run.result.subject("A-01").rank is None  # type: ignore[union-attr]  # it is there


# --- ties, interviews and follow-up -----------------------------------------------------------------------------------


def test_a_tie_that_an_objection_undoes_was_rightly_settled(tmp_path: Path) -> None:
    """The decision fitted when it was made; that the tie is gone since is no mistake of anybody's."""
    tie = "  - {settles: tie, order: [A-04, A-03], by: 部务会, on: 2021-07-01, reason: 集体研究}\n"
    raised = "  - {act: objection, id: 一, subject: A-03, raised_by: 李某, about: 面积, by: 办公室, on: 2021-07-02}\n"
    answer = (
        "  - {act: answer, objection: 一, outcome: upheld, changes: {area: 10}, by: 局, on: 2021-07-05, reason: 复}\n"
    )
    run = base(tmp_path, tie + raised + answer)
    assert run.problems == ()
    assert run.result is not None
    assert run.result.ties == ()
    assert [one.act for one in shown(run).acts] == ["tie", "objection", "answer"]
    assert base(tmp_path, tie.replace("A-03", "A-02")).problems[0].code == "decision-no-tie"


def test_a_conducted_talk_is_on_record_and_begins_the_follow_up(out: Path) -> None:
    made = Result.model_validate_json((out / "secretaries" / "result.json").read_bytes())
    assert made.course is not None
    states = {one.name: one.state for one in made.course.talks}
    assert (states["陈某乙"], states["周某丙"], states["孙某乙"]) == ("conducted", "confirmed", "withdrawn")
    (talk,) = [one for one in made.course.talks if one.state == "conducted"]
    assert (talk.on, talk.conducted_by, talk.partner) == (
        "2021-07-12",
        "东村街道党工委书记（示例）",
        "街道班子成员孙某（示例）",
    )
    assert talk.promises == ("九月底前开通共享车位", "供暖前完成管网检修")
    subject = made.subject(talk.subject)
    assert subject is not None
    assert subject.interview == "confirmed"  # the column keeps its words
    assert subject.follow_up is not None
    months = [(one.month, one.state) for one in subject.follow_up.months]
    assert months == [
        ("2021-08", "unknown"),
        ("2021-09", "unknown"),
        *((f"2021-{n}", "due") for n in (10, 11, 12)),
        ("2022-01", "due"),
    ]


def test_the_latest_interview_begins_the_one_term_there_is(tmp_path: Path) -> None:
    """A talk on record takes the place of an earlier interview that the evidence names, and nothing counts twice."""
    confirmed = "  - {settles: interview, subject: A-05, outcome: confirmed, by: 街道, on: 2021-06-01, reason: 研究}\n"
    talk = "  - {act: talk, subject: A-05, by: 街道书记, on: 2021-06-03, present: [王某], findings: 谈了停车}\n"
    text = (BASE / "evidence" / "subjects.yaml").read_text(encoding="utf-8")
    last = text[: text.index("id: A-05")].count("interviewed_on")
    parts = text.split("interviewed_on:")
    earlier = (
        "interviewed_on:".join(parts[: last + 1])
        + "interviewed_on: 2021-02-10"
        + "interviewed_on:".join(parts[last + 1 :])
    )
    run = base(tmp_path, confirmed + talk, (text, earlier))
    assert run.problems == ()
    assert run.result is not None
    made = run.result.subject("A-05").follow_up  # type: ignore[union-attr]  # it is there
    assert made is not None
    assert (made.since, made.months[0].month) == ("2021-06-03", "2021-07")
    alone = base(tmp_path, confirmed, (text, earlier))
    assert alone.result is not None
    assert alone.result.subject("A-05").follow_up.since == "2021-02-10"  # type: ignore[union-attr]  # both are there


# --- status -----------------------------------------------------------------------------------------------------------


def test_status_says_where_the_season_stands_and_what_is_overdue(tmp_path: Path) -> None:
    run = until(tmp_path, 4)
    from evaluator.writing.folder import write_folder

    write_folder(tmp_path / "out", run.files)
    made = invoke("status", str(tmp_path / "out"), "--lang", "en", "--on", "2021-07-19")
    assert made.stdout.splitlines() == [
        "物业党建示范小区评价  notice over  as of 2021-07-19",
        "  ✓ decision    done    2021-07-05  市评价工作领导小组（示例）",
        "  ✓ notice      done    2021-07-06 to 2021-07-12 (5 working days)  本市评价办公室（示例）",
        "  → objections  open    本市评价办公室（示例）",
        "  · final list  waits   市评价工作领导小组（示例）",
        "  · payment     waits   市财政部门（示例）",
        "  objection  异议-1  晓峰家园  open, to be answered by 2021-07-15",
        "  paid 0.00, still owed 550,000.00 yuan",
        "next",
        "  → answer objection 异议-1  by 本市评价办公室（示例）  until 2021-07-15  overdue  晓峰家园",
    ]
    found = json.loads(invoke("status", str(tmp_path / "out"), "--on", "2021-07-19", "--json").stdout)
    assert [one["overdue"] for one in found["schemes"][0]["next"]] == [True]
    # without a day it is told to the last day on record: the notice is on
    assert "  公示中  截至 2021-07-08" in invoke("status", str(tmp_path / "out")).stdout


def test_status_shows_each_month_missed_and_what_is_due_next(out: Path) -> None:
    made = invoke("status", str(out / "secretaries"), "--on", "2021-11-02")
    assert made.exit_code == 0
    lines = made.stdout.splitlines()
    assert "  跟踪  周某甲  自 2021-01-14 约谈  4/6 个月完成，未完成 2021-04、2021-07" in lines
    assert (
        "  跟踪  陈某乙  自 2021-07-12 约谈  0/6 个月完成，尚无记录 2021-08、2021-09；"
        "下一次 2021-10，2021-10-31 前，已过期" in lines
    )
    assert "  → 进行约谈  由 街道党工委书记  周某丙" in lines
    assert len(lines) <= 24


def test_a_season_of_several_schemes_shares_acts_by_their_subjects_and_status_tells_of_each(tmp_path: Path) -> None:
    rules = ROOT / "tests" / "bad" / "runs" / "two-courses"
    (tmp_path / "evidence.yaml").write_text(
        "subject: {kind: neighbourhood, id: A-01, name: 示例花园}\nevidence: {members: 5}\n---\n"
        "decisions:\n"
        "  - {act: decision, scheme: small-season, by: 领导小组, on: 2021-09-06, reason: 研究}\n"
        "  - {act: decision, scheme: other-season, by: 领导小组, on: 2021-09-07, reason: 研究}\n"
        "  - {act: notice, scheme: other-season, by: 办公室, on: 2021-09-28, reason: 公示}\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    call = ("evaluate", "both", str(tmp_path / "evidence.yaml"), "--rules", str(rules), "--out", str(out))
    made = invoke(*call, "--reports", "none")
    assert (made.exit_code, made.stderr) == (0, "")
    lines = invoke("status", str(out)).stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "小评价  已集体决定  截至 2021-09-06",
        "下一步",
        "",
        "另一评价  公示中  截至 2021-09-28",
        "下一步",
    ]
    assert lines[-1] == "  → 公示至 2021-10-09（含当日），期满前不得确定名单、不得拨付"
    alone = invoke("status", str(out / "other-season")).stdout.splitlines()
    assert alone == lines[-len(alone) :]


def test_the_calendar_is_among_the_rules_of_the_manifest(out: Path) -> None:
    rules = json.loads((out / "neighbourhoods" / "manifest.json").read_bytes())["rules"]
    assert "rules/calendars/cn-2021.yaml" in rules
    assert not any(
        "calendars" in name for name in json.loads((out / "secretaries" / "manifest.json").read_bytes())["rules"]
    )
