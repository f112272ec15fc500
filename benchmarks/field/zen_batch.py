"""zen-engine with `evaluate_batch`: a decision for each record, a whole batch in one call."""

from typing import Any

import polars as pl

from field import host
from field.host import read, write
from field.work import Record
from field.zen import DIFFERS, PACKAGES, engine

AT_ONCE = 1000

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]


def prepare() -> Any:
    return engine()


def evaluate(judge: Any, subjects: list[Record]) -> pl.DataFrame:
    codes: list[list[int]] = []
    asked = [{"key": "judge", "context": record.evidence} for record in subjects]
    for start in range(0, len(asked), AT_ONCE):
        for one in judge.evaluate_batch(asked[start : start + AT_ONCE]):
            found = one["data"]["result"]
            codes.append([found[name] for name in host.JUDGED])
    return host.stand(host.judged(subjects, codes).lazy())
