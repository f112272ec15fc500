"""What named persons judged of subjects: each within its scale and with a reason, and none said in two ways."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Any

from evaluator.evidence.faults import Faults
from evaluator.evidence.model import Assessment, Record
from evaluator.evidence.values import Fault, number_of
from evaluator.language.criteria import Criterion
from evaluator.language.scalars import kind_of
from evaluator.language.source import PlacedList, PlacedMap
from evaluator.problems import Place, nearest


class Judged:
    """Collects what was judged, by row and criterion. `known` are criteria that any plan of the kind has judged."""

    def __init__(self, lines: Sequence[Criterion], known: Collection[str], faults: Faults) -> None:
        self._lines = {line.id: line for line in lines if line.assessed}
        self._known = known
        self._faults = faults
        self.made: dict[tuple[int, str], tuple[Assessment, ...]] = {}

    def take(self, row: int, record: Record) -> None:
        """Take what a record says was judged of its subject."""
        subject = record.identity["id"]
        if not isinstance(record.assessed, dict):
            self._faults.say("assessed-shape", record.place, subject, found=kind_of(record.assessed))
            return
        for name, given in record.assessed.items():
            place = record.assessed.places[name] if isinstance(record.assessed, PlacedMap) else record.place
            line = self._lines.get(name)
            if line is None:
                if name not in self._known:
                    hint = nearest(name, self._known)
                    self._faults.say("assessed-unknown", place, subject, found=name, nearest=hint)
                continue
            for index, one in enumerate(given if isinstance(given, list) and given else [given]):
                at = given.places[index] if isinstance(given, PlacedList) and given else place
                self._judge(row, line, subject, _assessment(line, one, record.cells, at), at)

    def _judge(self, row: int, line: Criterion, subject: str, made: Assessment | Fault, place: Place) -> None:
        """Take what one person judged beside what others did; of one person, or where one judges, two must agree."""
        key, scale = (row, line.id), line.assessed
        assert scale is not None
        if isinstance(made, Fault):
            self._faults.say(made.code, place, subject, **made.details, field=line.id)
            self._faults.unsettled.add(key)
            self.made.pop(key, None)
            return
        given = self.made.get(key, ())
        first = next((one for one in given if scale.assessors == 1 or one.by == made.by), None)
        if first is not None and first[:3] != made[:3]:
            details = {"found": made.points, "expected": first.points, "field": line.id, "first": first.place}
            self._faults.say("answers-conflict", place, subject, **details)
            self._faults.unsettled.add(key)
            del self.made[key]
        elif first is None and key not in self._faults.unsettled:
            self.made[key] = (*given, made)


def _assessment(line: Criterion, given: Any, cells: bool, place: Place) -> Assessment | Fault:
    """What was judged, within the line's bounds, by somebody named, with a reason when it is not full."""
    scale = line.assessed
    assert scale is not None
    if not isinstance(given, dict) or not {"points"} <= set(given) <= {"points", "by", "reason"}:
        return Fault("assessed-shape", {"found": kind_of(given)})
    points = number_of(given["points"], cells)
    if isinstance(points, Fault):
        return points
    if not scale.start <= points <= scale.to:
        low = points < scale.start
        expected = scale.start if low else scale.to
        return Fault("below-minimum" if low else "above-maximum", {"found": given["points"], "expected": expected})
    if (points * 10**scale.places).denominator != 1:
        return Fault("too-many-places", {"found": given["points"], "expected": scale.places})
    by, reason = given.get("by"), given.get("reason")
    if not isinstance(by, str) or not by:
        return Fault("assessed-by", {"found": ""})
    if points < scale.to and not (isinstance(reason, str) and reason):
        return Fault("assessed-reason", {"found": given["points"], "expected": scale.to})
    return Assessment(Fraction(points), str(by), str(reason or ""), place)
