"""JSON-logic through datalogic-py: one compiled rule over parsed data handles, a whole batch in one call, as its
documentation advises for speed."""

from typing import Any

import msgspec
import polars as pl

from field import host
from field.host import write
from field.work import CRITERIA, INSUFFICIENT, MET, NOT_MET, VETO, Condition, Record, opposite, records, written

PACKAGES = ("datalogic-py", "msgspec", "polars")
DIFFERS = "two-valued: met and not met are two conditions; ranks and CSV are Polars's"
OPERATORS = {"at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">", "is": "===", "one_of": "in"}

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]


def logic(condition: Condition) -> Any:
    def test(field: str, operator: str, value: Any) -> Any:
        compared = {OPERATORS[operator]: [{"var": field}, value]}
        if operator in ("at_most", "less_than"):  # a missing answer would count as 0
            return {"and": [{"!==": [{"var": field}, None]}, compared]}
        return compared

    return written(condition, test, lambda parts: {"and": parts}, lambda parts: {"or": parts})


def prepare() -> Any:
    import datalogic_py

    conditions = [*(condition for _, condition in CRITERIA.values()), VETO]
    engine = datalogic_py.Engine()
    rule = [{"if": [logic(one), MET, logic(opposite(one)), NOT_MET, INSUFFICIENT]} for one in conditions]
    return datalogic_py.DataHandle, engine.session(), engine.compile(rule)


def read(prepared: Any, file: str) -> tuple[list[Record], list[Any]]:
    handle, _, _ = prepared
    subjects = records(file)
    return subjects, [handle(record.evidence) for record in subjects]


def evaluate(prepared: Any, data: tuple[list[Record], list[Any]]) -> pl.DataFrame:
    _, session, rule = prepared
    subjects, handles = data
    found = session.evaluate_batch(rule, handles)
    codes = msgspec.json.decode(f"[{','.join(found)}]", type=list[list[int]])
    return host.stand(host.judged(subjects, codes).lazy())
