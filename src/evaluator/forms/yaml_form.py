"""A form as commented YAML: what it asks and how it counts in comments, and a blank after every question."""

import json
from collections.abc import Iterator

from evaluator.exact import shortest
from evaluator.forms.content import Form, Judged, Question, Subject
from evaluator.forms.says import counting
from evaluator.problems import Lang


def yaml_form(form: Form) -> str:
    """The form's text: a document for each subject it is made out for, or one with blanks for its identity."""
    zh = form.lang == "zh"
    lines = [f"# {form.title}", *(f"# {one}" for one in form.lead)]
    if form.marks is not None:
        lines.append(
            "# 每位评委填一份，每行写明评委姓名；没有打分的行删去。"
            if zh
            else "# One for each judge, named in every row; delete the rows without a mark."
        )
        return "\n".join([*lines, *_counted(form), *_marks(form)]) + "\n"
    lines.append(
        "# 空着的项视为未填报；不知道的不要猜。" if zh else "# What is left blank counts as missing; do not guess."
    )
    lines += _counted(form)
    for number, subject in enumerate(form.subjects or (Subject(""),)):
        lines += ["---"] if number else []
        lines += _subject(form, subject)
    return "\n".join(lines) + "\n"


def _counted(form: Form) -> Iterator[str]:
    """How the answers count, as the handbook says it."""
    yield "#"
    for depth, text in counting(form):
        yield f"# {'  ' * depth}{text}"
    yield "#"


def _subject(form: Form, subject: Subject) -> Iterator[str]:
    zh = form.lang == "zh"
    yield "subject:"
    yield f"  kind: {form.kind}"
    yield f"  id: {_text(subject.id):<11} # {'编号，保留引号' if zh else 'the id, inside the quotes'}"
    yield f"  name: {_text(subject.name):<9} # {'名称' if zh else 'the name'}"
    said = {"street": "所在街道" if zh else "the street", "community": "所在社区" if zh else "the community"}
    given = {"street": subject.street, "community": subject.community}
    for asked in form.identity:
        if asked.name in said:
            note = ("必填" if asked.required else "可不填") if zh else ("required" if asked.required else "optional")
            note = f"{said[asked.name]}（{note}）" if zh else f"{said[asked.name]} ({note})"
            yield f"  {asked.name + ':':<10} {_text(given[asked.name]):<5} # {note}"
    yield "submitted:"
    yield f"  by: ''          # {'填报人或评审组' if zh else 'who submits'}"
    yield f"  on:             # {'填报日期' if zh else 'date of submission'}"
    yield "evidence:" if form.questions else "evidence: {}"
    for question in form.questions:
        yield from _question(question, form.lang)
    if form.judged:
        yield "assessed:"
    for line in form.judged:
        yield from _judged(line, form.lang)
    if zh:
        yield "# 佐证材料（可不填）：attachments: [{field: 填报项, file: 文件名}]"
    else:
        yield "# attachments (optional): attachments: [{field: a field, file: its file}]"


def _text(value: str) -> str:
    """A text in quotes that keep it what it is."""
    if not value.isprintable():
        return json.dumps(value)
    return "'" + value.replace("'", "''") + "'"


def _question(asked: Question, lang: Lang) -> Iterator[str]:
    yield f"  # {asked.label}{'：' if lang == 'zh' else ': '}{asked.how}"
    if asked.help:
        yield f"  # {asked.help}"
    yield f"  {asked.name}:"
    if asked.columns:
        example = ", ".join(f"{column.name}: {_sample(column, lang)}" for column in asked.columns)
        yield f"  #  - {{{example}}}"
        for column in asked.columns:
            yield from _judged_column(column, lang)


def _judged_column(column: Question, lang: Lang) -> Iterator[str]:
    """Who judges a number of each row, within which bounds, and where the reason stands."""
    if not column.by or column.low is None or column.high is None:
        return
    low, high = shortest(column.low, column.places), shortest(column.high, column.places)
    if lang == "zh":
        yield f"  #  {column.name}：由{column.by}评定，{low} 至 {high}，须在 {column.reason} 写明理由"
    else:
        yield f"  #  {column.name}: judged by {column.by}, {low} to {high}, with the reason under {column.reason}"


def _judged(line: Judged, lang: Lang) -> Iterator[str]:
    zh, points = lang == "zh", line.points
    assert points.low is not None
    assert points.high is not None
    span = f"{shortest(points.low)}–{shortest(points.high)}"
    said = f"由{points.by}评定，{span} 分" if zh else f"judged by {points.by}, {span} points"
    if line.assessors > 1:
        said += f"，共 {line.assessors} 人，每人一行" if zh else f", {line.assessors} persons, a line for each"
    yield f"  # {points.label}：{said}" if zh else f"  # {points.label}: {said}"
    blank = "{points: , by: '', reason: ''}"
    if line.assessors == 1:
        yield f"  {line.id}: {blank}"
    else:
        yield f"  {line.id}:"
        yield from [f"    - {blank}"] * line.assessors


def _marks(form: Form) -> Iterator[str]:
    zh, marks = form.lang == "zh", form.marks
    assert marks is not None
    yield "marks:"
    for subject in form.subjects or (Subject(""),):
        if subject.name:
            yield f"  # {subject.name}"
        for aspect in marks.aspects:
            yield f"  - {{judge: '', subject: {_text(subject.id)}, aspect: {_text(aspect.name)}, mark: }}"
    yield "# 回避的，把该对象的打分行删去，并写：" if zh else "# Where you are recused, delete the marks and write:"
    yield "# recusals: [{judge: '', subject: ''}]"


def _sample(column: Question, lang: Lang) -> str:
    label = column.choices[0] if column.choices else column.label if column.label != column.name else ""
    return {"date": "2021-03-05", "yes-no": "是" if lang == "zh" else "yes", "integer": "1", "decimal": "1"}.get(
        column.type, label or "…"
    )
