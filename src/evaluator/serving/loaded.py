"""A season kept at hand: what its result says, what was submitted for it, and how every scheme came out."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from evaluator import __version__
from evaluator.desk.again import Again, changed_inputs, rules_of
from evaluator.desk.past import Past, read_past
from evaluator.desk.renamed import renamed
from evaluator.evidence.readings import Read
from evaluator.inference.conclude import Judge
from evaluator.inputs import earlier_parts, evidence_files, named_reads
from evaluator.language.plan import Plan
from evaluator.pipeline import Submitted, gather_parts, judge_season
from evaluator.problems import Lang, Place, Problem, problem
from evaluator.result.outcome import Outcome, of_season
from evaluator.rules import Rules
from evaluator.standing.season import Inputs, Season

Reads = Mapping[str, Sequence[Read]]
"""What each file said, by the file's name, in order."""


@dataclass
class Kept(Again):
    """As `Again`, from what was read before."""

    submitted: Callable[[Sequence[Plan]], Submitted] = field(kw_only=True)

    def gathered(self, plans: Sequence[Plan]) -> Sequence[Inputs]:
        return self.submitted(plans).parts


@dataclass(frozen=True)
class Loaded:
    """A result with its rules and inputs, all still what they were when it was made."""

    past: Past
    rules: Rules
    reads: Reads
    base: str
    lang: Lang
    judge: Judge = field(default_factory=Judge)

    @property
    def parts(self) -> bool:
        """Whether it is a season of several schemes."""
        return self.rules.season is not None

    @property
    def name(self) -> str:
        """What the rules call that which was evaluated."""
        return self.past.season or self.past.wanted or next(iter(self.past.outcomes))

    @property
    def plans(self) -> dict[str, Plan]:
        """The plan of every scheme, by its id."""
        return {plan.scheme.scheme: plan for plan in self.rules.plans}

    def gathered(self, reads: Reads, plans: Sequence[Plan] | None = None) -> Submitted:
        """What some files, in their order, come to for every scheme, with what is taken from an earlier season."""
        plans = self.rules.plans if plans is None else plans
        with contextlib.chdir(self.base):
            before, _ = earlier_parts(plans, {}, self.past.call.get("earlier"), parts=self.parts)
        return gather_parts(plans, (read for each in reads.values() for read in each), before)

    def season(self, plan: Plan, inputs: Inputs) -> Season:
        """One scheme judged; what the rules network concluded before is not asked again."""
        return judge_season(plan, inputs, self.judge)

    def outcome(self, season: Season) -> Outcome:
        """What a judged scheme came to."""
        return of_season(season, self.lang, __version__, self.rules.root.shown)

    @cached_property
    def submitted(self) -> Submitted:
        """What was submitted for every scheme."""
        return self.gathered(self.reads)

    @cached_property
    def before(self) -> dict[str, Season]:
        """Every scheme as it came out."""
        parts = zip(self.rules.plans, self.submitted.parts, strict=True)
        return {plan.scheme.scheme: self.season(plan, inputs) for plan, inputs in parts}

    @cached_property
    def again(self) -> Kept:
        """The inputs as any rules ask for them."""
        return Kept(self.past.manifest, self.parts, submitted=lambda plans: self.gathered(self.reads, plans))


def load(folder: str, base: str, lang: Lang | None) -> tuple[Loaded | None, list[Problem]]:
    """The season of a result's folder; None, with the reasons, where it cannot be judged again."""
    past, problems = read_past(folder)
    if past is None:
        return None, problems
    spoken: Lang = lang or ("en" if past.call.get("lang") == "en" else "zh")
    try:
        with contextlib.chdir(base):
            rules, changed = rules_of(past.manifest)
            names, lost = evidence_files(past.call["evidence"])
            digests: dict[str, bytes | str] = {}
            reads: dict[str, list[Read]] = {}
            for name, read in named_reads(names, digests):
                reads.setdefault(name, []).append(read)
            changed += [*lost, *changed_inputs(past.manifest["inputs"], digests)]
    except OSError as error:
        return None, [problem("file-unreadable", Place(base), found=error.strerror or base)]
    if rules is None or changed:
        return None, changed
    with contextlib.chdir(base):
        past, unnamed = renamed(past, rules, spoken)
    made = Loaded(past, rules, reads, base, spoken)
    _ = made.before  # judged now, so that the first look is quick
    return made, unnamed
