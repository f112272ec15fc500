"""What a form asks, made from a plan: the one model that every kind of form is rendered from.

Frozen; labels and sentences are in the form's language already. Renderers set them out and decide nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from evaluator.forms.days import counted_days
from evaluator.language.edition import edition
from evaluator.language.fields import Asking, Column, FieldType
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.asked import choices_of, how
from evaluator.result.handbook import Say, Standard
from evaluator.result.told_asked import standard
from evaluator.result.told_lead import lead, missing, subject
from evaluator.result.told_scheme import Schemes

Part = Literal["all", "street", "panel", "judge"]
"""Who fills it in: a street what is submitted, a panel also what persons judge, a judge marks.

`all` is everything but the marks, which each judge hands in alone.
"""


@dataclass(frozen=True)
class Subject:
    """Somebody the form is made out for."""

    id: str
    name: str = ""
    street: str = ""
    community: str = ""


@dataclass(frozen=True)
class Question:
    """One thing to fill in: its name in evidence, what people call it, and what may stand there.

    `how` says how it is written as text. `days` are the first and the last day that count, where others are listed and
    not counted. `by` judges a number, and `reason` is the column that says why. A table has `columns`.
    """

    name: str
    label: str
    type: FieldType
    help: str = ""
    how: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    places: int = 0
    days: tuple[date, date] | None = None
    required: bool = False
    by: str = ""
    reason: str = ""
    columns: "tuple[Question, ...]" = ()


@dataclass(frozen=True)
class Section:
    """Questions under one head: of the scheme itself, or of a rule set."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Judged:
    """A line of the scoring sheet that named persons judge: points by each, with a reason below full."""

    id: str
    points: Question
    assessors: int


@dataclass(frozen=True)
class Marks:
    """What each judge of the scheme's panel marks."""

    title: str
    aspects: tuple[Question, ...]


@dataclass(frozen=True)
class Form:
    """A form: whom it is for, what it asks, and what it says of how the answers count."""

    lang: Lang
    part: Part
    scheme: str
    title: str
    kind: str
    noun: str
    edition: str
    as_of: date
    lead: tuple[str, ...]
    identity: tuple[Question, ...]
    sections: tuple[Section, ...] = ()
    judged: tuple[Judged, ...] = ()
    marks: Marks | None = None
    standards: tuple[Standard, ...] = ()
    panel: tuple[Say, ...] = ()
    total: tuple[Say, ...] = ()
    missing: tuple[Say, ...] = ()
    subjects: tuple[Subject, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is submitted of a subject, in the order the rules list it."""
        return tuple(one for section in self.sections for one in section.questions)

    @property
    def tables(self) -> tuple[Question, ...]:
        """The questions that are tables of events."""
        return tuple(one for one in self.questions if one.type == "events")


def content(plan: Plan, lang: Lang, part: Part = "all", subjects: tuple[Subject, ...] = ()) -> Form:
    """What the form of a scheme asks of those who fill in a part of it."""
    told, scheme = Schemes(plan, lang), plan.scheme
    marking = part == "judge"
    weights = {component.id: component.weight for component in scheme.components}
    return Form(
        lang=lang,
        part=part,
        scheme=scheme.scheme,
        title=scheme.title[lang],
        kind=scheme.subject,
        noun=told.say(scheme.noun) or scheme.subject,
        edition=edition(plan),
        as_of=plan.as_of,
        lead=(*lead(told, scheme.authority, scheme.source, "本表"), *subject(told)),
        identity=tuple(_identity(plan, told)),
        sections=() if marking else tuple(_sections(plan, told)),
        judged=() if part in ("judge", "street") else tuple(_judged(plan, told)),
        marks=_marks(plan, told) if marking else None,
        standards=() if marking else tuple(standard(told, one, weights.get(one.ruleset)) for one in plan.rulesets),
        panel=told.panel(scheme.panel) if marking and scheme.panel is not None else (),
        total=told.total(),
        missing=() if marking else tuple(missing(told)),
        subjects=subjects,
    )


def _identity(plan: Plan, told: Schemes) -> Iterator[Question]:
    labels = {
        "id": told._("编号", "id"),
        "name": told._("名称", "name"),
        "street": told._("所在街道", "street"),
        "community": told._("所在社区", "community"),
    }
    for name, label in labels.items():
        yield Question(name, label, "text", required=name in ("id", "name", *plan.scheme.requires))


def _sections(plan: Plan, told: Schemes) -> Iterator[Section]:
    """Every field once, under the head of what asks for it first."""
    left = dict(plan.asked)
    of = {rules.ruleset: told.say(rules.title) for rules in plan.rulesets}
    asking = [(told._("基本情况", "General"), plan.scheme.fields)]
    asking += [(of[rules.ruleset], rules.fields) for rules in plan.rulesets]
    for title, fields in asking:
        mine = tuple(_question(name, left.pop(name), plan, told) for name in fields if name in left)
        if mine:
            yield Section(title, mine)


def _question(name: str, asked: Asking, plan: Plan, told: Schemes) -> Question:
    note = told._("按期报送，一期没有记录的视为没有报送", "reported by period: one without a row was not reported")
    notes = [told.say(asked.help), note if asked.reported is not None else ""]
    return replace(
        _answer(name, asked, told),
        help=told._("；", "; ").join(one for one in notes if one),
        columns=tuple(_column(name, asked, column, plan, told) for column in asked.columns),
    )


def _column(table: str, asked: Asking, name: str, plan: Plan, told: Schemes) -> Question:
    column = asked.columns[name]
    made = _answer(name, column, told)
    if column.type == "date":
        return replace(made, days=counted_days(plan, table, name))
    judge = column.assessed
    if judge is None:
        return made
    return replace(made, by=told.say(judge.by), reason=judge.reason)


def _answer(name: str, one: Asking | Column, told: Schemes) -> Question:
    return Question(
        name=name,
        label=told.say(one.label) or name,
        type=one.type,
        how=how(one, told.lang),
        choices=choices_of(one),
        unit=one.unit or "",
        low=one.minimum,
        high=one.maximum,
        places=one.places,
    )


def _judged(plan: Plan, told: Schemes) -> Iterator[Judged]:
    for line in plan.sheet:
        scale = line.assessed
        if scale is None:
            continue
        points = Question(
            name=line.id,
            label=told.say(line.title),
            type="decimal" if scale.places else "integer",
            low=scale.start,
            high=scale.to,
            places=scale.places,
            by=told.say(scale.by),
        )
        yield Judged(line.id, points, scale.assessors)


def _marks(plan: Plan, told: Schemes) -> Marks | None:
    panel = plan.scheme.panel
    if panel is None:
        return None
    places = panel.scale.places
    return Marks(
        panel.title[told.lang],
        tuple(
            Question(
                name=one.id,
                label=one.title[told.lang],
                type="decimal" if places else "integer",
                low=panel.scale.start,
                high=one.worth,
                places=places,
                required=True,
            )
            for one in panel.aspects
        ),
    )
