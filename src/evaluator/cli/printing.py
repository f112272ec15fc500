"""`pdf`: the Word documents of a result as PDF."""

import sys
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
    show_problems,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Place, Problem, problem


@click.command(short_help="the Word documents of a result as PDF")
@click.argument("folder", metavar="DIR")
@click.option(
    "--out",
    metavar="FOLDER",
    help="写入文件夹，默认在结果文件夹旁 · folder to write, by default beside the result",
)
@lang_option
@quiet_option("不显示写入何处", "without saying where they were written")
@json_option
def pdf(folder: str, out: str | None, lang: Lang, quiet: bool, as_json: bool) -> None:
    """文书转为 PDF：用 LibreOffice 把 DIR 中的 Word 文书逐份转为 PDF，写在结果文件夹旁，不写入结果。

    The Word documents of the result in DIR as PDF, by LibreOffice, in a folder beside the result.
    """
    target = Path(out) if out is not None else beside(Path(folder))
    problems = list(_refused(folder, target))
    if problems:
        refused(problems, lang, as_json=as_json)
    expect_result(folder, lang=lang, as_json=as_json)
    from evaluator.desk.printing import printed
    from evaluator.parts import DONE, FOUND
    from evaluator.problems import errors_in
    from evaluator.writing.failures import cannot_write
    from evaluator.writing.folder import put_folder
    from evaluator.writing.hold import hold_folder

    with hold_folder(target) as held:
        if isinstance(held, Problem):
            refused([held], lang, as_json=as_json)
        try:
            with showing(lang, quiet=quiet) as progress:
                made = printed(folder, progress)
        except OSError as error:  # in the folder of the system's in which they are converted
            refused([cannot_write(error.filename or target, error)], lang, as_json=as_json)
        lost = list(_refused(folder, target)) or put_folder(held, made.files) if made.files else []
    if not made.files or errors_in(lost):
        refused([*made.problems, *lost], lang, as_json=as_json)
    show_problems([*made.problems, *held.warnings, *lost], lang)
    status = FOUND if made.problems else DONE
    if as_json:
        from evaluator.desk.answering import printed as answer

        put_json(answer(made, str(target), status, lang))
    elif not quiet:
        said(lang, f"已写入 {target}，共 {len(made.files)} 份", f"wrote {target}: {len(made.files)} documents")
    sys.exit(status)


def beside(folder: Path) -> Path:
    """The folder's name: beside the result, of one scheme of a season beside the season's."""
    from evaluator.result.manifest import MANIFEST

    whole = folder if folder.name not in ("", "..") else folder.resolve()
    if (whole / MANIFEST).is_file() or not (whole.parent / MANIFEST).is_file():
        return whole.with_name(f"{whole.name}-pdf")
    above = whole.parent if whole.parent.name not in ("", "..") else whole.parent.resolve()
    return above.with_name(f"{above.name}-{whole.name}-pdf")


def _refused(folder: str, out: Path) -> Iterator[Problem]:
    """Why nothing may be written there: it is in a result, or holds files that are no PDF."""
    from evaluator.result.manifest import MANIFEST

    whole = out.absolute()
    for above in (whole, *whole.parents):
        if (above / MANIFEST).is_file():
            yield problem("pdf-inside-result", Place(str(out)), found=above.name, expected=beside(Path(folder)))
            return
    if out.is_dir():
        others = sorted(one.name for one in out.rglob("*") if one.is_file() and one.suffix.lower() != ".pdf")
        if others:
            yield problem("out-not-ours", Place(str(out)), found=", ".join(others[:5]))
    elif out.exists():
        yield problem("out-not-ours", Place(str(out)), found=out.name)
