"""How the invented evidence is drawn by chance and written: the same bytes on every machine."""

import csv
import io
import random
from collections.abc import Sequence
from typing import Any

HEADING = "# 示例数据，纯属虚构 / synthetic example data\n"
IDENTITY = ("kind", "id", "name", "street", "community")
Record = dict[str, Any]


class Dice:
    """Chance from a key; only `random()` is used, which every Python version gives alike."""

    def __init__(self, *key: object) -> None:
        self._next = random.Random("/".join(map(str, ("haiyang-2021", *key)))).random

    def whole(self, least: int, most: int) -> int:
        return least + int(self._next() * (most - least + 1))

    def pick(self, options: list[Any]) -> Any:
        return options[self.whole(0, len(options) - 1)]

    def some(self, options: list[Any], number: int) -> list[Any]:
        left = list(options)
        chosen = [left.pop(self.whole(0, len(left) - 1)) for _ in range(number)]
        return [option for option in options if option in chosen]

    def days(self, months: list[int]) -> list[str]:
        """A day of 2021 in each month; in June before the panels submit."""
        return sorted(f"2021-{month:02}-{self.whole(2, 16 if month == 6 else 27):02}" for month in months)


def plain(value: Any, words: tuple[str, str], key: str = "") -> str:
    """One value as YAML on one line."""
    if isinstance(value, bool):
        return words[0] if value else words[1]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {plain(item, words, name)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(plain(item, words) for item in value) + "]"
    return f'"{value}"' if key in ("id", "sha256") else str(value)


def as_yaml(record: Record, words: tuple[str, str] = ("yes", "no")) -> str:
    lines = [f"{key}: {plain(record[key], words)}" for key in ("subject", "submitted")] + ["evidence:"]
    for name, value in record["evidence"].items():
        rows = value if isinstance(value, list) and value and isinstance(value[0], dict) else []
        lines.append(f"  {name}:" if rows else f"  {name}: {plain(value, words)}")
        lines += [f"    - {plain(row, words)}" for row in rows]
    if "attachments" in record:
        lines += ["attachments:", *(f"  - {plain(row, words)}" for row in record["attachments"])]
    return "\n".join(lines) + "\n"


def as_list(records: Sequence[Record], words: tuple[str, str] = ("yes", "no")) -> str:
    """Several records as one YAML file."""
    listed = (as_yaml(record, words).rstrip().replace("\n", "\n  ") for record in records)
    return HEADING + "".join(f"- {text}\n" for text in listed)


def as_csv(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def table(records: Sequence[Record]) -> str:
    """Flat records, one row each; every one has the same columns."""
    return as_csv(list(records[0]), [list(record.values()) for record in records])
