"""What random seasons are made with: nodes written as rules and evidence, draws close to what they are held against."""

import json
import random
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from recount.text import Plain, documents

RULES = Path(__file__).resolve().parent.parent / "rules"
KEPT_TITLE = Plain("示例")
Node = dict[str, Any]


@dataclass
class Files:
    """One season: rules and evidence by name, and the day it is evaluated as of."""

    scheme: str
    rules: dict[str, str]
    evidence: dict[str, str] = field(default_factory=dict)
    as_of: str | None = None

    def write(self, folder: Path) -> None:
        for part, texts in (("rules", self.rules), ("evidence", self.evidence)):
            for name, text in texts.items():
                path = folder / part / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")


def shown(value: Any) -> str:
    """A value in flow style: plain scalars as they are, texts in quotation marks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(shown(one) for one in value) + "]"
    if isinstance(value, Plain):
        return str(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def document(node: Node) -> str:
    return "".join(f"{key}: {shown(value)}\n" for key, value in node.items())


@cache
def _shipped(name: str) -> Node:
    (node,) = documents((RULES / name).read_text(encoding="utf-8"), name)
    found: Node = _bare(node)
    return found


def base(name: str) -> Node:
    """A shipped file, without what only people read, to be changed at will."""
    found: Node = fresh(_shipped(name))
    return found


def fresh(node: Any) -> Any:
    """A copy of which no part is shared."""
    if isinstance(node, dict):
        return {key: fresh(one) for key, one in node.items()}
    return [fresh(one) for one in node] if isinstance(node, list) else node


def _bare(node: Any) -> Any:
    if isinstance(node, list):
        return [_bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {}
    for key, one in node.items():
        if isinstance(one, dict) and "type" in one:  # a field or column, whatever its name
            found[key] = _bare(one)
        elif key in ("title", "basis", "authority"):
            found[key] = KEPT_TITLE
        elif key not in ("label", "unit", "remedy", "help", "source"):
            found[key] = _bare(one)
    return found


def plain(value: object) -> Plain:
    return Plain(str(value))


class Maker:
    """Draws one season: first its rules, then what is submitted, each by a chance of its own."""

    def __init__(self, rules: random.Random, submitted: random.Random) -> None:
        self.rng = rules
        self.submitted = submitted
        self.gaps = self.faults = self.in_lines = 0.0

    def turn(self, *, closed: bool = False) -> random.Random:
        """From rules to what is submitted; `closed` if nothing may be left out."""
        self.rng = self.submitted
        self.gaps = self.rng.choice((0, 0, 0.01, 0.04, 0.12)) * (not closed)
        self.faults = self.rng.choice((0, 0, 0, 0.02)) * (not closed)
        self.in_lines = self.rng.choice((0.25, 0.9))
        return self.rng

    def rarely(self, chance: float) -> bool:
        return self.rng.random() < chance

    def decimal(self, low: float, high: float, places: int) -> Plain:
        unit = 10**places
        return plain(Decimal(self.rng.randint(round(low * unit), round(high * unit))) / unit)

    def falling(self, count: int, top: int) -> list[Plain]:
        """Points of bands, falling."""
        halves = self.rng.sample(range(1, 2 * top), count)
        return [plain(Decimal(one) / 2) for one in sorted(halves, reverse=True)]

    def answers(self, given: Node, bad: Callable[[str], Any], sure: Container[str] = ()) -> Node:
        """Some answers left out, a few replaced by what cannot be used; not those that are sure."""
        found = {}
        for key, value in given.items():
            if key in sure:
                found[key] = value
            elif self.rarely(self.gaps):
                if self.rarely(0.5):
                    found[key] = Plain("")
            elif self.rarely(self.faults):
                found[key] = bad(key)
            else:
                found[key] = value
        return found

    def day(self, start: date, end: date) -> Plain:
        return plain(start + timedelta(self.rng.randint(0, (end - start).days)))

    def near(self, value: int, least: int = 0) -> Plain:
        return plain(max(least, value + self.rng.choice((-1, 0, 0, 1, 5))))

    def yes(self, chance: float = 0.8) -> Plain:
        return Plain(self.rng.choice(("yes", "true", "是")) if self.rarely(chance) else self.rng.choice(("no", "否")))


def record(kind: str, id_: str, evidence: Node, street: str = "甲街道", **more: Any) -> Node:
    who = {"kind": plain(kind), "id": id_, "name": f"某{id_}", "street": street}
    return {"subject": {key: one for key, one in who.items() if one}, "evidence": evidence, **more}


def split(maker: Maker, records: list[Node]) -> dict[str, str]:
    """Records as YAML documents, JSON and JSON Lines, sometimes one subject's in two files."""
    rng = maker.rng
    parts: dict[str, list[Node]] = {"a.yaml": [], "b.json": [], "c.jsonl": []}
    for one in records:
        name = "c.jsonl" if maker.rarely(maker.in_lines) else rng.choice(("a.yaml", "a.yaml", "b.json"))
        keys = list(one["evidence"])
        if keys and maker.rarely(0.1):
            moved = set(rng.sample(keys, rng.randint(1, len(keys))))
            other = {key: value for key, value in one["evidence"].items() if key in moved}
            if maker.rarely(0.2):  # given twice, alike
                moved = set()
            rest = {key: value for key, value in one["evidence"].items() if key not in moved}
            parts[name].append({**one, "evidence": rest})
            parts[rng.choice([it for it in parts if it != name])].append({"subject": one["subject"], "evidence": other})
        else:
            parts[name].append(one)
    found = {}
    if parts["a.yaml"]:
        found["a.yaml"] = "---\n".join(document(one) for one in parts["a.yaml"])
    if parts["b.json"]:
        found["b.json"] = json.dumps([as_json(one) for one in parts["b.json"]], ensure_ascii=False)
    if parts["c.jsonl"]:
        found["c.jsonl"] = "".join(json.dumps(as_json(one), ensure_ascii=False) + "\n" for one in parts["c.jsonl"])
    return found


