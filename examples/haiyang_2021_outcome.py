"""What the example season comes to, worked out by plain arithmetic that shares nothing with the evaluator."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from haiyang_2021_plan import ITEMS, PROCEDURES, SCORES

TIERS = (("一等", 2, 100), ("二等", 5, 0), ("三等", 6, 0))  # places, and the least of the six haves


@dataclass
class Neighbourhood:
    code: str
    record: dict[str, Any]
    marks: list[list[int]]  # in tenths: a row for each aspect, one mark a judge
    satisfaction: float
    rank: int | None = None
    tier: str = ""

    @property
    def id(self) -> str:
        return str(self.record["subject"]["id"])

    @property
    def six(self) -> int:
        return six_haves(self.record["evidence"])

    @property
    def onsite(self) -> Fraction:
        """Of 100, not rounded: five judges, so the highest and the lowest mark of each aspect are left out."""
        return Fraction(sum(sum(sorted(row)[1:-1]) for row in self.marks), 30)

    @property
    def total(self) -> Fraction:
        return round(Fraction(6, 10) * self.six + Fraction(4, 10) * self.onsite, 2)  # a Fraction rounds half to even

    @property
    def standing(self) -> tuple[Fraction, Fraction, Fraction]:
        return self.total, round(self.onsite, 2), Fraction(str(self.satisfaction))


def six_haves(evidence: dict[str, Any]) -> int:
    """The six haves of 100."""
    procedures, disclosed = set(evidence["published_procedures"]), set(evidence["disclosed_items"])
    quarters = {(int(row["date"][5:7]) - 1) // 3 for row in evidence["consultations"]}
    share = round(Fraction(evidence["households_appraising"], evidence["households"]), 4)
    area = evidence["service_area"] if evidence["has_service_centre"] else 0
    if procedures == set(PROCEDURES) and quarters == {0, 1}:
        workflow = 15
    else:
        workflow = 9 if {"报修", "投诉"} <= procedures and len(procedures) > 2 else 0
    return (
        (20 if evidence["formal_party_members"] >= 3 and evidence["has_party_branch"] else 0)
        + (20 if area >= 100 else 12 if area >= 60 else 0)
        + workflow
        + (15 if disclosed == set(ITEMS) else 8 if "财务收支" in disclosed else 0)
        + (0 if not evidence["has_indicators"] else 15 if 2 * share >= 1 else 9 if 10 * share >= 3 else 0)
        + min(5 * sum(row["published"] for row in evidence["cases"]), 15)
    )


def place(neighbourhoods: list[Neighbourhood]) -> None:
    """Rank those that pass the gate and walk down the tiers; an open tie shares a rank, in the order of the ids."""
    ranked = [one for one in neighbourhoods if one.record["evidence"]["has_party_branch"]]
    ranked.sort(key=lambda one: one.id)
    ranked.sort(key=lambda one: one.standing, reverse=True)
    for one in ranked:
        one.rank = 1 + sum(other.standing > one.standing for other in ranked)
    for tier, places, least in TIERS:
        able = [one for one in ranked if not one.tier and one.total >= 80 and one.six >= least]
        for one in able[:places]:
            one.tier = tier


def secretary_total(record: dict[str, Any]) -> Fraction:
    exact = sum((Fraction(str(record["evidence"][score])) * weight for score, weight in SCORES.items()), Fraction(0))
    return round(exact / 100, 2)


def grade(total: Fraction) -> str:
    return "好" if total >= 90 else "较好" if total >= 80 else "一般" if total >= 60 else "较差"
