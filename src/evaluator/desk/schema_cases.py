"""The schema of case files, which have no model: the words of each part, and what may stand under them."""

from collections.abc import Mapping
from typing import Any

from evaluator.desk.schema_words import Words
from evaluator.language.vocabulary import ASSESSMENT, CASE, CASE_FILE, CASE_SUBJECT, COLUMN, OUTCOMES_OF

_TEXT = {"type": "string", "minLength": 1}
_ANSWERS: dict[str, Any] = {"type": "object"}
_VALUE = {"type": ["string", "number", "boolean", "null"]}


def cases(words: Words) -> dict[str, Any]:
    """The schema of a case file."""
    marks = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": ["number", "string"]}}}
    one = _object(
        words, "assessment", ASSESSMENT, {"points": {"type": ["number", "string"]}, "by": _TEXT, "reason": _TEXT}
    )
    judged = {
        "type": "object",
        "additionalProperties": {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]},
    }
    columns = {
        words.key(column, "column"): {"enum": [words.key(word, column) for word in OUTCOMES_OF[column]] + [""]}
        if column in OUTCOMES_OF
        else _VALUE
        for column in COLUMN
    } | {words.key("documents", "column"): {"type": "array", "items": _TEXT}}
    outcome = {"type": "object", "properties": columns, "additionalProperties": {"anyOf": [_VALUE, _outcomes(columns)]}}
    subject = _object(words, "case-subject", CASE_SUBJECT, {"given": _ANSWERS, "assessed": judged, "marks": marks})
    case = _object(
        words,
        "case",
        CASE,
        {
            "case": _TEXT,
            "given": _ANSWERS,
            "assessed": judged,
            "marks": marks,
            "expect": outcome,
            "subjects": {"type": "object", "minProperties": 1, "additionalProperties": subject},
        },
        required=("case", "expect"),
    )
    return _object(
        words,
        "case-file",
        CASE_FILE,
        {"cases": _TEXT, "as_of": _TEXT, "given": _ANSWERS, "assessed": judged,
         "tests": {"type": "array", "minItems": 1, "items": case}},
        required=("cases", "tests"),
    )  # fmt: skip


def _outcomes(columns: Mapping[str, Any]) -> dict[str, Any]:
    """What one of several subjects must come to."""
    return {"type": "object", "properties": dict(columns), "additionalProperties": _VALUE}


def _object(
    words: Words, part: str, known: Mapping[str, str], values: Mapping[str, Any], required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A mapping with the words of a part."""
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            words.key(word, part): dict(values.get(word, _TEXT)) | words.shown(word, part) for word in known
        },
    }
    return made | ({"required": [words.key(word, part) for word in required]} if required else {})
