"""A first reading of a dropped file, in a child process with limits, and what the file is.

What cannot be read within the limits is never read where the season is kept. Runs in the child; what it read is not
passed on: the same reading is done again, and takes no more than it took here.
"""

from typing import Literal

import msgspec

from evaluator.evidence.read import is_evidence, read_file, suffix
from evaluator.evidence.sheets import WORKBOOKS
from evaluator.language.library import RuleFile, read_library
from evaluator.language.source import PlacedMap, decode, read_yaml
from evaluator.language.spelling import read_spelling
from evaluator.limited import Limited
from evaluator.problems import Place, Problem, problem
from evaluator.serving.asked import Dropped

Kind = Literal["evidence", "rules"]

_TASK = "evaluator.serving.trial:kind"
_RULES = ("ruleset", "scheme", "season")


def tried(file: Dropped, limited: Limited) -> tuple[Kind | None, list[Problem]]:
    """What a file is; None, with the reason, where it is nothing that can be read."""
    if not is_evidence(file.name):
        return None, [problem("upload-kind", Place(file.name), found=suffix(file.name) if "." in file.name else "")]
    if suffix(file.name) in WORKBOOKS:
        return "evidence", []  # reading a workbook is itself such a task
    answer = limited.run(_TASK, msgspec.msgpack.encode(file))
    if isinstance(answer, bytes):
        return ("rules" if answer == b"rules" else "evidence"), []
    return None, [problem("upload-stopped", Place(file.name))]


def kind(data: bytes) -> bytes:
    """Read a file for what it is, to the end."""
    file = msgspec.msgpack.decode(data, type=Dropped)
    if _is_rules(file):
        read_library([RuleFile(file.name, file.data)])
        return b"rules"
    for _ in read_file(file.data, file.name):
        pass
    return b"evidence"


def _is_rules(file: Dropped) -> bool:
    """Whether one of the documents says of itself that it is a rule set, a scheme or a season."""
    if suffix(file.name) not in (".yaml", ".yml"):
        return False
    text, _ = decode(file.data, file.name)
    documents = [] if text is None else read_yaml(text, file.name)[0]
    read = (read_spelling(document).document for document in documents)
    return any(isinstance(one, PlacedMap) and any(key in one for key in _RULES) for one in read)
