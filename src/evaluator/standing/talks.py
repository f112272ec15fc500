"""Interviews as talks: proposed, confirmed or withdrawn by a decision, then conducted, as an act on record says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from evaluator.evidence.acts import Act
from evaluator.evidence.model import Decision
from evaluator.problems import Problem, problem
from evaluator.standing.interviewed import CONFIRMED, NOT_PROPOSED, PENDING, PROPOSED, Interviewed

TalkState = Literal["proposed", "pending", "confirmed", "withdrawn", "conducted"]


@dataclass(frozen=True)
class Talk:
    """One subject's talk: how far it is, the decision on it, and the act that says it was conducted."""

    row: int
    state: TalkState
    decision: Decision | None = None
    act: Act | None = None


def take_talks(
    called: Interviewed | None, rows: Mapping[str, int], decisions: Sequence[Decision], acts: Sequence[Act]
) -> tuple[tuple[Talk, ...], list[Problem]]:
    """Every talk that is or was to be held, in the order of subjects; one is conducted after it is confirmed, once."""
    if called is None:
        return (), []
    settled = {rows[one.subject]: one for one in decisions if one.settles == "interview" and one.subject in rows}
    conducted: dict[int, Act] = {}
    problems: list[Problem] = []
    for act in sorted((one for one in acts if one.kind == "talk"), key=lambda one: one.order):
        row = rows.get(act.subject)
        if row is None:
            problems.append(problem("act-unknown-subject", act.place_of("subject"), found=act.subject))
        elif called.state[row] != CONFIRMED:
            problems.append(problem("talk-not-confirmed", act.place, found=act.subject))
        elif act.on < settled[row].on:
            first, expected = settled[row].place, settled[row].on
            problems.append(problem("act-too-early", act.place, found=act.on, expected=expected, first=first))
        elif row in conducted:
            problems.append(problem("act-twice", act.place, found=act.kind, first=conducted[row].place))
        else:
            conducted[row] = act
    states: dict[str, TalkState] = {PROPOSED: "proposed", PENDING: "pending", CONFIRMED: "confirmed"}
    talks = []
    for row in sorted({*np.flatnonzero(~called.are(NOT_PROPOSED)).tolist(), *called.before}):
        withdrawn = called.state[row] == NOT_PROPOSED
        state = "conducted" if row in conducted else "withdrawn" if withdrawn else states[called.state[row]]
        talks.append(Talk(row, state, settled.get(row) if row in called.before else None, conducted.get(row)))
    return tuple(talks), problems
