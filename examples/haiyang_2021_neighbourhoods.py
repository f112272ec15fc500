"""The 46 neighbourhoods that applied to be a model: what they answer, how they were marked, where they come out."""

from fractions import Fraction

import haiyang_2021_plan as planned
from haiyang_2021_outcome import Neighbourhood, place
from haiyang_2021_packs.writing import IDENTITY, Dice, Record
from haiyang_2021_plan import Plan, Street

JUDGES = ("评委一", "评委二", "评委三", "评委四", "评委五")
ASPECTS = ("走", "晒", "学", "评")


def evidence_for(dice: Dice, points: dict[str, int]) -> Record:
    """Answers that earn exactly these points of the six haves."""
    area = {20: dice.whole(200, 520), 12: dice.whole(120, 196), 0: 0}[points["place"]] / 2
    procedures, months = planned.PROCEDURES, [dice.whole(1, 3), dice.whole(4, 6)] + [5] * dice.whole(0, 1)
    if points["procedures"] == 0:
        procedures, months = dice.some(planned.PROCEDURES[:1] + planned.PROCEDURES[2:], dice.whole(1, 2)), months[:1]
    elif points["procedures"] == 9 and dice.whole(0, 1):
        months = [month for month in months if month > 3]
    elif points["procedures"] == 9:
        procedures = [*planned.PROCEDURES[:2], dice.pick(planned.PROCEDURES[2:])]
    more = dice.some(planned.ITEMS[1:], dice.whole(0, 2))
    households = dice.whole(24, 130) * 10
    percent = {15: dice.whole(50, 86), 9: dice.whole(30, 48), 0: dice.whole(4, 28)}[points["indicators"]]
    published = {15: dice.whole(3, 4), 10: 2, 5: 1, 0: 0}[points["cases"]]
    days = dice.days(months)
    written = dice.some(planned.CASES, min(published + dice.whole(0, 1), 4))
    case_days = dice.days([dice.whole(1, 6) for _ in written])
    return {
        "formal_party_members": dice.whole(3, 24) if points["party"] else 2,
        "has_party_branch": points["party"] > 0,
        "has_service_centre": area > 0,
        "service_area": int(area) if area == int(area) else area,
        "published_procedures": procedures,
        "consultations": [
            {"date": day, "topic": topic} for day, topic in zip(days, dice.some(planned.TOPICS, len(days)), strict=True)
        ],
        "disclosed_items": {15: planned.ITEMS, 8: [planned.ITEMS[0], *more], 0: more}[points["disclosure"]],
        "has_indicators": percent >= 30 or dice.whole(0, 1) == 1,
        "households": households,
        "households_appraising": households * percent // 100,
        "cases": [
            {"date": day, "title": title, "published": number < published}
            for number, (day, title) in enumerate(zip(case_days, written, strict=True))
        ],
    }


def marks_for(dice: Dice, onsite: int) -> list[list[int]]:
    """Marks in tenths, a row of five for each aspect, scattered about the on-site score wanted."""
    tilt = dice.pick([[6, -4, 2, -4], [-5, 3, 5, -3], [2, -2, -6, 6]])
    lean = (-4, 2, 0, 5, -3)
    return [
        [min(250, onsite * 10 // 4 + tilt[aspect] + lean[judge] + dice.whole(-7, 7)) for judge in range(len(JUDGES))]
        for aspect in range(len(ASPECTS))
    ]


def neighbourhood(street: Street, number: int, taken: set[Fraction]) -> Neighbourhood:
    """As designed, or drawn by chance: then below 80 and equal to no other in its total."""
    code, community = f"{street.letter}{number:02}", (number - 1) // 5 + 1
    identity = (
        "neighbourhood",
        f"{street.code}{community:03}-{(number - 1) % 5 + 1:02}",
        street.neighbourhoods.split()[number - 1],
        street.name,
        street.community(community),
    )
    subject = dict(zip(IDENTITY, identity, strict=True))
    submitted = {"by": f"第{'一二三四'[planned.STREETS.index(street)]}评审组", "on": f"2021-06-{17 + number % 9}"}
    for attempt in range(1000):
        dice = Dice(code, attempt)
        drawn = {have: dice.pick(points) for have, points in planned.LIKELY.items()}
        plan = planned.PLANS.get(code) or Plan(drawn, dice.whole(54, 84), dice.whole(600, 920) / 10)
        evidence = evidence_for(dice, planned.WORTH | plan.points) | plan.facts
        record = {"subject": subject, "submitted": submitted, "evidence": evidence}
        made = Neighbourhood(code, record, marks_for(dice, plan.onsite), plan.satisfaction)
        if code in planned.PLANS or (made.total not in taken and 42 < made.total < Fraction(797, 10)):
            return made
    raise AssertionError(code)


def neighbourhoods() -> dict[str, Neighbourhood]:
    """By short code, ranked and placed."""
    made: dict[str, Neighbourhood] = {}
    for street in planned.STREETS:
        for number in range(1, len(street.neighbourhoods.split()) + 1):
            one = neighbourhood(street, number, {other.total for other in made.values()})
            made[one.code] = one
    for code, plan in planned.PLANS.items():
        if plan.like:  # one judge's mark becomes another's: the means stay as they are
            rows = [row[n + 1 :] + row[: n + 1] for n, row in enumerate(made[plan.like].marks)]
            made[code].marks = [[mark + (plan.raised if n else 0) for mark in row] for n, row in enumerate(rows)]
    place(list(made.values()))
    return made
