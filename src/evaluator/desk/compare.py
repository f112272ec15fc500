"""Compare: two results, or one season under two sets of rules, as one model of differences."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluator.desk.again import rules_of
from evaluator.desk.past import Past, read_past
from evaluator.desk.renamed import renamed
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.result.contrast import Contrast
from evaluator.result.differences import Attribution, Differences, PartMoved, Side
from evaluator.result.outcome import Outcome


@dataclass(frozen=True)
class Compared:
    """What a comparison found; no differences where nothing could be compared."""

    problems: tuple[Problem, ...]
    differences: Differences | None = None


def compare(before: str, after: str, lang: Lang | None = None) -> Compared:
    """Who came out otherwise in one result than in another; a season's results scheme by scheme."""
    old, problems = read_past(before)
    new, more = read_past(after)
    if old is None or new is None:
        return Compared((*problems, *more))
    common = [name for name in old.outcomes if name in new.outcomes]
    if not common:
        found, expected = (list(one.outcomes) for one in (new, old))
        return Compared((problem("results-differ", Place(after), found=found, expected=expected),))
    spoken: Lang = lang or ("en" if new.call.get("lang") == "en" else "zh")
    unnamed: list[Problem] = []
    if any(one.call.get("lang", "zh") != spoken for one in (old, new)):
        (old, lost), (new, lost_too) = (
            renamed(one, rules_of(one.manifest)[0] if one.call.get("lang", "zh") != spoken else None, spoken)
            for one in (old, new)
        )
        unnamed = [*lost, *lost_too]
    parts = []
    for name in common:
        contrast = Contrast(old.outcomes[name], new.outcomes[name])
        parts.append(part_moved(contrast, (before, after), Attribution(why_not="not-asked")))
    moved, same = split(parts)
    return Compared(
        tuple(unnamed),
        Differences(
            kind="compare",
            lang=spoken,
            before=before,
            after=after,
            parts=moved,
            same=same,
            only_before=_titles(old.outcomes, new.outcomes),
            only_after=_titles(new.outcomes, old.outcomes),
            files=tuple(_files(old, new)),
        ),
    )


def split(parts: list[PartMoved]) -> tuple[tuple[PartMoved, ...], tuple[str, ...]]:
    """Schemes that differ, and the titles of those that do not; of one scheme alone, it."""
    if len(parts) == 1:
        return tuple(parts), ()
    moved = tuple(one for one in parts if one.columns or one.only_before or one.only_after or one.attribution.clauses)
    return moved, tuple(one.title for one in parts if one not in moved)


def part_moved(contrast: Contrast, shown: tuple[str, str], attribution: Attribution) -> PartMoved:
    """One scheme under both, with what was attributed."""
    scheme = contrast.after.scheme
    titles = dict(contrast.before.scheme.criteria) | dict(scheme.criteria)
    movers, left_out = contrast.movers(titles)
    sides = [_side(one, name) for one, name in zip((contrast.before, contrast.after), shown, strict=True)]
    return PartMoved(
        scheme=scheme.id,
        title=scheme.title,
        noun=scheme.noun,
        plural=scheme.plural,
        measure=scheme.measure,
        group_by=scheme.group_by,
        before=sides[0],
        after=sides[1],
        subjects=contrast.rows.height,
        changed=int(contrast.changed.sum()),
        displaced=int(contrast.displaced.sum()),
        only_before=contrast.only(before=True),
        only_after=contrast.only(before=False),
        columns=contrast.moved,
        titles=contrast.titles,
        money=contrast.money(),
        attribution=attribution,
        slopes=contrast.slopes(),
        movers=tuple(movers),
        left_out=left_out,
    )


def _side(outcome: Outcome, shown: str) -> Side:
    return Side(
        shown=shown,
        as_of=outcome.as_of,
        rules_from=outcome.rules_from,
        version=outcome.version,
        provisional=outcome.provisional,
    )


def _titles(mine: Mapping[str, Outcome], other: Mapping[str, Outcome]) -> tuple[str, ...]:
    return tuple(one.scheme.title for name, one in mine.items() if name not in other)


def _files(old: Past, new: Past) -> list[str]:
    """Rule files and inputs that only one result has, or that are not the same in both."""
    found: list[str] = []
    for kind in ("rules", "inputs"):
        mine, other = old.manifest[kind], new.manifest[kind]
        differing = {name for name in {*mine, *other} if mine.get(name) != other.get(name)}
        moved = {digest for digest in mine.values() if digest in other.values()}  # the same file under another name
        found += sorted(name for name in differing if (mine.get(name) or other.get(name)) not in moved)
    return found
