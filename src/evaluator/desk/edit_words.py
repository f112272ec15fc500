"""Edits in words: what a changed part is of, and how it read before and reads now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from evaluator.desk.edits import ABSENT, Change, Documents
from evaluator.exact import fixed, shortest
from evaluator.language.conditions import Combination, Condition, DayOf, Figure, Test
from evaluator.language.criteria import Band, Entry
from evaluator.language.fields import Asking, Dated
from evaluator.language.scalars import NO, YES
from evaluator.language.shape import Model, Text
from evaluator.language.words import chinese
from evaluator.problems import Lang, Place
from evaluator.result.differences import Edit
from evaluator.result.money import money
from evaluator.result.part import Where
from evaluator.result.phrases import phrase
from evaluator.result.words import BALLOT, STANDING, joined, said

PERCENT = frozenset({"weight", "rate", "share"})
YUAN = frozenset({"amount", "budget"})
_HERE: Mapping[Lang, tuple[str, str]] = {"zh": ("{} 分：{}", "{} 分（其他情形）"), "en": ("{}: {}", "{} otherwise")}


@dataclass(frozen=True)
class Words:
    """Says edits in a language; `files` are both versions, for what people call the names in them."""

    before: Documents
    after: Documents
    lang: Lang

    def edit(self, change: Change) -> Edit:
        path = ".".join([change.key[1], *map(str, change.path)])
        return Edit(
            path=path,
            of=self.owner(change),
            keyword=self._keyword(change),
            before=self.value(change.before, change.keyword[1]),
            after=self.value(change.after, change.keyword[1]),
            place_before=_where(change.place_before),
            place_after=_where(change.place_after),
        )

    def owner(self, change: Change) -> str:
        """What people call the innermost part the edit is in, or the file."""
        for one in reversed(change.owners):
            name = self._called(one)
            if name:
                return name
        return change.key[1]

    def _keyword(self, change: Change) -> str:
        part, word = change.keyword
        return (chinese(word, part) if self.lang == "zh" else None) or word

    def _called(self, part: Any) -> str:
        """The title, label or id of a part."""
        for name in ("title", "label"):
            found = getattr(part, name, None)
            if isinstance(found, Text):
                return found[self.lang]
        name = str(getattr(part, "id", "") or getattr(part, "ruleset", "") or "")
        return self.label(name) if name else ""

    def value(self, value: Any, key: str) -> str:
        """One side of an edit; nothing where that side does not have it."""
        if value is ABSENT or value is None or value == ():
            return ""
        if isinstance(value, (Test, Combination)):
            return self.condition(value)
        if isinstance(value, Text):
            return value[self.lang]
        if isinstance(value, Fraction):
            if key in YUAN:
                return money(fixed(value, 2))
            return f"{shortest(value * 100, 6)}%" if key in PERCENT else shortest(value, 12)
        if isinstance(value, Band):
            points, condition = shortest(value.points), value.when
            held, otherwise = _HERE[self.lang]
            return otherwise.format(points) if condition is None else held.format(points, self.condition(condition))
        if isinstance(value, Entry):
            return shortest(value.points)
        if isinstance(value, Dated):
            return f"{value.start.isoformat()}: {said(value.value, self.lang)}"
        if isinstance(value, Model):
            return self._called(value) or joined(self._given(value), self.lang)
        if isinstance(value, dict):
            return joined(map(self.label, value), self.lang)
        if isinstance(value, tuple):
            return joined((self.value(one, key) for one in value), self.lang)
        return self.label(value) if isinstance(value, str) else said(value, self.lang)

    def _given(self, model: Model) -> Iterator[str]:
        """What a part without a name says, key by key."""
        for name, field in type(model).model_fields.items():
            value = getattr(model, name)
            if value not in (None, ()) and value != field.get_default(call_default_factory=True):
                yield f"{field.alias or name} {self.value(value, name)}"

    def condition(self, condition: Condition) -> str:
        return phrase(self._readable(condition), self.lang, self.label, self.label)

    def _readable(self, condition: Condition) -> Condition:
        """A condition as it was written, with figures by their names and yes and no as such."""
        if isinstance(condition, Combination):
            return replace(condition, parts=tuple(map(self._readable, condition.parts)))
        value = condition.value
        if isinstance(value, (Figure, DayOf)):
            return replace(condition, value=self.label(value.name))
        asked = self._named("fields").get(condition.column)
        if isinstance(asked, Asking) and asked.type == "yes-no" and isinstance(value, str) and value in YES | NO:
            return replace(condition, value=value in YES)
        if condition.operator == "provided" and isinstance(value, str):
            return replace(condition, value=value in YES)
        return condition

    def label(self, name: str) -> str:
        """What people call a field, a quantity, a criterion, a component, or a name that stands for itself."""
        if name in STANDING or name in BALLOT:
            return {**STANDING, **BALLOT}[name][self.lang]
        wanted = name.removeprefix("finding:")
        for one in self._parts():
            ids = (getattr(one, key, None) for key in ("id", "ruleset"))
            if wanted in ids and isinstance(getattr(one, "title", None), Text):
                return str(one.title[self.lang])
        found = self._named("fields").get(name) or self._named("derived").get(name)
        label = getattr(found, "label", None)
        return label[self.lang] if isinstance(label, Text) else name

    def _named(self, key: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for file in (*self.before.values(), *self.after.values()):
            made |= getattr(file, key, {})
        return made

    def _parts(self) -> Iterator[Any]:
        """Everything with an id and a title: rule sets, criteria and groups, the panel and its aspects, and so on."""
        for file in (*self.after.values(), *self.before.values()):
            yield file
            for key in ("criteria", "groups", "gates", "vetoes", "grades"):
                yield from getattr(file, key, ())
            money = getattr(file, "allocation", None)
            if money is not None:
                yield from (*money.tiers, *money.rates)
            panel = getattr(file, "panel", None)
            if panel is not None:
                yield panel
                yield from panel.aspects
                yield from panel.void


def _where(place: Place) -> Where | None:
    return Where(file=place.file, line=place.line, column=place.column) if place.line else None
