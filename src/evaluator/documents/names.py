"""The names in a template held against the record it is given, before any document is made.

A template is walked as Jinja reads it: through loops, conditions, filters, macros, blocks, and the templates it
includes, imports or extends. Each name or attribute that the record does not have is told with its line, and with the
nearest name there is.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evaluator.documents.names_within import DEEPEST, Blocks, Expressions, Macro, Seen, Unknown, plain
from evaluator.documents.shapes import item, record

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_GIVEN = ("lang",)
"""What every template is given beside its record."""


def unknown_names(
    environment: "Environment", source: str, content: type, template: str = "", given: Sequence[str] = _GIVEN
) -> tuple[Unknown, ...]:
    """Every name in a template's source that its record `content` does not have, in the order of lines, each once.

    `given` are names it is given beside the record. Filters and globals are those of the environment, other templates
    those of its loader; source that Jinja cannot read is for whoever compiles it to tell.
    """
    walk = _Walk(environment)
    scope: dict[str, Seen] = {**record(content), **dict.fromkeys(given, "open")}
    tree = environment.parse(source)
    walk.template(tree, scope, template, {})
    found = dict.fromkeys(walk.found)
    return tuple(sorted(found, key=lambda one: (one.template != template, one.template, one.line)))


class _Walk(Expressions):
    """One walk over a template; what it finds is added up."""

    # Templates

    def template(self, tree: "nodes.Template", scope: dict[str, Seen], name: str, blocks: Blocks) -> None:
        """A whole template; `blocks` are those of templates that extend it."""
        from jinja2 import nodes

        before, self.file = self.file, name
        own: Blocks = {one.name: (one, name) for one in tree.find_all(nodes.Block)}
        parents = list(tree.find_all(nodes.Extends))
        if parents:
            for node in tree.body:
                if isinstance(node, (nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock, nodes.Macro)):
                    self.statement(node, scope, own)
            parent = self._other(parents[0].template)
            if parent is not None:
                self.template(parent[0], scope, parent[1], {**own, **blocks})
        else:
            self.body(tree.body, scope, {**own, **blocks})
        self.file = before

    def _other(self, named: "nodes.Expr") -> "tuple[nodes.Template, str] | None":
        """Another template that is named by a constant, parsed."""
        from jinja2 import TemplateError, nodes

        if not isinstance(named, nodes.Const) or self.environment.loader is None or self.depth > DEEPEST:
            return None
        try:
            source, _, _ = self.environment.loader.get_source(self.environment, named.value)
            return self.environment.parse(source), str(named.value)
        except TemplateError:
            return None  # told by whoever makes the page: it is not there, or cannot be read

    # Statements

    def body(self, body: "Sequence[nodes.Node]", scope: dict[str, Seen], blocks: Blocks) -> None:
        for node in body:
            self.statement(node, scope, blocks)

    def statement(self, node: "nodes.Node", scope: dict[str, Seen], blocks: Blocks) -> None:
        from jinja2 import nodes

        match node:
            case nodes.For():
                self._loop(node, scope, blocks)
            case nodes.If():
                self.expression(node.test, scope)
                self.body([*node.body, *node.elif_, *node.else_], scope, blocks)
            case nodes.Assign():
                self._bind(node.target, self.expression(node.node, scope), scope)
            case nodes.AssignBlock():
                self.body(node.body, dict(scope), blocks)
                self._bind(node.target, "text", scope)
            case nodes.Macro():
                scope[node.name] = Macro(node, scope, self.file)
                self._macro_alone(node, scope)
            case nodes.Block():
                own, file = blocks.get(node.name, (node, self.file))
                before, self.file = self.file, file
                self.body(own.body, {**scope, "super": "open"}, blocks)
                self.file = before
            case nodes.Include():
                other = self._other(node.template)
                if other is not None:
                    self.template(other[0], dict(scope), other[1], {})
            case nodes.FromImport():
                given = self._module(node.template)
                for pair in node.names:
                    name, alias = pair if isinstance(pair, tuple) else (pair, pair)
                    scope[alias] = given.get(name, "open")
            case nodes.Import():
                scope[node.target] = "open"
            case nodes.With():
                values = [self.expression(value, scope) for value in node.values]
                inner = dict(scope)
                for target, value in zip(node.targets, values, strict=True):
                    self._bind(target, value, inner)
                self.body(node.body, inner, blocks)
            case nodes.Output():
                for part in node.nodes:
                    self.expression(part, scope)
            case nodes.CallBlock() | nodes.FilterBlock():
                self.expression(node.call if isinstance(node, nodes.CallBlock) else node.filter, scope)
                self.body(node.body, dict(scope), blocks)
            case nodes.Expr():
                self.expression(node, scope)
            case _:
                self.body(list(node.iter_child_nodes()), scope, blocks)

    def _loop(self, node: "nodes.For", scope: dict[str, Seen], blocks: Blocks) -> None:
        each = item(plain(self.expression(node.iter, scope)))
        inner: dict[str, Seen] = {**scope, "loop": "open"}
        self._bind(node.target, each, inner)
        if node.test is not None:
            self.expression(node.test, inner)
        self.body(node.body, inner, blocks)
        self.body(node.else_, dict(scope), blocks)

    def _bind(self, target: "nodes.Node", shape: Seen, scope: dict[str, Seen]) -> None:
        from jinja2 import nodes

        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            for part in target.items:
                self._bind(part, item(plain(shape)), scope)

    def _module(self, named: "nodes.Expr") -> Mapping[str, Seen]:
        """What a template that is imported defines; it sees nothing of who imports it."""
        from jinja2 import nodes

        other = self._other(named)
        scope: dict[str, Seen] = {}
        if other is not None:
            before, self.file = self.file, other[1]
            for node in other[0].body:
                if isinstance(node, nodes.Macro):
                    scope[node.name] = Macro(node, scope, other[1])
                elif isinstance(node, (nodes.Assign, nodes.FromImport)):
                    self.statement(node, scope, {})
            self.file = before
        return scope

    def _macro_alone(self, node: "nodes.Macro", scope: dict[str, Seen]) -> None:
        """A macro that stands in a template, whatever it is called with."""
        inner: dict[str, Seen] = {**scope, "caller": "open", "varargs": "open", "kwargs": "open"}
        inner |= {arg.name: "open" for arg in node.args}
        self.body(node.body, inner, {})
