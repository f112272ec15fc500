"""Preview: what is wrong or missing in evidence, and how each criterion stands so far. Leaves nothing behind."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluator.inputs import evidence_files, judge_files
from evaluator.language.criteria import Criterion
from evaluator.language.plan import used_by
from evaluator.parts import DONE, FOUND, NOTHING
from evaluator.problems import Lang, Place, Problem, errors_in, in_order, problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.judged import judged_in_rows
from evaluator.result.shown_finding import Finding
from evaluator.result.shown_subject import Subject
from evaluator.result.spreads import spread
from evaluator.result.subjects import Sheets
from evaluator.result.tell import Teller
from evaluator.result.words import MARKS, VERDICTS
from evaluator.rules import load_scheme
from evaluator.standing.season import Season


@dataclass(frozen=True)
class Line:
    """How one criterion stands, what it lacks, and who judges numbers in its rows."""

    mark: str
    title: str
    points: str
    said: str
    missing: tuple[str, ...]
    judged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """How one subject stands: as lines, and the findings that they tell."""

    id: str
    name: str
    place: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A field that the subject at a place has not answered, and the criteria that wait for it."""

    place: Place
    field: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class SoFar:
    """How one subject stands, the fields it waits for, and whether something that it could give itself is open."""

    sheet: Sheet
    waiting: tuple[Waiting, ...]
    incomplete: bool


@dataclass(frozen=True)
class Previewed:
    """What a preview found."""

    status: int
    problems: tuple[Problem, ...]
    sheets: tuple[Sheet, ...] = ()
    incomplete: int = 0
    waiting: tuple[Waiting, ...] = ()


def preview(
    scheme: str,
    evidence: Sequence[str],
    *,
    as_of: str | None = None,
    lang: Lang = "zh",
    rules: str | None = None,
    earlier: str | None = None,
    progress: Progress = UNSEEN,
) -> Previewed:
    """Judge what a panel is about to submit. The judges' marks are not its business and not asked for."""
    loaded = load_scheme(scheme, rules, as_of)
    if loaded.plan is None or errors_in(loaded.problems):
        return Previewed(NOTHING, loaded.problems)
    names, lost = evidence_files(evidence)
    if lost or not names:
        return Previewed(NOTHING, (*loaded.problems, *(lost or [problem("no-evidence")])))
    season = judge_files(loaded.plan, names, {}, earlier, progress)
    later = leads_nowhere_yet(season)
    found = [item for item in season.problems if item.code not in ("marks-too-few", "marks-not-asked")]
    found = [item for item in found if item.code != "link-to-nobody" or dict(item.details)["link"] not in later]
    problems = tuple(in_order([*loaded.problems, *found]))
    if not len(season.evidence) and not season.evidence.rejected:
        return Previewed(NOTHING, (*problems, problem("no-evidence")))
    stood = list(so_far(season, range(len(season.evidence)), lang))
    incomplete = sum(one.incomplete for one in stood)
    waiting = tuple(waits for one in stood for waits in one.waiting)
    sheets = tuple(one.sheet for one in stood)
    return Previewed(FOUND if problems or incomplete else DONE, problems, sheets, incomplete, waiting)


def so_far(season: Season, rows: Iterable[int], lang: Lang) -> Iterator[SoFar]:
    """How some subjects of a judged season stand, and what they wait for."""
    sheets_of = Sheets(Teller(season, lang))
    judged = {line.id: tuple(dict.fromkeys(judged_in_rows(season.plan, line, lang))) for line in season.plan.sheet}
    later = leads_nowhere_yet(season)
    for row in rows:
        subject = sheets_of.subject(row)
        incomplete = any(_lacks(one, season, row, later) for one in _asked(subject))
        yield SoFar(_sheet(subject, judged, lang), tuple(_waiting(subject, season, row)), incomplete)


def leads_nowhere_yet(season: Season) -> set[str]:
    """Links by a column of ours to a kind of which nobody was given: another panel submits them, at another time."""
    links = season.plan.links.items()
    behind = {name: season.inputs.behind[name].evidence for name, _ in links}
    return {name for name, link in links if link.link.mine and not len(behind[name]) and not behind[name].rejected}


def _lacks(finding: Finding, season: Season, row: int, later: Collection[str]) -> bool:
    """Whether a finding is open for want of something the panel itself could give."""
    if finding.verdict != "insufficient":
        return False
    missing = [one.name for one in finding.observations if one.outcome == "missing"]
    return not missing or any(_is_ours(season, row, name, later) for name in missing)


def _is_ours(season: Season, row: int, name: str, later: Collection[str]) -> bool:
    """Whether what is missing is other than subjects behind a link of whom none was given."""
    behind = _rests_on(season, name)
    return any(_is_blank(season, row, one) for one in behind) or not any(one in later for one in behind)


def _rests_on(season: Season, name: str) -> list[str]:
    """What a name rests on in the end, itself included: fields, links, and the quantities between."""
    found = [name]
    for one in found:  # grows as it goes: quantities are made from quantities
        step = season.plan.steps.get(one)
        if isinstance(step, Criterion):
            found += [used for used in used_by(step) if used not in found]
        elif step is not None:
            found += [needed for needed in step.needs if needed not in found]
        elif one in season.plan.links:
            found += [column for column in (season.plan.links[one].link.mine,) if column and column not in found]
    return found


def _is_blank(season: Season, row: int, name: str) -> bool:
    """Whether a name is a field that a subject has not answered."""
    known = season.evidence.answers
    return name not in season.plan.steps and name in known and known[name][row] is None


def _waiting(subject: Subject, season: Season, row: int) -> Iterator[Waiting]:
    """The fields that a subject left blank and findings wait for; those answered badly are problems of their own."""
    titles: dict[str, dict[str, None]] = {}
    for finding in _asked(subject):
        for name in (one.name for one in finding.observations if one.outcome == "missing"):
            for field in _rests_on(season, name):
                if _is_blank(season, row, field) and (row, field) not in season.evidence.unsettled:
                    titles.setdefault(field, {})[finding.title] = None
    for field, waits in titles.items():
        yield Waiting(season.evidence.row_places[row], field, tuple(waits))


def _asked(subject: Subject) -> Iterator[Finding]:
    """Findings that rest on what is submitted, which the judges' marks are not."""
    return (one for one in subject.findings if not one.marked)


def _sheet(subject: Subject, judged: Mapping[str, tuple[str, ...]], lang: Lang) -> Sheet:
    place = f"{subject.street}{subject.community}"
    findings = tuple(_asked(subject))
    lines = (_line(one, judged.get(one.criterion, ()), lang) for one in findings)
    return Sheet(subject.id, subject.name, place, tuple(lines), findings)


def _line(found: Finding, judged: tuple[str, ...], lang: Lang) -> Line:
    missing = {one.label: one for one in found.observations if one.outcome == "missing"}
    absent = {"zh": "缺：{}", "en": "missing: {}"}[lang]
    points = ""
    out_of = f" / {found.of}" if found.of else ""
    if found.points:
        points = f"{found.points}{out_of}"
    elif found.bounds is not None:
        points = f"{spread(found.bounds, lang)}{out_of}"
    said = VERDICTS[lang][found.verdict]
    return Line(
        MARKS[found.verdict], found.title, points, said, tuple(absent.format(label) for label in missing), judged
    )
