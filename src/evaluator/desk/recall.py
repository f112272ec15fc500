"""A subject's results from a result's folder: read from it, or judged again in another language or from a large run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluator.desk.past import MOST_BYTES
from evaluator.files import bytes_of
from evaluator.problems import Lang, Place, Problem, nearest, problem
from evaluator.progress import UNSEEN, Progress
from evaluator.result.known import read_known
from evaluator.result.manifest import MANIFEST, decoded, digest
from evaluator.result.model import Result
from evaluator.result.overview import Overview
from evaluator.result.shown_subject import Subject
from evaluator.standing.season import Season


@dataclass(frozen=True)
class Recalled:
    """What a result's folder says of a subject under each scheme that evaluated it, or why it says nothing."""

    found: tuple[tuple[Result, Subject], ...] = ()
    problems: tuple[Problem, ...] = ()
    lang: Lang = "zh"
    season: bool = False

    remade: Callable[[str], Season | None] = lambda _: None
    """A scheme's season judged again from the same inputs by the same rules; None where they are no longer the same."""


@dataclass(frozen=True)
class _Folder:
    """A result's folder as written: its manifest, and the result of each scheme in it, by the scheme's id."""

    path: Path
    manifest: Mapping[str, Any]
    parts: Mapping[str, Result]
    season: bool

    @property
    def lang(self) -> Lang:
        return next(iter(self.parts.values())).lang


def recall(folder: Path, subject: str, lang: Lang | None = None, progress: Progress = UNSEEN) -> Recalled:
    """What the result in `folder`, a scheme's, a season's or one part of a season's, says of one of its subjects.

    `lang` defaults to the result's own.
    """
    try:
        there = _read(folder)
    except (OSError, ValueError, ValidationError, RecursionError):
        return Recalled(problems=(problem("not-a-result", Place(str(folder)), found=str(folder)),), lang=lang or "zh")
    wanted = lang or there.lang
    if wanted != there.lang or any(result.subjects is None for result in there.parts.values()):
        known, changed = _judged_again(there, progress)
        if changed:
            return Recalled(problems=tuple(changed), lang=wanted)
        found = [one for season in known for one in _told(season, subject, wanted, there)]
        ids = {one for season in known for one in season.evidence.ids}
    else:
        found = [(result, one) for result in there.parts.values() if (one := result.subject(subject)) is not None]
        ids = {one.id for result in there.parts.values() for one in result.subjects or ()}
    if not found:
        unknown = problem("subject-unknown", Place(str(folder)), found=subject, nearest=nearest(subject, ids))
        return Recalled(problems=(unknown,), lang=wanted)
    return Recalled(tuple(found), lang=wanted, season=there.season, remade=_remaking(there.manifest, progress))


def _remaking(manifest: Mapping[str, Any], progress: Progress) -> Callable[[str], Season | None]:
    """What judges one scheme of a result again, if rules and inputs are still what they were."""
    from evaluator.desk.again import Again, rules_of

    rules, _ = rules_of(manifest)
    if rules is None:
        return lambda _: None
    plans = {plan.scheme.scheme: plan for plan in rules.plans}
    again = Again(manifest, rules.season is not None, progress=progress)
    return lambda scheme: again.judge(plans, scheme) if scheme in plans else None


def _read(folder: Path) -> _Folder:
    """A folder's manifest and results; that of a part of a season has its manifest in the folder above."""
    own = folder / MANIFEST
    known, _ = read_known(folder if own.is_file() else folder.parent)
    data = bytes_of(folder / "result.json", MOST_BYTES)
    says = decoded(data)
    if known is None or not isinstance(says, dict):
        raise ValueError(MANIFEST)
    if "chapters" not in says:
        result = Result.model_validate_json(data)
        return _Folder(folder, known.says, {result.scheme.id: result}, not own.is_file())
    overview = Overview.model_validate_json(data)
    read = {
        part.scheme: Result.model_validate_json(bytes_of(folder / part.folder / "result.json", MOST_BYTES))
        for part in overview.parts
    }
    return _Folder(folder, known.says, read, season=True)


def _told(season: Season, subject: str, lang: Lang, there: _Folder) -> Iterator[tuple[Result, Subject]]:
    """What a season judged again says of a subject, if it has it."""
    from evaluator.result.assemble import assemble
    from evaluator.result.subjects import Sheets
    from evaluator.result.tell import Teller

    if subject in season.evidence.rows:
        result = assemble(season, lang, there.manifest["version"], subjects=False)
        yield result, Sheets(Teller(season, lang)).subject(season.evidence.rows[subject])


def _judged_again(there: _Folder, progress: Progress) -> tuple[Sequence[Season], list[Problem]]:
    """Judge the inputs again, if they and the rules are still what they were."""
    from evaluator.desk.again import input_digest
    from evaluator.inputs import judge_files, judge_parts
    from evaluator.result.tables import table_paths
    from evaluator.result.write import part_folder
    from evaluator.rules import load_rules

    call, inputs, rules = (there.manifest[key] for key in ("call", "inputs", "rules"))
    loaded = load_rules(call["scheme"], call.get("rules"), there.manifest["as_of"])
    now: dict[str, str] = {name: digest(data) for name, data in loaded.files.items()}
    for name in inputs:
        now[name] = input_digest(name)
    known = {**inputs, **rules}
    changed = [problem("inputs-changed", Place(name), found=name) for name in known if now.get(name) != known[name]]
    if changed or not loaded.plans:
        return (), changed or list(loaded.problems)
    before = call.get("earlier")
    folders = [before] if loaded.season is None else [f"{before}/{part_folder(p.scheme.scheme)}" for p in loaded.plans]
    left_out = set() if before is None else {path for one in folders for path in table_paths(one)}
    names = [name for name in sorted(inputs) if _is_evidence(name) and name not in left_out]
    if loaded.season is None:
        return [judge_files(loaded.plans[0], names, {}, before, progress)], []
    seasons = judge_parts(loaded.plans, names, {}, before, progress).seasons
    return [one for one in seasons if one.plan.scheme.scheme in there.parts], []


def _is_evidence(name: str) -> bool:
    from evaluator.evidence.read import is_evidence

    return is_evidence(name)
