"""Worlds: made-up subjects as evidence, each with the subjects behind its links, and the same taken from a case.

Every made-up subject has a world of its own: the texts by which subjects are tied are made its own too, so that many
can be judged at once and none sees what belongs to another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluator.evidence.model import Assessment, Evidence, RawMark
from evaluator.language.plan import Plan, every_plan
from evaluator.problems import NOWHERE
from evaluator.standing.season import Inputs, Season

Answers = Mapping[str, Any]
"""Typed answers of one made-up subject by field; `assessed:ID` holds what a person judged, `marks:ASPECT` the marks,
`behind:KIND` the subjects of another kind, `as:` who it is itself."""

ASSESSED, MARKS, BEHIND, SELF = "assessed:", "marks:", "behind:", "as:"
NOBODY = "—"


@dataclass(frozen=True)
class Other:
    """A subject of a world by the id and name it has there."""

    id: str
    name: str
    street: str = NOBODY
    community: str = NOBODY
    answers: Mapping[str, Any] = field(default_factory=dict)

    def with_answers(self, answers: Mapping[str, Any]) -> "Other":
        return Other(self.id, self.name, self.street, self.community, answers)


def nobody(plan: Plan) -> Inputs:
    """No subject at all, nor any behind its links."""
    return Inputs(_evidence(plan, [], []), {name: nobody(link.plan) for name, link in plan.links.items()})


def inputs_of(plan: Plan, answers: Sequence[Answers]) -> Inputs:
    """Made-up subjects with everything of their worlds."""
    worlds = [_World.of(f"case-{number:07}", one) for number, one in enumerate(answers, 1)]
    tying = _tying(plan)
    mine = [
        world.named(world.itself, one, tying[plan.scheme.subject]) for world, one in zip(worlds, answers, strict=True)
    ]
    marks = [
        RawMark(f"judge {number}", world.key, name.removeprefix(MARKS), mark, NOWHERE, cells=True)
        for world, one in zip(worlds, answers, strict=True)
        for name, given in one.items()
        if name.startswith(MARKS)
        for number, mark in enumerate(given, 1)
    ]
    return Inputs(_evidence(plan, mine, [one.answers for one in mine]), _behind(plan, plan, worlds, tying), marks)


def _behind(
    plan: Plan, top: Plan, worlds: Sequence["_World"], tying: Mapping[str, frozenset[str]]
) -> dict[str, Inputs]:
    found = {}
    for name, link in plan.links.items():
        if link.kind == top.scheme.subject:  # made-up subjects are not behind each other's links
            found[name] = nobody(link.plan)
            continue
        others = [
            world.named(other, other.answers, tying[link.kind])
            for world in worlds
            for other in world.others.get(link.kind, ())
        ]
        evidence = _evidence(link.plan, others, [one.answers for one in others])
        found[name] = Inputs(evidence, _behind(link.plan, top, worlds, tying))
    return found


def _tying(plan: Plan) -> dict[str, frozenset[str]]:
    """For each kind the columns whose texts tie it to others."""
    found: dict[str, set[str]] = {}
    for one in every_plan(plan):
        mine = found.setdefault(one.scheme.subject, set())
        for link in one.links.values():
            theirs = found.setdefault(link.kind, set())
            mine |= {link.link.mine} if link.link.mine is not None else set()
            theirs |= {link.link.theirs} if link.link.theirs is not None else set()
    return {kind: frozenset(columns) for kind, columns in found.items()}


@dataclass(frozen=True)
class _World:
    key: str
    itself: Other
    others: Mapping[str, Sequence[Other]]
    known: Mapping[str, str]

    @classmethod
    def of(cls, key: str, answers: Answers) -> "_World":
        others = {
            name.removeprefix(BEHIND): given for name, given in answers.items() if name.startswith(BEHIND) and given
        }
        itself = answers.get(SELF) or Other("", "")
        known: dict[str, str] = {}
        for given in others.values():
            for other in given:
                known |= {other.name: f"{key}-{other.id}", other.id: f"{key}-{other.id}"}
        known |= {text: key for text in (itself.name, itself.id) if text}
        return cls(key, itself, others, known)

    def named(self, one: Other, answers: Answers, columns: frozenset[str]) -> Other:
        """A subject under names that only its world has."""
        mine = self.key if one is self.itself else self.known[one.id]
        street, community = (
            self.known.get(text, text) if column in columns else text
            for column, text in (("street", one.street), ("community", one.community))
        )
        changed = {name: self.known.get(answers[name], answers[name]) for name in columns if answers.get(name)}
        return Other(mine, mine, street, community, {**answers, **changed} if changed else answers)


def _evidence(plan: Plan, subjects: Sequence[Other], answers: Sequence[Answers]) -> Evidence:
    assessed: dict[tuple[int, str], tuple[Assessment, ...]] = {}
    for row, one in enumerate(answers):
        for name, given in one.items():
            if name.startswith(ASSESSED) and given:
                assessed[row, name.removeprefix(ASSESSED)] = given
    return Evidence(
        ids=[one.id for one in subjects],
        names=[one.name for one in subjects],
        streets=[one.street for one in subjects],
        communities=[one.community for one in subjects],
        answers={name: [one.get(name) for one in answers] for name in plan.fields},
        unsettled=frozenset(),
        places={},
        row_places=[NOWHERE] * len(subjects),
        assessed=assessed,
    )


def worlds_in(season: Season) -> list[dict[str, Any]]:
    """The subjects of a case as made-up ones, each in the world of the case; not those with an answer that was bad."""
    plan, inputs = season.plan, season.inputs
    others: dict[str, dict[str, Other]] = {}
    _collect(plan, inputs, others)
    behind = {f"{BEHIND}{kind}": tuple(found.values()) for kind, found in others.items() if kind != plan.scheme.subject}
    bad = {row for row, _ in inputs.evidence.unsettled}
    marks: dict[str, dict[str, list[str]]] = {}
    for mark in inputs.marks:
        marks.setdefault(mark.subject, {}).setdefault(f"{MARKS}{mark.aspect}", []).append(str(mark.mark))
    return [
        {
            **_answers(inputs.evidence, row),
            **marks.get(one, {}),
            **{kind: found for kind, found in behind.items() if found},
            **({SELF: _who(inputs.evidence, row)} if behind else {}),
        }
        for row, one in enumerate(inputs.evidence.ids)
        if row not in bad
    ]


def _collect(plan: Plan, inputs: Inputs, found: dict[str, dict[str, Other]]) -> None:
    for name, link in plan.links.items():
        evidence = inputs.behind[name].evidence
        mine = found.setdefault(link.kind, {})
        bad = {row for row, _ in evidence.unsettled}
        for row, one in enumerate(evidence.ids):
            answers = {**mine[one].answers, **_answers(evidence, row)} if one in mine else _answers(evidence, row)
            tied = link.link.theirs in (None, "street", "community") or answers.get(str(link.link.theirs)) is not None
            if tied and row not in bad:  # one that says nobody's key may belong to anybody, also of other worlds
                mine[one] = _who(evidence, row).with_answers(answers)
        _collect(link.plan, inputs.behind[name], found)


def _who(evidence: Evidence, row: int) -> Other:
    return Other(evidence.ids[row], evidence.names[row], evidence.streets[row], evidence.communities[row])


def _answers(evidence: Evidence, row: int) -> dict[str, Any]:
    found = {name: given[row] for name, given in evidence.answers.items() if given[row] is not None}
    return found | {f"{ASSESSED}{name}": made for (mine, name), made in evidence.assessed.items() if mine == row}
