"""`check`, `test`, `translate`, `schema`: for those who write rules."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaluator.cli.common import as_of_option, lang_option, plan_of, rules_option, said, show_problems
from evaluator.problems import Lang, Place, problem

if TYPE_CHECKING:
    from evaluator.desk.checking import Checked


@click.command(short_help="every problem in rule files")
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
def check(paths: tuple[str, ...], watched: bool, form: str, lang: Lang) -> None:
    """检查规则文件：格式、引用，以及逐一核对判断组合后可以断定的问题。

    Every problem of the rule files at PATHS: of form, of reference, and what every combination of what they ask proves.
    """
    from evaluator.desk.checking import check_paths

    sys.exit(_watched(paths, lang) if watched else _checked(check_paths(paths), form, lang))


def _checked(checked: "Checked", form: str, lang: Lang) -> int:
    """What a check found, in the form asked for, and the exit status for it."""
    from evaluator.desk.report import as_json, as_sarif, as_text

    if checked.unusable:
        show_problems(checked.problems, lang)
        return 2
    if form == "json":
        click.echo(as_json(checked.problems, checked.files, checked.sources, checked.bounded))
    elif form == "sarif":
        click.echo(as_sarif((*checked.problems, *checked.bounded), checked.sources, lang))
    else:
        for item in checked.problems:
            color = "red" if item.severity == "error" else "yellow"
            click.secho(as_text(item, lang, checked.sources), err=True, fg=color)
        said(
            lang,
            f"检查 {checked.files} 个规则文件，发现 {len(checked.problems)} 个问题。",
            f"{checked.files} rule files checked, {len(checked.problems)} problems found.",
        )
        if checked.bounded:
            said(
                lang,
                f"另有 {len(checked.bounded)} 处条件只在限定范围内查找过，未能证明（所在位置见 --format json）。",
                f"{len(checked.bounded)} more conditions were looked at within bounds only, and nothing is proved of "
                "them (their places: --format json).",
            )
    return 1 if checked.problems else 0


def _watched(paths: tuple[str, ...], lang: Lang) -> int:
    """A check now and after every save; the status is that of the last one."""
    from evaluator.desk.watching import every, watch

    status = 0
    try:
        for changed, checked in watch(paths, every()):
            for name in changed:
                said(lang, f"{name} 已改动", f"{name} changed")
            status = _checked(checked, "text", lang)
    except KeyboardInterrupt:
        pass
    return status


@click.command(short_help="run the cases beside the rules")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--coverage", "covering", is_flag=True, help="各项判断是否都决定过结论 · each test seen deciding both ways"
)
@click.option("--mutate", "mutating", is_flag=True, help="小改动能否被样例发现 · small changes that no case notices")
@click.option(
    "--write-missing", "missing", metavar="FILE", help="写出所缺的样例，待人确认 · draft the cases that are lacking"
)
@click.option("--junit", metavar="FILE", help="JUnit XML")
@lang_option
@rules_option
def test(
    paths: tuple[str, ...],
    covering: bool,
    mutating: bool,
    missing: str | None,
    junit: str | None,
    lang: Lang,
    rules: str | None,
) -> None:
    """运行规则旁的样例（*.cases.yaml）。Run the cases at or below PATHS."""
    from evaluator.desk.cases import case_files, judge_cases, read_cases
    from evaluator.language.load import errors_in, read_library, rule_files
    from evaluator.roots import find_root

    given = [Path(typed) for typed in paths]
    lost = [problem("file-unreadable", Place(str(path)), found=path.name) for path in given if not path.exists()]
    found = case_files([path for path in given if path.exists()])
    if lost or not found:
        show_problems(lost or [problem("no-cases", Place(paths[0]))], lang)
        sys.exit(2)
    root = find_root("rules", rules, found[0].absolute())
    library = read_library(rule_files(root.path, root.shown))
    if errors_in(library.problems):
        show_problems(library.problems, lang)
        sys.exit(2)
    files, unread = read_cases({path.as_posix(): path.read_bytes() for path in found}, library)
    ran = judge_cases(files, unread)
    show_problems(ran.problems, lang)
    said(
        lang,
        f"{len(found)} 个样例文件：{ran.passed} 个样例符合预期，{len(ran.problems)} 处不符。",
        f"{len(found)} case files: {ran.passed} cases as expected, {len(ran.problems)} differences.",
    )
    lacking = not ran.problems and _examined(files, covering, mutating, missing, lang)
    if junit is not None:
        from evaluator.desk.drafting import as_junit

        _write(junit, as_junit(files, ran.problems, lang), lang)
    sys.exit(1 if ran.problems or lacking else 0)


def _examined(files: Any, covering: bool, mutating: bool, missing: str | None, lang: Lang) -> bool:
    """Show what the cases do not cover or notice, and write the cases that would; whether there was any."""
    from evaluator.desk.coverage import coverage
    from evaluator.desk.drafting import coverage_lines, drafted, mutation_lines
    from evaluator.desk.mutation import mutation

    covered = list(coverage(files)) if covering or missing else []
    for made in covered if covering else []:
        for line in coverage_lines(made, lang):
            click.echo(line)
    mutated = []
    for more in mutation(files) if mutating else []:
        mutated.append(more)
        for line in mutation_lines(more, lang):
            click.echo(line)
    if missing is not None:
        _write(missing, drafted(covered, mutated).encode(), lang)
    return any(one.open for one in covered if covering) or any(one.open for one in mutated)


def _write(file: str, data: bytes, lang: Lang) -> None:
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        show_problems([problem("cannot-write", Place(file), found=error.strerror)], lang)
        sys.exit(2)


@click.command(short_help="keywords of a rule or case file in the other language")
@click.argument("file")
@click.option("--to", type=click.Choice(["zh", "en"]), required=True, help="关键词的文字 · language of the keywords")
@lang_option
def translate(file: str, to: Lang, lang: Lang) -> None:
    """转换关键词的文字，其余不变。Show FILE with its keywords in Chinese or English and all else as it is."""
    from evaluator.desk.translate import translate as translated

    try:
        data = Path(file).read_bytes()
    except OSError:
        show_problems([problem("file-unreadable", Place(file), found=Path(file).name)], lang)
        sys.exit(2)
    made = translated(data, file, to)
    show_problems(made.problems, lang)
    if made.data is None:
        sys.exit(2)
    click.echo(made.data, nl=False)


@click.command(short_help="the reference of the rule language")
@lang_option
def reference(lang: Lang) -> None:
    """规则语言手册：含义、例子和常见错误。Every construct with its meaning, an example and a likely mistake."""
    from evaluator.desk.reference import reference as made

    click.echo(made(lang), nl=False)


@click.command(short_help="JSON Schema for rules, schemes, seasons, cases, results and evidence")
@click.argument("what", type=click.Choice(["rules", "scheme", "season", "cases", "result", "evidence"]))
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
def schema(what: str, scheme: str | None, spelling: Lang, as_of: str | None, lang: Lang, rules: str | None) -> None:
    """JSON Schema：规则、方案、年度评价、样例、结果或某方案的申报材料。The schema of WHAT; evidence needs a SCHEME."""
    import json

    from evaluator.desk import schema as schemas

    if what == "evidence":
        if scheme is None:
            raise click.UsageError("schema evidence SCHEME")
        made = schemas.evidence_schema(plan_of(scheme, rules, as_of, lang), lang)
    else:
        made = schemas.result_schema() if what == "result" else schemas.file_schema(what, spelling)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
