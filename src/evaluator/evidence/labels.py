"""What a table's own words mean in a plan: columns headed by the label of a field, and forms made for a scheme."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from evaluator.evidence.block import Block
from evaluator.evidence.cell_block import CellBlock
from evaluator.evidence.model import Record
from evaluator.evidence.readings import Read
from evaluator.evidence.tables import squeezed
from evaluator.language.edition import edition
from evaluator.language.plan import Plan
from evaluator.problems import Problem, problem


class Labels:
    """The names that labels stand for, by kind of subject. A label that two fields share stands for none."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.by_kind: dict[str, dict[str, str]] = {}
        self.fields: dict[str, set[str]] = {}
        meanings: dict[str, set[tuple[str, str]]] = {}
        for plan in plans:
            kind = plan.scheme.subject
            self.fields.setdefault(kind, set()).update(plan.fields)
            for name, asked in plan.fields.items():
                if asked.label is not None:
                    labels = {squeezed(asked.label["zh"]), squeezed(asked.label["en"])}
                    meanings.setdefault(kind, set()).update((label, name) for label in labels)
        for kind, pairs in meanings.items():
            times = Counter(label for label, _ in pairs)
            self.by_kind[kind] = {label: name for label, name in pairs if times[label] == 1}
        self.sole = next(iter(self.fields)) if len(self.fields) == 1 else ""
        self._known: dict[tuple[str, tuple[str, ...]], Mapping[str, str]] = {}

    def named(self, records: Iterable[Record]) -> Iterator[Record]:
        """Records of tables with fields by name, and their kind where all that is evaluated is of one kind."""
        for record in records:
            yield self._named(record) if record.cells else record

    def named_blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The same of rows of tables that came as columns."""
        for block in blocks:
            yield self._named_block(block) if isinstance(block, CellBlock) else block

    def _named_block(self, block: CellBlock) -> CellBlock:
        kind = block.kind or self.sole
        names = self._meant(kind, block.answers)
        return replace(
            block,
            kind=kind,
            answers={names.get(name, name): column for name, column in block.answers.items()},
            headings={name: heading for heading, name in names.items()},
        )

    def _named(self, record: Record) -> Record:
        if "kind" not in record.identity and self.sole:
            record = replace(record, identity={**record.identity, "kind": self.sole})
        kind = record.identity.get("kind", "")
        columns = (kind, tuple(record.answers))
        names = self._known.get(columns)
        if names is None:
            names = self._known[columns] = self._meant(kind, record.answers)
        if not names:
            return record
        return replace(
            record,
            answers={names.get(name, name): value for name, value in record.answers.items()},
            places={names.get(name, name): place for name, place in record.places.items()},
            headings={**record.headings, **{name: heading for heading, name in names.items()}},
        )

    def _meant(self, kind: str, columns: Iterable[str]) -> Mapping[str, str]:
        """The fields that columns headed by a label stand for; where two come to one field, none is renamed."""
        labels, fields = self.by_kind.get(kind, {}), self.fields.get(kind, set())
        found = {one: labels[squeezed(one)] for one in columns if one not in fields and squeezed(one) in labels}
        taken = Counter(found.values()) + Counter(one for one in columns if one in fields)
        return {column: name for column, name in found.items() if taken[name] == 1}


def another_form(read: Read, plans: Sequence[Plan]) -> Iterator[Problem]:
    """What is to be said of a form made for another scheme, or for another edition of one of these."""
    if read.bound is None:
        return
    scheme, version, place = read.bound
    known: dict[str, Plan] = {}
    for plan in plans:
        known.setdefault(plan.scheme.scheme, plan)  # before those behind its links, which bear its name
    if scheme not in known:
        if {record.identity.get("kind") for record in read.records} & {plan.scheme.subject for plan in plans}:
            yield problem("form-other-scheme", place, found=scheme, expected=list(known))
    elif edition(known[scheme]) != version:
        yield problem("form-other-edition", place, found=scheme)
