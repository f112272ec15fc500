"""Points of the extended language beside plain arithmetic: entries, several assessors, the best, means of others."""

from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor
from random import Random
from typing import Any

import pytest

from seasons import of_season
from strategies import load, run
from test_open_questions import RULES, SCHEME, said, season

SEEDS = range(25)
LOW, HIGH = 0, 6
FIELDS = "fields: {{{}}}\n".format(
    ", ".join(
        [f"{name}: {{type: integer, minimum: {LOW}, maximum: {HIGH}}}" for name in ("x", "y")]
        + [f"{name}: {{type: yes-no}}" for name in ("p", "q", "applies")]
    )
)


def rules(criteria: str) -> str:
    return FIELDS + criteria


def given(answers: dict[str, Any]) -> str:
    words = {True: "yes", False: "no"}
    return "{" + ", ".join(f"{k}: {words[v] if isinstance(v, bool) else v}" for k, v in answers.items()) + "}"


def judged(criteria: str, *evidence: dict[str, Any], scheme: str = "") -> list[Any]:
    """The finding of criterion `c` of each subject: verdict, least, most, of."""
    files = [said(f"s{number:03}", given(answers)) for number, answers in enumerate(evidence)]
    made = of_season(_season(rules(criteria), scheme, files))
    return [one.findings["c"] for one in made.values()]


def _season(text: str, scheme: str, files: list[Any]) -> Any:
    plain = RULES[: RULES.index("fields:")]
    sources = [("rules.yaml", (plain + text).encode()), ("scheme.yaml", (SCHEME + scheme).encode())]
    return run(load(sources, date(2021, 6, 30)), files)


def entry(random: Random) -> dict[str, Any]:
    made: dict[str, Any] = {"points": random.choice([1, 2, "0.5"])}
    kind = random.choice(["each", "past", "when"])
    if kind == "each":
        made["each"] = random.choice(["x", "y"])
    if kind == "past":
        made |= {"of": "x", random.choice(["above", "below"]): random.choice([2, 3, "y"])}
        made["every"] = random.choice([1, 2, "1.5"])
        made["part"] = random.choice(["dropped", "counts", "pro_rata"])
    if kind == "when" or random.random() < 0.4:
        made["when"] = f"{{{random.choice('pq')}: {{is: yes}}}}"
    if random.random() < 0.3:
        made["cap"] = random.choice([1, 3])
    return made


def counted(made: dict[str, Any], answers: dict[str, Any]) -> Fraction:
    if "when" in made and not answers[made["when"][1]]:
        return Fraction(0)
    times = Fraction(1)
    if "each" in made:
        times = Fraction(answers[made["each"]])
    if "of" in made:
        limit = made.get("above", made.get("below"))
        limit = answers[limit] if limit == "y" else limit
        past = answers["x"] - limit if "above" in made else limit - answers["x"]
        units = max(Fraction(past), Fraction(0)) / Fraction(made["every"])
        whole = {"dropped": floor, "counts": ceil, "pro_rata": Fraction}[made["part"]]
        times = Fraction(whole(units))
    points = Fraction(made["points"]) * times
    return min(points, Fraction(made["cap"])) if "cap" in made else points


def written(entries: list[dict[str, Any]]) -> str:
    return "[" + ", ".join("{" + ", ".join(f"{k}: {v}" for k, v in one.items()) + "}" for one in entries) + "]"


