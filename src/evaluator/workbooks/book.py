"""A result as a book of tables: which sheets it has, and what stands at the top of each."""

from collections.abc import Iterator

from evaluator.problems import Lang
from evaluator.workbooks.money import money
from evaluator.workbooks.others import interviews, problems, schemes, ties
from evaluator.workbooks.sheet import Book, Table
from evaluator.workbooks.shown import Shown, status
from evaluator.workbooks.standing import findings, results


def book(shown: Shown) -> Book:
    """A sheet for each kind of table that the result has."""
    whole, first = shown.overview, shown.parts[0].result
    head = whole or first
    every = [] if whole else [*first.waits]
    return Book(
        title=whole.season.title if whole else first.scheme.title,
        lead=_lead(shown),
        status=status(provisional=head.provisional, counts=head.counts, waits=every, lang=shown.lang),
        lang=shown.lang,
        on=head.as_of,
        tables=list(_tables(shown)),
    )


def _tables(shown: Shown) -> Iterator[Table]:
    if shown.overview is not None:
        yield schemes(shown, shown.overview)
    yield results(shown)
    yield findings(shown)
    if any(part.result.allocation is not None for part in shown.parts):
        yield money(shown)
    if any(part.result.scheme.interview is not None for part in shown.parts):
        yield interviews(shown)
    if any(part.result.ties for part in shown.parts):
        yield ties(shown)
    yield problems(shown)


def _lead(shown: Shown) -> str:
    head = shown.overview or shown.parts[0].result
    said = [shown.say(f"评价日期 {_day(head.as_of, shown.lang)}", f"as of {head.as_of}")]
    if shown.overview is None:
        start, end = (_day(day, shown.lang) for day in shown.parts[0].result.scheme.period)
        if shown.lang == "zh":
            said.insert(0, f"评价期 {start}至{end}" if end else f"评价期 {start}起")
        else:
            said.insert(0, f"Period {start} to {end}" if end else f"Period from {start}")
    if head.rules_from:
        said.append(shown.say(f"规则取自 {head.rules_from}", f"rules from {head.rules_from}"))
    said.append(shown.say(f"程序版本 {head.version}", f"version {head.version}"))
    lead = shown.say("　", "; ").join(said)
    return lead[:1].upper() + lead[1:]


def _day(day: str, lang: Lang) -> str:
    parts = day.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if lang == "zh" and len(parts) == 3 else day
