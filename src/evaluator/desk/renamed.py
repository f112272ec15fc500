"""A past result with its parts called as in another language; what it holds besides names says the same in each."""

from dataclasses import replace

from evaluator.desk.past import Past
from evaluator.language.plan import Plan
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.result.naming import names, tier_titles
from evaluator.result.outcome import Outcome
from evaluator.rules import Rules


def renamed(past: Past, rules: Rules | None, lang: Lang) -> tuple[Past, list[Problem]]:
    """The result with the names of the rules it was made by, where they are there and it is in another language."""
    mine = past.call.get("lang", "zh")
    if mine == lang:
        return past, []
    if rules is None:
        return past, [problem("names-of-result", Place(past.folder), found=mine, expected=lang)]
    plans = {plan.scheme.scheme: plan for plan in rules.plans}
    made = {name: _called(one, plans[name], lang) if name in plans else one for name, one in past.outcomes.items()}
    return replace(past, outcomes=made), []


def _called(made: Outcome, plan: Plan, lang: Lang) -> Outcome:
    titles = tier_titles(plan, lang)
    money = made.allocation
    if money is not None:
        tiers = tuple(tier.model_copy(update={"title": titles.get(tier.id, tier.title)}) for tier in money.tiers)
        money = money.model_copy(update={"tiers": tiers})
    return replace(made, scheme=made.scheme.model_copy(update=names(plan, lang)), allocation=money)
