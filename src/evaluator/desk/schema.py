"""JSON Schema of rule files, schemes, seasons, cases, results and a scheme's evidence, for editors and programs."""

from collections.abc import Mapping
from typing import Any

from evaluator.desk.schema_cases import cases
from evaluator.desk.schema_spelt import spelt
from evaluator.desk.schema_words import Words, words
from evaluator.language.calendar import CalendarYear
from evaluator.language.criteria import Assessed, RuleSet
from evaluator.language.fields import Asking, Column
from evaluator.language.plan import Plan
from evaluator.language.scheme import Scheme
from evaluator.language.season import SeasonFile
from evaluator.language.shape import Model
from evaluator.language.terms import IDENTITY
from evaluator.language.words import Spelling
from evaluator.problems import Lang
from evaluator.result.asked import noted

DRAFT = "https://json-schema.org/draft/2020-12/schema"


MODELS: Mapping[str, type[Model]] = {"rules": RuleSet, "scheme": Scheme, "season": SeasonFile, "calendar": CalendarYear}
FIRST = {"scheme": "scheme", "season": "season", "calendar": "calendar", "rules": "ruleset"}
"""The keyword by which a document shows of which kind it is; one with none of them is taken for a rule set."""
KINDS = (*MODELS, "cases")
"""Kinds of files that have a schema in each spelling."""


def file_schema(kind: str, spelling: Spelling) -> dict[str, Any]:
    """The schema of a kind of rule file in one spelling, told in both languages, that of the spelling first.

    That of `rules` fits a file with rule sets, schemes and seasons, in documents divided by `---`: each by its kind.
    """
    known = words(spelling)
    if kind == "cases":
        return {"$schema": DRAFT, "title": known.both(known.titles["case-file"]).partition("\n")[0]} | cases(known)
    if kind == "rules":
        return _any_kind(known)
    return {"$schema": DRAFT} | _of_model(kind, known)


def _of_model(kind: str, known: Words) -> dict[str, Any]:
    model = MODELS[kind]
    return spelt(model.model_json_schema(by_alias=True), model.__name__, known)


def _any_kind(known: Words) -> dict[str, Any]:
    """A document of any kind, by the keyword that it has."""
    definitions: dict[str, Any] = {}
    for kind, model in MODELS.items():
        whole = _of_model(kind, known)
        definitions |= whole.pop("$defs") | {model.__name__: whole}
    first = {
        known.key(word, MODELS[kind].__name__): known.shown(word, MODELS[kind].__name__) for kind, word in FIRST.items()
    }
    choice: dict[str, Any] = {"$ref": f"#/$defs/{RuleSet.__name__}"}
    for kind in ("calendar", "season", "scheme"):
        model = MODELS[kind]
        asked = {"required": [known.key(FIRST[kind], model.__name__)]}
        choice = {"if": asked, "then": {"$ref": f"#/$defs/{model.__name__}"}, "else": choice}
    title = known.both("规则文件 ｜ A rule file").partition("\n")[0]
    return {"$schema": DRAFT, "title": title, "type": "object", "properties": first, **choice, "$defs": definitions}


def result_schema() -> dict[str, Any]:
    """The schema of `result.json`."""
    from evaluator.result.model import Result

    return {"$schema": DRAFT} | Result.model_json_schema()


def answer_schema(command: str) -> dict[str, Any]:
    """The schema of what a command answers under `--json`."""
    from evaluator.desk.answers import answer_schema as answered

    return {"$schema": DRAFT} | answered(command)


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
    if isinstance(asked, Asking):
        made["description"] = noted(asked, lang)
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
