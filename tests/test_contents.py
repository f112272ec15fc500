"""What documents say, by value: the record of each kind, made from small results by hand and with synthetic acts."""

from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

import pytest

from evaluator.documents.contents.allocation import AllocationRow, TierRow, allocation
from evaluator.documents.contents.charts import Bar, chart
from evaluator.documents.contents.interview import interview_notice, interview_record
from evaluator.documents.contents.kinds import MAKERS
from evaluator.documents.contents.objections import Change, ObjectionRow, objection_ledger
from evaluator.documents.contents.pairing import pairing_ledger
from evaluator.documents.contents.public import PublicGroup, PublicLine, public_notice
from evaluator.documents.contents.record import Entry
from evaluator.documents.contents.scoring_sheet import scoring_sheet
from evaluator.documents.contents.season_report import season_report
from evaluator.documents.contents.station import rectification_ledger
from evaluator.documents.shapes import Row, shape_of
from evaluator.result.course import CourseShown, Next, NoticeShown, ObjectionShown, Office, Stand, TalkShown, TermsShown
from evaluator.result.model import AllocationShown, Counts, InterviewRule, Result, SchemeShown, TierShown
from evaluator.result.part import Where
from evaluator.result.profile import PublicProfile
from evaluator.result.public import public_result
from evaluator.result.shown_finding import Clause, Finding, Observation, Score
from evaluator.result.shown_subject import FollowUpShown, MonthShown, Subject, TieShown, Waits

SCHEME = SchemeShown(
    id="small",
    title="小评价",
    subject="neighbourhood",
    noun="小区",
    plural="neighbourhoods",
    measure="处",
    period=("2021-01-01", "2021-06-30"),
    authority="评价办公室（示例）",
    clause=Clause(document="source", section="第一部分", paragraph="第二段"),
    components=(Score(id="a", title="标准", weight="100%", of="100"),),
    criteria=(("branch", "有支部"),),
    ties=("现场得分",),
    total_places=2,
    interview=InterviewRule(
        id="last", title="末位约谈", by="街道书记", partner="一名班子成员", duties=("每月走访",), months=6
    ),
    put_right_days=30,
    public=PublicProfile(names="full", shows=("street", "rank", "tier", "subsidy")),
)


def subject(number: int, **own: Any) -> Subject:
    finding = Finding(
        criterion="branch",
        title="有支部",
        component="a",
        verdict="met",
        points="20",
        of="20",
        observations=(
            Observation(
                part="when",
                name="members",
                label="党员人数",
                operator="at_least",
                value="5",
                required="3",
                shown="5 人",
                requirement="不少于 3 人",
                outcome="true",
                place=Where(file="evidence/a/b.yaml", line=7),
            ),
        ),
        origin={"worth": "local", "when": "source"},
        authority="评价办公室（示例）",
        remedy="成立支部",
    )
    made = {
        "id": f"N-{number}",
        "name": f"{'甲乙丙丁'[number - 1]}小区",
        "street": "东街道",
        "community": "一社区",
        "status": "evaluated",
        "total": f"{96 - number}.00",
        "rank": number,
        "grade": "",
        "tier": "一等",
        "tier_title": "一等",
        "subsidy": "60000.00",
        "interview": "",
        "scores": (Score(id="a", title="标准", points="95", of="100"),),
        "findings": (finding,),
    }
    return Subject.model_validate(made | own)


UNSURE = {
    "tier": "",
    "tier_title": "",
    "subsidy": "",
    "firm": False,
    "possible_tiers": ("一等", ""),
    "waits": (Waits(kind="tie", subjects=("N-2", "N-3"), names=("乙小区", "丙小区")),),
    "rank": 2,
    "total": "94.00",
}
TIER = TierShown(
    id="一等", title="一等", places=2, amount="60000.00", firm=1, fillable=2, paid="60000.00", reserved="60000.00",
    unspent="0.00", budget="120000.00", origin={"places": "local"},
)  # fmt: skip
RESULT = Result(
    scheme=SCHEME,
    as_of="2021-06-30",
    version="1",
    lang="zh",
    provisional=True,
    counts=Counts(received=3, evaluated=3, held=0, rejected=0),
    allocation=AllocationShown(
        budget="123456.78", paid="60000.00", reserved="60000.00", unspent="3456.78", unassigned="3456.78",
        tiers=(TIER,), origin={"budget": "source"},
    ),
    ties=(TieShown(group="", rank=2, total="94.00", subjects=("N-2", "N-3"), names=("乙小区", "丙小区"), open=True),),
    problems=(),
    subjects=(subject(1), subject(2, **UNSURE), subject(3, **UNSURE)),
)  # fmt: skip


