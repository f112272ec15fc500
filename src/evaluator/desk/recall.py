"""A subject's result from a result's folder: read from it, or judged again where a large run left subjects out."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evaluator.problems import Place, Problem, nearest, problem
from evaluator.result.manifest import MANIFEST, digest
from evaluator.result.model import Result, Subject


def recall(folder: Path, subject: str) -> tuple[Result | None, Subject | None, list[Problem]]:
    """The result in `folder` and one of its subjects, or why not."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        result = Result.model_validate_json((folder / "result.json").read_bytes())
    except (OSError, ValueError, ValidationError):
        return None, None, [problem("not-a-result", Place(str(folder)), found=str(folder))]
    found = result.subject(subject)
    if found is not None:
        return result, found, []
    if result.subjects is None:
        again, problems = _judged_again(manifest, subject, result)
        if again is not None or problems:
            return result, again, problems
    hint = nearest(subject, [one.id for one in result.subjects or ()])
    return result, None, [problem("subject-unknown", Place(str(folder)), found=subject, nearest=hint)]


def _judged_again(manifest: dict[str, Any], subject: str, result: Result) -> tuple[Subject | None, list[Problem]]:
    """Judge the inputs again, if they are still what they were."""
    from evaluator.result.subjects import Sheets
    from evaluator.result.tell import Teller
    from evaluator.run import judge_files, load_rules

    changed = []
    for name, known in {**manifest["inputs"], **manifest["rules"]}.items():
        path = Path(name)
        if not path.is_file() or digest(path.read_bytes()) != known:
            changed.append(problem("inputs-changed", Place(name), found=name))
    if changed:
        return None, changed
    loaded = load_rules(manifest["call"]["scheme"], None, manifest["as_of"])
    if loaded.plan is None:
        return None, list(loaded.problems)
    season = judge_files(loaded.plan, sorted(manifest["inputs"]), {})
    if subject not in season.evidence.ids:
        return None, []
    return Sheets(Teller(season, result.lang)).subject(season.evidence.ids.index(subject)), []
