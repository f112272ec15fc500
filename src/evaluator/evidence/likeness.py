"""Ids that look like another: spaces at an end, characters that show nothing, accents that are not joined."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_TO_LOOK_AT = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{M}]|^\s|\s$"
"""What an id holds that may be unlike what it looks like, and some that are not."""


def deceptive(subject: str) -> bool:
    """Whether an id looks like one that it is not."""
    if subject.isascii() and subject.isprintable():
        return subject != subject.strip()
    if subject != subject.strip() or any(unicodedata.category(c) in _UNSEEN for c in subject):
        return True
    return any(map(unicodedata.combining, subject)) and not unicodedata.is_normalized("NFC", subject)


def spelt_out(subject: str) -> str:
    """An id with what cannot be seen named by its number."""
    unseen = {c for c in subject if unicodedata.category(c) in _UNSEEN or unicodedata.combining(c)}
    return "".join(f"[U+{ord(c):04X}]" if c in unseen else c for c in subject)


def told_apart(one: str, other: str) -> tuple[str, str]:
    """Two texts that are not the same, spelt out where they look the same all the same."""
    alike = unicodedata.normalize("NFC", _seen(one)) == unicodedata.normalize("NFC", _seen(other))
    return (spelt_out(one), spelt_out(other)) if alike else (one, other)


def _seen(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)


def to_look_at(ids: "pl.Series") -> "pl.Series":
    """Which ids of a column are to be looked at by themselves: every deceptive one is among them."""
    return ids.str.contains(_TO_LOOK_AT).fill_null(value=False)
