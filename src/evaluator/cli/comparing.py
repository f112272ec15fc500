"""`compare` and `whatif`: who comes out otherwise, by what, because of which clause."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click

from evaluator.cli.common import (
    expect_result,
    json_option,
    put_json,
    quiet_option,
    refused,
    said,
    show,
    show_problems,
    write,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang, problem

if TYPE_CHECKING:
    from evaluator.desk.compare import Compared

Format = Literal["text", "json"]

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="格式 · format"
)
out_option = click.option("--out", metavar="FILE.html", help="另写成网页 · write a page as well")
templates_option = click.option("--templates", metavar="DIR", help="模板目录 · folder of templates")
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="语言，默认同结果 · default: the result's language"
)


quiet = quiet_option("不显示提醒，比较结果照常显示", "without warnings; what differs is shown as ever")


@dataclass(frozen=True)
class _Style:
    """How an answer is given: as JSON or as text, with what is beside it or without, in which language."""

    as_json: bool
    quiet: bool
    lang: Lang | None


@click.command(short_help="two results: who moved, and how much money")
@click.argument("before", metavar="DIR")
@click.argument("after", metavar="DIR")
@format_option
@out_option
@templates_option
@lang_option
@quiet
@json_option
def compare(
    before: str,
    after: str,
    form: Format,
    out: str | None,
    templates: str | None,
    lang: Lang | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """比较两个结果：谁的结果不同，资金变动多少。Who came out otherwise in the second result than in the first."""
    expect_result(before, after, lang=lang, as_json=as_json or form == "json")
    from evaluator.desk.compare import compare as compared

    _shown(compared(before, after, lang), _Style(as_json or form == "json", quiet, lang), out, templates)


@click.command(short_help="an evaluated season under edited rules")
@click.argument("folder", metavar="DIR")
@click.option(
    "--rules",
    metavar="DIR|FILE",
    help="改过的规则目录，或改过的一个规则文件（替换同一编号的）· folder of the edited rules, or one edited rule file, "
    "put in the place of what has its id",
)
@click.option("--from", "base", metavar="DIR", help="材料所在，默认当前目录 · where the inputs are found")
@click.option("--sweep", metavar="NAME.weight=40..70[:5]", help="取值范围，看结果何时改变 · vary one value")
@click.option("--first", type=click.IntRange(min=1), default=10, show_default=True, help="没有等次时看前几名 · places")
@format_option
@out_option
@templates_option
@lang_option
@quiet
@json_option
def whatif(
    folder: str,
    rules: str | None,
    base: str | None,
    sweep: str | None,
    first: int,
    form: Format,
    out: str | None,
    templates: str | None,
    lang: Lang | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """试算：已评价的年度换用改过的规则会怎样，逐条归因。The season of DIR under edited rules, clause by clause."""
    style = _Style(as_json or form == "json", quiet, lang)
    if rules is not None or sweep is not None:
        expect_result(folder, lang=lang, as_json=style.as_json)
    if sweep is not None:
        from evaluator.cli.sweep_text import told as swept_lines
        from evaluator.desk.sweep import sweep as swept

        with showing(lang, quiet=quiet) as progress:
            made = swept(folder, sweep, rules=rules, base=base, first=first, lang=lang, progress=progress)
        if made.sweep is None:
            refused(made.problems, lang or "zh", as_json=style.as_json)
        show_problems(made.problems, lang or made.sweep.lang, quiet=quiet)
        if out is not None:
            from evaluator.documents.render import render_sweep

            _page(render_sweep, made.sweep, out, templates, style)
        _put(made.sweep, style, swept_lines(made.sweep), out)
        return
    if rules is None:
        refused([problem("whatif-nothing")], lang or "zh", as_json=style.as_json)
    from evaluator.desk.whatif import what_if

    with showing(lang, quiet=quiet) as progress:
        tried = what_if(folder, rules, lang=lang, base=base, progress=progress)
    _shown(tried, style, out, templates)


def _shown(made: "Compared", style: _Style, out: str | None, templates: str | None) -> None:
    """Problems, the differences, and the page if one is wanted."""
    from evaluator.cli.differences_text import told

    found = made.differences
    spoken: Lang = style.lang or (found.lang if found else "zh")
    if found is None:
        refused(made.problems, spoken, as_json=style.as_json)
    show_problems(made.problems, spoken, quiet=style.quiet)
    if out is not None:
        from evaluator.documents.render import render_differences

        _page(render_differences, found, out, templates, style)
    _put(found, style, told(found), out)


def _page(render: Any, found: Any, out: str, templates: str | None, style: _Style) -> None:
    """Write what was found as a page."""
    from evaluator.roots import find_root

    root = find_root("templates", templates)
    tree = root.tree()
    page, wrong = (None, tree.problems) if tree.problems else render(found, tree.files, root.shown)
    if page is None:
        refused(wrong, found.lang, as_json=style.as_json)
    write(out, page, found.lang, as_json=style.as_json)


def _put(model: Any, style: _Style, lines: Any, out: str | None) -> None:
    if style.as_json:
        put_json(model)
        return
    for line in lines:
        show(line)
    if out is not None:
        said(model.lang, f"网页见 {out}", f"page: {out}")
