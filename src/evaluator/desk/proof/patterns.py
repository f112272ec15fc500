"""Texts told apart: one for each way in which patterns and words can take or not take the same text.

Patterns become automata that read a text together; every set of them that some text satisfies is met on the way, with
the first shortest text that does. What cannot be read so, or takes too long, leaves regions out.
"""

import re
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from evaluator.desk.proof.expressions import made_of, parse

MOST = 800
"""States of all automata together that are looked at, and states one automaton may have."""

USUAL = "a0A中—_ "
"""Characters of each kind, beside those that patterns name."""

_OF_A_KIND = {
    made_of.CATEGORY_DIGIT: r"\d",
    made_of.CATEGORY_NOT_DIGIT: r"\D",
    made_of.CATEGORY_WORD: r"\w",
    made_of.CATEGORY_NOT_WORD: r"\W",
    made_of.CATEGORY_SPACE: r"\s",
    made_of.CATEGORY_NOT_SPACE: r"\S",
}
_OTHERWISE_READ = re.compile(r"\[\[|&&|--|~~|\(\?")
"""What the engine that matches patterns reads otherwise than it is parsed here."""


class UnreadableError(ValueError):
    """A pattern that cannot be followed here."""


@dataclass
class Automaton:
    """States with moves on characters and moves on nothing; state 0 begins, `end` accepts."""

    moves: list[list[tuple[Any, int]]] = field(default_factory=list)
    free: list[list[int]] = field(default_factory=list)
    end: int = 0

    def state(self) -> int:
        self.moves.append([])
        self.free.append([])
        if len(self.moves) > MOST:
            raise UnreadableError
        return len(self.moves) - 1

    def closed(self, states: Iterable[int]) -> frozenset[int]:
        found, waiting = set(), list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += self.free[state]
        return frozenset(found)

    def read(self, states: frozenset[int], character: str) -> frozenset[int]:
        return self.closed(to for state in states for item, to in self.moves[state] if _takes(item, character))


def texts_apart(patterns: Sequence[str], words: Sequence[str]) -> tuple[list[str], bool]:
    """A text for each way in which some patterns and words come out; whether no way was left out."""
    try:
        automata = [_automaton(pattern) for pattern in patterns]
    except (UnreadableError, re.error, RecursionError):
        return [], False
    alphabet = _alphabet(automata, words)
    start = tuple(one.closed([0]) for one in automata)
    found: dict[tuple[object, ...], str] = {}
    seen: set[tuple[object, ...]] = {(start, "", True)}
    waiting = deque([(start, "", True)])
    spelt = [*dict.fromkeys(words)]
    while waiting:
        states, text, begins = waiting.popleft()
        if text and text == text.strip():
            accepted = tuple(one.end in mine for one, mine in zip(automata, states, strict=True))
            found.setdefault((accepted, text if text in spelt else None), text)
        for character in alphabet if text else [one for one in alphabet if one != " "]:
            longer = text + character
            after = tuple(one.read(mine, character) for one, mine in zip(automata, states, strict=True))
            # A text is told from others only by the states it leads to and the words it may still become.
            still = begins and any(word.startswith(longer) for word in spelt)
            key = (after, longer if still or not text else character == " ", still)
            if key not in seen:
                seen.add(key)
                waiting.append((after, longer, still))
        if len(seen) > MOST:
            return list(found.values()), False
    return list(found.values()), True


@cache
def _automaton(pattern: str) -> Automaton:
    if _OTHERWISE_READ.search(pattern.replace("(?:", "(")):
        raise UnreadableError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = parse(pattern)
    made = Automaton()
    begin = made.state()
    made.end = _follow(made, begin, list(parsed), first=True, last=True)
    return made


def _follow(made: Automaton, begin: int, items: Sequence[tuple[Any, Any]], *, first: bool, last: bool) -> int:
    """The state after some items; `first` and `last` say whether the text begins and ends with them."""
    at = begin
    for index, (kind, value) in enumerate(items):
        begins, ends = first and index == 0, last and index == len(items) - 1
        if kind is made_of.AT:
            if not (begins and value is made_of.AT_BEGINNING) and not (ends and value is made_of.AT_END):
                raise UnreadableError
        elif kind is made_of.SUBPATTERN:
            if value[1] or value[2]:
                raise UnreadableError
            at = _follow(made, at, list(value[3]), first=begins, last=ends)
        elif kind is made_of.BRANCH:
            after = made.state()
            for part in value[1]:
                made.free[_follow(made, _fork(made, at), list(part), first=begins, last=ends)].append(after)
            at = after
        elif kind in (made_of.MAX_REPEAT, made_of.MIN_REPEAT):
            at = _repeated(made, at, *value)
        elif kind in (made_of.LITERAL, made_of.NOT_LITERAL, made_of.ANY, made_of.IN):
            after = made.state()
            made.moves[at].append(((kind, tuple(value) if kind is made_of.IN else value), after))
            at = after
        else:
            raise UnreadableError
    return at


def _fork(made: Automaton, at: int) -> int:
    begin = made.state()
    made.free[at].append(begin)
    return begin


def _repeated(made: Automaton, at: int, least: Any, most: Any, part: Sequence[tuple[Any, Any]]) -> int:
    for _ in range(int(least)):
        at = _follow(made, at, list(part), first=False, last=False)
    after = made.state()
    made.free[at].append(after)
    if most is made_of.MAXREPEAT:
        again = _fork(made, at)
        ends = _follow(made, again, list(part), first=False, last=False)
        made.free[ends] += [again, after]
        return after
    for _ in range(int(most) - int(least)):
        at = _follow(made, at, list(part), first=False, last=False)
        made.free[at].append(after)
    return after


@cache
def _takes(item: tuple[Any, Any], character: str) -> bool:
    kind, value = item
    code = ord(character)
    if kind is made_of.LITERAL:
        return bool(code == value)
    if kind is made_of.NOT_LITERAL:
        return bool(code != value)
    if kind is made_of.ANY:
        return character != "\n"
    if kind is made_of.RANGE:
        return bool(value[0] <= code <= value[1])
    if kind is made_of.CATEGORY:
        return re.fullmatch(_OF_A_KIND[value], character) is not None
    turned = value[0][0] is made_of.NEGATE
    return turned != any(_takes(one, character) for one in value[turned:])


def _alphabet(automata: Sequence[Automaton], words: Sequence[str]) -> list[str]:
    """A character for each set of characters that patterns tell apart, those they name before their neighbours."""
    codes = [ord(one) for word in words for one in word]
    codes += [code for one in automata for moves in one.moves for item, _ in moves for code in _codes(item)]
    near = [code + by for by in (0, -1, 1) for code in codes]
    tried = [chr(code) for code in near if 32 <= code < 0xD800 and chr(code).isprintable()]
    items = list(dict.fromkeys(item for one in automata for moves in one.moves for item, _ in moves))
    found: dict[object, str] = {}
    for character in [*tried, *USUAL]:
        key = (
            tuple(_takes(item, character) for item in items),
            character if any(character in w for w in words) else "",
        )
        if key not in found or (found[key] == " "):
            found[key] = character
    return list(found.values())


def _codes(item: tuple[Any, Any]) -> Iterator[int]:
    kind, value = item
    if kind in (made_of.LITERAL, made_of.NOT_LITERAL):
        yield int(value)
    elif kind is made_of.RANGE:
        yield from map(int, value)
    elif kind is made_of.IN:
        for one in value:
            yield from _codes(one) if one[0] is not made_of.NEGATE else ()
