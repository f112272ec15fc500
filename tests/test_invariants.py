"""What must not matter: the order of files, subjects, criteria and fields, and how evidence is spread over files."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from drafting import block, rule_text
from drawing import fewer
from evaluator.standing.season import Season
from oracle import Subject
from seasons import of_season, ties_of
from strategies import Drawn, File, load, record_of, run, seasons

SEEDS = st.integers(0, 1000).map(Random)


def shuffled(random: Random, values: Any) -> Any:
    """The same list or mapping in another order."""
    if isinstance(values, dict):
        return {key: values[key] for key in random.sample(sorted(values), len(values))}
    return random.sample(list(values), len(values))


def same(one: Season, other: Season) -> None:
    """Everything a person can read off the results."""
    assert of_season(one) == of_season(other)
    assert ties_of(one) == ties_of(other)
    assert (one.walked is None) == (other.walked is None)
    if one.walked is not None and other.walked is not None:
        assert one.walked.tiers == other.walked.tiers
        assert one.walked.possible == other.walked.possible


@fewer(4)
@given(seasons(), SEEDS)
def test_order_of_evidence(drawn: Drawn, random: Random) -> None:
    same(run(drawn.plan, drawn.evidence), run(drawn.plan, shuffled(random, drawn.evidence)))


@fewer(4)
@given(seasons(), SEEDS)
def test_one_file_or_many(drawn: Drawn, random: Random) -> None:
    """All subjects in one file, in any order, each in two parts that may stand apart."""
    parts = [part for subject in drawn.case.subjects for part in _parts(subject, random)]
    text = "---\n".join(block(record_of(part)) for part in shuffled(random, parts))
    others = [file for file in drawn.evidence if not file[0].startswith("evidence/s")]
    same(run(drawn.plan, drawn.evidence), run(drawn.plan, [("evidence/all.yaml", text.encode()), *others]))


def _parts(subject: Subject, random: Random) -> list[Subject]:
    first = {name for name in subject.answers if random.random() < 0.5}
    answers = subject.answers.items()
    return [
        replace(subject, answers={name: value for name, value in answers if name in first}, assessed={}),
        replace(subject, answers={name: value for name, value in answers if name not in first}),
    ]


@fewer(4)
@given(seasons(), SEEDS)
def test_order_of_rules(drawn: Drawn, random: Random) -> None:
    """Criteria, fields, derived quantities and groups in another order, rule sets in another order of files."""
    documents = [_reordered(document, random) for document in (*drawn.draft.rulesets, drawn.draft.scheme)]
    files: list[File] = [(f"rules/{n}.yaml", rule_text(one, inline=False)) for n, one in enumerate(documents)]
    same(run(drawn.plan, drawn.evidence), run(load(shuffled(random, files), drawn.as_of), drawn.evidence))


def _reordered(document: dict[str, Any], random: Random) -> dict[str, Any]:
    keys = ("criteria", "fields", "derived", "groups", "gates")
    return {key: shuffled(random, value) if key in keys else value for key, value in document.items()}


@fewer(4)
@given(seasons(), SEEDS)
def test_names_of_subjects(drawn: Drawn, random: Random) -> None:
    """Other ids, in another order, change nobody's verdicts, points, rank or money."""
    names = [one.id for one in drawn.case.subjects]
    renamed = dict(zip(names, shuffled(random, names), strict=True))
    case = replace(
        drawn.case,
        subjects=tuple(replace(one, id=renamed[one.id]) for one in drawn.case.subjects),
        marks=tuple(replace(one, subject=renamed[one.subject]) for one in drawn.case.marks),
        recused=frozenset((judge, renamed[subject]) for judge, subject in drawn.case.recused),
    )
    one, other = run(drawn.plan, drawn.evidence), run(drawn.plan, replace(drawn, case=case).evidence)
    found, expected = of_season(other), of_season(one)
    assert {name: found[renamed[name]] for name in names} == expected
    if one.walked is not None and other.walked is not None:
        assert one.walked.tiers == other.walked.tiers
