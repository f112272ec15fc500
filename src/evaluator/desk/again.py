"""A season judged again: its inputs as they were, under any rules; what is asked alike is read once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluator.desk.past import MOST_BYTES
from evaluator.files import digest_of
from evaluator.inference.conclude import Judge
from evaluator.inputs import evidence_files, gather_files
from evaluator.language.plan import Plan
from evaluator.problems import Place, Problem, problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.manifest import digest
from evaluator.rules import Rules, load_rules
from evaluator.standing.season import Inputs, Season


@dataclass
class Again:
    """The inputs of a result, read for plans that ask alike, and judged by any of them.

    What was read is kept, and so is what the rules network concluded: both are the same for most edits.
    """

    manifest: Mapping[str, Any]
    parts: bool
    problems: list[Problem] = field(default_factory=list)
    progress: Progress = UNSEEN
    _read: list[tuple[list[Any], dict[str, Inputs]]] = field(default_factory=list)
    _judge: Judge = field(default_factory=Judge)

    def judge(self, plans: Mapping[str, Plan], scheme: str) -> Season | None:
        """One scheme under a plan, the season's others beside it; None where inputs are not what they were."""
        inputs = self._inputs(plans)
        return None if inputs is None else self._judged(plans[scheme], inputs[scheme])

    def _judged(self, plan: Plan, inputs: Inputs) -> Season:
        from evaluator.pipeline import judge_season

        return judge_season(plan, inputs, self._judge)

    def _inputs(self, plans: Mapping[str, Plan]) -> dict[str, Inputs] | None:
        asked = [_asked(plan) for plan in plans.values()]
        for known, inputs in self._read:
            if known == asked:
                return inputs
        gathered = None if self.problems else self.gathered(list(plans.values()))
        if gathered is None:
            return None
        inputs = dict(zip(plans, gathered, strict=True))
        self._read.append((asked, inputs))
        return inputs

    def gathered(self, plans: Sequence[Plan]) -> Sequence[Inputs] | None:
        """What was submitted, read for some plans; None, with the problems, where it is not what it was."""
        call = self.manifest["call"]
        names, lost = evidence_files(call["evidence"])
        digests: dict[str, bytes | str] = {}
        earlier, progress = call.get("earlier"), self.progress
        made, _ = gather_files(plans, names, digests, earlier, parts=self.parts, progress=progress)
        self.problems += [*lost, *changed_inputs(self.manifest["inputs"], digests)]
        return None if self.problems else made.parts


def _asked(plan: Plan) -> Any:
    """All of a plan that reading evidence goes by."""
    scheme = plan.scheme
    judged = {line.id: line.assessed for line in plan.criteria if line.assessed}
    behind = {name: (link.link, _asked(link.plan)) for name, link in plan.links.items()}
    panel, ranked, called = (part is not None for part in (scheme.panel, scheme.ranking, scheme.interviews))
    return scheme.scheme, scheme.subject, scheme.requires, plan.fields, judged, behind, panel, ranked, called


def input_digest(name: str) -> str:
    """The SHA-256 of an input as it is now; of one that cannot be read, nothing."""
    found = digest_of(name, MOST_BYTES)
    return "" if isinstance(found, Problem) else found


def changed_inputs(wanted: Mapping[str, str], read: Mapping[str, bytes | str]) -> Iterator[Problem]:
    """Inputs that are not what the manifest says, and files beside them that were not there."""
    for name, expected in wanted.items():
        found = read.get(name)
        if found is None:
            found = input_digest(name)
        if found != expected:
            yield problem("inputs-changed", Place(name), found=name)
    for name in sorted(read.keys() - wanted.keys()):
        yield problem("inputs-changed", Place(name), found=name)


def rules_of(manifest: Mapping[str, Any]) -> tuple[Rules | None, list[Problem]]:
    """The rules a result was made by, if they are still what they were."""
    call = manifest["call"]
    loaded = load_rules(call["scheme"], call.get("rules"), manifest["as_of"])
    there = {name: digest(data) for name, data in loaded.files.items()}
    known = manifest["rules"]
    names = sorted({*known, *there})
    changed = [
        problem("inputs-changed", Place(name), found=name) for name in names if there.get(name) != known.get(name)
    ]
    return (None, changed) if changed or not loaded.plans else (loaded, [])
