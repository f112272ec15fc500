"""Random seasons as files: variations of the shipped schemes' figures, with evidence, marks and decisions near them.

Values are drawn close to the thresholds they are held against, from few, so that ties and limits just met are common;
some are missing, a few cannot be used. The same seed makes the same files.
"""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal

from recount.text import Plain
from recount_every_part import every_part
from recount_making import (
    KEPT_TITLE,
    ROUNDINGS,
    Files,
    Maker,
    Node,
    back,
    base,
    document,
    fresh,
    maker_bad,
    plain,
    record,
    split,
    vary_tiers,
)

HAVES = ("party-organisation", "service-place", "procedures", "disclosure", "indicators", "cases")
ASPECTS = ("走", "晒", "学", "评")


def neighbourhoods(maker: Maker) -> Files:
    """Demonstration neighbourhoods, with other figures."""
    rng = maker.rng
    rules, scheme = base("neighbourhoods/six-haves.yaml"), base("schemes/demonstration-neighbourhoods.yaml")
    register = base("neighbourhoods/estate-branch.yaml")
    del scheme["documents"], scheme["course"]
    limits = vary_haves(maker, rules)
    vary_panel(maker, scheme["panel"])
    weight = rng.choice((60, 60, 50, 70, 33, 87.5))
    scheme["components"][0]["weight"] = plain(f"{weight}%")
    scheme["components"][1]["weight"] = plain(f"{100 - weight}%")
    scheme["total"] |= {"places": plain(rng.choice((0, 1, 2, 2))), "rounding": plain(rng.choice(ROUNDINGS))}
    gate = rng.choice((None, *HAVES[:2], "score"))
    if gate is None:
        del scheme["gates"]
    elif gate == "score":
        scheme["gates"][0]["when"] = {"six-haves": {"at_least": plain(rng.choice((20, 40, 60)))}}
    else:
        wanted = {"one_of": [Plain("met"), Plain("partly-met")]} if maker.rarely(0.5) else {"is": Plain("met")}
        scheme["gates"][0]["when"] = {"finding": {gate: wanted}}
    scheme["vetoes"][0]["effect"] = plain(rng.choice(("ineligible", "ineligible", "zero")))
    vary_ties(maker, scheme)
    vary_tiers(maker, scheme["allocation"], HAVES)
    files = Files("rules/scheme.yaml", {})
    files.rules = {"scheme.yaml": document(scheme), "six.yaml": document(rules), "branch.yaml": document(register)}
    rng = maker.turn()
    if maker.rarely(0.2):
        files.as_of = str(maker.day(date(2021, 4, 1), date(2021, 6, 30)))
    ids = [f"{number:02}" for number in range(1, rng.randint(3, 10))]
    pool = [haves(maker, limits) for _ in range(rng.randint(2, 5))]
    records = []
    for one in ids:
        evidence = fresh(rng.choice(pool)) if maker.rarely(0.6) else haves(maker, limits)
        evidence["resident_satisfaction"] = rng.choice(SATISFIED)
        street = "" if maker.rarely(maker.faults) else "甲街道"
        records.append(record("neighbourhood", one, maker.answers(evidence, maker_bad(maker)), street))
        if maker.rarely(0.2):
            records.append(estate(maker, one))
    if maker.rarely(0.1):
        records.append(record("other-kind", "x", {}))
    files.evidence = split(maker, records)
    files.evidence |= marked(maker, scheme["panel"], ids)
    return files


SATISFIED = [plain(one) for one in ("80", "80.5", "81", "92.25", "92.3", "92.2")]


