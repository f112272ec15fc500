"""Ids that look like another: spaces at an end, characters that show nothing, accents that are not joined, and the
letters of another script or width."""

import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from evaluator.problems import Problem, problem

if TYPE_CHECKING:
    import polars as pl

    from evaluator.evidence.model import Evidence

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_TO_LOOK_AT = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{M}]|^\s|\s$"
"""What an id holds that may be unlike what it looks like, and some that are not."""

_CYRILLIC = "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
_CYRILLIC_SMALL = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb"
_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
_LATIN = {
    **dict(zip(_CYRILLIC, "ABESIJKMHOPCTYX", strict=True)),
    **dict(zip(_CYRILLIC_SMALL, "aeopcyxsijh", strict=True)),
    **dict(zip(_GREEK, "ABEZHIKMNOPTYXo", strict=True)),
}
"""Letters of Cyrillic and Greek that look like a Latin one, after Unicode's table of confusables (UTS 39)."""


def deceptive(subject: str) -> bool:
    """Whether an id looks like one that it is not."""
    if subject.isascii() and subject.isprintable():
        return subject != subject.strip()
    if subject != subject.strip() or any(unicodedata.category(c) in _UNSEEN for c in subject):
        return True
    return any(map(unicodedata.combining, subject)) and not unicodedata.is_normalized("NFC", subject)


def spelt_out(subject: str) -> str:
    """An id with what cannot be seen named by its number."""
    return _numbered(subject, {c for c in subject if unicodedata.category(c) in _UNSEEN or unicodedata.combining(c)})


def _numbered(text: str, some: Container[str]) -> str:
    """A text with some characters named by their number."""
    return "".join(f"[U+{ord(c):04X}]" if c in some else c for c in text)


def told_apart(one: str, other: str) -> tuple[str, str]:
    """Two texts that are not the same, spelt out where they look the same all the same."""
    alike = unicodedata.normalize("NFC", _seen(one)) == unicodedata.normalize("NFC", _seen(other))
    return (spelt_out(one), spelt_out(other)) if alike else (one, other)


def _seen(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)


def to_look_at(ids: "pl.Series") -> "pl.Series":
    """Which ids of a column are to be looked at by themselves: every deceptive one is among them."""
    return ids.str.contains(_TO_LOOK_AT).fill_null(value=False)


def taken_for_another(evidence: "Evidence") -> list[Problem]:
    """Subjects whose id looks like that of another, who is the one that has it in ordinary letters, if anybody has."""
    found = []
    for row, other in _alike(evidence.ids):
        mine, theirs = (_numbered(evidence.ids[one], _LATIN) for one in (row, other))
        place, first = evidence.row_places[row], evidence.row_places[other]
        told = problem("identity-alike", place, subject=evidence.ids[row], found=mine, expected=theirs, first=first)
        found.append(told)
    return found


def _alike(ids: "Sequence[str] | pl.Series") -> Iterator[tuple[int, int]]:
    """Rows of ids that look like an earlier or a plainer one, each with the row of that."""
    import polars as pl

    column = ids if isinstance(ids, pl.Series) else pl.Series(values=ids, dtype=pl.String)
    if not (column.str.len_bytes() != column.str.len_chars()).any():
        return
    looks = column.str.normalize("NFKC").str.replace_many(_LATIN)
    odd = looks.filter(looks != column)
    groups: dict[str, list[int]] = {}
    for row in looks.is_in(odd.unique().to_list()).arg_true().to_list() if len(odd) else ():
        groups.setdefault(looks[row], []).append(row)
    for look, rows in groups.items():
        first, *others = sorted(rows, key=lambda row: column[row] != look)
        yield from ((row, first) for row in others)
