"""What commands answer that evaluate evidence, or look at it before it is submitted."""

from evaluator.desk.answer import Answer
from evaluator.result.model import AllocationShown, Counts
from evaluator.result.part import Part
from evaluator.result.shown_finding import Finding
from evaluator.result.shown_subject import TieShown, Waits


class EvaluatedPart(Part):
    """One scheme that was evaluated, and the folder its result stands in. `grades` and `interviews` count subjects."""

    scheme: str
    title: str
    folder: str
    counts: Counts
    provisional: bool
    allocation: AllocationShown | None
    grades: dict[str, int]
    interviews: dict[str, int]
    ties: tuple[TieShown, ...]
    waits: tuple[Waits, ...]


class Evaluated(Answer):
    """A run: what was evaluated and what it came to, and in which folder how many files were written.

    `counts` adds up the schemes; `first` is the file to begin with.
    """

    id: str
    title: str
    as_of: str
    rules_from: str
    provisional: bool
    counts: Counts
    parts: tuple[EvaluatedPart, ...]
    folder: str
    files: int
    first: str


class PreviewedSubject(Part):
    """How one subject stands so far."""

    id: str
    name: str
    place: str
    findings: tuple[Finding, ...]


class MarkedCopy(Part):
    """A copy of a workbook, with how many cells have something wrong and how many are to be filled in."""

    file: str
    wrong: int
    missing: int


class Previewed(Answer):
    """What a preview found; of `incomplete` subjects the panel has not yet given all that it can."""

    incomplete: int
    subjects: tuple[PreviewedSubject, ...]
    marked: MarkedCopy | None
