"""`verify`: whether a result is still what was made, would be made again, and is signed by whom it must be."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.common import (
    expect_result,
    json_option,
    lang_option,
    put_json,
    quiet_option,
    refused,
    said,
    show,
    show_problems,
)
from evaluator.cli.showing import showing
from evaluator.problems import Lang, Problem

if TYPE_CHECKING:
    from evaluator.desk.keys import PublicKey
    from evaluator.desk.verifying import Verified
    from evaluator.result.signatures import Signature


@click.command(short_help="a result is what its manifest says, and a re-run gives the same bytes")
@click.argument("folder", metavar="DIR")
@click.option("--from", "start", metavar="DIR", default=".", help="评价时所在的文件夹 · where the run was made")
@click.option(
    "--key",
    "keys",
    metavar="FILE",
    multiple=True,
    help="必须已签署的人的公钥，可写多次 · public key of somebody who must have signed; may be given several times",
)
@click.option("--log", metavar="FILE", help="办理记录文件，一并核对 · the log of acts, to hold it against")
@lang_option
@quiet_option("不显示提醒和合计，只看问题和退出状态", "without warnings and totals: errors and the exit status alone")
@json_option
def verify(
    folder: str, start: str, keys: tuple[str, ...], log: str | None, lang: Lang, quiet: bool, as_json: bool
) -> None:
    """核对结果：材料、规则、结果与清单一致，重新评价得出同样的文件。Whether DIR is what its manifest says."""
    if not os.path.lexists(Path(folder, "manifest.json")):  # of one that is there, whatever it is, more can be said
        expect_result(str(Path(folder)), lang=lang, as_json=as_json)
    from evaluator.desk.verifying import verify as verified

    given = _keys(keys, log, lang, as_json=as_json)
    with showing(lang, quiet=quiet) as progress:
        made = verified(Path(folder), Path(start), given, log, progress)
    if not made.files:
        refused(made.problems, lang, as_json=as_json)
    show_problems(made.problems, lang, quiet=quiet)
    if as_json:
        from evaluator.desk.answering import verified as answered

        put_json(answered(made, folder, lang))
    elif not quiet:
        _totals(made, lang)
    sys.exit(made.status)


def _keys(files: tuple[str, ...], log: str | None, lang: Lang, *, as_json: bool) -> "list[PublicKey]":
    """The public keys in files, or what is wrong with them and the end; a log tells of signatures too."""
    if not files and log is None:
        return []
    from evaluator.desk.keys import not_installed, public_key

    if lacking := not_installed():
        refused(lacking, lang, as_json=as_json)
    read = [public_key(file) for file in files]
    if wrong := [one for one in read if isinstance(one, Problem)]:
        refused(wrong, lang, as_json=as_json)
    return [one for one in read if not isinstance(one, Problem)]


def _totals(made: "Verified", lang: Lang) -> None:
    """Who signed, what the log has, and what all of it came to."""
    for one in made.signatures.good:
        show(_signed(one, lang, expected=one.statement.key in made.signatures.asked))
    if made.log is not None:
        acts, head = len(made.log.entries), made.log.head
        said(
            lang,
            f"办理记录共 {acts} 条，最后一条的校验码：{head}",
            f"the log has {acts} acts; SHA-256 of the last: {head}",
        )
    wrong, again = len(made.problems), made.again
    said(
        lang,
        f"核对 {made.files} 个文件，{wrong} 个问题；{'已' if again else '没有'}重新评价。",
        f"{made.files} files compared, {wrong} problems; {'evaluated' if again else 'not evaluated'} again.",
    )


def _signed(one: "Signature", lang: Lang, *, expected: bool) -> str:
    """A good signature: who signed, when, with what remark, and whether the key is one that was given."""
    told, key = one.statement, one.statement.key[:16]
    who = "  ".join(filter(None, [told.by, told.on, told.remark]))
    if lang == "zh":
        return f"签署：{who}（密钥编号 {key}…，{'与给出的公钥相符' if expected else '没有给出其公钥，不能确认是谁的'}）"
    return (
        f"signed: {who} (key {key}…, {'one of those given' if expected else 'not given, so nobody knows whose it is'})"
    )
