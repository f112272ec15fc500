"""Plain Python closures: each condition compiled once to a function of the answers, as a home-made engine has it."""

from collections.abc import Callable
from typing import Any

import polars as pl

from field import host
from field.host import read, write
from field.work import CRITERIA, INSUFFICIENT, MET, NOT_MET, VETO, Condition, Record

PACKAGES = ("msgspec", "polars")
DIFFERS = "ranks and CSV are Polars's"
Judge = Callable[[dict[str, Any]], int]

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]

VERDICTS = {True: MET, False: NOT_MET}


def compiled(condition: Condition) -> Judge:
    """A function from answers to 0, 1 or 2: false, missing or true."""
    if len(condition) == 3:
        return test(*condition)
    need, parts = condition
    judges = [compiled(part) for part in parts]
    allowed = len(judges) - need

    def judge(answers: dict[str, Any]) -> int:
        met = failed = 0
        for part in judges:
            found = part(answers)
            if found == MET:
                met += 1
                if met == need:
                    return MET
            elif found == NOT_MET:
                failed += 1
                if failed > allowed:
                    return NOT_MET
        return INSUFFICIENT

    return judge


def test(field: str, operator: str, value: Any) -> Judge:
    holds: dict[str, Callable[[Any], bool]] = {
        "is": lambda answer: answer is value,
        "one_of": frozenset(value).__contains__ if operator == "one_of" else bool,
        "at_least": lambda answer: answer >= value,
        "at_most": lambda answer: answer <= value,
    }
    held = holds[operator]

    def judge(answers: dict[str, Any]) -> int:
        answer = answers.get(field)
        return INSUFFICIENT if answer is None else VERDICTS[held(answer)]

    return judge


def prepare() -> list[Judge]:
    return [*(compiled(condition) for _, condition in CRITERIA.values()), compiled(VETO)]


def evaluate(judges: list[Judge], subjects: list[Record]) -> pl.DataFrame:
    codes = [[judge(record.evidence) for judge in judges] for record in subjects]
    return host.stand(host.judged(subjects, codes).lazy())
