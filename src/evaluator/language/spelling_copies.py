"""Copies of what was written, with keywords in English and every place kept: what walks over any document share."""

from dataclasses import dataclass
from typing import Any

from evaluator.language.source import PlacedList, PlacedMap, Plain
from evaluator.language.vocabulary import COLUMN, YES_NO, Vocabulary
from evaluator.language.words import DOT_POINTS, Spelling
from evaluator.problems import Place, Problem, problem


@dataclass(frozen=True)
class Token:
    """A keyword where it stands, in both spellings."""

    place: Place
    en: str
    zh: str


class Copies:
    """Makes the copy of one document; it gathers the keywords found, and those of the other spelling."""

    def __init__(self, spelling: Spelling) -> None:
        self.spelling: Spelling = spelling
        self.tokens: list[Token] = []
        self.mixed: list[Problem] = []
        self.tolerated: list[Problem] = []

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

    def column(self, written: str, place: Place) -> str:
        """A column of the result: one of its own, or a criterion's points."""
        for ending in DOT_POINTS.values():
            if written.endswith(ending):
                stem = written.removesuffix(ending)
                known = {f"{stem}{DOT_POINTS['en']}": f"{stem}{DOT_POINTS['zh']}"}
                return self.word(written, known, place)
        return self.word(written, COLUMN, place)
