"""`explain`: why a subject came out as it did."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.common import padded, show, show_problems, width
from evaluator.problems import Lang, Place, nearest, problem

if TYPE_CHECKING:
    from evaluator.result.explain import Row
    from evaluator.result.model import Result, Subject
    from evaluator.standing.season import Season


@click.command(short_help="why a subject came out as it did")
@click.argument("folder", metavar="DIR")
@click.argument("subject")
@click.argument("criterion", required=False)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言，默认同结果 · default: the result's language")
def explain(folder: str, subject: str, criterion: str | None, lang: Lang | None) -> None:
    """说明 SUBJECT 的结果：逐项列出得分、依据和佐证。Why SUBJECT came out as DIR says, line by line."""
    from evaluator.desk.recall import recall

    made = recall(Path(folder), subject, lang)
    if made.problems:
        show_problems(made.problems, made.lang)
        sys.exit(2)
    known = [one.criterion for _, found in made.found for one in found.findings]
    if criterion is not None and criterion not in known:
        hint = nearest(criterion, known)
        missing = problem("criterion-not-there", Place(folder), found=criterion, expected=known, nearest=hint)
        show_problems([missing], made.lang)
        sys.exit(2)
    shown = [
        (result, found)
        for result, found in made.found
        if criterion is None or any(one.criterion == criterion for one in found.findings)
    ]
    for number, (result, found) in enumerate(shown):
        if number:
            show("")
        if made.season:
            show(f"【{result.scheme.title}】" if made.lang == "zh" else f"[{result.scheme.title}]")
        for rows in _tables(made.remade(result.scheme.id), result, found, criterion):
            _table(rows)


def _tables(
    season: "Season | None", result: "Result", found: "Subject", criterion: str | None
) -> Iterator["Sequence[Row]"]:
    """The explanation of one subject under one scheme, and the way up."""
    from evaluator.desk.called import called
    from evaluator.desk.way_up import ways_up
    from evaluator.result.explain import explain as explained

    yield list(explained(result, found, criterion))
    if season is not None:
        if criterion is None:
            yield list(called(season, found, result.lang))
        yield list(ways_up(season, found, result.lang, criterion))


def _table(rows: "Sequence[Row]") -> None:
    """Rows with titles and numbers under each other."""
    titles = max((width(row.title) for row in rows if row.title != "heading"), default=0)
    numbers = max((width(row.number) for row in rows), default=0)

    def line(row: "Row") -> str:
        if row.title == "heading":
            return row.said
        if not row.title and not row.indent and not row.number:
            return row.said
        head = f"  {row.mark or ' '} {padded(row.title, titles)}  {padded(row.number, numbers)}  "
        return (padded(head + row.said, 96) + "  " + row.place if row.place else head + row.said).rstrip()

    for row in rows:
        show(line(row))
