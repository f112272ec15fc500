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
    """One subject. An answer is None or absent when missing; an events table is a list of dicts by column."""

    id: str
    street: str
    community: str
    answers: dict[str, Any] = field(default_factory=dict)
    assessed: dict[str, Fraction] = field(default_factory=dict)

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
    """A season's evidence, with the orders in which people settled open ties."""

    subjects: tuple[Subject, ...]
    marks: tuple[Mark, ...] = ()
    recused: frozenset[tuple[str, str]] = frozenset()
    orders: tuple[tuple[str, ...], ...] = ()
