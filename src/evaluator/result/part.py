"""What every model of a result is made of: frozen parts, and the places in files that they point to."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from evaluator.problems import Place


class Part(BaseModel):
    """A part of a result. Numbers are decimal strings, exact as written; empty text means that there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # a command makes few of the many kinds


class Where(Part):
    """A place in a file somebody wrote: a line, or in a workbook a cell of a sheet."""

    file: str
    line: int
    column: int = 0
    sheet: str = ""

    @property
    def spot(self) -> str:
        """The line, or the sheet and the name of the cell."""
        return Place(self.file, self.line, self.column, sheet=self.sheet).spot if self.sheet else str(self.line)

    def __str__(self) -> str:
        return f"{self.file}:{self.spot}"


@lru_cache(maxsize=1 << 14)
def where(place: Place) -> Where | None:
    """A place as the result holds it."""
    if not place.file:
        return None
    return Where(file=place.file, line=place.line, column=place.column, sheet=place.sheet)
