"""Derived quantities that look beyond a subject's own answers: at other subjects, at conditions and at findings."""

from typing import ClassVar, Literal

from evaluator.exact import Rounding
from evaluator.language.conditions import Asked, names_in
from evaluator.language.quantity import Derived, Operand
from evaluator.language.scalars import Count, Flag, Number, Word
from evaluator.language.shape import Model


class Compared(Derived):
    """How a number stands among those of all subjects, or of those with the same value in `within`.

    `mean`, `highest` and `lowest` are of the others when `without_self`; `rank` is 1 for the first; `share` is the rank
    divided by the number of subjects.
    """

    kind: ClassVar[str] = "compared"
    compared: Word
    take: Literal["mean", "highest", "lowest", "rank", "share"]
    within: Word | None = None
    without_self: Flag = False
    first: Literal["highest", "lowest"] = "highest"
    places: Count = 0
    rounding: Rounding = "half-even"


class LinkedValue(Derived):
    """A number of the one subject a link leads to."""

    kind: ClassVar[str] = "value"
    value: Word
    of: Word


class Alternative(Model):
    """A value, and the condition on which it is taken; the last alternative has none."""

    value: Operand
    when: Asked | None = None


class ByCondition(Derived):
    """The value of the first condition that holds, else the last value. Conditions see what those of criteria see."""

    kind: ClassVar[str] = "by_condition"
    by_condition: tuple[Alternative, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        found = [one.value for one in self.by_condition if isinstance(one.value, str)]
        for one in self.by_condition:
            found += [] if one.when is None else names_in(one.when)
        return tuple(dict.fromkeys(found))


class PointsOf(Derived):
    """What a criterion earned, or the subtotal of a group, rounded once to `places`.

    A criterion that is left out has earned nothing and lost nothing, so there are no points to take: the number is then
    what `when_not_applicable` says, which must be given wherever that can happen. Of a group it is so when every one
    of its criteria is left out.
    """

    kind: ClassVar[str] = "points_of"
    points_of: Word
    places: Count
    rounding: Rounding
    when_not_applicable: Number | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """Nothing but findings, which a plan finds by the criterion or group."""
        return ()
