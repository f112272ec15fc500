"""The model of a handbook: what a scheme asks and how it judges, in the words of one language, before any evidence.

Frozen; everything is text already. Templates set headings and order, and decide nothing.
"""

from dataclasses import dataclass

from evaluator.problems import Lang


@dataclass(frozen=True)
class Grid:
    """A table; `numbers` are the columns that hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Say:
    """A sentence, what it lists, and a table that belongs to it."""

    text: str
    parts: "tuple[Say, ...]" = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Item:
    """One line of a sheet, one quantity, gate, veto or the like: what it is called and what is said of it."""

    id: str
    title: str
    says: tuple[Say, ...]
    worth: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Told:
    """One thing that is asked: a field, or a column of a table."""

    id: str
    label: str
    type: str
    unit: str = ""
    limits: str = ""
    help: str = ""
    columns: "tuple[Told, ...]" = ()


@dataclass(frozen=True)
class Standard:
    """A rule set: what it asks, what is worked out, how each criterion is scored, and how they are summed up."""

    id: str
    title: str
    heading: str
    basis: str
    fields: tuple[Told, ...]
    quantities: tuple[Item, ...]
    criteria: tuple[Item, ...]
    groups: tuple[Item, ...]


@dataclass(frozen=True)
class Line:
    """One criterion of the worked example: what was submitted, what it was held against, and what it earned."""

    title: str
    seen: tuple[str, ...]
    points: str
    verdict: str


@dataclass(frozen=True)
class Example:
    """A case of the scheme's own, judged as evidence is."""

    title: str
    file: str
    given: Grid
    lines: tuple[Line, ...]
    outcome: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """One scheme as a chapter."""

    id: str
    title: str
    lead: tuple[str, ...]
    fields: tuple[Told, ...]
    quantities: tuple[Item, ...]
    judged: tuple[Say, ...]
    standards: tuple[Standard, ...]
    behind: tuple[Standard, ...]
    panel: tuple[Say, ...]
    total: tuple[Say, ...]
    gates: tuple[Item, ...]
    vetoes: tuple[Item, ...]
    ranking: tuple[Say, ...]
    grades: tuple[Say, ...]
    adjustments: tuple[Item, ...]
    allocation: tuple[Say, ...]
    interviews: tuple[Say, ...]
    follow_up: tuple[Say, ...]
    put_right: tuple[Say, ...]
    course: tuple[Say, ...]
    documents: Grid | None
    missing: tuple[Say, ...]
    example: Example | None
    figures: Grid


@dataclass(frozen=True)
class Part:
    """The schemes under one head of a policy."""

    title: str
    basis: str
    guides: tuple[Guide, ...]


@dataclass(frozen=True)
class Book:
    """A handbook of one scheme, or of a season's schemes with a chapter for each."""

    lang: Lang
    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
