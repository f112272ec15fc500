"""Evidence judged in partitions, by processes or a cluster, where that is asked for or pays; else all at once.

What comes of it is the same either way, but for one thing: of subjects judged apart a season keeps what the result
says of them, and not what their findings rest on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from evaluator.evidence.portions import LARGEST, SMALLEST, Partition, Table, divided, parts
from evaluator.evidence.readers import readers
from evaluator.evidence.readings import Read
from evaluator.inference.conclude import Judge
from evaluator.inputs import JudgedParts, judge_files, judge_parts, named_reads, size, with_attachments
from evaluator.language.plan import Plan
from evaluator.partitions.season import Apart, judge_apart, together_only
from evaluator.partitions.workers import Workers, at_work
from evaluator.pipeline import stand_season
from evaluator.problems import Problem, problem
from evaluator.progress import Progress
from evaluator.result.assemble import FEW
from evaluator.sources import Stamp
from evaluator.standing.judged import Judged
from evaluator.standing.season import Inputs, Season

Digests = dict[str, bytes | str]

LARGE = 1 << 28
"""Bytes of evidence from which partitions pay."""


@dataclass(frozen=True)
class Given:
    """What a run reads: files of evidence and the folder of an earlier result; and who may judge it in partitions.

    `digests` gets the SHA-256 of each file; `stamps` are of the large ones, before they are read.
    """

    names: Sequence[str]
    earlier: str | None = None
    workers: Workers | None = None
    digests: Digests = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


def not_apart(plans: Sequence[Plan], workers: Workers) -> list[Problem]:
    """What is to be said where a cluster is asked for and subjects can only be judged together."""
    why = {plan.scheme.scheme: together_only(plan) for plan in plans} if workers.scheduler is not None else {}
    return [problem("not-apart", found=scheme, expected=reason) for scheme, reason in why.items() if reason]


def judge_scheme(plan: Plan, given: Given, progress: Progress) -> Season | Problem:
    """A season of one scheme from files, what is said of whole files in its evidence."""
    made = _apart([plan], given, progress)
    if made is None:
        return judge_files(plan, given.names, given.digests, given.earlier, progress)
    if isinstance(made, Problem):
        return made
    return _stood(plan, made.submitted.alone, made.judged[0], made.judge, given)


def judge_schemes(plans: Sequence[Plan], given: Given, progress: Progress) -> JudgedParts | Problem:
    """The same for every scheme of a season."""
    made = _apart(plans, given, progress)
    if made is None:
        return judge_parts(plans, given.names, given.digests, given.earlier, progress)
    if isinstance(made, Problem):
        return made
    submitted = made.submitted
    stood = zip(plans, submitted.parts, made.judged, strict=True)
    seasons = tuple(_stood(plan, inputs, judged, made.judge, given) for plan, inputs, judged in stood)
    return JudgedParts(seasons, submitted.problems, submitted.rejected)


def _stood(plan: Plan, inputs: Inputs, judged: Judged, judge: Judge, given: Given) -> Season:
    return with_attachments(stand_season(plan, inputs, judged, judge), given.digests)


def _apart(plans: Sequence[Plan], given: Given, progress: Progress) -> Apart | Problem | None:
    """What files say, judged in partitions; None where that cannot be, or nothing is gained by it."""
    workers, names = given.workers, given.names
    sizes = {name: size(name) for name in names if divided(name) and size(name)}
    if workers is None or not sizes or not (workers.chosen or sum(sizes.values()) >= LARGE):
        return None
    if any(map(together_only, plans)):
        return None
    with at_work(workers) as hands:
        if isinstance(hands, Problem):
            return hands
        about = min(max(sum(sizes.values()) // (2 * hands.ahead), SMALLEST), LARGEST)
        step = progress.stage("reading", sum(sizes.values()))

        def said() -> Iterator[Partition | Read]:
            for large, some in groupby(names, sizes.__contains__):
                if not large:
                    yield from (read for _, read in named_reads(list(some), given.digests))
                    continue
                for one in chain.from_iterable(parts(name, about, given.digests.__setitem__, step) for name in some):
                    if isinstance(one, Table):
                        yield from readers().row_groups(one)
                    else:
                        yield one[1] if isinstance(one, tuple) else one

        made = judge_apart(plans, said(), hands)
    few = isinstance(made, Apart) and all(len(part.evidence) <= FEW for part in made.submitted.parts)
    return None if few else made
