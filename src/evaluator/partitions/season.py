"""Partitions joined: their subjects and the rest, judged, as one season."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from evaluator.evidence.block import RowPlaces
from evaluator.evidence.portions import Partition
from evaluator.evidence.readers import readers
from evaluator.evidence.readings import Read
from evaluator.evidence.together import texts, together
from evaluator.inference.conclude import Judge
from evaluator.language.derived_from_others import Compared
from evaluator.language.plan import Plan
from evaluator.partitions.judging import Asking, Failed, Found, judge_partition
from evaluator.partitions.kept import asked_after
from evaluator.partitions.tasks import done_in_order
from evaluator.partitions.workers import Hands
from evaluator.pipeline import Submitted, gather_evidence, judge_subjects
from evaluator.problems import Problem, problem
from evaluator.standing.judged import Judged, in_rows, join, with_columns, without_judgements
from evaluator.standing.season import Inputs
from evaluator.work import Lost


def together_only(plan: Plan) -> str:
    """The part of a scheme by which its subjects can only be judged together; nothing where each can be by itself."""
    known = {
        "links": bool(plan.links),
        "compared": any(isinstance(one, Compared) for one in plan.derived.values()),
        "mean_of_others": not plan.separable,
        "course": plan.calendar is not None,
        "earlier": any(one.earlier for one in plan.fields.values()),
    }
    return next((name for name, is_so in known.items() if is_so), "")


@dataclass(frozen=True)
class Apart:
    """What was submitted for each scheme, its subjects judged already, by a judge that knows every situation met."""

    submitted: Submitted
    judged: tuple[Judged, ...]
    judge: Judge


def judge_apart(plans: Sequence[Plan], said: Iterable[Partition | Read], hands: Hands) -> Apart | Problem:
    """Subjects from partitions, and from files as read, in the order of their names; or why there are none.

    It comes to what judging all of it at once does. Where somebody is spoken of twice, the records are taken out of
    their partitions and looked at with the rest, in the order in which they stand.
    """
    order: list[Read | Partition] = []

    def asked() -> Iterator[Partition]:
        for one in said:
            order.append(one)
            if not isinstance(one, Read):
                yield one

    found: list[Found | list[Read]] = []
    for partition, made in done_in_order(hands, partial(judge_partition, Asking.of(plans)), asked()):
        if isinstance(made, Failed):
            return problem(made.code, partition.place, found=made.found)
        found.append(_read_here(partition) if isinstance(made, Lost) else made)
    parts = [one for one in found if isinstance(one, Found)]
    waiting = iter(found)
    every = [[one] if isinstance(one, Read) else next(waiting) for one in order]
    out = _spoken_of_twice(plans, parts, [read for one in every if not isinstance(one, Found) for read in one])
    reads = ([_left(one, out)] if isinstance(one, Found) else one for one in every)
    submitted, beside = gather_evidence(plans, chain.from_iterable(reads), {})
    judge = Judge()
    for part in parts:
        judge.network.learn(part.situations)
    joined = [_joined(plan, number, parts, out, submitted.parts[number], judge) for number, plan in enumerate(plans)]
    inputs = tuple(made for made, _ in joined)
    judged = tuple(made for _, made in joined)
    return Apart(beside.shared_out(plans, replace(submitted, parts=inputs)), judged, judge)


def _read_here(partition: Partition) -> list[Read]:
    """What a partition says that ended every process at work on it, record by record: it is looked at with the rest."""
    return [_by_records(read) for _, read in readers().said([partition])]


def _by_records(read: Read) -> Read:
    named = [block for block in read.blocks if block.kind]
    records = [record for block in named for row in range(len(block)) for record in block.records(row)]
    nameless = tuple(block for block in read.blocks if not block.kind)
    return replace(read, records=sorted([*read.records, *records], key=lambda one: one.place), blocks=nameless)


def _spoken_of_twice(plans: Sequence[Plan], parts: Sequence[Found], reads: Sequence[Read]) -> frozenset[str]:
    """Ids in several partitions, or in one and elsewhere."""
    elsewhere = {one.identity.get("id") for read in (*reads, *(part.left for part in parts)) for one in read.records}
    found: set[str] = set()
    for number in range(len(plans)) if parts else ():
        ids = texts(part.plain[number].evidence.ids for part in parts)
        found.update(ids.filter(ids.is_duplicated()))
        found.update(ids.filter(ids.is_in([one for one in elsewhere if one])) if elsewhere else ())
    return frozenset(found)


def _left(part: Found, out: frozenset[str]) -> Read:
    """What of a partition has to be looked at with the rest: what was odd there, and the records of some subjects."""
    if not out:
        return part.left
    known = {record.place.line for record in part.left.records}
    lines: set[int] = set()
    for plain in part.plain:
        places = plain.evidence.row_places
        if isinstance(places, RowPlaces):  # where there is nobody it is an empty list
            lines.update(places.lines[texts([plain.evidence.ids]).is_in(list(out)).to_numpy()].tolist())
    if not lines - known:
        return part.left
    more = part.partition.records(lines - known)
    return replace(part.left, records=sorted([*part.left.records, *more], key=lambda one: one.place))


def _joined(
    plan: Plan, number: int, parts: Sequence[Found], out: frozenset[str], rest: Inputs, judge: Judge
) -> tuple[Inputs, Judged]:
    """The subjects of every partition and the rest as evidence of one scheme, and as judged."""
    names = asked_after(plan)
    fields = {name: asked for name, asked in plan.fields.items() if name in names}
    apart = [part.plain[number] for part in parts]
    alone = with_columns(without_judgements(judge_subjects(plan, rest, judge)), names)
    evidence, rows = together([one.evidence for one in apart], out, rest.evidence, fields)
    judged = in_rows(join(plan, [*(one.judged for one in apart), alone]), rows)
    return replace(rest, evidence=evidence), judged
