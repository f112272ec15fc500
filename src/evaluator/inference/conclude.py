"""The one operation behind every decision: observe a condition's tests, infer its conclusion by distinct situation."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Truths
from evaluator.inference.distinct import Codes
from evaluator.inference.network import Network
from evaluator.inference.observe import observe
from evaluator.inference.packed import Packed, Situations, digits, packed
from evaluator.inference.units import Circuit, Count, Unit, compile_condition
from evaluator.language.conditions import Condition


@dataclass(frozen=True)
class Judgement:
    """A condition judged for all subjects: its conclusion, and the observations it rests on."""

    conclusion: Truths
    observations: Packed

    def spread(self, codes: Codes) -> "Judgement":
        """The same of more subjects, each like one of these."""
        return Judgement(self.conclusion.take(codes), self.observations.spread(codes))


class Judge:
    """Judges conditions. One judge serves a whole run, so that a situation met twice is asked once."""

    def __init__(self) -> None:
        self.network = Network()
        self._tables: dict[tuple[int, int], Truths] = {}

    def judge(self, condition: Condition, columns: Columns) -> Judgement:
        """The condition over all subjects: true, false, or missing where what is missing could change it."""
        circuit = compile_condition(condition)
        observed = observe(circuit.tests, columns)
        observations = Packed.of(observed)
        if len(observations.words) > 1 or 3 ** len(observed) > columns.height:
            return Judgement(self.infer(circuit, list(observed.values())), observations)
        return Judgement(self._by_situation(circuit, observations), observations)

    def _by_situation(self, circuit: Circuit, observed: Packed) -> Truths:
        """The conclusion looked up by situation: there are fewer of them than subjects."""
        situations = Situations(observed.words[0], len(observed))
        table = np.full(situations.size, MISSING, np.uint8)
        table[situations.met] = self.infer(circuit, situations.truths)
        return np.take(table, situations.codes)

    def infer(self, circuit: Circuit, observed: list[Truths]) -> Truths:
        """The conclusion for each column of observations; no subjects are needed, only situations."""
        slots = list(observed)
        for step in circuit.steps:
            inputs = [slots[slot] for slot in step.inputs]
            slots.append(_count(step, inputs) if isinstance(step, Count) else self._conclude(step, inputs))
        return slots[-1]

    def _conclude(self, unit: Unit, inputs: list[Truths]) -> Truths:
        width = len(inputs)
        codes = packed([_NEGATED[column] for column in inputs] if unit.negated else inputs)
        table = self._tables.setdefault((unit.need, width), np.full(3**width, _UNASKED, np.uint8))
        found = np.take(table, codes)
        if (found == _UNASKED).any():
            self._ask(unit.need, width, np.flatnonzero(np.bincount(codes[found == _UNASKED])), table)
            found = np.take(table, codes)
        return found

    def _ask(self, need: int, width: int, codes: npt.NDArray[np.int64], table: Truths) -> None:
        for code, situation in zip(codes, zip(*digits(codes, width), strict=True), strict=True):
            table[code] = self.network.conclude(need, [int(value) for value in situation])


_NEGATED = np.array([TRUE, FALSE, MISSING], np.uint8)
_UNASKED = 255


def _count(step: Count, inputs: list[Truths]) -> Truths:
    true = sum((column == TRUE).astype(np.int32) for column in inputs)
    open_ = sum((column == MISSING).astype(np.int32) for column in inputs)
    return np.where(true >= step.need, TRUE, np.where(true + open_ < step.need, FALSE, MISSING)).astype(np.uint8)
