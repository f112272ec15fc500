"""`form`: a blank for those who fill in what a scheme asks, as a spreadsheet or as YAML."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.common import (
    as_of_option,
    json_option,
    lang_option,
    plan_of,
    put_json,
    quiet_option,
    refused,
    rules_option,
    said,
    sheets_missing,
    write,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Place, Problem, problem

if TYPE_CHECKING:
    from evaluator.forms.content import Part, Subject
    from evaluator.language.plan import Plan
    from evaluator.progress import Progress

_TEXT = ("", ".yaml", ".yml", ".txt")


@click.command(short_help="a blank form to fill in")
@click.argument("scheme")
@click.option(
    "--out", metavar="FILE", help="写入文件，.xlsx 或 .yaml，默认显示 YAML · file to write, else YAML is shown"
)
@click.option(
    "--for",
    "part",
    type=click.Choice(["all", "street", "panel", "judge"]),
    default="all",
    show_default=True,
    help="由谁填写：街道填申报内容，评审组另填评定，评委打分；默认为打分以外的全部 · "
    "who fills it in: a street what is submitted, a panel also what persons judge, a judge marks; all but marks",
)
@click.option(
    "--from",
    "given",
    metavar="EVIDENCE",
    multiple=True,
    help="预填其中的评价对象 · made out for the subjects of evidence",
)
@click.option("--one", "ones", metavar="ID", multiple=True, help="一个对象一页 · a page for this subject")
@as_of_option
@lang_option
@rules_option
@quiet_option(
    "不显示写入何处；不写入文件的，表照常显示", "without saying where it was written; a form without FILE is shown"
)
@json_option
def form(
    scheme: str,
    out: str | None,
    part: "Part",
    given: tuple[str, ...],
    ones: tuple[str, ...],
    as_of: str | None,
    lang: Lang,
    rules: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """空白申报表：填报什么、怎样计分、由谁填写，按方案生成；可用 Excel、WPS 填写。

    A blank form with everything the SCHEME asks, as a spreadsheet (FILE ends in .xlsx) or as commented YAML.
    """
    plan = plan_of(scheme, rules, as_of, lang, as_json=as_json)
    ending = Path(out or "").suffix.lower()
    problems = list(_refused(plan, part, ending, out or ""))
    with showing(lang, quiet=quiet) as progress:
        subjects, lost = _subjects(plan, given, ones, progress)
    problems += lost
    made = b"" if problems else _made(plan, lang, part, subjects, ending, pages=bool(ones))
    if problems:
        refused(problems, lang, as_json=as_json)
    if out is not None:
        write(out, made, lang, as_json=as_json)
    if as_json:
        from evaluator.desk.answering import formed

        put_json(formed(made, out, text=out is None))
    elif out is None:
        click.echo(made.decode(), nl=False)
    elif not quiet:
        said(lang, f"已写入 {out}", f"wrote {out}")


def _refused(plan: "Plan", part: "Part", ending: str, out: str) -> "list[Problem]":
    """Why no such form can be made."""
    found = []
    if ending not in (".xlsx", *_TEXT):
        found.append(problem("form-kind", Place(out), found=ending, expected=[".xlsx", ".yaml"]))
    found += sheets_missing() if ending == ".xlsx" else []
    if part == "judge" and plan.scheme.panel is None:
        found.append(problem("form-without-panel", plan.scheme.place, found=plan.scheme.scheme))
    return found


def _made(
    plan: "Plan", lang: Lang, part: "Part", subjects: "tuple[Subject, ...]", ending: str, *, pages: bool
) -> bytes:
    from evaluator.forms.content import content

    form = content(plan, lang, part, subjects)
    if ending == ".xlsx":
        from evaluator.forms.workbook import workbook

        return workbook(form, pages=pages)
    from evaluator.forms.yaml_form import yaml_form

    return yaml_form(form).encode()


def _subjects(
    plan: "Plan", given: Sequence[str], ones: Sequence[str], progress: "Progress"
) -> "tuple[tuple[Subject, ...], list[Problem]]":
    """Whom the form is made out for: those asked for, as evidence names them, or all that it names."""
    from evaluator.forms.content import Subject
    from evaluator.problems import nearest

    wanted = tuple(dict.fromkeys(ones))
    if not given:
        return tuple(map(Subject, wanted)), []
    known, problems = _named(plan, given, progress)
    if problems or not wanted:
        return tuple(known.values()), problems
    lost = [one for one in wanted if one not in known]
    problems = [problem("form-subject-unknown", found=one, nearest=nearest(one, known)) for one in lost]
    return tuple(known[one] for one in wanted if one in known), problems


def _named(plan: "Plan", given: Sequence[str], progress: "Progress") -> "tuple[dict[str, Subject], list[Problem]]":
    """The subjects of evidence by their ids, and what keeps any from being read; their answers are not looked at."""
    from evaluator.forms.content import Subject
    from evaluator.inputs import evidence_files, gather_files

    names, lost = evidence_files(given)
    if lost:
        return {}, lost
    (inputs,) = gather_files([plan], names, {}, parts=False, progress=progress)[0].parts
    table = inputs.evidence
    problems = [one for one in table.problems if one.code.startswith("identity-")]
    rows = zip(table.ids, table.names, table.streets, table.communities, strict=True)
    known = {row[0]: Subject(*row) for row in rows}
    return known, problems or ([] if known else [problem("no-evidence")])
