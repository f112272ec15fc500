"""Acts in a decisions file: what people did in the course of a season, with who, when and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

from evaluator.evidence.values import Fault, is_missing, number_of
from evaluator.language.scalars import kind_of, parse_day
from evaluator.language.source import PlacedList, PlacedMap
from evaluator.problems import NOWHERE, Place, Problem, nearest, problem

ActKind = Literal["objection", "answer", "waiver", "decision", "notice", "final", "disbursement", "talk"]
"""What an act may be, in the order in which acts of one day are taken."""

KINDS: tuple[ActKind, ...] = get_args(ActKind)
UNKNOWN_DAY = date.min
"""Stands for the day of an objection that cannot be read: it is on record all the same."""


def day_text(day: date | None) -> str:
    """A day as it is written; empty where there is none, or it could not be read."""
    return "" if day is None or day == UNKNOWN_DAY else day.isoformat()


@dataclass(frozen=True)
class Payment:
    """What an act of payment pays to one subject, in yuan."""

    subject: str
    amount: Fraction
    place: Place


@dataclass(frozen=True)
class Act:
    """One act on record. Which of the further parts it has depends on its kind.

    `id` is an objection's own, or that of the objection answered; `start` is a notice's first day, `until` its last or
    a waiver's; `changes` are answers put right, as written.
    """

    kind: ActKind
    by: str
    on: date
    reason: str
    place: Place
    scheme: str = ""
    subject: str = ""
    id: str = ""
    start: date | None = None
    until: date | None = None
    raised_by: str = ""
    about: str = ""
    outcome: str = ""
    decision: str = ""
    changes: PlacedMap | None = None
    waives: str = ""
    paid: tuple[Payment, ...] = ()
    present: tuple[str, ...] = ()
    partner: str = ""
    findings: str = ""
    promises: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def place_of(self, key: str) -> Place:
        """Where a part of it stands."""
        return self.places.get(key, self.place)

    @property
    def order(self) -> tuple[date, int, str, str, str, Place]:
        """By day, then kind: where acts stand in files means nothing."""
        return self.on, KINDS.index(self.kind), self.id, self.subject, self.by, self.place


_COMMON = ("by", "on")
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "objection": (("id", "subject", "raised_by", "about"), ("scheme",)),
    "answer": (("objection", "outcome", "reason"), ("changes", "decision", "scheme")),
    "waiver": (("subject", "waives", "until", "reason"), ("scheme",)),
    "decision": (("reason",), ("scheme",)),
    "notice": (("reason",), ("from", "until", "scheme")),
    "final": (("reason",), ("scheme",)),
    "disbursement": (("paid", "reason"), ("scheme",)),
    "talk": (("subject", "present", "findings"), ("promises", "partner", "reason", "scheme")),
}
"""For each kind of act the keys it must have besides who and when, and those it may have."""


def read_act(row: PlacedMap, problems: list[Problem]) -> Act | None:
    """An act as a decisions file has it; what is wrong with it goes to `problems`, and it is then none.

    An objection stays on record whatever is wrong with it: somebody raised it.
    """
    kind = row["act"]
    if kind not in KINDS:
        hint = nearest(kind, KINDS)
        place = row.places["act"]
        problems.append(problem("word-unknown", place, found=kind_of(kind), expected=KINDS, nearest=hint))
        return None
    before = len(problems)
    needed, more = _KEYS[kind]
    known = ("act", *_COMMON, *needed, *more)
    for key in row:
        if key not in known:
            hint = nearest(key, known)
            problems.append(problem("key-unknown", row.key_places[key], found=key, expected=known, nearest=hint))
    read = _Reader(row, problems)
    for key in (*needed, *_COMMON):
        if not read.has(key):
            code = "waiver-without-expiry" if (kind, key) == ("waiver", "until") else "key-missing"
            problems.append(problem(code, row.place, found=key))
    made = _made(kind, read)
    _outcome(made, read)
    return made if len(problems) == before or kind == "objection" else None


def _made(kind: ActKind, read: "_Reader") -> Act:
    return Act(
        kind=kind,
        by=read.text("by"),
        on=read.day("on") or UNKNOWN_DAY,
        reason=read.text("reason"),
        place=read.row.place,
        scheme=read.text("scheme"),
        subject=read.text("subject"),
        id=read.text("objection" if kind == "answer" else "id"),
        start=read.day("from"),
        until=read.day("until"),
        raised_by=read.text("raised_by"),
        about=read.text("about"),
        outcome=read.text("outcome"),
        decision=read.text("decision"),
        changes=read.map("changes"),
        waives=read.text("waives"),
        paid=read.payments("paid"),
        present=read.texts("present"),
        partner=read.text("partner"),
        findings=read.text("findings"),
        promises=read.texts("promises"),
        places=dict(read.row.places),
    )


def _outcome(made: Act, read: "_Reader") -> None:
    """An objection is upheld with changes of evidence or with a decision, and rejected with neither."""
    if made.kind != "answer" or not made.outcome:
        return
    if made.outcome not in ("upheld", "rejected"):
        expected = ("upheld", "rejected")
        hint, place = nearest(made.outcome, expected), made.place_of("outcome")
        read.problems.append(problem("word-unknown", place, found=made.outcome, expected=expected, nearest=hint))
    elif [read.has("changes"), read.has("decision")].count(True) != (made.outcome == "upheld"):
        code = "answer-upheld" if made.outcome == "upheld" else "answer-rejected"
        read.problems.append(problem(code, made.place_of("outcome"), found=made.id))


@dataclass(frozen=True)
class _Reader:
    """Takes the parts of an act from its mapping; a part of another form is a problem, and then empty."""

    row: PlacedMap
    problems: list[Problem]

    def has(self, key: str) -> bool:
        return not is_missing(self.row.get(key), cells=False)

    def _wrong(self, code: str, place: Place, found: Any) -> None:
        self.problems.append(problem(code, place, found=kind_of(found)))

    def _of(self, key: str, code: str, fits: Callable[[Any], bool]) -> Any:
        """What stands under a key, if it is there and fits."""
        value = self.row.get(key)
        if not self.has(key):
            return None
        if not fits(value):
            self._wrong(code, self.row.places[key], value)
            return None
        return value

    def text(self, key: str) -> str:
        return str(self._of(key, "text-expected", lambda value: isinstance(value, str)) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        found = self._of(key, "list-expected", lambda value: isinstance(value, PlacedList))
        if found is None:
            return ()
        for one, place in zip(found, found.places, strict=True):
            if not isinstance(one, str):
                self._wrong("text-expected", place, one)
        return tuple(str(one) for one in found if isinstance(one, str))

    def day(self, key: str) -> date | None:
        found = self._of(key, "date-expected", lambda value: isinstance(value, str) and parse_day(value) is not None)
        return None if found is None else parse_day(found)

    def map(self, key: str) -> PlacedMap | None:
        found = self._of(key, "mapping-expected", lambda value: isinstance(value, PlacedMap) and bool(value))
        return found if isinstance(found, PlacedMap) else None

    def payments(self, key: str) -> tuple[Payment, ...]:
        found = self.map(key) or PlacedMap(NOWHERE)
        made = []
        for subject, value in found.items():
            place = found.places[subject]
            amount = number_of(value, cells=False)
            if isinstance(amount, Fault):
                self._wrong("number-expected", place, value)
            elif amount < 0 or (amount * 100).denominator != 1:
                self.problems.append(problem("money-not-fen", place, found=value))
            else:
                made.append(Payment(str(subject), amount, place))
        return tuple(made)