def with_(result: Result, **own: Any) -> Result:
    return result.model_copy(update=own)


def test_the_scoring_sheet() -> None:
    made = scoring_sheet("评分明细表", RESULT, RESULT.subjects[1])  # type: ignore[index]
    assert (made.title, made.scheme, made.period) == ("评分明细表", "小评价", "2021年1月1日至2021年6月30日")
    assert (made.name_label, made.internal, made.basis, made.files) == (
        "小区", "内部资料", "第一部分·第二段", "evidence/a/b.yaml",
    )  # fmt: skip
    assert made.standing == (
        Entry(label="状态", text="已评价"),
        Entry(label="总分", text="94.00"),
        Entry(label="名次", text="第2名"),
        Entry(label="等次", text="未定"),
        Entry(label="补助", text="未定"),
    )
    assert (made.note_label, made.note) == (
        "尚未确定",
        "可能为一等（60,000.00元）或不列入等次；尚待乙小区、丙小区的先后由集体决定。",
    )
    (part,) = made.parts
    (criterion,) = part.criteria
    assert (part.name, part.score, part.weight) == ("标准", "95 / 100", "")
    assert (criterion.score, criterion.sign, criterion.verdict, criterion.remedy) == ("20 / 20", "✓", "符合", "")
    assert criterion.basis == "—；分值为本市自定，标准由政策文件规定（评价办公室（示例））"
    assert [(test.label, test.found, test.required, test.place) for test in criterion.tests] == [
        ("党员人数", "5 人", "不少于 3 人", "a/b.yaml:7")
    ]


def test_the_allocation() -> None:
    made = allocation("补助资金分配表", RESULT)
    assert made.draft == "暂定"
    assert made.rows[0] == AllocationRow(
        number="1", rank="1", name="甲小区", street="东街道", community="一社区", total="95.00", tier="一等",
        amount="60,000.00", amount_words="陆万元整", firm=True,
    )  # fmt: skip
    assert [(row.tier, row.amount, row.amount_words, row.firm) for row in made.rows[1:]] == [
        ("一等或不列入", "待定", "", False)
    ] * 2
    assert made.tiers[0] == TierRow(
        name="一等", budget_sum="2×60,000.00", budget="120,000.00", paid_sum="1×60,000.00", paid="60,000.00",
        reserved_sum="1×60,000.00", reserved="60,000.00", unspent_sum="0×60,000.00", unspent="0.00", check="一致",
    )  # fmt: skip
    assert made.tiers[1].name == "未分到等次"
    assert (made.in_all.check, made.budget_words, made.paid_words) == (
        "一致", "壹拾贰万叁仟肆佰伍拾陆元柒角捌分", "陆万元整",
    )  # fmt: skip
    assert made.added_up == ("已确定60,000.00元＋预留60,000.00元＋未使用3,456.78元，合计与预算123,456.78元一致。")
    assert [(one.number, one.title, one.paragraphs) for one in made.sections] == [
        (
            "三",
            "尚未确定的事项",
            (
                "乙小区、丙小区总分同为94.00分，并列第2名，依次比较现场得分后仍分不出先后，须由集体决定。"
                "各可能为一等（60,000.00元）或不列入等次。",
            ),
        ),
        (
            "四",
            "数字的来历",
            (
                "预算123,456.78元、名额总数2个：政策文件规定。",
                "各等次的名额、每处金额和条件：均为本市自定（评价办公室（示例））。各项指标的分值和标准，来历见评分明细表。",
            ),
        ),
    ]


def test_an_account_that_does_not_add_up_is_told() -> None:
    wrong = RESULT.allocation.model_copy(update={"unspent": "3456.79"})  # type: ignore[union-attr]
    assert allocation("", with_(RESULT, allocation=wrong)).in_all.check == "不一致"


TERMS = TermsShown(
    decided_by="评审组", notice_by="办公室", working_days=5, calendar="china", again_after_change=True,
    objections_to="办公室", final_by="办公室", contact=Office(office="评价办公室", phone="0535-0000000"),
)  # fmt: skip
NOTICE = NoticeShown(
    start="2021-09-16", end="2021-09-24", working_days=6, off=("2021-09-20", "2021-09-21"), made_up=("2021-09-18",),
    calendar="china", by="办公室", on="2021-09-15", reason="公示",
)  # fmt: skip


