"""What people wait for: a command to answer, a season's pages, Word documents, files of a panel, an edit tried.

    python benchmarks/people.py [--only help,season,word,files,whatif] [--repeats 3] [--json FILE]

Each line is a command in a fresh process, or what a meeting's page does in one that keeps a season, with its target.
What is counted is in README.md beside this file.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVALUATOR = (sys.executable, "-m", "evaluator")
NEIGHBOURHOODS = "demonstration-neighbourhoods"
SEED = 20210630
FILES, DOCUMENTS = 5_000, 200


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock on the wall, and of processor time on all cores."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Line:
    """What was done, what it took and should take at most, and beside what in the same run it is put."""

    name: str
    spent: Spent
    target: float | None
    beside: str = ""
    times: float | None = None

    def told(self) -> str:
        met = "" if self.target is None else f"  of {self.target:6.3f} s  {'met' if self.met else 'NOT MET'}"
        ratio = "" if self.times is None else f"  {self.times:6.2f} × {self.beside}"
        return f"{self.name:<44}{self.spent.clock:8.3f} s  {self.spent.processor:8.3f} s{met or ' ' * 22}{ratio}"

    @property
    def met(self) -> bool:
        """By the clock, or where others keep the machine busy by processor time."""
        return self.target is None or min(self.spent.clock, self.spent.processor) <= self.target


def ran(command: Sequence[str]) -> Spent:
    """What a process and those it started took."""
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(child.pid, 0)
    return Spent(time.perf_counter() - began, used.ru_utime + used.ru_stime)


def middle(each: Iterable[Spent]) -> Spent:
    """The median of several, by each measure."""
    found = list(each)
    return Spent(statistics.median(one.clock for one in found), statistics.median(one.processor for one in found))


def beyond(one: Spent, other: Spent) -> Spent:
    return Spent(one.clock - other.clock, one.processor - other.processor)


def sheets(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """The id and the YAML of so many neighbourhoods as a panel fills them in, the same on every machine."""
    draw = random.Random(seed)
    procedures = ("报修", "投诉", "协商议事", "维修资金使用")
    items = ("财务收支", "维修资金", "公共收益", "服务标准")

    def some(words: Sequence[str]) -> str:
        return ", ".join(draw.sample(words, draw.randint(1, len(words))))

    def day() -> str:
        return f"2021-{draw.randint(1, 6):02}-{draw.randint(1, 28):02}"

    for number in range(count):
        subject = f"3706870{number // 100:05}-{number % 100:02}"
        talks = [f"    - {{date: {day()}, topic: 第{one}次协商}}\n" for one in range(draw.randint(1, 4))]
        cases = [f"    - {{date: {day()}, title: 案例{one}, published: 是}}\n" for one in range(draw.randint(1, 4))]
        households = draw.randint(200, 1_500)
        yield (
            subject,
            f'subject: {{kind: neighbourhood, id: "{subject}", name: 小区{number}, street: 第{number % 12}街道, '
            f"community: 第{number % 60}社区}}\n"
            f"submitted: {{by: 第一评审组, on: 2021-06-{draw.randint(1, 28):02}}}\n"
            f"evidence:\n  formal_party_members: {draw.randint(1, 30)}\n"
            f"  has_party_branch: {'是' if draw.random() < 0.9 else '否'}\n"
            f"  has_service_centre: {'是' if draw.random() < 0.8 else '否'}\n"
            f"  service_area: {draw.randint(0, 400) / 2:g}\n"
            f"  published_procedures: [{some(procedures)}]\n  consultations:\n{''.join(talks)}"
            f"  disclosed_items: [{some(items)}]\n  has_indicators: {'是' if draw.random() < 0.8 else '否'}\n"
            f"  households: {households}\n  households_appraising: {draw.randint(0, households)}\n"
            f"  cases:\n{''.join(cases)}",
        )


def marks(subjects: Iterable[str]) -> str:
    """Marks of five judges for four aspects of each subject."""
    draw = random.Random(SEED)
    rows = (
        f"评委{judge},{subject},{aspect},{draw.randint(170, 250) / 10}\n"
        for subject in subjects
        for aspect in "走晒学评"
        for judge in "一二三四五"
    )
    return "judge,subject,aspect,mark\n" + "".join(rows)


class Bench:
    """The five lines, each with what it needs made once in a folder."""

    def __init__(self, place: Path, repeats: int) -> None:
        self.place = place
        self.repeats = repeats

    def several(self, command: Sequence[str]) -> Spent:
        return middle(ran(command) for _ in range(self.repeats))

    def evaluated(self, scheme: str, evidence: Path | str, *options: str) -> tuple[str, ...]:
        return (*EVALUATOR, "evaluate", scheme, str(evidence), "--out", str(self.place / "out"), *options)

    def help(self) -> Iterator[Line]:
        """Every command's help and some calls that can come to nothing, over what Python itself takes to start."""
        from evaluator.cli.main import COMMANDS

        python = middle(ran((sys.executable, "-c", "pass")) for _ in range(2 * self.repeats + 1))
        calls = [(), *((name,) for name in COMMANDS)]
        helps = [self.several((*EVALUATOR, *call, "--help")) for call in calls]
        wrong = [
            self.several((*EVALUATOR, *call))
            for call in (("evaluat",), ("evaluate", "x"), ("explain", "nowhere", "x"), ("whatif", "nowhere"))
        ]
        for name, found in (("--help of the slowest command", helps), ("a wrong call, the slowest", wrong)):
            slowest = beyond(max(found, key=lambda one: one.processor), python)
            yield Line(f"{name}, over Python's start", slowest, 0.1, "Python's start", slowest.clock / python.clock)

    def season(self) -> Iterator[Line]:
        """The example season with every page and document, beside the same without any."""
        scheme, evidence = "rules/seasons/haiyang-2021.yaml", "examples/haiyang-2021"
        bare = self.several(self.evaluated(scheme, evidence, "--reports", "none"))
        yield Line("the example season, --reports none", bare, None)
        full = self.several(self.evaluated(scheme, evidence))
        yield Line("the example season, all pages", full, 5, "without", full.processor / bare.processor)

    def word(self) -> Iterator[Line]:
        """Word documents, one a subject and those of the scheme, beside the same result without any."""
        folder = self.place / "word"
        folder.mkdir()
        made = dict(sheets(DOCUMENTS))
        for subject, text in made.items():
            (folder / f"{subject}.yaml").write_text(text, encoding="utf-8")
        (folder / "marks.csv").write_text(marks(made), encoding="utf-8")
        bare = self.several(self.evaluated(NEIGHBOURHOODS, folder, "--reports", "none"))
        full = self.several(self.evaluated(NEIGHBOURHOODS, folder, "--formats", "word"))
        yield Line(f"{DOCUMENTS} Word documents", full, 15, "without", full.processor / bare.processor)

    def files(self) -> Iterator[Line]:
        """A folder of YAML files of one subject each, of JSON files, and one YAML file of them all.

        Beside them stands what PyYAML's own fast loader takes for the same files.
        """
        import yaml

        folder, plain = self.place / "yaml", self.place / "json"
        folder.mkdir()
        plain.mkdir()
        texts = []
        for subject, text in sheets(FILES):
            texts.append(text)
            (folder / f"{subject}.yaml").write_text(text, encoding="utf-8")
            said = json.dumps(yaml.load(text, Loader=yaml.CBaseLoader), ensure_ascii=False, indent=1)
            (plain / f"{subject}.json").write_text(_typed(said), encoding="utf-8")
        whole = self.place / "whole.yaml"
        whole.write_text("---\n".join(texts), encoding="utf-8")
        load = f"import yaml, pathlib\nfor one in pathlib.Path({str(folder)!r}).iterdir():\n"
        load += "    yaml.load(one.read_bytes(), Loader=yaml.CSafeLoader)"
        loaded = self.several((sys.executable, "-c", load))
        yield Line(f"{FILES:,} YAML files by PyYAML's own loader", loaded, None)
        for name, evidence in (("YAML files", folder), ("JSON files", plain), ("documents in one YAML file", whole)):
            spent = self.several(self.evaluated(NEIGHBOURHOODS, evidence, "--reports", "none"))
            yield Line(f"{FILES:,} {name}", spent, 10, "that", spent.processor / loaded.processor)

    def whatif(self) -> Iterator[Line]:
        """The example season under an edited rule file: as a command, and on a meeting's page that keeps the season."""
        kept = self.place / "season"
        made = (*EVALUATOR, "evaluate", "rules/seasons/haiyang-2021.yaml", "examples/haiyang-2021")
        ran((*made, "--out", str(kept), "--reports", "none"))
        file = ROOT / "rules/schemes/demonstration-neighbourhoods.yaml"
        edited = self.place / file.name
        text = file.read_text(encoding="utf-8")
        assert "at_least: 80" in text
        edited.write_text(text.replace("at_least: 80", "at_least: 84", 1), encoding="utf-8")
        reading = self._reading()
        yield Line("reading the season's rules and evidence", reading, None)
        spent = self.several((*EVALUATOR, "whatif", str(kept), "--rules", str(edited)))
        yield Line("whatif, beyond that", beyond(spent, reading), 1, "reading", spent.processor / reading.processor)
        yield Line("an edited rule file on the meeting's page", self._tried(kept, text), 1)

    def _reading(self) -> Spent:
        """What it takes to read what a what-if reads: rules twice, evidence once."""
        read = (
            "from evaluator.inputs import evidence_files, gather_files\n"
            "from evaluator.rules import load_rules\n"
            "for day in (None, '2021-06-30'):\n"
            "    plans = load_rules('rules/seasons/haiyang-2021.yaml', None, day).plans\n"
            "gather_files(plans, evidence_files(['examples/haiyang-2021'])[0], {}, parts=True)"
        )
        return self.several((sys.executable, "-c", read))

    def _tried(self, kept: Path, text: str) -> Spent:
        """What the page's own process takes for an edit, once it knows the season."""
        import msgspec

        from evaluator.serving.asked import Asked, Dropped, Place
        from evaluator.serving.work import work

        place = Place(str(kept), str(ROOT), "", "", "zh")
        work(msgspec.msgpack.encode(Asked(place, "open")))

        def look(number: int) -> Spent:
            data = text.replace("at_least: 80", f"at_least: {number}", 1).encode()
            asked = Asked(place, "files", [Dropped("demonstration-neighbourhoods.yaml", data)])
            clock, processor = time.perf_counter(), time.process_time()
            work(msgspec.msgpack.encode(asked))
            return Spent(time.perf_counter() - clock, time.process_time() - processor)

        look(81)  # what is loaded late
        return middle(look(82 + number) for number in range(self.repeats))


