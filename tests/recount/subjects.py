"""One subject as conditions see it: its answers, what is worked out from them, and its findings."""

from datetime import date
from typing import Any

from recount.conditions import Known, Names, Word, holds
from recount.evidence import Subject, Submitted, bounds, subjects
from recount.points import Finding, judged
from recount.quantities import Quantities
from recount.refusal import refuse
from recount.rules import Kind, Node
from recount.spans import ANYTHING, Span, Truth


class Seen:
    """A subject of one kind; quantities and findings are worked out once, when they are asked for."""

    def __init__(self, world: "World", kind: Kind, subject: Subject) -> None:
        self.world = world
        self.kind = kind
        self.subject = subject
        self.numbers: dict[str, Span] = {}
        self.findings: dict[str, Finding] = {}
        self.criteria = {str(one["id"]): one for one in kind.criteria}
        self.names = Names(self.known, lambda name: self.finding(name).verdict, kind.figures, world.as_of, self.given)

    def known(self, name: str) -> Known:
        if name in self.kind.fields:
            return tested(self.kind.fields[name], self.subject.answers.get(name))
        return self.number(name)

    def number(self, name: str) -> Span:
        if name in self.kind.fields:
            found = typed(self.kind.fields[name], self.subject.answers.get(name))
            if not isinstance(found, Span):
                raise refuse(name, "something that is no number where one belongs")
            return found
        if name not in self.kind.derived:
            raise refuse(name, "a name that is neither a field nor a quantity")
        if name not in self.numbers:
            self.numbers[name] = Quantities(self).work_out(name, self.kind.derived[name])
        return self.numbers[name]

    def given(self, name: str) -> Truth:
        if name in self.kind.fields:
            return None if name in self.subject.unsettled else name in self.subject.answers
        if self.number(name).known is None and self.number(name) != ANYTHING:
            raise refuse(name, "“provided” of a quantity of which bounds are known")
        return self.number(name).known is not None

    def finding(self, name: str) -> Finding:
        if name not in self.criteria:
            raise refuse(name, "a finding of no criterion")
        if name not in self.findings:
            self.findings[name] = judged(self.criteria[name], self)
        return self.findings[name]

    def holds(self, condition: Node) -> Truth:
        return holds(condition, self.names)

    def behind(self, link: str) -> list[tuple["Seen", Truth]]:
        """The subjects behind a link, and whether each surely is one; None where that is not known."""
        kind, node = self.kind.links[link]
        own = node.get("by", "id")
        mine = self.who(node.get("mine", own))
        by_key = self.world.by_key(kind, node.get("theirs", own))
        if mine is None:
            return [(other, None) for others in by_key.values() for other in others]
        sure: list[tuple[Seen, Truth]] = [(other, True) for other in by_key.get(mine, ())]
        return sure + [(other, None) for other in by_key.get(None, ())]

    def who(self, key: str) -> str | None:
        if key in ("id", "name", "street", "community"):
            return str(getattr(self.subject, key)) or None
        word = self.known(key)
        if not isinstance(word, Word) or word.form != "text":
            raise refuse(f"a link by {key}", "anything but a text")
        return None if word.value is None else str(word.value)


def tested(spec: Node, value: Any) -> Known:
    """An answer as a test sees it: without one the test is missing, whatever the field allows."""
    found = typed(spec, value)
    return Span(None, None, found.places) if value is None and isinstance(found, Span) else found


def typed(spec: Node, value: Any) -> Known:
    """An answer, or what its field allows where there is none."""
    if spec["type"] in ("integer", "decimal"):
        places = int(spec.get("places", "0")) if spec["type"] == "decimal" else 0
        if value is not None:
            return Span(value, value, places)
        if "of" in spec:
            raise refuse("a field", "a number of a list that is not answered")
        low, high = bounds(spec)
        return Span(low, high, places)
    choices = tuple(map(str, spec["of"])) if spec["type"] == "choice" else ()
    return Word(spec["type"], value, choices)


class World:
    """All subjects of all kinds that a scheme sees."""

    def __init__(self, submitted: Submitted, start: date, end: date, as_of: date) -> None:
        self.submitted = submitted
        self.start = start
        self.end = end
        self.as_of = as_of
        self.last = min(end, as_of)
        self.kinds: dict[int, list[Seen]] = {}  # a kind by itself: two links may judge it by two rule sets
        self.rejected: dict[int, int] = {}
        self.keyed: dict[tuple[int, str], dict[str | None, list[Seen]]] = {}

    def of(self, kind: Kind) -> list[Seen]:
        if id(kind) not in self.kinds:
            found, rejected = subjects(kind, self.submitted)
            self.kinds[id(kind)] = [Seen(self, kind, one) for one in found.values()]
            self.rejected[id(kind)] = rejected
        return self.kinds[id(kind)]

    def by_key(self, kind: Kind, key: str) -> dict[str | None, list[Seen]]:
        """The subjects of a kind by what they have under a key; under None those who have not answered it."""
        if (id(kind), key) not in self.keyed:
            found: dict[str | None, list[Seen]] = {}
            for one in self.of(kind):
                found.setdefault(one.who(key), []).append(one)
            self.keyed[id(kind), key] = found
        return self.keyed[id(kind), key]