def test_the_public_notice() -> None:
    course = CourseShown(stage="on-notice", known="2021-09-16", terms=TERMS, notices=(NOTICE,))
    made = public_notice("公示", public_result(with_(RESULT, course=course)))  # type: ignore[arg-type]
    assert (made.on_notice, made.start, made.end, made.working_days) == (True, "2021年9月16日", "2021年9月24日", "6")
    assert (made.days_off, made.made_up) == ("2021年9月20日、2021年9月21日", "2021年9月18日")
    assert made.contact == (Entry(label="受理单位", text="评价办公室"), Entry(label="联系电话", text="0535-0000000"))
    assert made.draft == "尚有未确定的事项，不得公布"
    line = PublicLine(
        number="1", rank="1", name="甲小区", street="东街道", community="", total="", grade="", tier="一等",
        subsidy="60,000.00", answers=(),
    )  # fmt: skip
    assert made.groups == (PublicGroup(name="一等", count="1", each="60,000.00元", rows=(line,)),)


def test_a_notice_not_given_yet_has_room_for_its_days() -> None:
    course = CourseShown(stage="draft", known="2021-06-30", terms=TERMS)
    made = public_notice("公示", public_result(with_(RESULT, course=course, provisional=False)))  # type: ignore[arg-type]
    assert (made.on_notice, made.start, made.working_days, made.draft) == (False, "　　年　　月　　日", "5", "")


def test_the_ledger_of_objections() -> None:
    before = Stand(status="held", total="", rank=None, grade="", tier="", subsidy="", interview="")
    after = Stand(status="evaluated", total="95.00", rank=1, grade="", tier="一等", subsidy="60000.00", interview="")
    raised = {"subject": "N-1", "name": "甲小区", "raised_by": "甲小区业委会", "on": "2021-07-02", "due": "2021-07-09"}
    upheld = ObjectionShown(
        id="1", **raised, about="党员人数有误", received_by="办公室", state="upheld", answered_by="评审组",
        answered_on="2021-07-05", answer="经复核属实", changes=(("members", "党员人数", "", "5 人"),), before=before,
        after=after,
    )  # fmt: skip
    rejected = ObjectionShown(
        id="2", **raised, about="分数偏低", received_by="办公室", state="rejected", before=after, after=after
    )
    course = CourseShown(stage="on-notice", known="2021-07-05", objections=(upheld, rejected))
    made = objection_ledger("台账", with_(RESULT, course=course))
    assert (made.count, made.upheld, made.rejected, made.open, made.late) == ("2", "1", "1", "0", "0")
    assert made.rows[0] == ObjectionRow(
        number="1", reference="1", name="甲小区", subject="N-1", raised_by="甲小区业委会", on="2021年7月2日",
        about="党员人数有误", received_by="办公室", due="2021年7月9日", state="成立，已更正", answered_by="评审组",
        answered_on="2021年7月5日", answer="经复核属实", changes=(Change(label="党员人数", before="", after="5 人"),),
        before="暂缓评定", after="总分95.00分，第1名，一等，60,000.00元", moved=True,
    )  # fmt: skip
    assert not made.rows[1].moved
    assert objection_ledger("台账", RESULT).nothing == "没有收到异议。"


TALK = {"subject": "N-1", "name": "甲小区", "by": "领导小组", "on": "2021-07-08", "conducted_by": "街道书记"}


def test_the_interview_as_it_stands_on_record() -> None:
    one = RESULT.subjects[0]  # type: ignore[index]

    def course(talk: TalkShown) -> Result:
        return with_(RESULT, course=CourseShown(stage="draft", known="2021-07-08", talks=(talk,)))

    proposed = course(TalkShown(**TALK, state="proposed"))
    confirmed = course(TalkShown(**TALK, state="confirmed"))
    held = course(
        TalkShown(
            **TALK, state="conducted", present=("组织委员",), partner="王某", findings="走访少", promises=("每月走访",)
        )
    )
    assert not interview_notice("", proposed, one).confirmed
    made = interview_notice("", confirmed, one)
    assert (made.confirmed, made.decided_on, made.decided_by) == (True, "2021年7月8日", "领导小组")
    empty = interview_record("", confirmed, one)
    assert (empty.conducted, empty.findings, empty.promises, empty.lines) == (False, "", (), ("",) * 8)
    full = interview_record("", held, one)
    assert full.held_by == "街道书记"
    assert (full.conducted, full.on, full.present, full.partner_name) == (True, "2021年7月8日", ("组织委员",), "王某")
    assert (full.findings, full.promises, full.lines) == ("走访少", ("每月走访",), ())