def vary_haves(maker: Maker, rules: Node) -> dict[str, list[int]]:
    """Other worths, points and thresholds; the thresholds are given back, to draw answers near them."""
    rng = maker.rng
    limits = {
        "members": [rng.randint(1, 4)],
        "area": sorted(rng.sample((20, 60, 80, 100, 150), 2), reverse=True),
        "share": sorted(rng.sample((20, 30, 33, 50, 67), 2), reverse=True),
        "cases": sorted(rng.sample(range(1, 5), 3), reverse=True),
        "quarter": [rng.choice((1, 1, 2))],
    }
    organisation, place, procedures, disclosure, indicators, cases = rules["criteria"]
    organisation["worth"] = plain(rng.choice((20, 10, "12.5")))
    organisation["when"]["all"][0] = {"formal_party_members": {"at_least": plain(limits["members"][0])}}
    for criterion, count in ((place, 2), (procedures, 2), (disclosure, 2), (indicators, 2), (cases, 3)):
        for band, points in zip(criterion["bands"], maker.falling(count, 20), strict=False):
            band["points"] = points
    for number in (0, 1):
        place["bands"][number]["when"]["all"][1] = {"service_area": {"at_least": plain(limits["area"][number])}}
        share = {rng.choice(("at_least", "more_than")): plain(f"{limits['share'][number]}%")}
        indicators["bands"][number]["when"]["all"][1] = {"appraisal_share": share}
    for number, limit in enumerate(limits["cases"]):
        cases["bands"][number]["when"] = {"published_cases": {"at_least": plain(limit)}}
    leanest = rules["derived"]["consultations_in_leanest_quarter"]
    leanest["per"], leanest["take"] = plain(rng.choice(("quarter", "quarter", "month"))), plain("fewest")
    if maker.rarely(0.2):
        leanest["take"] = plain("most")
    procedures["bands"][0]["when"]["all"][1] = {
        "consultations_in_leanest_quarter": {"at_least": plain(limits["quarter"][0])}
    }
    rules["derived"]["appraisal_share"]["places"] = plain(rng.choice((2, 3, 4)))
    rules["derived"]["appraisal_share"]["rounding"] = plain(rng.choice(ROUNDINGS))
    return limits


