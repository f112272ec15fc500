"""Every problem has a bad example that raises it and says exactly what stands beside it, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bad_examples import Example, examples, invoke, set_up, transcript
from evaluator import messages_proofs, messages_serving, messages_signing, messages_workers, messages_writing
from evaluator.messages import MESSAGES
from evaluator.problems import Lang

EXAMPLES = examples()
NO_EXAMPLE = {
    "workbook-stopped": "takes a minute with the usual limits; `test_workbooks` sets lower ones",
    "reading-stopped": "needs a reader with a mistake in it; `test_readers` has some",
    "file-not-ordinary": "no repository keeps a pipe; `test_hostile_files` makes one",
    "folder-too-many": "is a hundred thousand files; `test_hostile_folders` sets a lower limit",
    "folder-too-large": "is 64 MB of rules; `test_hostile_folders` sets a lower limit",
    "file-name": "no repository keeps such a name; `test_hostile_files` makes one",
    "attachment-unreadable": "is a file of more than 4 GB; `test_hostile_files` has one without content",
    "line-too-long": "is a line of 16 MB; `test_hostile_files` makes one",
    "values-too-many": "is a million values; `test_hostile_files` makes them",
    "problems-many": "is a thousand problems; `test_hostile_files` makes them",
    "template-too-much": "takes minutes with the usual limits; `test_hostile_templates` sets lower ones",
    "workbook-unlimited": "is said on other systems; `test_workbooks` pretends to be one",
    "kind-missing": "needs a scheme that looks at subjects of another kind; `test_tables` has one",
    "value-wrong": "stands for an error of a kind that no part of a rule file gives today",
    "pdf-no-office": "needs a machine without LibreOffice; `test_pdf` pretends to be one",
    "pdf-no-font": "needs a machine without Chinese fonts; `test_pdf` pretends to be one",
    "pdf-failed": "needs LibreOffice; `test_pdf` has one that fails",
    "pdf-too-long": "takes as long as the limit; `test_pdf` sets a lower one",
    "sheets-not-installed": "needs a machine without the extra; `test_spreadsheet_forms` pretends to be one",
}
AWAITED: dict[str, str] = {}
ALSO = {
    "runs/mark-impossible": {"workbook-broken"},
    "evidence/text-expected": {"identity-missing"},  # an id that is no text is no id
    "workbooks/cell-error.id": {"identity-blank"},  # nor is one that is an error
    "runs/mark-range.case": {"case-differs"},  # in a case that holds, a mark that is refused is what it is about
    "runs/verify-version": {"verify-missing"},  # a result of another version is never whole here
}
"""Other errors that an example cannot do without."""

FLAWED = {}
"""Texts that still hold a gap or a word of the program's own."""

EXCERPT = re.compile(r"^ +\d* \| .*\n", re.MULTILINE)
"""Lines that show what stands in a file, spaces and all."""

HEAD = re.compile(r"^(?:\S+: )?(错误|提醒|error|warning) \[([a-z0-9-]+)\] ", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("examples"))


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(folder)
    return folder


def params() -> list[object]:
    waiting = pytest.mark.xfail(strict=True, reason="awaited")
    return [
        pytest.param(one, lang, id=f"{one}-{lang}", marks=[waiting] if one.code in AWAITED else [])
        for one in EXAMPLES
        for lang in ("zh", "en")
    ]


@pytest.mark.parametrize(("example", "lang"), params())
@pytest.mark.usefixtures("here")
def test_example_says_what_is_expected(example: Example, lang: Lang, regenerate: bool) -> None:
    said = transcript(example, lang)
    errors = {code for severity, code in HEAD.findall(said) if severity in ("错误", "error")}
    raised = {code for _, code in HEAD.findall(said)}
    assert example.code in raised
    assert errors - {example.code} == ALSO.get(str(example), set())
    if regenerate:
        example.expected(lang).write_text(said, encoding="utf-8")
    assert said == example.expected(lang).read_text(encoding="utf-8")


def test_every_problem_has_an_example() -> None:
    shown = {example.code for example in EXAMPLES}
    proofs = {*messages_proofs.ERRORS, *messages_proofs.WARNINGS}  # these have theirs in `flawed/`
    proofs |= messages_proofs.NOTES.keys()  # and these in `test_solver`
    meeting = messages_serving.ERRORS.keys()  # and these in `test_serve`
    workers = messages_workers.ERRORS.keys() | messages_workers.WARNINGS.keys()  # and these in `test_cluster`
    writing = messages_writing.ERRORS.keys() | messages_writing.WARNINGS.keys()  # and these in `test_writing`
    signing = messages_signing.ERRORS.keys() | messages_signing.WARNINGS.keys()  # and these in `test_signing`
    assert shown | NO_EXAMPLE.keys() | proofs | meeting | workers | writing | signing == set(MESSAGES)
    assert not shown & NO_EXAMPLE.keys()


def test_every_expected_output_belongs_to_an_example() -> None:
    expected = {example.expected(lang) for example in EXAMPLES for lang in ("zh", "en")}
    there = {path for example in EXAMPLES for path in example.expected("zh").parent.glob("*.??.txt")}
    assert there == expected


@pytest.mark.usefixtures("here")
def test_what_the_examples_rest_on_is_good() -> None:
    checked = invoke("check", "base/rules")
    assert (checked.exit_code, checked.stderr) == (0, "")
    evaluated = invoke(
        "evaluate", "base/rules/season.yaml", "base/evidence", "--out", "out", "--reports", "none", "--lang", "en"
    )
    assert (evaluated.exit_code, evaluated.stderr) == (0, "")
    assert "open tie" in evaluated.stdout
    assert "interviews: 1" in evaluated.stdout


def shown() -> list[object]:
    flaw = {name: pytest.mark.xfail(strict=True, reason=why) for name, why in FLAWED.items()}
    return [pytest.param(one, id=str(one), marks=flaw.get(str(one), ())) for one in EXAMPLES]


@pytest.mark.parametrize("example", shown())
def test_texts_hold_no_gap_and_no_word_of_the_program(example: Example) -> None:
    """A detail that no place supplies would show as an empty word; a value of the program's as Python writes it."""
    for lang in ("zh", "en"):
        said = EXCERPT.sub("", example.expected(lang).read_text(encoding="utf-8"))
        assert "“”" not in said
        assert "  " not in said.replace("\n    ", "\n")
        assert not re.search(r"\b(None|True|False|object|col)\b|\N{REPLACEMENT CHARACTER}", said)


def test_examples_have_different_names() -> None:
    assert len({str(example) for example in EXAMPLES}) == len(EXAMPLES)
