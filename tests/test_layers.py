"""Which part of the program may import which: each room only those before it, late imports included."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
ROOMS: tuple[tuple[str, ...], ...] = (
    (
        *("messages", "messages_rules", "messages_proofs", "messages_evidence", "messages_course", "messages_sheets"),
        *("messages_documents", "messages_serving", "messages_workers", "messages_writing", "messages_signing"),
        *("problems", "exact", "progress", "kinds", "limited", "work", "files", "folders", "writing"),
    ),
    ("language",),
    ("evidence",),
    ("inference",),
    ("standing",),
    ("result",),
    ("documents",),
    ("workbooks",),
    ("roots", "sources", "pipeline", "partitions", "rules", "inputs", "apart", "parts", "run"),
    ("forms",),
    ("marked",),
    ("desk",),
    ("serving",),
    ("cli",),
    ("__init__", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(ROOMS) for name in names}
DOCUMENTS_SEE = {"documents", "result", *ROOMS[0]}
WORKBOOKS_SEE = {"workbooks", "documents", "result", *ROOMS[0]}
FORMS_SEE = {"forms", "workbooks", "language", "result", *ROOMS[0]}
MODULE = re.compile(r"evaluator(\.\w+)+")


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted((SOURCE / "evaluator").rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        found[name] = path
    return found


KNOWN = modules()


def room_of(module: str) -> str:
    """The room a module belongs to: the folder or file below the package."""
    return module.split(".")[1]


def imports(tree: ast.AST, module: str) -> Iterator[tuple[int, str]]:
    """Every module of ours that a module names in an import, anywhere in it, or as text for a late one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("evaluator."))
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*module.split(".")[: -node.level], *filter(None, [node.module])])
            if base == "evaluator":
                yield from ((node.lineno, f"evaluator.{name}") for name in submodules(node))
            elif base.startswith("evaluator."):
                yield node.lineno, base
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and MODULE.fullmatch(node.value):
            yield node.lineno, node.value


def submodules(node: ast.ImportFrom) -> list[str]:
    """What is taken from the package itself, each in the room it comes from; its version is everybody's."""
    names = [alias.name for alias in node.names if alias.name != "__version__"]
    return [name if name in LEVEL else "__init__" for name in names]


def wrong(module: str, line: int, imported: str) -> str:
    """Why an import is not allowed, or nothing."""
    here, there = room_of(module), room_of(imported)
    if there not in LEVEL:
        return f"{module}:{line} names {imported}, which has no room"
    if here == "documents" and there not in DOCUMENTS_SEE:
        return f"{module}:{line} imports {imported}: documents see the result and the root modules only"
    if here == "workbooks" and there not in WORKBOOKS_SEE:
        return f"{module}:{line} imports {imported}: workbooks see documents, the result and the root modules only"
    if here == "forms" and there not in FORMS_SEE:
        return f"{module}:{line} imports {imported}: forms see the language, the result's words and the root modules"
    if there == "forms" and here not in ("forms", "cli"):
        return f"{module}:{line} imports {imported}: only commands make forms"
    if here != there and LEVEL[there] > LEVEL[here]:
        return f"{module}:{line} imports {imported}, from a later room"
    return ""


def test_every_module_has_a_room() -> None:
    assert len(KNOWN) > 40
    assert {room_of(module) for module in KNOWN} == set(LEVEL)


def test_each_room_imports_only_rooms_before_it() -> None:
    examined: dict[str, int] = dict.fromkeys(LEVEL, 0)
    faults = []
    for module, path in KNOWN.items():
        for line, imported in imports(ast.parse(path.read_text(encoding="utf-8")), module):
            examined[room_of(module)] += 1
            faults.append(wrong(module, line, imported))
    unexamined = [room for room in LEVEL if not examined[room] and (SOURCE / "evaluator" / room).is_dir()]
    assert sum(examined.values()) > 200
    assert not unexamined, f"no import was examined in {unexamined}"
    assert list(filter(None, faults)) == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("evaluator.language.library", "from evaluator.evidence.model import Record", "later room"),
        ("evaluator.language.library", "def late():\n    import evaluator.cli.main", "later room"),
        ("evaluator.inference.conclude", "from evaluator import pipeline", "later room"),
        ("evaluator.standing.rank", "from ..result import model", "later room"),
        ("evaluator.standing.rank", "from evaluator import evaluate", "later room"),
        ("evaluator.evidence.read", "load = import_module('evaluator.result.model')", "later room"),
        ("evaluator.documents.render", "from evaluator.standing.season import Season", "result and the root"),
        (
            "evaluator.workbooks.book",
            "from evaluator.standing.season import Season",
            "documents, the result and",
        ),
        ("evaluator.forms.content", "from evaluator.evidence.model import Record", "the language, the result's words"),
        ("evaluator.desk.schema", "from evaluator.forms.content import Form", "only commands make forms"),
        ("evaluator.problems", "from evaluator.language.shape import Model", "later room"),
        ("evaluator.result.model", "from evaluator.nowhere import thing", "has no room"),
    ],
)
def test_an_import_of_a_later_room_is_found(module: str, source: str, fault: str) -> None:
    found = [wrong(module, line, imported) for line, imported in imports(ast.parse(source), module)]
    assert len(found) == 1
    assert fault in found[0]


def test_only_one_module_imports_the_rules_library() -> None:
    users = set()
    for module, path in KNOWN.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
            if any(re.fullmatch(r"durable(_rules_engine)?(\.\w+)*", name) for name in names):
                users.add(module)
    assert users == {"evaluator.inference.network"}
