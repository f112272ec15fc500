"""Checks of points: what can never be earned, limits that limit nothing, titles that promise another sum."""

import re
from collections.abc import Iterator
from fractions import Fraction

from evaluator.desk.proof.prover import Prover, flaw
from evaluator.exact import parse_number, shortest
from evaluator.language.criteria import Criterion, Group, RuleSet
from evaluator.language.plan import full_marks, highest
from evaluator.language.resolve import finding
from evaluator.language.shape import Text
from evaluator.problems import Place, Problem

PROMISE = re.compile(r"[（(](?:满分|共|计)?\s*(\d+(?:\.\d+)?)\s*(?:分|points?)[）)]")
"""A title that says what it is worth: “（100分）”, “(100 points)”."""


def point_flaws(prover: Prover) -> Iterator[Problem]:
    """Points of criteria, groups and rule sets."""
    for line in prover.plan.sheet:
        yield from _unreachable(prover, line)
        yield from _promised(line.title, line.of, line.place_at("title"))
    for rules in prover.plan.rulesets:
        for group in rules.groups:
            parts = _parts(rules, group)
            yield from _limits(group, parts)
            capped = parts if group.cap is None or parts is None else min(parts, group.cap)
            yield from _promised(group.title, capped, group.place_at("title"))
        if prover.plan.graded_by_points:
            yield from _promised(rules.title, full_marks(rules), rules.place_at("title"))


def _unreachable(prover: Prover, line: Criterion) -> Iterator[Problem]:
    """A criterion whose full marks lie above what it can come to: its bounds when nothing is known hold them all."""
    if (
        line.of is None
        or line.scoring in ("bands", "worth", "check-list")
        or finding(line.id) in prover.bench.unlimited
    ):
        return
    most = prover.bench.blank.tally.findings[line.id].of(0).most
    if most is not None and most < line.of:
        key = "cap" if line.bonus else "worth"
        details = {"owner": line.id, "found": shortest(most), "expected": shortest(line.of)}
        found = flaw("worth-unreachable", line.place_at(key), **details)
        best = [one for (_, low, high), one in prover.searcher.means.outcomes(line).items() if low == high == most]
        yield prover.shown(found, best[0] if best else None)


def _parts(rules: RuleSet, group: Group) -> Fraction | None:
    """What the parts of a group come to at most, bonuses included."""
    lines = {line.id: line.of for line in rules.criteria if line.scoring != "check-list"}
    groups = {one.id: one for one in rules.groups}

    def whole(name: str) -> Fraction | None:
        inner = groups.get(name)
        if inner is None:
            return lines.get(name, Fraction(0))
        total = _parts(rules, inner)
        return total if inner.cap is None else inner.cap if total is None else min(total, inner.cap)

    return highest([whole(name) for name in group.criteria], group.best)


def _limits(group: Group, most: Fraction | None) -> Iterator[Problem]:
    if most is None:
        return
    for code, key in (("cap-idle", "cap"), ("minimum-above", "minimum")):
        limit = getattr(group, key)
        if limit is not None and limit > most:
            details = {"found": group.id, "expected": shortest(limit), "most": shortest(most)}
            yield flaw(code, group.place_at(key), **details)


def _promised(title: Text, worth: Fraction | None, place: Place) -> Iterator[Problem]:
    """A title that names a sum, where the rules come to another."""
    for words in dict.fromkeys((title.zh, title.en)):
        said = PROMISE.search(words)
        number = None if said is None else parse_number(said[1])
        if number is not None and worth is not None and number != worth:
            details = {"found": words, "expected": shortest(number), "most": shortest(worth)}
            yield flaw("title-points", place, **details)
            return
