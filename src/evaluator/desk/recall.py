"""A subject's result from a result's folder: read from it, or judged again in another language or from a large run."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluator.problems import Lang, Place, Problem, nearest, problem
from evaluator.result.manifest import MANIFEST, digest
from evaluator.result.model import Result, Subject

Recalled = tuple[Result | None, Subject | None, list[Problem]]


def recall(folder: Path, subject: str, lang: Lang | None = None) -> Recalled:
    """The result in `folder` and one of its subjects, or why not; `lang` defaults to the result's own."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        result = Result.model_validate_json((folder / "result.json").read_bytes())
    except (OSError, ValueError, ValidationError):
        return None, None, [problem("not-a-result", Place(str(folder)), found=str(folder))]
    if result.subjects is None or lang not in (None, result.lang):
        return _judged_again(manifest, folder, subject, lang or result.lang)
    found = result.subject(subject)
    return result, found, [] if found else [_unknown(folder, subject, [one.id for one in result.subjects])]


def _unknown(folder: Path, subject: str, known: list[str]) -> Problem:
    return problem("subject-unknown", Place(str(folder)), found=subject, nearest=nearest(subject, known))


def _judged_again(manifest: dict[str, Any], folder: Path, subject: str, lang: Lang) -> Recalled:
    """Judge the inputs again, if they and the rules are still what they were."""
    from evaluator.loading import earlier_file, judge_files, load_rules
    from evaluator.result.assemble import assemble
    from evaluator.result.subjects import Sheets
    from evaluator.result.tell import Teller

    loaded = load_rules(manifest["call"]["scheme"], manifest["call"].get("rules"), manifest["as_of"])
    there = {name: digest(data) for name, data in loaded.files.items()}
    for name in manifest["inputs"]:
        there[name] = digest(Path(name).read_bytes()) if Path(name).is_file() else ""
    known = {**manifest["inputs"], **manifest["rules"]}
    changed = [problem("inputs-changed", Place(name), found=name) for name in known if there.get(name) != known[name]]
    if changed or loaded.plan is None:
        return None, None, changed or list(loaded.problems)
    before = manifest["call"].get("earlier")
    left_out = "" if before is None else earlier_file(before)
    names = [name for name in sorted(manifest["inputs"]) if _is_evidence(name) and name != left_out]
    season = judge_files(loaded.plan, names, {}, before)
    result = assemble(season, lang, manifest["version"], subjects=False)
    if subject not in season.evidence.ids:
        return result, None, [_unknown(folder, subject, season.evidence.ids)]
    return result, Sheets(Teller(season, lang)).subject(season.evidence.ids.index(subject)), []


def _is_evidence(name: str) -> bool:
    from evaluator.evidence.read import is_evidence

    return is_evidence(name)
