"""What a scheme and its parts are called in a language: all of a result's head that the language changes."""

from typing import Any

from evaluator.language.plan import Plan
from evaluator.problems import Lang


def names(plan: Plan, lang: Lang) -> dict[str, Any]:
    """The title of a scheme, what its subjects are called, and the titles of its lines and grades."""
    scheme = plan.scheme
    lines = [(line.id, line.title[lang]) for line in plan.sheet]
    if scheme.panel is not None:
        lines += [(aspect.id, aspect.title[lang]) for aspect in scheme.panel.aspects]
    noun = scheme.noun[lang] if scheme.noun is not None else ""
    return {
        "title": scheme.title[lang],
        "noun": noun or ("评价对象" if lang == "zh" else "subject"),
        "plural": scheme.plural or "subjects",
        "measure": scheme.measure or "个",
        "criteria": tuple(lines),
        "grades": tuple((grade.id, grade.title[lang] if grade.title else grade.id) for grade in scheme.grades),
    }


def tier_titles(plan: Plan, lang: Lang) -> dict[str, str]:
    """What each tier, or way of payment, is called."""
    money = plan.scheme.allocation
    return {
        tier.id: (tier.title[lang] if tier.title else "") or tier.id
        for tier in ((money.tiers or money.rates) if money else ())
    }
