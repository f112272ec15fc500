"""The course of a season: random acts in any order, held against a plain reading of the rules day by day."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.evidence.acts import Act, Payment
from evaluator.evidence.amended import Amended
from evaluator.evidence.model import Decision
from evaluator.language.calendar import Calendar, UnknownYearError, calendars
from evaluator.language.course import Course
from evaluator.language.library import Library
from evaluator.language.source import PlacedMap
from evaluator.problems import Place
from evaluator.standing.course import take_course
from evaluator.standing.course_records import Change, Coursed, Judged, Terms, Waived
from packs import plan_of
from shipped import every_rule

TIE = 99
SUBJECTS = {"A": 0, "B": 1, "C": 2, "D": 3}
FIRST = date(2021, 9, 20)
AGAIN = plan_of("demonstration-neighbourhoods").scheme.course
assert AGAIN is not None
NOT_AGAIN = AGAIN.model_copy(update={"notice": AGAIN.notice.model_copy(update={"again_after_change": False})})

OFF = {date(2021, 9, 20), date(2021, 9, 21), date(2021, 10, 1), *(date(2021, 10, day) for day in range(4, 8))}
MADE_UP = {date(2021, 9, 18), date(2021, 9, 26), date(2021, 10, 9)}
"""Of September and October 2021, as the State Council announced: Mid-Autumn and National Day."""


@cache
def china() -> Calendar:
    library: Library = every_rule()
    return calendars(year for years in library.calendars.values() for year in years)["cn"]


def outcome(changes: tuple[Change, ...]) -> Judged[int]:
    """A made-up season: C waits for a tie, D for a waiver, and an answer put right sets its subject's money."""
    listed: dict[str, tuple[str, Fraction] | None] = {
        "A": ("一等", Fraction(60)),
        "B": ("二等", Fraction(50)),
        "C": None,
    }
    names = {row: name for name, row in SUBJECTS.items()}
    for one in changes:
        if isinstance(one, Decision):
            listed["C"] = ("三等", Fraction(30))
        elif isinstance(one, Waived):
            listed["D"] = ("三等", Fraction(30))
        else:
            listed[names[one.row]] = ("三等", Fraction(one.answers["money"]))
    return Judged(len(changes), listed)


def amend(act: Act, row: int) -> tuple[Amended | None, list[object]]:
    assert act.changes is not None
    return Amended(row, dict(act.changes), {}), []


def course_of(acts: Sequence[Act], ties: Sequence[Decision] = (), terms: Course = AGAIN) -> Coursed[int]:
    asked = Terms(terms, china(), date(2021, 6, 30), SUBJECTS, ("gate",), outcome, amend)  # type: ignore[arg-type]
    return take_course(asked, acts, ties)


def act(kind: str, day: int, line: int = 0, **more: object) -> Act:
    """An act so many days after the first; its line tells it from others."""
    return Act(
        kind=kind, by="某", on=FIRST + timedelta(days=day), reason="理由", place=Place("acts.yaml", line), **more
    )  # type: ignore[arg-type]


def tie(day: int) -> Decision:
    """The tie that C waits for, put in order."""
    return Decision("tie", "某", FIRST + timedelta(days=day), "理由", Place("acts.yaml", TIE), order=("C", "D"))


def changes(money: int) -> PlacedMap:
    made = PlacedMap()
    made["money"] = money
    return made


# --- a plain reading --------------------------------------------------------------------------------------------------


def works(day: date) -> bool:
    return day in MADE_UP if day.weekday() >= 5 else day not in OFF


def last_day(start: date, number: int = 5) -> date:
    """Counted on the fingers."""
    day = start
    while number:
        number -= works(day)
        if number:
            day += timedelta(days=1)
    return day


