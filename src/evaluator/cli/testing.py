"""`test`: the cases beside the rules, and whether they are enough."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.common import (
    json_option,
    lang_option,
    put_json,
    quiet_option,
    refused,
    rules_option,
    said,
    show_problems,
    write,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Place, problem

if TYPE_CHECKING:
    from evaluator.desk.coverage import Coverage
    from evaluator.desk.mutation import Mutated


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
@quiet_option(
    "不显示合计，不符之处和所要求的检查照常显示",
    "without the count; differences and what is asked for are shown as ever",
)
@json_option
def test(
    paths: tuple[str, ...],
    covering: bool,
    mutating: bool,
    missing: str | None,
    junit: str | None,
    lang: Lang,
    rules: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """运行规则旁的样例（*.cases.yaml）。Run the cases at or below PATHS."""
    from evaluator.desk.case_runs import judge_cases
    from evaluator.desk.cases import case_files, read_cases
    from evaluator.language.library import read_library, rule_files
    from evaluator.problems import errors_in
    from evaluator.roots import find_root

    given = [Path(typed) for typed in paths]
    lost = [problem("file-unreadable", Place(str(path)), found=path.name) for path in given if not path.exists()]
    found, unreadable = case_files([path for path in given if path.exists()])
    lost += unreadable
    if lost or not found:
        refused(lost or [problem("no-cases", Place(paths[0]))], lang, as_json=as_json)
    root = find_root("rules", rules, Path(next(iter(found))).absolute())
    library = read_library(rule_files(root.path, root.shown))
    if errors_in(library.problems):
        refused(library.problems, lang, as_json=as_json)
    files, unread = read_cases(found, library)
    with showing(lang, quiet=quiet) as progress:
        ran = judge_cases(files, unread, progress)
    show_problems(ran.problems, lang)
    if not quiet and not as_json:
        said(
            lang,
            f"{len(found)} 个样例文件：{ran.passed} 个样例符合预期，{len(ran.problems)} 处不符。",
            f"{len(found)} case files: {ran.passed} cases as expected, {len(ran.problems)} differences.",
        )
    if ran.problems:
        covering = mutating = False
        missing = None
    covered: list[Coverage] = []
    mutated: list[Mutated] = []
    with showing(lang, quiet=quiet) as progress:
        if covering or missing:
            from evaluator.desk.coverage import coverage

            covered = list(coverage(files, progress=progress))
        if mutating:
            from evaluator.desk.mutation import mutation

            mutated = list(mutation(files, progress))
    if not as_json:
        _examined(covered if covering else [], mutated, lang)
    written = {}
    if missing is not None:
        from evaluator.desk.drafting import drafted

        written[missing] = drafted(covered, mutated).encode()
    if junit is not None:
        from evaluator.desk.drafting import as_junit

        written[junit] = as_junit(files, ran.problems, lang)
    for file, data in written.items():
        write(file, data, lang, as_json=as_json)
    lacking = (covering and any(one.open for one in covered)) or any(one.open for one in mutated)
    status = 1 if ran.problems or lacking else 0
    if as_json:
        from evaluator.desk.answering import tested

        examined = covered if covering else None, mutated if mutating else None
        put_json(tested(ran, len(found), status, *examined, tuple(written), lang))
    sys.exit(status)


def _examined(covered: Sequence["Coverage"], mutated: Sequence["Mutated"], lang: Lang) -> None:
    """Show what the cases do not cover or notice."""
    if not covered and not mutated:
        return
    from evaluator.desk.drafting import coverage_lines, mutation_lines

    for made in covered:
        for line in coverage_lines(made, lang):
            click.echo(line)
    for more in mutated:
        for line in mutation_lines(more, lang):
            click.echo(line)
