"""Checks of a single criterion: one way to score, whole and within its own bounds."""

from collections.abc import Iterator

from evaluator.language.conditions import Figure
from evaluator.language.criteria import Assessed, Criterion, Entry
from evaluator.language.scalars import bound
from evaluator.language.words import keyword, keywords
from evaluator.problems import Problem, problem

SCORINGS = ("bands", "proportional", "deductions", "additions", "bonus", "assessed")


def shape_problems(criterion: Criterion) -> list[Problem]:
    """What a single criterion gets wrong about itself, whatever the fields are."""
    found: list[Problem] = []
    given = [name for name in SCORINGS if getattr(criterion, name)]
    if {"deductions", "additions"} <= set(given):
        given.remove("additions")

    def add(code: str, key: str = "id", seen: object = "") -> None:
        found.append(problem(code, criterion.place_at(key), criterion=criterion.id, found=seen))

    if len(given) > 1:
        add("two-scorings", given[1], seen=keywords(given, "Criterion"))
    if not given and criterion.when is None:
        add("nothing-asked")
    if given and criterion.when is not None:
        add("two-scorings", "when", seen=keywords(["when", *given], "Criterion"))
    needs_worth = criterion.scoring in ("proportional", "entries")
    if needs_worth and criterion.worth is None:
        add("worth-missing", given[0], seen=keyword(given[0], "Criterion"))
    if given and not needs_worth and criterion.worth is not None:
        add("worth-twice", "worth", seen=keyword(given[0], "Criterion"))
    worth, floor = bound(criterion.worth), bound(criterion.floor)
    if worth is not None and (worth < 0 or (worth == 0 and not criterion.deductions)):
        add("worth-negative", "worth", seen=worth)
    if (key := _without_full_marks(criterion)) is not None:
        add("full-marks-needed", key, seen=keyword(key, "Criterion"))
    if criterion.bonus and criterion.cap is None:
        add("bonus-without-cap", "bonus")
    if (criterion.applies is None) != (criterion.when_not_applicable is None):
        add("not-applicable-unsaid", "applies" if criterion.applies else "when_not_applicable")
    for before, after in zip(criterion.bands, criterion.bands[1:], strict=False):
        if before.when is None:
            found.append(problem("band-unreachable", after.place, criterion=criterion.id))
        elif after.points >= before.points:
            place = after.place_at("points")
            found.append(problem("bands-not-falling", place, found=after.points, expected=before.points))
    limits = [(entry.cap, entry.place_at("cap")) for entry in criterion.entries]
    for limit, place in [*limits, (bound(criterion.cap), criterion.place_at("cap"))]:
        if limit is not None and limit < 0:
            found.append(problem("out-of-range", place, found=limit, expected="≥ 0"))
    if criterion.deductions and criterion.additions and criterion.base is None:
        add("base-missing", "additions")
    if criterion.base is not None and not criterion.additions:
        base, additions = keywords(("base", "additions"), "Criterion")
        found.append(problem("key-not-here", criterion.place_at("base"), found=base, expected=additions))
    if worth is not None and floor is not None and criterion.scoring == "entries" and floor > worth:
        found.append(problem("out-of-range", criterion.place_at("floor"), found=floor, expected=f"≤ {worth}"))
    for entry in criterion.entries:
        found.extend(_times(criterion, entry))
        if entry.points <= 0:
            found.append(problem("points-not-positive", entry.place_at("points"), found=entry.points))
    line = criterion.proportional or criterion.assessed
    if line is not None and line.start == line.to and not isinstance(line.to, Figure):
        found.append(problem("bounds-equal", line.place_at("to"), found=line.to))
    if criterion.assessed and criterion.assessed.start > criterion.assessed.to:
        found.append(problem("bounds-equal", criterion.assessed.place_at("to"), found=criterion.assessed.to))
    if criterion.assessed:
        found.extend(_assessors(criterion.assessed))
    if criterion.scoring != "check-list" and criterion.origin is None:
        add("origin-missing")
    return found


def _without_full_marks(criterion: Criterion) -> str | None:
    """The key that leaves full marks open where points are worked out from them."""
    by_worth = criterion.scoring in ("worth", "proportional", "entries")
    if by_worth and criterion.worth == "unlimited" and not criterion.additions:
        return "worth"
    if criterion.when_not_applicable == "full":
        return next((key for key in ("worth", "cap") if getattr(criterion, key) == "unlimited"), None)
    return None


def _times(criterion: Criterion, entry: Entry) -> Iterator[Problem]:
    """How many times an entry counts: for each unit, past a threshold, or once on a condition."""
    keys = ("of", "every", "part")
    past = [key for key in (*keys, "above", "below") if getattr(entry, key) is not None]
    if entry.each is None and not past:
        if entry.when is None:
            yield problem("each-or-when", entry.place, criterion=criterion.id)
        return
    whole = all(getattr(entry, key) is not None for key in keys) and (entry.above is None) != (entry.below is None)
    if entry.each is None and not whole:
        yield problem("entry-threshold", entry.place, found=keywords(past, "Entry"))
    if entry.each is not None and past:
        yield problem("entry-threshold", entry.place, found=keywords(["each", *past], "Entry"))
    if entry.every is not None and entry.every <= 0:
        yield problem("points-not-positive", entry.place_at("every"), found=entry.every)


def _assessors(assessed: Assessed) -> Iterator[Problem]:
    if assessed.assessors < 1:
        yield problem("out-of-range", assessed.place_at("assessors"), found=assessed.assessors, expected="≥ 1")
    if (assessed.assessors > 1) != (assessed.take is not None):
        yield problem("assessors-take", assessed.place)
