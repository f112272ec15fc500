"""`tables`: a result as a workbook that people open in a spreadsheet program."""

from collections.abc import Iterator
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
    sheets_missing,
    write,
)
from evaluator.problems import Lang, Place, Problem, problem


@click.command(short_help="the tables of a result as a spreadsheet")
@click.argument("folder", metavar="DIR")
@click.option(
    "--out",
    metavar="FILE.xlsx",
    help="写入文件，默认在结果文件夹旁 · file to write, by default beside the folder",
)
@lang_option
@quiet_option("不显示写入何处", "without saying where it was written")
@json_option
def tables(folder: str, out: str | None, lang: Lang, quiet: bool, as_json: bool) -> None:
    """结果表：把 DIR 中的结果、结论、资金分配、约谈、同分和问题写成 Excel、WPS 可打开的表格，文字同结果的语言。

    The tables of the result in DIR (results, findings, allocation, interviews, ties, problems) as a workbook, in the
    result's own language; of a season one workbook with a column for the scheme.
    """
    problems = [*_refused(folder, out), *sheets_missing()]
    shown = None
    if not problems:
        expect_result(folder, lang=lang, as_json=as_json)
        from evaluator.desk.whole import read_whole

        shown, problems = read_whole(folder)
    if shown is not None:
        from evaluator.workbooks.book import book
        from evaluator.workbooks.write import workbook

        target = Path(out) if out is not None else _beside(Path(folder))
        data = workbook(book(shown))
        write(target, data, lang, as_json=as_json)
        _told(target, data, lang, quiet=quiet, as_json=as_json)
        return
    refused(problems, lang, as_json=as_json)


def _told(target: Path, data: bytes, lang: Lang, *, quiet: bool, as_json: bool) -> None:
    """Where the workbook was written."""
    if as_json:
        from evaluator.desk.answering import written

        put_json(written(data, str(target)))
    elif not quiet:
        said(lang, f"已写入 {target}", f"wrote {target}")


def _refused(folder: str, out: str | None) -> Iterator[Problem]:
    """Why no workbook may be written under that name."""
    from evaluator.result.manifest import MANIFEST

    if out is None:
        return
    if Path(out).suffix.lower() != ".xlsx":
        yield problem("tables-kind", Place(out), found=Path(out).suffix, expected=".xlsx")
    for above in Path(out).absolute().parents:
        if (above / MANIFEST).is_file():
            yield problem("tables-inside-result", Place(out), found=above.name, expected=_beside(Path(folder)))
            return


def _beside(folder: Path) -> Path:
    """The workbook's name: beside the result, of one scheme of a season beside the season's."""
    from evaluator.result.manifest import MANIFEST

    whole = folder if folder.name not in ("", "..") else folder.resolve()
    if (whole / MANIFEST).is_file() or not (whole.parent / MANIFEST).is_file():
        return whole.with_name(f"{whole.name}-tables.xlsx")
    above = whole.parent if whole.parent.name not in ("", "..") else whole.parent.resolve()
    return above.with_name(f"{above.name}-{whole.name}-tables.xlsx")
