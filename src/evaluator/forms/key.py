"""The hidden key of a spreadsheet form: of which scheme and edition it is, and what each sheet and column holds.

Rows of text, each beginning with what it tells of: `scheme`, `version`, `for`, `kind`, `none` (what is written where
there is none at all), `sheet`, `first`, `column`.
"""

from collections.abc import Iterator, Sequence

from evaluator.forms.content import Form
from evaluator.forms.notes import NOTHING
from evaluator.forms.sheets import Sheet

KEY_SHEET = "_evaluator"
FORMAT = ("evaluator-form", "1")


def key(form: Form, made: Sequence[Sheet]) -> Iterator[tuple[str, ...]]:
    """The rows of the key, in order."""
    yield FORMAT
    yield "scheme", form.scheme
    yield "version", form.edition
    yield "for", form.part
    yield "kind", form.kind
    yield "none", NOTHING[form.lang]
    for sheet in made:
        yield "sheet", sheet.name, sheet.role, sheet.extra
        yield "first", sheet.name, str(sheet.first)
    for sheet in made:
        for column in sheet.columns:
            yield "column", sheet.name, column.header, column.name
