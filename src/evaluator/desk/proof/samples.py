"""Text that fits a pattern: the shortest an expression allows, for evidence that shows what a rule does with it."""

import re
from typing import Any

from evaluator.desk.proof.expressions import made_of, parse


def fitting(pattern: str) -> str | None:
    """A text that a pattern takes, or None where none was found this way."""
    try:
        return "".join(map(_shortest, parse(pattern)))
    except (KeyError, ValueError, re.error):
        return None


def _shortest(node: tuple[Any, Any]) -> str:
    kind, value = node
    if kind is made_of.LITERAL:
        return chr(int(value))
    if kind is made_of.ANY:
        return "a"
    if kind is made_of.IN:
        return _member(value)
    if kind in (made_of.MAX_REPEAT, made_of.MIN_REPEAT):
        least, _, part = value
        return "".join(map(_shortest, part)) * int(least)
    if kind is made_of.SUBPATTERN:
        return "".join(map(_shortest, value[-1]))
    if kind is made_of.BRANCH:
        return "".join(map(_shortest, value[1][0]))
    if kind is made_of.AT:
        return ""
    raise ValueError(kind)


def _member(options: list[tuple[Any, Any]]) -> str:
    kind, value = options[0]
    if kind is made_of.LITERAL:
        return chr(int(value))
    if kind is made_of.RANGE:
        return chr(int(value[0]))
    if kind is made_of.CATEGORY and value in _OF_A_KIND:
        return str(_OF_A_KIND[value])
    raise ValueError(kind)


_OF_A_KIND: dict[Any, str] = {made_of.CATEGORY_DIGIT: "0", made_of.CATEGORY_WORD: "a", made_of.CATEGORY_SPACE: " "}
