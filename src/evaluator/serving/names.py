"""Names of dropped files: something to show and to tell files apart by, never a path."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from evaluator.serving.asked import Dropped

LONGEST = 120
_PATHS = re.compile(r".*[/\\]", re.DOTALL)


@dataclass(frozen=True)
class Named:
    """A dropped file under the name by which its places are told."""

    name: str
    file: Dropped


def clean(name: str) -> str:
    """The last part of a name, without what cannot be shown, and not too long; its ending stays."""
    last = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in _PATHS.sub("", name)).strip()
    return last if len(last) <= LONGEST else f"{last[: LONGEST - 12]}…{last[-10:]}"


def told_apart(files: Iterable[Dropped], known: Collection[str]) -> Iterator[Named]:
    """Each file under a name that no other has, nor any of the `known` files."""
    taken = set(known)
    for file in files:
        plain = clean(file.name) or "?"
        name, number = plain, 2
        while name in taken:
            stem, dot, ending = plain.rpartition(".")
            name = f"{stem or ending} ({number}){dot}{ending if stem else ''}"
            number += 1
        taken.add(name)
        yield Named(name, file)
