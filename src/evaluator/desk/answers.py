"""What commands answer as JSON: one model each, with keys in English and messages in the language asked for.

Where a command has a model of its own (a comparison, a sweep) that is its answer; a command that could do nothing
answers with `Refused`. All of it is taken from what was found: nothing is worked out here.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from evaluator.messages import Severity
from evaluator.problems import Lang
from evaluator.result.course import CourseShown, Next
from evaluator.result.differences import Differences
from evaluator.result.model import AllocationShown, Counts, ProblemShown
from evaluator.result.part import Part, Where
from evaluator.result.shown_finding import Finding
from evaluator.result.shown_subject import Subject, TieShown, Waits
from evaluator.result.swept import Sweep


class Answer(Part):
    """What every answer says: the exit status, and all problems."""

    status: int
    problems: tuple[ProblemShown, ...]


class Refused(Answer):
    """Nothing was done, for the reasons that the problems give."""

    status: Literal[2] = 2


class Written(Answer):
    """A file that was written."""

    file: str
    bytes: int
    sha256: str


class Printed(Answer):
    """PDF files that were written, by name within the folder."""

    folder: str
    files: tuple[str, ...]


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


class Formed(Answer):
    """A form that was made: the file it was written to, or its text."""

    file: str
    bytes: int
    sha256: str
    text: str


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


class Told(Answer):
    """A text that was made."""

    lang: Lang
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


class Said(Part):
    """A line of an explanation; a title belongs to the lines after it that have none."""

    title: str
    number: str
    said: str
    place: str


class ExplainedUnder(Part):
    """What one scheme says of a subject: its part of the result, why it was called or not, and the way up.

    `interview` and `way_up` are empty where rules or evidence are no longer what they were.
    """

    scheme: str
    title: str
    subject: Subject
    interview: tuple[Said, ...]
    way_up: tuple[Said, ...]


class Explained(Answer):
    """An explanation, scheme by scheme; of one criterion only its findings."""

    lang: Lang
    schemes: tuple[ExplainedUnder, ...]


class Serving(Answer):
    """Where the meeting's page is: the one address that gives access to it."""

    folder: str
    url: str
    port: int


class SignatureShown(Part):
    """A good signature: its file, the id of the key, who signed, when and with what remark.

    `expected` where the key is one that whoever verifies gave; whose any other key is, nobody has said.
    """

    file: str
    key: str
    by: str
    on: str
    remark: str
    expected: bool


class LogShown(Part):
    """A log of acts: how many it has, and the SHA-256 of the last line, by which to know it again."""

    file: str
    acts: int
    head: str


class Verified(Answer):
    """How many files were compared, and whether the run could be made again; the good signatures, and the log."""

    folder: str
    files: int
    again: bool
    signatures: tuple[SignatureShown, ...]
    log: LogShown | None


class Signed(Answer):
    """A signature that was made, and the SHA-256 of the manifest that was signed."""

    folder: str
    manifest: str
    signature: SignatureShown


class KeysMade(Answer):
    """A pair of keys that was made: its files, and the id of the public key."""

    private: str
    public: str
    key: str


class NextDue(Next):
    """What is next; `overdue` where its day is past on the day that was asked about."""

    overdue: bool


class FollowUpDue(Part):
    """One follow-up: how many of its months are kept, which were missed or are not known, and what is due next.

    `until` is the last day of the month that is `due`.
    """

    subject: str
    name: str
    since: str
    months: int
    kept: int
    missed: tuple[str, ...]
    unknown: tuple[str, ...]
    due: str
    until: str
    overdue: bool
    overall: str
    counts: dict[str, int]
    labels: dict[str, str]


class StatusPart(Part):
    """One scheme of a result as it stands on a `day`; `folder` is where its result lies."""

    scheme: str
    title: str
    folder: str
    as_of: str
    day: str
    course: CourseShown | None
    next: tuple[NextDue, ...]
    follow_up: tuple[FollowUpDue, ...]


class Status(Answer):
    """Where a season stands: every scheme that has a course, interviews or follow-ups."""

    lang: Lang
    schemes: tuple[StatusPart, ...]


ANSWERS: Mapping[str, Any] = {
    "evaluate": Evaluated,
    "preview": Previewed,
    "form": Formed,
    "check": Checked,
    "test": Tested,
    "translate": Translated,
    "reference": Told,
    "guide": Written,
    "figures": list[Figure] | dict[str, list[Figure]],
    "explain": Explained,
    "status": Status,
    "compare": Differences,
    "whatif": Differences | Sweep,
    "serve": Serving,
    "verify": Verified,
    "sign": Signed | KeysMade,
    "tables": Written,
    "pdf": Printed,
}
"""What each command answers; any of them may be `Refused` instead."""


def answer_schema(command: str) -> dict[str, Any]:
    """The JSON Schema of what a command answers."""
    made: dict[str, Any] = TypeAdapter(reduce(or_, (ANSWERS[command], Refused))).json_schema(mode="serialization")
    return made