class Number(float):
    """A number that JSON writes as it was written."""

    def __new__(cls, text: str) -> "Number":
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __repr__(self) -> str:
        return self.text


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if not isinstance(value, Plain):
        return value
    if value in ("true", "yes"):
        return True
    if value in ("false", "no"):
        return False
    if value == "":
        return None
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return Number(value)
    except ValueError:
        return str(value)


ROUNDINGS = ("half-even", "half-up")


def maker_bad(maker: Maker) -> Callable[[str], Any]:
    def bad(key: str) -> Any:
        return maker.rng.choice(("7", Plain("-1"), Plain("几个"), Plain("1.234"), [Plain("报修"), Plain("其他")], {}))

    return bad


def vary_tiers(maker: Maker, allocation: Node, met: Sequence[str]) -> None:
    rng = maker.rng
    tiers = []
    for name in ("一等", "二等", "三等", "四等")[: rng.randint(1, 4)]:
        amount = maker.decimal(1000, 90000, rng.choice((0, 0, 2)))
        tier = {"id": plain(name), "places": plain(rng.randint(1, 3)), "amount": amount, "origin": Plain("local")}
        if maker.rarely(0.4):
            wanted = rng.sample(met, rng.randint(1, min(3, len(met))))
            tier["when"] = {"all": [{"finding": {one: {"is": Plain("met")}}} for one in wanted]}
        tiers.append(tier)
    allocation["tiers"] = tiers
    spent = sum(int(one["places"]) * Decimal(one["amount"]) for one in tiers)
    allocation["budget"] = plain(spent + rng.choice((0, 0, 1000)))
    allocation["eligible"] = {"total": {"at_least": plain(rng.choice((0, 50, 60, 70, 80)))}}
    if maker.rarely(0.2):
        del allocation["eligible"]
    allocation["origin"] = Plain("local")


def back(day: date, months: int) -> date:
    """The day so many months earlier, or the last of that month."""
    count = day.year * 12 + day.month - 1 - months
    for number in range(day.day, 27, -1):
        try:
            return date(count // 12, count % 12 + 1, number)
        except ValueError:
            pass
    return date(count // 12, count % 12 + 1, day.day)
