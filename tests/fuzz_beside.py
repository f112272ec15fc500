"""What files say beside evidence: marks and recusals, decisions and acts."""

from functools import lru_cache

from evaluator.evidence.model import Evidence
from evaluator.evidence.read import read_file
from evaluator.inference.conclude import Judge
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import in_order
from evaluator.standing.panel import mark
from fuzz_sound import any_format, base, plan, read, sound


@lru_cache
def _evidence() -> Evidence:
    return gather_season(plan(), read_file(_TWO, "two.jsonl")).evidence


_TWO = b"\n".join(
    b'{"subject":{"kind":"neighbourhood","id":"A-0%d","name":"n","street":"s"},"evidence":{}}' % number
    for number in (1, 2)
)


def of_marks(data: bytes) -> None:
    """Every mark counts, or is told to be none; what counts is within the scale."""
    file, text = any_format(data)
    reads = read(data, file, text)
    marks = [one for part in reads for one in part.marks]
    recusals = [one for part in reads for one in part.recusals]
    made, problems = mark(plan(), _evidence(), marks, recusals, Judge())
    assert made is not None
    sound(problems, None)
    counted = [one for parts in made.subjects for part in parts for one in part.marks]
    panel = made.panel
    worth = {part.aspect.id: part.aspect.worth for parts in made.subjects for part in parts}
    assert all(panel.scale.start <= one.mark <= max(worth.values()) for one in counted)
    placed = {one.place for one in counted} | {item.place for item in problems}
    given = {(one.judge, one.subject, one.aspect) for one in marks if one.place in placed}
    assert all((one.judge, one.subject, one.aspect) in given for one in marks)


def of_decisions(data: bytes) -> None:
    """Every decision and act is read, or a problem."""
    file, text = any_format(data)
    for one in read(data, file, text):
        assert all(act.by and act.reason for act in one.decisions)
        assert all(act.by or act.kind == "objection" for act in one.acts)  # an objection stands whatever it lacks


def of_judged(data: bytes) -> None:
    """A season with these decisions, acts and marks too is judged to the same end twice."""
    file, text = any_format(data)
    first, second = (judge_season(plan(), gather_season(plan(), [*base(), *read_file(data, file)])) for _ in range(2))
    sound((item for item in first.problems if item.place.file == file), text)
    assert in_order(first.problems) == in_order(second.problems)
    assert first.ranks.rank.tolist() == second.ranks.rank.tolist()
