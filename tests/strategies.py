"""Random seasons: rules and evidence as files, beside the same evidence as plain values.

A rule file that comes from here must have no error: `Season.plan` asserts it, so the loader is exercised as well.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from hypothesis import strategies as st

from drafting import block, decimal, flow, json_value, rule_text
from drawing import Drawing
from evaluator.evidence.read import read_file
from evaluator.inference.conclude import Judge
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import errors_in, rendered
from evaluator.standing.season import Season
from oracle import BAD, Case, Mark, Subject
from strategies_conditions import answers_of
from strategies_rules import Drafted, Shape, drafts

File = tuple[str, bytes]
MARKS = (Fraction(0), Fraction(2), Fraction(5, 2), Fraction(5))


def load(files: list[File], as_of: date) -> Plan:
    """The plan of the scheme called `season`; any error in the rules is a failure here."""
    return _load(tuple(files), as_of)


@lru_cache(maxsize=4)
def _load(files: tuple[File, ...], as_of: date) -> Plan:
    """A test asks for the plan of one season again and again."""
    library = read_library([RuleFile(name, data) for name, data in files])
    assert "season" in library.schemes, [rendered(one, "en") for one in library.problems]
    plan, problems = make_plan(library.schemes["season"], library, as_of)
    every = [*library.problems, *problems]
    assert not errors_in(every), [rendered(one, "en") for one in every]
    return plan


def run(plan: Plan, files: list[File]) -> Season:
    """A season judged by the program, from files of evidence."""
    reads = [read for name, data in files for read in read_file(data, name)]
    return judge_season(plan, gather_season(plan, reads), judge())


@cache
def judge() -> Judge:
    """The one judge of all seasons: what a unit says of a situation depends on nothing else."""
    return Judge()


@dataclass(frozen=True)
class Drawn:
    """A random season: rules with figures named, and with their values written out; evidence as files and as values."""

    draft: Drafted
    case: Case
    as_of: date
    formats: tuple[str, ...]

    @property
    def rules(self) -> list[File]:
        return self._rules(inline=False)

    @property
    def plan(self) -> Plan:
        return load(self.rules, self.as_of)

    @property
    def inline_plan(self) -> Plan:
        """The same plan from rules that name no figure."""
        return load(self._rules(inline=True), self.as_of)

    def _rules(self, *, inline: bool) -> list[File]:
        documents = [*self.draft.rulesets, self.draft.scheme]
        return [(f"rules/{n}.yaml", rule_text(document, inline=inline)) for n, document in enumerate(documents)]

    @property
    def evidence(self) -> list[File]:
        """One file a subject, in various formats, and one of marks."""
        files = [record_file(subject, form) for subject, form in zip(self.case.subjects, self.formats, strict=True)]
        for kind, subjects in self.case.linked.items():
            files += [record_file(subject, "yaml", kind) for subject in subjects]
        return [*files, *marks_file(self.case), *orders_file(self.case)]

    def __repr__(self) -> str:
        texts = [f"--- {name}\n{data.decode()}" for name, data in [*self._rules(inline=True), *self.evidence]]
        return f"as of {self.as_of}\n" + "\n".join(texts)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


def record_of(subject: Subject, kind: str = "thing") -> dict[str, Any]:
    """One subject's record."""
    identity = {"kind": kind, "id": subject.id, "name": subject.name, "street": subject.street}
    record: dict[str, Any] = {"subject": {**identity, "community": subject.community}, "evidence": subject.answers}
    given = {name: _judgement(points) for name, points in subject.assessed.items()}
    return record | ({"assessed": given} if given else {})


def _judgement(points: Any) -> Any:
    """What one assessor gave, or each of several."""
    if isinstance(points, (list, tuple)):
        named = zip(points, ("张三", "李四", "王五"), strict=False)
        return [{"points": one, "by": by, "reason": "理由"} for one, by in named]
    return {"points": Fraction(99) if points is BAD else points, "by": "张三", "reason": "理由"}


def record_file(subject: Subject, form: str, kind: str = "thing") -> File:
    """A file with one subject; a table, a bad answer or an empty list cannot stand in a cell."""
    record = record_of(subject, kind)
    if kind != "thing" and form == "yaml":
        return f"evidence/{kind}-{subject.id}.yaml", block(record).encode()
    if form == "json":
        return f"evidence/{subject.id}.json", json_value(record).encode()
    if form == "jsonl":
        return f"evidence/{subject.id}.jsonl", (json_value(record) + "\n").encode()
    if form == "csv" and not any(_not_for_a_cell(value) for value in subject.answers.values()):
        row = {**record["subject"], **subject.answers}
        row |= {
            f"{name}.{part}": value for name, one in record.get("assessed", {}).items() for part, value in one.items()
        }
        text = ",".join(row) + "\n" + ",".join(map(_cell, row.values())) + "\n"
        return f"evidence/{subject.id}.csv", text.encode()
    return f"evidence/{subject.id}.yaml", block(record).encode()


