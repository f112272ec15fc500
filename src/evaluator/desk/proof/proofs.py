"""Everything proved of a folder's rules: each scheme with its rule sets, and each rule set that no scheme uses."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from evaluator.desk.cases import Cases
from evaluator.desk.proof.check_ballots import ballot_flaws
from evaluator.desk.proof.check_conditions import condition_flaws
from evaluator.desk.proof.check_names import late_figures, overlapping, unused
from evaluator.desk.proof.check_order import order_flaws
from evaluator.desk.proof.check_points import point_flaws
from evaluator.desk.proof.check_standing import standing_flaws
from evaluator.desk.proof.check_ties import tie_flaws
from evaluator.desk.proof.prover import Prover
from evaluator.desk.proof.seasons import Looked, Season, alike, seasons_of, told, with_days
from evaluator.inference.conclude import Judge
from evaluator.language.library import Library
from evaluator.language.plan import Plan
from evaluator.problems import Problem
from evaluator.progress import UNSEEN, Progress, counted


def proved(
    library: Library,
    files: Collection[str],
    faulty: Collection[str] = (),
    *,
    cases: Cases | None = None,
    progress: Progress = UNSEEN,
) -> list[Problem]:
    """Every finding, once, of the plans that use some of the `files`, in every stretch in which these stay the same.

    Of `faulty` files, which hold errors of form or reference, nothing is claimed; nor while there are any, of what no
    rule uses: a rule that could not be read may use it. `cases` are those beside the rules.
    """
    seasons, judge = seasons_of(library), Judge()
    looked = [
        (season, index, one, plan)
        for season in seasons
        for index, one in enumerate(season.looked)
        for plan in one.plans
    ]
    plans = [plan for *_, plan in looked]
    found = {} if faulty else {told(item): item for item in (*overlapping(library), *unused(plans, library))}
    known: list[tuple[Plan, list[Problem]]] = []
    made: list[tuple[Season, int, Problem]] = []
    for season, index, one, plan in counted(progress, "proofs", looked):
        stands_in = {part.place.file for part in (*plan.rulesets, plan.scheme)}
        if not stands_in & set(files) or stands_in & set(faulty):
            continue
        flaws = next((flaws for other, flaws in known if alike(plan, other)), None)
        if flaws is None:
            flaws = list(flaws_of(plan, judge, cases))
            known.append((plan, flaws))
        made += [(season, index, item) for item in (*flaws, *_late(season, one, plan, library))]
    return [*found.values(), *with_days(made)]


def flaws_of(plan: Plan, judge: Judge, cases: Cases | None = None) -> Iterator[Problem]:
    """What is proved of one plan, whatever the day."""
    prover = Prover.of(plan, judge, cases=cases)
    yield from condition_flaws(prover)
    yield from ballot_flaws(prover)
    yield from order_flaws(prover)
    yield from standing_flaws(prover)
    yield from point_flaws(prover)
    yield from tie_flaws(prover)


def _late(season: Season, one: Looked, plan: Plan, library: Library) -> Iterator[Problem]:
    """Figures without a value when rules begin to hold: in a scheme's own season, or when a further version begins."""
    if one.stretch.own:
        yield from late_figures(plan, library)
        return
    known = {rules.place for own in season.own.plans for rules in own.rulesets}
    further = tuple(rules for rules in plan.rulesets if rules.place not in known)
    begun = plan.scheme.period.model_copy(update={"start": date.min})
    scheme = plan.scheme.model_copy(update={"period": begun})
    yield from late_figures(replace(plan, rulesets=further, scheme=scheme), replace(library, schemes={}))
