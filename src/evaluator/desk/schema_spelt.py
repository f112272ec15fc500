"""A schema that the models give, spelt as files are: keys, words and defaults, with what editors show of each."""

from collections.abc import Mapping
from typing import Any

from evaluator.desk.schema_words import Words
from evaluator.language.conditions import CONDITION_HERE, OPERATORS
from evaluator.language.vocabulary import CONDITION, DAYS, OPERAND, ORIGIN
from evaluator.language.words import chinese

_REF = "$ref"
_VALUES = ("enum", "const", "default")


def spelt(made: dict[str, Any], root: str, words: Words) -> dict[str, Any]:
    """The schema of a model and of those within it."""
    definitions = {name: _part(part, name, words) for name, part in made.get("$defs", {}).items()}
    definitions |= {"Condition": condition(words), "Tests": tests(words)}
    own = {key: value for key, value in made.items() if key != "$defs"}
    return _part(own, root, words) | {"$defs": definitions}


def _part(part: dict[str, Any], name: str, words: Words) -> dict[str, Any]:
    """One model: its keys respelt and told."""
    properties = {
        words.key(key, name): _value(value, f"{name}.{key}", words) | words.shown(key, name)
        for key, value in part.get("properties", {}).items()
    }
    made = part | {"properties": properties, "additionalProperties": False, "title": words.title(name, name)}
    if name in words.titles:
        made["title"] = words.both(words.titles[name]).partition("\n")[0]
    made.pop("description", None)
    if "required" in part:
        made["required"] = [words.key(key, name) for key in part["required"]]
    return made


def _value(node: Any, part: str, words: Words) -> Any:
    """A value's schema with its words respelt; what only repeats the key's name is left out."""
    if isinstance(node, list):
        return [_value(one, part, words) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("$comment") == CONDITION_HERE["$comment"]:
        return {_REF: "#/$defs/Condition"}
    if node.get("type") == "boolean":  # people write yes and no, which are text to an editor
        return {key: value for key, value in node.items() if key == "default"} | {"enum": _yes_or_no(words)}
    made = {}
    for key, value in node.items():
        if key == "title" or (key == "default" and (value is None or isinstance(value, (list, dict)))):
            continue
        made[key] = _words(value, part, words) if key in _VALUES else _value(value, part, words)
    return made


def _yes_or_no(words: Words) -> list[Any]:
    return [*(("是", "否", "yes", "no") if words.spelling == "zh" else ("yes", "no", "是", "否")), True, False]


def _words(value: Any, part: str, words: Words) -> Any:
    if isinstance(value, list):
        return [_words(one, part, words) for one in value]
    if not isinstance(value, str) or words.spelling == "en":
        return value
    return ORIGIN.get(value) or chinese(value, part) or value


def condition(words: Words) -> dict[str, Any]:
    """A condition: one of the words that combine, or a name with its tests."""
    several: dict[str, Any] = {"type": "array", "minItems": 1, "items": {_REF: "#/$defs/Condition"}}
    count: dict[str, Any] = {"type": "integer", "minimum": 1}
    one: dict[str, Any] = {_REF: "#/$defs/Condition"}
    finding: dict[str, Any] = {
        "type": "object",
        "maxProperties": 1,
        "additionalProperties": {_REF: "#/$defs/Tests"},
    }
    forms = {"all": several, "any": several, "none": several, "of": several, "not": one, "at_least": count}
    forms["finding"] = finding
    return {
        "title": words.both("条件 ｜ A condition").partition("\n")[0],
        "type": "object",
        "minProperties": 1,
        "properties": {
            words.key(word, "condition"): forms[word] | words.shown(word, "condition")
            for word in CONDITION
            if word in forms
        },
        "additionalProperties": {_REF: "#/$defs/Tests"},
    }


def tests(words: Words) -> dict[str, Any]:
    """The tests put to one name."""
    days = [words.key(day, "day") for day in DAYS]
    operand: Mapping[str, dict[str, Any]] = {
        "figure": {"type": "string"},
        "value_of": {"type": "string"},
        "times": {"type": ["string", "number"]},
        "day": {"enum": days},
    }
    named = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 2,
        "additionalProperties": False,
        "properties": {
            words.key(word, "operand"): operand[word] | words.shown(word, "operand")
            for word in OPERAND
            if word in operand
        },
    }
    plain = {"type": ["string", "number", "boolean", "array"]}
    return {
        "title": words.both("判断 ｜ Tests").partition("\n")[0],
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {
            words.key(word, "test"): {"anyOf": [plain, named]} | words.shown(word, "test") for word in OPERATORS
        },
    }
