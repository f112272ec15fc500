"""What the commands share: options, and how problems and marks look on a terminal."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from evaluator.problems import Lang, Place, Problem, in_order, printable, problem, rendered

if TYPE_CHECKING:
    from evaluator.language.plan import Plan

Command = TypeVar("Command", bound=Callable[..., Any])

_NOTHING = 2
"""`evaluator.parts.NOTHING`, without loading what makes results only to say that there will be none."""

lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言 · language of messages"
)
rules_option = click.option("--rules", metavar="DIR", help="规则目录 · folder of rules")
earlier_option = click.option("--earlier", metavar="DIR", help="上一评价期的结果目录 · an earlier season's result")
as_of_option = click.option("--as-of", metavar="DATE", help="评价日期，默认评价期末日 · default: end of the period")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="标准输出为一个 JSON 文档 · one JSON document on standard output"
)


def quiet_option(zh: str, en: str) -> Callable[[Command], Command]:
    """`--quiet`, with what a command leaves out under it; no progress is shown, and the exit status is the same."""
    return click.option("-q", "--quiet", is_flag=True, help=f"{zh}，也不显示进度 · {en}, and no progress")


def show_problems(problems: Iterable[Problem], lang: Lang, most: int = 0, *, quiet: bool = False) -> None:
    """Problems on standard error, sorted; with `most`, no more than that many and how many are left.

    Where it shall be quiet, those alone that are errors.
    """
    found = [one for one in in_order(problems) if not quiet or one.severity == "error"]
    shown = found[:most] if most else found
    for item in shown:
        text = rendered(item, lang)
        click.secho(text, err=True, fg="red" if item.severity == "error" else "yellow")
    if len(found) > len(shown):
        left = len(found) - len(shown)
        click.echo(
            {"zh": f"另有 {left} 个问题，见结果。", "en": f"{left} more problems, see the result."}[lang], err=True
        )


def show(line: str) -> None:
    """A line on the terminal; what somebody wrote into a name cannot break it or steer the terminal."""
    click.echo(printable(line))


def said(lang: Lang, zh: str, en: str) -> None:
    """A line in the language asked for."""
    click.echo(zh if lang == "zh" else en)


def put_json(answer: Any) -> None:
    """An answer as the one JSON document on standard output."""
    from evaluator.result.manifest import model_bytes

    click.echo(model_bytes(answer), nl=False)


def refused(problems: Iterable[Problem], lang: Lang, *, as_json: bool) -> NoReturn:
    """The end of a command that can do nothing: why, and exit status 2."""
    found = list(problems)
    show_problems(found, lang)
    if as_json:
        from evaluator.desk.answer import Refused
        from evaluator.desk.answering import problems_of

        put_json(Refused(problems=problems_of(found, lang)))
    sys.exit(_NOTHING)


def write(out: str | Path, data: bytes, lang: Lang, *, as_json: bool) -> None:
    """Write a file whole or not at all; where that cannot be done, why not, and the end."""
    from evaluator.result.write import not_inside
    from evaluator.writing.file import write_file

    lost = not_inside(out) or write_file(out, data)
    if lost is not None:
        refused([lost], lang, as_json=as_json)


def expect_result(*folders: str, lang: Lang | None, as_json: bool) -> None:
    """The end of a command whose folders hold no result, before anything is loaded that reads one.

    A scheme's part of a season has its manifest above. What is wrong with a result that is there is found in reading.
    """
    lost = [problem("not-a-result", Place(one), found=one) for one in folders if not _is_result(Path(one))]
    if lost:
        refused(lost, lang or "zh", as_json=as_json)


def _is_result(folder: Path) -> bool:
    """Whether a folder, or that above it, may hold a result of ours."""
    from evaluator.result.manifest import MANIFEST

    above = folder.resolve().parent if folder.name in ("", "..") else folder.parent
    return (folder / MANIFEST).is_file() or (above / MANIFEST).is_file()


def width(text: str) -> int:
    """Columns a text takes on a terminal: Chinese characters take two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, columns: int) -> str:
    """`text` filled with spaces to a number of terminal columns."""
    return text + " " * max(0, columns - width(text))


def sheets_missing() -> list[Problem]:
    """Why no spreadsheet can be made: the extra that makes them is not installed."""
    from importlib.util import find_spec

    return [] if find_spec("xlsxwriter") else [problem("sheets-not-installed", found="xlsxwriter")]


def plan_of(scheme: str, rules: str | None, as_of: str | None, lang: Lang, *, as_json: bool = False) -> "Plan":
    """The plan of a scheme, or its problems and the end."""
    from evaluator.problems import errors_in
    from evaluator.rules import load_scheme

    loaded = load_scheme(scheme, rules, as_of)
    if loaded.plan is None or errors_in(loaded.problems):
        refused(loaded.problems, lang, as_json=as_json)
    return loaded.plan
