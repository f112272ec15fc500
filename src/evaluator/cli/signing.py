"""`sign`: a result signed with a key of one's own; and the options of commands whose acts go into a log."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from evaluator.cli.common import (
    Command,
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
from evaluator.problems import Lang

passphrase_option = click.option(
    "--passphrase-file",
    "passphrase",
    metavar="FILE",
    help="第一行是私钥的口令 · its first line is the passphrase of the private key",
)


def act_options(command: Command) -> Command:
    """`--by`, `--on` and `--log`: who did it, on which day, and where that is written down."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--by", metavar="NAME", default="", help="经办人 · who does it"),
        click.option("--on", metavar="DATE", default="", help="办理日期，可以不写 · on which day; may be left out"),
        click.option("--log", metavar="FILE", help="办理记录文件，续写一行 · the log of acts, which gets a line"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(short_help="sign a result with a key of one's own")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--key", metavar="FILE", help="私钥 · the private key")
@passphrase_option
@act_options
@click.option("--remark", metavar="TEXT", default="", help="附言，如：同意 · a remark")
@click.option(
    "--new-key",
    "new",
    metavar="NAME.key",
    help="生成一对密钥：NAME.key 自己保管，NAME.pub 交给核对的人 · make a pair of keys: keep NAME.key, "
    "give NAME.pub to whoever verifies",
)
@lang_option
@quiet_option("不显示签署情况", "without saying what was signed")
@json_option
def sign(
    folder: str | None,
    key: str | None,
    passphrase: str | None,
    by: str,
    on: str,
    log: str | None,
    remark: str,
    new: str | None,
    lang: Lang,
    quiet: bool,
    as_json: bool,
) -> None:
    """签署结果：用私钥签署 DIR 的清单，签名写入 DIR/signatures/，可由多人分别签署。

    Sign the manifest of DIR with a private key; the signature goes into DIR/signatures/. Several people can sign.
    """
    if new is not None and folder is None and key is None:
        _new_key(new, passphrase, lang, quiet=quiet, as_json=as_json)
    if folder is None or key is None or new is not None:
        raise click.UsageError("sign DIR --key FILE --by NAME · sign --new-key NAME.key")
    folder = Path(folder).as_posix()
    expect_result(folder, lang=lang, as_json=as_json)
    from evaluator.desk.keys import not_installed
    from evaluator.desk.signing import Words
    from evaluator.desk.signing import sign as signed

    if lacking := not_installed():
        refused(lacking, lang, as_json=as_json)
    made = signed(folder, key, passphrase, Words(by, on, remark), log)
    if made.statement is None:
        refused(made.problems, lang, as_json=as_json)
    show_problems(made.problems, lang, quiet=quiet)
    if as_json:
        from evaluator.desk.answering import signed as answered

        put_json(answered(folder, made, made.statement, lang))
    elif not quiet:
        show(
            {
                "zh": f"{by} 已签署 {folder}：{made.file}，密钥编号 {made.statement.key[:16]}…",
                "en": f"{by} signed {folder}: {made.file}, key {made.statement.key[:16]}…",
            }[lang]
        )
    sys.exit(0)


def _new_key(name: str, passphrase: str | None, lang: Lang, *, quiet: bool, as_json: bool) -> None:
    """Make a pair of keys, and the end."""
    from evaluator.desk.keys import new_pair, not_installed
    from evaluator.problems import Problem

    if lacking := not_installed():
        refused(lacking, lang, as_json=as_json)
    made = new_pair(name, passphrase)
    if isinstance(made, Problem):
        refused([made], lang, as_json=as_json)
    if as_json:
        from evaluator.desk.answers_on_results import KeysMade

        put_json(KeysMade(status=0, problems=(), private=made.private, public=made.public, key=made.id))
    elif not quiet:
        said(
            lang,
            f"已生成私钥 {made.private}（妥善保管，不要交给他人）和公钥 {made.public}（交给核对的人），"
            f"密钥编号 {made.id[:16]}…",
            f"made the private key {made.private} (keep it to yourself) and the public key {made.public} (give it to "
            f"whoever verifies), key {made.id[:16]}…",
        )
    sys.exit(0)