def _typed(said: str) -> str:
    """JSON whose numbers are numbers, but for those of ids and days, as whoever exports it writes them."""
    made = json.loads(said)
    evidence = made["evidence"]
    for name, value in evidence.items():
        if isinstance(value, str) and value.replace(".", "", 1).isdigit():
            evidence[name] = float(value) if "." in value else int(value)
    return json.dumps(made, ensure_ascii=False, indent=1)


def main() -> int:
    parser = argparse.ArgumentParser(description="Time what people wait for.")
    parser.add_argument("--only", default="help,season,word,files,whatif", help="which, separated by commas")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each, of which the median is shown")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    asked = parser.parse_args()
    os.chdir(ROOT)
    print(f"{'':<44}{'clock':>10}  {'processor':>10}")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as place:
        bench = Bench(Path(place), asked.repeats)
        every: dict[str, Callable[[], Iterator[Line]]] = {
            "help": bench.help, "season": bench.season, "word": bench.word, "files": bench.files,
            "whatif": bench.whatif,
        }  # fmt: skip
        for name in asked.only.split(","):
            for line in every[name]():
                lines.append(line)
                print(line.told(), flush=True)
    if asked.json is not None:
        asked.json.write_text(json.dumps([asdict(one) for one in lines], indent=1) + "\n", encoding="utf-8")
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