def haves(maker: Maker, limits: dict[str, list[int]]) -> Node:
    """Answers near the thresholds."""
    rng = maker.rng
    procedures = ("报修", "投诉", "协商议事", "维修资金使用")
    disclosed = ("财务收支", "维修资金", "公共收益", "服务标准")
    households = rng.choice((0, 3, 100, 200, 300, 997)) if maker.rarely(0.3) else rng.choice((100, 200))
    taking = max(0, households * rng.choice(limits["share"]) // 100 + rng.choice((-1, 0, 1)))

    def some(of: Iterable[str]) -> list[Plain]:
        of = list(of)
        return [Plain(one) for one in (of if maker.rarely(0.5) else rng.sample(of, rng.randint(0, len(of))))]

    def rows(count: int, **more: Callable[[], Plain]) -> list[Node]:
        found = []
        for _ in range(max(0, count)):
            start, end = date(2020, 12, 20) if maker.rarely(0.1) else date(2021, 1, 1), date(2021, 7, 5)
            row: Node = {"date": maker.day(start, end), **{key: make() for key, make in more.items()}}
            if maker.rarely(maker.gaps):
                row[rng.choice(list(row))] = Plain("")
            elif maker.rarely(maker.faults):
                row["date"] = Plain("2021-06-31")
            found.append(row)
        return found

    return {
        "formal_party_members": maker.near(limits["members"][0]),
        "has_party_branch": maker.yes(0.9),
        "has_service_centre": maker.yes(0.9),
        "service_area": rng.choice([plain(one) for one in (*limits["area"], f"{limits['area'][0] - 1}.99", 0, 300)]),
        "published_procedures": some(procedures),
        "consultations": rows(rng.choice((0, 2, 4, 6, 9)), topic=lambda: Plain("议题")),
        "disclosed_items": some(disclosed),
        "has_indicators": maker.yes(0.9),
        "households": plain(households),
        "households_appraising": plain(taking),
        "cases": rows(
            rng.choice(limits["cases"]) + rng.choice((-1, 0, 1)), title=lambda: Plain("案例"), published=maker.yes
        ),
    }


def estate(maker: Maker, id_: str) -> Node:
    """What the register says of a neighbourhood."""
    evidence = {
        "formal_members_living": maker.near(3),
        "probationary_members": Plain("1"),
        "members_working": Plain("1"),
        "members_enrolled": Plain("4"),
        "branch_founded": maker.yes(0.6),
    }
    return record("estate", id_, maker.answers(evidence, lambda _: Plain("无")))


def vary_panel(maker: Maker, panel: Node) -> None:
    rng = maker.rng
    for aspect in panel["aspects"]:
        aspect["worth"] = plain(rng.choice((25, 25, 10, 40)))
    if maker.rarely(0.2):
        del panel["aspects"][rng.randint(1, 3) :]
    panel["scale"] = {"from": plain(rng.choice((0, 0, 1))), "places": plain(rng.choice((0, 1, 1, 2)))}
    panel["fewest_marks"] = plain(rng.randint(1, 3))
    highest, lowest = rng.choice(((1, 1), (1, 1), (1, 0), (2, 1)))
    panel["drop"] = {
        "highest": plain(highest),
        "lowest": plain(lowest),
        "from": plain(highest + lowest + rng.randint(1, 3)),
    }
    if maker.rarely(0.2):
        del panel["drop"]
    least = plain(rng.choice((2, 3, 4)))
    panel["void"][0]["when"]["all"][0] = {"subjects_marked": {"at_least": least}}
    panel["void"][1]["when"]["all"][0] = {"subjects_marked": {"at_least": least}}
    if maker.rarely(0.3):
        full = {"full_marks": {"is": plain(len(panel["aspects"]))}}
        rule = {"id": Plain("all-full"), "title": KEPT_TITLE, "of": Plain("subject"), "when": full}
        panel["void"].append({**rule, "origin": Plain("local")})
    if maker.rarely(0.5):
        del panel["void"]
    del panel["watch"]


def marked(maker: Maker, panel: Node, ids: list[str]) -> dict[str, str]:
    """Marks in a table and in YAML, with some that do not count."""
    rng = maker.rng
    judges = [f"评委{number}" for number in range(1, rng.randint(4, 7))]
    places = int(panel["scale"]["places"])
    rows = []
    alike = maker.rarely(0.4)  # each judge gives every subject the same: the six haves and the tie-breaks decide
    given: dict[tuple[str, str], Plain] = {}
    for judge in judges:
        lavish = maker.rarely(0.1)
        for one in ids:
            level = rng.choice((0.8, 0.8, 0.9, 1))
            for aspect in panel["aspects"]:
                worth = int(aspect["worth"])
                mark = plain(worth) if lavish else maker.decimal(worth * level - 1, worth * level, min(places, 1))
                if alike:
                    mark = given.setdefault((judge, str(aspect["id"])), mark)
                elif maker.rarely(0.05):
                    mark = maker.decimal(1, worth, places)
                if maker.rarely(maker.faults):
                    mark = plain(rng.choice((worth + 1, f"{worth - 1}.125", -1)))
                if maker.rarely(maker.gaps):
                    continue
                rows.append((judge, one, str(aspect["id"]), mark))
                if maker.rarely(maker.faults):
                    rows.append((judge, one, str(aspect["id"]), plain(rng.choice((mark, worth)))))
    cut = len(rows) if maker.rarely(0.7) else rng.randint(0, len(rows))
    found = {}
    if rows[:cut]:
        found["marks.csv"] = "\n".join(["judge,subject,aspect,mark", *(",".join(one) for one in rows[:cut])]) + "\n"
    keys = ("judge", "subject", "aspect", "mark")
    inline = [dict(zip(keys, (*one[:3], one[3]), strict=True)) for one in rows[cut:]]
    aside = [{"judge": rng.choice(judges), "subject": rng.choice(ids)}] if maker.rarely(0.15) else []
    if inline or aside:
        found["marks.yaml"] = document({"marks": inline, **({"recusals": aside} if aside else {})})
    return found


def vary_ties(maker: Maker, scheme: Node) -> None:
    rng = maker.rng
    sources = [
        ("onsite", 2),
        ("resident_satisfaction", 2),
        ("six-haves", 2),
        ("service_area", 0),
        ("appraisal_share", 3),
    ]
    chosen = rng.sample(sources, rng.randint(0, 3))
    ties = []
    for name, places in chosen:
        tie = {"by": plain(name), "places": plain(rng.randint(0, places)), "rounding": plain(rng.choice(ROUNDINGS))}
        ties.append({**tie, "first": plain(rng.choice(("highest", "highest", "lowest")))})
    scheme["ranking"] = {**({"ties": ties} if ties else {}), "origin": Plain("local")}


def secretaries(maker: Maker) -> Files:
    """The appraisal of secretaries, with other figures."""
    rng = maker.rng
    rules, scheme = base("secretaries/secretary-appraisal.yaml"), base("schemes/secretary-appraisal.yaml")
    del scheme["documents"]
    del scheme["follow_up"]
    names = []
    even = maker.rarely(0.6)  # worths that make up a hundred: totals then often lie half-way between two
    worths = rng.choice(((30, 30, 25, 15), (25, 25, 25, 25), (25, 25, 25, 25), (20, 40, 35, 5)))
    for criterion, worth in zip(rules["criteria"], worths, strict=True):
        criterion["worth"] = plain(worth if even else rng.choice((30, 25, 15, 10, 7)))
        ends = (0, 100) if even else rng.choice(((0, 100), (60, 90), (100, 50)))
        criterion["proportional"] |= {"from": plain(ends[0]), "to": plain(ends[1])}
        names.append(str(criterion["proportional"]["of"]))
    scheme["total"] |= {"places": plain(rng.choice((0, 1, 2, 2))), "rounding": plain(rng.choice(ROUNDINGS))}
    months = rng.choice((3, 6, 6, 12))
    ranking: Node = {"within": plain(rng.choice(("street", "street", "community")))}
    if maker.rarely(0.15):
        del ranking["within"]
    ranking["members"] = {"months_in_post": {"at_least": plain(months)}}
    if maker.rarely(0.7):
        tie = {"by": plain(rng.choice(names)), "places": plain(rng.choice((0, 0, 1)))}
        ranking["ties"] = [{**tie, "rounding": plain(rng.choice(ROUNDINGS))}]
    scheme["ranking"] = {**ranking, "origin": Plain("local")}
    vary_grades(maker, scheme)
    vary_interviews(maker, scheme["interviews"])
    files = Files("rules/scheme.yaml", {"scheme.yaml": document(scheme), "appraisal.yaml": document(rules)})
    rng = maker.turn()
    as_of = date(2021, 6, 30)
    if maker.rarely(0.3):
        as_of = date(2021, 6, 30) - timedelta(rng.randint(0, 150))
        files.as_of = str(as_of)
    threshold = back(as_of, months)
    scores = [maker.decimal(50, 100, rng.choice((0, 0, 1, 2))) for _ in range(rng.randint(2, 6))]
    if maker.rarely(0.5):
        top = rng.randint(124, 200)
        scores = [plain(Decimal(top - step) / 2) for step in range(rng.randint(2, 5))]
    pool = [{name: rng.choice(scores) for name in names} for _ in range(rng.randint(1, 4))]
    records = []
    for number in range(1, rng.randint(3, 12)):
        evidence = dict(rng.choice(pool)) if maker.rarely(0.7) else {name: rng.choice(scores) for name in names}
        if even and len(set(worths)) == 1:  # the same total from other parts
            evidence = dict(zip(names, rng.sample(list(evidence.values()), len(names)), strict=True))
        since = threshold + timedelta(rng.choice((-900, -400, -31, -1, -1, 0, 0, 1, 1, 30)))
        evidence["in_post_since"] = plain(since)
        street, community = rng.choice(("甲街道", "甲街道", "乙街道")), rng.choice(("东社区", "西社区"))
        made = record("secretary", f"{number:02}", maker.answers(evidence, maker_bad(maker)), street)
        made["subject"]["community"] = community
        records.append(made)
    files.evidence = split(maker, records)
    return files


def vary_grades(maker: Maker, scheme: Node) -> None:
    limits = sorted(maker.rng.sample(range(40, 98), 3), reverse=True)
    for number, one in enumerate(scheme["grades"]):
        if number < 3:
            one["from"] = plain(limits[number])
        if number > 0:
            one["below"] = plain(limits[number - 1])


def vary_interviews(maker: Maker, interviews: Node) -> None:
    rng = maker.rng
    size = {"group_size": {"at_least": plain(rng.choice((2, 3, 3, 4)))}}
    last = {"lower_in_group": {"at_most": plain(rng.choice((0, 0, 0, 1)))}}
    interviews["when"] = {"all": [size, last, {"higher_in_group": {"at_least": Plain("1")}}]}
    interviews["open"] = {"all": [size, last, {"higher_in_group": {"is": Plain("0")}}]}
    if maker.rarely(0.1):
        del interviews["open"]
    for key in ("pairing", "origin"):
        del interviews[key]
    interviews["origin"] = Plain("local")


def stations(maker: Maker) -> Files:
    """Stations, with other conditions."""
    rng = maker.rng
    rules, scheme = base("stations/eight-haves.yaml"), base("schemes/volunteer-stations.yaml")
    del scheme["documents"]
    fields = list(rules["fields"])
    rules["fields"]["seats"] = {"type": Plain("integer"), "minimum": Plain("0"), "maximum": Plain("20")}
    limit = rng.randint(1, 19)

    def part(depth: int) -> Node:
        if depth and maker.rarely(0.4):
            parts = [part(depth - 1) for _ in range(rng.randint(2, 4))]
            match rng.choice(("all", "any", "none", "not", "at_least")):
                case "not":
                    return {"not": parts[0]}
                case "at_least":
                    return {"at_least": plain(rng.randint(1, len(parts))), "of": parts}
                case word:
                    return {word: parts}
        if maker.rarely(0.2):
            operator = rng.choice(("at_least", "at_most", "more_than", "less_than"))
            return {"seats": {operator: plain(limit)}}
        return {rng.choice(fields): {"is": plain(rng.choice(("yes", "yes", "yes", "no")))}}

    for criterion in rules["criteria"]:
        if maker.rarely(0.4):
            criterion["when"] = part(2)
        criterion["origin"] = Plain("local")
    found = [{"finding": {str(one["id"]): {"is": Plain("met")}}} for one in rules["criteria"]]
    if maker.rarely(0.5):
        scheme["grades"][0]["when"] = {"at_least": plain(rng.randint(1, 8)), "of": found}
    files = Files("rules/scheme.yaml", {"scheme.yaml": document(scheme), "eight.yaml": document(rules)})
    rng = maker.turn()
    chance = rng.choice((0.6, 0.9, 0.97))
    rows = []
    for number in range(1, rng.randint(3, 12)):
        evidence = {name: maker.yes(chance) for name in fields} | {"seats": maker.near(limit)}
        rows.append((f"{number:02}", maker.answers(evidence, maker_bad(maker))))
    if maker.rarely(0.5):
        files.evidence = split(maker, [record("station", id_, evidence) for id_, evidence in rows])
    else:
        heads = [*fields, "seats"]
        lines = [",".join(("kind", "id", "name", "street", *heads))]
        for id_, evidence in rows:
            cells = [evidence.get(one, "") for one in heads]
            lines.append(
                ",".join(
                    ("station", id_, f"某{id_}", "甲街道", *(one if isinstance(one, str) else "无" for one in cells))
                )
            )
        files.evidence = {"stations.csv": "\n".join(lines) + "\n"}
    return files


def mixed(maker: Maker) -> Files:
    """A sheet of its own: every way of scoring that the recount covers, out of a hundred, of a number, or as it is."""
    rng = maker.rng
    numbers, answers = ("a", "b", "c"), ("x", "y", "z")
    fields: Node = {one: {"type": Plain("integer"), "minimum": Plain("0"), "maximum": Plain("9")} for one in numbers}
    fields |= {one: {"type": Plain("yes-no")} for one in answers}
    fields["s"] = {"type": Plain("decimal"), "places": Plain("1"), "minimum": Plain("0"), "maximum": Plain("10")}

    def points(most: int) -> Plain:
        return plain(Decimal(rng.randint(1, 2 * most)) / 2)

    def asked() -> Node:
        number = {rng.choice(numbers): {rng.choice(("at_least", "less_than")): plain(rng.randint(1, 8))}}
        answer = {rng.choice(answers): {"is": plain(rng.choice(("yes", "no")))}}
        return rng.choice((number, answer, {"any": [number, answer]}, {"all": [number, answer]}, {"none": [answer]}))

    def entry() -> Node:
        made = {
            "points": points(3),
            **({"each": plain(rng.choice(numbers))} if maker.rarely(0.7) else {"when": asked()}),
        }
        return {**made, **({"cap": points(8)} if maker.rarely(0.4) else {})}

    def line(number: int) -> Node:
        made: Node = {"id": plain(f"line-{number}"), "title": KEPT_TITLE, "origin": Plain("local")}
        match rng.choice(("when", "check", "bands", "proportional", "deductions", "additions", "both", "bonus")):
            case "when":
                made |= {"worth": points(20), "when": asked()}
            case "check":
                made |= {"when": asked()}
            case "bands":
                made["bands"] = [{"points": one, "when": asked()} for one in maker.falling(3, 12)]
            case "proportional":
                ends = rng.choice(((0, 10), (2, 8), (10, 0), (9, 3)))
                made["worth"] = points(20)
                made["proportional"] = {
                    "of": plain(rng.choice((*numbers, "s"))),
                    "from": plain(ends[0]),
                    "to": plain(ends[1]),
                }
            case "deductions":
                made |= {"worth": points(15), "deductions": [entry() for _ in range(rng.randint(1, 3))]}
                made |= {"floor": plain(rng.choice((-5, -1, 0)))} if maker.rarely(0.4) else {}
            case "additions":
                made |= {"worth": points(15), "additions": [entry() for _ in range(rng.randint(1, 3))]}
            case "both":
                made |= {
                    "worth": Plain("15"),
                    "base": plain(rng.randint(0, 10)),
                    "additions": [entry()],
                    "deductions": [entry()],
                }
            case "bonus":
                made |= {"bonus": [entry()], "cap": points(6)}
        if "bands" in made or "worth" in made:
            made |= {"none_if": asked()} if maker.rarely(0.2) else {}
        return made

    whole = {
        "id": Plain("line-0"),
        "title": KEPT_TITLE,
        "worth": Plain("10"),
        "when": asked(),
        "origin": Plain("local"),
    }
    head = {"title": KEPT_TITLE, "subject": Plain("hall")}
    rules = {"ruleset": Plain("sheet"), **head, "in_force": {"from": Plain("2021-01-01")}, "fields": fields}
    rules["criteria"] = [whole, *(line(number) for number in range(1, rng.randint(2, 7)))]
    period = {"from": Plain("2021-01-01"), "to": Plain("2021-06-30")}
    scheme: Node = {"scheme": Plain("mixed"), **head, "period": period}
    out_of = rng.choice(("100", "100", "points", "1000"))
    scheme["components"] = [{"ruleset": Plain("sheet"), "weight": Plain("100%"), "origin": Plain("local")}]
    scheme["total"] = {"places": plain(rng.choice((0, 1, 2))), "rounding": plain(rng.choice(ROUNDINGS))}
    scheme["total"] |= {"origin": Plain("local"), **({"out_of": Plain(out_of)} if out_of != "100" else {})}
    if maker.rarely(0.3):
        veto = {"id": Plain("v"), "title": KEPT_TITLE, "when": asked(), "basis": KEPT_TITLE}
        scheme["vetoes"] = [{**veto, "effect": plain(rng.choice(("ineligible", "zero"))), "origin": Plain("local")}]
    tie = {"by": plain(rng.choice(("a", "s"))), "places": Plain("0"), "rounding": plain(rng.choice(ROUNDINGS))}
    scheme["ranking"] = {"ties": [tie], "origin": Plain("local")} if maker.rarely(0.6) else {"origin": Plain("local")}
    scheme["allocation"] = {"method": Plain("walk-down")}
    vary_tiers(maker, scheme["allocation"], ("line-0",))
    files = Files("rules/scheme.yaml", {"scheme.yaml": document(scheme), "sheet.yaml": document(rules)})
    rng = maker.turn()
    pool = [[maker.near(rng.randint(1, 8)) for _ in numbers] for _ in range(3)]
    records = []
    for number in range(1, rng.randint(3, 10)):
        evidence = dict(zip(numbers, rng.choice(pool), strict=True))
        evidence |= {one: maker.yes(0.5) for one in answers} | {"s": plain(Decimal(rng.randint(0, 20)) / 2)}
        records.append(record("hall", f"{number:02}", maker.answers(evidence, maker_bad(maker))))
    files.evidence = split(maker, records)
    return files


KINDS = (neighbourhoods, neighbourhoods, secretaries, stations, mixed, every_part, every_part)


BY_ONE_SCHEME = 5
"""So many seasons one after another are by the same rules, with other submissions on other days."""


def season(seed: int, number: int) -> Files:
    """The season of this seed and number."""
    rules = random.Random(f"rules/{seed}/{number // BY_ONE_SCHEME}")
    return rules.choice(KINDS)(Maker(rules, random.Random(f"submitted/{seed}/{number}")))


def decisions(seed: int, number: int, ties: list[list[str]], interviews: list[str]) -> str:
    """What people decide of the ties and interviews that are open, where they do; sometimes what fits nothing."""
    rng = random.Random(f"decisions/{seed}/{number}")
    common = {"by": Plain("会议"), "on": Plain("2021-07-05"), "reason": Plain("示例")}
    found: list[Node] = []
    for tied in ties:
        if rng.random() < 0.6:
            order = rng.sample(tied, len(tied))
            order = order[:-1] if rng.random() < 0.1 else order
            found.append({"settles": Plain("tie"), "order": order, **common})
    for one in interviews:
        if rng.random() < 0.5:
            outcome = rng.choice(("confirmed", "not-held"))
            found.append({"settles": Plain("interview"), "subject": one, "outcome": Plain(outcome), **common})
    return document({"decisions": found}) if found else ""
