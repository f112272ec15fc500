"""The Word documents of a result as PDF, beside the result and never inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator.desk.office import converting, find_office, lacks_chinese
from evaluator.desk.past import ChangedError, opened_at
from evaluator.problems import Place, Problem, problem
from evaluator.progress import UNSEEN, Progress

BATCH = 25
"""How many files one call of LibreOffice converts: it starts slowly, and what it cannot read costs a batch."""
SECONDS = 300
"""How long one call may take."""


@dataclass(frozen=True)
class Printed:
    """PDF files by name, as the Word documents stand in the result, and what could not be made."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def printed(folder: str, progress: Progress = UNSEEN, path: str | None = None, seconds: int = SECONDS) -> Printed:
    """The Word documents of the result in a folder, converted. `path` is where programs are looked for."""
    words, problems = _words(folder)
    office = find_office(path)
    if not problems and office is None:
        problems.append(problem("pdf-no-office", found="soffice"))
    elif not problems and lacks_chinese(path):
        problems.append(problem("pdf-no-font"))
    if problems or office is None:
        return Printed({}, tuple(problems))
    made: dict[str, bytes] = {}
    step = progress.stage("printing", len(words))
    names = list(words)
    with converting(office, seconds) as converter:
        for start in range(0, len(names), BATCH):
            batch = names[start : start + BATCH]
            for name, pdf in zip(batch, converter.convert([words[one] for one in batch]), strict=True):
                place = Place((Path(folder) / name).as_posix())
                if isinstance(pdf, bytes):
                    made[f"{name.removesuffix('.docx')}.pdf"] = pdf
                elif pdf == "late":
                    problems.append(problem("pdf-too-long", place, expected=seconds))
                else:
                    problems.append(problem("pdf-failed", place, found=Path(name).name))
                step()
    return Printed(made, tuple(problems))


def _words(folder: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The Word documents of a result, by name within the folder, each only if it is as it was written."""
    opened = opened_at(folder)
    if opened is None:
        return {}, [problem("not-a-result", Place(folder), found=folder)]
    reader, inside = opened
    names = [name for name in sorted(reader.manifest["outputs"]) if name.startswith(inside) and name.endswith(".docx")]
    if not names:
        return {}, [problem("pdf-no-documents", Place(folder))]
    try:
        return {name.removeprefix(inside): reader.data(name) for name in names}, []
    except ChangedError as changed:
        return {}, [problem("result-changed", Place(changed.name), found=changed.name)]
    except OSError:
        return {}, [problem("not-a-result", Place(folder), found=folder)]
