"""What an editor shows of each key: titles, descriptions and examples, from the list of constructs and its examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from evaluator.desk.reference import constructs, examples, folder, said
from evaluator.exact import shortest
from evaluator.language.conditions import Figure
from evaluator.language.shape import Model, Text
from evaluator.language.words import Spelling, chinese
from evaluator.problems import Lang

MOST = 3
"""Examples shown of a key."""
SHARED = "Asking"
"""The part that tells of keys which every derived quantity has."""


@dataclass(frozen=True)
class Words:
    """Titles, descriptions and examples of one spelling; both languages are said, its own first."""

    spelling: Spelling
    phrases: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, str]
    examples: Mapping[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)

    def both(self, text: str) -> str:
        """A text that holds both languages, this one first."""
        other: Lang = "en" if self.spelling == "zh" else "zh"
        return f"{said(text, self.spelling)}\n{said(text, other)}"

    def key(self, word: str, part: str) -> str:
        """A keyword as this spelling writes it."""
        return (chinese(word, part) or word) if self.spelling == "zh" else word

    def title(self, word: str, part: str) -> str:
        """A keyword in this spelling, with the other beside it."""
        zh = chinese(word, part) or word
        return f"{zh} · {word}" if self.spelling == "zh" else f"{word} · {zh}"

    def description(self, word: str, part: str) -> str:
        """What a key holds, as the reference says."""
        text = self.phrases.get(part, {}).get(word) or self.phrases[SHARED].get(word, "")
        return self.both(text) if text else ""

    def shown(self, word: str, part: str) -> dict[str, Any]:
        """What an editor shows of a key."""
        made: dict[str, Any] = {"title": self.title(word, part)}
        if described := self.description(word, part):
            made["description"] = described
        if found := self.examples.get((part, word)):
            made["examples"] = list(found)
        return made


@cache
def words(spelling: Spelling) -> Words:
    """The words of a spelling, read once."""
    listed = constructs(folder())
    phrases: dict[str, Mapping[str, str]] = {}
    titles: dict[str, str] = {}
    for one in listed:
        for part, keys in {**one.get("keys", {}), **one.get("words", {})}.items():
            phrases[part] = keys
            titles.setdefault(part, one["title"])
    return Words(spelling, phrases, titles, _examples(spelling))


def _examples(spelling: Spelling) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Values that the good examples of the reference give each key, the first few that differ."""
    where = folder()
    shown = examples(where, spelling)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path in sorted((where / "good").glob("*.yaml")):
        if path.name.count(".") > 1:
            continue
        library = shown.library(path.stem)
        every = [*(one for held in library.rulesets.values() for one in held), *library.schemes.values()]
        for model in [*every, *library.seasons.values()]:
            for part, key, value in _values(model, spelling):
                kept = found.setdefault((part, key), {})
                if len(kept) < MOST:
                    kept.setdefault(str(value), value)
    return {key: tuple(kept.values()) for key, kept in found.items()}


def _values(node: Any, lang: Lang) -> Iterator[tuple[str, str, Any]]:
    """Each key of a model and of those within it, with its value where that is a single one."""
    if isinstance(node, Mapping):
        for inner in node.values():
            yield from _values(inner, lang)
    elif isinstance(node, (tuple, list)):
        for inner in node:
            yield from _values(inner, lang)
    elif isinstance(node, Model):
        for name, info in type(node).model_fields.items():
            value = getattr(node, name)
            if name not in node.model_fields_set:
                continue
            yield from _values(value, lang)
            plain = _plain(value, lang)
            if plain is not None:
                yield type(node).__name__, info.alias or name, plain


def _plain(value: Any, lang: Lang) -> Any:
    """A single value as it stands in a file; None for what is no example of its own."""
    if isinstance(value, (bool, Figure)):
        return None
    if isinstance(value, Text):
        return value[lang]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(shortest(value, 6))
    if isinstance(value, (str, int)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else None
