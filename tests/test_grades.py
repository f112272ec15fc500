"""Grades of the extended language: adjustments, quotas of rank, and what stays open, beside a plain reading."""

from itertools import permutations, product
from random import Random
from typing import Any

import pytest

from evaluator.result.assemble import assemble
from evaluator.result.model import Result
from evaluator.result.sentences import Sentences
from evaluator.standing.season import Season
from test_open_questions import BY_MARK, said, season

GRADES = """
ranking: {{{ranking}origin: local}}
vetoes: [{{id: fraud, title: 弄虚作假, basis: 办法第九条, effect: grade, grade: 差, when: {{part: {{at_least: 5}}}}}}]
gates: [{{id: gate, title: 准入, when: {{part: {{at_most: 6}}}}}}]
grades:
  - {{id: 优秀, from: 60, origin: local, quota: {{{first}}}}}
  - {{id: 良好, from: 40, below: 60, origin: local{second}}}
  - {{id: 合格, from: 20, below: 40, origin: local}}
  - {{id: 差, below: 20, origin: local}}
adjustments: [{adjustments}]
"""
ACCIDENT = "{id: accident, title: 发生安全事故, basis: 办法第五条, at_best: 合格, when: {flag: {is: yes}}}"
NAMES = ["优秀", "良好", "合格", "差"]


def scheme(first: str, second: str = "", adjustments: str = "", ranking: str = "") -> str:
    second = f", quota: {{{second}}}" if second else ""
    return GRADES.format(first=first, second=second, adjustments=adjustments, ranking=ranking)


def answers(mark: int | None, flag: bool | None = False, part: int = 0) -> str:
    words = {None: "", True: "yes", False: "no"}
    return f"{{mark: {'' if mark is None else mark}, flag: {words[flag]}, part: {part}}}"


def possible(made: Season) -> dict[str, tuple[str, ...]]:
    """The grades each subject may get: one where it is settled."""
    graded = made.graded
    return {name: graded.names(row) or (graded.settled[row],) for row, name in enumerate(made.evidence.ids)}


def shown(made: Season) -> Result:
    return assemble(made, "zh", "1")


def sentences(result: Result, name: str) -> list[str]:
    subject = result.subject(name)
    assert subject is not None
    return [said for title, said in Sentences(result, subject).standing() if title == "等级"]


def test_a_quota_takes_those_ranked_first_and_the_rest_get_the_next_grade() -> None:
    evidence = [said(f"s{mark}", answers(mark)) for mark in range(10)]
    made = season(BY_MARK, scheme("share: 30%, part: dropped"), *evidence)
    assert made.grades == ["差"] * 2 + ["合格"] * 2 + ["良好"] * 3 + ["优秀"] * 3
    result = shown(made)
    assert result.provisional is False
    assert sentences(result, "s6") == ["良好", "优秀不超过 30%，本组 10 个中取 3 个，名次第 4，评为良好"]
    assert sentences(result, "s9")[1] == "优秀不超过 30%，本组 10 个中取 3 个，名次第 1，评为优秀"


def test_a_part_of_a_place_is_dropped_or_counts_and_the_next_grade_has_its_own_places() -> None:
    evidence = [said(f"s{mark}", answers(mark)) for mark in (4, 5, 6, 7, 8)]
    for part, expected in (("dropped", 1), ("counts", 2)):
        made = season(BY_MARK, scheme(f"share: 30%, part: {part}", "places: 1"), *evidence)
        assert sorted(made.grades) == sorted(["优秀"] * expected + ["良好"] + ["合格"] * (4 - expected))


def test_an_open_tie_across_the_limit_leaves_both_grades_possible_and_holds_nobody() -> None:
    evidence = [said(name, answers(mark)) for name, mark in (("a", 9), ("b", 7), ("c", 7), ("d", 1))]
    made = season(BY_MARK, scheme("places: 2"), *evidence)
    assert possible(made) == {"a": ("优秀",), "b": ("优秀", "良好"), "c": ("优秀", "良好"), "d": ("差",)}
    result = shown(made)
    one = result.subject("b")
    assert one is not None
    assert (result.settled, result.provisional) == (True, True)
    assert (one.status, one.grade, one.possible_grades) == ("evaluated", "", ("优秀", "良好"))
    assert sentences(result, "b")[-1] == "可能评为 优秀、良好；待决定 b（b）、c（c） 的先后"
    assert possible(season(BY_MARK, scheme("places: 3"), *evidence))["b"] == ("优秀",)


def test_a_held_subject_that_could_come_before_leaves_both_possible() -> None:
    evidence = [said(name, answers(mark)) for name, mark in (("a", 9), ("b", 7), ("c", None))]
    made = possible(season(BY_MARK.replace("to: 10", "to: 12"), scheme("places: 1"), *evidence))
    assert made["a"] == ("优秀", "良好")
    assert made["c"][:4] == ("优秀", "良好", "合格", "差")


