"""Progress on standard error: a bar on a terminal, a plain line now and then elsewhere; nothing of what is soon done.

This is the one place of the program that looks at a clock, and nothing is decided by it but what is shown.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from evaluator.cli.common import padded, width
from evaluator.problems import Lang
from evaluator.progress import UNSEEN, Progress, Stage, Step

Clock = Callable[[], float]

SOON = 1.0
"""What is done within so many seconds is not spoken of."""
BETWEEN = {True: 0.1, False: 5.0}
"""At least so many seconds lie between two looks of a bar on a terminal, or between two lines elsewhere."""
BAR = 24
"""Columns of a bar at most; on a narrow terminal it has what is left beside the words, and below `LEAST` none."""
LEAST = 8
SWITCH = "EVALUATOR_PROGRESS"
"""A variable of the environment; `off` shows no progress, for logs that must not depend on how fast a machine is."""

WORDS: dict[Stage, dict[Lang, str]] = {
    "reading": {"zh": "读取材料", "en": "reading evidence"},
    "judging": {"zh": "评价方案", "en": "judging schemes"},
    "results": {"zh": "写出各方案结果", "en": "making results"},
    "documents": {"zh": "生成文书", "en": "documents"},
    "printing": {"zh": "转换为 PDF", "en": "making PDF files"},
    "files": {"zh": "核对文件", "en": "comparing files"},
    "proofs": {"zh": "核对判断组合", "en": "proving rules"},
    "cases": {"zh": "运行样例", "en": "running cases"},
    "tests": {"zh": "查看各项判断", "en": "looking at tests"},
    "mutants": {"zh": "试各处改动", "en": "trying changes"},
    "clauses": {"zh": "逐条试算", "en": "each clause alone"},
    "without": {"zh": "逐条略去试算", "en": "all but each clause"},
    "values": {"zh": "逐值试算", "en": "judging values"},
    "chapters": {"zh": "编写手册", "en": "writing chapters"},
}


@dataclass
class _Counted:
    """A stage as it stands."""

    name: Stage
    total: int | None
    begun: float
    done: int = 0

    @property
    def known(self) -> int | None:
        """How much there is to do; None where nobody knows, or what was said proved too little."""
        return self.total if self.total is not None and self.done <= self.total else None


class Shown:
    """Progress as it is shown; what was drawn on a terminal is taken away by `clear`."""

    def __init__(self, lang: Lang, clock: Clock, *, terminal: bool) -> None:
        self._lang, self._clock, self._terminal = lang, clock, terminal
        self._next = clock() + SOON
        self._drawn = False

    def stage(self, name: Stage, total: int | None) -> Step:
        """Begin a stage; it is shown at once if the run has already taken long."""
        counted = _Counted(name, total, self._clock())
        self._look(counted, counted.begun)

        def step(done: int = 1, /) -> None:
            counted.done += done
            self._look(counted, self._clock())

        return step

    def _look(self, counted: _Counted, now: float) -> None:
        if now <= self._next:
            return
        self._next = now + BETWEEN[self._terminal]
        if not self._terminal:
            click.echo("  ".join(told(counted, now, self._lang)), err=True)
            return
        columns = shutil.get_terminal_size().columns
        name, *rest = told(counted, now, self._lang)
        name = padded(name, max(width(words[self._lang]) for words in WORDS.values()))
        free = columns - 1 - width("  ".join([name, *rest, "[]"]))
        line = "  ".join([name, *_bar(counted, min(BAR, free)), *rest])
        while width(line) >= columns:
            line = line[:-1]
        click.echo(f"\r{line}\x1b[K", err=True, nl=False)
        self._drawn = True

    def clear(self) -> None:
        """Leave the terminal as if nothing had been drawn."""
        if self._drawn:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._drawn = False


def _bar(counted: _Counted, columns: int) -> list[str]:
    """How much is done as a bar, where that is known and there is room for it."""
    if not counted.known or columns < LEAST:
        return []
    full = columns * counted.done // counted.known
    return [f"[{'#' * full}{'.' * (columns - full)}]"]


def told(counted: _Counted, now: float, lang: Lang) -> list[str]:
    """What is being done, how much of it is done, how fast it goes and how long it will still take."""
    zh, done, total = lang == "zh", counted.done, counted.known
    of = counted.name == "reading"
    parts = [WORDS[counted.name][lang]]
    parts.append(f"{_amount(done, of)} / {_amount(total, of)}" if total is not None else _amount(done, of))
    passed = now - counted.begun
    if done and passed > 0:
        rate = done / passed
        parts.append(f"{_rate(rate, of)}{'/秒' if zh else '/s'}")
        if total is not None:
            left = _span((total - done) / rate)
            parts.append(f"剩余 {left}" if zh else f"{left} left")
    return parts


def _amount(count: int, of_bytes: bool) -> str:
    return f"{count / 1_000_000:.1f} MB" if of_bytes else str(count)


def _rate(rate: float, of_bytes: bool) -> str:
    if of_bytes:
        return f"{rate / 1_000_000:.1f} MB"
    return f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"


def _span(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any."""
    whole = int(seconds + 0.5)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


@contextmanager
def showing(lang: Lang | None, *, quiet: bool) -> Iterator[Progress]:
    """Progress for the length of a piece of work; none if it shall be quiet."""
    if quiet or os.environ.get(SWITCH) == "off":
        yield UNSEEN
        return
    clock: Clock = click.get_current_context().obj or time.monotonic
    terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    shown = Shown(lang or "zh", clock, terminal=terminal)
    try:
        yield shown
    finally:
        shown.clear()
