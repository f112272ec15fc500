"""Reading the keywords of a rule or case file in the spelling it is written in.

One walk over a document, led by the models, finds every keyword in it and makes a copy with all of them in English;
nothing after it knows of spellings. Names, ids, choices and free texts stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluator.language.calendar import CalendarYear
from evaluator.language.conditions import Figure, Test
from evaluator.language.criteria import RuleSet
from evaluator.language.derived import KINDS, kind_in
from evaluator.language.derived_from_rows import Periods
from evaluator.language.quantity import Derived
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.shape import Model
from evaluator.language.source import PlacedList, PlacedMap, Plain
from evaluator.language.vocabulary import (
    ASSESSMENT,
    CASE,
    CASE_FILE,
    CASE_SUBJECT,
    COLUMN,
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
    outcome_words,
    vocabulary,
)
from evaluator.language.words import DOT_POINTS, FIRST_KEYS, Spelling, chinese
from evaluator.problems import Place, Problem, problem

_FIRST: Mapping[str, tuple[str, Spelling]] = {key: (key, "en") for key in FIRST_KEYS} | {
    chinese(key, "") or key: (key, "zh") for key in FIRST_KEYS
}
_KEPT = frozenset({"integer", "decimal", "date", "text", "choice", "choices", "events"})
"""Types of columns whose values are no yes or no, whatever they look like."""

_MODELS: Mapping[str, type[Model]] = {
    "ruleset": RuleSet,
    "scheme": Scheme,
    "season": SeasonFile,
    "calendar": CalendarYear,
}

Kinds = Mapping[str, str]


@dataclass(frozen=True)
class Token:
    """A keyword where it stands, in both spellings."""

    place: Place
    en: str
    zh: str


@dataclass(frozen=True)
class Reading:
    """A document with its keywords in English, the spelling it has, its keywords as found, and those of the other.

    `tolerated` are words of the other spelling that are read all the same: 是 and 否 in English files.
    """

    document: Any
    spelling: Spelling
    found: tuple[Token, ...] = ()
    mixed: tuple[Problem, ...] = ()
    tolerated: tuple[Problem, ...] = ()
    known: bool = True
    """Whether it is a rule set, a scheme, a season or cases at all."""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its keywords in order."""
        return tuple(sorted(self.found, key=lambda token: token.place))


def read_spelling(document: Any) -> Reading:
    """A document as read from a file, with its keywords in English."""
    first = next((key for key in document if key in _FIRST), None) if isinstance(document, PlacedMap) else None
    if first is None:
        return Reading(document, "en", known=False)
    what, spelling = _FIRST[first]
    walk = _Walk(spelling)
    made = walk.case_file(document) if what == "cases" else walk.rules(document, _MODELS[what])
    return Reading(made, spelling, tuple(walk.tokens), tuple(walk.mixed), tuple(walk.tolerated))


