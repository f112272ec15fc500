"""Everything proved of a folder's rules: each scheme with its rule sets, and each rule set that no scheme uses."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from fractions import Fraction

from evaluator.desk.proof.check_ballots import ballot_flaws
from evaluator.desk.proof.check_conditions import condition_flaws
from evaluator.desk.proof.check_names import late_figures, overlapping, unused
from evaluator.desk.proof.check_order import order_flaws
from evaluator.desk.proof.check_points import point_flaws
from evaluator.desk.proof.check_standing import standing_flaws
from evaluator.desk.proof.check_ties import tie_flaws
from evaluator.desk.proof.prover import Prover
from evaluator.inference.conclude import Judge
from evaluator.language.criteria import RuleSet
from evaluator.language.load import Library, errors_in, make_plan
from evaluator.language.plan import Plan, every_plan
from evaluator.language.scheme import Component, Scheme, Total
from evaluator.language.shape import Window
from evaluator.problems import Problem
from evaluator.progress import UNSEEN, Progress, counted


def proved(
    library: Library, files: Collection[str], faulty: Collection[str] = (), progress: Progress = UNSEEN
) -> list[Problem]:
    """Every finding, once, of the plans that use some of the `files`.

    Of `faulty` files, which hold errors of form or reference, nothing is claimed; nor while there are any, of what no
    rule uses: a rule that could not be read may use it.
    """
    plans, judge = list(plans_of(library)), Judge()
    made = [] if faulty else [*overlapping(library), *unused(plans, library)]
    for plan in counted(progress, "proofs", plans):
        stands_in = _stands_in(plan)
        if stands_in & set(files) and not stands_in & set(faulty):
            made += flaws_of(plan, library, judge)
    found: dict[tuple[object, ...], Problem] = {}
    for item in made:
        said = tuple(part for part in item.details if part[0] not in ("cells", "witness", "conflict"))
        found.setdefault((item.code, item.place, said), item)
    return list(found.values())


def _stands_in(plan: Plan) -> set[str]:
    return {part.place.file for part in (*plan.rulesets, plan.scheme)}


def flaws_of(plan: Plan, library: Library, judge: Judge) -> Iterator[Problem]:
    """What is proved of one plan."""
    prover = Prover.of(plan, judge)
    yield from condition_flaws(prover)
    yield from ballot_flaws(prover)
    yield from order_flaws(prover)
    yield from standing_flaws(prover)
    yield from point_flaws(prover)
    yield from tie_flaws(prover)
    yield from late_figures(plan, library)


def plans_of(library: Library) -> Iterator[Plan]:
    """The plan of every scheme and of those behind its links; then of every rule set that is in none of them."""
    used: set[str] = set()
    for scheme in library.schemes.values():
        plan, found = make_plan(scheme, library, scheme.period.to or scheme.period.start)
        used |= {part.ruleset for part in scheme.components if part.ruleset}
        if errors_in(found):
            used |= {rules.ruleset for one in every_plan(plan) for rules in one.rulesets}
            continue
        for one in every_plan(plan):
            used |= {rules.ruleset for rules in one.rulesets}
            yield one
    for name, versions in library.rulesets.items():
        for rules in versions if name not in used else ():
            season = season_of(rules)
            plan, found = make_plan(season, library, season.period.to or season.period.start)
            if not errors_in(found):
                yield plan


def season_of(rules: RuleSet) -> Scheme:
    """A season in which a rule set is evaluated alone: a year from its first day, or from when its figures hold."""
    starts = [one.start for values in rules.figures.values() for one in values]
    end = max([rules.in_force.start + timedelta(days=364), *starts])
    end = min(end, rules.in_force.to or date.max)
    bare = {name: field.get_default(call_default_factory=True) for name, field in Scheme.model_fields.items()}
    scored = any(line.scoring != "check-list" for line in rules.criteria)
    total = Total.model_construct(places=2, rounding="half-even", out_of="points", origin={"*": "local"})
    alone = Component.model_construct(ruleset=rules.ruleset, panel=None, weight=Fraction(1), origin={"*": "local"})
    return Scheme.model_construct(
        **bare
        | {
            "scheme": rules.ruleset,
            "title": rules.title,
            "subject": rules.subject,
            "period": Window.model_construct(start=rules.in_force.start, to=end),
            "components": (alone,),
            "total": total if scored else None,
        }
    )
