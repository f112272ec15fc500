"""Whose marks and decisions are whose, where several schemes are evaluated together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from evaluator.evidence.model import Decision, RawMark, RawRecusal
from evaluator.language.plan import Plan
from evaluator.standing.season import Inputs

T = TypeVar("T")


def shared_out(
    plans: Sequence[Plan],
    inputs: Sequence[Inputs],
    marks: Sequence[RawMark],
    recusals: Sequence[RawRecusal],
    decisions: Sequence[Decision],
) -> Iterator[Inputs]:
    """Each scheme's inputs with the marks and decisions on its subjects.

    What concerns no subject of a scheme that asks for it goes to the first scheme that asks for such, else to the
    first of all, and is a problem there.
    """
    known = [set(part.evidence.ids) for part in inputs]
    judged = [plan.scheme.panel is not None for plan in plans]
    marked = _whose(marks, lambda one: {one.subject}, known, judged)
    recused = _whose(recusals, lambda one: {one.subject}, known, judged)
    decided: list[list[Decision]] = [[] for _ in plans]
    for settles, asking in (
        ("tie", [plan.scheme.ranking is not None for plan in plans]),
        ("interview", [plan.scheme.interviews is not None for plan in plans]),
    ):
        of_kind = [one for one in decisions if one.settles == settles]
        for mine, more in zip(decided, _whose(of_kind, _concerned, known, asking), strict=True):
            mine.extend(more)
    for part, own_marks, own_recusals, own_decisions in zip(inputs, marked, recused, decided, strict=True):
        yield replace(part, marks=own_marks, recusals=own_recusals, decisions=own_decisions)


def _concerned(one: Decision) -> set[str]:
    return set(one.order) or {one.subject}


def _whose(
    items: Sequence[T], subjects: Callable[[T], set[str]], known: Sequence[set[str]], asking: Sequence[bool]
) -> list[list[T]]:
    """For each scheme those items that are on its subjects."""
    if len(known) == 1:
        return [list(items)]
    found: list[list[T]] = [[] for _ in known]
    asks = [number for number, one in enumerate(asking) if one]
    for item in items:
        concerned = subjects(item)
        mine = [number for number in asks if concerned <= known[number]] or asks[:1] or [0]
        for number in mine:
            found[number].append(item)
    return found
