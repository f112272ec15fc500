"""The bad examples in `bad/`: one file or folder for each problem, and the commands that meet it.

`bad/rulesets/CODE.yaml` is checked; `bad/evidence/CODE.*` is evaluated beside the good evidence of `bad/base`, and so
is the workbook that `bad/workbooks/CODE.yaml` tells of; `bad/words/CODE.yaml` tells of a Word template, which is
checked;
`bad/runs/CODE.call` holds command lines, where `cp` copies a file. What they must say stands beside each example.
Where a problem has several causes there are further examples, `CODE.CAUSE.yaml` and the like.
"""

import re
import shlex
import shutil
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from click.testing import CliRunner, Result

from bad_parquets import bad_parquets
from evaluator.cli.main import cli
from evaluator.language.edition import edition
from evaluator.language.library import RuleFile, read_library
from evaluator.language.planning import make_plan
from evaluator.language.source import MAX_BYTES
from evaluator.problems import Lang
from words import word
from workbooks import form, workbook, workbook_bomb

BAD = Path(__file__).parent / "bad"
SEASON = "base/rules/season.yaml"
OUT = "out"


@dataclass(frozen=True)
class Example:
    """One bad example: what it shows, where it stands below `bad/`, and the command lines that meet it."""

    code: str
    path: str
    commands: tuple[str, ...]

    def expected(self, lang: Lang) -> Path:
        """The file that holds what the commands must say."""
        return BAD / f"{self}.{lang}.txt"

    def __str__(self) -> str:
        return self.path.removesuffix(Path(self.path).suffix)


def examples() -> list[Example]:
    """Every bad example, in the order of its path."""
    found = []
    for path in sorted(BAD.glob("rulesets/*.yaml")):
        found.append(_example(path, "evaluator check {}"))
    for path in sorted(BAD.glob("evidence/*")):
        if path.suffix != ".txt":
            found.append(_example(path, f"evaluator evaluate {SEASON} base/evidence {{}} --out {OUT} --reports none"))
    for path in sorted(BAD.glob("workbooks/*.yaml")):
        command = f"evaluator evaluate {SEASON} base/evidence {{}} --out {OUT} --reports none"
        found.append(_example(path, command.replace("{}", f"workbooks/{path.stem}.xlsx")))
    for path in sorted(BAD.glob("words/*.yaml")):
        found.append(_example(path, f"evaluator check words/{path.stem}"))
    for path in sorted(BAD.glob("runs/*.call")):
        found.append(_example(path, *path.read_text(encoding="utf-8").splitlines()))
    return found


def _example(path: Path, *commands: str) -> Example:
    name = path.relative_to(BAD).as_posix()
    return Example(path.name.partition(".")[0], name, tuple(command.format(name) for command in commands))


def set_up(folder: Path) -> Path:
    """A copy of `bad/` to work in, with the files that are too large to keep and the workbooks."""
    made = folder / "bad"
    shutil.copytree(BAD, made)
    (made / "runs" / "file-too-large.yaml").write_bytes(b" " * (MAX_BYTES + 1))
    (made / "runs" / "workbook-too-large.xlsx").write_bytes(workbook_bomb())
    for code, data in bad_parquets():
        (made / "runs" / f"{code}.parquet").write_bytes(data)
    for path in made.glob("workbooks/*.yaml"):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "key" in told:
            version = _edition() if told["key"]["version"] == "current" else told["key"]["version"]
            told = form({**told["key"], "version": version}, told["sheets"])
        path.with_suffix(".xlsx").write_bytes(workbook(told))
    for path in made.glob("words/*.yaml"):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        template = path.with_suffix("") / "zh" / "scoring-sheet.docx"
        template.parent.mkdir(parents=True)
        template.write_bytes(told["data"].encode() if "data" in told else word(told["blocks"], told.get("extra", "")))
    return made


def _edition() -> str:
    """The edition of the good rules, which a form made from them names."""
    rules = [RuleFile(path.name, path.read_bytes()) for path in sorted((BAD / "base" / "rules").iterdir())]
    library = read_library(rules)
    plan, _ = make_plan(library.schemes["season"], library, date(2021, 6, 30))
    return edition(plan)


def with_a_kind(season: str) -> str:
    """The good season's rules with a document of a kind instead of one by a template of its own."""
    return re.sub(
        r"^documents:\n(?:  - .*\n)+", "documents:\n  - {id: sheet, kind: scoring-sheet}\n", season, flags=re.M
    )


def invoke(*arguments: str) -> Result:
    """Run a command in this process; an exception is a failure of the test, with its traceback."""
    made = CliRunner().invoke(cli, arguments)
    if made.exception is not None and not isinstance(made.exception, SystemExit):
        raise AssertionError("".join(traceback.format_exception(made.exception))) from made.exception
    return made


def transcript(example: Example, lang: Lang) -> str:
    """What the example's commands say on standard error, each with its exit status, from the working directory."""
    shutil.rmtree(OUT, ignore_errors=True)
    said = []
    for command in example.commands:
        program, *arguments = shlex.split(command)
        if program == "cp":
            shutil.copyfile(*arguments)
            continue
        if "--lang" not in arguments:
            arguments += ["--lang", lang]
        made = invoke(*arguments)
        said.append(f"$ {command}\n{made.stderr}[{made.exit_code}]\n")
    return "\n".join(said)
