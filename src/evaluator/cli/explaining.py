"""`explain`: why a subject came out as it did."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.common import expect_result, json_option, padded, put_json, quiet_option, refused, show, width
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Place, nearest, problem

if TYPE_CHECKING:
    from evaluator.desk.recall import Recalled
    from evaluator.result.explain import Row
    from evaluator.result.model import Result
    from evaluator.result.shown_subject import Subject
    from evaluator.standing.season import Season


@click.command(short_help="why a subject came out as it did")
@click.argument("folder", metavar="DIR")
@click.argument("subject")
@click.argument("criterion", required=False)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言，默认同结果 · default: the result's language")
@quiet_option("说明照常显示", "the explanation is shown as ever")
@json_option
def explain(folder: str, subject: str, criterion: str | None, lang: Lang | None, quiet: bool, as_json: bool) -> None:
    """说明 SUBJECT 的结果：逐项列出得分、依据和佐证。Why SUBJECT came out as DIR says, line by line."""
    expect_result(str(Path(folder)), lang=lang, as_json=as_json)
    from evaluator.desk.recall import recall

    with showing(lang, quiet=quiet) as progress:
        made = recall(Path(folder), subject, lang, progress)
    if made.problems:
        refused(made.problems, made.lang, as_json=as_json)
    known = [one.criterion for _, found in made.found for one in found.findings]
    if criterion is not None and criterion not in known:
        hint = nearest(criterion, known)
        missing = problem("criterion-not-there", Place(folder), found=criterion, expected=known, nearest=hint)
        refused([missing], made.lang, as_json=as_json)
    shown = [
        (result, found)
        for result, found in made.found
        if criterion is None or any(one.criterion == criterion for one in found.findings)
    ]
    if as_json:
        _answered(made, shown, criterion)
        return
    for number, (result, found) in enumerate(shown):
        if number:
            show("")
        if made.season:
            show(f"【{result.scheme.title}】" if made.lang == "zh" else f"[{result.scheme.title}]")
        for rows in _tables(made.remade(result.scheme.id), result, found, criterion):
            _table(rows)


def _tables(
    season: "Season | None", result: "Result", found: "Subject", criterion: str | None
) -> "tuple[Sequence[Row], ...]":
    """The explanation of one subject under one scheme, why it is called to an interview, and the way up."""
    from evaluator.result.explain import explain as explained

    return list(explained(result, found, criterion)), *_beyond(season, result, found, criterion)


def _beyond(
    season: "Season | None", result: "Result", found: "Subject", criterion: str | None
) -> "tuple[Sequence[Row], Sequence[Row]]":
    """What is said beyond the result itself: of the interview, and the way up."""
    from evaluator.desk.called import called
    from evaluator.desk.way_up import ways_up

    if season is None:
        return (), ()
    interview = list(called(season, found, result.lang)) if criterion is None else []
    return interview, list(ways_up(season, found, result.lang, criterion))


def _answered(made: "Recalled", shown: "Sequence[tuple[Result, Subject]]", criterion: str | None) -> None:
    """The explanation as JSON."""
    from evaluator.desk.answering import explained_under
    from evaluator.desk.answers_on_results import Explained

    schemes = tuple(
        explained_under(result, found, criterion, *_beyond(made.remade(result.scheme.id), result, found, criterion))
        for result, found in shown
    )
    put_json(Explained(status=0, problems=(), lang=made.lang, schemes=schemes))


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