@pytest.mark.parametrize("seed", SEEDS)
def test_entries_beside_plain_arithmetic(seed: int) -> None:
    """Where all is answered the points are exact; where something is missing every filling lies within the bounds."""
    random = Random(seed)
    taken = [entry(random) for _ in range(random.randrange(3))]
    added = [entry(random) for _ in range(random.randrange(3) if taken else 2)]
    base, low = random.choice([0, 4]), random.choice([0, -3])
    none = random.random() < 0.5
    text = f"criteria: [{{id: c, title: 分, worth: 8, origin: local, floor: {low}"
    text += f", deductions: {written(taken)}" if taken else ""
    text += f", additions: {written(added)}" if added else ""
    text += f", base: {base}" if added else ""
    text += ", none_if: {q: {is: yes}}" if none else ""
    text += "}]"
    full = [
        {"x": random.randint(LOW, HIGH), "y": random.randint(LOW, HIGH), "p": p, "q": q}
        for p, q in product([True, False], repeat=2)
    ]
    gaps = [{k: v for k, v in one.items() if k not in random.sample("xypq", 2)} for one in full]

    def points(answers: dict[str, Any]) -> Fraction:
        if none and answers["q"]:
            return Fraction(0)
        start = Fraction(base if added else 8)
        start += sum(counted(one, answers) for one in added) - sum(counted(one, answers) for one in taken)
        return min(max(start, Fraction(low)), Fraction(8))

    found = judged(text, *full, *gaps)
    for answers, (_, least, most, _) in zip(full, found[:4], strict=True):
        assert least == most == points(answers), answers
    for answers, (_, least, most, _) in zip(gaps, found[4:], strict=True):
        for x, y, p, q in product((LOW, 3, HIGH), (LOW, 3, HIGH), (True, False), (True, False)):
            filled = {"x": x, "y": y, "p": p, "q": q} | answers
            assert least <= points(filled) <= most


def test_a_threshold_may_be_a_quantity() -> None:
    taken = "deductions: [{points: 1, of: x, below: y, every: 1, part: dropped}]"
    text = f"criteria: [{{id: c, title: 分, worth: 5, origin: local, {taken}}}]"
    found = judged(text, {"x": 1, "y": 3}, {"x": 4, "y": 3}, {"y": 3})
    assert [one[1:3] for one in found] == [(3, 3), (5, 5), (2, 5)]


def test_nothing_is_earned_where_none_if_holds() -> None:
    text = "criteria: [{id: c, title: 分, worth: 5, origin: local, when: {p: {is: yes}}, none_if: {q: {is: yes}}}]"
    found = judged(text, {"p": True, "q": True}, {"p": True, "q": False}, {"p": True}, {"p": False})
    assert [one[0] for one in found] == ["not-met", "met", "insufficient", "not-met"]
    assert found[2][1:3] == (0, 5)


ASSESSED = (
    "criteria: [{{id: c, title: 分, origin: local, assessed: {{from: 0, to: 6, by: 评委, assessors: 3, take: {}}}}}]"
)


def assessed(name: str, *points: int) -> tuple[str, bytes]:
    lines = "".join(f"\n    - {{points: {one}, by: p{n}, reason: 理由}}" for n, one in enumerate(points))
    subject = f"{{kind: thing, id: {name}, name: {name}, street: 甲, community: 丙}}"
    return f"{name}.yaml", f"subject: {subject}\nevidence: {{}}\nassessed:\n  c:{lines}\n".encode()


@pytest.mark.parametrize(
    ("take", "of"), [("mean", lambda p: Fraction(sum(p), len(p))), ("highest", max), ("lowest", min)]
)
def test_several_assessors(take: str, of: Any) -> None:
    """All that is given counts; who has not given anything may give anything."""
    sheets = [(5, 3, 2), (5, 4, 4, 1), (5, 3), (2,)]
    files = [assessed(f"s{number}", *points) for number, points in enumerate(sheets)]
    made = of_season(season(ASSESSED.format(take), "", *files))
    for points, one in zip(sheets, made.values(), strict=True):
        _, least, most, _ = one.findings["c"]
        fills = [of([*points, *more]) for more in product((0, 6), repeat=max(3 - len(points), 0))]
        assert (least, most) == (min(fills), max(fills))


