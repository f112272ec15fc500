"""What is decided after the tally: gates, vetoes, who is held, grades, ties, money, interviews."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from evaluator.evidence.model import Decision, Evidence
from evaluator.exact import scaled, unscaled
from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Quantity, series
from evaluator.inference.conclude import Judge, Judgement
from evaluator.language.plan import Plan
from evaluator.language.scheme import Allocation, Interviews, TieBreak
from evaluator.problems import Problem, problem
from evaluator.standing.allocate import Contender, Held, Walked, walk
from evaluator.standing.distinct import Codes
from evaluator.standing.groups import Members, within_group
from evaluator.standing.rank import Flags, Ints, Key, Ranks, rank
from evaluator.standing.season import CONFIRMED, NOT_PROPOSED, PENDING, PROPOSED, Decided, Interviewed
from evaluator.standing.tally import Tally, unsettled_rows

POINT_PLACES = 4
"""Decimals of a component's or group's points where a condition compares them."""


def decide(plan: Plan, evidence: Evidence, columns: Columns, counted: Tally, judge: Judge) -> Decided:
    """Gates and vetoes, the total after them, and who is held or ranked."""
    scheme, height = plan.scheme, len(evidence)
    scores = {name: made.quantity(POINT_PLACES) for name, made in {**counted.components, **counted.groups}.items()}
    total = None
    held = unsettled_rows(counted.findings, height)
    if counted.total is not None and scheme.total is not None:
        total = counted.total.rounded(scheme.total.places, scheme.total.rounding)
        scores["total"] = _quantity(*total, scheme.total.places)
        held |= np.array([span[0] != span[1] for span in counted.total.spans], np.bool_)[counted.total.codes]
    columns = columns.with_quantities(scores)
    if counted.marking is not None:
        held |= np.array([counted.marking.unsettled(row) for row in range(height)], np.bool_)
    gates = {gate.id: judge.judge(gate.when, columns) for gate in scheme.gates}
    vetoes = {veto.id: judge.judge(veto.when, columns) for veto in scheme.vetoes}
    members = None
    if scheme.ranking and scheme.ranking.members is not None:
        members = judge.judge(scheme.ranking.members, columns)
    out, may_be_out = np.zeros(height, np.bool_), np.zeros(height, np.bool_)
    for gate in gates.values():
        out |= gate.conclusion == FALSE
        may_be_out |= gate.conclusion == MISSING
    for veto in vetoes.values():
        out |= veto.conclusion == TRUE
        may_be_out |= veto.conclusion == MISSING
    belongs = np.full(height, True) if members is None else members.conclusion == TRUE
    may_belong = np.full(height, True) if members is None else members.conclusion != FALSE
    held |= may_be_out | (may_belong & ~belongs) | _unplaced(plan, evidence)
    if total is not None:
        total = _after_vetoes(plan, vetoes, total)
        columns = columns.with_quantities({"total": _quantity(*total, scores["total"].places)})
    able = ~out & (scheme.ranking is not None)
    return Decided(
        gates=gates,
        vetoes=vetoes,
        members=members,
        columns=columns,
        held=held,
        ranked=~held & able & belongs,
        contending=held & able & may_belong,
        belongs=belongs & able,
        may_belong=may_belong & able,
        total=total,
    )


def _quantity(least: Ints, most: Ints, places: int = 0) -> Quantity:
    import polars as pl

    return Quantity(pl.Series(values=least, dtype=pl.Int64), pl.Series(values=most, dtype=pl.Int64), places)


def _unplaced(plan: Plan, evidence: Evidence) -> Flags:
    """Subjects whose group is in doubt: two files place them differently."""
    found = np.zeros(len(evidence), np.bool_)
    within = plan.scheme.ranking.within if plan.scheme.ranking else None
    for row, name in evidence.unsettled:
        if name == within:
            found[row] = True
    return found


def _after_vetoes(plan: Plan, vetoes: Mapping[str, Judgement], total: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    least, most = total[0].copy(), total[1].copy()
    for veto in plan.scheme.vetoes:
        if veto.effect == "zero":
            struck = vetoes[veto.id].conclusion
            least[struck != FALSE] = np.minimum(least[struck != FALSE], 0)
            least[struck == TRUE] = 0
            most[struck == TRUE] = 0
    return least, most


def group_codes(plan: Plan, evidence: Evidence) -> Codes:
    """A number for each subject's group, in the order of the groups' names."""
    within = plan.scheme.ranking.within if plan.scheme.ranking else None
    if within is None:
        return np.zeros(len(evidence), np.int64)
    names = evidence.streets if within == "street" else evidence.communities
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))


def rank_all(
    plan: Plan, evidence: Evidence, counted: Tally, decided: Decided, decisions: Sequence[Decision]
) -> tuple[Ranks, Ranks, list[Problem]]:
    """Ranks before and after decisions, and decisions that settle no open tie."""
    height = len(evidence)
    if plan.scheme.ranking is None or decided.total is None:
        none = Ranks(np.zeros(height, np.int64), ())
        return none, none, [_no_tie(one) for one in decisions if one.settles == "tie"]
    groups = group_codes(plan, evidence)
    keys = [_key(tie, counted, decided.columns, height) for tie in plan.scheme.ranking.ties]
    before = rank(decided.ranked, groups, decided.total[0], keys)
    settled, problems = _settled(before, evidence, decisions)
    if not settled:
        return before, before, problems
    return before, rank(decided.ranked, groups, decided.total[0], keys, settled), problems


def _key(tie: TieBreak, counted: Tally, columns: Columns, height: int) -> Key:
    """The values a tie is broken by, rounded once as declared."""
    scores = {**counted.components, **counted.groups}
    if tie.by in scores:
        least, most = scores[tie.by].rounded(tie.places, tie.rounding)
        known = least == most
        values = least
    else:
        quantity = columns.quantities[tie.by]
        known = ((quantity.least == quantity.most).fill_null(value=False)).to_numpy()
        exact = quantity.least.fill_null(0).to_list()
        if quantity.places > tie.places:
            exact = [scaled(unscaled(units, quantity.places), tie.places, tie.rounding) for units in exact]
        values = np.array(exact, np.int64).reshape(height)
    return Key(tie.by, values if tie.first == "highest" else -values, known)


def _settled(
    ranks: Ranks, evidence: Evidence, decisions: Sequence[Decision]
) -> tuple[list[tuple[int, ...]], list[Problem]]:
    problems: list[Problem] = []
    if not any(one.settles == "tie" for one in decisions):
        return [], problems
    rows = {subject: row for row, subject in enumerate(evidence.ids)}
    open_ties = {frozenset(tie.rows): tie for tie in ranks.open_ties}
    settled: dict[frozenset[int], tuple[tuple[int, ...], Decision]] = {}
    for one in decisions:
        if one.settles != "tie":
            continue
        unknown = [subject for subject in one.order if subject not in rows]
        problems += [problem("decision-unknown-subject", one.place, found=subject) for subject in unknown]
        if unknown:
            continue
        order = tuple(rows[subject] for subject in one.order)
        tied = frozenset(order)
        if tied not in open_ties:
            problems.append(_no_tie(one))
        elif len(order) != len(tied):
            problems.append(problem("decision-tie-order", one.place, found=one.order, expected=len(tied)))
        elif tied in settled:
            problems.append(problem("decision-twice", one.place, found=one.order, first=settled[tied][1].place))
        else:
            settled[tied] = (order, one)
    return [order for order, _ in settled.values()], problems


def _no_tie(one: Decision) -> Problem:
    return problem("decision-no-tie", one.place, found=one.order)


def grade_all(plan: Plan, decided: Decided, judge: Judge) -> tuple[list[str], dict[str, Judgement], Flags]:
    """The grade of each subject: a veto's, else the first whose interval or condition holds; and who is in doubt."""
    height = len(decided.held)
    grades = np.full(height, "", np.object_)
    unsure = np.zeros(height, np.bool_)
    taken = np.zeros(height, np.bool_)
    judged: dict[str, Judgement] = {}
    for veto in plan.scheme.vetoes:
        if veto.effect == "grade" and veto.grade:
            struck = decided.vetoes[veto.id].conclusion == TRUE
            grades[struck & ~taken] = veto.grade
            taken |= struck
    for grade in plan.scheme.grades:
        if grade.when is not None:
            judged[grade.id] = judge.judge(grade.when, decided.columns)
            conclusion = judged[grade.id].conclusion
        else:
            conclusion = np.full(height, TRUE, np.uint8)
        unsure |= ~taken & (conclusion == MISSING)
        grades[~taken & (conclusion == TRUE)] = grade.id
        taken |= conclusion != FALSE
    return grades.tolist(), judged, unsure


