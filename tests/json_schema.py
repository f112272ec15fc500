"""A plain validator of the parts of JSON Schema that `evaluator schema` writes; an unknown keyword is an error."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

SAID = {"then", "else", "$schema", "$defs", "title", "description", "default", "format", "$comment", "examples"}
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it for a schema: `yes` and dates are text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":bool", ":timestamp"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def documents(file: Path | str) -> list[Any]:
    """The documents of a YAML file or text, as an editor sees them."""
    return list(yaml.load_all(file if isinstance(file, str) else file.read_text(encoding="utf-8"), EditorLoader))


def errors(schema: dict[str, Any], value: Any) -> list[str]:
    """Where and why `value` does not fit."""
    return list(_errors(schema, value, schema, "$"))


def _errors(schema: dict[str, Any], value: Any, root: dict[str, Any], path: str) -> Iterator[str]:
    for word, said in schema.items():
        if word not in SAID:
            yield from CHECKS[word](said, value, schema, root, path)


def _type(said: Any, value: Any, _schema: Any, _root: Any, path: str) -> Iterator[str]:
    names = [said] if isinstance(said, str) else said
    number = isinstance(value, bool) and "boolean" not in names
    if number or not any(isinstance(value, TYPES[name]) for name in names):
        yield f"{path}: {value!r} is no {said}"


def _ref(said: str, value: Any, _schema: Any, root: Any, path: str) -> Iterator[str]:
    yield from _errors(root["$defs"][said.removeprefix("#/$defs/")], value, root, path)


def _properties(said: Any, value: Any, _schema: Any, root: Any, path: str) -> Iterator[str]:
    for name in said.keys() & value.keys() if isinstance(value, dict) else ():
        yield from _errors(said[name], value[name], root, f"{path}.{name}")


def _additional(said: Any, value: Any, schema: Any, root: Any, path: str) -> Iterator[str]:
    more = value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ()
    for name in more:
        if said is False:
            yield f"{path}: {name} is not expected"
        elif said is not True:
            yield from _errors(said, value[name], root, f"{path}.{name}")


def _required(said: Any, value: Any, _schema: Any, _root: Any, path: str) -> Iterator[str]:
    for name in said if isinstance(value, dict) else ():
        if name not in value:
            yield f"{path}: {name} is missing"


def _items(said: Any, value: Any, schema: Any, root: Any, path: str) -> Iterator[str]:
    first = len(schema.get("prefixItems", ()))
    for index, item in enumerate(value[first:] if isinstance(value, list) else (), first):
        yield from _errors(said, item, root, f"{path}[{index}]")


def _prefix(said: Any, value: Any, _schema: Any, root: Any, path: str) -> Iterator[str]:
    for index, (part, item) in enumerate(zip(said, value, strict=False)):
        yield from _errors(part, item, root, f"{path}[{index}]")


def _some(said: Any, value: Any, _schema: Any, root: Any, path: str) -> Iterator[str]:
    found = [list(_errors(part, value, root, path)) for part in said]
    if all(found):
        yield min(found, key=len)[0]


def _one(said: Any, value: Any, _schema: Any, root: Any, path: str) -> Iterator[str]:
    fitting = sum(not list(_errors(part, value, root, path)) for part in said)
    if fitting != 1:
        yield f"{path}: {value!r} fits {fitting} of {len(said)}"


def _check(fits: Any) -> Any:
    def check(said: Any, value: Any, _schema: Any, _root: Any, path: str) -> Iterator[str]:
        if not fits(said, value):
            yield f"{path}: {value!r} against {said!r}"

    return check


def _sized(kind: Any, compare: Any) -> Any:
    return _check(lambda said, value: not isinstance(value, kind) or compare(len(value), said))


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _if(said: Any, value: Any, schema: Any, root: Any, path: str) -> Iterator[str]:
    branch = schema.get("else" if errors_within(said, value, root) else "then", {})
    yield from _errors(branch, value, root, path)


def errors_within(schema: dict[str, Any], value: Any, root: dict[str, Any]) -> list[str]:
    """Where and why `value` does not fit a part of a schema."""
    return list(_errors(schema, value, root, "$"))


CHECKS: dict[str, Any] = {
    "if": _if,
    "type": _type,
    "$ref": _ref,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "prefixItems": _prefix,
    "anyOf": _some,
    "oneOf": _one,
    "enum": _check(lambda said, value: any(value == one and type(value) is type(one) for one in said)),
    "const": _check(lambda said, value: value == said),
    "minLength": _sized(str, lambda size, said: size >= said),
    "minItems": _sized(list, lambda size, said: size >= said),
    "maxItems": _sized(list, lambda size, said: size <= said),
    "minProperties": _sized(dict, lambda size, said: size >= said),
    "maxProperties": _sized(dict, lambda size, said: size <= said),
    "minimum": _check(lambda said, value: not _number(value) or value >= said),
    "maximum": _check(lambda said, value: not _number(value) or value <= said),
    "pattern": _check(lambda said, value: not isinstance(value, str) or re.search(said, value) is not None),
}