def test_who_has_no_rank_takes_no_place_and_keeps_a_grade_without_quota() -> None:
    evidence = [said("a", answers(9, part=7)), said("b", answers(8)), said("c", answers(3, part=7))]
    made = season(BY_MARK, scheme("places: 1").replace("part: {at_least: 5}", "part: {at_least: 9}"), *evidence)
    assert made.grades == ["良好", "优秀", "合格"]
    assert sentences(shown(made), "a")[1] == "优秀不超过 1 个，不参加排名，评为良好"


def test_adjustments_come_before_places_and_leave_a_veto_alone() -> None:
    up = "{id: praise, title: 通报表扬, up: 1, when: {part: {is: 1}}}"
    evidence = [
        said("a", answers(9, True)), said("b", answers(7)), said("c", answers(5, part=1)), said("d", answers(9, part=5))
    ]  # fmt: skip
    made = season(BY_MARK, scheme("places: 2", adjustments=f"{ACCIDENT}, {up}"), *evidence)
    assert made.grades == ["合格", "优秀", "优秀", "差"]
    result = shown(made)
    assert sentences(result, "a") == ["合格", "发生安全事故，最高评为合格（依据办法第五条）"]
    assert sentences(result, "d") == ["差（弄虚作假）"]


def test_a_missing_adjustment_leaves_both_and_holds() -> None:
    made = season(
        BY_MARK, scheme("places: 2", adjustments=ACCIDENT), said("a", answers(9, None)), said("b", answers(3, None))
    )
    assert possible(made) == {"a": ("优秀", "合格"), "b": ("合格",)}
    assert made.decided.held.tolist() == [True, False]


def plain(season: dict[str, dict[str, Any]], places: tuple[int, int], order: tuple[str, ...]) -> dict[str, str]:
    """Grades by reading the scheme aloud; `order` settles every tie."""
    grades = {}
    for name, one in season.items():
        total = one["mark"] * 10
        grade = 0 if total >= 60 else 1 if total >= 40 else 2 if total >= 20 else 3
        grades[name] = 3 if one["part"] >= 5 else max(grade, 2) if one["flag"] else grade
    ranked = sorted(
        (name for name in season if season[name]["part"] < 5), key=lambda n: (-season[n]["mark"], order.index(n))
    )
    for number in (0, 1):
        taken = 0
        for name in [*ranked, *(n for n in season if n not in ranked)]:
            if grades[name] == number:
                if name in ranked and taken < places[number]:
                    taken += 1
                else:
                    grades[name] += 1
    return {name: NAMES[grade] for name, grade in grades.items()}


@pytest.mark.parametrize("seed", range(40))
def test_every_way_of_settling_what_is_open_is_among_the_possible_grades(seed: int) -> None:
    random = Random(seed)
    names = "abcde"
    places = random.randrange(3), random.randrange(3)
    full = {
        name: {
            "mark": random.choice([1, 3, 5, 6, 7, 7, 9]),
            "flag": random.random() < 0.2,
            "part": random.choice([0, 0, 0, 5]),
        }
        for name in names
    }
    holes = random.sample([(name, key) for name in names for key in ("mark", "flag", "part")], random.randrange(3))
    words = {True: "yes", False: "no"}
    text = {
        name: "{{{}}}".format(", ".join(
            f"{key}: {words[value] if isinstance(value, bool) else value}"
            for key, value in one.items()
            if (name, key) not in holes
        ))
        for name, one in full.items()
    }  # fmt: skip
    made = season(
        BY_MARK,
        scheme(f"places: {places[0]}", f"places: {places[1]}", ACCIDENT),
        *(said(n, t) for n, t in text.items()),
    )
    bounds = possible(made)
    values: dict[str, Any] = {"mark": (0, 4, 7, 10), "flag": (True, False), "part": (0, 5)}
    met: dict[str, set[str]] = {name: set() for name in names}
    for filling in product(*(values[key] for _, key in holes)):
        case = {name: dict(one) for name, one in full.items()}
        for (name, key), value in zip(holes, filling, strict=True):
            case[name][key] = value
        for order in permutations(names):
            for name, grade in plain(case, places, order).items():
                met[name].add(grade)
    for name in names:
        assert met[name] <= set(bounds[name]), name
    if not holes:
        assert {name: set(found) for name, found in bounds.items()} == met


def test_places_are_those_of_the_group() -> None:
    evidence = [said(f"{street}{mark}", answers(mark), street) for street in ("x", "y") for mark in (6, 7)]
    made = season(BY_MARK, scheme("share: 50%, part: dropped", ranking="within: street, "), *evidence)
    assert made.grades == ["良好", "优秀", "良好", "优秀"]
