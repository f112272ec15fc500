"""Questions about conditions settled: whether they can come out so together, proved, shown possible, or left open.

Findings of plain check-list lines are seen through to what they ask; what that leaves open is asked again of findings
as they are, each with every verdict it can have. Where there are few combinations of regions each is judged; where
there are many a search by cases decides, and where it must stop a sample of them is judged. A “no” holds only where no
region was left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np
import numpy.typing as npt

from evaluator.desk.proof.regions import LIMIT, Axis, Cells, axes_of, cells_among
from evaluator.desk.proof.solver import Gate, Leaf, Node, Search, UndecidedError, negated
from evaluator.desk.proof.trial import Bench
from evaluator.desk.proof.views import seen_through
from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.inference.conclude import Judge
from evaluator.language.conditions import Condition, Test, tests_in
from evaluator.language.plan import Plan

Asked = tuple[Condition, tuple[int, ...]]
"""A condition, and the truths it may come out as."""


@dataclass(frozen=True)
class Answer:
    """Whether there is a combination of regions; `exact` where a “no” is proved."""

    possible: bool
    exact: bool

    @property
    def never(self) -> bool:
        return self.exact and not self.possible

    @property
    def unsettled(self) -> bool:
        """None was found, which proves nothing: regions were left out, or not every combination was ruled out."""
        return not self.exact and not self.possible


NEVER = Answer(possible=False, exact=True)


@dataclass(frozen=True)
class Space:
    """Every combination of what the tests of some conditions tell apart.

    With a `plan` its findings are seen through; `named` is then the same space with findings as they are.
    """

    axes: tuple[Axis, ...]
    judge: Judge
    plan: Plan | None = None
    named: "Space | None" = None
    judged: dict[Condition, npt.NDArray[np.uint8]] = field(default_factory=dict)
    answers: dict[object, Answer] = field(default_factory=dict)
    """What was asked before, of this space or one of the same conditions."""

    @classmethod
    def of(cls, bench: Bench, conditions: Iterable[Condition], *, missing: bool = False) -> "Space":
        """The space of some conditions, findings seen through to what they ask."""
        conditions = list(conditions)
        named = cls.as_named(bench, conditions, missing=missing)
        inside = [seen_through(one, bench.plan) for one in conditions]
        if inside == conditions:
            return named
        answers = bench.known_answers.setdefault((tuple(conditions), missing), {})
        return cls(axes_of(bench, inside, missing=missing), bench.judge, bench.plan, named, answers=answers)

    @classmethod
    def as_named(cls, bench: Bench, conditions: Iterable[Condition], *, missing: bool = False) -> "Space":
        """The space of some conditions, findings taken as they are."""
        conditions = tuple(conditions)
        answers = bench.known_answers.setdefault((conditions, missing, "as named"), {})
        return cls(axes_of(bench, conditions, missing=missing), bench.judge, answers=answers)

    @cached_property
    def size(self) -> int:
        return prod(len(axis.samples) for axis in self.axes)

    @property
    def cells(self) -> str:
        """How many combinations there are, in digits where these can be read."""
        return str(self.size) if self.size < 10**12 else f"> 10^{len(str(self.size)) - 1}"

    def exact(self, conditions: Iterable[Condition]) -> bool:
        """Whether every region of all that some conditions are put to is looked at."""
        asked = {test for condition in conditions for test in tests_in(self._inside(condition))}
        return all(axis.exact or not asked & axis.observed.keys() for axis in self.axes)

    @property
    def free(self) -> bool:
        """Whether each combination belongs to some evidence."""
        return all(axis.fields for axis in self.axes)

    @cached_property
    def enumerated(self) -> Cells:
        return cells_among(self.axes)

    def can(self, *asked: Asked) -> Answer:
        """Whether all that is asked can come about together."""
        if asked not in self.answers:
            answer = self._can(*asked)
            proved = answer.unsettled and self.named is not None and self.named.can(*asked).never
            self.answers[asked] = NEVER if proved else answer
        return self.answers[asked]

    def _can(self, *asked: Asked) -> Answer:
        exact = self.exact(condition for condition, _ in asked)
        if self.size <= LIMIT:
            return Answer(self.judged_so(*asked), exact)
        try:
            return Answer(self.solved(*asked) is not None, exact)
        except UndecidedError:
            return Answer(self.judged_so(*asked), exact=False)

    def judged_so(self, *asked: Asked) -> bool:
        """Whether all that is asked comes about in one of the combinations that are gone through."""
        held = np.full(self.enumerated.size, fill_value=True)
        for condition, truths in asked:
            held &= np.isin(self._truths(condition), truths)
        return bool(held.any())

    def solved(self, *asked: Asked) -> list[int] | None:
        """A region of each axis in which all that is asked comes about, found by cases. Raises where it must stop."""
        leaves = {
            test: Leaf(number, _where(axis, test)) for number, axis in enumerate(self.axes) for test in axis.observed
        }
        goals = [
            (tree(self._inside(condition), leaves), sum(1 << truth for truth in truths)) for condition, truths in asked
        ]
        left = Search().solve(goals, {number: (1 << len(axis.samples)) - 1 for number, axis in enumerate(self.axes)})
        return None if left is None else [(left[n] & -left[n]).bit_length() - 1 for n in range(len(self.axes))]

    def differ(self, one: Condition, other: Condition) -> Answer:
        """Whether two conditions can come out differently, what is missing included."""
        if (one, other) not in self.answers:
            answer = self._differ(one, other)
            proved = answer.unsettled and self.named is not None and self.named.differ(one, other).never
            self.answers[one, other] = NEVER if proved else answer
        return self.answers[one, other]

    def _differ(self, one: Condition, other: Condition) -> Answer:
        if self.size <= LIMIT:
            return Answer(bool((self._truths(one) != self._truths(other)).any()), self.exact([one, other]))
        every = (TRUE, FALSE, MISSING)
        exact = True
        for truth in every:
            answer = self.can((one, (truth,)), (other, tuple(rest for rest in every if rest != truth)))
            if answer.possible:
                return answer
            exact &= answer.exact
        return Answer(possible=False, exact=exact)

    def _truths(self, condition: Condition) -> npt.NDArray[np.uint8]:
        if condition not in self.judged:
            self.judged[condition] = self.enumerated.judged(self._inside(condition), self.judge)
        return self.judged[condition]

    def _inside(self, condition: Condition) -> Condition:
        """A condition as it is put to the axes of this space."""
        return condition if self.plan is None else seen_through(condition, self.plan)


def tree(condition: Condition, leaves: Mapping[Test, Leaf]) -> Node:
    """A condition as thresholds over tests, as it is judged."""
    if isinstance(condition, Test):
        return leaves[condition]
    parts = tuple(tree(part, leaves) for part in condition.parts)
    match condition.word:
        case "all":
            return Gate(len(parts), 0, parts)
        case "any":
            return Gate(1, 0, parts)
        case "none" | "not":
            return Gate(len(parts), 0, tuple(map(negated, parts)))
        case _:
            return Gate(condition.need, 0, parts)


def _where(axis: Axis, test: Test) -> tuple[int, int, int]:
    """By truth, the regions of an axis in which a test comes out so."""
    observed = axis.observed[test]
    false, true, missing = (
        sum(1 << int(region) for region in np.flatnonzero(observed == truth)) for truth in (FALSE, TRUE, MISSING)
    )
    return false, true, missing
