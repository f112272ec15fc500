"""`check`, `translate`, `reference`, `schema`: for those who write rules."""

import sys
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
    show_problems,
)
from evaluator.cli.main import COMMANDS
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Problem

if TYPE_CHECKING:
    from evaluator.desk.checking import Checked


@click.command(short_help="every problem in rule files and templates")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--watch", "watched", is_flag=True, help="保存后重新检查，Ctrl-C 结束 · check again on save, until Ctrl-C"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="输出格式 · form of the output",
)
@lang_option
@quiet_option("不显示合计，问题照常显示", "without the count; problems are shown as ever")
@json_option
def check(paths: tuple[str, ...], watched: bool, form: str, lang: Lang, quiet: bool, as_json: bool) -> None:
    """检查规则文件和文书模板：格式、引用，以及逐一核对判断组合后可以断定的问题；模板中标签的写法和用到的名称。

    Every problem of the rule files at PATHS: of form, of reference, and what every combination of what they ask proves;
    and of the templates there (a folder `templates`, or one file of it): how tags are written, and the names used.
    """
    from evaluator.desk.checking import check_paths

    if watched and as_json:
        raise click.UsageError("--watch 与 --json 不能同时使用 · --watch and --json do not go together")
    if watched:
        sys.exit(_watched(paths, lang, quiet))
    with showing(lang, quiet=quiet) as progress:
        checked = check_paths(paths, progress)
    sys.exit(_checked(checked, "json" if as_json else form, lang, quiet=quiet))


def _checked(checked: "Checked", form: str, lang: Lang, *, quiet: bool) -> int:
    """What a check found, in the form asked for, and the exit status for it."""
    from evaluator.desk.report import as_json, as_sarif, as_text

    if checked.unusable:
        refused(checked.problems, lang, as_json=form == "json")
    if form == "json":
        click.echo(as_json(checked.problems, checked.files + checked.templates, checked.sources, checked.bounded))
    elif form == "sarif":
        click.echo(as_sarif((*checked.problems, *checked.bounded), checked.sources, lang))
    else:
        for item in checked.problems:
            color = "red" if item.severity == "error" else "yellow"
            click.secho(as_text(item, lang, checked.sources), err=True, fg=color)
        if quiet:
            return 1 if checked.problems else 0
        said(
            lang,
            f"检查 {_counted(checked, lang)}，发现 {len(checked.problems)} 个问题。",
            f"{_counted(checked, lang)} checked, {len(checked.problems)} problems found.",
        )
        if checked.bounded:
            said(
                lang,
                f"另有 {len(checked.bounded)} 处条件只在限定范围内查找过，未能证明（所在位置见 --format json）。",
                f"{len(checked.bounded)} more conditions were looked at within bounds only, and nothing is proved of "
                "them (their places: --format json).",
            )
    return 1 if checked.problems else 0


def _counted(checked: "Checked", lang: Lang) -> str:
    """How many rule files and templates there were."""
    zh = lang == "zh"
    rules = f"{checked.files} 个规则文件" if zh else f"{checked.files} rule files"
    templates = f"{checked.templates} 个模板" if zh else f"{checked.templates} templates"
    given = [said for said, number in ((rules, checked.files), (templates, checked.templates)) if number]
    return ("、" if zh else " and ").join(given or [rules])


def _watched(paths: tuple[str, ...], lang: Lang, quiet: bool) -> int:
    """A check now and after every save; the status is that of the last one."""
    from evaluator.desk.watching import every, watch

    status = 0
    try:
        for changed, checked in watch(paths, every()):
            for name in changed:
                said(lang, f"{name} 已改动", f"{name} changed")
            if checked.unusable:
                show_problems(checked.problems, lang)
                status = 2
            else:
                status = _checked(checked, "text", lang, quiet=quiet)
    except KeyboardInterrupt:
        pass
    return status


@click.command(short_help="keywords of a rule or case file in the other language")
@click.argument("file")
@click.option("--to", type=click.Choice(["zh", "en"]), required=True, help="关键词的文字 · language of the keywords")
@lang_option
@quiet_option("译文照常显示", "the file is shown as ever")
@json_option
def translate(file: str, to: Lang, lang: Lang, quiet: bool, as_json: bool) -> None:
    """转换关键词的文字，其余不变。Show FILE with its keywords in Chinese or English and all else as it is."""
    from evaluator.desk.translate import translate as translated
    from evaluator.files import taken_in
    from evaluator.language.source import MAX_BYTES

    data = taken_in(file, MAX_BYTES)
    if isinstance(data, Problem):
        refused([data], lang, as_json=as_json)
    made = translated(data, file, to)
    if made.data is None:
        refused(made.problems, lang, as_json=as_json)
    show_problems(made.problems, lang, quiet=quiet)
    if as_json:
        from evaluator.desk.answering import problems_of
        from evaluator.desk.answers_on_rules import Translated

        problems = problems_of(made.problems, lang)
        put_json(Translated(status=0, problems=problems, file=file, to=to, text=made.data.decode()))
        return
    click.echo(made.data, nl=False)


@click.command(short_help="the reference of the rule language")
@lang_option
@quiet_option("手册照常显示", "the reference is shown as ever")
@json_option
def reference(lang: Lang, quiet: bool, as_json: bool) -> None:
    """规则语言手册：含义、例子和常见错误。Every construct with its meaning, an example and a likely mistake."""
    from evaluator.desk.reference import reference as made

    if as_json:
        from evaluator.desk.answer import Told

        put_json(Told(status=0, problems=(), lang=lang, text=made(lang)))
        return
    click.echo(made(lang), nl=False)


FILES = ("rules", "scheme", "season", "calendar", "cases", "result", "evidence")
ANSWERED = tuple(name for name in COMMANDS if name != "schema")


@click.command(short_help="JSON Schema for every kind of rule file, results, evidence, and what --json answers")
@click.argument("what", type=click.Choice([*FILES, *ANSWERED]))
@click.argument("scheme", required=False)
@click.option(
    "--spelling",
    type=click.Choice(["zh", "en"]),
    default="en",
    show_default=True,
    help="关键词的文字 · language of the keywords of rule files",
)
@as_of_option
@lang_option
@rules_option
@quiet_option("模式照常显示", "the schema is shown as ever")
@json_option
def schema(
    what: str,
    scheme: str | None,
    spelling: Lang,
    as_of: str | None,
    lang: Lang,
    rules: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """JSON Schema：规则、方案、年度评价、样例、结果、某方案的申报材料，或某命令加 --json 的输出。

    The schema of WHAT: of a kind of file, or of what a command answers under --json; evidence needs a SCHEME.
    """
    import json

    from evaluator.desk import schema as schemas

    if what == "evidence":
        if scheme is None:
            raise click.UsageError("schema evidence SCHEME")
        made = schemas.evidence_schema(plan_of(scheme, rules, as_of, lang, as_json=as_json), lang)
    elif what in ANSWERED:
        made = schemas.answer_schema(what)
    else:
        made = schemas.result_schema() if what == "result" else schemas.file_schema(what, spelling)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
