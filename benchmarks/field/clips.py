"""CLIPS through clipspy: each subject one fact of a template, for each criterion a rule for met and one for not met.

Rules print what they find to a file, which is quicker than calling back into Python for every firing; facts are
asserted and judged some hundreds at a time, so that memory does not grow with them.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from field import host
from field.host import read, write
from field.work import CRITERIA, FIELDS, INSUFFICIENT, MET, NOT_MET, VETO, Condition, Record, opposite, written

PACKAGES = ("clipspy", "msgspec", "polars")
DIFFERS = "two-valued: met and not met are two rules; ranks and CSV are Polars's"
OPERATORS = {"at_least": ">=", "at_most": "<=", "less_than": "<", "more_than": ">"}
AT_ONCE = 500
SLOTS = {name: name.replace("_", "-") for name in FIELDS}

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]


def pattern(condition: Condition) -> str:
    def test(field: str, operator: str, value: Any) -> str:
        if operator == "is":
            return f"(eq ?{field} {'TRUE' if value else 'FALSE'})"
        if operator == "one_of":
            equal = [f"(eq ?{field} {json.dumps(word, ensure_ascii=False)})" for word in value]
            return equal[0] if len(equal) == 1 else f"(or {' '.join(equal)})"
        return f"(and (neq ?{field} nil) ({OPERATORS[operator]} ?{field} {value}))"

    made: str = written(
        condition, test, lambda parts: f"(and {' '.join(parts)})", lambda parts: f"(or {' '.join(parts)})"
    )
    return made


def asked(condition: Condition) -> list[str]:
    return [condition[0]] if len(condition) == 3 else [name for part in condition[1] for name in asked(part)]


def prepare() -> Any:
    import clips

    environment = clips.Environment()
    environment.build(f"(deftemplate subject (slot row) {' '.join(f'(slot {slot})' for slot in SLOTS.values())})")
    for number, condition in enumerate([*(condition for _, condition in CRITERIA.values()), VETO]):
        slots = " ".join(f"({SLOTS[name]} ?{name})" for name in asked(condition))
        for code, one in ((MET, condition), (NOT_MET, opposite(condition))):
            environment.build(
                f"(defrule criterion-{number}-{code} (subject (row ?row) {slots}) (test {pattern(one)})"
                f' => (printout found ?row " {number} {code}" crlf))'
            )
    return environment


def evaluate(environment: Any, subjects: list[Record]) -> pl.DataFrame:
    template = environment.find_template("subject")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "found.txt")
        environment.eval(f'(open "{found.as_posix()}" found "w")')
        for start in range(0, len(subjects), AT_ONCE):
            for row, record in enumerate(subjects[start : start + AT_ONCE], start):
                template.assert_fact(row=row, **{SLOTS[name]: answer for name, answer in record.evidence.items()})
            environment.run()
            environment.reset()
        environment.eval("(close found)")
        codes = [[INSUFFICIENT] * len(host.JUDGED) for _ in subjects]
        with found.open() as lines:
            for line in lines:
                row, number, code = line.split()
                codes[int(row)][int(number)] = int(code)
    return host.stand(host.judged(subjects, codes).lazy())
