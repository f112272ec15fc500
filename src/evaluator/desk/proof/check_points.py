"""Checks of points: what can never be earned, limits that limit nothing, titles that promise another sum."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from evaluator.desk.proof.promises import promised, promised_in
from evaluator.desk.proof.prover import Prover, flaw
from evaluator.desk.proof.together import apart, clusters, spans_of
from evaluator.exact import shortest
from evaluator.language.criteria import Criterion, Group, RuleSet
from evaluator.language.plan import Plan, full_marks, highest
from evaluator.language.resolve import finding
from evaluator.language.shape import Text
from evaluator.problems import Place, Problem


def point_flaws(prover: Prover) -> Iterator[Problem]:
    """Points of criteria, groups and rule sets."""
    plan = prover.plan
    for line in plan.sheet:
        yield from _unreachable(prover, line)
        yield from _promised(line.title, [line.of, line.base], line.place_at("title"))
    for rules in plan.rulesets:
        for group in rules.groups:
            parts = _together(prover, rules, group, _parts(rules, group))
            yield from _limits(group, parts)
            capped = parts if group.cap is None or parts is None else min(parts, group.cap)
            yield from _promised(group.title, [capped, _parts(rules, group)], group.place_at("title"))
        if plan.graded_by_points:
            yield from _whole(prover, rules)
    yield from _of_scheme(plan)


def _whole(prover: Prover, rules: RuleSet) -> Iterator[Problem]:
    """The full marks of a rule set: whether they are as its title says, and whether anybody can earn them."""
    full, made = full_marks(rules), apart(prover.bench, rules)
    together = None if made is None or prover.plan.out_of is not None else made.most
    yield from _promised(rules.title, [full, together], rules.place_at("title"))
    if made is not None and (together is None or promised(rules.title) != together):
        details = {"found": rules.ruleset, "expected": shortest(made.alone), "most": shortest(made.most)}
        yield flaw("full-marks-apart", rules.place_at("title"), lines=made.lines, **details)


def _of_scheme(plan: Plan) -> Iterator[Problem]:
    """What the titles of a scheme and its panel say they come to."""
    scheme, panel = plan.scheme, plan.scheme.panel
    if panel is not None:
        worths = [sum((aspect.worth for aspect in panel.aspects), Fraction(0))]
        yield from _promised(panel.title, worths, panel.place_at("title"))
        for aspect in panel.aspects:
            yield from _promised(aspect.title, [aspect.worth], aspect.place_at("title"))
    if scheme.total is None or scheme.scheme == (plan.rulesets[0].ruleset if plan.rulesets else ""):
        return
    by_id = {rules.ruleset: rules for rules in plan.rulesets}
    parts: list[Fraction | None] = []
    for part in scheme.components:
        if plan.out_of is not None:
            whole: Fraction | None = plan.out_of
        elif part.ruleset is not None:
            whole = full_marks(by_id[part.ruleset])
        else:
            whole = sum((aspect.worth for aspect in panel.aspects), Fraction(0)) if panel else None
        parts.append(None if whole is None else whole * part.weighs)
    yield from _promised(scheme.title, [highest(parts)], scheme.place_at("title"))


def _together(prover: Prover, rules: RuleSet, group: Group, most: Fraction | None) -> Fraction | None:
    """What the parts of a group come to at most where some exclude each other, before its own limits."""
    made = clusters(prover.bench, rules)
    if not made or most is None:
        return most
    free = {"cap": None, "minimum": None}
    groups = tuple(one.model_copy(update=free) if one.id == group.id else one for one in rules.groups)
    reached = spans_of(prover.bench, rules.model_copy(update={"groups": groups}), made)[group.id][1]
    return most if reached is None else min(most, reached)


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


def _promised(title: Text, worths: Iterable[Fraction | None], place: Place) -> Iterator[Problem]:
    """A title that names a sum, where the rules come to another."""
    known = [worth for worth in worths if worth is not None]
    number = promised(title)
    if known and number is not None and number not in known:
        words = next(words for words in (title.zh, title.en) if promised_in(words) is not None)
        details = {"found": words, "expected": shortest(number), "most": shortest(known[0])}
        yield flaw("title-points", place, **details)