class _Walk:
    """The walk over one document."""

    def __init__(self, spelling: Spelling) -> None:
        self.spelling: Spelling = spelling
        self.tokens: list[Token] = []
        self.mixed: list[Problem] = []
        self.tolerated: list[Problem] = []
        self.kinds: Kinds = {}
        self.columns: Mapping[str, Kinds] = {}

    # Words

    def word(self, written: str, known: Vocabulary, place: Place, *, lenient: bool = False) -> str:
        """The English word for a keyword; other words stay."""
        zh = self.spelling == "zh"
        if not zh and written in known:
            self._token(place, written, known[written])
            return written
        chinese_words = {zh: en for en, zh in known.items()}
        own, other = (chinese_words, known) if zh else (known, chinese_words)
        if written in own:
            en = own[written] if zh else written
            self._token(place, en, known[en])
            return en
        if written in other:
            tolerated = lenient and not zh
            found = problem("spelling-mixed", self.at(place), found=written, expected=other[written])
            (self.tolerated if tolerated else self.mixed).append(found)
        return written

    def _token(self, place: Place, en: str, zh: str) -> None:
        self.tokens.append(Token(place, en, zh))

    def scalar(self, value: Any, known: Vocabulary, place: Place, *, lenient: bool = False) -> Any:
        """A value that may be a keyword."""
        if not isinstance(value, str):
            return self.plain(value)
        return type(value)(self.word(value, known, place, lenient=lenient))

    def flag(self, value: Any, place: Place) -> Any:
        """Yes or no, unless it is in quotation marks."""
        return self.scalar(value, YES_NO, place, lenient=True) if isinstance(value, Plain) else self.plain(value)

    def at(self, place: Place) -> Place:
        return place if place.spelling == self.spelling else place._replace(spelling=self.spelling)

    # Copies

    def map(self, value: PlacedMap, part: str) -> PlacedMap:
        """An empty mapping where `value` stands."""
        made = PlacedMap(self.at(value.place))
        made.part = part
        return made

    def put(self, made: PlacedMap, key: str, value: Any, source: PlacedMap, written: str) -> None:
        made[key] = value
        made.places[key] = self.at(source.places[written])
        made.key_places[key] = self.at(source.key_places[written])

    def items(self, value: PlacedList, each: Any) -> PlacedList:
        """A list with `each` done to its items."""
        made = PlacedList(self.at(value.place))
        for item, place in zip(value, value.places, strict=True):
            made.append(each(item, place))
            made.places.append(self.at(place))
        return made

    def plain(self, value: Any) -> Any:
        """A copy without keywords."""
        if isinstance(value, PlacedList):
            return self.items(value, lambda item, _: self.plain(item))
        if not isinstance(value, PlacedMap):
            return value
        made = self.map(value, "")
        for key, one in value.items():
            self.put(made, key, self.plain(one), value, key)
        return made

    def keyed(self, value: PlacedMap, part: str, known: Vocabulary) -> tuple[PlacedMap, list[tuple[str, str]]]:
        """An empty copy of a mapping, and its keys in English, each with the key as written."""
        return self.map(value, part), [(self.word(key, known, value.key_places[key]), key) for key in value]

    # Models

    def rules(self, document: PlacedMap, model: type[Model]) -> PlacedMap:
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

    # Cases

    def case_file(self, document: PlacedMap) -> PlacedMap:
        made, keys = self.keyed(document, "case-file", CASE_FILE)
        for en, key in keys:
            one = document[key]
            is_tests = en == "tests" and isinstance(one, PlacedList)
            if en == "assessed":
                copy = self._each(one, self.judged)
            else:
                copy = self.items(one, lambda test, _: self.case(test)) if is_tests else self.plain(one)
            self.put(made, en, copy, document, key)
        return made

    def case(self, test: Any) -> Any:
        if not isinstance(test, PlacedMap):
            return self.plain(test)
        made, keys = self.keyed(test, "case", CASE)
        several = any(en == "subjects" for en, _ in keys)
        for en, key in keys:
            one = test[key]
            if en == "expect" and several:
                one = self._each(one, self.expected)
            elif en == "expect":
                one = self.expected(one)
            elif en == "assessed":
                one = self._each(one, self.judged)
            else:
                one = self._each(one, self.case_subject) if en == "subjects" else self.plain(one)
            self.put(made, en, one, test, key)
        return made

    def _each(self, value: Any, each: Any) -> Any:
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made = self.map(value, "")
        for key, one in value.items():
            self.put(made, key, each(one), value, key)
        return made

    def case_subject(self, value: Any) -> Any:
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made, keys = self.keyed(value, "case-subject", CASE_SUBJECT)
        for en, key in keys:
            copy = self._each(value[key], self.judged) if en == "assessed" else self.plain(value[key])
            self.put(made, en, copy, value, key)
        return made

    def judged(self, value: Any) -> Any:
        """What one person judged of a criterion, or a list of what several did."""
        if isinstance(value, PlacedList):
            return self.items(value, lambda one, _: self.judged(one))
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made, keys = self.keyed(value, "assessment", ASSESSMENT)
        for en, key in keys:
            self.put(made, en, self.plain(value[key]), value, key)
        return made

    def expected(self, value: Any) -> Any:
        """What a case expects of each column of the result."""
        if not isinstance(value, PlacedMap):
            return self.plain(value)
        made = self.map(value, "expected")
        for key, one in value.items():
            en = self.column(key, value.key_places[key])
            if isinstance(one, PlacedList):
                self.put(made, en, self.plain(one), value, key)
                continue
            self.put(made, en, self.scalar(one, outcome_words(en), value.places[key]), value, key)
        return made

    def column(self, written: str, place: Place) -> str:
        """A column of the result: one of its own, or a criterion's points."""
        for ending in DOT_POINTS.values():
            if written.endswith(ending):
                stem = written.removesuffix(ending)
                known = {f"{stem}{DOT_POINTS['en']}": f"{stem}{DOT_POINTS['zh']}"}
                return self.word(written, known, place)
        return self.word(written, COLUMN, place)


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
