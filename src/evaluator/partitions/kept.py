"""What of a subject's answers and quantities is asked for after its findings: nothing else need leave a partition."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from evaluator.language.plan import Plan


def asked_after(plan: Plan) -> frozenset[str]:
    """Names of fields, quantities and findings that the scheme itself speaks of.

    Every word of the scheme that is such a name counts: gates, vetoes, grades, tie-breaks, tiers, interviews and
    whatever else a scheme may say of subjects can only say it by name.
    """
    return frozenset(_words(plan.scheme)) & {*plan.fields, *plan.steps}


def _words(value: Any) -> Iterator[str]:
    """Every text within a record, its own parts included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _words(getattr(value, name))
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _words(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _words(name)
            yield from _words(part)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from _words(part)
