"""What people call the things a plan knows: fields, quantities, criteria, groups, components and standings."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from evaluator.language.derived_from_numbers import ShareOf
from evaluator.language.derived_from_others import ByCondition, Compared
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
        return self._labels.get(column, (column, "", False))

    @cached_property
    def _labels(self) -> dict[str, tuple[str, str, bool]]:
        """What `label` says of each column that has a name; the later of two that are called alike is meant."""
        plan, lang = self.plan, self.lang
        titles: dict[str, Text] = {rules.ruleset: rules.title for rules in plan.rulesets}
        titles |= {group.id: group.title for group in plan.groups}
        titles |= {plan.scheme.panel.id: plan.scheme.panel.title} if plan.scheme.panel else {}
        labels = {name: (title[lang], "", False) for name, title in titles.items()}
        labels |= {name: (words[lang], "", False) for name, words in {**STANDING, **BALLOT}.items()}
        for name, derived in plan.derived.items():
            label = derived.label[lang] if derived.label else name
            labels[name] = label, self._unit(derived.unit), self.is_share(name)
        for name, field in plan.fields.items():
            labels[name] = field.label[lang] if field.label else name, self._unit(field.unit), False
        return labels | {f"finding:{line.id}": (line.title[lang], "", False) for line in plan.sheet}

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
