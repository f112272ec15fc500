"""Evidence with some answers put right: those of an upheld objection stand in the place of the subject's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evaluator.evidence.event_rows import event_rows
from evaluator.evidence.faults import Faults
from evaluator.evidence.model import Evidence, Record
from evaluator.evidence.values import Fault, typed
from evaluator.language.plan import Plan
from evaluator.language.source import PlacedMap
from evaluator.problems import Place, Problem, nearest, problem


@dataclass(frozen=True)
class Amended:
    """Answers of one subject put right, typed, by field; each stands at a place of the decisions file."""

    row: int
    answers: Mapping[str, Any]
    places: Mapping[str, Place]


def amended(plan: Plan, row: int, subject: str, changes: PlacedMap) -> tuple[Amended | None, list[Problem]]:
    """Changed answers as their fields take them; if anything is wrong with one of them there are none."""
    record = Record(changes.place, {"id": subject}, changes, changes.places)
    faults = Faults()
    answers: dict[str, Any] = {}
    for name, raw in changes.items():
        asked = plan.asked.get(name)
        if asked is None:
            hint = nearest(name, plan.asked)
            faults.problems.append(
                problem("field-unknown", changes.key_places[name], subject=subject, found=name, nearest=hint)
            )
        elif asked.type == "events":
            answers[name] = event_rows(row, name, asked, record, faults)
        else:
            value = typed(asked, raw, cells=False)
            if isinstance(value, Fault):
                faults.say_of(record, name, value, changes.places[name])
            answers[name] = value
    return (None if faults.problems else Amended(row, answers, dict(changes.places))), faults.problems


def with_amended(evidence: Evidence, changes: Sequence[Amended]) -> Evidence:
    """Evidence with answers put right, one after the other; what two files contradicted each other in is settled."""
    columns: dict[str, Any] = dict(evidence.answers)
    places, unsettled = dict(evidence.places), set(evidence.unsettled)
    for name in {name for one in changes for name in one.answers}:
        columns[name] = list(columns[name])
    for one in changes:
        for name, value in one.answers.items():
            columns[name][one.row] = value
            places[one.row, name] = one.places[name]
            unsettled.discard((one.row, name))
    return replace(evidence, answers=columns, places=places, unsettled=frozenset(unsettled))
