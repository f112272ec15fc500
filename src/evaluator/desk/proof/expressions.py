"""An expression's parts as Python reads them, which have no public names."""

from re import _constants as made_of  # type: ignore[attr-defined]  # as said above
from re import _parser  # type: ignore[attr-defined]  # as said above
from typing import Any

__all__ = ["made_of", "parse"]


def parse(pattern: str) -> Any:
    """The parts of an expression, each with its kind, one of those in `made_of`; `re.error` where it is none."""
    return _parser.parse(pattern)
