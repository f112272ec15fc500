"""Schemas beside the rules, and a first line in each file by which editors find them: `python tests/modelines.py`.

Run it again after the rule language or a rule file changed; a test says when that is due.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evaluator.desk.schema import KINDS, file_schema
from evaluator.language.words import WORDS

RULES = Path(__file__).resolve().parent.parent / "rules"
LINE = re.compile(r"\A(\N{BYTE ORDER MARK}?)(?:# yaml-language-server: [^\n]*\n)?")
FIRST = {"ruleset": "rules", "scheme": "scheme", "season": "season", "cases": "cases"}
SPELT = {word: (kind, "en") for word, kind in FIRST.items()} | {
    WORDS[word]: (kind, "zh") for word, kind in FIRST.items()
}


def schemas() -> Iterator[tuple[Path, str]]:
    """Every schema file, and what it must hold."""
    for kind in KINDS:
        for spelling in ("en", "zh"):
            made = json.dumps(file_schema(kind, spelling), ensure_ascii=False, indent=1)
            yield RULES / "schemas" / f"{kind}.{spelling}.json", made + "\n"


def modeline(path: Path, text: str) -> str:
    """The first line of a rule or case file, by the keyword its first document begins with."""
    found = re.search(rf"^({'|'.join(SPELT)}):", text, re.M)
    assert found, path
    kind, spelling = SPELT[found[1]]
    up = "../" * (len(path.relative_to(RULES).parts) - 1)
    return f"# yaml-language-server: $schema={up}schemas/{kind}.{spelling}.json\n"


def lined(path: Path) -> str:
    """A file with its first line as it must be."""
    text = path.read_bytes().decode("utf-8")
    return LINE.sub(lambda found: found[1] + modeline(path, text), text, count=1)


def files() -> list[Path]:
    """Every rule and case file that is shipped."""
    return sorted(path for path in RULES.rglob("*.yaml") if not path.name.startswith((".", "_")))


def main() -> None:
    for path, text in schemas():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in files():
        path.write_bytes(lined(path).encode("utf-8"))


if __name__ == "__main__":
    main()
