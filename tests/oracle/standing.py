"""Everything after the findings: totals, gates and vetoes, who is held, grades, ranks and ties."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from evaluator.language.plan import Plan
from oracle.case import Case, Subject
from oracle.conditions import UNTOLD, Look, NotToldError, Number, Seen, Truth, disj, negated, truth_of
from oracle.grading import graded, limit
from oracle.numbers import Span, rounded
from oracle.panel import aspects, panel_score
from oracle.points import ZERO, Finding, Settled, part_of, score
from oracle.world import World

POINT_PLACES = 4


@dataclass
class Row:
    """One subject's results.

    `silent` are the scores that are not worked out, the total by that name; `could` the grades still possible, and the
    grade None where it is not worked out.
    """

    subject: Subject
    world: World
    findings: dict[str, Finding] = field(default_factory=dict)
    aspects: dict[str, Finding] = field(default_factory=dict)
    scores: dict[str, Settled] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    could: set[str] = field(default_factory=set)
    exact: Settled | None = None
    total: Settled | None = None
    gates: dict[str, Truth] = field(default_factory=dict)
    vetoes: dict[str, Truth] = field(default_factory=dict)
    out: Truth = False
    belongs: Truth = True
    held: Truth = False
    grade: str | None = ""
    rank: int = 0
    interview: str = ""

    @property
    def group(self) -> Callable[[str | None], str]:
        return lambda within: "" if within is None else str(getattr(self.subject, within))


@dataclass(frozen=True)
class Tie:
    """Who were equal, at what rank, and what told them apart; `by` is empty while nothing did."""

    members: frozenset[str]
    rank: int
    by: str


@dataclass
class Standing:
    """A season judged. `told` says whether ranks and all that follows them are worked out."""

    plan: Plan
    rows: dict[str, Row]
    ties: list[Tie] = field(default_factory=list)
    told: bool = True

    @property
    def contending(self) -> list[Row]:
        """Held subjects that may yet be ranked."""
        return [row for row in self.rows.values() if row.held and row.out is not True and row.belongs is not False]


def stand(plan: Plan, case: Case) -> Standing:
    """Subject by subject, then by group."""
    world = World(plan, case)
    standing = Standing(plan, {subject.id: _row(world, case, subject) for subject in case.subjects})
    standing.told = not any(
        UNTOLD in (row.held, row.out, row.belongs) or "total" in row.silent for row in standing.rows.values()
    )
    if plan.scheme.ranking is not None and plan.scheme.total is not None and standing.told:
        try:
            _rank(standing, case)
        except NotToldError:
            standing.told = False
    limit(standing)
    return standing


def looking(plan: Plan, row: Row, more: dict[str, Seen] | None = None) -> Look:
    """How a condition sees a subject."""

    def look(name: str) -> Seen:
        if more and name in more:
            return more[name]
        if name in row.silent:
            raise NotToldError
        if name in row.scores:
            span = row.scores[name]
            return Number(tuple(rounded(end, POINT_PLACES, "half-even") for end in span), POINT_PLACES)  # type: ignore[arg-type]
        if name == "total":
            assert row.total is not None
            assert plan.scheme.total is not None
            return Number(row.total, plan.scheme.total.places)
        return row.world.seen(name, row.subject)

    return look


def _row(world: World, case: Case, subject: Subject) -> Row:
    plan = world.plan
    row = Row(subject, world)
    look = looking(plan, row)
    row.findings = {line.id: world.finding(line.id, subject) for line in plan.criteria}
    _add_up(plan, case, row)
    row.gates = {gate.id: truth_of(gate.when, look) for gate in plan.scheme.gates}
    row.vetoes = {veto.id: truth_of(veto.when, look) for veto in plan.scheme.vetoes}
    row.out = disj([*map(negated, row.gates.values()), *row.vetoes.values()])
    if plan.scheme.ranking is not None:
        row.belongs = truth_of(plan.scheme.ranking.members, look)
    zeros = disj([row.vetoes[veto.id] for veto in plan.scheme.vetoes if veto.effect == "zero"])
    if zeros is UNTOLD:
        row.silent.add("total")
        row.total = None
    if row.total is not None and zeros is not False:
        low, high = row.total
        row.total = (ZERO, ZERO) if zeros else (min(low, ZERO), max(high, ZERO))
    row.could, row.grade = graded(plan, row, look)
    row.held = _held(row)
    return row


def _held(row: Row) -> Truth:
    """Whether anything that matters is missing."""
    every = [*row.findings.values(), *row.aspects.values()]
    questions = [*row.gates.values(), *row.vetoes.values(), row.belongs]
    open_findings = any(one.verdict == "insufficient" for one in every)
    unsettled = row.exact is not None and row.exact[0] != row.exact[1]
    if open_findings or None in questions or unsettled or len(row.could) > 1:
        return True
    silent = row.silent or row.grade is None or any(one.verdict == "untold" for one in every)
    return UNTOLD if silent or UNTOLD in questions else False


def _add_up(plan: Plan, case: Case, row: Row) -> None:
    scheme = plan.scheme
    if scheme.panel is not None:
        row.aspects = aspects(scheme.panel, case, row.subject.id)
    if scheme.total is None:
        return
    out_of = None if scheme.total.out_of == "points" else scheme.total.out_of
    for rules in plan.rulesets:
        found = {line.id: row.findings[line.id] for line in rules.criteria}
        _score(row, rules.ruleset, lambda r=rules, f=found: score(r, f, out_of))  # type: ignore[misc]
        for group in rules.groups:
            _score(row, group.id, lambda r=rules, g=group, f=found: _points(part_of(r, f, g.id)))  # type: ignore[misc]
    if scheme.panel is not None:
        row.scores[scheme.panel.id] = panel_score(scheme.panel, row.aspects, out_of)
    if any(part.id in row.silent for part in scheme.components):
        row.silent.add("total")
        return
    weighed = [[part.weight * end for end in row.scores[part.id]] for part in scheme.components]
    least, most = sum(map(min, weighed), ZERO), sum(map(max, weighed), ZERO)  # a weight may be negative
    places, rounding = scheme.total.places, scheme.total.rounding
    row.exact = (least, most)
    row.total = (rounded(least, places, rounding), rounded(most, places, rounding))


def _points(found: Finding) -> Settled:
    return found.least or ZERO, found.most or ZERO


def _score(row: Row, name: str, work: Callable[[], Settled]) -> None:
    try:
        row.scores[name] = work()
    except NotToldError:
        row.silent.add(name)


def _rank(standing: Standing, case: Case) -> None:
    ranking = standing.plan.scheme.ranking
    assert ranking is not None
    groups: dict[str, list[Row]] = {}
    for row in standing.rows.values():
        if not row.held and row.out is False and row.belongs is True:
            groups.setdefault(row.group(ranking.within), []).append(row)
    for _, members in sorted(groups.items()):
        position = 1
        for tied in _by_total(members):
            told = list(_told_apart(standing.plan, tied, 0, case, position))
            for together, by, rank in told:
                if len(together) > 1:
                    standing.ties.append(Tie(frozenset(row.subject.id for row in together), rank, by))
            position += len(tied)


def _by_total(members: list[Row]) -> list[list[Row]]:
    totals = sorted({row.total for row in members if row.total}, reverse=True)
    return [[row for row in members if row.total == total] for total in totals]


def _told_apart(plan: Plan, tied: list[Row], stage: int, case: Case, position: int) -> list[tuple[list[Row], str, int]]:
    """Ranks for equal subjects from `position` on, and every tie met on the way with what split it."""
    ranking = plan.scheme.ranking
    assert ranking is not None
    if len(tied) > 1 and stage < len(ranking.ties):
        key = ranking.ties[stage]
        values = {row.subject.id: _tie_value(plan, row, stage) for row in tied}
        if None not in values.values():
            ordered = sorted(set(values.values()), reverse=key.first == "highest")  # type: ignore[type-var]
            parts = [[row for row in tied if values[row.subject.id] == value] for value in ordered]
            return _split(plan, tied, parts, key.by, stage + 1, case, position)
        stage = len(ranking.ties)
    orders = [order for order in case.orders if set(order) == {row.subject.id for row in tied}]
    if len(tied) > 1 and orders:
        by_id = {row.subject.id: row for row in tied}
        return _split(plan, tied, [[by_id[name]] for name in orders[0]], "decision", stage, case, position)
    for row in tied:
        row.rank = position
    return [(tied, "", position)]


def _split(
    plan: Plan, tied: list[Row], parts: list[list[Row]], by: str, stage: int, case: Case, position: int
) -> list[tuple[list[Row], str, int]]:
    found = [(tied, by, position)] if len(parts) > 1 else []
    for part in parts:
        found += _told_apart(plan, part, stage, case, position)
        position += len(part)
    return found


def _tie_value(plan: Plan, row: Row, stage: int) -> Fraction | None:
    ranking = plan.scheme.ranking
    assert ranking is not None
    key = ranking.ties[stage]
    if key.by in row.silent:
        raise NotToldError
    if key.by in row.scores:
        low, high = (rounded(end, key.places, key.rounding) for end in row.scores[key.by])
        return low if low == high else None
    if key.by in plan.derived:
        span: Span = row.world.span(key.by, row.subject)
    else:
        value = row.subject.answer(key.by)
        span = (None, None) if value is None else (Fraction(value), Fraction(value))
    if span[0] is None or span[0] != span[1]:
        return None
    return rounded(span[0], key.places, key.rounding)
