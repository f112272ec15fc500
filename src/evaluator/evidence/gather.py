"""Files become a table for each plan: records go to the plans of their kind, and what nobody takes is said."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluator.evidence.labels import Labels, another_form
from evaluator.evidence.model import Evidence, Read, Record
from evaluator.evidence.table import Asked, Earlier, Table, unidentified
from evaluator.language.plan import Plan
from evaluator.problems import Place, Problem, problem


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
    labels = Labels(plans)
    others: Counter[str] = Counter()
    problems: list[Problem] = []
    rejected = 0
    for read in reads:
        problems += read.problems
        rejected += read.rejected
        others.update(read.unasked)
        sorted_out: dict[str, list[Record]] = {kind: [] for kind in kinds}
        problems += another_form(read, plans)
        for record in labels.named(read.records):
            kind, subject = record.identity.get("kind"), record.identity.get("id")
            if not kind or not subject:
                problems.append(_without(record, "id" if kind else "kind", subject or ""))
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
    for number, known in earlier.items():
        tables[number].take_earlier(known)
    return Gathered([table.evidence() for table in tables], tuple(problems), rejected)


def _without(record: Record, name: str, subject: str) -> Problem:
    """A record that does not say whom it is about."""
    if record.cells and name not in record.identity:
        return problem("kind-missing", record.place, found=name, subject=subject)
    return unidentified(record.place, name, record.headings, subject)
