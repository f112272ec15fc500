"""Sweep: one number of the rules varied over a range, and for which of its values the winners stay who they are.

Every value of the grid is judged where that is quick enough. Where it is not, values at distances are, and between two
whose winners differ the middle is, down to the grid. A boundary between two values of the grid is narrowed further.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from evaluator import __version__
from evaluator.desk.again import Again, rules_of
from evaluator.desk.clauses import usable
from evaluator.desk.edit_words import Words
from evaluator.desk.edited_rules import edited_rules
from evaluator.desk.edits import Documents, documents
from evaluator.desk.past import Past, read_past
from evaluator.desk.sweep_fits import MOST_VALUES, Fits
from evaluator.desk.sweep_picture import Picture, strips
from evaluator.desk.sweep_target import Range, Target, find, parse
from evaluator.exact import shortest
from evaluator.language.plan import Plan
from evaluator.problems import Lang, Place, Problem, errors_in, problem
from evaluator.progress import UNSEEN, Progress, Step, unseen
from evaluator.result.naming import names, tier_titles
from evaluator.result.outcome import Outcome, of_season
from evaluator.result.part import Where
from evaluator.result.swept import Change, Stretch, Sweep
from evaluator.rules import Rules

MOST_JUDGED = 1_000_000
"""Every value of the grid is judged while times the subjects they are no more than this."""
FIRST_LOOK = 16
"""Where not every value is judged, the range is first cut into so many stretches."""
FINER = 2
"""Boundaries between two values of the grid are narrowed to so many further decimals."""

Winners = Mapping[str, str]


@dataclass(frozen=True)
class Swept:
    """What a sweep found; nothing where it could not be done."""

    problems: tuple[Problem, ...]
    sweep: Sweep | None = None


def sweep(
    folder: str,
    spec: str,
    *,
    rules: str | None,
    base: str | None,
    first: int,
    lang: Lang | None = None,
    progress: Progress = UNSEEN,
) -> Swept:
    """Vary one number of the rules of a result, or of the rules given, over its season's inputs."""
    past, problems = read_past(folder)
    asked = parse(spec)
    if past is None:
        return Swept(tuple(problems))
    if asked is None:
        return Swept((problem("sweep-shape", found=spec),))
    spoken: Lang = lang or ("en" if past.call.get("lang") == "en" else "zh")
    if base is not None and not Path(base).is_dir():
        return Swept((problem("file-unreadable", Place(base), found=base),))
    loaded = None if rules is None else edited_rules(past, rules, base)
    if loaded is not None and (errors_in(loaded.problems) or not loaded.plans):
        return Swept(loaded.problems)
    with contextlib.chdir(base or "."):  # where the run stood: its paths are as they were typed there
        changed: list[Problem] = []
        if loaded is None:
            loaded, changed = rules_of(past.manifest)
        return Swept(tuple(changed)) if loaded is None else _swept(past, loaded, asked, first, spoken, progress)


def _swept(
    past: Past, loaded: Rules, asked: tuple[str, str, Range], first: int, lang: Lang, progress: Progress
) -> Swept:
    """The sweep of the first scheme that has such a number."""
    wrong: list[Problem] = []
    for plan in loaded.plans:
        if past.wanted not in (None, plan.scheme.scheme):
            continue
        files = documents(plan, loaded.library)
        target, unknown = find(plan, files, asked[0], asked[1])
        wrong = wrong or unknown
        if target is None:
            continue
        again = Again(past.manifest, loaded.season is not None, progress=progress)
        made = _Sweeping(plan, loaded, files, target, asked[2], first, lang, again)
        found = made.sweep()
        return found if isinstance(found, Swept) else Swept((), found)
    return Swept(tuple(wrong))


