"""This program: its pipeline from a file of JSON Lines to `results.csv`, with the rules of `benchmarks/rules`."""

from pathlib import Path
from typing import Any

PACKAGES = ("evaluator", "durable-rules", "polars", "pyarrow", "numpy")
RULES = Path(__file__).resolve().parent.parent / "rules"


def prepare() -> Any:
    import numpy  # noqa: F401  # what the program loads on first use is loaded here, as every peer does
    import polars  # noqa: F401
    import pyarrow.json  # noqa: F401
    from durable import engine  # noqa: F401

    from evaluator import pipeline  # noqa: F401
    from evaluator.evidence import read  # noqa: F401
    from evaluator.problems import errors_in
    from evaluator.rules import load_rules

    rules = load_rules("large-season", str(RULES), None)
    assert rules.plan is not None
    assert not errors_in(rules.problems), rules.problems
    return rules.plan


def read(plan: Any, file: str) -> Any:
    from evaluator.evidence.read import read_file
    from evaluator.pipeline import gather_season

    return gather_season(plan, read_file(Path(file).read_bytes(), file))


def evaluate(plan: Any, inputs: Any) -> Any:
    from evaluator.pipeline import judge_season

    return judge_season(plan, inputs)


def write(season: Any, file: str) -> None:
    from evaluator.result.table import write_csv

    with Path(file).open("wb") as out:
        write_csv(season, out)
