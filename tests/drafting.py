"""Rule and evidence files as text, from plain values."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from oracle import BAD


class Written(str):
    """Text that goes into a file as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class Fig:
    """A value of a test that is looked up as a figure."""

    name: str
    value: Any


def decimal(value: Fraction | int) -> str:
    """A number in plain decimals."""
    value = Fraction(value)
    sign, value = ("-" if value < 0 else ""), abs(value)
    digits, places = value.numerator, 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
        digits = value.numerator
        assert places < 13
    text = str(digits).rjust(places + 1, "0")
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)


def flow(value: Any, *, inline: bool = False) -> str:
    """A value on one line; `inline` writes a figure's value where the figure would be named."""
    if isinstance(value, Fig):
        return flow(value.value) if inline else flow({"figure": value.name})
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(part, inline=inline)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(part, inline=inline) for part in value) + "]"
    if value is BAD:
        return "{oops: 1}"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Fraction)):
        return decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, Written) else json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalpha() else json.dumps(key, ensure_ascii=False)


def block(document: dict[str, Any], *, inline: bool = False) -> str:
    """A document whose first two levels stand on lines of their own."""
    lines = []
    for key, value in document.items():
        if isinstance(value, dict) and value:
            lines.append(f"{_key(key)}:")
            lines += [f"  {_key(name)}: {flow(part, inline=inline)}" for name, part in value.items()]
        elif isinstance(value, (list, tuple)) and value:
            lines.append(f"{_key(key)}:")
            lines += [f"  - {flow(part, inline=inline)}" for part in value]
        elif value not in ({}, [], ()):
            lines.append(f"{_key(key)}: {flow(value, inline=inline)}")
    return "\n".join(lines) + "\n"


def figures_in(value: Any) -> Iterator[Fig]:
    """Every figure a document uses."""
    if isinstance(value, Fig):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from figures_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from figures_in(part)


def rule_text(document: dict[str, Any], *, inline: bool) -> bytes:
    """A rule set or scheme, its figures declared, or written out where they are used."""
    declared = {}
    for figure in () if inline else figures_in(document):
        held = [("2021-02-01", figure.value), ("2019-01-01", "not yet"), ("2022-01-01", "no longer")]
        declared[figure.name] = [
            {"from": Written(day), "value": value, "origin": "local", "authority": "office"} for day, value in held
        ]
    return block({**document, "figures": declared}, inline=inline).encode()


def json_value(value: Any) -> str:
    """A value as JSON: numbers as numbers, dates as text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {json_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(json_value, value)) + "]"
    if value is BAD:
        return '{"oops": 1}'
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return decimal(value) if isinstance(value, (int, Fraction)) else json.dumps(str(value), ensure_ascii=False)
