"""What is decided after the tally: gates, vetoes, who is held, and grades."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns
from evaluator.inference.conclude import Judge, Judgement
from evaluator.language.plan import Plan
from evaluator.standing.alike import Aside
from evaluator.standing.decided import Decided
from evaluator.standing.rank import Ints
from evaluator.standing.spans import counted_quantity, settled
from evaluator.standing.tally import Tally, unsettled_rows

POINT_PLACES = 4
"""Decimals of a component's or group's points where a condition compares them."""


def decide(plan: Plan, said: Aside, columns: Columns, counted: Tally, judge: Judge) -> Decided:
    """Gates and vetoes, the total after them, and who is held or ranked."""
    scheme, height = plan.scheme, columns.height
    scores = {name: made.quantity(POINT_PLACES) for name, made in {**counted.components, **counted.groups}.items()}
    total = None
    held = unsettled_rows(counted.findings, height)
    if counted.total is not None and scheme.total is not None:
        total = counted.total.rounded(scheme.total.places, scheme.total.rounding)
        scores["total"] = counted_quantity(*total, scheme.total.places)
        held |= np.array([not settled(span) for span in counted.total.spans], np.bool_)[counted.total.codes]
        held |= total[0] != total[1]
    columns = columns.with_quantities(scores)
    gates = {gate.id: _waived(gate.id, judge.judge(gate.when, columns), said, TRUE) for gate in scheme.gates}
    vetoes = {veto.id: _waived(veto.id, judge.judge(veto.when, columns), said, FALSE) for veto in scheme.vetoes}
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
    held |= may_be_out | (may_belong & ~belongs) | said.unplaced | said.unmarked
    if total is not None:
        total = _after_vetoes(plan, vetoes, total)
        columns = columns.with_quantities({"total": counted_quantity(*total, scores["total"].places)})
    able = ~out & (scheme.ranking is not None)
    return Decided(
        gates=gates,
        vetoes=vetoes,
        members=members,
        columns=columns,
        held=held,
        ranked=~held & able & belongs,
        contending=held & able & may_belong,
        belongs=belongs & able & ~may_be_out,
        may_belong=may_belong & able,
        total=total,
    )


def _waived(part: str, made: Judgement, said: Aside, truth: int) -> Judgement:
    """A gate or veto as judged, save for those for whom it is waived: a gate is open to them, a veto is none."""
    if part not in said.waived:
        return made
    return replace(made, conclusion=np.where(said.waived[part], np.uint8(truth), made.conclusion))


def _after_vetoes(plan: Plan, vetoes: Mapping[str, Judgement], total: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    least, most = total[0].copy(), total[1].copy()
    for veto in plan.scheme.vetoes:
        if veto.effect == "zero":
            struck = vetoes[veto.id].conclusion
            may_be = struck != FALSE
            least[may_be], most[may_be] = np.minimum(least[may_be], 0), np.maximum(most[may_be], 0)
            least[struck == TRUE] = most[struck == TRUE] = 0
    return least, most
