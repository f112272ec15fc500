"""What the template of a season's first page asks for beyond the overview: every subject, to be found by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.documents.pages.once import Once
from evaluator.documents.pages.readings import readings
from evaluator.result.model import Result, Subject
from evaluator.result.write import part_folder

IN_ORDER, LACKING, OPEN, AWAY, SCORED = range(5)
"""How a subject stands under a scheme: of one that compares its subjects only whether anything is open is told."""


@dataclass(frozen=True)
class SeasonPage:
    """The subjects of all schemes of a season."""

    results: tuple[Result, ...]

    @classmethod
    def of(cls, results: Iterable[Result]) -> "SeasonPage":
        return cls(tuple(results))

    def subjects(self, words: Mapping[str, str]) -> dict[str, Any]:
        """Every subject once, with how it stands under each scheme: `[scheme, state, outcome, lacking, …]`.

        Whatever has the same id and name is one to people, be it of different kinds to the schemes.
        """
        texts: Once[str] = Once([""])
        found: dict[tuple[str, str], list[Any]] = {}
        for number, result in enumerate(self.results):
            scored = result.scheme.total_places is not None
            for one in result.subjects or ():
                who = [one.id, one.name, texts.number(one.street), texts.number(one.community), []]
                row = found.setdefault((one.id, one.name), who)
                lacking = () if scored else _lacking(one)
                state = _state(one, lacking, scored)
                said = _outcome(one, words) if scored else ""
                row[-1].append([number, state, texts.number(said), *map(texts.number, lacking)])
        return {
            "parts": [[one.scheme.title, part_folder(one.scheme.id), one.scheme.noun] for one in self.results],
            "texts": texts.values,
            "subjects": list(found.values()),
            "readings": readings(
                text for result in self.results for one in result.subjects or () for text in {one.name, one.community}
            ),
        }


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


def _outcome(one: Subject, words: Mapping[str, str]) -> str:
    """Total, rank, grade and tier in short."""
    said = [words["total"].format(total=one.total) if one.total else ""]
    said.append(words["rank"].format(rank=one.rank) if one.rank is not None else "")
    return words["comma"].join(part for part in (*said, one.grade_title, one.tier_title) if part)