def allocate(plan: Plan, decided: Decided, ranks: Ranks, judge: Judge) -> tuple[Walked | None, dict[str, Judgement]]:
    """Tiers and money by the scheme's method, with who is eligible and meets each tier's condition judged first."""
    money = plan.scheme.allocation
    if money is None or decided.total is None:
        return None, {}
    columns = decided.columns.with_quantities({"rank": _ranked_quantity(ranks)})
    always = np.full(len(decided.held), TRUE, np.uint8)
    judged = {tier.id: judge.judge(tier.when, columns) for tier in money.tiers if tier.when is not None}
    eligible = always
    if money.eligible is not None:
        judged[""] = judge.judge(money.eligible, columns)
        eligible = judged[""].conclusion
    conditions = [judged[tier.id].conclusion if tier.when is not None else always for tier in money.tiers]
    return METHODS[money.method](money, decided, ranks, eligible, conditions), judged


def _walk_down(
    money: Allocation,
    decided: Decided,
    ranks: Ranks,
    eligible: npt.NDArray[np.uint8],
    conditions: Sequence[npt.NDArray[np.uint8]],
) -> Walked:
    assert decided.total is not None
    least, most = decided.total
    rows = np.flatnonzero((ranks.rank > 0) & (eligible != FALSE))
    rows = rows[np.lexsort((rows, ranks.rank[rows]))]
    contenders = [
        Contender(
            int(row),
            int(ranks.rank[row]),
            int(least[row]),
            (int(eligible[row]), tuple(int(condition[row]) for condition in conditions)),
        )
        for row in rows
    ]
    held = [Held(int(row), int(most[row])) for row in np.flatnonzero(decided.contending & (eligible != FALSE))]
    return walk(
        contenders,
        held,
        [tier.places for tier in money.tiers],
        [int(tier.amount * 100) for tier in money.tiers],
        [tier.when is not None for tier in money.tiers],
    )


