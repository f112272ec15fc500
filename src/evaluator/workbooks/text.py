"""Text in cells of a workbook: what may stand in one, and how much room it takes."""

import re
from unicodedata import east_asian_width

MOST_TEXT = 32_767
"""What a cell holds, counted in UTF-16 units; a longer text would be left out whole."""

_BREAKS = re.compile("\r\n?")
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """A text as a cell can hold it: no sign that XML forbids, and no longer than a cell takes."""
    return clipped(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", text)), MOST_TEXT)


def clipped(text: str, most: int) -> str:
    """A text no longer than Excel takes, counted as it counts: by UTF-16 units."""
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def wide(text: str) -> int:
    """How wide a text is, in digits: Chinese characters are two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def lines(text: str, width: int, size: int = 10) -> int:
    """On how many lines a text of a size in points stands in a column so wide."""
    room = max(1, (width - 1) * 21 // (2 * size))
    return max(1, -(-wide(text) // room))
