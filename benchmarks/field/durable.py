"""durable_rules as its README says: a ruleset of `when_all` rules, each subject asserted as a fact, actions in Python.

Each way of meeting or failing a criterion is a rule of its own: alternatives inside one antecedent multiply. A fact is
retracted once it is judged, so that memory does not grow.
"""

from functools import reduce
from itertools import product
from operator import and_
from typing import Any

import polars as pl

from field import host
from field.host import read, write
from field.work import (
    CHOICES,
    CRITERIA,
    INSUFFICIENT,
    MET,
    NOT_MET,
    VETO,
    Condition,
    Record,
    opposite,
    written,
)

PACKAGES = ("durable-rules", "msgspec", "polars")
DIFFERS = "two-valued: met and not met are rules of their own; ranks and CSV are Polars's"
RULES = "six-lines"

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]

Way = list[Any]


def ways(condition: Condition) -> list[Way]:
    """The conjunctions of which one holds where the condition does."""
    from durable.lang import m

    def test(field: str, operator: str, value: Any) -> list[Way]:
        asked = getattr(m, field)
        if operator == "one_of":
            others = [asked != word for word in CHOICES[field] if word not in value]
            return [[asked == value[0]]] if len(value) == 1 else [others]
        made = {"at_least": asked >= value, "at_most": asked <= value, "less_than": asked < value} | {
            "more_than": asked > value,
            "is": asked == value,
        }
        return [[made[operator]]]

    def both(parts: list[list[Way]]) -> list[Way]:
        return [[test for way in chosen for test in way] for chosen in product(*parts)]

    def either(parts: list[list[Way]]) -> list[Way]:
        return [way for part in parts for way in part]

    made: list[Way] = written(condition, test, both, either)
    return made


def prepare() -> dict[str, list[int]]:
    from durable.lang import m, ruleset, when_all

    found: dict[str, list[int]] = {}

    def concluding(number: int, code: int) -> Any:
        def conclude(c: Any) -> None:
            found[c.m.subject][number] = code

        return conclude

    with ruleset(RULES):
        for number, condition in enumerate([*(condition for _, condition in CRITERIA.values()), VETO]):
            for code, one in ((MET, condition), (NOT_MET, opposite(condition))):
                for way in ways(one):
                    when_all(reduce(and_, way))(concluding(number, code))

        @when_all(+m.subject)
        def handled(_: Any) -> None:  # a fact that matches nothing is an error
            pass

    return found


def evaluate(found: dict[str, list[int]], subjects: list[Record]) -> pl.DataFrame:
    from durable.lang import assert_fact, retract_fact

    for number, record in enumerate(subjects):
        name = record.subject.id
        found[name] = [INSUFFICIENT] * len(host.JUDGED)
        fact = {"id": number, "subject": name, **record.evidence}
        assert_fact(RULES, fact)
        retract_fact(RULES, fact)
    return host.stand(host.judged(subjects, [found[record.subject.id] for record in subjects]).lazy())
