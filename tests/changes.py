"""Small changes to a rule file: each part left out, each operator and each value altered by one step."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain
from typing import Any

import yaml

from evaluator.exact import shortest
from evaluator.language.library import Library

WORDS = frozenset({"title", "label", "unit", "remedy", "zh", "en", "noun", "plural", "measure"})
"""Keys whose values are only read by people: nothing is decided by them."""

OTHER_OPERATOR = {"at_least": "more_than", "all": "any", "is": "is_not", "one_of": "none_of"}
OTHER_OPERATOR |= {"includes_all": "includes_any", "includes_any": "includes_all"}

Steps = Callable[[tuple[str, ...], str], Iterable[str]]
"""The values to try instead of one, by where it stands."""


@dataclass(frozen=True)
class Change:
    """One small change, and the file as it then is."""

    path: tuple[str, ...]
    what: str
    text: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.what}"


def laid_out(text: str) -> str:
    """A file as a change would be written: the same rules, laid out anew and without comments."""
    return _written(yaml.compose(text, Loader=yaml.CSafeLoader))


def sections(text: str) -> list[tuple[str, ...]]:
    """The parts of a file that hold rules: the values of its keys, each criterion apart."""
    found: list[tuple[str, ...]] = []
    for key, value in yaml.compose(text, Loader=yaml.CSafeLoader).value:
        if key.value == "criteria":
            found += [(key.value, _name(item, number)) for number, item in enumerate(value.value)]
        elif key.value not in WORDS:
            found.append((key.value,))
    return found


def changes(text: str, section: tuple[str, ...], steps: Steps) -> Iterator[Change]:
    """Every small change to a section of a file."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for path, what in _changed(root, (), steps, section):
        yield Change(path, what, _written(root))


def moved_numbers(text: str, section: tuple[str, ...], steps: Steps) -> Iterator[Change]:
    """Every number and day in a section of a file, one step up and one step down."""

    def numbers(path: tuple[str, ...], value: str) -> Iterable[str]:
        return steps(path, value) if DAY.fullmatch(value) or NUMBER.fullmatch(value) else ()

    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for path, what in _changed(root, (), numbers, section):
        if re.fullmatch(f"{MOVED} → {MOVED}", what):
            yield Change(path, what, _written(root))


def _written(root: Any) -> str:
    return str(yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True, width=1000))


def _changed(
    node: Any, path: tuple[str, ...], steps: Steps, section: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where and how the tree has just been changed; it is as before when the next change is asked for."""
    if isinstance(node, yaml.ScalarNode):
        kept = node.value, node.tag
        for other in steps(path, node.value):
            node.value, node.tag = other, _RESOLVER.resolve(yaml.ScalarNode, other, (True, False))
            yield path, f"{kept[0]} → {other}"
            node.value, node.tag = kept
        return
    for number, part in enumerate(list(node.value)):
        key, value = part if isinstance(node, yaml.MappingNode) else (None, part)
        here = (*path, _name(part, number) if key is None else key.value)
        if here[-1] in WORDS or (section and here[-1] != section[0]):
            continue
        if len(section) > 1:
            yield from _changed(value, here, steps, section[1:])
            continue
        del node.value[number]
        yield here, "left out"
        node.value.insert(number, part)
        if key is not None and key.value in OTHER_OPERATOR:
            kept, key.value = key.value, OTHER_OPERATOR[key.value]
            yield here, f"{kept} → {key.value}"
            key.value = kept
        yield from _changed(value, here, steps)


_RESOLVER = yaml.resolver.Resolver()


def _name(item: Any, number: int) -> str:
    """An item of a list by its value, its id or its number."""
    if isinstance(item, yaml.ScalarNode):
        return f"[{item.value}]"
    if isinstance(item, yaml.MappingNode):
        for key, value in item.value:
            if key.value in ("id", "ruleset", "panel", "by"):
                return f"[{value.value}]"
            if key.value == "finding":
                return f"[{value.value[0][0].value}]"
    return f"[{number}]"


WHOLE = ("places", "worth", "points", "amount", "budget", "months", "days")
"""Keys whose numbers are changed by one; others by one in the last place of what they are compared with."""

DAY, NUMBER = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"(-?\d+(?:\.\d+)?)(%?)")

MOVED = r"-?\d[\d.%-]*"


def steps_for(rules: Library) -> Steps:
    """One step up and down for a number or a day, and for a word the words that could stand in its place."""
    parts = [*(versions[0] for versions in rules.rulesets.values()), *rules.schemes.values()]
    fields = dict(chain.from_iterable(part.fields.items() for part in parts))
    derived = dict(chain.from_iterable(part.derived.items() for part in parts))
    scores = ("proportional", "grades", "total")
    places = (
        {name: getattr(one, "places", 0) for name, one in (fields | derived).items()}
        | dict.fromkeys(scores, 2)
        | {"scale": 1}
    )
    kinds = ("integer", "decimal", "date", "events")
    words = [
        ("yes", "no"),
        ("half-even", "half-up"),
        ("month", "quarter"),
        ("fewest", "most"),
        ("street", "community"),
        ("season", "subject"),
        ("internal", "public"),
        ("source", "local"),
        ("met", "partly-met", "not-met", "not-applicable"),
        ("proposed", "confirmed", "pending", "no"),
        ("yes-no", "date", "text"),
        ("onsite", "six-haves", "resident_satisfaction"),
        *(field.choices for field in fields.values()),
        *([name for name, field in fields.items() if field.type == kind] for kind in kinds),
    ]

    def steps(path: tuple[str, ...], value: str) -> Iterable[str]:
        number = NUMBER.fullmatch(value)
        if DAY.fullmatch(value):
            return [(date.fromisoformat(value) + timedelta(days=n)).isoformat() for n in (-1, 1)]
        if number:
            named = [] if path[-1] in WHOLE else [part for part in path if part in places]
            by = Fraction(1, 10 ** places[named[-1]]) if named else Fraction(1)
            if number[2] and named:
                by *= 100
            return [f"{shortest(Fraction(number[1]) + n * by)}{number[2]}" for n in (-1, 1)]
        return dict.fromkeys(other for group in words if value in group for other in group if other != value)

    return steps
