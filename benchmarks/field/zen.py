"""zen-engine: one expression node that judges every criterion, compiled once by the engine's own loader."""

import json
from typing import Any

from field.work import CRITERIA, INSUFFICIENT, MET, NOT_MET, VETO, Condition, opposite, written

PACKAGES = ("zen-engine", "msgspec", "polars")
DIFFERS = "two-valued: met and not met are two conditions; ranks and CSV are Polars's"
OPERATORS = {"at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">", "is": "==", "one_of": "in"}


def expression(condition: Condition) -> str:
    def test(field: str, operator: str, value: Any) -> str:
        compared = f"{field} {OPERATORS[operator]} {json.dumps(value, ensure_ascii=False)}"
        return compared if operator in ("is", "one_of") else f"({field} != null and {compared})"

    made: str = written(
        condition, test, lambda parts: f"({' and '.join(parts)})", lambda parts: f"({' or '.join(parts)})"
    )
    return made


def engine(**content: Any) -> Any:
    """An engine that knows one decision, `judge`: input, expressions, output."""
    import zen

    conditions = {**{name: condition for name, (_, condition) in CRITERIA.items()}, "veto": VETO}
    expressions = [
        {
            "id": name,
            "key": name,
            "value": f"{expression(one)} ? {MET} : ({expression(opposite(one))} ? {NOT_MET} : {INSUFFICIENT})",
        }
        for name, one in conditions.items()
    ]
    judge = {"expressions": expressions, "passThrough": False, **content}
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "asked", "name": "asked", "type": "inputNode"},
            {"id": "judged", "name": "judged", "type": "expressionNode", "content": judge},
            {"id": "said", "name": "said", "type": "outputNode"},
        ],
        "edges": [
            {"id": "in", "sourceId": "asked", "targetId": "judged", "type": "edge"},
            {"id": "out", "sourceId": "judged", "targetId": "said", "type": "edge"},
        ],
    }
    return zen.ZenEngine({"loader": {"type": "static", "content": {"judge": graph}}})
