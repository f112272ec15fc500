"""Choices on a hidden sheet, each list under a name: a list in the validation itself holds 255 characters at most."""

from collections.abc import Mapping
from typing import Any

from evaluator.exact import parse_number
from evaluator.forms.sheets import Column

LISTS_SHEET = "_lists"


class Lists:
    """The lists of one workbook, each kept once."""

    def __init__(self) -> None:
        self._names: dict[tuple[tuple[str, ...], bool], str] = {}

    def named(self, choices: tuple[str, ...], *, numbers: bool = False) -> str:
        """The name of the range that holds some choices."""
        return self._names.setdefault((choices, numbers), f"list_{len(self._names) + 1}")

    def of(self, column: Column) -> str:
        """The name of the range that holds what a column offers."""
        return self.named(column.choices, numbers=column.asked.type in ("integer", "decimal"))

    def write(self, book: Any) -> None:
        """The hidden sheet with every list in a column of its own."""
        if not self._names:
            return
        sheet = book.add_worksheet(LISTS_SHEET)
        names: Mapping[tuple[tuple[str, ...], bool], str] = self._names
        for position, ((choices, numbers), name) in enumerate(names.items()):
            for row, choice in enumerate(choices):
                number = parse_number(choice) if numbers else None
                if number is None:
                    sheet.write_string(row, position, choice)
                else:
                    sheet.write_number(row, position, number)
            column = _letter(position)
            book.define_name(name, f"={LISTS_SHEET}!${column}$1:${column}${len(choices)}")
        sheet.protect()
        sheet.hide()


def _letter(position: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(position))
