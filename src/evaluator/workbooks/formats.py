"""The formats of one workbook, each made once, and the face and colours that all workbooks share."""

from collections.abc import Mapping
from typing import Any

from evaluator.problems import Lang

FACE: dict[Lang, str] = {"zh": "微软雅黑", "en": "Calibri"}
INK, QUIET, RULE, HEAD = "#1F2933", "#5B6770", "#B8C2CC", "#DCE5EF"


class Formats:
    """Makes formats in the face of a language."""

    def __init__(self, book: Any, lang: Lang) -> None:
        self._book = book
        self._base = {"font_name": FACE[lang], "font_size": 10, "font_color": INK}
        self._made: dict[tuple[str, str], Any] = {}

    def made(self, name: str, variant: str, look: Mapping[str, Any], *, plain: bool = False) -> Any:
        """The format of that name and variant; a plain one says nothing but its own look."""
        if (name, variant) not in self._made:
            self._made[name, variant] = self._book.add_format({**({} if plain else self._base), **look})
        return self._made[name, variant]
