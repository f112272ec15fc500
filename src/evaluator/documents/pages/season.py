"""What the template of a season's first page asks for beyond the overview: every subject, to be found by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from evaluator.documents.pages.once import Once
from evaluator.documents.pages.readings import readings
from evaluator.result.model import Result
from evaluator.result.shown_subject import Subject
from evaluator.result.write import part_folder

IN_ORDER, LACKING, OPEN, AWAY, SCORED = range(5)
"""How a subject stands under a scheme: of one that compares its subjects only whether anything is open is told."""


class Found(NamedTuple):
    """A subject under one scheme: what it is found by, how it stands, what it lacks; if scored, how it came out."""

    id: str
    name: str
    street: str
    community: str
    state: int
    lacking: tuple[str, ...] = ()
    total: str = ""
    rank: int | None = None
    grade: str = ""
    tier: str = ""


@dataclass(frozen=True)
class PartFound:
    """The subjects of one scheme, and where its result stands."""

    title: str
    folder: str
    noun: str
    subjects: tuple[Found, ...]

    @classmethod
    def of(cls, result: Result) -> "PartFound":
        scored = result.scheme.total_places is not None
        subjects = (_found(one, scored=scored) for one in result.subjects or ())
        return cls(result.scheme.title, part_folder(result.scheme.id), result.scheme.noun, tuple(subjects))


@dataclass(frozen=True)
class SeasonPage:
    """The subjects of all schemes of a season."""

    parts: tuple[PartFound, ...]

    def subjects(self, words: Mapping[str, str]) -> dict[str, Any]:
        """Every subject once, with how it stands under each scheme: `[scheme, state, outcome, lacking, …]`.

        Whatever has the same id and name is one to people, be it of different kinds to the schemes.
        """
        texts: Once[str] = Once([""])
        found: dict[tuple[str, str], list[Any]] = {}
        for number, part in enumerate(self.parts):
            for one in part.subjects:
                who = [one.id, one.name, texts.number(one.street), texts.number(one.community), []]
                row = found.setdefault((one.id, one.name), who)
                said = _outcome(one, words)
                row[-1].append([number, one.state, texts.number(said), *map(texts.number, one.lacking)])
        return {
            "parts": [[one.title, one.folder, one.noun] for one in self.parts],
            "texts": texts.values,
            "subjects": list(found.values()),
            "readings": readings(
                text for part in self.parts for one in part.subjects for text in {one.name, one.community}
            ),
        }


def _found(one: Subject, *, scored: bool) -> Found:
    who = (one.id, one.name, one.street, one.community)
    if scored:
        state = _state(one, (), scored)
        return Found(*who, state, (), one.total, one.rank, one.grade_title, one.tier_title)
    lacking = _lacking(one)
    return Found(*who, _state(one, lacking, scored), tuple(lacking))


def _lacking(one: Subject) -> Sequence[str]:
    return [line.title for line in one.findings if line.verdict in ("not-met", "partly-met") and not line.bonus]


def _state(one: Subject, lacking: Sequence[str], scored: bool) -> int:
    if one.status == "held":
        return OPEN
    if scored:
        return OPEN if not one.firm or one.interview in ("proposed", "pending") else SCORED
    if one.findings and all(line.verdict == "not-applicable" for line in one.findings):
        return AWAY
    return LACKING if lacking else IN_ORDER


def _outcome(one: Found, words: Mapping[str, str]) -> str:
    """Total, rank, grade and tier in short."""
    said = [words["total"].format(total=one.total) if one.total else ""]
    said.append(words["rank"].format(rank=one.rank) if one.rank is not None else "")
    return words["comma"].join(part for part in (*said, one.grade, one.tier) if part)
