"""Reference checks: every name a rule file uses exists, fits where it is used, and adds up."""

from collections.abc import Iterable, Iterator

from evaluator.exact import shortest
from evaluator.language.awards import Allocation, PaymentRate
from evaluator.language.check_criteria import shape_problems
from evaluator.language.check_derived import check_derived
from evaluator.language.check_fields import check_field, check_figure, out_of_range
from evaluator.language.check_quantity import Names
from evaluator.language.check_scheme import check_scheme
from evaluator.language.criteria import Criterion, Link, RuleSet
from evaluator.language.plan import missing_name
from evaluator.language.resolve import Resolver, in_order_of
from evaluator.language.terms import COLUMNS, TAKEN, Term
from evaluator.language.words import DOT_POINTS, both_spellings, keywords
from evaluator.problems import Place, Problem, nearest, problem


def check_ruleset(rules: RuleSet) -> Iterator[Problem]:
    """What a rule set gets wrong by itself, before a scheme uses it."""
    for name, field in rules.fields.items():
        yield from check_field(name, field)
    for name, values in rules.figures.items():
        yield from check_figure(values)
        if not values:
            yield out_of_range(rules.place_at("figures"), f"{name}: []", "≥ 1")
    for line in rules.criteria:
        yield from shape_problems(line)
    yield from _repeated(rules.criteria)
    yield from _groups(rules)
    if rules.in_force.to and rules.in_force.to < rules.in_force.start:
        yield problem("period-backwards", rules.in_force.place, found=rules.in_force.to)


def check_use(resolver: Resolver) -> Iterator[Problem]:
    """What a scheme and its rule sets get wrong together."""
    terms = resolver.terms()
    scheme = resolver.scheme
    for name, field in scheme.fields.items():
        yield from check_field(name, field)
    for name, values in scheme.figures.items():
        yield from check_figure(values)
        if not values:
            yield out_of_range(scheme.place_at("figures"), f"{name}: []", "≥ 1")
    links = {name: behind.terms() for name, behind in resolver.behind.items()}
    lines = {line.id: line for line in resolver.criteria}
    names = Names(terms, resolver.fields, resolver.derived, links, lines, resolver.groups)
    for name, quantity in resolver.derived.items():
        yield from check_derived(name, quantity, names)
    for name, link in resolver.links.items():
        yield from _link(name, link, resolver, terms)
    if scheme.follow_up:
        yield from _follow_up(resolver, names)
    if scheme.allocation:
        parts: list[Allocation | PaymentRate] = [scheme.allocation, *scheme.allocation.rates]
        yield from _numbers([(part.of, part.place_at("of")) for part in parts if part.of], terms)
    for line in resolver.criteria:
        yield from _quantities(line, terms)
    yield from _unique(resolver)
    if scheme.total is not None and scheme.total.out_of != "points":
        for rules in resolver.rulesets:
            yield from _open_whole(rules)
    yield from check_scheme(scheme)
    for rules in resolver.rulesets:
        if rules.subject != scheme.subject:
            yield problem("subject-differs", rules.place_at("subject"), found=rules.subject, expected=scheme.subject)
        if not rules.in_force.holds(resolver.as_of):
            place = rules.place_at("in_force")
            yield problem("not-in-force", place, found=rules.ruleset, expected=resolver.as_of)
    if scheme.ranking:
        known = {*terms, *(c.id for c in scheme.components), *(group.id for group in resolver.groups)}
        for tie in scheme.ranking.ties:
            term = terms.get(tie.by)
            if tie.by not in known:
                yield missing_name(tie.by, tie.place_at("by"), known)
            elif term is not None and term.kind != "number":
                yield problem("number-needed", tie.place_at("by"), found=tie.by)


def _follow_up(resolver: Resolver, names: Names) -> Iterator[Problem]:
    follow, terms = resolver.scheme.follow_up, names.terms
    assert follow is not None
    if follow.since not in terms:
        yield missing_name(follow.since, follow.place_at("since"), terms)
    elif terms[follow.since].kind != "date":
        yield problem(
            "derived-base", follow.place_at("since"), found=follow.since, expected=keywords(("date",), "Asking.type")
        )
    for name, quantity in follow.counts.items():
        yield from check_derived(name, quantity, names)


def _link(name: str, link: Link, resolver: Resolver, terms: dict[str, Term]) -> Iterator[Problem]:
    """A link names a column that can hold an id or a name, on one side."""
    if name in TAKEN:
        yield problem("name-reserved", link.place, found=name)
    if name in terms:
        yield problem("name-twice", link.place, found=name)
    if (link.mine is None) == (link.theirs is None):
        yield problem("one-of-keys", link.place, expected=keywords(("mine", "theirs"), "Link"))
        return
    if name not in resolver.behind:
        return
    key = "mine" if link.mine is not None else "theirs"
    column, seen = link.mine or link.theirs or "", terms if key == "mine" else resolver.behind[name].terms()
    if column in ("street", "community", "id"):
        return
    if column not in seen:
        yield missing_name(column, link.place_at(key), seen)
    elif seen[column].kind not in ("text", "choice"):
        yield problem(
            "derived-base", link.place_at(key), found=column, expected=keywords(("text", "choice"), "Asking.type")
        )


