"""What a form says of how its answers count: the handbook's own sentences, one after the other."""

from collections.abc import Iterable, Iterator

from evaluator.forms.content import Form
from evaluator.result.handbook import Item, Say

Line = tuple[int, str]
"""How far a line is set in, and what it says."""


def counting(form: Form) -> Iterator[Line]:
    """How every line of the sheet, the panel's marks and the total are scored, and what is missing comes to."""
    zh = form.lang == "zh"
    for standard in form.standards:
        yield 0, f"【{standard.title}】{standard.heading}" if zh else f"[{standard.title}] {standard.heading}"
        for item in (*standard.criteria, *standard.groups):
            yield 1, titled(item, zh=zh)
            yield from said(item.says, 2)
    if form.marks is not None:
        yield 0, f"【{form.marks.title}】" if zh else f"[{form.marks.title}]"
        yield from said(form.panel, 1)
    yield 0, "【总分】" if zh else "[Total]"
    yield from said(form.total, 1)
    if form.missing:
        yield 0, "【没有填报和填写有误的】" if zh else "[What is missing or wrong]"
        yield from said(form.missing, 1)


def titled(item: Item, *, zh: bool) -> str:
    """A line of the sheet with what it is worth."""
    if not item.worth:
        return item.title
    return f"{item.title}（{item.worth}）" if zh else f"{item.title} ({item.worth})"


def said(says: Iterable[Say], depth: int) -> Iterator[Line]:
    """Sentences with what they list, and tables a line a row."""
    for say in says:
        yield depth, say.text
        if say.grid is not None:
            for row in say.grid.rows:
                yield (
                    depth + 1,
                    " · ".join(f"{head} {cell}" for head, cell in zip(say.grid.head, row, strict=True) if cell),
                )
        yield from said(say.parts, depth + 1)
