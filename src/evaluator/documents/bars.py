"""Bars of a chart in a Word file: blanks with a ground, widened to a length, which can be edited like any text."""

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

_BLANK = Fraction(5, 2)
"""How wide a no-break blank of ten points is, in points: a quarter of its size in the faces of these documents."""
_WIDEST = 600
"""How many per cent Word widens a letter by at most."""
GREY = "7F7F7F"


def bar(value: str, points: int = 200, most: str = "1000", fill: str = GREY) -> "Markup":
    """A bar as long as `value` is of `most`, which takes so many points; nothing is drawn of what is no number.

    It is made of no-break blanks, widened and with a ground: no picture, so it prints sharp, can be edited and copied,
    and is read out as nothing beside the number it illustrates. Another face may make all bars longer or shorter, each
    by the same share.
    """
    from markupsafe import Markup

    try:
        share = Fraction(value.replace(",", "")) / Fraction(most.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    percent = round(max(Fraction(0), min(share, Fraction(1))) * points / _BLANK * 100)
    colour = fill if len(fill) == 6 and fill.isalnum() else GREY
    whole, rest = divmod(percent, _WIDEST)
    runs = "".join(
        f'<w:r><w:rPr><w:w w:val="{wide}"/><w:sz w:val="20"/><w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
        f'</w:rPr><w:t xml:space="preserve">{blanks}</w:t></w:r>'
        for wide, blanks in ((_WIDEST, "\u00a0" * whole), (rest, "\u00a0"))
        if wide and blanks
    )
    return Markup(f'</w:t></w:r>{runs}<w:r><w:t xml:space="preserve">') if runs else Markup("")
