"""What was submitted, as plain values: no files, no places, no units of last decimals."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any


class _Bad:
    """Something was submitted that is no answer to the question."""

    def __repr__(self) -> str:
        return "BAD"


BAD = _Bad()


@dataclass(frozen=True)
class Subject:
    """One subject. An answer is None or absent when missing; an events table is a list of dicts by column.

    What was judged is the points of the one assessor, or a list with the points of several.
    """

    id: str
    street: str
    community: str
    answers: dict[str, Any] = field(default_factory=dict)
    assessed: dict[str, Any] = field(default_factory=dict)
    named: str = ""

    @property
    def name(self) -> str:
        return self.named or self.id

    def answer(self, name: str) -> Any:
        value = self.answers.get(name)
        return None if value is BAD else value


@dataclass(frozen=True)
class Mark:
    """One judge's mark."""

    judge: str
    subject: str
    aspect: str
    mark: Fraction


@dataclass(frozen=True)
class Case:
    """A season's evidence, with the orders in which people settled open ties.

    `linked` holds the subjects of other kinds, by kind.
    """

    subjects: tuple[Subject, ...]
    marks: tuple[Mark, ...] = ()
    recused: frozenset[tuple[str, str]] = frozenset()
    orders: tuple[tuple[str, ...], ...] = ()
    linked: dict[str, tuple[Subject, ...]] = field(default_factory=dict)
