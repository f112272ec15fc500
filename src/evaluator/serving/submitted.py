"""Evidence that was dropped in: what is wrong and missing in it, and how the season would stand with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import PurePath

from evaluator.desk.compare import part_moved
from evaluator.desk.marking import marked_copy
from evaluator.desk.preview import SoFar, Waiting, so_far
from evaluator.evidence.acts import Act
from evaluator.evidence.model import Evidence
from evaluator.evidence.read import read_file, suffix
from evaluator.evidence.readings import Read
from evaluator.evidence.sheets import WORKBOOKS
from evaluator.language.plan import every_plan
from evaluator.limited import Limited
from evaluator.problems import Lang, Problem, in_order
from evaluator.result.assemble import shown_problem
from evaluator.result.contrast import Contrast
from evaluator.result.differences import COMPARED, Attribution, Differences
from evaluator.serving.loaded import Loaded
from evaluator.serving.names import Named
from evaluator.serving.shown import FileShown, Looked, SchemeLooked, SubjectShown
from evaluator.standing.season import Season

BESIDE = "beside"
"""What a file says that stands beside all others, even one of its own name."""
MOST_SHOWN = 40
"""Subjects of a scheme that are shown one by one."""
MOST_LOOKED_AT = 1_000
"""Subjects of a scheme of whom it is worked out what they lack."""
MOST_CANDIDATES = 12
"""Inputs that are offered to stand aside for a file."""

Speakers = frozenset[tuple[str, ...]]
"""Of whom a file speaks: kind and id of a subject, or a judge and whom the judge marks."""


@dataclass(frozen=True)
class Look:
    """What was found, who moves as a comparison, and marked copies of forms, by name."""

    looked: Looked
    differences: Differences | None
    copies: Mapping[str, bytes]


def look(loaded: Loaded, files: Sequence[Named], others: Sequence[FileShown], limited: Limited) -> Look:
    """The season with some files in it. `others` are dropped files that are no evidence, to be named beside them."""
    new: dict[str, list[Read]] = {one.name: list(read_file(one.file.data, one.name, limited)) for one in files}
    shown = [_shown(loaded, one, number, new[one.name]) for number, one in enumerate(files)]
    gone = {one.instead for one in shown}
    reads: dict[str, Sequence[Read]] = {name: read for name, read in loaded.reads.items() if name not in gone}
    made = loaded.gathered({**new, **reads})  # new ones first: subjects stand where these speak of them
    after: dict[str, Season] = {}
    for plan, inputs in zip(loaded.rules.plans, made.parts, strict=True):
        scheme = plan.scheme.scheme
        untouched = loaded.past.wanted not in (None, scheme) or not _bears_on(
            {one.scheme.subject for one in every_plan(plan)},
            [*new.values(), *(loaded.reads[name] for name in gone if name)],
        )
        after[scheme] = loaded.before[scheme] if untouched else loaded.season(plan, inputs)
    known = {*loaded.submitted.problems, *(one for season in loaded.before.values() for one in season.problems)}
    found = dict.fromkeys([*made.problems, *(one for season in after.values() for one in season.problems)])
    fresh = in_order(one for one in found if one.place.file in new or one not in known)
    unmarked = {one.subject for one in fresh if one.code == "marks-too-few"}
    told = [one for one in fresh if one.code != "marks-too-few"]  # marks come later, and from others
    fresh = sorted(told, key=lambda one: one.severity != "error")
    touched = {name: season for name, season in after.items() if season is not loaded.before[name]}
    schemes = list(filter(None, (_scheme(loaded, season, new) for season in touched.values())))
    waits = [one for _, stood in schemes for each in stood for one in each.waiting]
    looked = Looked(
        lang=loaded.lang,
        files=tuple(sorted([*shown, *others], key=lambda one: one.number)),
        problems=tuple(shown_problem(one, loaded.lang) for one in fresh if _concerns(one, new)),
        elsewhere=tuple(shown_problem(one, loaded.lang) for one in fresh if not _concerns(one, new)),
        schemes=tuple(one for one, _ in schemes),
        beyond=max((len(one.ids) - MOST_LOOKED_AT for one, _ in schemes), default=0),
        unmarked=len(unmarked),
        unattached=sum(one.place.file in new for season in touched.values() for one in season.evidence.attachments),
    )
    copies = dict(_copies(files, fresh, waits, loaded.lang, limited))
    return Look(looked, _differences(loaded, looked, [one.name for one in files]), copies)


def _concerns(item: Problem, files: Collection[str]) -> bool:
    """Whether a problem stands in some files, or something there does not agree with what stands elsewhere."""
    places = [str(item.place), *(said for name, said in item.details if name == "first")]
    return any(place == name or place.startswith(f"{name}:") for place in places for name in files)


def _bears_on(kinds: Collection[str], reads: Iterable[Sequence[Read]]) -> bool:
    """Whether something in some files may concern subjects of some kinds; marks, decisions and acts may concern any."""
    for each in reads:
        for read in each:
            if read.marks or read.recusals or read.decisions or read.acts:
                return True
            if any(_kind(record.identity) in kinds or not _kind(record.identity) for record in read.records):
                return True
            if any(block.kind in kinds for block in read.blocks):
                return True
    return False


def _kind(identity: Mapping[str, object]) -> str:
    return str(identity.get("kind") or "")


def _speaks_of(reads: Sequence[Read]) -> Speakers:
    found: set[tuple[str, ...]] = set()
    for read in reads:
        found |= {("", _kind(one.identity), str(one.identity.get("id"))) for one in read.records}
        found |= {("", block.kind, one) for block in read.blocks for one in block.ids.to_list()}
        found |= {("judge", mark.judge, mark.subject) for mark in read.marks}
    return frozenset(found)


def _asks(reads: Sequence[Read]) -> set[str]:
    """The names of all that a file answers."""
    named = [record.answers for read in reads for record in read.records]
    return {
        name for answers in [*named, *(block.answers for read in reads for block in read.blocks)] for name in answers
    }


def _most_alike(mine: Collection[str], known: Mapping[str, Set[str]]) -> list[str]:
    """The files that have most of some names in common, if any has one."""
    common = {name: len(names & set(mine)) for name, names in known.items()}
    most = max(common.values())
    return [name for name, many in common.items() if many == most > 0]


def _shown(loaded: Loaded, one: Named, number: int, reads: Sequence[Read]) -> FileShown:
    """A file, and in whose place it stands: the one asked for, or the one of its name that answers most alike."""
    mine = _speaks_of(reads)
    same = [name for name in loaded.reads if PurePath(name).name == one.file.name]
    alike = [name for name, read in loaded.reads.items() if name not in same and mine & _speaks_of(read)]
    asked = one.file.instead
    likely = same if len(same) < 2 else _most_alike(_asks(reads), {name: _asks(loaded.reads[name]) for name in same})
    instead = asked if asked in loaded.reads else likely[0] if len(likely) == 1 and asked != BESIDE else ""
    candidates = dict.fromkeys([*filter(None, [instead]), *same, *alike])
    return FileShown(number, one.name, len(one.file.data), "evidence", instead, tuple(candidates)[:MOST_CANDIDATES])


def _scheme(loaded: Loaded, season: Season, files: Collection[str]) -> tuple[SchemeLooked, list[SoFar]] | None:
    """One scheme with the files, and how their subjects stand in it.

    None where the files say nothing that it asks for, and nobody moves.
    """
    scheme = season.plan.scheme.scheme
    rows = _told_of(season, files)
    contrast = Contrast(loaded.outcome(loaded.before[scheme]), loaded.outcome(season))
    shown = (loaded.past.folder, "、".join(files) if loaded.lang == "zh" else ", ".join(files))
    part = part_moved(contrast, shown, Attribution(why_not="not-asked"))
    if not rows and not part.changed and not part.only_before:
        return None
    stood = list(so_far(season, rows[:MOST_LOOKED_AT], loaded.lang))
    before = {str(row["id"]): row for row in contrast.before.told.iter_rows(named=True)}
    after = {str(row["id"]): row for row in contrast.after.told.iter_rows(named=True)}
    subjects = [
        SubjectShown(one.sheet, one.sheet.id in before, _columns(before.get(one.sheet.id), after[one.sheet.id]))
        for one in stood[:MOST_SHOWN]
    ]
    mine = {season.evidence.ids[row] for row in rows}
    others = part.changed - sum(one in mine for one in _changed(contrast))
    made = SchemeLooked(
        part, frozenset(mine), tuple(subjects), frozenset(one.sheet.id for one in stood if one.incomplete), others
    )
    return made, stood


def _changed(contrast: Contrast) -> list[str]:
    return list(contrast.rows["id"].filter(contrast.changed))


def _columns(before: Mapping[str, str] | None, after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The columns of an outcome that have something before or after."""
    pairs = {name: ("" if before is None else before[name], after[name]) for name in COMPARED}
    return {name: pair for name, pair in pairs.items() if any(pair)}


