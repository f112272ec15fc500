"""What `fuzz.py` puts inputs to, by name: a reader and what must hold of whatever it is given.

No exception but the reader's own problems; every place within the file; nothing is lost; and the same as another reader
of the same makes of it, where there is one. `followed` are the modules whose code tells new inputs from old ones.
"""

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

_SORTED = ("evaluator.evidence.collected", "evaluator.evidence.acts", "evaluator.evidence.read")
_TYPED = ("evaluator.evidence.values", "evaluator.evidence.cells", "evaluator.exact")
_CSV = ("evaluator.evidence.csvtext", "evaluator.evidence.tables", "evaluator.evidence.cells")
_YAML = ("evaluator.language.source",)
_JSON = ("evaluator.evidence.jsontext",)
_XLSX = tuple(f"evaluator.evidence.{name}" for name in ("work", "sheets", "grid", "keyed", "headings", "numberformats"))
_ANY = (*_SORTED, *_CSV, *_YAML, *_JSON)


class Target(NamedTuple):
    """A function of a module beside this one, and the modules that are followed."""

    module: str
    followed: tuple[str, ...]


TARGETS: Mapping[str, Target] = {
    "yaml": Target("fuzz_texts", (*_YAML, *_SORTED)),
    "json": Target("fuzz_texts", (*_JSON, *_SORTED)),
    "jsonl": Target("fuzz_texts", ("evaluator.evidence.lines", *_JSON, *_SORTED)),
    "csv": Target("fuzz_texts", (*_CSV, *_SORTED)),
    "encodings": Target("fuzz_texts", _CSV),
    "bulk": Target(
        "fuzz_tables", ("evaluator.evidence.bulk", "evaluator.evidence.bulk_typed", "evaluator.evidence.arrow")
    ),
    "parquet": Target("fuzz_tables", ("evaluator.evidence.parquet", "evaluator.evidence.bulk_typed")),
    "xlsx": Target("fuzz_tables", (*_XLSX, *_CSV)),
    "marked": Target("fuzz_tables", ("evaluator.marked",)),
    "answers": Target("fuzz_tables", ("evaluator.evidence",)),
    "numbers": Target("fuzz_numbers", (*_TYPED, "evaluator.language.scalars", "evaluator.result.earlier")),
    "marks": Target("fuzz_beside", (*_ANY, "evaluator.standing.panel")),
    "decisions": Target("fuzz_beside", (*_ANY, "evaluator.language.scalars")),
    "judged": Target("fuzz_beside", (*_SORTED, "evaluator.standing")),
    "rules": Target("fuzz_rules", ("evaluator.language",)),
    "translated": Target("fuzz_rules", ("evaluator.desk.translate", "evaluator.language.spelling", *_YAML)),
    "template": Target("fuzz_rules", ("evaluator.documents",)),
    "manifest": Target("fuzz_signing", ("evaluator.result.known", "evaluator.result.manifest")),
    "log": Target("fuzz_signing", ("evaluator.desk.acts",)),
    "acts": Target("fuzz_signing", ("evaluator.desk.acts",)),
    "signature": Target("fuzz_signing", ("evaluator.result.signatures",)),
    "keys": Target("fuzz_signing", ("evaluator.desk.keys",)),
    "past": Target("fuzz_signing", ("evaluator.desk.past", "evaluator.result.outcome", "evaluator.result.tables")),
    "earlier": Target("fuzz_signing", ("evaluator.result.tables", "evaluator.result.parquet", *_TYPED)),
}


def target(name: str) -> Callable[[bytes], None]:
    """What an input is put to."""
    found: Callable[[bytes], None] = getattr(import_module(TARGETS[name].module), f"of_{name}")
    return found


def tokens() -> list[bytes]:
    """Words of all formats, which a mutation puts in."""
    return [
        one.encode() for one in json.loads(Path(__file__).with_name("fuzz").joinpath("tokens.json").read_text("utf-8"))
    ]
