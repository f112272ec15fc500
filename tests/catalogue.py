"""The catalogue of bad inputs and faults, counted by kind: `python tests/catalogue.py`.

Each stands in the tests with what must be said of it, and where: the examples in `bad/` and `flawed/` as whole messages
in both languages, the others as the test beside them says.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import test_flawed
import test_hostile_files
import test_hostile_folders
import test_hostile_names
import test_hostile_templates
import test_signing
from bad_examples import Example, examples
from odd_seasons import ODD

UNICODE = (
    *(
        "identity-alike",
        "identity-deceptive",
        "identity-conflict.accent",
        "not-utf8",
        "csv-encoding",
        "json-syntax.surrogate",
    ),
    *("field-unknown.confusable", "field-unknown.script", "template-wide", "spelling-mixed"),
)
KINDS: dict[str, Sequence[str]] = {
    "Unicode": UNICODE,
    "attachments": ("attachment-",),
    "templates": ("template-", "words/"),
    "spreadsheets and tables": (
        *("workbook", "cell-", "csv-", "parquet-", "sheet-ignored", "sheet-missing", "heading-", "header-", "row-"),
        *("mark-impossible", "mark-kind", "mark-not-ours", "mark-one", "cells-", "form-", "tables-", "workbooks/"),
    ),
    "numbers": (
        *("answer-number", "number-", "integer-", "above-", "below-", "too-many-places", "json-syntax.zero"),
        *("json-syntax.nan", "json-syntax.long", "minimum-", "items-number", "count-expected", "share-of-nothing"),
    ),
    "dates": ("answer-date", "date-", "dated-", "calendar-", "event-outside", "period-", "as-of-", "status-"),
    "yes and no": ("answer-yes-no", "yes-no-"),
    "identity": ("identity-", "answers-conflict", "id-twice", "other-kinds", "subject-", "event-repeated", "link-to"),
    "money that does not add up": ("over-budget", "money-", "budget-", "paid-", "disbursement-", "share-of-negative"),
    "marks and judges": ("mark-", "marks-", "judge-", "assessed-", "assessors-", "ballot-", "sheet-void", "sample-"),
    "decisions and acts": (
        *("decision-", "act-", "notice-", "objection-", "final-", "waiver-", "talk-", "change-", "answer-unknown"),
        *("answer-upheld", "answer-rejected"),
    ),
    "structure": (
        *("yaml-", "json-", "duplicate-key", "key-", "mapping-", "list-", "not-a-re", "not-a-rule", "column-"),
        *("field-unknown", "answer-", "text-", "choice", "condition-", "file-", "one-of-keys", "word-unknown"),
    ),
}
"""What the names of examples begin with, by kind; the first that fits."""


def kind_of(example: Example) -> str:
    """The kind of an example in `bad/`, by its name or the folder it stands in."""
    folder, _, name = example.path.partition("/")
    for kind, beginnings in KINDS.items():
        if name.startswith(tuple(beginnings)) or f"{folder}/" in beginnings:
            return kind
    return "what rules mean" if folder == "rulesets" else "calls and results"


def catalogue() -> Counter[str]:
    """How many there are of each kind."""
    return Counter(dict(_counted(Counter(map(kind_of, examples())))))


def _counted(found: Counter[str]) -> Iterator[tuple[str, int]]:
    files, folders, names = test_hostile_files, test_hostile_folders, test_hostile_names
    found["attachments"] += len(files.ATTACHMENTS)
    found["templates"] += len(test_hostile_templates.ENDLESS) + len(test_hostile_templates.REACHING)
    found["Unicode"] += len(names.REFUSED)
    found["what rules mean"] += len(test_flawed.FILES)
    found["files and folders"] += len(files.HOSTILE) + len(folders.HOSTILE) + len(folders.PIPES) + len(folders.BEYOND)
    found["markup, script, formulas, escapes and paths as names"] += len(names.IDS) + len(names.NAMES)
    found["signatures, manifests and logs"] += len(test_signing.CASES)
    for one in ODD.values():
        found["money that does not add up" if one.kind == "money" else f"odd seasons: {one.kind}"] += 1
    yield from sorted(found.items())


def main() -> None:
    """The table."""
    found = catalogue()
    for kind, count in found.items():
        print(f"{count:5}  {kind}")
    print(f"{found.total():5}  in all")


if __name__ == "__main__":
    main()
