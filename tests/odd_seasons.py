"""Odd seasons, each with what it must come to, worked out by hand from what the rules say and not from a run.

A season is written as lines, a subject each: id, score and what else its scheme asks; `-` is not answered. What it must
come to is written as lines too: each subject's row, the money, the ties, and what is told of it.
"""

from dataclasses import dataclass

HEAD = """\
ruleset: merit
title: Merit
subject: estate
in_force: {from: 2021-01-01}
fields:
  score: {type: decimal, places: 2, minimum: 0, maximum: 100}
  whole: {type: yes-no}
  organised: {type: yes-no}
  months: {type: integer, minimum: 0, maximum: 600}
  due: {type: decimal, places: 2, minimum: 0, maximum: 1000}
criteria:
  - {id: merit, title: Merit, worth: 100, origin: local, proportional: {of: score, from: 0, to: 100}}
---
scheme: odd
title: Odd
subject: estate
requires: [street]
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: merit, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
"""
TIERS = f"""{HEAD}\
gates: [{{id: organised, title: Organised, when: {{organised: {{is: yes}}}}, origin: local}}]
ranking: {{origin: local}}
allocation:
  method: walk-down
  budget: 100
  eligible: {{total: {{at_least: 80}}}}
  tiers:
    - {{id: first, places: 1, amount: 50, when: {{whole: {{is: yes}}}}, origin: local}}
    - {{id: second, places: 2, amount: 25, origin: local}}
  origin: local
"""
"""The first tier asks for something of its own; nobody below 80 is paid; whoever is not organised is out."""

THIRDS = TIERS.replace("places: 1, amount: 50", "places: 1, amount: 33.33").replace("amount: 25", "amount: 33.33")
RATE = f"""{HEAD}\
allocation:
  method: by-rate
  budget: 0.09
  of: due
  rates: [{{id: half, rate: 50%, origin: local}}]
  origin: local
"""
GROUPS = f"""{HEAD}\
ranking: {{within: street, members: {{months: {{at_least: 6}}}}, origin: local}}
grades:
  - {{id: good, from: 80, origin: local}}
  - {{id: fair, below: 80, origin: local}}
interviews:
  id: last
  title: Last
  when: {{all: [{{group_size: {{at_least: 3}}}}, {{lower_in_group: {{is: 0}}}}, {{higher_in_group: {{at_least: 1}}}}]}}
  open: {{all: [{{group_size: {{at_least: 3}}}}, {{lower_in_group: {{is: 0}}}}, {{higher_in_group: {{is: 0}}}}]}}
  by: Secretary
  origin: local
"""
QUOTA = f"""{HEAD}\
ranking: {{origin: local}}
grades:
  - {{id: best, from: 80, quota: {{places: 1}}, origin: local}}
  - {{id: rest, below: 80, origin: local}}
"""


@dataclass(frozen=True)
class Odd:
    """A season: its rules, who is in it, what it must come to, the exit status, and why."""

    kind: str
    why: str
    rules: str
    asks: tuple[str, ...]
    subjects: str
    comes_to: str
    status: int = 0


_TIERS = ("score", "whole", "organised")
_GROUPS = ("score", "months")

