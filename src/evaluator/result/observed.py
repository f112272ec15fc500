"""Observations of one subject: each test with what was submitted, what was required, and where both stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from evaluator.inference.columns import FALSE, MISSING, TRUE, Columns
from evaluator.inference.conclude import Judgement
from evaluator.language.conditions import Test, ValueOf
from evaluator.language.criteria import Criterion, Entry, Proportional
from evaluator.problems import Lang
from evaluator.result.derivations import Derivations
from evaluator.result.entered import bounds_of, effect, way
from evaluator.result.part import Where, where
from evaluator.result.shown_finding import Conclusion, Observation
from evaluator.result.values import Values
from evaluator.result.words import number, plain, requirement, situation, so_much_of
from evaluator.standing.season import Season

TRUTHS: Mapping[int, Conclusion] = {TRUE: "true", FALSE: "false", MISSING: "missing"}


@dataclass(frozen=True)
class _Asked:
    """What a test asks, told once for all subjects: no `requirement` where it is another of their own numbers."""

    label: str
    unit: str
    percent: bool
    required: str
    requirement: str
    rule: Where | None


@dataclass(frozen=True)
class Observer:
    """Puts observations of a season into words of one language."""

    season: Season
    lang: Lang

    @cached_property
    def values(self) -> Values:
        return Values(self.season, self.lang)

    @cached_property
    def _how(self) -> Callable[[int, str], str]:
        """How a quantity of a subject came about: the bands of a criterion ask for the same one after another."""
        return lru_cache(maxsize=64)(Derivations(self.values).how)

    def of_criterion(self, row: int, line: Criterion) -> tuple[Observation, ...]:
        """Everything a criterion's finding rests on for one subject, in the order of the rule."""
        found: list[Observation] = []
        judgements = iter(self.season.tally.findings[line.id].judgements)
        columns = self.season.decided.columns
        parts: list[tuple[str, Any]] = [("applies", line.applies), ("when", line.when)]
        parts += [(f"band {plain(band.points)}", band.when) for band in line.bands]
        if line.proportional:
            found.append(self._on_line(row, line.proportional, columns))
        for name, condition in parts:
            if condition is not None:
                found += self.of_judgement(row, next(judgements), columns, name)
        for kind, entries in (("deduction", line.deductions), ("addition", line.additions), ("bonus", line.bonus)):
            for entry in entries:
                name, truth = f"{kind} {plain(entry.points)}", TRUE
                if entry.when is not None:
                    judged = next(judgements)
                    truth = int(judged.conclusion[row])
                    found += self.of_judgement(row, judged, columns, name)
                found.append(self._entered(row, entry, truth, kind, name))
        if line.none_if is not None:
            found += self.of_judgement(row, next(judgements), columns, "none_if")
        return tuple(found)

    def _on_line(self, row: int, line: Proportional, columns: Columns) -> Observation:
        """The number points are in proportion to, and the ends of the line where those are numbers too."""
        made = self._counted(row, line.of, "proportional", columns)
        if len(line.numbers) == 1:
            return made
        _, unit, percent = self.values.label(line.of)
        start, to = (self._threshold(row, end, columns, unit, percent) for end in (line.start, line.to))
        zh = self.lang == "zh"
        low, high = bounds_of(line.start, columns, row)
        if low is not None and low == high and (low, high) == bounds_of(line.to, columns, row):
            said = f"达到 {to} 计满分，不足计 0 分" if zh else f"full points from {to} on, nothing below"
        else:
            said = f"{start} 计 0 分，{to} 计满分" if zh else f"nothing at {start}, full points at {to}"
        return made.model_copy(update={"requirement": said, "how": self._hows(row, line.numbers)})

    def _threshold(self, row: int, limit: object, columns: Columns, unit: str, percent: bool) -> str:
        """A number that another is held against, with its name where it has one."""
        if isinstance(limit, str):
            other, its_unit, share = self.values.label(limit)
            return f"{other} {self.values.value(row, limit, columns, its_unit, share)[1]}"
        return number(limit, unit, percent) if isinstance(limit, Fraction) else ""

    def _entered(self, row: int, entry: Entry, truth: int, kind: str, part: str) -> Observation:
        """What an entry came to, with the number it went by."""
        columns = self.season.decided.columns
        came = effect(entry, truth, columns, row, kind, self.lang)
        names = {"deduction": ("扣分", "deduction"), "addition": ("累加", "addition"), "bonus": ("加分", "bonus")}
        title = entry.label[self.lang] if entry.label else names[kind][self.lang == "en"]
        if entry.measured is None:
            return Observation(part=part, name="", label=title, value="", shown=came, outcome="counted")
        _, unit, percent = self.values.label(entry.measured)
        limit = entry.above if entry.below is None else entry.below
        threshold = self._threshold(row, limit, columns, unit, percent)
        said = way(entry, kind, self.lang, threshold, unit, percent)
        made = self._counted(row, entry.measured, part, columns)
        both = ("，" if self.lang == "zh" else ", ").join(filter(None, (said, came)))
        return made.model_copy(update={"requirement": both})

    def of_judgement(self, row: int, judged: Judgement, columns: Columns, part: str) -> Iterator[Observation]:
        """The tests of one condition."""
        for test, truth in judged.observations.at(row):
            yield self._tested(row, test, truth, columns, part)

    @cached_property
    def _asked(self) -> "dict[tuple[int, str], _Asked]":
        """What each test asks, by its identity (equal ones have their own places) and its part of the rule."""
        return {}

    def _what(self, test: Test, part: str) -> "_Asked":
        """What a test asks of every subject alike."""
        known = self._asked.get((id(test), part))
        if known is None:
            label, unit, percent = self.values.label(test.column)
            other = isinstance(test.value, ValueOf)
            asks = "" if other else situation(part, requirement(test, self.lang, unit, percent), self.lang)
            known = _Asked(label, unit, percent, plain(test.value), asks, where(test.place))
            self._asked[id(test), part] = known
        return known

    def _tested(self, row: int, test: Test, truth: int, columns: Columns, part: str) -> Observation:
        asked = self._what(test, part)
        value, words = self.values.value(row, test.column, columns, asked.unit, asked.percent)
        lacking: tuple[str, ...] = ()
        if test.operator == "includes_all" and truth == FALSE:
            chosen = set(self.season.evidence.answers[test.column][row] or ())
            lacking = tuple(choice for choice in test.value if choice not in chosen)
        return Observation(
            part=part,
            name=test.column,
            label=asked.label,
            operator=test.operator,
            value=value,
            required=asked.required,
            shown=words,
            requirement=asked.requirement or situation(part, self._compared(row, test, columns), self.lang),
            outcome=TRUTHS[truth],
            lacking=lacking,
            how=self._hows(row, _numbers(test)),
            place=self._place(row, test.column),
            rule=asked.rule,
        )

    def _hows(self, row: int, names: Iterable[str]) -> str:
        """How each of several numbers came about, as far as that needs saying."""
        told = [self._how(row, name) for name in names]
        return ("；" if self.lang == "zh" else "; ").join(one for one in told if one)

    def _compared(self, row: int, test: Test, columns: Columns) -> str:
        """What a test asks that compares with another number: that one's name and value."""
        assert isinstance(test.value, ValueOf)
        label, other, share = self.values.label(test.value.name)
        value = f"{label} {self.values.value(row, test.value.name, columns, other, share)[1]}"
        return requirement(test, self.lang, other=so_much_of(test.value, value, self.lang))

    def _counted(self, row: int, name: str, part: str, columns: Columns) -> Observation:
        label, unit, percent = self.values.label(name)
        value, words = self.values.value(row, name, columns, unit, percent)
        return Observation(
            part=part,
            name=name,
            label=label,
            value=value,
            shown=words,
            how=self._how(row, name),
            outcome="counted",
            place=self._place(row, name),
        )

    @cached_property
    def _asked_for(self) -> dict[str, str]:
        """For each column the field whose answer it is, or is first of all computed from."""
        plan = self.season.plan
        found = {name: name for name in plan.fields}
        for column in plan.derived:
            name = column
            while name in plan.derived:
                name = plan.derived[name].base
            if name in plan.fields:
                found[column] = name
        return found

    def _place(self, row: int, column: str) -> Where | None:
        """Where the answer stands; for a derived quantity, where what it is computed from stands."""
        name = self._asked_for.get(column)
        if name is None:
            return None
        evidence = self.season.evidence
        if evidence.answers[name][row] is None and (row, name) not in evidence.places:
            return None
        return where(evidence.place(row, name))


def _numbers(test: Test) -> Iterator[str]:
    """The number that is tested, and the one it is tested against."""
    yield test.column
    if isinstance(test.value, ValueOf):
        yield test.value.name