def test_the_ledger_of_pairing() -> None:
    months = (
        MonthShown(month="2021-05", counts={"visits": 1}, state="kept"),
        MonthShown(month="2021-06", counts={"visits": 0}, state="missed"),
        MonthShown(month="2021-07", counts={"visits": 0}, state="due"),
    )
    term = FollowUpShown(
        since="2021-04-12", labels={"visits": "走访"}, months=months, missed=("2021-06",), counts={"visits": 1}
    )
    called = subject(2, interview="proposed")
    made = pairing_ledger("", with_(RESULT, subjects=(subject(1, follow_up=term), called)))
    (row,) = made.rows
    assert (row.since, row.missed, row.next, made.labels) == ("2021年4月12日", "2021年6月", "2021年7月", ("走访",))
    assert [(one.month, one.counts, one.sign, one.state) for one in row.term.months] == [
        ("2021年5月", ("1",), "✓", "已落实"),
        ("2021年6月", ("0",), "✗", "未落实"),
        ("2021年7月", ("0",), "…", "未到期"),
    ]
    assert [(one.name, one.state, one.by) for one in made.called] == [("乙小区", "拟约谈", "街道书记")]


def test_the_ledger_of_what_is_to_be_put_right() -> None:
    lacking = subject(1).findings[0].model_copy(update={"verdict": "not-met"})
    one = subject(1, findings=(lacking,), put_right_by="2021-07-30")
    course = CourseShown(stage="draft", known="2021-08-01")
    made = rectification_ledger("", with_(RESULT, subjects=(one, subject(2)), course=course))
    (row,) = made.rows
    assert (row.name, row.item, row.found, row.remedy) == ("甲小区", "有支部", "党员人数：5 人", "成立支部")
    assert (row.due, row.overdue, made.due, made.subjects) == ("2021年7月30日", True, "2021年7月30日", "1")


def test_a_chart_has_its_longest_bar_full() -> None:
    made = chart("标题", "分", [("甲", "50.00"), ("乙", "100.00"), ("丙", "0")])
    assert made.bars == (
        Bar(label="甲", value="50.00", width="500"),
        Bar(label="乙", value="100.00", width="1000"),
        Bar(label="丙", value="0", width="0"),
    )
    assert [bar.width for bar in chart("", "", [("甲", "0")]).bars] == ["0"]


@pytest.mark.parametrize("kind", MAKERS)
def test_records_are_made_of_simple_things(kind: str) -> None:
    """Text, yes or no, records, and rows of one of these: what every format can print."""
    waiting, examined = [MAKERS[kind].content], 0  # type: ignore[index]
    for type_ in waiting:  # grows as it goes
        hints = get_type_hints(type_)
        for field in fields(type_):
            shape = shape_of(hints[field.name])
            inner = shape.of if isinstance(shape, Row) else shape
            assert inner != "open", f"{type_.__name__}.{field.name}: {hints[field.name]}"
            examined += 1
            record = getattr(inner, "type", None)
            if record is not None and record not in waiting:
                assert is_dataclass(record)
                waiting.append(record)
    assert examined > 15


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            (
                "乙小区、丙小区总分相同，并列第2名，先后须由集体决定。",
                "由领导小组答复异议（2021年7月9日前）。",
                "甲小区：决定约谈。",
            ),
        ),
        (
            "en",
            (
                "乙小区, 丙小区 have the same total and share rank 2; people must settle the order.",
                "Answer, by 领导小组, until 2021-07-09.",
                "甲小区: confirm.",
            ),
        ),
    ],
)
def test_the_report_says_what_is_still_to_be_done(lang: str, said: tuple[str, ...]) -> None:
    what = ("答复异议", "决定约谈") if lang == "zh" else ("answer", "confirm")
    steps = (
        Next(step="tie", what="", by=""),
        Next(step="answer", what=what[0], by="领导小组", until="2021-07-09"),
        Next(step="confirm", what=what[1], by="", names=("甲小区",)),
    )
    course = CourseShown(stage="decided", known="2021-07-05", next=steps)
    made = season_report("报告", with_(RESULT, lang=lang, course=course))
    assert made.open_matters == said
    assert [(row.name, row.placed, row.mean) for row in made.streets] == [("东街道", "1", "94.33")]
    assert [(row.name, row.met, row.rate) for row in made.criteria] == [("有支部", "3", "100%")]
