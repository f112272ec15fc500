"""The way up: the fewest unmet tests which, if met, reach the next points, grade or tier; what closes the gap in rank.

Read off the regions of a condition: of all combinations in which it holds, those that differ in the fewest tests from
what was observed. Tests that come about together, such as two thresholds of one number, are met together.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np

from evaluator.desk.proof.regions import cells_of
from evaluator.desk.proof.trial import Bench
from evaluator.exact import parse_number, shortest
from evaluator.inference.columns import TRUE
from evaluator.inference.conclude import Judge
from evaluator.inference.units import compile_condition
from evaluator.language.conditions import Condition
from evaluator.language.criteria import Criterion
from evaluator.language.plan import Plan, full_marks
from evaluator.language.shape import Text
from evaluator.problems import Lang
from evaluator.result.explain import Row
from evaluator.result.manifest import MANIFEST, digest
from evaluator.result.model import Finding, Observation, Result, Subject
from evaluator.result.words import plain

SHOWN = 3
"""Ways that are shown of each kind, the fewest tests first."""

Way = tuple[Observation, ...]


@dataclass(frozen=True)
class Step:
    """A way for one criterion to come to more points, and what they add to the total where that is exact."""

    found: Finding
    points: Fraction
    ways: tuple[Way, ...]
    adds: Fraction | None


def plan_of(folder: Path) -> Plan | None:
    """The plan a result was made by; None where its rules are no longer what they were."""
    from evaluator.loading import load_rules

    manifest = json.loads((folder / MANIFEST).read_bytes())
    call = manifest["call"]
    loaded = load_rules(str(call.get("scheme", "")), call.get("rules"), manifest["as_of"])
    there = {name: digest(data) for name, data in loaded.files.items()}
    same = all(there.get(name) == known for name, known in manifest["rules"].items())
    return loaded.plan if same else None


def ways_up(plan: Plan, result: Result, subject: Subject, criterion: str | None = None) -> Iterator[Row]:
    """Rows for the end of an explanation; with `criterion`, of that criterion alone."""
    guide = _Guide(Bench(plan, Judge()), subject, result.lang)
    rows = list(guide.rows(criterion))
    if rows:
        yield Row()
        yield Row({"zh": "改进途径", "en": "The way up"}[result.lang])
        yield from rows


@dataclass(frozen=True)
class _Guide:
    bench: Bench
    subject: Subject
    lang: Lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def rows(self, criterion: str | None) -> Iterator[Row]:
        lines = {line.id: line for line in self.bench.plan.sheet}
        steps = []
        for found in self.subject.findings:
            if found.criterion in lines and criterion in (None, found.criterion):
                steps += list(self._steps(found, lines[found.criterion]))[:1]
        for step in steps:
            yield from self._of_points(step)
        if criterion is None:
            yield from self._of_rulings()
            yield from self._of_rank(steps)

    # Points

    def _steps(self, found: Finding, line: Criterion) -> Iterator[Step]:
        """Ways to more points, the next first. Where points grow with a number there is no set of tests to meet."""
        if found.verdict not in ("not-met", "partly-met"):
            return
        now = parse_number(found.points) or Fraction(0)
        if line.scoring in ("check-list", "worth") and line.when is not None:
            yield from self._step(found, line, line.when, "when", line.of or Fraction(0))
        for band in reversed(line.bands):
            if band.when is not None and band.points > now:
                yield from self._step(found, line, band.when, f"band {plain(band.points)}", band.points)

    def _step(self, found: Finding, line: Criterion, when: Condition, part: str, points: Fraction) -> Iterator[Step]:
        ways = self.ways(when, [one for one in found.observations if one.part == part])
        if ways:
            now = parse_number(found.points) or Fraction(0)
            yield Step(found, points, ways, self._adds(found, line, points - now))

    def ways(self, when: Condition, observed: Sequence[Observation]) -> tuple[Way, ...]:
        """The smallest sets of unmet tests which, if met, make a condition hold, the fewest first."""
        tests = compile_condition(when).tests
        by_test = {(one.name, one.operator, one.required): one for one in observed}
        known = [by_test.get((test.column, test.operator, plain(test.value))) for test in tests]
        if any(one is None for one in known):
            return ()
        seen = [one for one in known if one is not None]
        cells = cells_of(self.bench, [when])
        holds = np.flatnonzero(cells.judged(when, self.bench.judge) == TRUE)
        rows = np.stack([cells.observed(test)[holds] == TRUE for test in tests], axis=1)
        now = np.array([one.outcome == "true" for one in seen])
        changed = {frozenset(np.flatnonzero(row != now).tolist()) for row in np.unique(rows, axis=0)}
        least = [one for one in changed if one and not any(other < one for other in changed)]
        ordered = sorted(least, key=lambda one: (len(one), sorted(one)))[:SHOWN]
        return tuple(tuple(seen[index] for index in sorted(one)) for one in ordered)

    def _adds(self, found: Finding, line: Criterion, more: Fraction) -> Fraction | None:
        """What points add to the total; None where groups, or lines that do not apply, stand between."""
        plan = self.bench.plan
        component = next((one for one in plan.scheme.components if one.id == found.component), None)
        rules = next((one for one in plan.rulesets if one.ruleset == found.component), None)
        if component is None or rules is None or rules.groups or plan.scheme.total is None or line.bonus:
            return None
        if plan.out_of is None:
            return more * component.weighs
        away = {one.criterion for one in self.subject.findings if one.verdict == "not-applicable"}
        whole = full_marks(rules)
        return None if away or not whole else more * plan.out_of / whole * component.weighs

    def _of_points(self, step: Step) -> Iterator[Row]:
        found = step.found
        now = found.points or "0"
        number = f"{now} → {shortest(step.points)}" if found.of else ""
        for index, way in enumerate(step.ways):
            said = self._needs(way)
            if index == 0 and step.adds is not None:
                adds = shortest(step.adds)
                said += self._(f"，总分增加 {adds}", f"; the total rises by {adds}")
            title = found.title if index == 0 else self._("或者", "or")
            yield Row(said, title=title, number=number if index == 0 else "", mark="↑" if index == 0 else "")

    def _needs(self, way: Way) -> str:
        """What must be met, in the words of the rule, with what there is now."""
        said = [self._need(one) for one in way]
        return self._("须 ", "needs ") + self._("；", "; ").join(said)

    def _need(self, one: Observation) -> str:
        if one.outcome == "true":  # a test that must no longer hold
            return self._(f"{one.label}（不再{one.requirement}）", f"{one.label} (no longer {one.requirement})")
        return one.label + self._(f"（{one.requirement}，现为 {one.shown}）", f" ({one.requirement}; now {one.shown})")

    # Grades and tiers

    def _of_rulings(self) -> Iterator[Row]:
        """The next grade and the next tier that a condition keeps from the subject."""
        scheme = self.bench.plan.scheme
        grades = {one.id: one for one in scheme.grades}
        tiers = {one.id: one for one in (scheme.allocation.tiers if scheme.allocation else ())}
        for kind, parts, current in (("grade", grades, self.subject.grade), ("tier", tiers, self.subject.tier)):
            before = list(parts)[: list(parts).index(current)] if current in parts else []
            if kind == "tier" and not current:
                continue
            for name in reversed(before):
                ruling = next((one for one in self.subject.rulings if (one.kind, one.id) == (kind, name)), None)
                when = parts[name].when
                start = getattr(parts[name], "start", None)
                if start is not None:
                    yield from self._interval(parts[name].title, name, start)
                    break
                if ruling is None or when is None or ruling.outcome != "false":
                    continue
                yield from self._next(ruling.title, kind, self.ways(when, ruling.observations))
                break

    def _next(self, title: str, kind: str, ways: Iterable[Way]) -> Iterator[Row]:
        names = {"grade": self._("评定等级", "grade"), "tier": self._("等次", "tier")}
        for index, way in enumerate(ways):
            head = f"{names[kind]} {title}" if index == 0 else self._("或者", "or")
            yield Row(self._needs(way) + self._short(way), title=head, mark="↑" if index == 0 else "")

    def _interval(self, title: Text | None, name: str, start: Fraction) -> Iterator[Row]:
        """A grade given by an interval of the total: how far away it begins."""
        total = parse_number(self.subject.total)
        if total is None or total >= start:
            return
        called, short = title[self.lang] if title else name, shortest(start - total)
        said = self._(
            f"须 总分不少于 {shortest(start)}（现为 {self.subject.total}），还差 {short} 分",
            f"needs a total of at least {shortest(start)} (now {self.subject.total}); {short} points short",
        )
        yield Row(said, title=self._(f"评定等级 {called}", f"grade {called}"), mark="↑")

    def _short(self, way: Way) -> str:
        """How many points a total is short of what is asked, where that is the one thing asked."""
        if len(way) != 1 or way[0].name != "total" or way[0].operator != "at_least":
            return ""
        asked, now = parse_number(way[0].required), parse_number(self.subject.total)
        if asked is None or now is None:
            return ""
        return self._(f"，还差 {shortest(asked - now)} 分", f"; {shortest(asked - now)} points short")

    # Rank

    def _of_rank(self, steps: Sequence[Step]) -> Iterator[Row]:
        """The gap to the next place, and the fewest steps that close it."""
        above = self.subject.above
        gap = parse_number(above.gap) if above is not None else None
        if above is None or gap is None or not self.subject.rank:
            return
        able = [step for step in steps if step.adds is not None and step.adds > 0]
        if not able:
            return
        closing: list[tuple[Step, ...]] = []
        for size in range(1, min(len(able), 3) + 1):
            closing = [part for part in combinations(able, size) if sum(one.adds or 0 for one in part) > gap]
            if closing:
                break
        head = self._(f"超过第 {above.rank} 名{above.name}", f"passing rank {above.rank}, {above.name}")
        short = self._(f"差 {above.gap} 分", f"{above.gap} points")
        if not closing:
            yield Row(
                short + self._("，上列各项中没有三项以内可以补上的", "; no three of the above close it"),
                title=head,
                mark="↑",
            )
            return
        least = sorted(closing, key=lambda part: sum(one.adds or Fraction(0) for one in part))[:SHOWN]
        said = self._("；或者 ", "; or ").join(self._closing(part) for part in least)
        yield Row(short + self._("，补上须 ", "; closed by ") + said, title=head, mark="↑")

    def _closing(self, part: Sequence[Step]) -> str:
        return " + ".join(f"{one.found.title} {one.found.points or 0} → {shortest(one.points)}" for one in part)
