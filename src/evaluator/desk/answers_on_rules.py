"""What commands answer that look at rule files: check, test, translate, figures."""

from pydantic import Field

from evaluator.desk.answer import Answer
from evaluator.messages import Severity
from evaluator.problems import Lang
from evaluator.result.part import Part, Where


class InBoth(Part):
    """A text in both languages."""

    zh: str
    en: str


class CheckedProblem(Part):
    """A problem in rule files. `end_column` is the column after the last it is about, 0 where that is not known.

    `witness` is evidence that shows it, `conflict` the parts that exclude each other; empty where there is none.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    end_column: int
    message: InBoth
    remedy: InBoth
    witness: str
    conflict: str


class Bounded(Part):
    """A condition that was looked at within bounds only: nothing is claimed of it."""

    file: str
    line: int
    column: int
    end_column: int
    message: InBoth


class Checked(Part):
    """What a check of so many files found, and what it could not settle."""

    files: int
    problems: tuple[CheckedProblem, ...]
    bounded: tuple[Bounded, ...]


class Uncovered(Part):
    """A test that was not seen deciding one way; `case` would show it, unless that is proved impossible."""

    owner: str
    test: str
    holds: bool
    impossible: bool
    case: str
    rule: Where


class CoverageShown(Part):
    """Of one scheme: how many ways tests can decide, how many of them cases show, and the rest."""

    scheme: str
    asked: int
    seen: int
    gaps: tuple[Uncovered, ...]


class Unnoticed(Part):
    """A change that no case noticed: proved `equal` in so many combinations, or noticed by `case` if there were one."""

    owner: str
    change: str
    equal: int
    case: str
    rule: Where


class MutationShown(Part):
    """Of one scheme: how many changes were tried, and those that no case noticed."""

    scheme: str
    tried: int
    survivors: tuple[Unnoticed, ...]


class Tested(Answer):
    """What the cases of so many files came to; coverage and mutation where they were asked for."""

    files: int
    passed: int
    coverage: tuple[CoverageShown, ...] | None
    mutation: tuple[MutationShown, ...] | None
    written: tuple[str, ...]


class Translated(Answer):
    """A rule or case file with its keywords in one language."""

    file: str
    to: Lang
    text: str


class Holding(Part):
    """One value of a figure: from when to when, whose it is, and where it stands."""

    value: str
    start: str | None = Field(alias="from")
    to: str | None
    origin: str
    authority: str
    in_force: bool
    place: str


class Used(Part):
    """Where a figure is used."""

    title: str
    place: str


class Figure(Part):
    """A figure of the rules with its history."""

    name: str
    title: str
    dated: bool
    history: tuple[Holding, ...]
    used: tuple[Used, ...]
