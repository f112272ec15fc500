"""What the template of a scheme's page asks for beyond the result: the table, the reasons, the charts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from evaluator.documents.pages.charts import Strip, Verdicts, slopes, strip, verdicts
from evaluator.documents.pages.columns import listing
from evaluator.documents.pages.listing import Listing
from evaluator.documents.pages.reasons import Reasons
from evaluator.result.differences import Slope
from evaluator.result.model import Result


class Paper(Protocol):
    """A document of one subject, as the page finds it."""

    @property
    def title(self) -> str: ...

    @property
    def href(self) -> str: ...

    @property
    def subject(self) -> str: ...


@dataclass(frozen=True)
class SchemePage:
    """One scheme's result as its page shows it."""

    result: Result
    papers: tuple[Paper, ...]

    @classmethod
    def of(cls, result: Result, papers: Iterable[Paper]) -> "SchemePage":
        return cls(result, tuple(papers))

    def table(self, words: Mapping[str, Any]) -> Listing:
        """The table of all subjects in the template's words."""
        given: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        for one in self.papers:
            if one.subject:
                folder, _, file = one.href.rpartition("/")
                given.setdefault(one.subject, (file, []))[1].append((folder, one.title))
        return listing(self.result, given, words)

    def verdicts(self, table: Listing) -> list[Verdicts]:
        return verdicts(table)

    @cached_property
    def strip(self) -> Strip | None:
        return strip(self.result)

    @property
    def tier_titles(self) -> dict[str, str]:
        """What tiers are called, by id."""
        return {tier.id: tier.title for tier in self.result.allocation.tiers} if self.result.allocation else {}

    @cached_property
    def slopes(self) -> list[Slope]:
        return slopes(self.result)

    def reasons(self) -> dict[str, Any]:
        """Why every subject came out as it did, to be opened one by one."""
        return Reasons(self.result).data()
