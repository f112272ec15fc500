"""What a page shows of a subject in short: the quantities a criterion rests on, and where the subject belongs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluator.result.part import Where
from evaluator.result.shown_finding import Finding, Observation
from evaluator.result.shown_subject import Subject

_AGAINST = ("deduction", "none_if")
"""Parts of a rule that tell against a subject where they hold."""
_ASKS_NOTHING = ("applies", "bonus", "addition")
"""Parts that nobody is asked to meet: they say whom a criterion concerns, or earn something more."""


@dataclass(frozen=True)
class Rest:
    """One quantity that a criterion rests on: how it stands, all that is required of it, and what is not met of that.

    `sign` is ✓, ✗ or ?; a dot where nothing is asked of it.
    """

    label: str
    shown: str
    sign: str
    lacking: tuple[str, ...]
    how: str
    required: tuple[str, ...]
    asked: tuple[str, ...]
    place: Where | None


def rests(finding: Finding) -> list[Rest]:
    """What a finding rests on, each quantity once, in the order of the rule.

    Of bands only the first counts, the full one: who falls short of it is not asked to meet the lesser ones too.
    Nobody is asked to leave something out, which a rule may test to see whether another part of it matters.
    """
    bands = [one.part for one in finding.observations if _kind(one) == "band"]
    groups: dict[tuple[str, str], list[Observation]] = {}
    for one in finding.observations:
        groups.setdefault((one.name, one.label), []).append(one)
    return [
        _rest([one for one in group if _kind(one) != "band" or one.part == bands[0]] or group)
        for group in groups.values()
    ]


def _rest(group: Sequence[Observation]) -> Rest:
    first = group[0]
    states = [_state(one) for one in group]
    sign = next((sign for sign in "✗?✓" if sign in states), "·")
    demands = [one for one in group if one.requirement and (one.operator, one.required) != ("provided", "no")]
    return Rest(
        label=first.label,
        shown=first.shown,
        sign=sign,
        lacking=tuple(dict.fromkeys(choice for one in group for choice in one.lacking)),
        how=next((one.how for one in group if one.how), ""),
        required=_once(one.requirement for one in demands),
        asked=_once(one.requirement for one in demands if _state(one) in "✗?"),
        place=first.place,
    )


def _state(one: Observation) -> str:
    """How a test stands for its subject."""
    kind = _kind(one)
    if one.outcome == "missing":
        return "?"
    if one.outcome == "counted" or kind in _ASKS_NOTHING:
        return "·"
    return "✓" if (one.outcome == "true") != (kind in _AGAINST) else "✗"


def _kind(one: Observation) -> str:
    return one.part.split(" ", maxsplit=1)[0]


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def belonging(subject: Subject) -> list[str]:
    """Which of a subject's street and community say something else than its name."""
    return [key for key in ("street", "community") if getattr(subject, key) not in ("", subject.name)]


def belongings(subjects: Iterable[Subject]) -> list[str]:
    """Which of street and community are worth a column in a list of subjects."""
    found = {key for one in subjects for key in belonging(one)}
    return [key for key in ("street", "community") if key in found]