def test_one_assessor_who_gives_two_things_is_a_conflict() -> None:
    first, again = assessed("a", 5, 3, 2), assessed("a", 4)
    made = season(ASSESSED.format("mean"), "", first, ("b.yaml", again[1]))
    assert [one.code for one in made.problems] == ["answers-conflict"]
    assert of_season(made)["a"].findings["c"][1:3] == (0, 6)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_of_a_group(seed: int) -> None:
    """Only the best count, of those that count at all; every way of answering lies within the bounds."""
    random = Random(seed)
    names = ["a", "b", "d"]
    best = random.choice([1, 2])
    floors = [random.choice([0, -2]) for _ in names]
    lines = [
        f"{{id: {name}, title: 分, worth: 4, floor: {low}, origin: local, deductions: [{{points: 1, each: {name}_n}}], "
        f"applies: {{{name}_f: {{is: yes}}}}, when_not_applicable: leave_out}}"
        for name, low in zip(names, floors, strict=True)
    ]
    fields = ", ".join(
        f"{name}_n: {{type: integer, minimum: 0, maximum: 7}}, {name}_f: {{type: yes-no}}" for name in names
    )
    text = f"fields: {{{fields}}}\ncriteria: [{', '.join(lines)}]\n"
    text += f"groups: [{{id: g, title: 组, criteria: [a, b, d], best: {best}}}]"
    answers = {f"{name}_n": random.randrange(8) for name in names}
    flags = {f"{name}_f": random.random() < 0.7 for name in names}
    missing = set(random.sample([*answers, *flags], 2))
    partly = {k: v for k, v in {**answers, **flags}.items() if k not in missing}
    files = [said("full", given(answers | flags)), said("partly", given(partly))]
    made = of_season(_season(text, "", files))

    def subtotal(full: dict[str, Any]) -> Fraction:
        points = [
            Fraction(max(4 - full[f"{name}_n"], low))
            for name, low in zip(names, floors, strict=True)
            if full[f"{name}_f"]
        ]
        return sum(sorted(points, reverse=True)[:best], Fraction(0))

    assert made["full"].scores["g"] == (subtotal(answers | flags),) * 2
    least, most = made["partly"].scores["g"]
    first, second = sorted(missing)
    values = {True: (True, False), False: range(8)}
    for one, other in product(values[first.endswith("_f")], values[second.endswith("_f")]):
        assert least <= subtotal(partly | {first: one, second: other}) <= most


MEAN = (
    "criteria: [{id: c, title: 分, worth: 6, origin: local, deductions: [{points: 1, each: x}], "
    "applies: {applies: {is: yes}}, when_not_applicable: mean_of_others}]"
)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mean_of_others(seed: int) -> None:
    """Who the criterion does not apply to gets what the others earned on average, whoever they turn out to be."""
    random = Random(seed)
    full = [{"x": random.randint(LOW, HIGH), "applies": random.random() < 0.5} for _ in range(4)]
    full.append({"x": 2, "applies": True})
    holes = random.sample([(row, key) for row in range(5) for key in ("x", "applies")], 3)
    partly = [{k: v for k, v in one.items() if (row, k) not in holes} for row, one in enumerate(full)]

    def plain(season: list[dict[str, Any]]) -> list[tuple[Fraction, Fraction]]:
        earned = [Fraction(6 - one["x"]) for one in season if one["applies"]]
        if not earned:
            return [(Fraction(0), Fraction(6))] * len(season)
        mean = sum(earned, Fraction(0)) / len(earned)
        return [(Fraction(6 - one["x"]),) * 2 if one["applies"] else (mean, mean) for one in season]

    assert [one[1:3] for one in judged(MEAN, *full)] == plain(full)
    bounds = [one[1:3] for one in judged(MEAN, *partly)]
    values = {"x": range(LOW, HIGH + 1), "applies": (True, False)}
    for filling in product(*(values[key] for _, key in holes)):
        season = [dict(one) for one in partly]
        for (row, key), value in zip(holes, filling, strict=True):
            season[row][key] = value
        for (least, most), (low, high) in zip(bounds, plain(season), strict=True):
            assert least <= low <= high <= most


def test_the_mean_of_nobody_stays_open() -> None:
    files = [said(name, "{x: 1, applies: no}") for name in ("a", "b")]
    made = _season(rules(MEAN), "", files)
    assert [one.code for one in made.problems] == ["mean-of-nobody"] * 2
    assert of_season(made)["a"].findings["c"] == ("insufficient", 0, 6, 6)
    shared = judged(MEAN, {"x": 1, "applies": False}, {"x": 1, "applies": True}, {"x": 2, "applies": True})
    assert shared[0] == ("not-applicable", Fraction(9, 2), Fraction(9, 2), 6)
