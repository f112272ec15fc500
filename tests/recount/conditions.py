"""Conditions and tests: true, false or missing."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from recount.refusal import refuse
from recount.rules import a_day, figure
from recount.spans import Span, Truth, every, opposite, some, times


class Word(NamedTuple):
    """What is known of something that is no number: its type, its value (None if missing), and its choices."""

    form: str
    value: Any
    choices: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """The verdict of a criterion, for a test of its finding."""

    value: str


Known = Span | Word | Verdict


class Names:
    """What the names in a condition stand for."""

    def __init__(
        self,
        look_up: Callable[[str], Known],
        finding: Callable[[str], str],
        figures: dict[str, Fraction],
        as_of: date,
        given: Callable[[str], Truth],
    ) -> None:
        self.look_up = look_up
        self.finding = finding
        self.figures = figures
        self.as_of = as_of
        self.given = given


SIZES = ("at_least", "at_most", "more_than", "less_than")
OPERATORS = {*SIZES, "is", "is_not", "one_of", "none_of", "includes", "includes_any", "includes_all", "matches"}
OPERATORS |= {"on_or_before", "on_or_after", "provided"}


def holds(node: Any, names: Names) -> Truth:
    """Whether a condition holds."""
    if not isinstance(node, dict):
        raise refuse("a condition", f"“{node}”")
    if set(node) == {"at_least", "of"}:
        parts = [holds(one, names) for one in node["of"]]
        needed = int(figure(node["at_least"], "at_least"))
        if parts.count(True) >= needed:
            return True
        return False if parts.count(False) > len(parts) - needed else None
    if len(node) != 1:
        raise refuse("a condition", f"several names together: {', '.join(node)}")
    ((name, what),) = node.items()
    match name:
        case "all":
            return every([holds(one, names) for one in what])
        case "any":
            return some([holds(one, names) for one in what])
        case "none":
            return opposite(some([holds(one, names) for one in what]))
        case "not":
            return opposite(holds(what, names))
        case "finding":
            ((criterion, test),) = what.items()
            return tested(Verdict(names.finding(criterion)), test, names, criterion)
    return tested(names.look_up(name), what, names, name)


def tested(known: Known, test: Any, names: Names, name: str) -> Truth:
    """Two tests of one name must both hold."""
    if not isinstance(test, dict) or not test:
        raise refuse(f"the test of {name}", f"“{test}”")
    truths: list[Truth] = []
    for operator, value in test.items():
        if operator not in OPERATORS:
            raise refuse(f"the test of {name}", f"“{operator}”")
        if operator == "provided":
            given = names.given(name)
            truths.append(given if value in ("yes", "true", "是") else opposite(given))
        elif isinstance(known, Span):
            truths.append(of_number(known, operator, value, names, name))
        elif isinstance(known, Verdict):
            truths.append(of_finding(known.value, operator, value, name))
        else:
            truths.append(of_word(known, operator, value, names, name))
    return every(truths)


def compared(value: Any, names: Names, name: str) -> Span:
    """What a number is compared with."""
    if isinstance(value, dict):
        if set(value) == {"figure"}:
            found = names.figures[value["figure"]]
            return Span(found, found)
        if "value_of" in value and set(value) <= {"value_of", "times"}:
            other = names.look_up(value["value_of"])
            if not isinstance(other, Span):
                raise refuse(f"the test of {name}", "“value_of” of something that is no number")
            return times(other, figure(value["times"], name)) if "times" in value else other
        raise refuse(f"the test of {name}", f"“{value}”")
    found = figure(value, f"the test of {name}")
    return Span(found, found)


def less(one: Span, other: Span, equal: bool) -> Truth:
    """Whether the one is surely less than the other (or equal to it), or surely not."""
    if one.high is not None and other.low is not None and (one.high < other.low or (equal and one.high == other.low)):
        return True
    if (
        one.low is not None
        and other.high is not None
        and (one.low > other.high or (not equal and one.low == other.high))
    ):
        return False
    return None


def of_number(known: Span, operator: str, value: Any, names: Names, name: str) -> Truth:
    if operator in SIZES:
        other = compared(value, names, name)
        match operator:
            case "at_most":
                return less(known, other, True)
            case "less_than":
                return less(known, other, False)
            case "at_least":
                return less(other, known, True)
            case _:
                return less(other, known, False)
    wanted = value if isinstance(value, list) else [value]
    if operator not in ("is", "is_not", "one_of", "none_of"):
        raise refuse(f"the test of {name}", f"“{operator}” of a number")
    among = any_of(known, [compared(one, names, name) for one in wanted])
    return opposite(among) if operator in ("is_not", "none_of") else among


def any_of(known: Span, wanted: list[Span]) -> Truth:
    """Whether a number is one of some."""
    values = [one.known for one in wanted]
    if None in values:
        raise refuse("a test", "equality with a number that is not known")
    if known.low is None or known.high is None:
        low, high = known.low, known.high
        outside = all(
            one is not None and ((low is not None and one < low) or (high is not None and one > high)) for one in values
        )
        return False if outside else None
    if known.low == known.high:
        return known.low in values
    inside = [one for one in values if one is not None and known.low <= one <= known.high]
    if known.places is None:
        return None if inside else False
    unit = 10**known.places
    on_grid = {one for one in inside if (one * unit).denominator == 1}
    if len(on_grid) == (known.high - known.low) * unit + 1:
        return True
    return None if on_grid else False


def of_finding(verdict: str, operator: str, value: Any, name: str) -> Truth:
    """An open finding is missing; one that does not apply is nothing but that."""
    wanted = value if isinstance(value, list) else [value]
    if operator not in ("is", "is_not", "one_of", "none_of"):
        raise refuse(f"the test of {name}", f"“{operator}” of a finding")
    if verdict == "insufficient":
        return None
    if verdict == "not-applicable" and "not-applicable" not in wanted:
        if operator in ("is_not", "none_of"):
            raise refuse(f"the test of {name}", "“is_not” of a finding that does not apply")
        return False
    return (verdict in wanted) == (operator in ("is", "one_of"))


def of_word(known: Word, operator: str, value: Any, names: Names, name: str) -> Truth:
    wanted = value if isinstance(value, list) else [value]
    if known.form == "date":
        if isinstance(value, dict) and value.get("day") == "as_of" and len(value) == 1:
            other: date | None = names.as_of
        elif isinstance(value, dict) and set(value) == {"value_of"}:
            word = names.look_up(value["value_of"])
            if not isinstance(word, Word) or word.form != "date":
                raise refuse(f"the test of {name}", "a date compared with something else")
            other = word.value
        else:
            other = a_day(value, f"the test of {name}")
        if known.value is None or other is None:
            return None
        match operator:
            case "is":
                return bool(known.value == other)
            case "is_not":
                return bool(known.value != other)
            case "on_or_before":
                return bool(known.value <= other)
            case "on_or_after":
                return bool(known.value >= other)
        raise refuse(f"the test of {name}", f"“{operator}” of a date")
    if not all(isinstance(one, str) for one in wanted):
        raise refuse(f"the test of {name}", f"“{value}”")
    if known.form == "choices":
        if known.value is None:
            return None
        match operator:
            case "includes" | "includes_all":
                return set(wanted) <= known.value
            case "includes_any":
                return bool(set(wanted) & known.value)
        raise refuse(f"the test of {name}", f"“{operator}” of choices")
    if known.form == "yes-no":
        if operator not in ("is", "is_not"):
            raise refuse(f"the test of {name}", f"“{operator}” of yes or no")
        asked = value in ("yes", "true", "是")
        return None if known.value is None else (known.value == asked) == (operator == "is")

    def fits(text: str) -> bool:
        if operator == "matches":
            return re.fullmatch(str(value), text) is not None
        return (text in wanted) == (operator in ("is", "one_of"))

    if operator not in ("is", "is_not", "one_of", "none_of", "matches"):
        raise refuse(f"the test of {name}", f"“{operator}” of a text")
    if known.value is not None:
        return fits(known.value)
    truths = {fits(one) for one in known.choices}
    return truths.pop() if len(truths) == 1 else None