ODD: dict[str, Odd] = {
    "one subject alone": Odd(
        "one subject",
        "it is first of one and takes the first tier; the places nobody can fill leave their money unspent",
        TIERS,
        _TIERS,
        "A 90 yes yes",
        """
        A evaluated 90.00 rank 1 tier first 50.00
        first: paid 50.00, reserved 0.00, unspent 0.00
        second: paid 0.00, reserved 0.00, unspent 50.00
        paid 50.00 + reserved 0.00 + unspent 50.00 = 100.00
        """,
    ),
    "one subject alone, without what the first tier asks": Odd(
        "one subject",
        "ranked first it still gets the second tier, and the first stays empty",
        TIERS,
        _TIERS,
        "A 90 no yes",
        """
        A evaluated 90.00 rank 1 tier second 25.00
        first: paid 0.00, reserved 0.00, unspent 50.00
        second: paid 25.00, reserved 0.00, unspent 25.00
        paid 25.00 + reserved 0.00 + unspent 75.00 = 100.00
        """,
    ),
    "one subject alone, held": Odd(
        "one subject",
        "it may come to anything, with or without what the first tier asks: a place of each tier could be filled",
        TIERS,
        _TIERS,
        "A - yes yes",
        """
        A held - rank - tier - -
        first: paid 0.00, reserved 50.00, unspent 0.00
        second: paid 0.00, reserved 25.00, unspent 25.00
        paid 0.00 + reserved 75.00 + unspent 25.00 = 100.00
        provisional
        """,
        status=1,
    ),
    "nobody of the kind": Odd(
        "nobody",
        "records of another kind are not received, and without any there is nothing to evaluate",
        TIERS,
        _TIERS,
        "shop:A 90 yes yes",
        "told: no-evidence",
        status=2,
    ),
    "nobody whose record can be used": Odd(
        "nobody",
        "one was received and rejected; the season is empty, and all its money unspent",
        TIERS,
        _TIERS,
        ": 90 yes yes",
        """
        first: paid 0.00, reserved 0.00, unspent 50.00
        second: paid 0.00, reserved 0.00, unspent 50.00
        paid 0.00 + reserved 0.00 + unspent 100.00 = 100.00
        """,
        status=1,
    ),
    "nobody eligible": Odd(
        "none eligible",
        "79.99 is below 80: both are ranked, both get nothing, and that is settled",
        TIERS,
        _TIERS,
        "A 79.99 yes yes / B 0 yes yes",
        """
        A evaluated 79.99 rank 1 tier - 0.00
        B evaluated 0.00 rank 2 tier - 0.00
        first: paid 0.00, reserved 0.00, unspent 50.00
        second: paid 0.00, reserved 0.00, unspent 50.00
        paid 0.00 + reserved 0.00 + unspent 100.00 = 100.00
        """,
    ),
    "nobody past the gate": Odd(
        "none eligible",
        "a false gate leaves the total, takes the rank, and that equal totals are no tie: they are not ranked",
        TIERS,
        _TIERS,
        "A 95 yes no / B 95 yes no",
        """
        A evaluated 95.00 rank - tier - 0.00
        B evaluated 95.00 rank - tier - 0.00
        first: paid 0.00, reserved 0.00, unspent 50.00
        second: paid 0.00, reserved 0.00, unspent 50.00
        paid 0.00 + reserved 0.00 + unspent 100.00 = 100.00
        """,
    ),
    "all tied, more than places": Odd(
        "all tied",
        "any of the four may be first, second, third or without a place: nothing is firm, all places will be filled",
        TIERS,
        _TIERS,
        "A 85 yes yes / B 85 yes yes / C 85 yes yes / D 85 yes yes",
        """
        A evaluated 85.00 rank 1 tier - -
        B evaluated 85.00 rank 1 tier - -
        C evaluated 85.00 rank 1 tier - -
        D evaluated 85.00 rank 1 tier - -
        first: paid 0.00, reserved 50.00, unspent 0.00
        second: paid 0.00, reserved 50.00, unspent 0.00
        paid 0.00 + reserved 100.00 + unspent 0.00 = 100.00
        open tie at rank 1: A B C D
        provisional
        """,
    ),
    "all tied, as many as places": Odd(
        "all tied",
        "each gets something, and nobody knows who gets which: nothing is firm",
        TIERS,
        _TIERS,
        "A 85 yes yes / B 85 yes yes / C 85 yes yes",
        """
        A evaluated 85.00 rank 1 tier - -
        B evaluated 85.00 rank 1 tier - -
        C evaluated 85.00 rank 1 tier - -
        first: paid 0.00, reserved 50.00, unspent 0.00
        second: paid 0.00, reserved 50.00, unspent 0.00
        paid 0.00 + reserved 100.00 + unspent 0.00 = 100.00
        open tie at rank 1: A B C
        provisional
        """,
    ),
    "all tied, of whom one alone may have the first tier": Odd(
        "all tied",
        "in whatever order they come, A takes the first tier and the two others the second: the tie changes nothing",
        TIERS,
        _TIERS,
        "A 85 yes yes / B 85 no yes / C 85 no yes",
        """
        A evaluated 85.00 rank 1 tier first 50.00
        B evaluated 85.00 rank 1 tier second 25.00
        C evaluated 85.00 rank 1 tier second 25.00
        first: paid 50.00, reserved 0.00, unspent 0.00
        second: paid 50.00, reserved 0.00, unspent 0.00
        paid 100.00 + reserved 0.00 + unspent 0.00 = 100.00
        open tie at rank 1: A B C
        """,
    ),
    "all tied within one tier": Odd(
        "all tied",
        "neither may have the first tier, both have the second: firm, and the first tier's money is unspent",
        TIERS,
        _TIERS,
        "A 85 no yes / B 85 no yes",
        """
        A evaluated 85.00 rank 1 tier second 25.00
        B evaluated 85.00 rank 1 tier second 25.00
        first: paid 0.00, reserved 0.00, unspent 50.00
        second: paid 50.00, reserved 0.00, unspent 0.00
        paid 50.00 + reserved 0.00 + unspent 50.00 = 100.00
        open tie at rank 1: A B
        """,
    ),
    "a tie across the last place": Odd(
        "all tied",
        "two of the three get the last two places, which ones is for people to say; the first is firm",
        TIERS,
        _TIERS,
        "A 95 yes yes / B 85 no yes / C 85 no yes / D 85 no yes",
        """
        A evaluated 95.00 rank 1 tier first 50.00
        B evaluated 85.00 rank 2 tier - -
        C evaluated 85.00 rank 2 tier - -
        D evaluated 85.00 rank 2 tier - -
        first: paid 50.00, reserved 0.00, unspent 0.00
        second: paid 0.00, reserved 50.00, unspent 0.00
        paid 50.00 + reserved 50.00 + unspent 0.00 = 100.00
        open tie at rank 2: B C D
        provisional
        """,
    ),
    "all held": Odd(
        "all held",
        "more could come to a place than there are places: all money is kept",
        TIERS,
        _TIERS,
        "A - yes yes / B - yes yes / C - yes yes / D - yes yes",
        """
        A held - rank - tier - -
        B held - rank - tier - -
        C held - rank - tier - -
        D held - rank - tier - -
        first: paid 0.00, reserved 50.00, unspent 0.00
        second: paid 0.00, reserved 50.00, unspent 0.00
        paid 0.00 + reserved 100.00 + unspent 0.00 = 100.00
        provisional
        """,
        status=1,
    ),
    "one held, and too low for anything": Odd(
        "all held",
        "whether B is past the gate is not known, and so its own rank; at 50 it gets nothing: no money waits for it",
        TIERS,
        _TIERS,
        "A 95 yes yes / B 50 yes -",
        """
        A evaluated 95.00 rank 1 tier first 50.00
        B held - rank - tier - -
        first: paid 50.00, reserved 0.00, unspent 0.00
        second: paid 0.00, reserved 0.00, unspent 50.00
        paid 50.00 + reserved 0.00 + unspent 50.00 = 100.00
        provisional
        """,
        status=1,
    ),
    "one held, and high enough to come first": Odd(
        "all held",
        "B may be out, or first of all at 99 and take a place of either tier: A is firm in neither",
        TIERS,
        _TIERS,
        "A 95 yes yes / B 99 yes -",
        """
        A evaluated 95.00 rank 1 tier - -
        B held - rank - tier - -
        first: paid 0.00, reserved 50.00, unspent 0.00
        second: paid 0.00, reserved 25.00, unspent 25.00
        paid 0.00 + reserved 75.00 + unspent 25.00 = 100.00
        provisional
        """,
        status=1,
    ),
    "amounts that leave a cent": Odd(
        "money",
        "three times 33.33 is 99.99; the cent that no tier has is unspent, so that the sum is the budget",
        THIRDS,
        _TIERS,
        "A 95 yes yes / B 90 yes yes / C 85 yes yes",
        """
        A evaluated 95.00 rank 1 tier first 33.33
        B evaluated 90.00 rank 2 tier second 33.33
        C evaluated 85.00 rank 3 tier second 33.33
        first: paid 33.33, reserved 0.00, unspent 0.00
        second: paid 66.66, reserved 0.00, unspent 0.00
        paid 99.99 + reserved 0.00 + unspent 0.01 = 100.00
        """,
    ),
    "halves of a cent": Odd(
        "money",
        "half of 0.05 is 0.025, which is rounded up to 0.03 for each: 0.09 and not 0.075",
        RATE,
        ("score", "due"),
        "A 90 0.05 / B 80 0.05 / C 70 0.05",
        """
        A evaluated 90.00 rank - tier half 0.03
        B evaluated 80.00 rank - tier half 0.03
        C evaluated 70.00 rank - tier half 0.03
        half: paid 0.09, reserved 0.00, unspent 0.00
        paid 0.09 + reserved 0.00 + unspent 0.00 = 0.09
        """,
    ),
    "halves of a cent, one more than the budget": Odd(
        "money",
        "0.09 cannot be paid from 0.08: nothing is firm, the whole budget is kept, and it is said",
        RATE.replace("budget: 0.09", "budget: 0.08"),
        ("score", "due"),
        "A 90 0.05 / B 80 0.05 / C 70 0.05",
        """
        A evaluated 90.00 rank - tier - -
        B evaluated 80.00 rank - tier - -
        C evaluated 70.00 rank - tier - -
        half: paid 0.00, reserved 0.08, unspent 0.00
        paid 0.00 + reserved 0.08 + unspent 0.00 = 0.08
        provisional
        told: over-budget-paid
        """,
    ),
    "tiers that exceed the budget": Odd(
        "money",
        "every place filled takes 100 yuan, and there are 99.99: the rules are unusable, before anybody is judged",
        TIERS.replace("budget: 100", "budget: 99.99"),
        _TIERS,
        "A 90 yes yes",
        "told: over-budget",
        status=2,
    ),
    "amounts that are no whole cents": Odd(
        "money",
        "a third of 100 yuan cannot be paid",
        TIERS.replace("amount: 25", "amount: 16.667"),
        _TIERS,
        "A 90 yes yes",
        "told: money-not-fen",
        status=2,
    ),
    "a group that is all equal": Odd(
        "all tied",
        "nobody is higher and nobody lower: there is no last, and people must say; equal grades all the same",
        GROUPS,
        _GROUPS,
        "A 70 12 / B 70 12 / C 70 12",
        """
        A evaluated 70.00 rank 1 grade fair interview pending
        B evaluated 70.00 rank 1 grade fair interview pending
        C evaluated 70.00 rank 1 grade fair interview pending
        open tie at rank 1: A B C
        provisional
        """,
    ),
    "a group of two": Odd(
        "small group",
        "in a group of fewer than three nobody is called",
        GROUPS,
        _GROUPS,
        "A 90 12 / B 10 12",
        """
        A evaluated 90.00 rank 1 grade good interview no
        B evaluated 10.00 rank 2 grade fair interview no
        """,
    ),
    "a group of one": Odd(
        "one subject",
        "first and last of its own group it is not called",
        GROUPS,
        _GROUPS,
        "A 0 12",
        """
        A evaluated 0.00 rank 1 grade fair interview no
        """,
    ),
    "equally last": Odd(
        "all tied",
        "two stand last with nobody below: both are called, although they are tied",
        GROUPS,
        _GROUPS,
        "A 80 12 / B 79.99 12 / C 79.99 12",
        """
        A evaluated 80.00 rank 1 grade good interview no
        B evaluated 79.99 rank 2 grade fair interview proposed
        C evaluated 79.99 rank 2 grade fair interview proposed
        open tie at rank 2: B C
        """,
    ),
    "one who is held may be last": Odd(
        "all held",
        "C counts as one of three; B is last unless C is; A has B below it whatever C comes to",
        GROUPS,
        _GROUPS,
        "A 90 12 / B 70 12 / C - 12",
        """
        A evaluated 90.00 rank 1 grade good interview no
        B evaluated 70.00 rank 2 grade fair interview pending
        C held - rank - grade - interview pending
        provisional
        """,
        status=1,
    ),
    "newcomers do not make a group": Odd(
        "small group",
        "six months in post is a member, five is not: graded, without rank, and the group has two",
        GROUPS,
        _GROUPS,
        "A 90 6 / B 70 12 / C 10 5",
        """
        A evaluated 90.00 rank 1 grade good interview no
        B evaluated 70.00 rank 2 grade fair interview no
        C evaluated 10.00 rank - grade fair interview no
        """,
    ),
    "all tied for one place of a grade": Odd(
        "all tied",
        "one of the three has the grade, and nobody knows which: the grades are open",
        QUOTA,
        ("score",),
        "A 85 / B 85 / C 85",
        """
        A evaluated 85.00 rank 1 grade -
        B evaluated 85.00 rank 1 grade -
        C evaluated 85.00 rank 1 grade -
        open tie at rank 1: A B C
        provisional
        """,
    ),
}
