"""A blank form: commented YAML that a panel fills in, made from the fields a scheme asks for."""

from collections.abc import Iterator

from evaluator.exact import shortest
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.problems import Lang
from evaluator.result.words import joined

_TYPES: dict[Lang, dict[str, str]] = {
    "zh": {
        "yes-no": "填 是 或 否",
        "integer": "填整数",
        "decimal": "填数字",
        "date": "填日期，如 2021-06-18",
        "text": "填文字",
        "choice": "选填一项",
        "choices": "可选多项，写成 [甲, 乙]；都没有写成 []",
        "events": "逐条填写；一条也没有写成 []",
    },
    "en": {
        "yes-no": "yes or no",
        "integer": "a whole number",
        "decimal": "a number",
        "date": "a date, as 2021-06-18",
        "text": "text",
        "choice": "one of the choices",
        "choices": "any of the choices, as [one, other]; none: []",
        "events": "one entry for each; none: []",
    },
}


def form(plan: Plan, lang: Lang) -> str:
    """The form's text: identity, every field in the order the rules list them, what persons judge, attachments."""
    return "\n".join(_lines(plan, lang)) + "\n"


def _lines(plan: Plan, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    scheme = plan.scheme
    yield f"# {scheme.title[lang]}"
    yield "# 空着的项视为未填报；不知道的不要猜。" if zh else "# What is left blank counts as missing; do not guess."
    yield "subject:"
    yield f"  kind: {scheme.subject}"
    yield f"  id: ''          # {'编号，保留引号' if zh else 'the id, inside the quotes'}"
    yield f"  name: ''        # {'名称' if zh else 'the name'}"
    names = {"street": "所在街道" if zh else "the street", "community": "所在社区" if zh else "the community"}
    for name, said in names.items():
        must = name in scheme.requires
        note = ("必填" if must else "可不填") if zh else ("required" if must else "optional")
        yield f"  {name + ':':<10} ''    # {said}（{note}）" if zh else f"  {name + ':':<10} ''    # {said} ({note})"
    yield "submitted:"
    yield f"  by: ''          # {'填报人或评审组' if zh else 'who submits'}"
    yield f"  on:             # {'填报日期' if zh else 'date of submission'}"
    yield "evidence:" if plan.asked else "evidence: {}"
    for name, asked in plan.asked.items():
        yield from _field(name, asked, lang)
    judged = [line for line in plan.sheet if line.assessed]
    if judged:
        yield "assessed:"
    for line in judged:
        scale = line.assessed
        assert scale is not None
        span = f"{shortest(scale.start)}–{shortest(scale.to)}"
        said = f"由{scale.by[lang]}评定，{span} 分" if zh else f"judged by {scale.by[lang]}, {span} points"
        if scale.assessors > 1:
            said += f"，共 {scale.assessors} 人，每人一行" if zh else f", {scale.assessors} persons, a line for each"
        yield f"  # {line.title[lang]}：{said}" if zh else f"  # {line.title[lang]}: {said}"
        blank = "{points: , by: '', reason: ''}"
        if scale.assessors == 1:
            yield f"  {line.id}: {blank}"
        else:
            yield f"  {line.id}:"
            yield from [f"    - {blank}"] * scale.assessors
    if zh:
        yield "# 佐证材料（可不填）：attachments: [{field: 填报项, file: 文件名}]"
    else:
        yield "# attachments (optional): attachments: [{field: a field, file: its file}]"


def noted(asked: Asking, lang: Lang) -> str:
    """How a field is filled in, with its help."""
    return "\n".join([_how(asked, lang), *([asked.help[lang]] if asked.help else [])])


def _how(asked: Asking, lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join([_TYPES[lang][asked.type], *_limits(asked, lang)])


def _field(name: str, asked: Asking, lang: Lang) -> Iterator[str]:
    label = asked.label[lang] if asked.label else name
    yield f"  # {label}{'：' if lang == 'zh' else ': '}{_how(asked, lang)}"
    if asked.help:
        yield f"  # {asked.help[lang]}"
    yield f"  {name}:"
    if asked.type == "events":
        example = ", ".join(f"{column}: {_sample(one, lang)}" for column, one in asked.columns.items())
        yield f"  #  - {{{example}}}"
        for column, one in asked.columns.items():
            yield from _judged(column, one, lang)


def _judged(name: str, column: Column, lang: Lang) -> Iterator[str]:
    """Who judges a number of each row, within which bounds, and where the reason stands."""
    if column.assessed is None or column.minimum is None or column.maximum is None:
        return
    by, reason = column.assessed.by[lang], column.assessed.reason
    low, high = shortest(column.minimum, column.places), shortest(column.maximum, column.places)
    if lang == "zh":
        yield f"  #  {name}：由{by}评定，{low} 至 {high}，须在 {reason} 写明理由"
    else:
        yield f"  #  {name}: judged by {by}, {low} to {high}, with the reason under {reason}"


def _limits(asked: Asking, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    if asked.choices:
        yield ("可选 " if zh else "choices: ") + joined(asked.choices, lang)
    if asked.unit:
        yield f"{'单位' if zh else 'unit'} {asked.unit}"
    if asked.minimum is not None and asked.maximum is not None:
        low, high = shortest(asked.minimum), shortest(asked.maximum)
        yield f"{low} 至 {high}" if zh else f"{low} to {high}"
    elif asked.minimum is not None:
        yield f"{'不小于' if zh else 'at least'} {shortest(asked.minimum)}"
    elif asked.maximum is not None:
        yield f"{'不大于' if zh else 'at most'} {shortest(asked.maximum)}"
    if asked.places:
        plural = "s" if asked.places > 1 else ""
        yield f"最多 {asked.places} 位小数" if zh else f"at most {asked.places} decimal{plural}"


def _sample(column: Column, lang: Lang) -> str:
    label = column.of[0] if column.of else column.label[lang] if column.label else ""
    return {"date": "2021-03-05", "yes-no": "是" if lang == "zh" else "yes", "integer": "1", "decimal": "1"}.get(
        column.type, label or "…"
    )