def plainly(
    acts: Sequence[Act], ties: Sequence[Decision] = (), *, again: bool
) -> tuple[list[int], Counter[str], set[int]]:
    """The lines of acts that had effect, who was paid how often, and the lines of objections left unanswered."""
    order = ["objection", "answer", "waiver", "decision", "notice", "final", "disbursement"]
    done: list[int] = []
    paid: Counter[str] = Counter()
    said: list[Change] = []
    answered: dict[int, bool] = {}
    raised: list[Act] = []
    spans: list[list[date | None]] = []  # first day, last day, day of being superseded
    decided: dict[str, object] | None = None
    final = False

    def late(one: Act) -> bool:
        before = [span for span in spans if span[0] is not None and span[0] <= one.on]
        if not before:
            return False
        _, end, gone = before[-1]
        return end is not None and one.on > end and (gone is None or gone > one.on)

    def moved(on: date) -> None:
        nonlocal decided, final
        if again and decided is not None and outcome(tuple(said)).listed != decided:
            decided, final = None, False
            if spans and spans[-1][2] is None:
                spans[-1][2] = on

    waived: set[str] = set()
    steps: list[Act | Decision] = sorted(acts, key=lambda a: (a.on, order.index(a.kind), a.id, a.subject, a.place))
    for tie in ties:
        steps.insert(sum(one.on < tie.on for one in steps), tie)
    for one in steps:
        if isinstance(one, Decision):
            said.append(one)
            moved(one.on)
            done.append(one.place.line)
            continue
        listed = outcome(tuple(said)).listed
        standing = spans[-1] if spans and spans[-1][2] is None else None
        ok = False
        if one.kind == "objection":
            raised.append(one)
            answered[one.place.line] = False
            ok = True
        elif one.kind == "answer":
            waiting = [r for r in raised if r.id == one.id and not answered[r.place.line]]
            if waiting and (one.changes is None or (waiting[0].subject in SUBJECTS and not final and not paid)):
                answered[waiting[0].place.line] = ok = True
                if one.changes is not None:
                    said.append(Amended(SUBJECTS[waiting[0].subject], dict(one.changes), {}))
                    moved(one.on)
        elif one.kind == "waiver" and not final and not paid and one.subject not in waived:
            ok = True
            waived.add(one.subject)
            said.append(Waived(SUBJECTS[one.subject], "gate"))
            moved(one.on)
        elif one.kind == "decision" and decided is None:
            decided, ok = dict(listed), True
        elif one.kind == "notice" and decided is not None and standing is None:
            spans.append([one.on, last_day(one.on), None])
            ok = True
        elif one.kind == "final" and standing is not None and not final:
            unanswered = [r for r in raised if not answered[r.place.line] and not late(r)]
            ok = final = standing[1] is not None and one.on > standing[1] and not unanswered
        elif one.kind == "disbursement" and final:
            for item in one.paid:
                entry = listed.get(item.subject)
                if entry is not None and entry[1] == item.amount and entry[1] > 0 and not paid[item.subject]:
                    paid[item.subject] += 1
                    ok = True
        if ok:
            done.append(one.place.line)
    return done, paid, {line for line, is_answered in answered.items() if not is_answered}


DAYS = st.integers(0, 34)
OTHERS = st.one_of(
    st.builds(lambda day, kind: act(kind, day), DAYS, st.sampled_from(["decision", "notice", "final"])),
    st.builds(
        lambda day, name, subject: act("objection", day, id=name, subject=subject, raised_by="某", about="某事"),
        DAYS,
        st.sampled_from(["1", "2"]),
        st.sampled_from(["A", "B", "X"]),
    ),
    st.builds(
        lambda day, name, money: act(
            "answer",
            day,
            id=name,
            **({"outcome": "upheld", "changes": changes(money)} if money else {"outcome": "rejected"}),
        ),
        DAYS,
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from([0, 60, 40]),
    ),
    st.builds(lambda day: act("waiver", day, subject="D", waives="gate", until=date(2022, 1, 1)), DAYS),
    st.builds(
        lambda day, subjects, amount: act(
            "disbursement", day, paid=tuple(Payment(s, Fraction(amount), Place()) for s in subjects)
        ),
        DAYS,
        st.lists(st.sampled_from(list("ABCD")), min_size=1, max_size=3, unique=True),
        st.sampled_from([60, 50, 30]),
    ),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Act]:
    """Acts as an office would record them, some left out or at another day, and others in between."""
    start, money = draw(st.integers(0, 8)), draw(st.sampled_from([0, 60, 40]))
    answer = {"outcome": "upheld", "changes": changes(money)} if money else {"outcome": "rejected"}
    plan = [
        act("decision", start),
        act("notice", start + 1),
        act("objection", start + 3, id="1", subject="A", raised_by="某", about="某事"),
        act("answer", start + 4, id="1", **answer),
    ]
    if money:
        plan += [act("decision", start + 5), act("notice", start + 6)]
    due = (Payment("A", Fraction(money or 60), Place()), Payment("B", Fraction(50), Place()))
    plan += [act("final", start + draw(st.integers(5, 24))), act("disbursement", start + 25, paid=due)]
    more = [
        act("disbursement", start + 26, paid=due),
        act("objection", start + draw(st.integers(3, 28)), id="2", subject="B", raised_by="某", about="某事"),
        act("answer", start + draw(st.integers(27, 30)), id="2", outcome="upheld", changes=changes(40)),
        act("waiver", start + draw(st.integers(0, 30)), subject="D", waives="gate", until=date(2022, 1, 1)),
    ]
    kept = [one for one in plan if draw(st.integers(0, 9))] + [one for one in more if not draw(st.integers(0, 3))]
    found = [*kept, *draw(st.lists(OTHERS, max_size=4))]
    return [_at(one, line) for line, one in enumerate(found, 1)]


