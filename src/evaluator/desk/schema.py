"""JSON Schema of rule files, schemes, results and a scheme's evidence, for editors and other programs."""

from typing import Any

from evaluator.language.conditions import CONDITION_HERE, CONDITION_SCHEMA, TESTS_SCHEMA
from evaluator.language.criteria import Assessed, RuleSet
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.terms import IDENTITY
from evaluator.problems import Lang

DRAFT = "https://json-schema.org/draft/2020-12/schema"


SPELT_OTHERWISE = "`evaluator translate FILE --to en` makes such a file of one whose keywords are in Chinese."


def rules_schema() -> dict[str, Any]:
    """The schema of a rule set's file."""
    return _with_conditions(RuleSet.model_json_schema(by_alias=True), "A rule set")


def scheme_schema() -> dict[str, Any]:
    """The schema of a scheme's file."""
    return _with_conditions(Scheme.model_json_schema(by_alias=True), "A scheme")


def season_schema() -> dict[str, Any]:
    """The schema of a season's file."""
    made = SeasonFile.model_json_schema(by_alias=True)
    return {"$schema": DRAFT} | made | {"description": f"A season with its keywords in English; {SPELT_OTHERWISE}"}


def _with_conditions(made: dict[str, Any], what: str) -> dict[str, Any]:
    made = made | {"description": f"{what} with its keywords in English; {SPELT_OTHERWISE}"}
    definitions = made.get("$defs", {}) | {"Condition": CONDITION_SCHEMA, "Tests": TESTS_SCHEMA}
    put: dict[str, Any] = _put_conditions({"$schema": DRAFT} | made | {"$defs": definitions})
    return put


def _put_conditions(node: Any) -> Any:
    if isinstance(node, dict):
        if node.get("$comment") == CONDITION_HERE["$comment"]:
            return {"$ref": "#/$defs/Condition"}
        return {key: _put_conditions(value) for key, value in node.items()}
    return [_put_conditions(part) for part in node] if isinstance(node, list) else node


def result_schema() -> dict[str, Any]:
    """The schema of `result.json`."""
    from evaluator.result.model import Result

    return {"$schema": DRAFT} | Result.model_json_schema()


def evidence_schema(plan: Plan, lang: Lang) -> dict[str, Any]:
    """The schema of one subject's evidence under a scheme."""
    scheme = plan.scheme
    text = {"type": "string", "minLength": 1}
    identity: dict[str, Any] = dict.fromkeys(IDENTITY, text) | {"kind": {"const": scheme.subject}}
    judged = {line.id: _judged(line.assessed, line.title[lang]) for line in plan.sheet if line.assessed}
    return {
        "$schema": DRAFT,
        "title": scheme.title[lang],
        "type": "object",
        "required": ["subject"],
        "additionalProperties": False,
        "properties": {
            "subject": {
                "type": "object",
                "required": ["kind", "id", "name", *scheme.requires],
                "properties": identity,
                "additionalProperties": False,
            },
            "submitted": {"type": "object"},
            "evidence": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _field(asked, lang) for name, asked in plan.asked.items()},
            },
            "assessed": {"type": "object", "properties": judged, "additionalProperties": False},
            "attachments": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "file"],
                    "properties": {
                        "field": {"enum": list(plan.fields)},
                        "file": text,
                        "sha256": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
                    },
                    "additionalProperties": False,
                },
            },
        },
    }


def _judged(scale: Assessed, title: str) -> dict[str, Any]:
    """What one person gives, or each of several in a list."""
    one = {
        "type": "object",
        "title": title,
        "properties": {
            "points": {"type": "number", "minimum": float(scale.start), "maximum": float(scale.to)},
            "by": {"type": "string", "minLength": 1},
            "reason": {"type": "string"},
        },
        "required": ["points", "by"],
        "additionalProperties": False,
    }
    return one if scale.assessors == 1 else {"anyOf": [one, {"type": "array", "title": title, "items": one}]}


def _field(asked: Asking | Column, lang: Lang) -> dict[str, Any]:
    made: dict[str, Any] = {"title": asked.label[lang]} if asked.label else {}
    match asked.type:
        case "yes-no":
            made["enum"] = [True, False, "yes", "no", "是", "否", None]
        case "integer" | "decimal":
            made["type"] = ["integer" if asked.type == "integer" else "number", "null"]
            if asked.minimum is not None:
                made["minimum"] = float(asked.minimum)
            if asked.maximum is not None:
                made["maximum"] = float(asked.maximum)
        case "date":
            made |= {"type": ["string", "null"], "format": "date"}
        case "choice":
            made["enum"] = [*(asked.choices if isinstance(asked, Asking) else asked.of), None]
        case "choices":
            assert isinstance(asked, Asking)
            made |= {"type": ["array", "null"], "items": {"enum": list(asked.choices)}}
        case "events":
            assert isinstance(asked, Asking)
            row = {name: _field(column, lang) for name, column in asked.columns.items()}
            item = {"type": "object", "properties": row, "additionalProperties": False}
            made |= {"type": ["array", "null"], "items": item}
        case _:
            made["type"] = ["string", "null"]
    return made
