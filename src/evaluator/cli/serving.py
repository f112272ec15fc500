"""`serve`: the page of a panel's meeting, on this machine alone."""

from importlib.util import find_spec
from pathlib import Path

import click

from evaluator.cli.common import expect_result, json_option, put_json, quiet_option, refused, said, show
from evaluator.problems import Lang, Place, Problem, problem

NEEDED = ("starlette", "uvicorn", "python_multipart")


@click.command(short_help="a page for a panel's meeting, on this machine alone")
@click.argument("folder", metavar="DIR")
@click.option("--from", "base", metavar="DIR", default=".", help="材料所在，默认当前目录 · where the inputs are found")
@click.option(
    "--rules", metavar="DIR", help="修改中的规则目录，保存后即试算 · folder of edited rules, tried as they are saved"
)
@click.option("--templates", metavar="DIR", help="模板目录 · folder of templates")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="端口，默认任一空闲端口 · port; default: any that is free"
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="语言，默认同结果 · language; default: the result's language"
)
@quiet_option("只显示网址", "the address alone")
@json_option
def serve(
    folder: str,
    base: str,
    rules: str | None,
    templates: str | None,
    port: int,
    lang: Lang | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """会议页：在本机浏览器中拖入申报表、材料或规则文件，立即看到错漏、现状和名次变化；不保存任何内容。

    A page on this machine alone where a dropped-in form, evidence or rule file shows at once what is wrong, what is
    missing and who would move. Nothing is stored but what somebody saves. Ctrl-C ends it.
    """
    spoken: Lang = lang or "zh"
    if problems := _unusable(base, rules):
        refused(problems, spoken, as_json=as_json)
    expect_result(folder, lang=lang, as_json=as_json)
    from evaluator.serving.asked import Place as Served
    from evaluator.serving.server import serve as served

    def ready(url: str, bound: int, language: Lang) -> None:
        if as_json:
            from evaluator.desk.answer import Serving

            put_json(Serving(status=0, problems=(), folder=folder, url=url, port=bound))
            return
        show(url)
        if not quiet:
            said(
                language,
                "在浏览器中打开上面的网址；按 Ctrl-C 结束。",
                "Open this address in a browser; Ctrl-C ends it.",
            )

    place = Served(folder, str(Path(base).resolve()), rules or "", templates or "", lang)
    if lost := served(place, port, ready):
        refused(lost, spoken, as_json=as_json)


def _unusable(base: str, rules: str | None) -> list[Problem]:
    """Why nothing can be served, as far as that is known before anything is read."""
    lost = [problem("serve-not-installed", found=name) for name in NEEDED if find_spec(name) is None]
    lost += [
        problem("file-unreadable", Place(one), found=one) for one in (base, rules) if one and not Path(one).is_dir()
    ]
    return lost
