"""Reference checks: every name a rule file uses exists, fits where it is used, and adds up."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from evaluator.exact import shortest
from evaluator.language.criteria import Asking, Criterion, Dated, Derived, RuleSet, shape_problems
from evaluator.language.plan import Resolver, missing_name
from evaluator.language.scheme import Grade, Panel, Scheme
from evaluator.language.terms import COLUMNS, TAKEN, Term
from evaluator.problems import Place, Problem, nearest, problem

MOST_PLACES = 6
"""Decimals a number may be declared with: enough for any share, and within exact 64-bit columns."""

EARLIEST, LATEST = 1900, 2200
MOST_DAYS = 3660
DOCUMENT_ID = re.compile(r"[\w-]+")


def check_ruleset(rules: RuleSet) -> Iterator[Problem]:
    """What a rule set gets wrong by itself, before a scheme uses it."""
    for name, field in rules.fields.items():
        yield from _field(name, field)
    for name, values in rules.figures.items():
        yield from _figure(values)
        if not values:
            yield _out_of_range(rules.place_at("figures"), f"{name}: []", "≥ 1")
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
        yield from _field(name, field)
    for name, values in scheme.figures.items():
        yield from _figure(values)
        if not values:
            yield _out_of_range(scheme.place_at("figures"), f"{name}: []", "≥ 1")
    for name, quantity in resolver.derived.items():
        yield from _derived(name, quantity, resolver, terms)
    if scheme.follow_up:
        yield from _follow_up(resolver, terms)
    for line in resolver.criteria:
        yield from _quantities(line, terms)
    yield from _unique(resolver)
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


def _field(name: str, field: Asking) -> Iterator[Problem]:
    if name in TAKEN:
        yield problem("name-reserved", field.place, found=name)
    if field.type in ("choice", "choices") and not field.choices:
        yield problem("choices-missing", field.place, found=name)
    if field.type == "events" and not field.columns:
        yield problem("columns-missing", field.place, found=name)
    if field.of and field.type not in ("choice", "choices", "events"):
        yield problem("key-not-for-type", field.place_at("of"), found="of", type=field.type)
    for key in ("minimum", "maximum"):
        if getattr(field, key) is not None and field.type not in ("integer", "decimal"):
            yield problem("key-not-for-type", field.place_at(key), found=key, type=field.type)
    if field.places and field.type != "decimal":
        yield problem("key-not-for-type", field.place_at("places"), found="places", type=field.type)
    if field.places > MOST_PLACES:
        yield _out_of_range(field.place_at("places"), field.places, f"0–{MOST_PLACES}")
    yield from _twice((choice, field.place_at("of")) for choice in field.choices)
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield problem("minimum-above-maximum", field.place_at("minimum"), found=field.minimum, expected=field.maximum)
    for column, asked in field.columns.items():
        if asked.places > MOST_PLACES:
            yield _out_of_range(asked.place_at("places"), asked.places, f"0–{MOST_PLACES}")
        if asked.type == "choice" and not asked.of:
            yield problem("choices-missing", asked.place, found=f"{name}.{column}")


def _out_of_range(place: Place, found: object, expected: str) -> Problem:
    return problem("out-of-range", place, found=found, expected=expected)


def _twice(parts: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """Ids used twice among parts of one kind."""
    seen: dict[str, Place] = {}
    for name, place in parts:
        if name in seen:
            yield problem("id-twice", place, found=name, first=seen[name])
        seen.setdefault(name, place)


def _figure(values: tuple[Dated, ...]) -> Iterator[Problem]:
    starts = Counter(value.start for value in values)
    for value in values:
        if starts[value.start] > 1:
            yield problem("figure-twice", value.place, found=value.start)
        if value.origin is None or value.authority is None:
            yield problem("figure-without-authority", value.place)


def _derived(name: str, quantity: Derived, resolver: Resolver, terms: dict[str, Term]) -> Iterator[Problem]:
    given = [kind for kind in ("count", "sum", "share", "months_since", "days_since") if getattr(quantity, kind)]
    if name in TAKEN:
        yield problem("name-reserved", quantity.place, found=name)
    if len(given) != 1:
        yield problem("derived-kind", quantity.place, found=given)
        return
    if quantity.places > MOST_PLACES:
        yield _out_of_range(quantity.place_at("places"), quantity.places, f"0–{MOST_PLACES}")
    kind, base = given[0], quantity.base
    place = quantity.place_at(kind)
    wanted = {
        "count": ("events", "choices"),
        "sum": ("events",),
        "share": ("number",),
        "months_since": ("date",),
        "days_since": ("date",),
    }[kind]
    term = terms.get(base)
    if term is None:
        yield missing_name(base, place, terms)
        return
    if term.kind not in wanted:
        yield problem("derived-base", place, found=base, expected=wanted)
        return
    if kind == "share":
        yield from _share(quantity, resolver, terms)
        return
    if (quantity.per is None) != (quantity.take is None):
        yield problem("per-and-take", quantity.place)
    field = resolver.fields.get(base)
    columns = field.columns if field else {}
    dates = [column for column, asked in columns.items() if asked.type == "date"]
    if quantity.dated is not None and quantity.dated not in dates:
        yield problem("name-unknown", quantity.place_at("dated"), found=quantity.dated, nearest=nearest("", dates))
    elif quantity.dated is None and (len(dates) > 1 or (quantity.per and not dates)):
        yield problem("dated-unclear", place, found=base, expected=dates)
    if kind == "sum":
        asked = columns.get(quantity.of or "")
        if asked is None:
            hint = nearest(quantity.of, columns)
            yield problem("name-unknown", quantity.place_at("of"), found=quantity.of or "", nearest=hint)
        elif asked.type not in ("integer", "decimal"):
            yield problem("number-needed", quantity.place_at("of"), found=quantity.of)


def _share(quantity: Derived, resolver: Resolver, terms: dict[str, Term]) -> Iterator[Problem]:
    whole = terms.get(quantity.of or "")
    if whole is None:
        yield missing_name(quantity.of or "", quantity.place_at("of"), terms)
        return
    for name in (quantity.base, quantity.of or ""):
        field = resolver.fields.get(name)
        if terms[name].kind != "number":
            yield problem("number-needed", quantity.place, found=name)
        elif field is not None and (field.minimum is None or field.minimum < 0):
            yield problem("share-of-negative", quantity.place, found=name)
        elif name in resolver.derived and resolver.derived[name].kind != "count":
            yield problem("derived-base", quantity.place, found=name, expected=("integer", "decimal", "count"))


def _follow_up(resolver: Resolver, terms: dict[str, Term]) -> Iterator[Problem]:
    follow = resolver.scheme.follow_up
    assert follow is not None
    if follow.since not in terms:
        yield missing_name(follow.since, follow.place_at("since"), terms)
    elif terms[follow.since].kind != "date":
        yield problem("derived-base", follow.place_at("since"), found=follow.since, expected=("date",))
    for name, quantity in follow.counts.items():
        yield from _derived(name, quantity, resolver, terms)
        if quantity.count is None:
            yield problem("derived-base", quantity.place, found=name, expected=("count",))


def _quantities(line: Criterion, terms: dict[str, Term]) -> Iterator[Problem]:
    used = [(entry.each, entry.place_at("each")) for entry in line.deductions + line.bonus if entry.each]
    if line.proportional:
        used.append((line.proportional.of, line.proportional.place_at("of")))
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
    known = {line.id for line in rules.criteria}
    grouped: set[str] = set()
    for group in rules.groups:
        if group.minimum is not None and group.cap is not None and group.minimum > group.cap:
            yield _out_of_range(group.place_at("minimum"), shortest(group.minimum), f"≤ {shortest(group.cap)}")
        for name in group.criteria:
            if name not in known:
                yield problem("criterion-unknown", group.place, found=name, nearest=nearest(name, known))
            elif name in grouped:
                yield problem("grouped-twice", group.place, found=name)
            grouped.add(name)


def _unique(resolver: Resolver) -> Iterator[Problem]:
    """Ids that become columns of the result, and names that become quantities, must differ."""
    yield from _repeated(resolver.criteria)
    scheme = resolver.scheme
    columns = {line.id for line in resolver.criteria}
    aspects = scheme.panel.aspects if scheme.panel else ()
    for name, place in [(p.id, p.place_at("id")) for p in resolver.criteria] + [(p.id, p.place) for p in aspects]:
        if name in COLUMNS or name.endswith(".points"):
            yield problem("name-reserved", place, found=name)
    for aspect in scheme.panel.aspects if scheme.panel else ():
        if aspect.id in columns:
            yield problem("id-twice", aspect.place, found=aspect.id, first="")
        columns.add(aspect.id)
    names = {*resolver.fields, *resolver.derived}
    parts = [(group.id, group.place) for group in resolver.groups]
    parts += [(component.id, component.place) for component in scheme.components]
    for name, place in parts:
        if name in TAKEN:
            yield problem("name-reserved", place, found=name)
        if name in names:
            yield problem("name-twice", place, found=name)
        names.add(name)


def check_scheme(scheme: Scheme) -> Iterator[Problem]:
    """What a scheme gets wrong by itself."""
    if scheme.period.to is None:
        yield problem("period-open", scheme.period.place)
    elif scheme.period.to < scheme.period.start:
        yield problem("period-backwards", scheme.period.place, found=scheme.period.to)
    weights = sum((part.weight for part in scheme.components), Fraction(0))
    if scheme.total is not None and weights != 1:
        yield problem("weights-sum", scheme.place_at("components"), found=f"{shortest(weights * 100)}%")
    for part in scheme.components:
        if (part.ruleset is None) == (part.panel is None):
            yield problem("component-one", part.place)
        elif part.panel is not None and (scheme.panel is None or scheme.panel.id != part.panel):
            known = [scheme.panel.id] if scheme.panel else []
            yield problem("panel-unknown", part.place_at("panel"), found=part.panel, nearest=nearest(part.panel, known))
        if part.origin is None and scheme.total is not None:
            yield problem("origin-missing", part.place, criterion=part.id)
    if scheme.ranking and scheme.total is None:
        yield problem("ranking-without-total", scheme.ranking.place)
    grade_ids = {grade.id for grade in scheme.grades}
    for veto in scheme.vetoes:
        if (veto.effect == "grade") != (veto.grade is not None):
            yield problem("veto-grade", veto.place)
        elif veto.grade is not None and veto.grade not in grade_ids:
            hint = nearest(veto.grade, grade_ids)
            yield problem("grade-unknown", veto.place_at("grade"), found=veto.grade, nearest=hint)
    yield from _limits(scheme)
    yield from _twice((gate.id, gate.place) for gate in scheme.gates)
    yield from _twice((grade.id, grade.place) for grade in scheme.grades)
    yield from _twice((document.id, document.place) for document in scheme.documents)
    yield from _grades(scheme.grades)
    yield from _money(scheme)
    if scheme.interviews and (scheme.ranking is None):
        yield problem("interviews-without-ranking", scheme.interviews.place)


def _limits(scheme: Scheme) -> Iterator[Problem]:
    """Numbers beyond what can be worked with."""
    for part in scheme.components:
        if not 0 <= part.weight <= 1:
            yield _out_of_range(part.place_at("weight"), f"{shortest(part.weight * 100)}%", "0–100%")
    rounded = [(scheme.total.places, scheme.total.place_at("places"))] if scheme.total else []
    rounded += [(tie.places, tie.place_at("places")) for tie in (scheme.ranking.ties if scheme.ranking else ())]
    for places, place in rounded:
        if places > MOST_PLACES:
            yield _out_of_range(place, places, f"0–{MOST_PLACES}")
    for day in (scheme.period.start, scheme.period.to):
        if day is not None and not EARLIEST <= day.year <= LATEST:
            yield _out_of_range(scheme.period.place, day, f"{EARLIEST}–{LATEST}")
    if scheme.put_right and scheme.put_right.days > MOST_DAYS:
        yield _out_of_range(scheme.put_right.place_at("days"), scheme.put_right.days, f"0–{MOST_DAYS}")
    for document in scheme.documents:
        if not DOCUMENT_ID.fullmatch(document.id):
            yield problem("name-expected", document.place_at("id"), found=document.id)
    if scheme.panel:
        yield from _panel(scheme.panel)


def _panel(panel: Panel) -> Iterator[Problem]:
    if not panel.aspects:
        yield _out_of_range(panel.place_at("aspects"), "[]", "≥ 1")
    for aspect in panel.aspects:
        if aspect.worth <= max(panel.scale.start, Fraction(0)):
            low = shortest(max(panel.scale.start, Fraction(0)))
            yield _out_of_range(aspect.place_at("worth"), shortest(aspect.worth), f"> {low}")
    if panel.drop and panel.drop.highest + panel.drop.lowest >= panel.drop.start:
        most = max(panel.drop.start - 1, 0)
        yield _out_of_range(panel.drop.place, panel.drop.highest + panel.drop.lowest, f"≤ {most}")


def _grades(grades: tuple[Grade, ...]) -> Iterator[Problem]:
    """Intervals must meet: each grade begins where the one below it ends."""
    for grade in grades:
        if grade.when is not None and (grade.start is not None or grade.below is not None):
            yield problem("grade-two-ways", grade.place, found=grade.id)
    spans = sorted(
        ((grade.start, grade.below, grade) for grade in grades if grade.start is not None or grade.below is not None),
        key=lambda span: span[0] if span[0] is not None else Fraction(-(10**12)),
    )
    for (_, below, lower), (start, _, upper) in pairwise(spans):
        if below is None or start is None or below != start:
            found = lower.id if below is None else f"{lower.id} < {shortest(below)}"
            expected = "" if start is None else shortest(start)
            yield problem("grades-do-not-meet", upper.place, found=found, expected=expected, grade=upper.id)


def _money(scheme: Scheme) -> Iterator[Problem]:
    money = scheme.allocation
    if money is None:
        return
    if scheme.ranking is None or scheme.ranking.within is not None:
        yield problem("allocation-needs-ranking", money.place)
    for amount, place in [(money.budget, money.place_at("budget"))] + [
        (tier.amount, tier.place_at("amount")) for tier in money.tiers
    ]:
        if amount < 0 or (amount * 100).denominator != 1:
            yield problem("money-not-fen", place, found=shortest(amount))
    needed = sum((tier.amount * tier.places for tier in money.tiers), Fraction(0))
    if needed > money.budget:
        yield problem("over-budget", money.place_at("tiers"), found=shortest(needed), expected=shortest(money.budget))
    seen: set[str] = set()
    for tier in money.tiers:
        if tier.id in seen:
            yield problem("id-twice", tier.place, found=tier.id, first="")
        seen.add(tier.id)
        if tier.origin is None:
            yield problem("origin-missing", tier.place, criterion=tier.id)