def _at(one: Act, line: int) -> Act:
    return replace(one, place=Place("acts.yaml", line))


TIES = st.one_of(st.just([]), st.builds(lambda day: [tie(day)], DAYS))


@given(histories(), TIES, st.booleans(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_no_order_of_acts_pays_twice_skips_the_notice_or_loses_an_objection(
    acts: list[Act], ties: list[Decision], again: bool, shuffle: random.Random
) -> None:
    made = course_of(acts, ties, AGAIN if again else NOT_AGAIN)
    done, paid, unanswered = plainly(acts, ties, again=again)
    assert [one.place.line for one in made.acts] == done
    # paid once, what is due, by the plain reading too
    assert Counter(one.subject for one in made.payments) == paid
    assert not [subject for subject, times in paid.items() if times > 1]
    listed = made.judged.listed
    assert sum(one.amount for one in made.payments) == sum(listed[name][1] for name in paid if listed[name] is not None)
    # never before the notice is over, or with an objection unanswered
    for one in made.payments:
        finals = [a for a in made.acts if isinstance(a, Act) and a.kind == "final" and a.on <= one.act.on]
        final = finals[-1]
        last = [span for span in made.notices if span.span.start <= final.on][-1]
        assert final.on > last_day(last.act.on)
        raised = [r for r, late in zip(made.objections, made.late, strict=True) if r.act.on <= final.on and not late]
        assert all(r.answer is not None and r.answer.on <= final.on for r in raised if r.act.on < final.on)
    # every objection is on record once, with its answer where it has one
    assert sorted(r.act.place.line for r in made.objections) == sorted(
        a.place.line for a in acts if a.kind == "objection"
    )
    assert {r.act.place.line for r in made.objections if r.answer is None} == unanswered
    # an act has effect or is a problem; where acts stand in files means nothing
    objections = {a.place.line for a in acts if a.kind == "objection"}
    said = {item.place.line for item in made.problems}
    whole = {a.place.line for a in acts if a.kind != "disbursement"}
    assert whole - set(done) <= said
    done = [line for line in done if line != TIE]
    assert not (set(done) - objections) & said
    mixed = list(acts)
    shuffle.shuffle(mixed)
    other = course_of(mixed, ties, AGAIN if again else NOT_AGAIN)
    assert (other.acts, other.payments, set(other.problems)) == (made.acts, made.payments, set(made.problems))


def test_the_property_sees_payments_and_renewed_notices() -> None:
    """The backbone of the histories above pays, and an upheld objection makes a second notice needed."""
    acts = [
        act("decision", 1),
        act("notice", 2),
        act("final", 20),
        act("disbursement", 21, paid=(Payment("A", Fraction(60), Place()),)),
    ]
    assert plainly([_at(one, n) for n, one in enumerate(acts)], again=True)[1] == Counter("A")
    upheld = [act("objection", 3, id="1", subject="A"), act("answer", 4, id="1", outcome="upheld", changes=changes(40))]
    made = course_of([_at(one, n) for n, one in enumerate([*acts, *upheld])])
    assert [item.code for item in made.problems] == ["final-before-notice", "paid-before-final"]
    assert made.notices[0].superseded == FIRST + timedelta(days=4)


def test_a_tie_that_is_settled_after_the_decision_is_decided_again() -> None:
    acts = [act("decision", 1), act("notice", 2), act("final", 20)]
    assert course_of(acts).final is not None
    made = course_of(acts, [tie(5)])
    assert (made.decision, made.final, made.again) == (None, None, True)
    assert course_of(acts, [tie(5)], NOT_AGAIN).final is not None


def codes(acts: Sequence[Act], *ties: Decision) -> list[str]:
    return [item.code for item in course_of([_at(one, n) for n, one in enumerate(acts, 1)], ties).problems]


LISTED = [act("decision", 1), act("notice", 2), act("final", 20)]
PAY_A = act("disbursement", 22, paid=(Payment("A", Fraction(60), Place()),))


def test_a_tie_that_is_settled_after_the_list_was_final_opens_it_again() -> None:
    """Whoever was paid stays paid; nobody else is until the list is decided, on notice and final once more."""
    assert codes([*LISTED, PAY_A], tie(21)) == ["paid-before-final"]
    assert codes([*LISTED, PAY_A], tie(23)) == []
    pay_b = act("disbursement", 24, paid=(Payment("B", Fraction(50), Place()),))
    waiver = act("waiver", 25, subject="D", waives="gate", until=date(2022, 1, 1))
    assert codes([*LISTED, PAY_A, pay_b, waiver], tie(23)) == ["paid-before-final", "change-after-final"]


def test_nothing_is_late_while_a_changed_list_waits_for_its_new_notice() -> None:
    first = [act("objection", 3, id="1", subject="A"), act("answer", 4, id="1", outcome="upheld", changes=changes(40))]
    raised = act("objection", 12, id="2", subject="B")
    late = act("objection", 30, id="3", subject="B")
    again = [act("decision", 13), act("notice", 14), act("final", 29)]
    assert codes([*LISTED[:2], *first, raised, *again]) == ["final-objection-open"]
    assert codes([*LISTED[:2], *first, *again, late]) == ["objection-late"]
    assert codes([*LISTED, act("objection", 21, id="3", subject="B")]) == ["objection-late"]


# --- working days -----------------------------------------------------------------------------------------------------


def test_a_notice_over_national_day_counts_make_up_days_and_no_holidays() -> None:
    made = course_of([act("decision", 8), act("notice", 8)])  # Tuesday, 28 September 2021
    (notice,) = made.notices
    assert (notice.span.start, notice.span.end) == (date(2021, 9, 28), date(2021, 10, 9))
    assert notice.span.off == (date(2021, 10, 1), *(date(2021, 10, day) for day in range(4, 8)))
    assert notice.span.worked == (date(2021, 10, 9),)  # a Saturday
    assert notice.span.working == 5


@pytest.mark.parametrize("on", [date(2021, 10, 8), date(2021, 10, 9)])
def test_the_last_day_of_the_notice_belongs_to_it(on: date) -> None:
    day = (on - FIRST).days
    made = course_of([act("decision", 8), act("notice", 8), act("final", day)])
    assert [item.code for item in made.problems] == ["final-within-notice"]
    assert course_of([act("decision", 8), act("notice", 8), act("final", (date(2021, 10, 10) - FIRST).days)]).final


def test_a_year_nobody_has_set_out_is_not_guessed() -> None:
    late = act("notice", 0)
    made = course_of([act("decision", 0), _on(late, date(2031, 1, 6))])
    assert [(item.code, dict(item.details)["found"]) for item in made.problems] == [("calendar-year", "2031")]
    with pytest.raises(UnknownYearError):
        china().span(date(2026, 12, 31), 2)


def _on(one: Act, day: date) -> Act:
    return replace(one, on=day)


def test_the_calendars_are_what_the_library_of_holidays_says() -> None:
    library = pytest.importorskip("chinese_calendar")
    for year in china().known():
        day = date(year, 1, 1)
        while day.year == year:
            assert china().works(day) == library.is_workday(day), day
            day += timedelta(days=1)


@given(st.dates(date(2021, 8, 1), date(2021, 11, 1)), st.integers(1, 12))
def test_working_days_are_counted_as_on_the_fingers(start: date, number: int) -> None:
    if start >= date(2021, 9, 1) and start <= date(2021, 10, 1):
        assert china().span(start, number).end == last_day(start, number)
    span = china().span(start, number)
    assert span.working == number
    assert china().works(span.end)
