"""The one operation behind every decision: observe a condition's tests, infer its conclusion by distinct situation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns, Truths
from evaluator.inference.distinct import Codes
from evaluator.inference.network import Network
from evaluator.inference.observe import observe
from evaluator.inference.units import Circuit, Count, Unit, compile_condition
from evaluator.language.conditions import Condition, Test


@dataclass(frozen=True)
class Judgement:
    """A condition judged for all subjects: its conclusion, and the observations it rests on."""

    conclusion: Truths
    observations: Mapping[Test, Truths] = field(default_factory=dict)

    def spread(self, codes: Codes) -> "Judgement":
        """The same of more subjects, each like one of these; its observations are laid out when they are asked for."""
        return Judgement(self.conclusion.take(codes), _Spread(self.observations, codes))


@dataclass(frozen=True)
class _Spread(Mapping[Test, Truths]):
    observations: Mapping[Test, Truths]
    codes: Codes

    def __getitem__(self, test: Test) -> Truths:
        return self.observations[test][self.codes]

    def __iter__(self) -> Iterator[Test]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)


class Judge:
    """Judges conditions. One judge serves a whole run, so that a situation met twice is asked once."""

    def __init__(self) -> None:
        self.network = Network()

    def judge(self, condition: Condition, columns: Columns) -> Judgement:
        """The condition over all subjects: true, false, or missing where what is missing could change it."""
        circuit = compile_condition(condition)
        observations = observe(circuit.tests, columns)
        return Judgement(self.infer(circuit, [observations[test] for test in circuit.tests]), observations)

    def infer(self, circuit: Circuit, observed: list[Truths]) -> Truths:
        """The conclusion for each column of observations; no subjects are needed, only situations."""
        slots = list(observed)
        for step in circuit.steps:
            inputs = [slots[slot] for slot in step.inputs]
            slots.append(_count(step, inputs) if isinstance(step, Count) else self._conclude(step, inputs))
        return slots[-1]

    def _conclude(self, unit: Unit, inputs: list[Truths]) -> Truths:
        width = len(inputs)
        codes = np.zeros(len(inputs[0]), np.uint16)
        for index, column in enumerate(inputs):
            codes += column.astype(np.uint16) * np.uint16(3**index)
        met = np.bincount(codes, minlength=3**width)
        table = np.full(3**width, MISSING, np.uint8)
        for code in np.flatnonzero(met):
            situation = [int(code) // 3**index % 3 for index in range(width)]
            if unit.negated:
                situation = [_NEGATED[value] for value in situation]
            table[code] = self.network.conclude(unit.need, situation)
        return table[codes]


_NEGATED = {TRUE: FALSE, FALSE: TRUE, MISSING: MISSING}


def _count(step: Count, inputs: list[Truths]) -> Truths:
    true = sum((column == TRUE).astype(np.int32) for column in inputs)
    open_ = sum((column == MISSING).astype(np.int32) for column in inputs)
    return np.where(true >= step.need, TRUE, np.where(true + open_ < step.need, FALSE, MISSING)).astype(np.uint8)
