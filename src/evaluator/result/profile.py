"""What a scheme makes public of its subjects."""

from typing import Literal

from evaluator.result.part import Part

PublicColumn = Literal["street", "community", "rank", "total", "grade", "tier", "subsidy"]
"""What may be public of a subject beside its name."""


class PublicProfile(Part):
    """Whether names are masked, which columns are public, and the fields (name, label) whose answers are."""

    names: Literal["full", "masked"]
    shows: tuple[PublicColumn, ...]
    fields: tuple[tuple[str, str], ...] = ()
