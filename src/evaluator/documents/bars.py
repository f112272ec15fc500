"""Bars of a chart in a Word file: a blank of an exact width with a ground, so that it can be edited like any text."""

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

_TWIPS = 20
"""How many units of Word's a point has."""
_MOST = 31_680


def bar(value: str, most: str, points: int = 200, fill: str = "7F7F7F") -> "Markup":
    """A bar as long as `value` is of `most`, which takes so many points; nothing is drawn of what is no number.

    It is a no-break blank, widened and with a ground: no picture, so it prints sharp, can be edited and copied, and
    is read out as nothing beside the number it illustrates.
    """
    from markupsafe import Markup

    try:
        share = Fraction(value.replace(",", "")) / Fraction(most.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    width = min(_MOST, round(max(Fraction(0), min(share, Fraction(1))) * points * _TWIPS))
    if not width:
        return Markup("")
    colour = fill if len(fill) == 6 and fill.isalnum() else "7F7F7F"
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
    look = f'<w:rPr><w:spacing w:val="{width}"/>{ground}</w:rPr>'
    blank = f'<w:r>{look}<w:t xml:space="preserve">\u00a0</w:t></w:r>'
    return Markup(f'</w:t></w:r>{blank}<w:r><w:t xml:space="preserve">')
