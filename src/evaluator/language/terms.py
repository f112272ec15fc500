"""Names and types: which operators a column answers to, and what their values mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from evaluator.exact import parse_number
from evaluator.language.conditions import RESERVED, Combination, Condition, DayOf, Figure, Operator, Test, ValueOf
from evaluator.language.fields import Asking, Column, Dated, figure_at
from evaluator.language.scalars import NO, YES, kind_of, parse_day
from evaluator.language.source import PlacedList, Plain
from evaluator.language.words import both_spellings, keyword, keywords, spelt
from evaluator.problems import Place, Problem, nearest, problem

Kind = Literal["yes-no", "number", "date", "text", "choice", "choices", "events", "verdict"]

VERDICTS = ("met", "partly-met", "not-met", "not-applicable")

_NUMERIC: tuple[Operator, ...] = ("is", "is_not", "at_least", "at_most", "more_than", "less_than", "one_of", "none_of")
_WORDS: tuple[Operator, ...] = ("is", "is_not", "one_of", "none_of")
ANSWERS_TO: dict[Kind, tuple[Operator, ...]] = {
    "yes-no": ("is", "is_not"),
    "number": _NUMERIC,
    "date": ("is", "is_not", "on_or_before", "on_or_after"),
    "text": (*_WORDS, "matches"),
    "choice": (*_WORDS, "matches"),
    "choices": ("includes", "includes_any", "includes_all"),
    "events": (),
    "verdict": _WORDS,
}
COMPARES: tuple[Operator, ...] = ("is", "is_not", "at_least", "at_most", "more_than", "less_than")
"""Operators that compare a number with another."""

COMPARES_DAYS: tuple[Operator, ...] = ("is", "is_not", "on_or_before", "on_or_after")
"""Operators that compare a date with another."""

LISTS: frozenset[Operator] = frozenset({"one_of", "none_of", "includes_any", "includes_all"})

STANDING = frozenset({"total", "rank", "group_size", "higher_in_group", "lower_in_group"})
ON_BALLOT = ("marks_given", "full_marks", "different_marks")
"""What is counted of one judge's marks, for one subject or for all."""
ON_SHEET = (*ON_BALLOT, "subjects_marked", "full_subjects")
"""What is counted of a judge's whole sheet besides."""
BALLOT = frozenset(ON_SHEET)
OUTCOMES = frozenset({"status", "grade", "tier", "interview"})
IDENTITY = ("kind", "id", "name", "street", "community")
COLUMNS = frozenset(
    {"id", "name", "street", "community", "status", "total", "rank", "grade", "tier", "subsidy", "interview"}
) | {"documents"}
"""Columns of every result, and what else a case may expect: names that no criterion or aspect may take."""

TAKEN = both_spellings(RESERVED | STANDING | BALLOT | OUTCOMES, "condition") | frozenset(IDENTITY)
"""Words a field, derived quantity, component or group may not be called."""


@dataclass(frozen=True)
class Term:
    """What a name in a condition stands for. `field` says whether a person submits it."""

    kind: Kind
    places: int = 0
    choices: tuple[str, ...] = ()
    field: bool = False


Terms = dict[str, Term]

EQUALS = frozenset({"is", "is_not", "one_of", "none_of"})
"""Operators that ask for a very value."""

_KINDS: Mapping[str, Kind] = {
    "yes-no": "yes-no",
    "integer": "number",
    "decimal": "number",
    "date": "date",
    "text": "text",
    "choice": "choice",
    "choices": "choices",
    "events": "events",
}


def term_of(field: Asking | Column) -> Term:
    """The term a submitted field is."""
    choices = field.choices if isinstance(field, Asking) else field.of
    return Term(_KINDS[field.type], field.places, choices, field=True)


