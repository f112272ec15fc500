"""A season file: the schemes a policy has evaluated together, under the heads of the policy."""

from collections.abc import Iterator

from evaluator.language.check_fields import twice
from evaluator.language.scalars import Word
from evaluator.language.shape import Model, Source, Window, Words
from evaluator.problems import Place, Problem, problem


class Chapter(Model):
    """One head of the policy, and the schemes under it, in the policy's order."""

    id: Word
    title: Words
    source: Source | None = None
    schemes: tuple[Word, ...]


class SeasonFile(Model):
    """Schemes evaluated together from the same evidence on the same day (年度评价)."""

    season: Word
    title: Words
    period: Window
    authority: Words | None = None
    source: Source | None = None
    chapters: tuple[Chapter, ...]

    @property
    def named(self) -> list[tuple[str, Place]]:
        """The ids of its schemes in order, each with where it stands."""
        return [(name, chapter.place_at("schemes")) for chapter in self.chapters for name in chapter.schemes]


def check_season(season: SeasonFile) -> Iterator[Problem]:
    """What a season file gets wrong by itself."""
    if season.period.to is None:
        yield problem("period-open", season.period.place)
    elif season.period.to < season.period.start:
        yield problem("period-backwards", season.period.place, found=season.period.to)
    yield from twice((chapter.id, chapter.place) for chapter in season.chapters)
    yield from twice(season.named)
