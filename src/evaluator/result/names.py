"""What people call the things a plan knows: fields, quantities, criteria, groups, components and standings."""

from collections.abc import Callable
from dataclasses import dataclass

from evaluator.language.derived import ByCondition, Compared, ShareOf
from evaluator.language.plan import Plan
from evaluator.language.shape import Text
from evaluator.problems import Lang
from evaluator.result.words import BALLOT, STANDING


@dataclass(frozen=True)
class Names:
    """Names of one plan in one language."""

    plan: Plan
    lang: Lang

    def label(self, column: str) -> tuple[str, str, bool]:
        """A column's name for people, its unit, and whether it is a share."""
        plan, lang = self.plan, self.lang
        if column.startswith("finding:"):
            line = next(one for one in plan.sheet if one.id == column.removeprefix("finding:"))
            return line.title[lang], "", False
        field = plan.fields.get(column)
        if field is not None:
            return (field.label[lang] if field.label else column), self._unit(field.unit), False
        derived = plan.derived.get(column)
        if derived is not None:
            label = derived.label[lang] if derived.label else column
            return label, self._unit(derived.unit), self.is_share(column)
        titles = {rules.ruleset: rules.title[lang] for rules in plan.rulesets}
        titles |= {group.id: group.title[lang] for group in plan.groups}
        if plan.scheme.panel:
            titles[plan.scheme.panel.id] = plan.scheme.panel.title[lang]
        own = {**STANDING, **BALLOT}
        return (own[column][lang] if column in own else titles.get(column, column)), "", False

    def is_share(self, column: str) -> bool:
        """Whether a quantity is a share, shown as a percentage: one by its kind, or a number of shares."""
        derived = self.plan.derived.get(column)
        if derived is None or derived.unit is not None:
            return False
        if isinstance(derived, ShareOf):
            return all(isinstance(part, str) for part in (derived.share, derived.of))
        if isinstance(derived, Compared) and derived.take == "share":
            return True
        if isinstance(derived, ByCondition):
            values = [one.value for one in derived.by_condition if isinstance(one.value, str)]
            return bool(values) and all(self.is_share(name) for name in values)
        alike = ("difference", "rounded", "weighted_mean", "highest_of", "lowest_of", "compared", "sampled")
        taken = getattr(derived, "take", "") != "rank" and derived.kind in alike
        return taken and bool(derived.needs) and all(self.is_share(name) for name in derived.needs[:1])

    def _unit(self, unit: str | None) -> str:
        return f" {unit}" if unit and self.lang == "zh" else ""

    def inside(self, base: str) -> Callable[[str], str]:
        """What people call the columns of a table, or what a subject behind a link is asked and judged by."""
        plan = self.plan
        behind = plan.links[base].plan if base in plan.links else None
        named: dict[str, Text | None] = {}
        if behind is None:
            named |= {name: column.label for name, column in plan.fields[base].columns.items()}
        else:
            named |= {name: asked.label for name, asked in behind.fields.items()}
            named |= {name: made.label for name, made in behind.derived.items()}
            named |= {f"finding:{line.id}": line.title for line in behind.sheet}

        def label(name: str) -> str:
            text = named.get(name)
            return name.removeprefix("finding:") if text is None else text[self.lang]

        return label

    def judge_of(self, base: str, column: str) -> str:
        """Who judges the numbers of a column, if somebody does."""
        asked = self.plan.fields.get(base)
        judged = None if asked is None or column not in asked.columns else asked.columns[column].assessed
        return "" if judged is None else judged.by[self.lang]
