"""The names in one expression of a template, and what the expression is as far as the record says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluator.documents.shapes import Row, Shape, either, item, names_of, within
from evaluator.problems import nearest

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_SAME = {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"}
_ONE = {"first", "last", "random", "min", "max"}
_BY_FIRST = {"selectattr", "rejectattr", "groupby"}
"""Filters whose first argument names an attribute of what a row holds."""
_WITHIN = {"map", "sort", "unique", "min", "max", "sum", "join", "groupby"}
"""Filters that may name one as `attribute`."""
DEEPEST = 12
"""How many macros may call each other, and templates name each other, before a walk goes no further."""


@dataclass(frozen=True)
class Unknown:
    """A name that nothing has: as it is written, the line and the template it stands in, and the nearest there is."""

    name: str
    line: int
    template: str
    nearest: str


@dataclass(frozen=True)
class Macro:
    """A macro with the names that its own template sees."""

    node: "nodes.Macro"
    scope: "Mapping[str, Seen]"
    template: str


Seen = Shape | Macro


Blocks = dict[str, "tuple[nodes.Block, str]"]
"""Blocks by name, each with the template it stands in."""


class Expressions:
    """What is found in expressions is added up; statements are for who walks a whole template."""

    def __init__(self, environment: "Environment") -> None:
        self.environment = environment
        self.found: list[Unknown] = []
        self.file = ""
        self.depth = 0

    def body(self, body: "Sequence[nodes.Node]", scope: dict[str, Seen], blocks: Blocks) -> None:
        """The statements of a body."""
        raise NotImplementedError

    def expression(self, node: "nodes.Node", scope: Mapping[str, Seen]) -> Seen:
        """What an expression is; names in it that nothing has are told."""
        from jinja2 import nodes

        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(node, self.expression(node.node, scope), node.attr)
            case nodes.Getitem():
                of = self.expression(node.node, scope)
                self.expression(node.arg, scope)
                if isinstance(node.arg, nodes.Slice):
                    return of
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    return self._attribute(node, of, node.arg.value)
                return of if of == "text" else item(plain(of))
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.CondExpr():
                self.expression(node.test, scope)
                one = self.expression(node.expr1, scope)
                return _any_of(one, self.expression(node.expr2, scope)) if node.expr2 else one
            case nodes.And() | nodes.Or():
                return _any_of(self.expression(node.left, scope), self.expression(node.right, scope))
            case nodes.Add():
                return _any_of(self.expression(node.left, scope), self.expression(node.right, scope))
            case nodes.List() | nodes.Tuple():
                shapes = [plain(self.expression(part, scope)) for part in node.items]
                return Row(shapes[0]) if shapes and all(one == shapes[0] for one in shapes) else "open"
            case nodes.Const():
                return "text" if isinstance(node.value, str) else "open"
            case nodes.TemplateData():
                return "text"
        for child in node.iter_child_nodes():
            self.expression(child, scope)
        return "open"

    def _name(self, node: "nodes.Name", scope: Mapping[str, Seen]) -> Seen:
        if node.name in scope:
            return scope[node.name]
        if node.name not in self.environment.globals and node.name not in ("self", "caller"):
            self._tell(node.name, node.lineno, nearest(node.name, scope))
        return "open"

    def _attribute(self, node: "nodes.Node", of: Seen, name: str) -> Seen:
        found = within(plain(of), name)
        if found is None:
            self._tell(_written(node, name), node.lineno, nearest(name, names_of(plain(of))))
        return found or "open"

    def _filter(self, node: "nodes.Filter", scope: Mapping[str, Seen]) -> Seen:
        from jinja2 import nodes

        of = self.expression(node.node, scope) if node.node is not None else "text"
        for part in (*node.args, *node.kwargs):
            self.expression(part, scope)
        if node.name not in self.environment.filters:
            self._tell(f"|{node.name}", node.lineno, nearest(node.name, self.environment.filters))
            return "open"
        path = next((one.value for one in node.kwargs if one.key == "attribute"), None)
        if path is None and node.name in _BY_FIRST and node.args:
            path = node.args[0]
        each: Shape = item(plain(of))
        if isinstance(path, nodes.Const) and isinstance(path.value, str) and node.name in _WITHIN | _BY_FIRST:
            for name in path.value.split("."):
                each = plain(self._attribute(node, each, name))
        if node.name == "map":
            return Row(each) if path is not None else "open"
        if node.name in _SAME:
            return of
        if node.name in _ONE:
            return item(plain(of))
        return "text" if node.name in ("join", "upper", "lower", "capitalize", "replace", "trim") else "open"

    def _call(self, node: "nodes.Call", scope: Mapping[str, Seen]) -> Seen:
        called = self.expression(node.node, scope)
        given = [self.expression(part, scope) for part in node.args]
        named = {part.key: self.expression(part.value, scope) for part in node.kwargs}
        if not isinstance(called, Macro) or self.depth > DEEPEST:
            return "open"
        inner: dict[str, Seen] = {**called.scope, "caller": "open", "varargs": "open", "kwargs": "open"}
        for number, arg in enumerate(called.node.args):
            inner[arg.name] = given[number] if number < len(given) else named.get(arg.name, "open")
        before, self.file = self.file, called.template
        self.depth += 1
        self.body(called.node.body, inner, {})
        self.depth -= 1
        self.file = before
        return "text"

    def _tell(self, name: str, line: int, hint: str) -> None:
        self.found.append(Unknown(name, line, self.file, hint))


def plain(seen: Seen) -> Shape:
    """A value that is no macro."""
    return "open" if isinstance(seen, Macro) else seen


def _any_of(one: Seen, other: Seen) -> Shape:
    return either(plain(one), plain(other))


def _written(node: Any, name: str) -> str:
    """An attribute as its template writes it, as far as that is short."""
    from jinja2 import nodes

    of = node.node if isinstance(node, (nodes.Getattr, nodes.Getitem)) else None
    parts: Iterator[str] = _path(of)
    return ".".join([*parts, name])


def _path(node: Any) -> Iterator[str]:
    from jinja2 import nodes

    if isinstance(node, nodes.Getattr):
        yield from _path(node.node)
        yield node.attr
    elif isinstance(node, nodes.Name):
        yield node.name
