"""The sheets a spreadsheet form has: which columns, under which headers, and where the rows begin.

The hidden key says the same of them as this does; what reads a form back relies on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from evaluator.forms.content import Form, Judged, Question
from evaluator.forms.notes import RECUSED, Notes

Role = Literal["subjects", "subject", "events", "marks"]
"""One row a subject, one page a subject, a table of events, or a judge's marks."""

_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = dict.fromkeys(map(ord, "[]:*?/\\'"), " ")


@dataclass(frozen=True)
class Column:
    """A column, or a line of a page: its header, the name its answers have in evidence, and what may stand there.

    `band` is the head it stands under, and `note` what is said below its header; `offers` lists choices that are too
    many for that. Answers other than the choices are let through where several may be given.
    """

    header: str
    name: str
    asked: Question
    band: str = ""
    note: str = ""
    offers: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = True


@dataclass(frozen=True)
class Sheet:
    """One sheet to fill in; `first` is its first row of answers, counted from 1, and `extra` the field of a table."""

    name: str
    role: Role
    title: str
    columns: tuple[Column, ...]
    first: int
    extra: str = ""
    subject: int = -1


FIRST: dict[Role, int] = {"subjects": 5, "subject": 4, "events": 4, "marks": 6}
_ROWS, _MORE = 5_000, 1_000

JUDGE = "评委"
"""The label beside which a judge's name stands, in every language."""


def sheets(form: Form, *, pages: bool) -> tuple[Sheet, ...]:
    """The sheets of a form: a row for each subject, or with `pages` a page for each; then the tables of events."""
    say = Notes(form.lang)
    found = tuple(_named(_sheets(form, say, pages)))
    tables = {sheet.extra: sheet.name for sheet in found if sheet.role == "events"}

    def noted(column: Column) -> Column:
        return replace(column, note=say.table(tables[column.name])) if column.asked.type == "events" else column

    return tuple(replace(sheet, columns=tuple(map(noted, sheet.columns))) for sheet in found)


def _sheets(form: Form, say: Notes, pages: bool) -> Iterator[Sheet]:
    if form.marks is not None:
        columns = (*_identity(form, say), *(_column(one, say) for one in form.marks.aspects), _recused(say))
        yield _sheet(say("评委打分", "Marks"), "marks", form.marks.title, columns)
        return
    columns = tuple(_subject_columns(form, say))
    if pages:
        for number, subject in enumerate(form.subjects):
            yield replace(_sheet(subject.id, "subject", form.title, columns), subject=number)
    else:
        yield _sheet(say("申报内容", "Evidence"), "subjects", form.title, columns)
    for table in form.tables:
        whose = Column(say("编号", "id"), "id", Question("id", "", "text"), note=say.whose())
        columns = (whose, *(_own(_column(one, say, table)) for one in table.columns))
        yield replace(_sheet(table.label, "events", table.label, columns), extra=table.name)


def _own(column: Column) -> Column:
    """A column of a table, told apart from the one that says whose a row is."""
    return replace(column, name=f".{column.name}") if column.name == "id" else column


def _sheet(name: str, role: Role, title: str, columns: Iterable[Column]) -> Sheet:
    headers: set[str] = set()
    unique = []
    for column in columns:
        header = _once(" ".join(column.header.split()), headers)
        headers.add(header)
        unique.append(replace(column, header=header))
    return Sheet(name, role, title, tuple(unique), FIRST[role])


def _once(header: str, taken: set[str]) -> str:
    """A header that no other column of its sheet has."""
    number, made = 1, header
    while made in taken:
        number += 1
        made = f"{header}（{number}）"
    return made


def _named(found: Iterator[Sheet]) -> Iterator[Sheet]:
    """Sheets with names a spreadsheet takes: not too long, without its signs, and no two alike."""
    taken: set[str] = set()
    for sheet in found:
        base = " ".join(sheet.name.translate(_NOT_IN_SHEET_NAMES).split()) or sheet.role
        number, name = 1, base[:_SHEET_NAME].strip()
        while name.casefold() in taken | RESERVED:
            number += 1
            ending = f" {number}"
            name = base[: _SHEET_NAME - len(ending)].strip() + ending
        taken.add(name.casefold())
        yield replace(sheet, name=name)


def last_row(form: Form) -> int:
    """The last row that takes answers: far down, and far below the subjects that are known."""
    return max(_ROWS, len(form.subjects) + _MORE)


RESERVED = frozenset({"填写说明", "instructions", "_lists", "_evaluator", "history"})
"""Names that sheets of the form's own have, and one that Excel keeps for itself."""


def _identity(form: Form, say: Notes) -> Iterator[Column]:
    """Who is meant; in a judge's form places only where they are known already."""
    for asked in form.identity:
        known = any(getattr(subject, asked.name) for subject in form.subjects)
        if form.marks is None or known or asked.name in ("id", "name"):
            note = say.must() if asked.required else say.may()
            note = say.known() if form.marks is not None and form.subjects else note
            yield Column(asked.label, asked.name, asked, say("评价对象", "Subject"), note)


def _subject_columns(form: Form, say: Notes) -> Iterator[Column]:
    yield from _identity(form, say)
    for section in form.sections:
        for asked in section.questions:
            yield replace(_column(asked, say), band=section.title)
    for line in form.judged:
        yield from _judged(line, say)
    band = say("报送", "Submission")
    by, on = say("填报人", "submitted by"), say("填报日期", "submitted on")
    yield Column(by, "submitted.by", Question("submitted.by", by, "text"), band, say.may())
    day = Question("submitted.on", on, "date")
    yield Column(on, "submitted.on", day, band, say.note(day))


def _recused(say: Notes) -> Column:
    asked = Question("recused", "", "choice")
    return Column(say("回避", "recused"), "recused", asked, note=say.recused(), choices=(RECUSED,))


def _column(asked: Question, say: Notes, table: Question | None = None) -> Column:
    match asked.type:
        case "yes-no":
            choices: tuple[str, ...] = say.yes_no
        case "events":
            choices = (say.nothing,)
        case "choices":
            choices = (*asked.choices, *(() if say.nothing in asked.choices else (say.nothing,)))
        case _:
            choices = asked.choices
    note = "" if asked.type == "events" else say.note(asked, table)
    made = Column(asked.label, asked.name, asked, note=note, choices=choices, strict=asked.type != "choices")
    return replace(made, offers=say.offers(asked) if asked.choices and not say.few(asked) else "")


def _judged(line: Judged, say: Notes) -> Iterator[Column]:
    """Points, by whom and why, for each assessor."""
    band = say("评定", "Judged")
    text = Question(line.id, line.points.label, "text")
    for number in range(1, line.assessors + 1):
        title = line.points.label + (say(f"（第{number}人）", f" ({number})") if line.assessors > 1 else "")
        ending = f".{number}" if number > 1 else ""
        points = Column(f"{title}·{say('得分', 'points')}", f"{line.id}.points{ending}", line.points, band)
        yield replace(points, note=say.note(line.points))
        yield Column(f"{title}·{say('评定人', 'by')}", f"{line.id}.by{ending}", text, band, say.by(line.points))
        yield Column(f"{title}·{say('理由', 'reason')}", f"{line.id}.reason{ending}", text, band, say.why())
