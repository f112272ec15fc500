"""Observations packed: those of several tests are one number for each subject, with a digit of base three for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from evaluator.inference.columns import Truths
from evaluator.inference.distinct import Codes, fitting
from evaluator.language.conditions import Test

WIDEST = 10
"""Digits a number takes: 3¹⁰ is below 2¹⁶."""

_FEW = 9
"""Situations that are looked for one by one."""


@dataclass(frozen=True)
class Packed(Mapping[Test, Truths]):
    """What was observed of every subject, by test. Each of `words` holds as many tests as it can, the last the rest."""

    tests: tuple[Test, ...]
    words: tuple[Codes, ...]

    @classmethod
    def of(cls, observed: Mapping[Test, Truths]) -> "Packed":
        tests = tuple(observed)
        parts = [tests[start : start + WIDEST] for start in range(0, len(tests), WIDEST)]
        return cls(tests, tuple(packed([observed[test] for test in part]) for part in parts))

    def __len__(self) -> int:
        return len(self.tests)

    def __iter__(self) -> Iterator[Test]:
        return iter(self.tests)

    def __getitem__(self, test: Test) -> Truths:
        word, digit = divmod(self.tests.index(test), WIDEST)
        width = len(self.tests[word * WIDEST : (word + 1) * WIDEST])
        return np.take(_digit(digit, width), self.words[word])

    def spread(self, codes: Codes) -> "Packed":
        """The same of more subjects, each like one of these."""
        return Packed(self.tests, tuple(np.take(word, codes) for word in self.words))

    def at(self, row: int) -> Iterator[tuple[Test, int]]:
        """What was observed of one subject."""
        for number, test in enumerate(self.tests):
            word, digit = divmod(number, WIDEST)
            yield test, int(self.words[word][row]) // 3**digit % 3


def packed(columns: Sequence[Truths]) -> Codes:
    """The situation of each subject as one number; the first column is the lowest digit."""
    wide = fitting(3 ** len(columns))
    code = columns[-1].astype(wide)
    for column in reversed(columns[:-1]):
        code *= wide.type(3)
        code += column
    return code


@dataclass(frozen=True)
class Situations:
    """Which situation each subject is in, as a number of so many digits; for subjects in situations that repeat."""

    codes: Codes
    width: int

    @property
    def size(self) -> int:
        """How many there could be."""
        return int(3**self.width)

    @cached_property
    def met(self) -> npt.NDArray[np.int64]:
        """Those that some subject is in; a few are found quickest by looking for each."""
        if self.size <= _FEW:
            return np.array([number for number in range(self.size) if (self.codes == number).any()], np.int64)
        return np.flatnonzero(np.bincount(self.codes, minlength=self.size))

    @property
    def truths(self) -> list[Truths]:
        """Those that some subject is in, digit by digit."""
        return digits(self.met, self.width)


def digits(codes: Codes, width: int) -> list[Truths]:
    """What was observed of each test in the situations that some numbers stand for."""
    return [(codes // 3**digit % 3).astype(np.uint8) for digit in range(width)]


@cache
def _digit(digit: int, width: int) -> Truths:
    """One digit of every number of so many digits: less than a megabyte for all there can be."""
    return digits(np.arange(3**width), width)[digit]


def joined(parts: Sequence[Packed]) -> Packed:
    """The observations of the first subjects, of the next, and so on as those of all."""
    words = zip(*(part.words for part in parts), strict=True)
    return Packed(parts[0].tests, tuple(np.concatenate(word) for word in words))
