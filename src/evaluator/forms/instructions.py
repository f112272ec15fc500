"""The sheet of instructions: how the form is filled in, what it asks, and how the answers count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluator.forms.cells import told
from evaluator.forms.content import Form
from evaluator.forms.notes import RECUSED, Notes
from evaluator.forms.says import titled
from evaluator.forms.sheets import JUDGE, Sheet
from evaluator.result.handbook import Say

Kind = Literal["title", "lead", "step", "head", "standard", "line", "grid-head", "grid"]
"""A title, what stands below it, a step to take, a head, a standard, a line and what is said of it, rows of a table."""


@dataclass(frozen=True)
class Row:
    """One row: what stands in its first column, what is said beside it, or the cells of a table."""

    kind: Kind
    label: str = ""
    text: str = ""
    depth: int = 0
    cells: tuple[str, ...] = ()


def instructions(form: Form, made: Sequence[Sheet]) -> Iterator[Row]:
    """The rows of the sheet, in order."""
    say = Notes(form.lang)
    yield Row("title", form.title + say("填报说明" if form.marks is None else "打分说明", ": how to fill in this form"))
    yield from (Row("lead", one) for one in form.lead)
    heads = iter(say("一二三四", "1234"))

    def head(zh: str, en: str) -> Row:
        return Row("head", next(heads) + say(f"、{zh}", f". {en}"))

    yield head("怎样填写", "How to fill it in")
    steps = _marking(say) if form.marks is not None else _filling(form, made, say)
    yield from (Row("step", say(f"{number}．{step}", f"{number}. {step}")) for number, step in enumerate(steps, 1))
    yield head(
        "填报什么" if form.marks is None else "打什么分", "What is asked" if form.marks is None else "What is marked"
    )
    yield from _asked(form, made, say)
    yield head("怎样计分", "How it counts")
    yield from _counted(form, say)
    if form.missing:
        yield head("没有填报和填写有误的", "What is missing or wrong")
        yield from _says("", form.missing)


def _filling(form: Form, made: Sequence[Sheet], say: Notes) -> Iterator[str]:
    first, none = made[0], say.nothing
    if first.role == "subject":
        yield say(
            "每个对象填一页，左边是填报项，中间填答案，右边是填法。",
            "A page for each subject: fill in the middle column.",
        )
    else:
        yield say(
            f"在“{first.name}”表填写，一行填一个{form.noun}；同一编号只填一行，标明必填的不能空。",
            f"On the sheet “{first.name}”, a row for each {form.noun}; each id once, and all that is required.",
        )
    yield say(
        "只填白色的格子，其余已锁定；格子有下拉的，从下拉中选。不要改动表名和表头。",
        "Fill in the white cells, the rest is locked; where a cell has a list, choose from it. Rename nothing.",
    )
    yield say(
        "空着的视为没有填报；不知道的不要猜。" + (f"确实一项、一条也没有的，填“{none}”。" if form.questions else ""),
        f"What is left blank counts as missing; do not guess. What is known to be none at all: write “{none}”.",
    )
    yield say("日期写成年-月-日，如 2021-06-18。", "Dates are year-month-day, as 2021-06-18.")
    if form.tables:
        names = say("、", ", ").join(f"“{sheet.name}”" for sheet in made if sheet.role == "events")
        yield say(
            f"明细逐条填入{names}表，一条一行，每行先选所属对象的编号。",
            f"Tables ({names}): a row for each entry, beginning with the id of whose it is.",
        )
    if form.judged:
        yield say(
            "由有关人员评定的，填得分和评定人；没有给满分的，须写明理由。",
            "What persons judge: the points, who judged, and below full points the reason.",
        )
    yield say(
        "佐证材料另附，文件名写明编号和所证明的填报项。",
        "Attachments are handed in beside this form, named by the id and the question they support.",
    )


def _marking(say: Notes) -> Iterator[str]:
    yield say(
        f"每位评委填一份，先在“{JUDGE}”右边写明姓名。",
        f"One form for each judge: the name goes to the right of {JUDGE}.",
    )
    yield say(
        "一行一个对象，一列一个方面，在白色的格子里打分；分数超出范围的填不进去。",
        "A row for each subject and a column for each aspect; a mark out of bounds is not accepted.",
    )
    yield say(
        f"应当回避的，在“{RECUSED}”一列选“{RECUSED}”，这一行不打分。",
        f"Where you are recused, choose {RECUSED} and give no marks.",
    )
    yield say("没有打分的空着，不要填 0。", "Leave blank what you did not mark; 0 is a mark.")


def _asked(form: Form, made: Sequence[Sheet], say: Notes) -> Iterator[Row]:
    """Every column with how it is filled in; tables with theirs."""
    first = made[0]
    band = ""
    for column in first.columns:
        if form.marks is not None and column.band:
            continue
        if column.band != band:
            band = column.band
            if form.marks is None:
                yield Row("standard", band)
        yield Row("line", column.header, told(column, say))
    for sheet in (one for one in made if one.role == "events"):
        yield Row("standard", say(f"明细：{sheet.name}", f"Table: {sheet.name}"))
        yield from (Row("line", column.header, told(column, say)) for column in sheet.columns)


def _counted(form: Form, say: Notes) -> Iterator[Row]:
    zh = form.lang == "zh"
    for standard in form.standards:
        yield Row("standard", standard.title, standard.heading)
        for item in (*standard.criteria, *standard.groups):
            yield from _says(titled(item, zh=zh), item.says)
    if form.marks is not None:
        yield Row("standard", form.marks.title)
        yield from _says("", form.panel)
    yield Row("standard", say("总分", "Total"))
    yield from _says("", form.total)


def _says(label: str, says: Sequence[Say], depth: int = 0) -> Iterator[Row]:
    """Sentences beside a label, with what they list and their tables."""
    for number, one in enumerate(says):
        yield Row("line", label if not number else "", one.text, depth)
        if one.grid is not None:
            yield Row("grid-head", cells=one.grid.head)
            yield from (Row("grid", cells=cells) for cells in one.grid.rows)
        yield from _says("", one.parts, depth + 1)
