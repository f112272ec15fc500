"""rule-engine: one compiled rule a criterion, evaluated record by record."""

import json
from decimal import Decimal
from typing import Any

import polars as pl

from field import host
from field.host import write
from field.work import CRITERIA, FIELDS, INSUFFICIENT, MET, NOT_MET, VETO, Condition, Record, opposite, records, written

PACKAGES = ("rule-engine", "msgspec", "polars")
DIFFERS = "two-valued: met and not met are two conditions; numbers are read as decimals; ranks and CSV are Polars's"
OPERATORS = {"at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">", "is": "==", "one_of": "in"}

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]


def expression(condition: Condition) -> str:
    def test(field: str, operator: str, value: Any) -> str:
        compared = f"{field} {OPERATORS[operator]} {json.dumps(value, ensure_ascii=False)}"
        return compared if operator in ("is", "one_of") else f"({field} != null and {compared})"

    made: str = written(
        condition, test, lambda parts: f"({' and '.join(parts)})", lambda parts: f"({' or '.join(parts)})"
    )
    return made


def prepare() -> list[Any]:
    import rule_engine

    conditions = [*(condition for _, condition in CRITERIA.values()), VETO]
    context = rule_engine.Context(default_value=None)
    return [
        rule_engine.Rule(
            f"{expression(one)} ? {MET} : ({expression(opposite(one))} ? {NOT_MET} : {INSUFFICIENT})", context=context
        )
        for one in conditions
    ]


def read(_: list[Any], file: str) -> tuple[list[Record], list[dict[str, Any]]]:
    """Answers with every field there, which spares it the search for names like one it does not know."""
    subjects = records(file)
    return subjects, [{name: typed(record.evidence.get(name)) for name in FIELDS} for record in subjects]


def typed(answer: Any) -> Any:
    return Decimal(str(answer)) if type(answer) in (int, float) else answer


def evaluate(rules: list[Any], data: tuple[list[Record], list[dict[str, Any]]]) -> pl.DataFrame:
    subjects, answers = data
    codes = [[int(rule.evaluate(one)) for rule in rules] for one in answers]
    return host.stand(host.judged(subjects, codes).lazy())
