"""zen-engine with a loop node: many records go in as one list, and one call judges them all."""

from typing import Any

import polars as pl

from field import host
from field.host import read, write
from field.work import Record
from field.zen import DIFFERS, PACKAGES, engine

AT_ONCE = 100

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]


def prepare() -> Any:
    return engine(executionMode="loop", inputField="subjects", outputPath="found")


def evaluate(judge: Any, subjects: list[Record]) -> pl.DataFrame:
    codes: list[list[int]] = []
    answers = [record.evidence for record in subjects]
    for start in range(0, len(answers), AT_ONCE):
        found = judge.evaluate("judge", {"subjects": answers[start : start + AT_ONCE]})["result"]["found"]
        codes += [[one[name] for name in host.JUDGED] for one in found]
    return host.stand(host.judged(subjects, codes).lazy())
