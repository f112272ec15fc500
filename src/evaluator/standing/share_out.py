"""Whose marks and decisions are whose, where several schemes are evaluated together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from evaluator.evidence.acts import Act
from evaluator.evidence.model import Decision, RawMark, RawRecusal
from evaluator.language.plan import Plan
from evaluator.problems import Problem, nearest, problem
from evaluator.standing.season import Inputs

T = TypeVar("T")


def shared_out(
    plans: Sequence[Plan],
    inputs: Sequence[Inputs],
    marks: Sequence[RawMark],
    recusals: Sequence[RawRecusal],
    decisions: Sequence[Decision],
    acts: Sequence[Act],
) -> Iterator[Inputs]:
    """Each scheme's inputs with the marks, decisions and acts on its subjects.

    What concerns no subject of a scheme that asks for it goes to the first scheme that asks for such, else to the
    first of all, and is a problem there.
    """
    known: list[set[str]] = [set() for _ in inputs]
    if acts or (len(plans) > 1 and (marks or recusals or decisions)):
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
    acted, lost = acts_shared_out(plans, known, acts)
    parts = zip(inputs, marked, recused, decided, acted, lost, strict=True)
    for part, own_marks, own_recusals, own_decisions, own_acts, problems in parts:
        evidence = replace(part.evidence, problems=(*part.evidence.problems, *problems)) if problems else part.evidence
        yield replace(
            part, evidence=evidence, marks=own_marks, recusals=own_recusals, decisions=own_decisions, acts=own_acts
        )


def acts_shared_out(
    plans: Sequence[Plan], known: Sequence[set[str]], acts: Sequence[Act]
) -> tuple[list[list[Act]], list[list[Problem]]]:
    """For each scheme the acts of its course, and what is wrong with acts that are nobody's.

    An act says for which scheme it is where several have a course; where it is on a subject or answers an objection,
    that says it.
    """
    found: list[list[Act]] = [[] for _ in plans]
    lost: list[list[Problem]] = [[] for _ in plans]
    names = [plan.scheme.scheme for plan in plans]
    raised: dict[str, int] = {}
    for act in sorted(acts, key=lambda one: one.order):
        part = "interviews" if act.kind == "talk" else "course"
        asks = [number for number, plan in enumerate(plans) if getattr(plan.scheme, part) is not None]
        if act.scheme:
            mine = [number for number in asks if names[number] == act.scheme]
            expected = [names[number] for number in asks]
            wrong = problem(
                "act-scheme-unknown",
                act.place_of("scheme"),
                found=act.scheme,
                expected=expected,
                nearest=nearest(act.scheme, expected),
            )
        else:
            mine = _meant(act, asks, known, raised)
            several = [names[number] for number in mine]
            wrong = problem("act-of-several", act.place, found=act.kind, expected=several)
        if len(mine) == 1:
            found[mine[0]].append(act)
            if act.kind == "objection":
                raised.setdefault(act.id, mine[0])
        else:
            none = problem("act-without-course", act.place, found=act.kind)
            lost[(mine or asks or [0])[0]].append(wrong if mine or act.scheme else none)
    return found, lost


def _meant(act: Act, asks: Sequence[int], known: Sequence[set[str]], raised: Mapping[str, int]) -> list[int]:
    """The schemes an act can be for, by whom or what it is about."""
    if act.kind == "answer" and act.id in raised:
        return [raised[act.id]]
    subjects = {one.subject for one in act.paid} or ({act.subject} if act.subject else set())
    mine = [number for number in asks if subjects and subjects & known[number]]
    return mine or (list(asks) if not subjects else list(asks[:1]))


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