def _quantities(line: Criterion, terms: dict[str, Term]) -> Iterator[Problem]:
    used = [
        (entry.measured, entry.place_at("each" if entry.each else "of")) for entry in line.entries if entry.measured
    ]
    for entry in line.entries:
        for key, limit in (("above", entry.above), ("below", entry.below)):
            if isinstance(limit, str):
                used.append((limit, entry.place_at(key)))
    if line.proportional:
        ends = [("of", line.proportional.of), ("from", line.proportional.start), ("to", line.proportional.to)]
        used += [(end, line.proportional.place_at(key)) for key, end in ends if isinstance(end, str)]
    yield from _numbers(used, terms)


def _numbers(used: Iterable[tuple[str, Place]], terms: dict[str, Term]) -> Iterator[Problem]:
    """Names that must be those of numbers."""
    for name, place in used:
        if name not in terms:
            yield missing_name(name, place, [n for n in terms if not n.startswith("finding:")])
        elif terms[name].kind != "number":
            yield problem("number-needed", place, found=name)


def _repeated(lines: Iterable[Criterion]) -> Iterator[Problem]:
    seen: dict[str, Criterion] = {}
    for line in lines:
        if line.id in seen:
            yield problem("id-twice", line.place_at("id"), found=line.id, first=seen[line.id].place)
        seen.setdefault(line.id, line)


def _groups(rules: RuleSet) -> Iterator[Problem]:
    lines = {line.id: line for line in rules.criteria}
    known = {*lines, *(group.id for group in rules.groups)}
    grouped: set[str] = set()
    _, circles = in_order_of({group.id: group.criteria for group in rules.groups})
    for circle in circles:
        place = next(group.place_at("criteria") for group in rules.groups if group.id == circle[0])
        yield problem("groups-cycle", place, found=" → ".join(circle))
    for group in rules.groups:
        if group.id in lines:
            yield problem("id-twice", group.place_at("id"), found=group.id, first=lines[group.id].place)
        if group.minimum is not None and group.cap is not None and group.minimum > group.cap:
            yield out_of_range(group.place_at("minimum"), shortest(group.minimum), f"≤ {shortest(group.cap)}")
        if group.best is not None and not 1 <= group.best <= len(group.criteria):
            yield out_of_range(group.place_at("best"), group.best, f"1–{len(group.criteria)}")
        for name in group.criteria:
            if name not in known:
                yield problem("criterion-unknown", group.place, found=name, nearest=nearest(name, known))
            elif name in grouped:
                yield problem("grouped-twice", group.place, found=name)
            grouped.add(name)


def _open_whole(rules: RuleSet) -> Iterator[Problem]:
    """Criteria without a maximum, outside every group with a cap: they leave no whole to scale to."""
    above = {name: group for group in rules.groups for name in group.criteria}
    for line in rules.criteria:
        if line.worth != "unlimited":
            continue
        name, capped, seen = line.id, False, set[str]()
        while name in above and name not in seen:
            seen.add(name)
            capped |= above[name].cap is not None
            name = above[name].id
        if not capped:
            yield problem("whole-open", line.place_at("worth"), criterion=line.id)


def _unique(resolver: Resolver) -> Iterator[Problem]:
    """Ids that become columns of the result, and names that become quantities, must differ."""
    yield from _repeated(resolver.criteria)
    scheme = resolver.scheme
    columns = {line.id: line.place for line in resolver.criteria}
    aspects = scheme.panel.aspects if scheme.panel else ()
    for name, place in [(p.id, p.place_at("id")) for p in resolver.criteria] + [(p.id, p.place) for p in aspects]:
        if name in both_spellings(COLUMNS, "column") or name.endswith(tuple(DOT_POINTS.values())):
            yield problem("name-reserved", place, found=name)
    for aspect in scheme.panel.aspects if scheme.panel else ():
        if aspect.id in columns:
            yield problem("id-twice", aspect.place, found=aspect.id, first=columns[aspect.id])
        columns.setdefault(aspect.id, aspect.place)
    names = {*resolver.fields, *resolver.derived}
    parts = [(group.id, group.place) for group in resolver.groups]
    parts += [(component.id, component.place) for component in scheme.components]
    for name, place in parts:
        if name in TAKEN:
            yield problem("name-reserved", place, found=name)
        if name in names:
            yield problem("name-twice", place, found=name)
        names.add(name)
