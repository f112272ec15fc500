"""Sentences about what changed a grade: adjustments and quotas, in both languages."""

from collections.abc import Iterator

from evaluator.result.model import Result
from evaluator.result.shown_finding import Ruling
from evaluator.result.shown_subject import Subject


def graded(result: Result, subject: Subject) -> Iterator[str]:
    """Each adjustment that changes the subject's grade, or may, and each quota it came under, in their order."""
    zh = result.lang == "zh"
    for ruling in subject.rulings:
        if ruling.kind == "adjustment" and ruling.effect:
            yield _adjusted(ruling, zh)
        if ruling.kind == "quota":
            yield _placed(ruling, subject, _after(result, ruling.id), zh)


def _adjusted(ruling: Ruling, zh: bool) -> str:
    basis = (f"（依据{ruling.basis}）" if zh else f" (basis {ruling.basis})") if ruling.basis else ""
    if ruling.outcome == "true":
        return f"{ruling.title}，{ruling.effect}{basis}" if zh else f"{ruling.title}: {ruling.effect}{basis}"
    if zh:
        return f"“{ruling.title}”尚不能确定，成立的，{ruling.effect}{basis}"
    return f"{ruling.title} cannot be told yet; if it holds, {ruling.effect}{basis}"


def _placed(ruling: Ruling, subject: Subject, after: str, zh: bool) -> str:
    if zh:
        rank = f"名次第 {subject.rank}" if subject.rank else "不参加排名"
        to = {"true": f"评为{ruling.title}", "false": f"评为{after}", "missing": "能否列入尚不能确定"}[ruling.outcome]
        return f"{ruling.title}{ruling.effect}，{rank}，{to}"
    rank = f"rank {subject.rank}" if subject.rank else "not ranked"
    to = {"true": f"graded {ruling.title}", "false": f"graded {after}", "missing": "cannot be told yet"}[ruling.outcome]
    return f"{ruling.title} {ruling.effect}; {rank}, {to}"


def _after(result: Result, grade: str) -> str:
    """The title of the next grade in the scheme's list."""
    names = [name for name, _ in result.scheme.grades]
    number = names.index(grade) + 1
    return result.scheme.grades[number][1] if number < len(names) else ""
