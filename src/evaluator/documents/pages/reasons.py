"""The reasons of all subjects as compact data: every text once, every block of lines once, and which are whose.

A page opens a subject's sheet from it, in the words of `explain`. Thousands of subjects share most of their lines, so
that a subject comes to a few numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from evaluator.documents.pages.once import Once
from evaluator.result.explain import Row, explain
from evaluator.result.model import Result
from evaluator.result.shown_subject import Subject


class Reasons:
    """Data of the shape `{texts, files, blocks, sheets}`.

    A block is `[mark, title, number, line, place, line, place, …]`, all but the places numbers of texts; a place is 0
    for none, 1 for the next place of the subject's own evidence, or a text's number negated for one in the rules. A
    sheet is `[sections, places]`: a section is `[heading, block, …]`, and places are `[file, spot, spot, …]` for each
    stretch of one file; where they run out the last holds on.
    """

    def __init__(self, result: Result) -> None:
        self.result = result
        self.texts: Once[str] = Once([""])
        self.files: Once[str] = Once()
        self.blocks: Once[tuple[int, ...]] = Once()
        self.rules: set[tuple[str, int]] = set()

    def data(self) -> dict[str, Any]:
        sheets = [self._sheet(one) for one in self.result.subjects or ()]
        return {"texts": self.texts.values, "files": self.files.values, "blocks": self.blocks.values, "sheets": sheets}

    def _sheet(self, subject: Subject) -> list[Any]:
        rules = [one.rule for one in subject.findings] + [one.rule for one in subject.rulings]
        self.rules.update((rule.file, rule.line) for rule in rules if rule is not None)
        rows = iter(explain(self.result, subject))
        next(rows)  # who it is and how it came out, which stands in the subject's row of the page
        places: list[str] = []
        sections = [
            [self.texts.number(heading), *(self.blocks.number(self._block(block, places)) for block in blocks)]
            for heading, blocks in _sections(rows)
        ]
        return [sections, list(self._runs(places))]

    def _block(self, rows: Sequence[Row], places: list[str]) -> tuple[int, ...]:
        first = rows[0]
        head = (self.texts.number(text) for text in (first.mark, first.title, first.number))
        return (*head, *(number for row in rows for number in self._line(row, places)))

    def _line(self, row: Row, places: list[str]) -> list[int]:
        said = self.texts.number(row.said)
        if not row.place:
            return [said, 0]
        file, _, spot = row.place.rpartition(":")
        if spot.isdigit() and (file, int(spot)) in self.rules:
            return [said, -self.texts.number(row.place)]
        places.append(row.place)
        return [said, 1]

    def _runs(self, places: Sequence[str]) -> Iterator[list[Any]]:
        """Places as stretches of one file each, without what only repeats the last."""
        given = list(places)
        while len(given) > 1 and given[-1] == given[-2]:
            given.pop()
        run: list[Any] = []
        for place in given:
            file, _, spot = place.rpartition(":")
            number = self.files.number(file)
            if not run or run[0] != number:
                if run:
                    yield run
                run = [number]
            run.append(int(spot) if spot.isdigit() else spot)
        if run:
            yield run


def _sections(rows: Iterable[Row]) -> list[tuple[str, list[list[Row]]]]:
    """Rows by heading, and under each by what they speak of: a line that names something, and those set in below it."""
    found: list[tuple[str, list[list[Row]]]] = []
    for row in rows:
        if row.title or row.mark or (row.indent and not (found and found[-1][1])):
            found = found or [("", [])]
            found[-1][1].append([row])
        elif row.indent:
            found[-1][1][-1].append(row)
        else:
            found.append((row.said, []))
    return [(heading, blocks) for heading, blocks in found if heading or blocks]
