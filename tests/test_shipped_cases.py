"""The cases of every shipped scheme: each test of a condition decides both ways in them, and no small change escapes.

What neither cases nor the prover can settle is listed with the reason, and nothing else is.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from evaluator.desk.cases import CaseFile, case_files, read_cases
from evaluator.desk.coverage import coverage
from evaluator.desk.mutation import mutation
from evaluator.desk.proof.prover import as_written
from evaluator.inference.columns import TRUE
from shipped import ROOT, RULES, every_rule

SCHEMES = tuple(sorted(every_rule().schemes))


@cache
def _texts() -> Mapping[str, Mapping[str, bytes]]:
    """The case files of each scheme."""
    found: dict[str, dict[str, bytes]] = {}
    for path in case_files([RULES]):
        data = path.read_bytes()
        for scheme in re.findall(r"^(?:cases|样例): (\S+)$", data.decode("utf-8"), flags=re.M):
            found.setdefault(scheme, {})[path.relative_to(ROOT).as_posix()] = data
    return found


def _cases(scheme: str) -> Sequence[CaseFile]:
    files, problems = read_cases(_texts()[scheme], every_rule())
    assert problems == []
    return [one for one in files if one.plan.scheme.scheme == scheme]


def test_every_scheme_has_cases() -> None:
    assert sorted(_texts()) == list(SCHEMES)


# --- what cannot be shown ---------------------------------------------------------------------------------------------

Reasons = Mapping[str, Mapping[str, str]]
"""By scheme, parts of conditions as they are written, and why each cannot be shown."""

IMPLIED: Reasons = {
    "demonstration-stages": {"完成: 结论: {环节齐全: {为: 符合}}": "four stages in order are four stages recorded"},
    "heart-linking": {"达标: 结论: {微心愿征集: {为: 符合}}": "where no wish was collected, the share fulfilled is 0"},
    "property-company-models": {
        "示范典型: 申报典型: {为: 是}": "the total of a company that does not apply is 0",
        "培育对象: 申报典型: {为: 是}": "the total of a company that does not apply is 0",
    },
    "secretary-salons": {"达标: finding: {four-a-year: {is: met}}": "one in each of four quarters is four in all"},
    "service-fair": {
        "已落实: finding: {attended: {is: met}}": "whether it was this year's is asked only of a fair attended",
        "已落实: finding: {this-year: {is: met}}": "what was offered is asked only of this year's fair",
    },
    "service-teams": {"达标: 结论: {served: {为: 符合}}": "an order completed beyond the community is one completed"},
}
"""Parts that cannot fail alone, because another part of the condition fails with them.

They stay in the rules all the same: each is a requirement by itself, and who reads the grade sees all there are.
"""

NOT_SEEN: Reasons = {
    "service-fair": {
        "registered: registered_at: {provided: yes}": "without it the finding is insufficient instead of not met",
        "registered: stations_found: {at_least: 1}": "a station not on the register is to be looked into, not none",
    },
}
"""Tests that never decide by failing, beside those that are implied."""

WHOLE = "totals are whole points"
EVEN = "totals are even hundredths: tenths of a point that the jury gives, and a fiftieth for each of those reached"
NOT_NOTICED: Reasons = {
    "demonstration-neighbourhoods": {
        "一等: − finding: {party-organisation: {is: met}}": "the gate asks it of everybody who is ranked",
    },
    "property-company-models": {
        "示范典型: total: {不少于: 80} → total: {不少于: 79.99}": WHOLE,
        "培育对象: total: {不少于: 60} → total: {不少于: 59.99}": WHOLE,
    },
    "three-lists-communities": {
        "需求对接: 需求对接比例: {不少于: 0.8} → 需求对接比例: {不少于: 0.7999}": (
            "not equivalent, but a share of 79.99 % takes 1,334 needs, each a subject of its own"
        ),
    },
    "ventures-round-1": {"ventures-round-1: total: {at_least: 60} → total: {at_least: 59.99}": EVEN},
    "ventures-round-2": {"ventures-round-2: total: {at_least: 60} → total: {at_least: 59.99}": EVEN},
}
"""Changes that no case notices, beside leaving out what is implied."""


# --- what is ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_test_of_a_condition_decides_both_ways(scheme: str) -> None:
    (made,) = coverage(_cases(scheme))
    unseen = [
        f"{gap.site.owner}: {as_written(gap.test)} {'holds' if gap.way == TRUE else 'fails'}" for gap in made.open
    ]
    listed = [f"{part} fails" for reasons in (IMPLIED, NOT_SEEN) for part in reasons.get(scheme, {})]
    assert sorted(unseen) == sorted(listed)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_small_change_escapes(scheme: str) -> None:
    """Those that are proved to be without effect are no concern of the cases."""
    (made,) = mutation(_cases(scheme))
    assert made.tried
    unnoticed = [f"{one.mutant.owner}: {one.mutant.said}" for one in made.open]
    implied = [part.split(": ", 1) for part in IMPLIED.get(scheme, {})]
    listed = [*(f"{owner}: − {part}" for owner, part in implied), *NOT_NOTICED.get(scheme, {})]
    assert sorted(unnoticed) == sorted(listed)
