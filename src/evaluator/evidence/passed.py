"""What passes between a process that reads evidence and the one that asked: portions one way, what they say the other.

What a child reads may bring it to say anything. Of its answer nothing is made but records, columns and problems.
"""

import io
import pickle
from collections.abc import Mapping
from typing import Any

from evaluator.evidence.portions import Portion, Said
from evaluator.evidence.readings import Read
from evaluator.limited import Stopped

Answer = list[Said | Portion]

_MADE: Mapping[str, frozenset[str]] = {
    "collections": frozenset({"Counter"}),
    "datetime": frozenset({"date", "datetime", "time"}),
    "decimal": frozenset({"Decimal"}),
    "evaluator.evidence.acts": frozenset({"Act", "Payment"}),
    "evaluator.evidence.block": frozenset({"RawColumn"}),
    "evaluator.evidence.cell_block": frozenset({"CellBlock"}),
    "evaluator.evidence.lines": frozenset({"LineBlock"}),
    "evaluator.evidence.model": frozenset({"Decision", "RawMark", "RawRecusal", "Record"}),
    "evaluator.evidence.parquet": frozenset({"Part"}),
    "evaluator.evidence.parquet_layout": frozenset({"Chunk"}),
    "evaluator.evidence.portions": frozenset({"RowGroup"}),
    "evaluator.evidence.readings": frozenset({"Read"}),
    "evaluator.evidence.values": frozenset({"Fault"}),
    "evaluator.language.source": frozenset({"PlacedList", "PlacedMap", "Plain", "REPEATED"}),
    "evaluator.problems": frozenset({"Place", "Problem"}),
    "fractions": frozenset({"Fraction"}),
    "numpy": frozenset({"dtype", "ndarray"}),
    "numpy._core.numeric": frozenset({"_frombuffer"}),
    "numpy._core.multiarray": frozenset({"_reconstruct"}),
    "polars.series.series": frozenset({"Series"}),
}
"""All that an answer is made of, beside texts, numbers, truths, lists, tuples and mappings."""


def read(asked: bytes) -> bytes:
    """The child: reads one portion."""
    portion: Portion = pickle.loads(asked)
    return packed(list(portion.read()))


def packed(value: Portion | Answer) -> bytes:
    """A portion, or an answer, as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(answer: bytes) -> Answer | Stopped:
    """An answer; one that is none, or is made of something else, is not taken."""
    try:
        found = _Answers(io.BytesIO(answer)).load()
    except Exception:  # bytes that are no answer fail in as many ways as there are
        return Stopped("failed")
    return found if isinstance(found, list) and all(map(_is_part, found)) else Stopped("failed")


def _is_part(one: object) -> bool:
    """Whether it is what a file says, or a portion."""
    if isinstance(one, tuple):
        return len(one) == 2 and isinstance(one[0], str) and isinstance(one[1], Read)
    return isinstance(one, Portion)


class _Answers(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name not in _MADE.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