def _told_of(season: Season, files: Collection[str]) -> list[int]:
    """The subjects of whom some files say something that the scheme asks for, or whom they mark."""
    evidence = season.evidence
    rows = {row for row in range(len(evidence)) if _answers(evidence, row, files)}
    rows |= {row for (row, _), made in evidence.assessed.items() if any(one.place.file in files for one in made)}
    rows |= {row for row, name in evidence.unsettled if evidence.place(row, name).file in files}
    marked = {one.subject for one in season.inputs.marks if one.place.file in files}
    decided = {who for one in season.inputs.decisions if one.place.file in files for who in (*one.order, one.subject)}
    acted = {who for one in season.inputs.acts if one.place.file in files for who in (one.subject, *_paid(one))}
    return sorted(rows | {row for row, one in enumerate(evidence.ids) if one in marked | decided | acted})


def _paid(act: Act) -> list[str]:
    return [one.subject for one in act.paid]


def _answers(evidence: Evidence, row: int, files: Collection[str]) -> bool:
    return any(
        evidence.place(row, name).file in files and values[row] is not None for name, values in evidence.answers.items()
    )


def _copies(
    files: Sequence[Named], problems: Sequence[Problem], waits: Sequence[Waiting], lang: Lang, limited: Limited
) -> Iterator[tuple[str, bytes]]:
    """A marked copy of each workbook in which there is something to mark."""
    for one in files:
        if suffix(one.name) not in WORKBOOKS:
            continue
        mine = [item for item in problems if item.place.file == one.name]
        waiting = [item for item in waits if item.place.file == one.name]
        if mine or waiting:
            done = marked_copy((one.name, one.file.data), mine, waiting, lang, limited)
            if done.workbook:
                yield f"{_MARKED[lang]}{one.name}", done.workbook


_MARKED: Mapping[Lang, str] = {"zh": "已标注-", "en": "marked-"}


def _differences(loaded: Loaded, looked: Looked, names: Sequence[str]) -> Differences | None:
    """Who would move, as a comparison of its own; None where nobody would."""
    parts = [one.part for one in looked.schemes if one.part.changed or one.part.only_after or one.part.only_before]
    if not parts:
        return None
    before = loaded.past.folder
    after = f"{before} + {' + '.join(names)}"
    return Differences(kind="compare", lang=loaded.lang, before=before, after=after, parts=tuple(parts))
