"""`evaluate` and `preview`: evidence in, results out; or only what is wrong with it."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaluator.cli.common import (
    as_of_option,
    earlier_option,
    json_option,
    lang_option,
    padded,
    put_json,
    quiet_option,
    refused,
    rules_option,
    said,
    show,
    show_problems,
    width,
)
from evaluator.cli.showing import showing
from evaluator.cli.signing import act_options
from evaluator.kinds import FORMATS, TABLES, Format, TableKind
from evaluator.problems import Lang, Problem, nearest

if TYPE_CHECKING:
    from evaluator.parts import Reports, Run


class Formats(click.ParamType[tuple[Format, ...]]):
    """Formats of documents, separated by commas, each once."""

    name = "formats"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Format, ...]:
        if isinstance(value, tuple):
            return value
        asked = [part.strip() for part in str(value).split(",")]
        for part in asked:
            if part not in FORMATS:
                hint = nearest(part, FORMATS)
                like = f"，是否为 {hint} · did you mean {hint}?" if hint else ""
                self.fail(f"没有格式“{part}” · there is no format “{part}”（{', '.join(FORMATS)}）{like}", param, ctx)
        return tuple(one for one in FORMATS if one in asked)


@click.command(short_help="evaluate evidence, write results and documents")
@click.argument("scheme")
@click.argument("evidence", nargs=-1, required=True)
@click.option("--out", required=True, metavar="DIR", help="结果目录 · folder for the result")
@click.option(
    "--reports",
    type=click.Choice(["all", "decided", "none"]),
    default="all",
    show_default=True,
    help="文书 · documents",
)
@click.option(
    "--formats",
    type=Formats(),
    default="html",
    show_default=True,
    metavar="FORMATS",
    help="文书的格式，用逗号隔开：html、word · formats of documents, separated by commas",
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="csv",
    show_default=True,
    help="结果表的格式，parquet 写入 DIR/results/ · the table of results; as parquet in DIR/results/",
)
@click.option("--templates", metavar="DIR", help="模板目录 · folder of templates")
@earlier_option
@as_of_option
@lang_option
@rules_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="同时运行的进程数，默认为处理器核数 · processes at work, as many as cores by default",
)
@click.option("--scheduler", metavar="ADDRESS", help="Dask 集群调度器的地址 · scheduler of a Dask cluster")
@act_options
@quiet_option("不显示摘要和提醒，只写结果目录", "without summary and warnings: DIR alone is written")
@json_option
def evaluate(
    scheme: str,
    evidence: tuple[str, ...],
    out: str,
    reports: "Reports",
    formats: tuple[Format, ...],
    table: TableKind,
    templates: str | None,
    earlier: str | None,
    as_of: str | None,
    lang: Lang,
    rules: str | None,
    workers: int | None,
    scheduler: str | None,
    by: str,
    on: str,
    log: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """评价：读入申报材料，按方案评价，写出结果和文书。Evaluate EVIDENCE by SCHEME and write DIR."""
    from evaluator.result.write import refuse

    if log is None and (by or on):
        raise click.UsageError("--by 和 --on 写入记录，应与 --log 同用 · --by and --on go into the log: give --log")
    blocked = [*filter(None, [refuse(Path(out))]), *([] if log is None else _not_loggable(log, out, by, on))]
    if blocked:
        refused(blocked, lang, as_json=as_json)
    from evaluator.cli.season_summary import season_summary
    from evaluator.cli.summary import summary
    from evaluator.run import evaluate as evaluated

    with showing(lang, quiet=quiet) as progress:
        made = evaluated(
            scheme,
            evidence,
            out=out,
            as_of=as_of,
            lang=lang,
            reports=reports,
            formats=formats,
            rules=rules,
            templates=templates,
            earlier=earlier,
            workers=workers or 0,
            scheduler=scheduler,
            table=table,
            progress=progress,
            then=lambda run: run if log is None else _logged(run, log, out, by, on),
        )
    if not made.parts:
        refused(made.problems, lang, as_json=as_json)
    show_problems(made.problems, lang, most=12, quiet=quiet)
    if as_json:
        from evaluator.desk.answering import evaluated as answered

        put_json(answered(made, out, lang))
    if as_json or quiet:
        sys.exit(made.status)
    if made.result is not None:
        for line in summary(made.result, out, made.files, lang):
            show(line)
    if made.overview is not None:
        for line in season_summary(made.overview, out, made.files, lang):
            show(line)
    sys.exit(made.status)


def _not_loggable(log: str, out: str, by: str, on: str) -> list[Problem]:
    """Why a run cannot go into a log, before it is made."""
    from evaluator.desk.acts import not_usable
    from evaluator.desk.signing import Words, wrong_words

    return [*wrong_words(Words(by, on)), *not_usable(log, out)]


def _logged(made: "Run", log: str, out: str, by: str, on: str) -> "Run":
    """A run that was written, in the log too; or why it is not."""
    from evaluator.desk.signing import Words, evaluated
    from evaluator.parts import FOUND
    from evaluator.result.manifest import MANIFEST

    lost = evaluated(log, out, made.files[MANIFEST], Words(by, on))
    return replace(made, problems=(*made.problems, *lost), status=FOUND) if lost else made


@click.command(short_help="what is wrong or missing before submitting")
@click.argument("scheme")
@click.argument("evidence", nargs=-1, required=True)
@click.option(
    "--mark",
    "marked",
    metavar="FILE",
    help="另存一份表格，有问题的格涂色并加批注 · a copy of the workbook with its problems coloured and commented",
)
@earlier_option
@as_of_option
@lang_option
@rules_option
@quiet_option("不显示提醒和末尾的合计", "without warnings and the totals at the end")
@json_option
def preview(
    scheme: str,
    evidence: tuple[str, ...],
    marked: str | None,
    earlier: str | None,
    as_of: str | None,
    lang: Lang,
    rules: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """预审：报送之前查看错漏和各项指标现状，不产生结果。Check EVIDENCE before it is submitted; leaves no result."""
    from evaluator.desk.marking import mark, not_markable
    from evaluator.desk.preview import preview as previewed
    from evaluator.parts import FOUND, NOTHING

    if lost := not_markable(evidence, marked) if marked is not None else []:
        refused(lost, lang, as_json=as_json)
    with showing(lang, quiet=quiet) as progress:
        made = previewed(scheme, evidence, as_of=as_of, lang=lang, rules=rules, earlier=earlier, progress=progress)
    copy = mark(evidence, made, marked, lang) if marked is not None else None
    status = max(made.status, FOUND) if copy is not None and copy.problems else made.status
    if status == NOTHING:
        refused(made.problems, lang, as_json=as_json)
    show_problems(made.problems, lang, quiet=quiet)
    if as_json:
        from evaluator.desk.answering import previewed as answered

        put_json(answered(made, copy, marked or "", lang))
        sys.exit(status)
    lines = [line for sheet in made.sheets for line in sheet.lines]
    titles = max((width(line.title) for line in lines), default=0)
    points = max((width(line.points) for line in lines), default=0)
    for sheet in made.sheets:
        show(f"{sheet.name}  {sheet.place}  {sheet.id}")
        for line in sheet.lines:
            show(f"  {line.mark} {padded(line.title, titles)}  {padded(line.points, points)}  {line.said}")
            for note in (*line.missing, *line.judged):
                show(" " * (titles + 6) + note)
    if made.sheets and not quiet:
        found = len(made.problems)
        said(
            lang,
            f"共 {len(made.sheets)} 个评价对象，{found} 个问题，{made.incomplete} 个对象材料不足。",
            f"subjects: {len(made.sheets)}; problems: {found}; with insufficient evidence: {made.incomplete}.",
        )
    if copy is not None:
        show_problems(copy.problems, lang)
        if not copy.problems and not quiet:
            said(
                lang,
                f"已写入 {marked}：{copy.wrong} 格有误，{copy.missing} 格待填。",
                f"wrote {marked}: cells with something wrong: {copy.wrong}; to be filled in: {copy.missing}.",
            )
    sys.exit(status)
