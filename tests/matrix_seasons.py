"""The seasons that every cell of the matrix judges, and the folder of a cell in which they lie."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from large_season import large_season
from matrix_cells import Cell

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Season:
    """What is evaluated: the scheme, the evidence as it is named, further words of the call."""

    scheme: str
    evidence: tuple[str, ...]
    call: tuple[str, ...]
    make: Callable[[Path], None]

    def arguments(self, cell: Cell, out: str) -> list[str]:
        """The call of a cell: evidence in its order and spelling, by its number of processes."""
        named = {"backwards": self.evidence[::-1], "turned": (*self.evidence[1:], self.evidence[0])}
        evidence = named.get(cell["order"], self.evidence)
        workers = [] if cell["workers"] == "not said" else ["--workers", cell["workers"]]
        spelled = [f"{cell['spelled']}/{name}" for name in evidence]
        return ["evaluate", self.scheme, *spelled, "--out", out, *self.call, *workers]


def small(evidence: Path) -> None:
    """Money and documents; two are equal, one held, one fails a gate, one cannot be read, one has two names.

    One has an attachment.
    """
    folder = evidence / "small"
    (folder / "late").mkdir(parents=True)
    shutil.copytree(EXAMPLES / "small", folder / "given")
    yi = (folder / "given" / "yi.yaml").read_text("utf-8")
    ding = yi.replace("099001-02", "099001-04").replace("乙小区", "丁小区")
    (folder / "ding.yaml").write_text(ding, encoding="utf-8")
    (folder / "late" / "ding.yaml").symlink_to("../ding.yaml")
    held = yi.replace("099001-02", "099001-05").replace("乙小区", "戊小区").replace("has_indicators: yes", "")
    attached = "attachments: [{field: has_party_branch, file: minutes.txt}]\n"
    (folder / "late" / "wu.yaml").write_text(held + attached, encoding="utf-8")
    (folder / "late" / "minutes.txt").write_text("示例\n", encoding="utf-8")
    (folder / "late" / "broken.yaml").write_bytes((EXAMPLES / "haiyang-2021-late" / "broken.yaml").read_bytes())
    head, *marks = (folder / "given" / "marks.csv").read_text("utf-8").splitlines()
    more = [line.replace("-02,", f"-0{number},") for number in (4, 5) for line in marks if "-02," in line]
    (folder / "more.csv").write_text("\n".join([head, *more, ""]), encoding="utf-8")


def large(evidence: Path) -> None:
    large_season(evidence / "large")


def year(evidence: Path) -> None:
    """The example season, with what came late."""
    shutil.copytree(EXAMPLES / "haiyang-2021", evidence / "year")
    shutil.copytree(EXAMPLES / "haiyang-2021-late", evidence / "late")


LARGE = ("large/a.jsonl", "large/b.yaml")
FIELD = ("--rules", "field", "--reports", "none")
SHORT = {
    "small": Season(
        "demonstration-neighbourhoods",
        ("small/given", "small/ding.yaml", "small/more.csv", "small/late"),
        ("--formats", "html,word"),
        small,
    ),
    "large": Season("large-season", LARGE, FIELD, large),
    "parquet": Season("large-season", LARGE, (*FIELD, "--table", "parquet"), lambda _: None),
}
LONG = {
    **SHORT,
    "year": Season("rules/seasons/haiyang-2021.yaml", ("year", "late"), ("--formats", "html,word"), year),
}


def originals(folder: Path, seasons: Mapping[str, Season]) -> Path:
    """Everything the cells judge, written once."""
    for season in seasons.values():
        season.make(folder / "evidence")
    shutil.copytree(ROOT / "rules", folder / "rules")
    shutil.copytree(ROOT / "benchmarks" / "rules", folder / "field")
    return folder


def set_up(folder: Path, whole: Path, cell: Cell) -> Path:
    """A cell's own folder, named as the cell has it, with copies whose order and times are the cell's."""
    own = folder / ("另 一 处" if cell["folder"] == "another name" else "plain")
    files = sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file())
    for file in _ordered(files, cell):
        (own / file).parent.mkdir(parents=True, exist_ok=True)
        if (whole / file).is_symlink():
            (own / file).symlink_to((whole / file).readlink())
            continue
        (own / file).write_bytes((whole / file).read_bytes())
        if cell["files"] == "of 1980":
            os.utime(own / file, (315532800, 315532800))
    if cell["folder"] == "by a link":
        (folder / "link").symlink_to(own, target_is_directory=True)
        return folder / "link"
    return own


def _ordered(files: Sequence[Path], cell: Cell) -> Sequence[Path]:
    return files if cell["files"] == "as written" else files[::-1]
