"""Evidence in slices: so many subjects at a time, in their order, each slice evidence by itself."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from evaluator.evidence.model import Evidence

T = TypeVar("T")


def slices(evidence: Evidence, size: int) -> list[Evidence]:
    """The evidence of the first `size` subjects, of the next, and so on; the last slice may be shorter.

    What is said of whole files, problems and rejected records, belongs to no slice.
    """
    starts = range(0, len(evidence), size)
    number = len(starts)
    unsettled = _by_slice(((row, name) for row, name in evidence.unsettled), size, number)
    waived = _by_slice(((row, name) for row, name in evidence.waived), size, number)
    places = _by_slice(((row, (name, place)) for (row, name), place in evidence.places.items()), size, number)
    assessed = _by_slice(((row, (name, made)) for (row, name), made in evidence.assessed.items()), size, number)
    attachments = _by_slice(((one.row, one) for one in evidence.attachments), size, number)
    submitted = _by_slice(evidence.submitted.items(), size, number)

    def cut(column: Any, start: int) -> Any:
        return column[start : start + size]

    return [
        Evidence(
            ids=cut(evidence.ids, start),
            names=cut(evidence.names, start),
            streets=cut(evidence.streets, start),
            communities=cut(evidence.communities, start),
            answers={name: cut(column, start) for name, column in evidence.answers.items()},
            unsettled=frozenset(unsettled[at]),
            places={(row, name): place for row, (name, place) in places[at]},
            row_places=cut(evidence.row_places, start),
            assessed={(row, name): made for row, (name, made) in assessed[at]},
            attachments=tuple(replace(one, row=row) for row, one in attachments[at]),
            submitted=dict(submitted[at]),
            waived=frozenset(waived[at]),
        )
        for at, start in enumerate(starts)
    ]


def _by_slice(rows: Iterable[tuple[int, T]], size: int, number: int) -> list[list[tuple[int, T]]]:
    """What is said of single rows, by the slice each is in, with its row there."""
    found: list[list[tuple[int, T]]] = [[] for _ in range(number)]
    for row, said in rows:
        found[row // size].append((row % size, said))
    return found