class _UnusableError(Exception):
    """Rules with a value cannot be used, or the inputs are not what they were."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems


@dataclass
class _Sweeping:
    plan: Plan
    loaded: Rules
    files: Documents
    target: Target
    range: Range
    first: int
    lang: Lang
    again: Again
    _known: dict[Fraction, tuple[Winners, str]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _step: Step = unseen

    def sweep(self) -> Sweep | Swept:
        asked = self.range
        fits = Fits(self.plan, self.files, self.target, self.lang)
        span, stops = fits.within(asked)
        if span is None:
            first = self.target.shown(asked.start)
            wrong = problem("sweep-unusable", self.target.place, found=first, expected=[fits.why(asked.start)])
            return Swept((wrong,))
        self.range = span
        try:
            today = self.at(self.target.today)
            every = span.values <= MOST_VALUES and span.values * len(self._names) <= MOST_JUDGED
            self._step = self.again.progress.stage("values", span.values if every else None)
            ends = [(span.at(0), span.at(span.values - 1))] if span.values > 1 else []
            looked = [span.at(n) for n in range(span.values)] if every else self._halving(ends, span)
            stretches = self._stretches(looked, today[0])
        except _UnusableError as unusable_at:
            return Swept(unusable_at.problems)
        return self._told(stretches, today[0], every=every).model_copy(
            update={
                "start": self.target.shown(asked.start),
                "to": self.target.shown(asked.at(asked.values - 1)),
                "stops": stops,
            }
        )

    def at(self, value: Fraction) -> tuple[Winners, str]:
        """The winners under a value, and what is paid."""
        if value not in self._known:
            plan = usable(self.target.put(self.files, value), self.plan.scheme.scheme, self.plan.as_of)
            if plan is None:
                why = Fits(self.plan, self.files, self.target, self.lang).why(value)
                found = problem("sweep-unusable", self.target.place, found=self.target.shown(value), expected=[why])
                raise _UnusableError((found,))
            plans = {one.scheme.scheme: one for one in self.loaded.plans} | {plan.scheme.scheme: plan}
            season = self.again.judge(plans, plan.scheme.scheme)
            if season is None:
                raise _UnusableError(tuple(self.again.problems))
            made = of_season(season, self.lang, __version__, "")
            self._names = self._names or dict(made.rows.select("id", "name").iter_rows())
            self._known[value] = (winners(made, self.first), made.allocation.paid if made.allocation else "")
            self._step()
        return self._known[value]

    def _halving(self, ends: list[tuple[Fraction, Fraction]], span: Range) -> list[Fraction]:
        """Values at distances, then the middles between neighbours that differ, down to the grid."""
        last = span.values - 1
        looked = sorted({last * part // FIRST_LOOK for part in range(FIRST_LOOK + 1)})
        waiting = list(pairwise(looked))
        found = set(looked)
        while waiting:
            low, high = waiting.pop()
            if high - low > 1 and self.at(span.at(low))[0] != self.at(span.at(high))[0]:
                middle = (low + high) // 2
                found.add(middle)
                waiting += [(low, middle), (middle, high)]
        return [span.at(number) for number in sorted(found)]

    def _stretches(self, looked: list[Fraction], today: Winners) -> list[tuple[Fraction, Fraction]]:
        """Runs of neighbouring values with the same winners, their ends narrowed."""
        runs = [[looked[0], looked[0]]]
        for value in looked[1:]:
            if self.at(value)[0] == self.at(runs[-1][1])[0]:
                runs[-1][1] = value
                continue
            self._narrowed(runs, value)
        return [(start, to) for start, to in runs]

    def _narrowed(self, runs: list[list[Fraction]], value: Fraction) -> None:
        """Append the runs between the last one and a value that differs from it."""
        low = runs[-1][1]
        unit = Fraction(1, 10**self.range.places) / 10**FINER
        if self.target.whole or value - low <= unit or self.target.kind == "amount":
            runs.append([value, value])
            return
        middle = low + (value - low) / unit // 2 * unit
        for one in (middle, value):
            if self.at(one)[0] == self.at(runs[-1][1])[0]:
                runs[-1][1] = one
            else:
                self._narrowed(runs, one)

    def _told(self, runs: list[tuple[Fraction, Fraction]], today: Winners, *, every: bool) -> Sweep:
        words = Words(self.files, self.files, self.lang)
        span, target = self.range, self.target
        picture = Picture(span, runs, target.shown)
        stretches = tuple(
            self._stretch(start, to, today).model_copy(update={"at": at})
            for (start, to), at in zip(runs, picture.spans, strict=True)
        )
        drawn, left_out = strips(stretches, today)
        mine = next((run for run in runs if run[0] <= target.today <= run[1]), None)
        scheme = self.plan.scheme
        return Sweep(
            lang=self.lang,
            scheme=scheme.scheme,
            title=scheme.title[self.lang],
            target=f"{target.name}.{target.kind}",
            of=words.label(target.name),
            keyword=target.kind,
            today=self.target.shown(target.today),
            place=Where(file=target.place.file, line=target.place.line, column=target.place.column),
            start=self.target.shown(span.start),
            to=self.target.shown(span.at(span.values - 1)),
            step=self.target.shown(span.step),
            way="every" if every else "halving",
            judged=len(self._known),
            winners_are="tiers" if scheme.allocation else "first" if scheme.ranking else "grades",
            first=0 if scheme.allocation or not scheme.ranking else self.first,
            scaled=tuple(
                (words.label(part.id), f"{shortest(part.weighs * 100, 6)}%")
                for part in target.parts
                if part.id != target.name
            ),
            stretches=stretches,
            stable_start=self.target.shown(mine[0]) if mine else "",
            stable_to=self.target.shown(mine[1]) if mine else "",
            titles=tier_titles(self.plan, self.lang) or dict(names(self.plan, self.lang)["grades"]),
            strips=drawn,
            left_out=left_out,
            ticks=picture.ticks(),
            today_at=picture.today_at(target.today),
        )

    def _stretch(self, start: Fraction, to: Fraction, today: Winners) -> Stretch:
        here, paid = self.at(start)
        amounts = {self._known[value][1] for value in self._known if start <= value <= to}
        moved = [subject for subject in {**today, **here} if today.get(subject, "") != here.get(subject, "")]
        return Stretch(
            start=self.target.shown(start),
            to=self.target.shown(to),
            values=sum(start <= self.range.at(n) <= to for n in range(self.range.values)),
            today=start <= self.target.today <= to,
            same_as_today=not moved,
            winners=len(here),
            changes=tuple(
                Change(id=one, name=self._names[one], before=today.get(one, ""), after=here.get(one, ""))
                for one in sorted(moved)
            ),
            paid=paid if len(amounts) == 1 else "",
        )


def winners(made: Outcome, first: int) -> dict[str, str]:
    """Who wins what: the tier of each who has one or may yet; else the rank of the first; else everybody's grade."""
    import polars as pl

    rows = made.rows
    if made.allocation is not None:
        return dict(made.told.select("id", "tier").filter(pl.col("tier") != "").iter_rows())
    ranks = rows.filter(pl.col("rank") != "").filter(pl.col("rank").cast(pl.Int64) <= first)
    if ranks.height or (rows["rank"] != "").any():
        return dict.fromkeys(ranks["id"].to_list(), "1")
    return dict(rows.select("id", "grade").filter(pl.col("grade") != "").iter_rows())
