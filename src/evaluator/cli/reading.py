"""`guide` and `figures`: a scheme for people to read, and where its figures come from."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaluator.cli.common import (
    as_of_option,
    json_option,
    lang_option,
    padded,
    put_json,
    quiet_option,
    refused,
    rules_option,
    said,
    show,
    width,
    write,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Place, problem

if TYPE_CHECKING:
    from evaluator.desk.figures import History, Holding
    from evaluator.rules import Rules


def _loaded(scheme: str, rules: str | None, as_of: str | None, lang: Lang, *, as_json: bool) -> "Rules":
    """A scheme or a season, or its problems and the end."""
    from evaluator.problems import errors_in
    from evaluator.rules import load_rules

    loaded = load_rules(scheme, rules, as_of)
    if not loaded.plans or errors_in(loaded.problems):
        refused(loaded.problems, lang, as_json=as_json)
    return loaded


@click.command(short_help="the scheme as a handbook people can read")
@click.argument("scheme")
@click.option("--out", required=True, metavar="FILE", help="写入文件，.html 或 .md · file to write")
@click.option("--templates", metavar="DIR", help="模板目录 · folder of templates")
@as_of_option
@lang_option
@rules_option
@quiet_option("不显示写入何处，只写文件", "without saying where: FILE alone is written")
@json_option
def guide(
    scheme: str,
    out: str,
    templates: str | None,
    as_of: str | None,
    lang: Lang,
    rules: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """评价手册：填报什么、怎样评分、数值由谁制定。The SCHEME (or season) as a handbook."""
    from evaluator.desk.guide import book
    from evaluator.documents.render import GuideKind, render_guide
    from evaluator.roots import find_root

    kinds: dict[str, GuideKind] = {".html": "html", ".md": "md"}
    kind = kinds.get(Path(out).suffix)
    if kind is None:
        wrong = problem("guide-kind", Place(out), found=Path(out).suffix, expected=list(kinds))
        refused([wrong], lang, as_json=as_json)
    root = find_root("templates", templates)
    loaded = _loaded(scheme, rules, as_of, lang, as_json=as_json)
    tree = root.tree()
    if tree.problems:
        refused(tree.problems, lang, as_json=as_json)
    with showing(lang, quiet=quiet) as progress:
        page, problems = render_guide(book(loaded, lang, progress), kind, tree.files, root.shown)
    if problems or page is None:
        refused(problems, lang, as_json=as_json)
    write(out, page, lang, as_json=as_json)
    if as_json:
        from evaluator.desk.answering import written

        put_json(written(page, out))
    elif not quiet:
        said(lang, f"已写入 {out}", f"wrote {out}")


@click.command(short_help="the history of every figure with its authority")
@click.argument("scheme")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_of_option
@lang_option
@rules_option
@quiet_option("各项数值照常显示", "the figures are shown as ever")
@json_option
def figures(
    scheme: str, kind: str, as_of: str | None, lang: Lang, rules: str | None, quiet: bool, as_json: bool
) -> None:
    """各项数值的沿革：数值、自何时起、由谁制定、何处使用。Every figure of the SCHEME by day, with who set it."""
    from evaluator.desk.figures import histories

    as_json = as_json or kind == "json"
    loaded = _loaded(scheme, rules, as_of, lang, as_json=as_json)
    found = {plan.scheme.scheme: histories(plan, loaded.library, lang) for plan in loaded.plans}
    if as_json:
        import json

        shown = {name: [_as_data(one) for one in held] for name, held in found.items()}
        click.echo(json.dumps(shown if loaded.season else next(iter(shown.values())), ensure_ascii=False, indent=2))
        return
    for plan in loaded.plans:
        on = plan.as_of.isoformat()
        said(lang, f"{plan.scheme.title[lang]}  评价日期 {on}", f"{plan.scheme.title[lang]}  as of {on}")
        for one in found[plan.scheme.scheme]:
            _show(one, lang)


def _as_data(one: "History") -> dict[str, Any]:
    """A figure as JSON: days as text, places as `file:line`."""
    return {
        "name": one.name,
        "title": one.title,
        "dated": one.dated,
        "history": [
            {
                "value": held.value,
                "from": _day(held.start),
                "to": _day(held.to),
                "origin": held.origin,
                "authority": held.authority,
                "in_force": held.now,
                "place": _at(held.place),
            }
            for held in one.holdings
        ],
        "used": [{"title": use.title, "place": _at(use.place)} for use in one.used],
    }


def _day(day: date | None) -> str | None:
    return None if day is None or day == date.min else day.isoformat()


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _show(one: "History", lang: Lang) -> None:
    """A figure, then a line for each value: a mark at the one in force, days, whose it is and where it stands."""
    show(f"  {one.title}")
    for held in one.holdings:
        head = f"    {'▸' if held.now else ' '} {padded(_span(held, lang), 24)}  {held.value}"
        whose = {"zh": "，", "en": ", "}[lang].join(part for part in (held.origin, held.authority) if part)
        show(f"{padded(head, max(60, width(head)))}  {whose}  {_at(held.place)}")
    for use in one.used:
        show({"zh": "      用于 ", "en": "      used by "}[lang] + f"{use.title}  {_at(use.place)}")


def _span(held: "Holding", lang: Lang) -> str:
    start, to = _day(held.start) or "", _day(held.to)
    return f"{start} – {to}" if to else {"zh": f"{start} 起", "en": f"from {start}"}[lang]
