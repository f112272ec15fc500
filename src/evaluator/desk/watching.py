"""Watching: the rule files at some paths checked again whenever one of them, or one they rest on, is saved."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from evaluator.desk.checking import Checked, check_paths
from evaluator.desk.stamps import Stamps, stamps

SECONDS = 0.5
"""How long to wait between two looks."""


def watch(
    paths: Sequence[str],
    ticks: Iterable[object],
    look: Callable[[Sequence[str]], Stamps] | None = None,
) -> Iterator[tuple[tuple[str, ...], Checked]]:
    """At the first of the `ticks`, and at every one that finds a change: the files that changed, and what a check says.

    Nothing is said of the files at the first look.
    """
    look = look or stamps
    before: Stamps | None = None
    for _ in ticks:
        now = look(paths)
        if now != before:
            changed = () if before is None else tuple(_changed(before, now))
            before = now
            yield changed, check_paths(paths)


def _changed(before: Stamps, now: Stamps) -> Iterator[str]:
    """Files that were saved, came or went, by name."""
    return (name for name in sorted({*before, *now}) if before.get(name) != now.get(name))


def every(seconds: float = SECONDS) -> Iterator[None]:
    """A tick now, and one after each pause."""
    yield
    while True:
        time.sleep(seconds)
        yield
