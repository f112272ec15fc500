"""Tables of events: each row typed column by column, and the rows of several files united."""

from typing import Any

from evaluator.evidence.faults import Faults
from evaluator.evidence.model import EventRow, Record
from evaluator.evidence.values import Fault, is_missing, said, typed
from evaluator.language.fields import Asking
from evaluator.language.scalars import NOTHING, kind_of
from evaluator.language.source import PlacedList, PlacedMap
from evaluator.problems import Place, nearest


def event_rows(row: int, name: str, asked: Asking, record: Record, faults: Faults) -> list[EventRow] | None:
    """The rows of a table as a record has them; None where it is missing or no table."""
    raw, place = record.answers[name], record.place_of(name)
    if is_missing(raw, record.cells):
        return None
    if record.cells and isinstance(raw, str) and raw.strip() in NOTHING:
        return []
    if not isinstance(raw, list) or not all(isinstance(part, dict) for part in raw):
        faults.say_of(record, name, Fault("answer-rows", {"found": kind_of(raw)}), place)
        faults.unsettled.add((row, name))
        return None
    rows = []
    for index, part in enumerate(raw):
        where = raw.places[index] if isinstance(raw, PlacedList) else place
        for key in part:
            if key not in asked.columns:
                at = part.key_places[key] if isinstance(part, PlacedMap) else where
                hint = nearest(key, asked.columns)
                faults.say_of(record, name, Fault("column-unknown", {"found": key, "nearest": hint}), at)
        values = []
        for column, wanted in asked.columns.items():
            value = typed(wanted, part.get(column), record.cells)
            if isinstance(value, Fault):
                at = part.places[column] if isinstance(part, PlacedMap) else where
                faults.say_of(record, f"{name}.{column}", value, at)
                value = None
            values.append(value)
        _without_reason(name, asked, values, record, part, where, faults)
        rows.append(EventRow(tuple(values), where))
    return rows


def _without_reason(
    name: str, asked: Asking, values: list[Any], record: Record, part: dict[str, Any], where: Place, faults: Faults
) -> None:
    """Numbers of a row that somebody judged without giving the reason count as missing."""
    positions = {column: index for index, column in enumerate(asked.columns)}
    for column, wanted in asked.columns.items():
        judged, value = wanted.assessed, values[positions[column]]
        if judged is None or value is None or (values[positions[judged.reason]] or "").strip():
            continue
        at = part.places[column] if isinstance(part, PlacedMap) else where
        details = {"found": said(wanted, value), "column": judged.reason}
        faults.say_of(record, f"{name}.{column}", Fault("assessed-row-reason", details), at)
        values[positions[column]] = None


def united(
    subject: str, name: str, asked: Asking, old: list[EventRow], new: list[EventRow], faults: Faults
) -> list[EventRow]:
    """Rows of both; a row repeated exactly in another file counts once."""
    left = list(old)
    united = list(old)
    for event in new:
        same = next((o for o in left if o.values == event.values and o.place.file != event.place.file), None)
        if same is None:
            united.append(event)
            continue
        left.remove(same)
        cells = zip(asked.columns.values(), event.values, strict=True)
        found = "、".join(said(column, value) for column, value in cells if value is not None)
        details = {"found": found, "field": name, "first": same.place}
        faults.say("event-repeated", event.place, subject, **details)
    return united
