"""`evaluator`: the commands, each loaded when it is called, so that `--help` answers at once."""

import gc
import importlib
import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import click

from evaluator import __version__

COMMANDS: Mapping[str, tuple[str, str]] = {
    "evaluate": ("evaluator.cli.evaluating", "评价：得出结果与文书 · evaluate evidence, write results and documents"),
    "preview": ("evaluator.cli.evaluating", "预审：报送前查看问题 · see what is wrong or missing before submitting"),
    "form": ("evaluator.cli.forming", "空白申报表 · a blank form to fill in, as a spreadsheet or YAML"),
    "check": ("evaluator.cli.authoring", "检查规则文件和模板 · find every problem in rule files and templates"),
    "test": ("evaluator.cli.testing", "运行规则样例 · run the cases beside the rules"),
    "translate": ("evaluator.cli.authoring", "转换关键词的文字 · keywords of a rule file in Chinese or English"),
    "reference": ("evaluator.cli.authoring", "规则语言手册 · the reference of the rule language"),
    "guide": ("evaluator.cli.reading", "评价手册 · the scheme as a handbook people can read"),
    "figures": ("evaluator.cli.reading", "各项数值的沿革 · the history of every figure with its authority"),
    "tables": ("evaluator.cli.tabling", "结果表：供 Excel、WPS 打开 · the tables of a result as a spreadsheet"),
    "pdf": ("evaluator.cli.printing", "文书转为 PDF · the Word documents of a result as PDF"),
    "explain": ("evaluator.cli.explaining", "说明一个评价对象的结果 · why a subject came out as it did"),
    "status": ("evaluator.cli.status", "进展：到了哪一步、下一步是什么 · where a season stands and what is next"),
    "compare": ("evaluator.cli.comparing", "比较两个结果 · two results: who moved, and how much money"),
    "whatif": ("evaluator.cli.comparing", "试算：换用改过的规则 · an evaluated season under edited rules"),
    "serve": (
        "evaluator.cli.serving",
        "会议页：拖入材料即见结果 · a page for a panel's meeting, on this machine alone",
    ),
    "verify": ("evaluator.cli.verifying", "核对结果 · a result is what its manifest says, and a re-run gives the same"),
    "sign": ("evaluator.cli.signing", "签署结果 · sign a result with a key of one's own"),
    "schema": ("evaluator.cli.authoring", "JSON Schema · for rules, schemes, results and evidence"),
}


class Late(click.Group):
    """A group that imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


@click.group(cls=Late, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="evaluator")
def cli() -> None:
    """按成文标准评价示范小区、爱心驿站、社区书记等，逐条说明理由。

    Evaluate demonstration neighbourhoods, stations, secretaries and the like by written standards, line by line.
    """


def run(arguments: list[str] | None = None, clock: Callable[[], float] = time.monotonic) -> None:
    """The entry point. Output is UTF-8 whatever the machine's locale; progress is shown by the `clock`."""
    gc.set_threshold(500_000, 20, 100)  # a run keeps nearly all it makes: to look for what can go is time lost
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # pages ask for single characters: phrases take 0.1 s to load
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(args=arguments, prog_name="evaluator", standalone_mode=True, obj=clock)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        if error.filename is not None:
            raise
        _output_lost(error)


def _output_lost(error: OSError) -> NoReturn:
    """The end of a command whose output cannot be taken: the disk it is sent to is full, or has failed."""
    from evaluator.problems import rendered
    from evaluator.writing.failures import cannot_write

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not tried again at the end
    lost = cannot_write("stdout", error)
    click.echo(f"{rendered(lost, 'zh')}\n{rendered(lost, 'en')}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    run()
