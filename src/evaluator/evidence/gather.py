"""Files become a table for each plan: records go to the plans of their kind, and what nobody takes is said."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluator.evidence.labels import Labels, another_form
from evaluator.evidence.likeness import deceptive, spelt_out
from evaluator.evidence.model import Evidence, Record
from evaluator.evidence.readings import Read
from evaluator.evidence.table import Asked, Earlier, Table, unidentified
from evaluator.language.plan import Plan
from evaluator.problems import Place, Problem, Told, problem


@dataclass(frozen=True)
class Gathered:
    """The evidence of each plan, and what is to be said of whole files and of records nobody takes."""

    tables: list[Evidence]
    problems: tuple[Problem, ...]
    rejected: int


def gather(reads: Iterable[Read], plans: Sequence[Plan], earlier: Mapping[int, Earlier]) -> Gathered:
    """For each plan all subjects of its kind, in the order of their ids, from files in the order of their names.

    Plans of one kind share its records: a name that one of them asks for is unknown to none. `earlier` is by
    the number of the plan; other plans take nothing from an earlier result.
    """
    kinds: dict[str, Asked] = {}
    for plan in plans:
        kinds.setdefault(plan.scheme.subject, Asked()).add(plan)
    tables = [Table(plan, kinds[plan.scheme.subject]) for plan in plans]
    problems, rejected = _taken_in(reads, plans, tables, kinds)
    for number, known in earlier.items():
        tables[number].take_earlier(known)
    return Gathered([table.evidence() for table in tables], tuple(problems), rejected)


def _taken_in(
    reads: Iterable[Read], plans: Sequence[Plan], tables: Sequence[Table], kinds: Collection[str]
) -> tuple[list[Problem], int]:
    """What is to be said of whole files and of records nobody takes, each other record being in its tables."""
    labels = Labels(plans)
    others: Counter[str] = Counter()
    problems: list[Problem] = []
    writing, nameless = _Told(), _Told()
    rejected = 0
    for read in reads:
        writing.take(read.problems, read.untold)
        rejected += read.rejected
        others.update(read.unasked)
        sorted_out: dict[str, list[Record]] = {kind: [] for kind in kinds}
        problems += another_form(read, plans)
        for record in labels.named(read.records):
            kind, subject = record.identity.get("kind"), record.identity.get("id") or ""
            if not kind or not subject.strip():
                nameless.take([_without(record, "id" if kind else "kind", subject)])
                rejected += 1
            elif deceptive(subject):
                nameless.take([_deceptive(record, subject)])
                rejected += 1
            elif kind in kinds:
                sorted_out[kind].append(record)
            else:
                others[kind] += 1
        blocks = list(labels.named_blocks(read.blocks))
        for block in blocks:
            if not block.kind:
                problems.append(problem("kind-missing", Place(block.file), found="kind"))
                rejected += len(block)
            else:
                others[block.kind] += 0 if block.kind in kinds else len(block)
        for table in tables:
            kind = table.plan.scheme.subject
            table.take(sorted_out[kind], [block for block in blocks if block.kind == kind])
    if +others:
        found = [f"{kind} {count}" for kind, count in sorted((+others).items())]
        problems.append(problem("other-kinds", found=found, expected=list(kinds)))
    return [*writing.all(), *nameless.all(), *problems], rejected


class _Told:
    """What is wrong in each file, the first of it: however a long file is divided, the same is told of it."""

    def __init__(self) -> None:
        self._files: dict[str, Told] = {}
        self._beside: list[Problem] = []

    def take(self, problems: Iterable[Problem], untold: int = 0) -> None:
        """Take in what is wrong with a part of one file, in the order in which it stands there."""
        told = Told()
        for item in problems:
            if item.code == "field-unknown":  # of a partition; it is told once a column, and not of the writing
                self._beside.append(item)
            else:
                told = self._files.setdefault(item.place.file, Told())
                told.append(item)
        told.left += untold

    def all(self) -> list[Problem]:
        """What is told, and of each file how much more there is."""
        return [*self._beside, *(item for told in self._files.values() for item in told.closed())]


def _deceptive(record: Record, subject: str) -> Problem:
    return problem("identity-deceptive", record.place_of("id"), subject=subject, found=spelt_out(subject))


def _without(record: Record, name: str, subject: str) -> Problem:
    """A record that does not say whom it is about."""
    if record.cells and name not in record.identity:
        return problem("kind-missing", record.place, found=name, subject=subject)
    return unidentified(record.place, name, record.headings, subject)
