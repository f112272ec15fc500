"""The rule files of a scheme: found, read and held to the keys that the recount covers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from recount.refusal import Refused, refuse
from recount.spans import day, number
from recount.spelling import english
from recount.text import Plain, documents

Node = dict[str, Any]

FOR_READERS = frozenset({"title", "label", "unit", "help", "origin", "source", "authority", "remedy", "audience"})
"""Keys whose values people read: nothing is worked out from them."""

SCHEME = (
    "scheme subject requires period fields links derived figures panel components gates vetoes total ranking grades"
)
SCHEME += " allocation interviews"
SCHEME_READ = "noun plural measure follow_up put_right documents public course"
RULESET = "ruleset subject in_force fields links derived figures criteria"


def keys(node: Any, allowed: str, where: str, needed: str = "") -> Node:
    """A mapping that has none but these keys, and those for readers."""
    if not isinstance(node, dict):
        raise refuse(where, f"“{node}” where “name: value” belongs")
    for key in node:
        if key not in allowed.split() and key not in FOR_READERS:
            raise refuse(where, f"“{key}”")
    for key in needed.split():
        if key not in node:
            raise refuse(where, f"“{key}” left out")
    return node


def figure(node: Any, where: str) -> Fraction:
    found = number(node) if isinstance(node, Plain) else None
    if found is None:
        raise refuse(where, f"“{node}” where a number belongs")
    return found


def whole(node: Any, where: str) -> int:
    found = figure(node, where)
    if found.denominator != 1:
        raise refuse(where, f"“{node}” where a whole number belongs")
    return found.numerator


def a_day(node: Any, where: str) -> date:
    found = day(node) if isinstance(node, Plain) else None
    if found is None:
        raise refuse(where, f"“{node}” where a date belongs")
    return found


@dataclass(frozen=True)
class Kind:
    """One kind of subject: what is asked of it, worked out and judged."""

    name: str
    fields: Node
    derived: Node
    figures: dict[str, Fraction]
    criteria: list[Node]
    links: dict[str, tuple["Kind", Node]]
    needs: tuple[str, ...] = ()

    def kinds(self) -> Iterable["Kind"]:
        yield self
        for other, _ in self.links.values():
            yield from other.kinds()


@dataclass(frozen=True)
class Scheme:
    node: Node
    kind: Kind
    parts: list[tuple[str, Fraction, list[Node]]]
    """Components in order: id, weight, the criteria of a rule set (none for the panel)."""
    start: date
    end: date
    as_of: date
    files: list[str] = field(default_factory=list)


def head(text: str) -> list[tuple[str, str]]:
    """What a file of rules begins to say: kind of document and id, without reading all of it."""
    found = re.findall(r"^(ruleset|scheme|规则集|评价方案):[ ]*[\"']?([^\s\"'#]+)", text, re.MULTILINE)
    return [(kind, name) for kind, name in found]


class Folder:
    """A folder of rules."""

    def __init__(self, path: Path) -> None:
        self.texts = {
            one: one.read_text(encoding="utf-8")
            for one in sorted(path.rglob("*.yaml"))
            if not one.name.endswith(".cases.yaml")
        }
        self.read: dict[Path, list[Any]] = {}

    def find(self, kind: str, name: str) -> list[tuple[Path, Node]]:
        found = []
        spelt = {kind, {"ruleset": "规则集", "scheme": "评价方案"}[kind]}
        for path, text in self.texts.items():
            if any((word, name) in head(text) for word in spelt):
                found += [(path, one) for one in self.documents(path, text) if one.get(kind) == name]
        return found

    def documents(self, path: Path, text: str) -> list[Node]:
        """The documents of a file, with their keywords in English."""
        if path not in self.read:
            self.read[path] = [english(one) for one in documents(text, str(path))]
        return self.read[path]


class Loader:
    def __init__(self, folder: Folder, as_of: date) -> None:
        self.folder = folder
        self.as_of = as_of
        self.files: list[str] = []

    def ruleset(self, name: str) -> Node:
        """The version in force."""
        found = []
        for path, node in self.folder.find("ruleset", name):
            span = keys(node.get("in_force"), "from to", f"{path}: in_force", "from")
            until = a_day(span["to"], f"{path}: in_force") if "to" in span else date.max
            if a_day(span["from"], f"{path}: in_force") <= self.as_of <= until:
                found.append((path, node))
        if len(found) != 1:
            raise Refused(f"rule set {name}: {len(found)} versions in force on {self.as_of}; there must be one")
        path, node = found[0]
        self.files.append(str(path))
        return keys(node, RULESET, str(path), "subject criteria")

    def figures(self, *nodes: Node) -> dict[str, Fraction]:
        """The figures in force."""
        found = {}
        for node in nodes:
            for name, dated in node.get("figures", {}).items():
                known = [
                    (a_day(one["from"], name), figure(one["value"], name))
                    for one in dated
                    if keys(one, "from value", f"figure {name}", "from value")
                ]
                started = [one for one in known if one[0] <= self.as_of]
                if not started:
                    raise refuse(f"figure {name}", "no value in force")
                found[name] = max(started)[1]
        return found

    def links(self, *nodes: Node) -> dict[str, tuple[Kind, Node]]:
        found = {}
        for node in nodes:
            for name, one in node.get("links", {}).items():
                where = f"link {name}"
                keys(one, "ruleset mine theirs by", where, "ruleset")
                if one.get("by", "id") not in ("id", "name") or ("mine" in one) == ("theirs" in one):
                    raise refuse(where, "a link with “mine” and “theirs”, or by something else")
                ruleset = self.ruleset(one["ruleset"])
                found[name] = (self.kind(ruleset["subject"], [ruleset]), one)
        return found

    def kind(self, name: str, nodes: list[Node], needs: tuple[str, ...] = ()) -> Kind:
        fields: Node = {}
        derived: Node = {}
        for node in nodes:
            for one, spec in node.get("fields", {}).items():
                fields[one] = keys(spec, "type of minimum maximum places reported", f"field {one}", "type")
            derived |= node.get("derived", {})
        return Kind(
            name,
            fields,
            derived,
            self.figures(*nodes),
            [one for node in nodes for one in node.get("criteria", [])],
            self.links(*nodes),
            needs,
        )


def read_scheme(path: Path, rules: Folder, as_of: date | None) -> Scheme:
    """The scheme of a file with the rule sets it names."""
    nodes = [one for one in rules.documents(path, path.read_text(encoding="utf-8")) if "scheme" in one]
    if len(nodes) != 1:
        raise Refused(f"{path}: there must be one scheme in the file; there are {len(nodes)}")
    node = keys(nodes[0], f"{SCHEME} {SCHEME_READ}", str(path), "scheme subject period components")
    period = keys(node["period"], "from to", "period", "from to")
    start, end = a_day(period["from"], "period"), a_day(period["to"], "period")
    loader = Loader(rules, as_of or end)
    loader.files.append(str(path))
    parts = []
    rulesets = []
    for one in node["components"]:
        keys(one, "ruleset panel weight", "components")
        weight = figure(one["weight"], "weight") if "weight" in one else Fraction(1)
        if "panel" in one:
            if one["panel"] != node.get("panel", {}).get("id"):
                raise Refused(f"components: there is no panel {one['panel']}")
            parts.append((str(one["panel"]), weight, []))
            continue
        ruleset = loader.ruleset(one["ruleset"])
        if ruleset["subject"] != node["subject"]:
            raise refuse(f"component {one['ruleset']}", "a rule set for another kind of subject")
        rulesets.append(ruleset)
        parts.append((str(one["ruleset"]), weight, ruleset["criteria"]))
    kind = loader.kind(str(node["subject"]), [*rulesets, node], tuple(node.get("requires", [])))
    return Scheme(node, kind, parts, start, end, as_of or end, loader.files)