def _not_for_a_cell(value: Any) -> bool:
    return value is BAD or value == [] or (isinstance(value, list) and isinstance(value[0], dict))


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return "" if value is None else value if isinstance(value, str) else flow(value)


def marks_file(case: Case) -> list[File]:
    rows = [f"{one.judge},{one.subject},{one.aspect},{decimal(one.mark)}" for one in case.marks]
    recusals = [{"judge": judge, "subject": subject} for judge, subject in sorted(case.recused)]
    files = [("evidence/marks.csv", "\n".join(["judge,subject,aspect,mark", *rows, ""]).encode())] if rows else []
    recused = block({"marks": [], "recusals": recusals}) + "marks: []\n" if recusals else ""
    return [*files, ("evidence/recusals.yaml", recused.encode())] if recusals else files


def orders_file(case: Case) -> list[File]:
    common = {"settles": "tie", "by": "会议", "on": date(2021, 7, 2), "reason": "理由"}
    rows = [{**common, "order": list(order)} for order in case.orders]
    return [("evidence/decisions.yaml", block({"decisions": rows}).encode())] if rows else []


def _answer(draw: Drawing, spec: dict[str, Any], gaps: int) -> Any:
    """One answer; the more `gaps`, the likelier it is missing or none at all."""
    if gaps and draw.number(0, 9) >= 10 - gaps:
        return draw.one((None, None, BAD))
    if spec["type"] != "events":
        return draw.one(answers_of(spec))
    missing = (None,) if gaps else ()
    columns = {name: (*answers_of(one), *missing) for name, one in spec["of"].items()}
    return [{name: draw.one(values) for name, values in columns.items()} for _ in range(draw.number(0, 4))]


def _subject(draw: Drawing, draft: Drafted, name: str, gaps: int) -> Subject:
    given = {field: _answer(draw, spec, gaps) for field, spec in draft.fields.items()}
    assessed = {}
    for line, (low, high, places) in draft.assessed.items():
        domain = [low, high, (low + high) / 2 if places else low + 1]
        points = draw.one([*domain, *([None, BAD] if gaps else [])])
        assessed |= {} if points is None else {line: points}
    given = {field: value for field, value in given.items() if value is not None or draw.coin()}
    return Subject(name, draw.one("甲乙"), draw.one("丙丁"), given, assessed)


FORMATS = ("yaml", "json", "jsonl", "csv")
DATES = (date(2021, 6, 30), date(2021, 5, 15), date(2021, 7, 31))


@st.composite
def seasons(draw: Any, shape: Shape = Shape(), most: int = 6) -> Drawn:  # noqa: B008  # frozen
    """A season with up to `most` subjects, some of them twins of others so that ties happen."""
    small = Drawing(draw)
    draft = drafts(small, shape)
    gaps = small.one(shape.gaps)
    found: list[Subject] = []
    for number in range(small.number(1, most)):
        if found and small.rarely(4):
            twin = small.one(found)
            found.append(replace(twin, id=f"s{number}"))
        else:
            found.append(_subject(small, draft, f"s{number}", gaps))
    case = Case(tuple(found), *_marked(small, draft, found, gaps))
    formats = tuple(small.one(FORMATS) for _ in found)
    return Drawn(draft, case, small.one(DATES), formats)


def _marked(
    draw: Drawing, draft: Drafted, found: list[Subject], gaps: int
) -> tuple[tuple[Mark, ...], frozenset[tuple[str, str]]]:
    """Marks of up to five judges; judges may be recused, and where there are gaps some give no mark."""
    if "panel" not in draft.scheme:
        return (), frozenset()
    judges = [f"评委{n}" for n in range(draw.number(2, 5))]
    marks = []
    for subject in found:
        for aspect in ("走", "晒"):
            for judge in judges:
                mark = draw.one((*MARKS, *((Fraction(10),) * (aspect == "晒")), *((None,) * gaps)))
                marks += [] if mark is None else [Mark(judge, subject.id, aspect, mark)]
    recused = {(judges[0], one.id) for one in found if gaps and draw.rarely(5)}
    return tuple(marks), frozenset(recused)
