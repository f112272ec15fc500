"""What each command answers as JSON, and the schema of that."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from pydantic import TypeAdapter

from evaluator.desk.answer import Formed, Printed, Refused, Serving, Told, Written
from evaluator.desk.answers_on_evidence import Evaluated, Previewed
from evaluator.desk.answers_on_results import Explained, KeysMade, Signed, Status, Verified
from evaluator.desk.answers_on_rules import Checked, Figure, Tested, Translated
from evaluator.result.differences import Differences
from evaluator.result.swept import Sweep

ANSWERS: Mapping[str, Any] = {
    "evaluate": Evaluated,
    "preview": Previewed,
    "form": Formed,
    "check": Checked,
    "test": Tested,
    "translate": Translated,
    "reference": Told,
    "guide": Written,
    "figures": list[Figure] | dict[str, list[Figure]],
    "explain": Explained,
    "status": Status,
    "compare": Differences,
    "whatif": Differences | Sweep,
    "serve": Serving,
    "verify": Verified,
    "sign": Signed | KeysMade,
    "tables": Written,
    "pdf": Printed,
}
"""What each command answers; any of them may be `Refused` instead."""


def answer_schema(command: str) -> dict[str, Any]:
    """The JSON Schema of what a command answers."""
    made: dict[str, Any] = TypeAdapter(reduce(or_, (ANSWERS[command], Refused))).json_schema(mode="serialization")
    return made
