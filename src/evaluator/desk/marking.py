"""A copy of the one workbook of a preview in which what is wrong, and what is waited for, stands at its cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.evidence.read import MOST_PACKED
from evaluator.evidence.sheets import WORKBOOKS
from evaluator.files import bytes_of, taken_in
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.result.write import not_inside

if TYPE_CHECKING:
    from evaluator.desk.preview import Previewed, Waiting
    from evaluator.limited import Limited
    from evaluator.marked.workbook import Done, Mark

_TASK = "evaluator.marked.workbook:mark"
_SEVERITY: dict[Lang, dict[str, str]] = {
    "zh": {"error": "错误：", "warning": "提醒："},
    "en": {"error": "Error: ", "warning": "Warning: "},
}


@dataclass(frozen=True)
class Marked:
    """What became of a marked copy: why there is none, or on how many cells something is wrong or waited for."""

    problems: tuple[Problem, ...] = ()
    wrong: int = 0
    missing: int = 0


def not_markable(evidence: Sequence[str], out: str) -> list[Problem]:
    """Why no marked copy can be written to `out`, as far as that is known before anything is read."""
    from evaluator.inputs import evidence_files

    names, lost = evidence_files(evidence)
    if lost:
        return []  # the preview says so itself
    books = _workbooks(names)
    if len(books) != 1:
        return [problem("mark-one-workbook", found=len(books), nearest="")]
    ending = Path(books[0]).suffix.lower()
    if Path(out).suffix.lower() != ending:
        return [problem("mark-kind", Place(out), found=Path(out).suffix, expected=ending)]
    if inside := not_inside(out):
        return [inside]
    if Path(out).exists() and not _is_ours(Path(out), Path(books[0])):
        return [problem("mark-not-ours", Place(out))]
    return []


def mark(evidence: Sequence[str], previewed: "Previewed", out: str, lang: Lang) -> Marked:
    """Write the marked copy of the one workbook among the evidence."""
    from evaluator.inputs import evidence_files
    from evaluator.limited import Limited
    from evaluator.writing.file import write_file

    names, _ = evidence_files(evidence)
    (name,) = _workbooks(names)
    data = taken_in(name, MOST_PACKED)
    if isinstance(data, Problem):
        return Marked()  # the preview says so itself
    with Limited() as limited:
        done = marked_copy((name, data), previewed.problems, previewed.waiting, lang, limited)
    if not done.workbook:
        return Marked((problem("mark-impossible", Place(name)),))
    lost = write_file(out, done.workbook)
    return Marked((lost,)) if lost is not None else Marked((), done.wrong, done.missing)


def marked_copy(
    workbook: tuple[str, bytes],
    problems: Iterable[Problem],
    waiting: "Iterable[Waiting]",
    lang: Lang,
    limited: "Limited",
) -> "Done":
    """A workbook, by its name in places, with what is wrong in it and what is waited for; empty if none can be made."""
    import msgspec

    from evaluator.marked.workbook import Done, Task

    name, data = workbook
    task = Task(data, list(_marks(name, problems, waiting, lang)), lang)
    answer = limited.run(_TASK, msgspec.msgpack.encode(task))
    return msgspec.msgpack.decode(answer, type=Done) if isinstance(answer, bytes) else Done()


def _workbooks(names: Iterable[str]) -> list[str]:
    return [name for name in names if Path(name).suffix.lower() in WORKBOOKS]


def _is_ours(out: Path, workbook: Path) -> bool:
    """Whether a file is a marked copy nobody has worked in since, and not the very workbook that is looked at."""
    from evaluator.marked.package import is_marked_copy

    try:
        return not out.samefile(workbook) and is_marked_copy(bytes_of(out, MOST_PACKED))
    except OSError:
        return False


def _marks(file: str, problems: Iterable[Problem], waiting: "Iterable[Waiting]", lang: Lang) -> "Iterator[Mark]":
    from evaluator.marked.workbook import Mark

    for item in problems:
        if item.place.file == file:
            said = f"{_SEVERITY[lang][item.severity]}{item.message(lang)}\n{item.remedy(lang)}".strip()
            yield Mark(said, item.place.sheet, item.place.line, item.place.column)
    for one in waiting:
        if one.place.file == file:
            titles = {"zh": "、".join(f"“{title}”" for title in one.titles), "en": ", ".join(one.titles)}[lang]
            said = {"zh": f"尚未填报。{titles}须据此评定。", "en": f"Not answered yet; needed for: {titles}."}[lang]
            yield Mark(said, one.place.sheet, one.place.line, field=one.field)
