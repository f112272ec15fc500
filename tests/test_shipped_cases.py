"""The cases of every shipped scheme: each test of a condition decides both ways in them, and no small change escapes.

Nothing is left out but what is proved: that a test cannot decide that way, or that a change is without effect.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

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
    for path, data in case_files([RULES])[0].items():
        for scheme in re.findall(r"^(?:cases|样例): (\S+)$", data.decode("utf-8"), flags=re.M):
            found.setdefault(scheme, {})[Path(path).relative_to(ROOT).as_posix()] = data
    return found


def _cases(scheme: str) -> Sequence[CaseFile]:
    files, problems = read_cases(_texts()[scheme], every_rule())
    assert problems == []
    return [one for one in files if one.plan.scheme.scheme == scheme]


def test_every_scheme_has_cases() -> None:
    assert sorted(_texts()) == list(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_test_of_a_condition_decides_both_ways(scheme: str) -> None:
    """But those of which it is proved that nothing submitted could show it."""
    (made,) = coverage(_cases(scheme))
    assert made.asked
    unseen = [
        f"{gap.site.owner}: {as_written(gap.test)} {'holds' if gap.way == TRUE else 'fails'}" for gap in made.open
    ]
    assert unseen == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_small_change_escapes(scheme: str) -> None:
    """But those of which it is proved that they are without effect."""
    (made,) = mutation(_cases(scheme))
    assert made.tried
    assert [f"{one.mutant.owner}: {one.mutant.said}" for one in made.open] == []
