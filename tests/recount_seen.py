"""What occurred in random seasons, counted by the recount: an agreement about nothing would be an empty one."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from recount import panel
from recount.command import Season
from recount.conditions import OPERATORS, holds
from recount.evidence import Submitted
from recount.points import MADE_OF
from recount.rules import Node, figure
from recount.spans import Truth
from recount.tally import Standing

QUANTITIES = "count sum periods share months_since days_since total_of difference product table compared stepped steps"
QUANTITIES += " priced value"
CONDITION = ("all", "any", "none", "not", "of", "finding", "figure", "value_of")


_WORDS = """
conditions: all|any|at_least|at_least … of|at_most|figure|finding|includes|includes_all|includes_any|is|is_not|less_than
conditions: matches|more_than|none|none_of|not|on_or_after|on_or_before|one_of|provided|value_of
criteria: additions|applies|assessed|bands|bonus|check|deductions|none_if|proportional|when
quantities: count|days_since|difference|months_since|periods|priced|product|share|stepped|steps|sum|table|total_of
decisions: given|on an interview|that settle a tie
findings: insufficient|met|not-applicable|not-met|partly-met
points by additions: insufficient|met|not-met|partly-met
points by assessed: met|not-met|partly-met
points by bands: insufficient|met|not-met|partly-met
points by bonus: insufficient|met|not-met|partly-met
points by check: insufficient|met|not-met
points by deductions: insufficient|met|not-met|partly-met
points by panel: insufficient|partly-met
points by proportional: insufficient|met|not-met|partly-met
points by when: insufficient|met|not-met
gates: does not hold|holds|open
vetoes ineligible: does not hold|holds|open
vetoes zero: does not hold|holds|open
grades: given|lowered by a quota
interviews: confirmed|no|pending|proposed
marks: dropped, highest|dropped, lowest|given|of a judge recused|too few of an aspect|valid|void by a rule
money: moved up past somebody better|paid by rate|places firm|places nobody fills|places reserved|seasons by rate
money: seasons by tiers|seasons with something reserved|seasons with something unspent|tiers with a condition
ranks: equal totals told apart|given|groups
ties: across tiers or the end of them|for the last place, that people decide|of three or more|open
ties: within one tier, or none
totals: half-way, half-even|half-way, half-up|known
subjects: evaluated|held|not ranked by a gate or veto|not ranked, being no member|rejected
seasons: as of an earlier day|in partitions|of every-part|of mixed|of several components|provisional|total half-even
seasons: of demonstration-neighbourhoods|of secretary-appraisal|of volunteer-stations|total half-up|total out of 100
seasons: total out of 1000|total out of points
"""
EXPECTED = tuple(
    f"{group}: {name}"
    for line in _WORDS.strip().splitlines()
    for group, _, names in (line.partition(": "),)
    for name in names.split("|")
)
"""What has to occur in a thousand seasons: without it nothing is said about it."""


def occurred(submitted: Submitted, season: Season) -> Counter[str]:
    """How often what occurred, by “group: name”."""
    found: Counter[str] = Counter()
    node = season.scheme.node
    found[f"seasons: of {node['scheme']}"] += 1
    found["seasons: as of an earlier day"] += season.scheme.as_of < season.scheme.end
    _rules(season, found)
    found["subjects: rejected"] += season.rejected
    for one in season.standings:
        _subject(node, one, found)
    if "panel" in node:
        _marks(node["panel"], submitted, season, found)
    _ranks(season, found)
    _grades(node, season, found)
    if season.allocation is not None:
        _money(node["allocation"], season, found)
    return +found


def _rules(season: Season, found: Counter[str]) -> None:
    """What the rules are written with."""
    for kind in season.scheme.kind.kinds():
        for node in kind.derived.values():
            found[f"quantities: {next(one for one in QUANTITIES.split() if one in node)}"] += 1
        for node in kind.criteria:
            found[f"criteria: {_way(node)}"] += 1
            for key in ("none_if", "applies"):
                found[f"criteria: {key}"] += key in node
        for word in _words([*kind.derived.values(), *kind.criteria]):
            found[f"conditions: {word}"] += 1
    if "total" in season.scheme.node:
        total = season.scheme.node["total"]
        found[f"seasons: total out of {total.get('out_of', 100)}"] += 1
        found[f"seasons: total {total['rounding']}"] += 1
    found["seasons: of several components"] += len(season.scheme.parts) > 1


def _words(node: Any) -> Iterator[str]:
    """Operators and the like, wherever they stand."""
    if isinstance(node, list):
        for one in node:
            yield from _words(one)
    elif isinstance(node, dict):
        for key, one in node.items():
            if key in OPERATORS or (key in CONDITION and (key != "of" or "at_least" in node)):
                yield "at_least … of" if key == "of" else str(key)
            yield from _words(one)


def _way(node: Node) -> str:
    way = next(one for one in MADE_OF if one in node)
    return "check" if way == "when" and "worth" not in node else way


def _subject(node: Node, one: Standing, found: Counter[str]) -> None:
    found["subjects: held" if one.held else "subjects: evaluated"] += 1
    found["subjects: not ranked, being no member"] += not one.held and one.member is False
    found["subjects: not ranked by a gate or veto"] += not one.held and one.passes is False
    ways = {name: _way(criterion) for name, criterion in one.seen.criteria.items()}
    for name, finding in one.findings.items():
        found[f"findings: {finding.verdict}"] += 1
        found[f"points by {ways.get(name, 'panel')}: {finding.verdict}"] += 1
    for gate in node.get("gates", []):
        found[f"gates: {_said(holds(gate['when'], one.names()))}"] += 1
    for veto in node.get("vetoes", []):
        found[f"vetoes {veto['effect']}: {_said(holds(veto['when'], one.names()))}"] += 1
    if one.interview:
        found[f"interviews: {one.interview}"] += 1
    for grade in node.get("grades", []):
        found["grades: given"] += one.grade == str(grade["id"])
    if "total" in node and one.total is not None and one.total.known is not None:
        found["totals: known"] += 1
        found[f"totals: half-way, {node['total']['rounding']}"] += _half_way(node, one)


def _said(truth: Truth) -> str:
    return "open" if truth is None else "holds" if truth else "does not hold"


def _half_way(node: Node, one: Standing) -> bool:
    """Whether the exact total lay in the middle between two that can be written."""
    exact = Fraction(0)
    for part in node["components"]:
        score = one.scores[str(part.get("ruleset", part.get("panel")))].known
        if score is None:
            return False
        exact += score * (figure(part["weight"], "weight") if "weight" in part else 1)
    scaled: Fraction = exact * 10 ** int(node["total"]["places"])
    return scaled.denominator == 2


def _marks(node: Node, submitted: Submitted, season: Season, found: Counter[str]) -> None:
    scheme = season.scheme
    ids = {one.id for one in season.standings}
    aside = panel.recused(node, submitted)
    valid = panel.valid(node, submitted, ids)
    left = panel.left(node, valid, scheme.as_of, scheme.kind.figures)
    found["marks: given"] += len(submitted.marks)
    found["marks: of a judge recused"] += sum((str(it["judge"]), str(it["subject"])) in aside for it in submitted.marks)
    found["marks: valid"] += len(valid)
    found["marks: void by a rule"] += len(valid) - len(left)
    many = Counter((subject, aspect) for _, subject, aspect in left)
    for one in ids:
        for aspect in node["aspects"]:
            count = many[one, str(aspect["id"])]
            if count < int(node["fewest_marks"]):
                found["marks: too few of an aspect"] += 1
            elif "drop" in node and count >= int(node["drop"]["from"]):
                found["marks: dropped, highest"] += int(node["drop"]["highest"])
                found["marks: dropped, lowest"] += int(node["drop"]["lowest"])


def _ranks(season: Season, found: Counter[str]) -> None:
    if season.ranking is None:
        return
    for group in season.ranking.groups.values():
        found["ranks: groups"] += 1
        found["ranks: given"] += sum(map(len, group))
        found["ranks: equal totals told apart"] += sum(one[0].total == other[0].total for one, other in pairwise(group))
    for tied in season.ranking.ties:
        found["ties: open"] += 1
        found["ties: of three or more"] += len(tied) > 2
        if season.allocation is not None and "tiers" in season.scheme.node["allocation"]:
            tiers = {one.tier for one in tied}
            found["ties: across tiers or the end of them" if None in tiers else "ties: within one tier, or none"] += 1
        found["ties: for the last place, that people decide"] += any(one.interview == "pending" for one in tied)


def _grades(node: Node, season: Season, found: Counter[str]) -> None:
    for grade in node.get("grades", []):
        if "quota" in grade:
            low, high = (figure(grade[key], key) if key in grade else None for key in ("from", "below"))
            for one in season.standings:
                total = one.total.known if one.total else None
                inside = total is not None and (low is None or total >= low) and (high is None or total < high)
                found["grades: lowered by a quota"] += inside and one.grade != str(grade["id"])


def _money(node: Node, season: Season, found: Counter[str]) -> None:
    assert season.allocation is not None
    allocation = season.allocation
    if "rates" in node:
        found["money: seasons by rate"] += 1
        found["money: paid by rate"] += sum(bool(one.tier) for one in season.standings)
        return
    found["money: seasons by tiers"] += 1
    found["money: seasons with something reserved"] += bool(allocation.reserved)
    found["money: seasons with something unspent"] += bool(allocation.unspent)
    for tier in allocation.tiers:
        found["money: places firm"] += tier.firm
        found["money: places reserved"] += tier.fillable - tier.firm
        found["money: places nobody fills"] += tier.places - tier.fillable
    ranked = [one for tied in (season.ranking.groups.get("", []) if season.ranking else []) for one in tied]
    number = {one.id: place for place, one in enumerate(allocation.tiers)}
    found["money: moved up past somebody better"] += _moved_up(ranked, number)
    found["money: tiers with a condition"] += sum("when" in one for one in node["tiers"])


def _moved_up(ranked: list[Standing], number: dict[str, int]) -> int:
    """Subjects with a better tier than somebody with a better rank has."""
    count, worst = 0, -1
    for one in ranked:
        if one.tier is None:
            continue
        mine = number.get(one.tier, len(number))
        count += mine < worst
        worst = max(worst, mine)
    return count


def lines(seen: Counter[str]) -> Iterator[str]:
    """A line for each group."""
    groups: dict[str, list[str]] = {}
    for key, count in seen.items():
        group, _, name = key.partition(": ")
        groups.setdefault(group, []).append(f"{name} {count:,}")
    for group in sorted(groups):
        yield f"{group}: {', '.join(sorted(groups[group]))}"
