"""A second, plain evaluator: dictionaries, fractions and recursion over one subject at a time.

It shares the parsed rule files with the program and nothing else, so that the two can only agree by being right about
the same design. Where it is slow or long-winded, that is on purpose.
"""

from evaluator.language.plan import Plan
from oracle.case import BAD, Case, Mark, Subject
from oracle.interviews import interview
from oracle.points import Finding
from oracle.standing import Standing, stand

__all__ = ["BAD", "Case", "Finding", "Mark", "Standing", "Subject", "judge"]


def judge(plan: Plan, case: Case) -> Standing:
    """A whole season."""
    standing = stand(plan, case)
    interview(standing)
    return standing
