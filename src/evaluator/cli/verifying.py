"""`verify`: whether a result is still what was made, and would be made again."""

import sys
from pathlib import Path

import click

from evaluator.cli.common import (
    expect_result,
    json_option,
    lang_option,
    put_json,
    quiet_option,
    refused,
    said,
    show_problems,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang


@click.command(short_help="a result is what its manifest says, and a re-run gives the same bytes")
@click.argument("folder", metavar="DIR")
@click.option("--from", "start", metavar="DIR", default=".", help="评价时所在的文件夹 · where the run was made")
@lang_option
@quiet_option("不显示提醒和合计，只看问题和退出状态", "without warnings and totals: errors and the exit status alone")
@json_option
def verify(folder: str, start: str, lang: Lang, quiet: bool, as_json: bool) -> None:
    """核对结果：材料、规则、结果与清单一致，重新评价得出同样的文件。Whether DIR is what its manifest says."""
    expect_result(str(Path(folder)), lang=lang, as_json=as_json)
    from evaluator.desk.verifying import verify as verified

    with showing(lang, quiet=quiet) as progress:
        made = verified(Path(folder), Path(start), progress)
    if not made.files:
        refused(made.problems, lang, as_json=as_json)
    show_problems(made.problems, lang, quiet=quiet)
    if as_json:
        from evaluator.desk.answering import verified as answered

        put_json(answered(made, folder, lang))
    elif not quiet:
        wrong = len(made.problems)
        again = made.again
        said(
            lang,
            f"核对 {made.files} 个文件，{wrong} 个问题；{'已' if again else '没有'}重新评价。",
            f"{made.files} files compared, {wrong} problems; {'evaluated' if again else 'not evaluated'} again.",
        )
    sys.exit(made.status)
