"""What commands answer that look at a result: explain, status, verify, sign."""

from evaluator.desk.answer import Answer
from evaluator.problems import Lang
from evaluator.result.course import CourseShown, Next
from evaluator.result.part import Part
from evaluator.result.shown_subject import Subject


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
