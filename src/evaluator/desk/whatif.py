"""What if: a season that was evaluated, under edited rules, and which edit moves whom."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator import __version__
from evaluator.desk.again import Again, rules_of
from evaluator.desk.attribution import Shared, attribute
from evaluator.desk.clauses import Clause, same
from evaluator.desk.clauses import Rules as Edited
from evaluator.desk.compare import Compared, part_moved, split
from evaluator.desk.edit_words import Words
from evaluator.desk.edited_rules import edited_rules
from evaluator.desk.past import Past, read_past
from evaluator.desk.renamed import renamed
from evaluator.language.plan import Plan
from evaluator.problems import Lang, Place, Problem, errors_in, problem
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.contrast import Contrast
from evaluator.result.differences import Attribution, ClauseChanged, Differences, Mover, PartMoved
from evaluator.result.outcome import Outcome, of_season
from evaluator.rules import Rules

_Judged = Callable[[Plan], Outcome | None]


def what_if(
    folder: str, rules: str, *, lang: Lang | None = None, base: str | None = None, progress: Progress = UNSEEN
) -> Compared:
    """The season of a result under the rules in a folder, or with one edited file.

    Inputs are found from `base`, or the working directory.
    """
    past, problems = read_past(folder)
    if past is None:
        return Compared(tuple(problems))
    spoken: Lang = lang or ("en" if past.call.get("lang") == "en" else "zh")
    if base is not None and not Path(base).is_dir():
        return Compared((problem("file-unreadable", Place(base), found=base),))
    new = edited_rules(past, rules, base)
    if errors_in(new.problems) or not new.plans:
        return Compared(new.problems)
    # A manifest's paths are as they were typed where the run stood: there is no reading them but from there.
    with contextlib.chdir(base or "."):
        old, changed = rules_of(past.manifest)
        called = past if old is None else renamed(past, old, spoken)[0]
        again = Again(past.manifest, new.season is not None, progress=progress)
        return WhatIf(called, old, changed, new, spoken, again, progress).compared()


@dataclass(frozen=True)
class WhatIf:
    """A result, the rules it was made by (if they are still there), those it is tried under, and its inputs."""

    past: Past
    old: Rules | None
    changed: Sequence[Problem]
    new: Rules
    lang: Lang
    again: Again
    progress: Progress = UNSEEN

    def compared(self) -> Compared:
        """Who would come out otherwise, scheme by scheme."""
        olds = {plan.scheme.scheme: plan for plan in self.old.plans} if self.old else {}
        news = {plan.scheme.scheme: plan for plan in self.new.plans}
        parts: list[PartMoved] = []
        untouched: list[str] = []
        for scheme, before in counted(self.progress, "judging", self.past.outcomes.items()):
            if self.past.wanted not in (None, scheme) or scheme not in news:
                continue
            if self._alike(olds.get(scheme), news[scheme]):
                untouched.append(before.scheme.title)
                continue
            made = self._part(scheme, before, _Plans(olds, news))
            if made is None:
                return Compared(tuple(self.again.problems))
            parts.append(made)
        moved, same_titles = split(parts) if parts else ((), ())
        gone = () if self.old else (problem("rules-changed", Place(self.past.folder), found=_names(self.changed)),)
        return Compared(gone, self._differences(moved, (*same_titles, *untouched), news))

    def _differences(
        self, parts: tuple[PartMoved, ...], untouched: tuple[str, ...], news: dict[str, Plan]
    ) -> Differences:
        known = self.past.outcomes
        return Differences(
            kind="whatif",
            lang=self.lang,
            before=self.past.folder,
            after=self.new.root.shown,
            parts=parts,
            same=untouched,
            only_before=tuple(one.scheme.title for name, one in known.items() if name not in news),
            only_after=tuple(plan.scheme.title[self.lang] for name, plan in news.items() if name not in known),
        )

    def _alike(self, old: Plan | None, new: Plan) -> bool:
        """Whether nothing a season's scheme is decided by was edited; one scheme alone is always judged."""
        if old is None or self.old is None or self.new.season is None or self.past.wanted is not None:
            return False
        return same((old, self.old.library), (new, self.new.library))

    def _part(self, scheme: str, before: Outcome, plans: "_Plans") -> PartMoved | None:
        def judged(plan: Plan) -> Outcome | None:
            season = self.again.judge(plans.news | {scheme: plan}, scheme)
            return None if season is None else of_season(season, self.lang, __version__, self.new.root.shown)

        after = judged(plans.news[scheme])
        if after is None:
            return None
        old = plans.olds.get(scheme)
        if old is not None and before.version != __version__:
            before = judged(old) or before  # another version's result would lay the program's changes to the rules
        contrast = Contrast(before, after)
        part = part_moved(contrast, (self.past.folder, self.new.root.shown), Attribution())
        attribution, movers = self._attributed(contrast, part.movers, (old, plans.news[scheme]), judged)
        return part.model_copy(update={"attribution": attribution, "movers": movers})

    def _attributed(
        self, contrast: Contrast, movers: tuple[Mover, ...], plans: tuple[Plan | None, Plan], judged: _Judged
    ) -> tuple[Attribution, tuple[Mover, ...]]:
        old, new = plans
        if old is None or self.old is None:
            return Attribution(why_not="rules-not-there"), movers
        edited = Edited.of((old, self.old.library), (new, self.new.library))
        words = Words(edited.before, edited.after, self.lang)
        if not edited.edits:
            return Attribution(wording=edited.wording), movers
        if edited.too_many:
            clause = ClauseChanged(number=1, edits=tuple(map(words.edit, edited.edits)))
            return Attribution(clauses=(clause,), wording=edited.wording, why_not="too-many"), movers

        step = self.progress.stage("clauses", None)

        def under(clauses: Sequence[Clause]) -> Outcome | None:
            plan = edited.plan(clauses)
            made = None if plan is None else judged(plan)
            step()
            return made

        shared = attribute(edited.clauses, contrast, movers, under)
        return _shown(shared, words, edited.wording), shared.movers


def _shown(shared: Shared, words: Words, wording: int) -> Attribution:
    clauses = tuple(
        ClauseChanged(
            number=one.clause.number,
            edits=tuple(map(words.edit, one.clause.edits)),
            alone=one.alone,
            without=one.without,
            only=one.only,
        )
        for one in shared.clauses
    )
    return Attribution(
        clauses=clauses,
        wording=wording,
        several=shared.several,
        combination=shared.combination,
        cancelled=shared.cancelled,
        larger=shared.larger,
        joint=shared.joint,
        together=shared.together,
    )


@dataclass(frozen=True)
class _Plans:
    """The plans of all schemes, by id, before and after."""

    olds: dict[str, Plan]
    news: dict[str, Plan]


def _names(problems: Sequence[Problem]) -> list[str]:
    return [one.place.file for one in problems]
