"""Random seasons of a made-up scheme of teams: every quantity, test and way of scoring that the recount covers.

Its money walks down tiers or goes by rates, its grades are limited by a quota, or its last are interviewed. What the
recount refuses where it is not answered is always answered.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from recount.text import Plain, documents
from recount_making import (
    KEPT_TITLE,
    ROUNDINGS,
    Files,
    Maker,
    Node,
    document,
    fresh,
    maker_bad,
    plain,
    record,
    split,
    vary_tiers,
)

START, END = date(2021, 1, 1), date(2021, 6, 30)
LEVELS, TOPICS = ("大", "中", "小"), ("甲", "乙", "丙", "丁")
SORTS, STEPS = ("例会", "协商", "走访"), ("公示", "听证", "表决", "公告")
FIELDS = """
size: {type: integer, minimum: 0, maximum: 60}
order: {type: integer, minimum: 1, maximum: 99}
due: {type: decimal, places: 2, minimum: 0, maximum: 10000}
area: {type: decimal, places: 1, minimum: 0, maximum: 90}
voters: {type: integer, minimum: 0, maximum: 70}
founded: {type: date}
renewed: {type: date}
level: {type: choice, of: [大, 中, 小]}
code: {type: text}
topics: {type: choices, of: [甲, 乙, 丙, 丁]}
late: {type: yes-no}
house: {type: text}
meetings:
  type: events
  of:
    held: {type: date}
    people: {type: integer, minimum: 0, maximum: 50}
    sort: {type: choice, of: [例会, 协商, 走访]}
done: {type: events, of: {on: {type: date}, step: {type: choice, of: [公示, 听证, 表决, 公告]}}}
awards:
  type: events
  of:
    granted: {type: date}
    rank: {type: choice, of: [县, 市, 省]}
    title: {type: choice, of: [称号, 表扬]}
    matter: {type: text}
"""
BEHIND = {
    "house.yaml": """
ruleset: houses
title: 示例
subject: house
in_force: {from: 2021-01-01}
fields: {rooms: {type: integer, minimum: 0, maximum: 20}}
criteria: [{id: roomy, title: 示例, when: {rooms: {at_least: 5}}, origin: local}]
""",
    "task.yaml": """
