"""What a sweep varies: one number of the rules, found by name, and the rules with another value in its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from evaluator.desk.edits import Documents, Key, put
from evaluator.exact import parse_number, shortest
from evaluator.language.fields import figure_at
from evaluator.language.plan import Plan
from evaluator.language.scheme import Component
from evaluator.problems import Place, Problem, nearest, problem

Kind = Literal["weight", "worth", "amount", "places", "value"]

_SPEC = re.compile(r"(?P<name>.+)\.(?P<kind>[a-z]+)=(?P<start>[^:]+?)\.\.(?P<to>[^:]+?)(?::(?P<step>[^:]+))?")


@dataclass(frozen=True)
class Range:
    """From where to where, in units that people write: per cent for weights; `places` are the decimals written."""

    start: Fraction
    to: Fraction
    step: Fraction
    places: int

    @property
    def values(self) -> int:
        """How many values the grid has."""
        return int((self.to - self.start) / self.step) + 1

    def at(self, number: int) -> Fraction:
        return self.start + number * self.step


@dataclass(frozen=True)
class Target:
    """One number: what it is called, what it is today, and the files with another value put in its place."""

    name: str
    kind: Kind
    key: Key
    today: Fraction
    place: Place
    put: Callable[[Documents, Fraction], Documents]
    parts: tuple[Component, ...] = ()
    percent: bool = False

    def shown(self, value: Fraction) -> str:
        """A value as people write it."""
        return shortest(value, 6) + ("%" if self.percent else "")

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.kind == "places"


def parse(spec: str) -> tuple[str, str, Range] | None:
    """A sweep as typed, `NAME.KIND=FROM..TO:STEP`; None where it is none. The step is one of the last place written."""
    found = _SPEC.fullmatch(spec.strip())
    if found is None:
        return None
    words = [found["start"], found["to"], found["step"] or "1"]
    start, to, step = (_plain(word) for word in words)
    if start is None or to is None or step is None or step <= 0 or to < start:
        return None
    places = max(_decimals(word) for word in words)
    given = step if found["step"] else Fraction(1, 10**places)
    return found["name"], found["kind"], Range(start, to, given, places)


def _plain(word: str) -> Fraction | None:
    return parse_number(word.strip().removesuffix("%"))


def _decimals(word: str) -> int:
    return len(word.strip().removesuffix("%").partition(".")[2])


def find(plan: Plan, files: Documents, name: str, kind: str) -> tuple[Target | None, list[Problem]]:
    """The number of that name, or what there is to vary."""
    known = {f"{one.name}.{one.kind}": one for one in targets(plan, files)}
    asked = f"{name}.{kind}"
    if asked in known:
        return known[asked], []
    names = list(known)
    return None, [problem("sweep-unknown", found=asked, expected=names[:20], nearest=nearest(asked, names))]


def targets(plan: Plan, files: Documents) -> Iterator[Target]:
    """Every number of a scheme's files that a sweep can vary."""
    key: Key = ("scheme", plan.scheme.scheme)
    scheme: Any = files[key]
    weighed = tuple(part for part in scheme.components if part.weight is not None)
    for part in weighed:
        if plan.out_of is not None and len(weighed) > 1 and part.weight < 1:
            place = part.place_at("weight")
            yield Target(
                part.id, "weight", key, part.weight * 100, place, _weights(key, part.id), weighed, percent=True
            )
    for tier in scheme.allocation.tiers if scheme.allocation else ():
        way = ("allocation", "tiers", tier.id)
        yield Target(tier.id, "amount", key, tier.amount, tier.place_at("amount"), _at(key, (*way, "amount")))
        places = Fraction(tier.places)
        yield Target(tier.id, "places", key, places, tier.place_at("places"), _at(key, (*way, "places")))
    for own, file in files.items():
        for line in getattr(file, "criteria", ()):
            if isinstance(line.worth, Fraction):
                to_worth = _at(own, ("criteria", line.id, "worth"))
                yield Target(line.id, "worth", own, line.worth, line.place_at("worth"), to_worth)
        for name, values in getattr(file, "figures", {}).items():
            held = figure_at(values, plan.as_of)
            percent = held is not None and str(held.value).endswith("%")
            number = None if held is None else _plain(str(held.value))
            if held is not None and number is not None:
                path = ("figures", name, held.start.isoformat(), "value")
                to_value = _text_at(own, path, percent=percent)
                yield Target(name, "value", own, number, held.place_at("value"), to_value, percent=percent)


def _at(key: Key, path: tuple[str, ...]) -> Callable[[Documents, Fraction], Documents]:
    def changed(files: Documents, value: Fraction) -> Documents:
        now: Any = int(value) if path[-1] == "places" else value
        return {**files, key: put(files[key], path, now)}

    return changed


def _text_at(key: Key, path: tuple[str, ...], *, percent: bool) -> Callable[[Documents, Fraction], Documents]:
    """A figure's value is text until it is known what it is compared with."""

    def changed(files: Documents, value: Fraction) -> Documents:
        from evaluator.language.source import Plain

        said = shortest(value, 12) + ("%" if percent else "")
        return {**files, key: put(files[key], path, Plain(said))}

    return changed


def _weights(key: Key, name: str) -> Callable[[Documents, Fraction], Documents]:
    """A weight in per cent; the others keep their proportions and take what is left of 100 %."""

    def changed(files: Documents, value: Fraction) -> Documents:
        scheme: Any = files[key]
        weight = value / 100
        rest = sum((part.weight for part in scheme.components if part.id != name and part.weight), Fraction(0))
        parts = tuple(
            part.model_copy(update={"weight": weight if part.id == name else part.weight * (1 - weight) / rest})
            for part in scheme.components
        )
        return {**files, key: scheme.model_copy(update={"components": parts})}

    return changed