METHODS = {"walk-down": _walk_down}


def _ranked_quantity(ranks: Ranks) -> Quantity:
    known = [int(position) or None for position in ranks.rank]
    return Quantity(series("integer", known), series("integer", known))


def interview(
    plan: Plan,
    evidence: Evidence,
    decided: Decided,
    ranks: Ranks,
    decisions: Sequence[Decision],
    judge: Judge,
) -> tuple[Interviewed | None, list[Problem]]:
    """Who is proposed for an interview by standing within the group, and what people decided of it."""
    rule = plan.scheme.interviews
    mine = [one for one in decisions if one.settles == "interview"]
    if rule is None or decided.total is None:
        return None, [problem("decision-no-interview", one.place, found=one.subject) for one in mine]
    made = _proposed(rule, plan, evidence, decided, ranks, judge)
    rows = {subject: row for row, subject in enumerate(evidence.ids)}
    state, before = list(made.state), {}
    problems: list[Problem] = []
    for one in mine:
        row = rows.get(one.subject)
        if row is None:
            problems.append(problem("decision-unknown-subject", one.place, found=one.subject))
        elif row in before:
            problems.append(problem("decision-twice", one.place, found=one.subject, first=""))
        elif state[row] not in (PROPOSED, PENDING):
            problems.append(problem("decision-no-interview", one.place, found=one.subject))
        else:
            before[row] = state[row]
            state[row] = CONFIRMED if one.outcome == "confirmed" else NOT_PROPOSED
    return replace(made, state=state, before=before), problems


def _proposed(
    rule: Interviews, plan: Plan, evidence: Evidence, decided: Decided, ranks: Ranks, judge: Judge
) -> Interviewed:
    assert decided.total is not None
    least, most = decided.total
    found = within_group(
        Members(
            groups=group_codes(plan, evidence),
            sure=decided.belongs & ~_unplaced(plan, evidence),
            possible=decided.may_belong,
            rank=ranks.rank,
            least=least,
            most=most,
            broken=bool(plan.scheme.ranking and plan.scheme.ranking.ties),
        )
    )
    columns = decided.columns.with_quantities(
        {
            "group_size": _quantity(*found.size),
            "higher_in_group": _quantity(*found.higher),
            "lower_in_group": _quantity(*found.lower),
            "rank": _ranked_quantity(ranks),
        }
    )
    when = judge.judge(rule.when, columns)
    opened = None if rule.open is None else judge.judge(rule.open, columns)
    state = []
    for row in range(len(evidence)):
        if not decided.may_belong[row]:
            state.append(NOT_PROPOSED)
        elif opened is not None and opened.conclusion[row] != FALSE:
            state.append(PENDING)
        elif when.conclusion[row] == FALSE:
            state.append(NOT_PROPOSED)
        else:
            sure = when.conclusion[row] == TRUE and not decided.held[row]
            state.append(PROPOSED if sure else PENDING)
    return Interviewed(state, {}, columns, when, opened)