ruleset: tasks
title: 示例
subject: task
in_force: {from: 2021-01-01}
fields: {team: {type: text}, days: {type: integer, minimum: 0, maximum: 30}}
criteria: [{id: in-time, title: 示例, when: {days: {at_most: 7}}, origin: local}]
""",
}
(_FIELDS,) = documents(FIELDS, "fields")
SURE = ("size", "order", "due", "house")
"""What is always answered: a product, a comparison, a size or a rate of it is refused without."""


class Number(NamedTuple):
    """A number that rules may ask for: the range near which it is held against something, and its decimals."""

    low: float
    high: float
    places: int = 0
    counts: bool = False
    """Whether it is small and whole: a deduction may be made for each."""


ANSWERED = {"size": Number(0, 60), "voters": Number(0, 60), "area": Number(0, 90, 1)}


class Sheet:
    """One scheme as it is drawn."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.rng = maker, maker.rng
        self.way = self.rng.choice(("tiers", "tiers", "tiers", "rates", "quota", "groups"))
        self.closed = self.way in ("rates", "quota")  # refused where somebody is held
        self.linked, self.numbers, self.derived = maker.rarely(0.3), dict(ANSWERED), Node()
        self.derive()
        self.criteria: list[Node] = []
        self.judged: list[Node] = []

    def derive(self) -> None:
        every = {**self.of_rows(), **self.of_answers(), **(self.of_links() if self.linked else {})}
        if self.maker.rarely(0.3):
            every |= self.of_all()
        for name in self.rng.sample(sorted(every), self.rng.randint(2, 7)):
            self.derived[name], self.numbers[name] = every[name]

    def of_rows(self) -> dict[str, tuple[Node, Number]]:
        rng, some = self.rng, self.maker.rarely
        by = {"per": plain(rng.choice(("month", "quarter"))), "take": plain(rng.choice(("fewest", "most")))}
        where: Node = {"where": self.of_a_row()} if some(0.5) else {}
        prices = {one: {"称号": plain(3 + n), "表扬": plain(1 + n)} for n, one in enumerate(("县", "市", "省"))}
        single = {one: plain(2 * n) for n, one in enumerate(("县", "市", "省"))}
        paid = {"by": ["rank", "title"], "prices": prices} if some(0.5) else {"by": ["rank"], "prices": single}
        enough = rng.choice(({"count": {"at_least": plain(1)}}, {"people": {"less_than": plain(rng.randint(3, 15))}}))
        period: Node = {"per": by["per"], "when": enough, "take": Plain("number")}
        return {
            "held": ({"count": Plain("meetings"), **where}, Number(1, 8, 0, True)),
            "held-by": ({"count": Plain("meetings"), **where, **by}, Number(0, 3, 0, True)),
            "people": ({"sum": Plain("meetings"), "of": Plain("people"), **where}, Number(10, 60)),
            "people-by": ({"sum": Plain("meetings"), "of": Plain("people"), **by}, Number(0, 30)),
            "lasting": (
                {"count": Plain("awards"), "valid_months": plain(rng.choice((3, 6, 12)))},
                Number(0, 3, 0, True),
            ),
            "periods": ({"periods": Plain("meetings"), **period}, Number(0, 4, 0, True)),
            "taken": (
                {"steps": Plain("done"), "of": Plain("step"), **({"within_days": plain(20)} if some(0.6) else {})},
                Number(0, 4, 0, True),
            ),
            "prizes": (
                {"priced": Plain("awards"), **paid, **({"same_matter": Plain("matter")} if some(0.5) else {})},
                Number(0, 8),
            ),
        }

    def of_answers(self) -> dict[str, tuple[Node, Number]]:
        rng = self.rng
        rounding = {"places": plain(rng.randint(0, 3)), "rounding": plain(rng.choice(ROUNDINGS))}
        nothing = {"of_nothing": plain(rng.choice((0, 1)))} if self.closed or self.maker.rarely(0.5) else {}
        limits = sorted(rng.sample(range(5, 56, 5), 2))
        edges = [rng.choice(("below", "up_to")) for _ in limits]
        steps: list[Node] = [
            {edge: plain(limit), "value": plain(rng.randint(1, 9))} for edge, limit in zip(edges, limits, strict=True)
        ]
        return {
            "topics-named": ({"count": Plain("topics")}, Number(0, 4, 0, True)),
            "share": ({"share": Plain("voters"), "of": Plain("size"), **rounding, **nothing}, Number(0, 1, 1)),
            "months": ({"months_since": Plain("founded")}, Number(0, 24)),
            "days": ({"days_since": Plain("founded")}, Number(0, 700)),
            "in-all": ({"total_of": [Plain("size"), Plain("voters"), {"figure": Plain("more")}]}, Number(20, 110)),
            "spare": ({"difference": [Plain("size"), Plain("voters")]}, Number(-20, 20)),
            "part": ({"product": [Plain("size"), Plain("0.125")], **rounding}, Number(0, 8, 1)),
            "by-level": (
                {"table": [Plain("level")], "cells": {one: plain(rng.randint(0, 9)) for one in LEVELS}},
                Number(0, 9),
            ),
            "by-size": (
                {"stepped": Plain("size"), "values": [*steps, {"value": plain(rng.randint(1, 9))}]},
                Number(1, 9),
            ),
        }

    def of_links(self) -> dict[str, tuple[Node, Number]]:
        where: Node = self.rng.choice(
            ({"days": {"more_than": Plain("7")}}, {"finding": {"in-time": {"is": Plain("not-met")}}})
        )
        return {
            "tasks": ({"count": Plain("work"), "where": where}, Number(0, 3, 0, True)),
            "task-days": ({"sum": Plain("work"), "of": Plain("days")}, Number(0, 30)),
            "rooms": ({"value": Plain("home"), "of": Plain("rooms")}, Number(0, 20)),
        }

    def of_all(self) -> dict[str, tuple[Node, Number]]:
        take = self.rng.choice(({"take": Plain("highest")}, {"take": Plain("lowest")}, {"take": Plain("rank")}))
        first = {"first": plain(self.rng.choice(("highest", "lowest")))} if take["take"] == "rank" else {}
        within = {"within": Plain("street")} if self.maker.rarely(0.5) else {}
        high = Number(1, 6) if take["take"] == "rank" else Number(10, 60)
        return {"among": ({"compared": Plain("size"), **take, **first, **within}, high)}

    def limit(self, asked: Number) -> Plain:
        return self.maker.decimal(asked.low, asked.high, asked.places)

    def of_a_number(self) -> Node:
        rng = self.rng
        name = rng.choice(sorted(self.numbers))
        asked = self.numbers[name]
        operator = rng.choice(("at_least", "at_most", "more_than", "less_than"))
        value: Any = self.limit(asked)
        match rng.choice(("plain", "plain", "plain", "figure", "other", "two", "is", "among")):
            case "figure" if asked.places == 0:
                value = {"figure": Plain("limit")}
            case "other":
                value = {"value_of": plain(rng.choice(sorted(self.numbers)))}
                if self.maker.rarely(0.5):
                    value["times"] = plain(rng.choice(("50%", "2", "0.125")))
            case "two":
                return {name: {"at_least": value, "less_than": self.limit(asked)}}
            case "is" if name in ANSWERED:
                return {name: {rng.choice(("is", "is_not")): value}}
            case "among" if name in ANSWERED:
                return {name: {rng.choice(("one_of", "none_of")): [self.limit(asked) for _ in range(3)]}}
        return {name: {operator: value}}

    def of_a_word(self) -> Node:
        rng = self.rng
        some = [Plain(one) for one in rng.sample(TOPICS, rng.randint(1, 3))]
        levels = [Plain(one) for one in rng.sample(LEVELS, rng.randint(1, 2))]
        day = plain(START - timedelta(rng.randint(-100, 600)))
        found: Node = rng.choice(
            (
                {"topics": {rng.choice(("includes_any", "includes_all")): some}},
                {"topics": {"includes": some[0]}},
                {"level": {rng.choice(("one_of", "none_of")): levels}},
                {"level": {rng.choice(("is", "is_not")): levels[0]}},
                {"late": {rng.choice(("is", "is_not")): plain(rng.choice(("yes", "no")))}},
                {"founded": {rng.choice(("on_or_before", "on_or_after")): day}},
                {"founded": {rng.choice(("on_or_before", "on_or_after")): {"value_of": Plain("renewed")}}},
                {"code": {"matches": rng.choice(("A[0-9]+", "[AB]1.*", ".*2"))}},
                {"code": {rng.choice(("one_of", "none_of")): ["A12", "B12"]}},
                {"late": {"provided": plain(rng.choice(("yes", "no")))}},
                {"area": {"provided": Plain("yes")}},
            )
        )
        return found

    def of_a_row(self) -> Node:
        rng = self.rng
        found: Node = rng.choice(
            (
                {"sort": {"is": plain(rng.choice(SORTS))}},
                {"sort": {"one_of": [Plain(one) for one in rng.sample(SORTS, 2)]}},
                {"people": {"at_least": plain(rng.randint(3, 15))}},
                {"any": [{"sort": {"is": plain(SORTS[0])}}, {"people": {"more_than": plain(9)}}]},
            )
        )
        return found

    def asked(self, depth: int = 2) -> Node:
        rng = self.rng
        if depth and self.maker.rarely(0.4):
            parts = [self.asked(depth - 1) for _ in range(rng.randint(2, 3))]
            match rng.choice(("all", "any", "none", "not", "at_least")):
                case "not":
                    return {"not": parts[0]}
                case "at_least":
                    return {"at_least": plain(rng.randint(1, len(parts))), "of": parts}
                case word:
                    return {word: parts}
        if self.criteria and self.maker.rarely(0.15):
            return {"finding": {str(rng.choice(self.criteria)["id"]): {"is": plain(rng.choice(("met", "not-met")))}}}
        return self.of_a_number() if self.maker.rarely(0.6) else self.of_a_word()

    def entry(self) -> Node:
        small = sorted(name for name, one in self.numbers.items() if one.counts)
        made: Node = {"points": plain(Decimal(self.rng.randint(1, 6)) / 2)}
        if small and self.maker.rarely(0.7):
            made["each"] = plain(self.rng.choice(small))
        else:
            made["when"] = self.asked(1)
        return {**made, **({"cap": plain(self.rng.randint(1, 6))} if self.maker.rarely(0.4) else {})}

    def line(self, name: str) -> None:
        """One more criterion."""
        rng, some = self.rng, self.maker.rarely
        made: Node = {"id": plain(name), "title": KEPT_TITLE, "origin": Plain("local")}
        worth = {"worth": plain(Decimal(rng.randint(4, 40)) / 2)}
        match rng.choice(
            ("when", "when", "bands", "proportional", "deductions", "additions", "bonus", "assessed", "check")
        ):
            case "when":
                made |= {**worth, "when": self.asked()}
            case "check":
                made |= {"when": self.asked()}
            case "bands":
                made["bands"] = [{"points": one, "when": self.asked(1)} for one in self.maker.falling(3, 12)]
                if some(0.5):
                    made["bands"].append({"points": Plain("0")})
            case "proportional":
                made |= {**worth, "proportional": self.proportion()}
            case "deductions":
                made |= {**worth, "deductions": [self.entry() for _ in range(rng.randint(1, 3))]}
                made |= {"floor": plain(rng.choice((-5, -1, 0)))} if some(0.4) else {}
            case "additions":
                made |= {**worth, "additions": [self.entry() for _ in range(rng.randint(1, 3))]}
            case "bonus":
                made |= {"bonus": [self.entry()], "cap": plain(rng.randint(1, 8))}
            case "assessed":
                judges = rng.choice((1, 1, 2, 3))
                take = {"assessors": plain(judges), "take": plain(rng.choice(("mean", "highest", "lowest")))}
                made["assessed"] = {"from": Plain("0"), "to": plain(rng.choice((5, 10))), "by": Plain("评审组")}
                made["assessed"] |= {"places": plain(rng.randint(0, 1)), **(take if judges > 1 else {})}
                self.judged.append(made)
        if "when" not in made or "worth" in made:
            made |= {"none_if": self.asked(1)} if some(0.15) else {}
            if self.criteria and some(0.2):  # what applies to somebody is always known: it turns on the size
                made["applies"] = {"size": {rng.choice(("at_least", "at_most")): plain(rng.randint(10, 50))}}
                made["when_not_applicable"] = plain(rng.choice(("leave_out", "full", "zero")))
        self.criteria.append(made)

    def proportion(self) -> Node:
        name = self.rng.choice(sorted(self.numbers))
        asked = self.numbers[name]
        ends = [plain(asked.low), plain(asked.high)]
        match self.rng.choice(("plain", "turned", "figure", "size")):
            case "turned":
                ends.reverse()
            case "figure":
                ends[1] = {"figure": Plain("limit")}  # type: ignore[call-overload]
            case "size":
                ends = [Plain("0"), Plain("size")]
        return {"of": plain(name), "from": ends[0], "to": ends[1]}

    def first(self) -> None:
        """A criterion that everybody has: a component of which nothing applies has no score."""
        worth = {"worth": Plain("10"), "when": self.asked(1)}
        name = plain(f"line-{len(self.criteria)}")
        self.criteria.append({"id": name, "title": KEPT_TITLE, **worth, "origin": Plain("local")})

    def files(self) -> Files:
        rng, maker = self.rng, self.maker
        head = {"title": KEPT_TITLE, "subject": Plain("team")}
        common: Node = {"fields": fresh(_FIELDS), "derived": self.derived, "figures": self.figures()}
        if maker.rarely(0.2) and not self.closed:
            common["fields"]["meetings"]["reported"] = Plain("by_period")
        if self.linked:
            common["links"] = {
                "work": {"ruleset": Plain("tasks"), "theirs": Plain("team")},
                "home": {"ruleset": Plain("houses"), "mine": Plain("house")},
            }
        components, rules = [], {}
        weights = rng.choice(((100,), (100,), (60, 40), (33, 67)))
        for number, weight in enumerate(weights):
            self.first()
            begun = len(self.criteria) - 1
            for _ in range(rng.randint(1, 4)):
                self.line(f"line-{len(self.criteria)}")
            name = f"part-{number}"
            in_force = {"in_force": {"from": Plain("2021-01-01")}}
            own = {"ruleset": plain(name), **head, **in_force, **(common if number == 0 else {})}
            rules[f"{name}.yaml"] = document({**own, "criteria": self.criteria[begun:]})
            components.append({"ruleset": plain(name), "weight": plain(f"{weight}%"), "origin": Plain("local")})
        period = {"from": plain(START), "to": plain(END)}
        scheme: Node = {"scheme": Plain("every-part"), **head, "period": period, "components": components}
        if maker.rarely(0.5):
            scheme["requires"] = [Plain("street")]
        out_of = rng.choice(({}, {}, {"out_of": Plain("points")}, {"out_of": Plain("1000")}))
        places = {"places": plain(rng.choice((0, 1, 2))), "rounding": plain(rng.choice(ROUNDINGS))}
        scheme["total"] = {**places, **out_of, "origin": Plain("local")}
        self.stand(scheme)
        files = Files("rules/scheme.yaml", {"scheme.yaml": document(scheme), **rules})
        files.rules |= BEHIND if self.linked else {}
        rng = self.rng = maker.turn(closed=self.closed)
        if maker.rarely(0.4):
            files.as_of = str(date(2021, 4 if self.closed else 3, 1) + timedelta(rng.randint(0, 100)))
        files.evidence = split(maker, self.records())
        return files

    def figures(self) -> Node:
        def figure(*values: int) -> list[Node]:
            given = {"origin": Plain("local"), "authority": KEPT_TITLE}
            days = (Plain("2021-01-01"), Plain("2021-05-01"))
            return [{"from": day, "value": plain(one), **given} for day, one in zip(days, values, strict=False)]

        return {
            "limit": figure(self.rng.randint(2, 9), self.rng.randint(2, 30)),
            "more": figure(self.rng.randint(1, 20)),
        }

    def stand(self, scheme: Node) -> None:
        """Gates and vetoes, ranks, grades, and what follows from them."""
        rng, some = self.rng, self.maker.rarely
        here = {"title": KEPT_TITLE, "origin": Plain("local")}
        if some(0.4) and self.way != "quota":
            scheme["gates"] = [{"id": Plain("gate"), **here, "when": self.asked(1)}]
        if some(0.4) and self.way != "quota":
            effect = plain(rng.choice(("ineligible", "zero")))
            scheme["vetoes"] = [
                {"id": Plain("v"), **here, "when": self.asked(1), "basis": KEPT_TITLE, "effect": effect}
            ]
        ties: list[Node] = []
        for name in rng.sample(["size", "part-0", *sorted(self.derived)], rng.randint(0, 2)):
            tie = {"by": plain(name), "places": plain(rng.randint(0, 1)), "rounding": plain(rng.choice(ROUNDINGS))}
            ties.append({**tie, "first": plain(rng.choice(("highest", "lowest")))})
        if self.way == "quota":  # an open tie at its end is refused
            ties.append({"by": Plain("order"), "places": Plain("0"), "first": Plain("lowest")})
        ranking: Node = {"ties": ties} if ties else {}
        if self.way == "groups":
            ranking |= {"within": plain(rng.choice(("street", "community")))}
        if some(0.3) and self.way != "quota":
            ranking["members"] = {"size": {"at_least": plain(rng.randint(5, 20))}}
        scheme["ranking"] = {**ranking, "origin": Plain("local")}
        getattr(self, f"by_{self.way}")(scheme)

    def by_tiers(self, scheme: Node) -> None:
        scheme["allocation"] = {"method": Plain("walk-down")}
        met = [str(one["id"]) for one in self.criteria if "bonus" not in one]
        vary_tiers(self.maker, scheme["allocation"], met)

    def by_rates(self, scheme: Node) -> None:
        rng = self.rng
        rates: list[Node] = []
        for number, limit in enumerate(sorted(rng.sample(range(20, 95, 5), rng.randint(1, 3)), reverse=True)):
            condition: Node = {"total": {"at_least": plain(limit)}} if self.maker.rarely(0.7) else self.asked(1)
            rate = plain(rng.choice(("100%", "80%", "33.3%", "0.125")))
            rates.append({"id": plain(f"rate-{number}"), "rate": rate, "when": condition, "origin": Plain("local")})
        if self.maker.rarely(0.3):
            rates[0]["of"] = Plain("size")
        if self.maker.rarely(0.5):
            rates.append({"id": Plain("rest"), "rate": Plain("5%"), "origin": Plain("local")})
        budget = {"budget": Plain("200000"), "of": Plain("due")}
        scheme["allocation"] = {"method": Plain("by-rate"), **budget, "rates": rates, "origin": Plain("local")}

    def by_quota(self, scheme: Node) -> None:
        rng = self.rng
        top, low = sorted(rng.sample(range(30, 95, 5), 2), reverse=True)
        quotas: list[Node] = [{"quota": {"places": plain(rng.randint(1, 3))}} for _ in range(2)]
        quotas[1] = quotas[1] if self.maker.rarely(0.5) else {}
        local = {"title": KEPT_TITLE, "origin": Plain("local")}
        scheme["grades"] = [
            {"id": Plain("甲"), **local, "from": plain(top), **quotas[0]},
            {"id": Plain("乙"), **local, "from": plain(low), "below": plain(top), **quotas[1]},
            {"id": Plain("丙"), **local, "below": plain(low)},
        ]

    def by_groups(self, scheme: Node) -> None:
        size = {"group_size": {"at_least": plain(self.rng.choice((2, 3)))}}
        last = {"lower_in_group": {"is": Plain("0")}}
        scheme["interviews"] = {
            "id": Plain("last"),
            "title": KEPT_TITLE,
            "when": {"all": [size, last, {"higher_in_group": {"at_least": Plain("1")}}]},
            "open": {"all": [size, last, {"higher_in_group": {"is": Plain("0")}}]},
            "by": KEPT_TITLE,
            "origin": Plain("local"),
        }
        if self.maker.rarely(0.7):
            local = {"title": KEPT_TITLE, "origin": Plain("local")}
            scheme["grades"] = [
                {"id": Plain("达标"), **local, "when": self.asked(1)},
                {"id": Plain("未达标"), **local},
            ]

    def records(self) -> list[Node]:
        rng, maker = self.rng, self.maker
        found = []
        orders = rng.sample(range(1, 100), 12)
        pool = [self.answers() for _ in range(rng.randint(1, 4))]
        for number in range(1, rng.randint(3, 10)):
            id_ = f"{number:02}"
            given = fresh(rng.choice(pool)) if maker.rarely(0.5) else self.answers()
            given["order"] = plain(orders[number])
            given = maker.answers(given, maker_bad(maker), SURE)
            street = "" if maker.rarely(maker.faults) else rng.choice(("甲街道", "甲街道", "乙街道"))
            made = record("team", id_, given, street)
            made["subject"]["community"] = rng.choice(("东社区", "西社区"))
            judged = {str(one["id"]): self.judgements(one["assessed"]) for one in self.judged}
            made |= {"assessed": {name: one for name, one in judged.items() if one}} if judged else {}
            found.append(made)
            if self.linked:
                found += [self.task(id_, n) for n in range(rng.randint(0, 3))]
        if self.linked:
            for name in ("h1", "h2"):
                found.append(record("house", name, {"rooms": plain(rng.randint(2, 20))}))
        return found

    def task(self, team: str, number: int) -> Node:
        given = self.maker.answers({"days": plain(self.rng.randint(4, 12))}, lambda _: Plain("无"))
        return record("task", f"{team}-{number}", {"team": team, **given})

    def judgements(self, asked: Node) -> list[Node]:
        most, places = int(asked["to"]), int(asked["places"])
        found = []
        for number in range(int(asked.get("assessors", "1"))):
            if not self.maker.rarely(self.maker.gaps):
                points = self.maker.decimal(most - 3, most, places)
                found.append({"points": points, "by": f"委员{number}", "reason": "示例"})
        return found

    def rows(self, count: int, make: Callable[[], Node]) -> list[Node]:
        """Rows, of some of which a cell is left out."""
        found = []
        for _ in range(count):
            row = make()
            if self.maker.rarely(self.maker.gaps):
                row[self.rng.choice(list(row))] = Plain("")
            found.append(row)
        return found

    def answers(self) -> Node:
        rng, maker = self.rng, self.maker

        def meeting() -> Node:
            day = maker.day(date(2020, 12, 20), date(2021, 7, 5))
            return {"held": day, "people": plain(rng.randint(0, 20)), "sort": plain(rng.choice(SORTS))}

        done, day = [], START + timedelta(rng.randint(0, 60))
        for step in STEPS[: rng.randint(0, 4)]:
            day += timedelta(rng.choice((-3, 1, 10, 19, 20, 21)))
            done.append({"on": plain(day), "step": plain(step)})
        if done and maker.rarely(0.2):
            del done[rng.randrange(len(done))]
        awards = [
            {
                "granted": maker.day(date(2020, 5, 1), END),
                "rank": plain(rng.choice(("县", "市", "省"))),
                "title": plain(rng.choice(("称号", "表扬"))),
                "matter": rng.choice(("一", "二")),
            }
            for _ in range(rng.randint(0, 4))
        ]
        size = rng.choice((0, 10, 20, 25, 30, 40, 50, 60)) if maker.rarely(0.5) else rng.randint(0, 60)
        founded = maker.day(date(2019, 8, 1), END)
        return {
            "size": plain(size),
            "due": maker.decimal(0, 10000, 2),
            "area": maker.decimal(0, 90, rng.randint(0, 1)),
            "voters": plain(rng.randint(0, min(70, size + 5))),
            "founded": founded,
            "renewed": rng.choice((founded, maker.day(START, END))),
            "level": plain(rng.choice(LEVELS)),
            "code": rng.choice(("A12", "B12", "A3", "C2")),
            "topics": [Plain(one) for one in rng.sample(TOPICS, rng.randint(0, 4))],
            "late": maker.yes(0.5),
            "house": rng.choice(("h1", "h2")),
            "meetings": self.rows(rng.choice((0, 3, 6, 9)), meeting),
            "done": done,
            "awards": awards,
        }


def every_part(maker: Maker) -> Files:
    """Teams, by a scheme drawn anew for each season."""
    return Sheet(maker).files()
