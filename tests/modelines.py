"""Schemas beside the rules, and a line in each document by which editors find them: `python tests/modelines.py`.

Run it again after the rule language or a rule file changed; a test says when that is due.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from evaluator.desk.schema import KINDS, file_schema
from evaluator.language.words import WORDS

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"
PACKS = (ROOT / "examples" / "library-branches" / "rules",)
"""Folders of rules elsewhere, whose files name the same schemas."""
LINE = re.compile(r"\A(\N{BYTE ORDER MARK}?)(?:# yaml-language-server: [^\n]*\n)?")
FIRST = {"ruleset": "rules", "scheme": "scheme", "season": "season", "calendar": "calendar", "cases": "cases"}
SPELT = {word: (kind, "en") for word, kind in FIRST.items()} | {
    WORDS[word]: (kind, "zh") for word, kind in FIRST.items()
}


def schemas() -> Iterator[tuple[Path, str]]:
    """Every schema file, and what it must hold."""
    for kind in KINDS:
        for spelling in ("en", "zh"):
            made = json.dumps(file_schema(kind, spelling), ensure_ascii=False, indent=1)
            yield RULES / "schemas" / f"{kind}.{spelling}.json", made + "\n"


def modeline(path: Path, kinds: list[tuple[str, str]]) -> str:
    """The line that names the schema of documents: their own, or that of rule sets, which fits those of any kind."""
    kind, spelling = kinds[0] if len({kind for kind, _ in kinds}) == 1 else ("rules", kinds[0][1])
    schema = Path(os.path.relpath(RULES / "schemas" / f"{kind}.{spelling}.json", path.parent)).as_posix()
    return f"# yaml-language-server: $schema={schema}\n"


def kinds_of(text: str) -> list[tuple[str, str]]:
    """The kind and spelling of each document, by the keyword it begins with."""
    return [SPELT[word] for word in re.findall(rf"^({'|'.join(SPELT)}):", text, re.M)]


def lined(path: Path) -> str:
    """A file with its first lines as they must be: the first for all of it, each further document's for itself."""
    text = path.read_bytes().decode("utf-8")
    parts = re.split(r"^(---\n)", text, flags=re.M)
    made = []
    for number, part in enumerate(parts):
        kinds = kinds_of(text if not made else part)
        line = modeline(path, kinds) if number % 2 == 0 and kinds else ""
        made.append(LINE.sub(lambda found, line=line: found[1] + line, part, count=1) if number % 2 == 0 else part)
    return "".join(made)


def files() -> list[Path]:
    """Every rule and case file that is shipped."""
    found = (path for folder in (RULES, *PACKS) for path in folder.rglob("*.yaml"))
    return sorted(path for path in found if not path.name.startswith((".", "_")))


def main() -> None:
    for path, text in schemas():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in files():
        path.write_bytes(lined(path).encode("utf-8"))


if __name__ == "__main__":
    main()
