"""Reading the keywords of a rule or case file in the spelling it is written in.

One walk over a document, led by the models, finds every keyword in it and makes a copy with all of them in English;
nothing after it knows of spellings. Names, ids, choices and free texts stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluator.language.calendar import CalendarYear
from evaluator.language.criteria import RuleSet
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.shape import Model
from evaluator.language.source import PlacedMap
from evaluator.language.spelling_copies import Copies, Token
from evaluator.language.spelling_of_cases import CaseCopies
from evaluator.language.spelling_of_rules import RuleCopies
from evaluator.language.words import FIRST_KEYS, Spelling, chinese
from evaluator.problems import Problem

_FIRST: Mapping[str, tuple[str, Spelling]] = {key: (key, "en") for key in FIRST_KEYS} | {
    chinese(key, "") or key: (key, "zh") for key in FIRST_KEYS
}
_MODELS: Mapping[str, type[Model]] = {
    "ruleset": RuleSet,
    "scheme": Scheme,
    "season": SeasonFile,
    "calendar": CalendarYear,
}


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
    walk: Copies
    if what == "cases":
        walk = CaseCopies(spelling)
        made = walk.case_file(document)
    else:
        walk = RuleCopies(spelling)
        made = walk.rules(document, _MODELS[what])
    return Reading(made, spelling, tuple(walk.tokens), tuple(walk.mixed), tuple(walk.tolerated))
