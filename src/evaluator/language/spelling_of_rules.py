"""Keywords of rule sets, schemes, seasons and calendars, found as their models say."""

from collections.abc import Mapping
from typing import Any

from evaluator.language.conditions import Figure, Test
from evaluator.language.derived import KINDS, kind_in
from evaluator.language.derived_from_rows import Periods
from evaluator.language.quantity import Derived
from evaluator.language.shape import Model
from evaluator.language.source import PlacedList, PlacedMap
from evaluator.language.spelling_copies import Copies
from evaluator.language.vocabulary import (
    CONDITION,
    COUNTED,
    DAYS,
    NAMES,
    OPERAND,
    ORIGIN,
    OUTCOMES_OF,
    PLACES,
    TESTS,
    TIED,
    VERDICT,
    YES_NO,
    Vocabulary,
    any_kind,
    inner,
    keys_of,
    literal_words,
    models_in,
    options,
    vocabulary,
)
from evaluator.language.words import Spelling, chinese
from evaluator.problems import Place

_KEPT = frozenset({"integer", "decimal", "date", "text", "choice", "choices", "events"})
"""Types of columns whose values are no yes or no, whatever they look like."""

Kinds = Mapping[str, str]


class RuleCopies(Copies):
    """The walk over one document of a rule file."""

    def __init__(self, spelling: Spelling) -> None:
        super().__init__(spelling)
        self.kinds: Kinds = {}
        self.columns: Mapping[str, Kinds] = {}

    def rules(self, document: PlacedMap, model: type[Model]) -> PlacedMap:
        """A document that is to become a model."""
        self.kinds, self.columns = _declared(document, self.spelling)
        return self.model(model, document)

    def model(self, model: type[Model], value: PlacedMap) -> PlacedMap:
        made, keys = self.keyed(value, model.__name__, keys_of(model))
        written = dict(keys)
        for en, key in keys:
            place = value.places[key]
            self.put(made, en, self._entry(model, en, value[key], place, value, written), value, key)
        return made

    def _entry(
        self, model: type[Model], key: str, value: Any, place: Place, around: PlacedMap, written: Mapping[str, str]
    ) -> Any:
        """The value of a model's key, some of which are special."""
        parts = options(model, key)
        if Test in parts and key == "where":
            return self.condition(value, self._base(model, around, written), {})
        if Test in parts and model is Periods:
            return self.condition(value, self._base(model, around, written), COUNTED)
        if key == "origin" and isinstance(value, PlacedMap):
            made, keys = self.keyed(value, "origin", keys_of(model))
            for en, one in keys:
                self.put(made, en, self.scalar(value[one], ORIGIN, value.places[one]), value, one)
            return made
        if key == "origin":
            return self.scalar(value, ORIGIN, place)
        match model.__name__, key:
            case ("Compared", "within"):
                return self.scalar(value, PLACES, place)
            case ("Link", "mine" | "theirs"):
                return self.scalar(value, TIED, place)
            case ("Asking", "earlier") if isinstance(value, str):
                return type(value)(self.column(value, place))
            case ("Lookup", "cells") if isinstance(value, PlacedMap):
                names = around.get(written.get("table", ""))
                return self.cells(value, list(names) if isinstance(names, list) else [])
        return self.value(parts, value, place, f"{model.__name__}.{key}")

    def _base(self, model: type[Model], around: PlacedMap, written: Mapping[str, str]) -> Kinds:
        """The types of the columns a derived quantity's condition sees."""
        kind = model.kind if issubclass(model, Derived) else ""
        base = around.get(written.get(kind, ""))
        return self.columns.get(base, {}) if isinstance(base, str) else {}

    def value(self, parts: tuple[Any, ...], value: Any, place: Place, part: str) -> Any:
        """A value of one of several types."""
        if isinstance(value, PlacedList):
            item = inner(parts, tuple)
            return self.items(value, lambda one, where: self.value(item, one, where, part))
        if isinstance(value, PlacedMap):
            return self._mapping(parts, value, part)
        words = literal_words(parts)
        if words:
            return self.scalar(value, vocabulary(part, words), place)
        return self.flag(value, place) if bool in parts else value

    def _mapping(self, parts: tuple[Any, ...], value: PlacedMap, part: str) -> Any:
        if Test in parts:
            return self.condition(value, self.kinds, NAMES)
        if Figure in parts:
            return self.operand(value)
        models = models_in(parts)
        if len(models) > 1:
            return self.derived(value)
        if models:
            return self.model(models[0], value)
        named = inner(parts, dict)
        made = self.map(value, "")
        for key, one in value.items():
            self.put(made, key, self.value(named, one, value.places[key], part), value, key)
        return made

    def derived(self, value: PlacedMap) -> PlacedMap:
        """A derived quantity, by its kind; without one only its keys are read."""
        known = {zh: en for en, zh in any_kind().items()} if self.spelling == "zh" else {}
        kind = kind_in({known.get(key, key): one for key, one in value.items()})
        if kind:
            return self.model(KINDS[kind], value)
        made, keys = self.keyed(value, "derived", any_kind())
        for en, key in keys:
            self.put(made, en, self.plain(value[key]), value, key)
        return made

    def operand(self, value: PlacedMap) -> PlacedMap:
        """What names a figure or another number."""
        made, keys = self.keyed(value, "operand", OPERAND)
        for en, key in keys:
            names = {"value_of": NAMES, "day": DAYS}.get(en, {})
            self.put(made, en, self.scalar(value[key], names, value.places[key]), value, key)
        return made

    def cells(self, value: PlacedMap, names: list[Any]) -> PlacedMap:
        """A table, whose keys are yes and no where it goes by a yes-no field."""
        yes_no = bool(names) and self.kinds.get(str(names[0])) not in _KEPT
        made, keys = self.keyed(value, "cells", YES_NO if yes_no else {})
        for en, key in keys:
            one = value[key]
            made_one = self.cells(one, names[1:]) if isinstance(one, PlacedMap) else self.plain(one)
            self.put(made, en, made_one, value, key)
        return made

    # Conditions

    def condition(self, value: Any, kinds: Kinds, names: Vocabulary) -> Any:
        """A condition whose tests are put to columns of these types, or to these names."""
        if isinstance(value, PlacedList):
            return self.items(value, lambda one, _: self.condition(one, kinds, names))
        if not isinstance(value, PlacedMap):
            return value
        made, keys = self.keyed(value, "condition", {**CONDITION, **names})
        for en, key in keys:
            one = value[key]
            if en in CONDITION and en != "finding":
                inside = self.condition(one, kinds, names)
            elif en == "finding" and isinstance(one, PlacedMap):
                inside = self.map(one, "")
                for name in one:
                    self.put(inside, name, self.tests(one[name], VERDICT, ""), one, name)
            else:
                inside = self.tests(one, OUTCOMES_OF.get(en) if en in names else None, kinds.get(en, ""))
            self.put(made, en, inside, value, key)
        return made

    def tests(self, value: Any, words: Vocabulary | None, kind: str) -> Any:
        """The tests put to one column, whose values may be `words`, or yes and no."""
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made, keys = self.keyed(value, "test", TESTS)
        for en, key in keys:
            self.put(made, en, self._wanted(en, value[key], value.places[key], words, kind), value, key)
        return made

    def _wanted(self, operator: str, value: Any, place: Place, words: Vocabulary | None, kind: str) -> Any:
        if isinstance(value, PlacedMap):
            return self.operand(value)
        if words is not None and isinstance(value, PlacedList):
            return self.items(value, lambda one, where: self.scalar(one, words, where))
        if words is not None:
            return self.scalar(value, words, place)
        if operator == "provided" or (operator in ("is", "is_not") and kind not in _KEPT):
            return self.flag(value, place)
        return self.plain(value)


def _declared(document: PlacedMap, spelling: Spelling) -> tuple[Kinds, Mapping[str, Kinds]]:
    """The types of the fields a document declares, and of the columns of each events table."""

    def part(value: Any, key: str, where: str) -> Any:
        written = (chinese(key, where) or key) if spelling == "zh" else key
        return value.get(written) if isinstance(value, PlacedMap) else None

    def types(value: Any, where: str) -> Kinds:
        known = options_of_type(where)
        given = {name: part(one, "type", where) for name, one in value.items()} if isinstance(value, PlacedMap) else {}
        return {name: known.get(str(kind), str(kind)) for name, kind in given.items()}

    def options_of_type(where: str) -> Mapping[str, str]:
        return {chinese(word, f"{where}.type") or word: word for word in (*_KEPT, "yes-no")}

    fields = part(document, "fields", "RuleSet")
    inside = fields if isinstance(fields, PlacedMap) else {}
    return types(fields, "Asking"), {name: types(part(one, "of", "Asking"), "Column") for name, one in inside.items()}
