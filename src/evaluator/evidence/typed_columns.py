"""What was written becomes values: an answer by itself, or a whole column at once where its values are alike."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluator.evidence.event_rows import event_rows
from evaluator.evidence.faults import Faults
from evaluator.evidence.model import Record
from evaluator.evidence.values import Fault, typed
from evaluator.language.fields import Asking
from evaluator.language.source import REPEATED, Plain

_PLAIN_TYPES: Mapping[str, frozenset[type]] = {
    "yes-no": frozenset({bool, type(None)}),
    "integer": frozenset({int, type(None)}),
}
"""Types under which a whole column of JSON values needs no look at each: nothing in it can be anything else."""

_ALIKE: frozenset[frozenset[type]] = frozenset(
    {
        frozenset({str}),
        frozenset({Plain}),
        frozenset({int}),
        frozenset({Decimal}),
        frozenset({int, Decimal}),
    }
)
"""Types of a column whose equal values mean the same."""

_MOST_KNOWN = 200_000


class Typing:
    """Types answers; what is wrong with them goes to `faults`, and their rows and fields are then unsettled."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.known: dict[tuple[str, frozenset[type], bool], dict[Any, Any]] = {}

    def column(self, start: int, name: str, asked: Asking, raws: list[Any], records: list[Record]) -> None:
        """Type a column in place, of rows from `start` on; what each different word or number means is worked out once.

        One file's records all come from cells, or none does.
        """
        if _plainly(asked, raws):
            return
        kinds = frozenset(map(type, raws)) - {type(None)}
        if kinds not in _ALIKE or asked.type == "events":
            for offset, raw in enumerate(raws):
                if raw is not None:
                    raws[offset] = self.value(start + offset, name, asked, raw, records[offset])
            return
        cells = records[0].cells
        known = self.known.setdefault((name, kinds, cells), {})
        if len(known) > _MOST_KNOWN:
            known.clear()
        new = {raw: typed(asked, raw, cells) for raw in set(raws) - known.keys()}
        wrong = {raw for raw, value in new.items() if isinstance(value, Fault)}
        known |= {raw: value for raw, value in new.items() if raw not in wrong}
        for offset, raw in enumerate(raws) if wrong else ():
            if raw in wrong:
                self.value(start + offset, name, asked, raw, records[offset])
        raws[:] = map(known.get, raws)

    def value(self, row: int, name: str, asked: Asking, raw: Any, record: Record) -> Any:
        """What a row answers; None where that is nothing, or says nothing usable, which then is a problem."""
        if raw is REPEATED:
            self.faults.unsettled.add((row, name))
            return None
        if asked.type == "events" and not isinstance(raw, Fault):
            return event_rows(row, name, asked, record, self.faults)
        value = typed(asked, raw, record.cells)
        if isinstance(value, Fault):
            self.faults.say_of(record, name, value, record.place_of(name))
            self.faults.unsettled.add((row, name))
            return None
        return value


def _plainly(asked: Asking, raws: list[Any]) -> bool:
    """Whether a whole column is of plain typed values within the field's bounds."""
    plain = None if asked.of else _PLAIN_TYPES.get(asked.type)
    if plain is None or not set(map(type, raws)) <= plain:
        return False
    if asked.type == "yes-no":
        return True
    numbers = [raw for raw in raws if raw is not None]
    lowest = asked.minimum if asked.minimum is not None else -(10**15)
    highest = asked.maximum if asked.maximum is not None else 10**15
    return not numbers or (lowest <= min(numbers) and max(numbers) <= highest)
