"""A whole result read back from its folder, each file only if it is as it was written."""

from evaluator.desk.past import ChangedError, Reader, opened_at
from evaluator.problems import Place, Problem, problem
from evaluator.result.manifest import decoded
from evaluator.result.model import Result
from evaluator.result.overview import Overview
from evaluator.workbooks.shown import Part, Shown


def read_whole(folder: str) -> tuple[Shown | None, list[Problem]]:
    """The result in a folder: a scheme's, a season's, or one scheme's of a season."""
    opened = opened_at(folder)
    if opened is None:
        return None, [problem("not-a-result", Place(folder), found=folder)]
    reader, inside = opened
    try:
        data = reader.data(f"{inside}result.json")
        if "chapters" not in decoded(data):
            return Shown((_part(reader, inside),)), []
        overview = Overview.model_validate_json(data)
        return Shown(tuple(_part(reader, f"{part.folder}/") for part in overview.parts), overview), []
    except ChangedError as changed:
        return None, [problem("result-changed", Place(changed.name), found=changed.name)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None, [problem("not-a-result", Place(folder), found=folder)]


def _part(reader: Reader, inside: str) -> Part:
    result = Result.model_validate_json(reader.data(f"{inside}result.json"))
    return Part(result, reader.table(inside))
