"""How cells of a spreadsheet form look: one accent for heads, white for what is filled in, everything else locked."""

from typing import Any

from evaluator.workbooks.formats import HEAD, INK, QUIET, RULE, Formats

BAND, LOCKED = "#3B5B7E", "#F2F4F6"

_TOP = {"valign": "top", "text_wrap": True}
_RULED = {"border": 1, "border_color": RULE}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "valign": "vcenter"},
    "hint": {"font_color": QUIET, "font_size": 9, "valign": "vcenter"},
    "lead": {"font_color": QUIET, **_TOP},
    "step": _TOP,
    "section": {
        "bold": True,
        "font_size": 12,
        "bottom": 1,
        "bottom_color": BAND,
        "font_color": BAND,
        "valign": "vcenter",
    },
    "standard": {"bold": True, "bg_color": HEAD, **_TOP},
    "label": {"bold": True, **_TOP},
    "text": _TOP,
    "grid-head": {"font_color": QUIET, "bottom": 1, "bottom_color": RULE, **_TOP},
    "grid": {"bottom": 4, "bottom_color": RULE, **_TOP},
    "band": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BAND,
        "valign": "vcenter",
        "top": 1,
        "bottom": 1,
        "top_color": BAND,
        "bottom_color": BAND,
    },
    "header": {"bold": True, "bg_color": HEAD, "align": "center", "valign": "vcenter", "text_wrap": True, **_RULED},
    "note": {"font_color": QUIET, "font_size": 8, "bg_color": LOCKED, **_TOP, **_RULED},
    "line": {"indent": 1, "bold": True, "bg_color": HEAD, "valign": "vcenter", "text_wrap": True, **_RULED},
    "beside": {
        "indent": 1,
        "font_color": QUIET,
        "font_size": 9,
        "bg_color": LOCKED,
        "valign": "vcenter",
        "text_wrap": True,
        **_RULED,
    },
    "known": {"indent": 1, "bg_color": LOCKED, "num_format": "@", "valign": "vcenter", "text_wrap": True, **_RULED},
    "sign": {"font_color": INK, "valign": "vcenter"},
    "recused": {"bg_color": "#D9D9D9", "font_color": QUIET},
}


class Looks(Formats):
    """The formats of one form."""

    def __getitem__(self, name: str) -> Any:
        """A look by its name: of a cell that is locked."""
        return self.made(name, "", _LOOKS[name], plain=name == "recused")

    def input(self, number_format: str, *, ruled: bool = True) -> Any:
        """A cell to fill in, and one below the ruled rows, which takes answers as well."""
        look = {"num_format": number_format, "locked": False, "valign": "vcenter", "text_wrap": number_format == "@"}
        look |= {"indent": 1} if number_format == "@" else {}
        return self.made("input" if ruled else "below", number_format, look | (_RULED if ruled else {}))
