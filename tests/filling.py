"""What was left out of a season, filled in with answers its fields allow."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from oracle import BAD, Case, Subject
from strategies_conditions import answers_of
from strategies_rules import Drafted

Spec = dict[str, Any]


def filled(draft: Drafted, subject: Subject, random: Random, *, wholly: bool) -> Subject:
    """A subject with its missing answers, or only some of them, answered at random."""

    def due() -> bool:
        return wholly or random.random() < 0.5

    answers = _answered(draft.fields, subject, random, due)
    assessed = {name: points for name, points in subject.assessed.items() if points is not BAD}
    for name, (low, high, _) in draft.assessed.items():
        count = draft.several.get(name)
        if count is not None:
            given = list(assessed.get(name, ()))
            added = [random.choice([low, high]) for _ in range(count - len(given)) if due()]
            assessed |= {name: given + added} if given + added else {}
        elif name not in assessed and due():
            assessed[name] = random.choice([low, high])
    return replace(subject, answers=answers, assessed=assessed)


def _answered(fields: dict[str, Spec], subject: Subject, random: Random, due: Callable[[], bool]) -> dict[str, Any]:
    """A subject's answers with missing ones filled in where that is due."""
    answers = dict(subject.answers)
    for name, spec in fields.items():
        value = subject.answer(name)
        if value is None:
            if due():
                answers[name] = _any(spec, random)
        elif spec["type"] == "events":
            answers[name] = [_row(spec, row, random, due()) for row in value]
    return answers


def _any(spec: Spec, random: Random) -> Any:
    if spec["type"] == "events":
        return [_row(spec, {}, random, True) for _ in range(random.randrange(4))]
    return random.choice(answers_of(spec))


def _row(spec: Spec, row: dict[str, Any], random: Random, due: bool) -> dict[str, Any]:
    """An event with its empty cells filled in."""
    if not due:
        return row
    return {
        name: random.choice(answers_of(one)) if row.get(name) is None else row[name] for name, one in spec["of"].items()
    }


def filled_case(draft: Drafted, case: Case, random: Random, *, wholly: bool) -> Case:
    """A season in which everybody answered."""

    def due() -> bool:
        return wholly or random.random() < 0.5

    linked = {
        one.kind: tuple(
            replace(other, answers=_answered(one.fields, other, random, due)) for other in case.linked.get(one.kind, ())
        )
        for one in draft.behind
    }
    subjects = tuple(filled(draft, one, random, wholly=wholly) for one in case.subjects)
    return replace(case, subjects=subjects, linked=linked)


def with_fillings(draft: Drafted, case: Case, random: Random, count: int) -> Case:
    """Beside each subject `s` some that differ from it only in what it left out, called `s+0`, `s+1`, …"""
    subjects, marks = list(case.subjects), list(case.marks)
    recused = set(case.recused)
    for subject in case.subjects:
        for number in range(count):
            name = f"{subject.id}+{number}"
            subjects.append(replace(filled(draft, subject, random, wholly=number % 2 == 0), id=name))
            marks += [replace(one, subject=name) for one in case.marks if one.subject == subject.id]
            recused |= {(judge, name) for judge, other in case.recused if other == subject.id}
    return Case(tuple(subjects), tuple(marks), frozenset(recused))
