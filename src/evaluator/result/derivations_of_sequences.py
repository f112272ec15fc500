"""How many events in a row held a condition, as a sentence: which of them, and which cannot be told."""

from collections.abc import Sequence

from evaluator.inference.columns import MISSING, TRUE
from evaluator.inference.sequences import Link, sequences
from evaluator.language.derived_from_rows import Sequenced
from evaluator.result.derivations_of_events import OfEvents
from evaluator.result.words import joined, said


class OfSequences(OfEvents):
    """Tells of events in the order of their day."""

    def in_a_row(self, row: int, quantity: Sequenced) -> str:
        """What was looked for, the events that were taken, and those that leave it open."""
        season = self.values.season
        answers = season.evidence.answers[quantity.base][row]
        links = sequences(quantity, season.plan, [answers], self.known(row, quantity), self.judge)[0]
        asked = self.asked_of_rows(row, quantity.base, quantity.when)
        label = self.values.label(quantity.base)[0]
        if quantity.where is not None:
            limited = self.asked_of_rows(row, quantity.base, quantity.where)
            label += self._(f"（{limited}）", f" ({limited})")
        label += self.validity(quantity)
        parts = [self._of_known(quantity, links)] if answers is not None else []
        open_ = [link for link in links if link.day is None or not link.sure or link.truth == MISSING]
        if open_:
            days = joined((said(link.day, self.lang) for link in open_), self.lang)
            parts.append(self._(f"尚不能确定：{days}", f"cannot be told: {days}"))
        taken = self._taken(quantity)
        head = self._(f"{label}按日期先后，{asked}，{taken}", f"{label} by date, {asked}, {taken}")
        return self._("：", ": ").join([head, self._("；", "; ").join(parts)] if parts else [head])

    def _taken(self, quantity: Sequenced) -> str:
        window = quantity.window
        return self.words(
            {
                "longest_run": ("最长连续", "the longest run"),
                "latest_run": ("到最近一次为止连续", "the run up to the latest"),
                "most": (f"任意连续 {window} 次中最多", f"the most among any {window} in a row"),
            }[quantity.take]
        )

    def _of_known(self, quantity: Sequenced, links: Sequence[Link]) -> str:
        """The events that surely hold the condition where most of them do so in a row, of those known in full."""
        known = [link for link in links if link.day is not None and link.sure and link.truth != MISSING]
        days = [said(link.day, self.lang) for link in _held(quantity, known)]
        return joined(days, self.lang) if days else self._("没有这样的", "none")


def _held(quantity: Sequenced, links: Sequence[Link]) -> Sequence[Link]:
    """The latest of the stretches in which most events hold the condition, without those that do not."""
    ends = range(len(links), 0, -1) if quantity.take != "latest_run" else [len(links)]
    found: Sequence[Link] = ()
    for end in ends:
        stretch = links[:end]
        if quantity.take == "most":
            held = [link for link in stretch[-(quantity.window or 0) :] if link.truth == TRUE]
        else:
            held = []
            for link in reversed(stretch):
                if link.truth != TRUE:
                    break
                held.insert(0, link)
        found = held if len(held) > len(found) else found
    return found