@dataclass(frozen=True)
class Scope:
    """What a condition can see: terms by name, figures by name, and the day figures are picked for.

    A condition on a row may compare it with terms of the subject it belongs to: those of `subject`.
    """

    terms: Terms
    figures: Mapping[str, tuple[Dated, ...]]
    as_of: date
    subject: Terms = field(default_factory=dict)

    def resolve(self, condition: Condition, problems: list[Problem]) -> Condition:
        """The condition with every value typed; what does not fit goes to `problems`."""
        if isinstance(condition, Combination):
            parts = tuple(self.resolve(part, problems) for part in condition.parts)
            return replace(condition, parts=parts)
        term = self.terms.get(condition.column)
        if term is None:
            problems.append(_unknown(condition, self.terms))
            return condition
        allowed = ANSWERS_TO[term.kind] + (("provided",) if term.field else ())
        if condition.operator not in allowed:
            problems.append(_untaken(condition, allowed))
            return condition
        value = condition.value
        if isinstance(value, ValueOf):
            problems.extend(self._compared(condition, term, value))
            return condition
        if isinstance(value, Figure):
            value = self.figure(value, problems)
            if value is None:
                return condition
        if isinstance(value, DayOf):
            return self._on_day(condition, term, value, problems)
        before = len(problems)
        typed = _typed(condition, value, term, problems)
        return replace(condition, value=typed) if len(problems) == before else condition

    def _on_day(self, test: Test, term: Term, value: DayOf, problems: list[Problem]) -> Test:
        """A test that compares a date with the evaluation's."""
        if value.name != "as_of":
            known = keywords(("as_of",), "day")
            problems.append(problem("word-unknown", value.place, found=value.name, expected=known))
        elif term.kind != "date":
            problems.append(problem("date-needed", value.place, found=named(test.column)))
        elif test.operator not in COMPARES_DAYS:
            problems.append(_untaken(test, COMPARES_DAYS))
        return replace(test, value=self.as_of)

    def _compared(self, test: Test, term: Term, value: ValueOf) -> Iterator[Problem]:
        """What is wrong with comparing a column to another: both must be numbers, or both dates, told by order."""
        other = self.terms.get(value.name, self.subject.get(value.name))
        if value.name in self.terms and value.name in self.subject:
            yield problem("name-in-both", value.place, found=value.name)
        elif other is None:
            yield _unknown(
                replace(test, column=value.name, place=value.place, named=value.place), {**self.subject, **self.terms}
            )
        elif term.kind == "date" and other.kind != "date":
            yield problem("date-needed", value.place, found=value.name)
        elif term.kind != "date" and (other.kind != "number" or term.kind != "number"):
            yield problem("number-needed", value.place, found=test.column if other.kind == "number" else value.name)
        elif test.operator not in (allowed := COMPARES_DAYS if term.kind == "date" else COMPARES):
            yield _untaken(test, allowed)

    def number(self, figure: Figure, problems: list[Problem]) -> Fraction:
        """The value of a figure that must be a number."""
        value = self.figure(figure, problems)
        number = None if value is None else _read("number", value)
        if isinstance(number, Fraction):
            return number
        if value is not None:
            problems.append(problem("number-expected", figure.place, found=kind_of(value)))
        return Fraction(0)

    def figure(self, figure: Figure, problems: list[Problem]) -> Any:
        known = self.figures.get(figure.name)
        if known is None:
            hint = nearest(figure.name, self.figures)
            problems.append(problem("figure-unknown", figure.place, found=figure.name, nearest=hint))
            return None
        held = figure_at(known, self.as_of)
        if held is None and not known:
            return None
        if held is None:
            first = min(value.start for value in known)
            problems.append(
                problem("figure-not-yet", figure.place, found=figure.name, expected=first, as_of=self.as_of)
            )
            return None
        return held.value


def named(name: str) -> str:
    """A name as a detail of a problem: keywords as the file spells them."""
    return keyword(name, "name") if name in STANDING | BALLOT | OUTCOMES else name


def spelt_name(name: str, place: Place) -> str:
    """A name as a condition of the file at a place spells it."""
    return spelt(name, "name", place) if name in STANDING | BALLOT | OUTCOMES else name


def _untaken(test: Test, allowed: tuple[Operator, ...]) -> Problem:
    """The problem of an operator that what is tested does not take."""
    found, expected = keyword(test.operator, "test"), keywords(allowed, "test")
    return problem("operator-type", test.place, found=found, column=named(test.column), expected=expected)


def _unknown(test: Test, terms: Terms) -> Problem:
    place = test.named if test.named.line else test.place
    if test.column.startswith("finding:"):
        known = [name.removeprefix("finding:") for name in terms if name.startswith("finding:")]
        name = test.column.removeprefix("finding:")
        return problem("criterion-unknown", place, found=name, nearest=nearest(name, known))
    known = [spelt_name(name, test.place) for name in terms if not name.startswith("finding:")]
    return problem("name-unknown", place, found=test.column, nearest=nearest(test.column, known))


def _typed(test: Test, value: Any, term: Term, problems: list[Problem]) -> Any:
    if test.operator in LISTS:
        if not isinstance(value, PlacedList) or not value:
            problems.append(
                problem("value-list", test.place, found=kind_of(value), operator=keyword(test.operator, "test"))
            )
            return None
        return tuple(_scalar(test, part, term, problems) for part in value)
    return _scalar(test, value, term, problems)


def _scalar(test: Test, value: Any, term: Term, problems: list[Problem]) -> Any:
    kind: Kind = "yes-no" if test.operator == "provided" else term.kind
    typed = _read(kind, value)
    if typed is None:
        code = {"yes-no": "yes-no-expected", "number": "number-expected", "date": "date-expected"}
        problems.append(problem(code.get(kind, "text-expected"), test.place, found=kind_of(value)))
        return None
    if test.operator == "matches":
        fault = _pattern_fault(str(typed))
        if fault:
            problems.append(problem("pattern-wrong", test.place, found=value, expected=fault))
        return typed
    choices = term.choices if kind == term.kind else ()
    if kind == "verdict":
        choices = tuple(keywords(VERDICTS, "verdict"))
    if kind == "number" and test.operator not in EQUALS:
        return typed  # a limit need not be a number that may be answered
    if choices and typed not in ({parse_number(one) for one in choices} if kind == "number" else choices):
        hint = nearest(
            typed, [spelt(word, "verdict", test.place) for word in choices] if kind == "verdict" else choices
        )
        problems.append(problem("choice-unknown", test.place, found=typed, expected=choices, nearest=hint))
    return typed


def _pattern_fault(pattern: str) -> str:
    """Why the engine that will match a pattern does not take it, if it does not."""
    import polars as pl

    try:
        pl.Series([""]).str.contains(f"^(?:{pattern})$")
    except pl.exceptions.ComputeError as error:
        said = [line.removeprefix("error: ") for line in str(error).splitlines() if line.startswith("error: ")]
        return said[0] if said else "regex"
    return ""


def _read(kind: Kind, value: Any) -> bool | Fraction | date | str | None:
    if not isinstance(value, str):
        return None
    if kind == "yes-no":
        return value in YES if value in YES | NO else None
    if kind == "number":
        return parse_number(value) if isinstance(value, Plain) else None
    if kind == "date":
        return parse_day(value)
    return str(value)
