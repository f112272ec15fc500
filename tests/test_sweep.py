"""`whatif --sweep`: as the season evaluated with each value written into the rules says."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from bad_examples import invoke
from evaluator import evaluate
from evaluator.desk import sweep as module
from evaluator.desk import sweep_fits
from evaluator.desk.sweep import Swept, sweep
from evaluator.desk.sweep_target import Range, parse
from evaluator.evidence.read import is_evidence, read_file
from evaluator.evidence.readings import Read
from evaluator.language.library import read_library, rule_files
from evaluator.language.planning import make_plan
from evaluator.pipeline import gather_season, judge_season
from evaluator.problems import errors_in
from evaluator.result.swept import Stretch, Sweep
from evaluator.result.table import csv_bytes
from strategies import judge

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).parent / "differences"
SCHEME = "demonstration-neighbourhoods"
EVIDENCE = "examples/haiyang-2021/neighbourhoods"
FILE = Path(f"draft/schemes/{SCHEME}.yaml")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("rules", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(autouse=True)
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(project)
    if not Path("out").exists():
        assert evaluate(SCHEME, EVIDENCE, out="out", reports="none").status == 0
    shutil.rmtree("draft", ignore_errors=True)
    shutil.copytree("rules", "draft")
    return


def swept(spec: str, rules: str | None = None, first: int = 10, folder: str = "out") -> Sweep:
    made = sweep(folder, spec, rules=rules, base=None, first=first, lang="en")
    assert made.sweep is not None, made.problems
    return made.sweep


@cache
def every_weight() -> Sweep:
    """The whole range, swept once for all tests."""
    return swept("onsite.weight=0..100")


def written(pattern: str, value: str, file: Path = FILE) -> None:
    text = file.read_text(encoding="utf-8")
    changed, times = re.subn(pattern, rf"\g<1>{value}", text)
    assert times == 1
    file.write_text(changed, encoding="utf-8")


@cache
def submitted() -> list[Read]:
    """The evidence, read once: only rules are varied."""
    paths = sorted(path for path in Path(EVIDENCE).rglob("*") if path.is_file() and is_evidence(path.name))
    return [read for path in paths for read in read_file(path.read_bytes(), str(path))]


def winners() -> dict[str, str]:
    """Tiers by `results.csv` of the season under the draft; `open` where neither tier nor subsidy is written."""
    rules = read_library(rule_files(Path("draft"), "draft"))
    plan, problems = make_plan(rules.schemes[SCHEME], rules, date(2021, 6, 30))
    assert not errors_in([*rules.problems, *problems])
    return tiers(csv_bytes(judge_season(plan, gather_season(plan, submitted()), judge())))


def tiers(table: bytes) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    return {row["id"]: row["tier"] or "open" for row in rows if row["tier"] or not row["subsidy"]}


def number(text: str) -> Fraction:
    return Fraction(text.rstrip("%"))


def at(made: Sweep, value: Fraction) -> Stretch:
    (stretch,) = [one for one in made.stretches if number(one.start) <= value <= number(one.to)]
    return stretch


def agrees(made: Sweep, value: Fraction, today: dict[str, str], tried: dict[str, str]) -> None:
    changes = {one.id: (one.before, one.after) for one in at(made, value).changes}
    both = today.keys() | tried.keys()
    expected = {i: (today.get(i, ""), tried.get(i, "")) for i in both if today.get(i, "") != tried.get(i, "")}
    assert changes == expected


def test_weights_as_written_into_the_rules() -> None:
    made = swept("onsite.weight=0..100:20")
    today = winners()
    assert today == tiers(Path("out/results.csv").read_bytes())
    assert made.way == "every"
    assert made.scaled == (("The six haves of a demonstration neighbourhood", "60%"),)
    for weight in [*range(0, 101, 20), 33, 68]:
        written(r"(ruleset: six-haves, weight: )[\d.]+", str(100 - weight))
        written(r"(panel: onsite, weight: )[\d.]+", str(weight))
        agrees(made, Fraction(weight), today, winners())


def test_boundaries_are_exact_on_the_finer_grid() -> None:
    """On both sides of every boundary, one hundredth apart, the rules with that weight give what the stretch says."""
    made = every_weight()
    today = winners()
    assert len(made.stretches) > 5
    for low, high in pairwise(made.stretches):
        assert number(high.start) - number(low.to) == Fraction(1, 100)
        for edge in (low.to, high.start):
            weight = number(edge)
            written(r"(ruleset: six-haves, weight: )[\d.]+", f"{float(100 - weight):.2f}")
            written(r"(panel: onsite, weight: )[\d.]+", f"{float(weight):.2f}")
            agrees(made, weight, today, winners())


def test_places_amounts_and_worths() -> None:
    today = winners()
    made = swept("三等.places=0..6")
    for places in range(7):
        written(r"(id: 三等.*places: )\d+", str(places))
        agrees(made, Fraction(places), today, winners())
    made = swept("三等.amount=20000..30000:2500")
    assert [(one.start, one.to, one.same_as_today) for one in made.stretches] == [("20000", "30000", True)]
    assert made.stretches[0].paid == ""
    haves = Path("draft/neighbourhoods/six-haves.yaml")
    made = swept("party-organisation.worth=50..200:50", rules="rules")
    for worth in (50, 100, 150, 200):
        written(r"(Has a Party organisation}\n    worth: )\d+", str(worth), haves)
        agrees(made, Fraction(worth), today, winners())


def test_halving_finds_what_every_value_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    every = every_weight()
    monkeypatch.setattr(module, "MOST_VALUES", 20)
    halved = swept("onsite.weight=0..100")
    assert halved.way == "halving"
    assert halved.judged < every.judged
    assert [(one.start, one.to, one.changes) for one in halved.stretches] == [
        (one.start, one.to, one.changes) for one in every.stretches
    ]


def test_a_figure_and_the_first_of_a_ranking(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "one.yaml").write_text(
        """ruleset: size
title: 规模
subject: hall
in_force: {from: 2020-01-01}
fields: {seats: {type: integer, minimum: 0}, rooms: {type: integer, minimum: 0}}
figures: {enough: [{from: 2020-01-01, value: 50, origin: local}, {from: 2022-01-01, value: 70, origin: local}]}
criteria:
  - {id: seated, title: 座位, worth: 60, origin: local, when: {seats: {at_least: {figure: enough}}}}
  - id: roomy
    title: 房间
    worth: 40
    origin: local
    proportional: {of: rooms, from: 0, to: 10}
---
scheme: halls
title: 会堂
subject: hall
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: size, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
ranking: {origin: local}
""",
        encoding="utf-8",
    )
    seats = {"A": (40, 9), "B": (55, 2), "C": (80, 1), "D": (60, 0)}
    records = [
        {"subject": {"kind": "hall", "id": i, "name": i}, "evidence": {"seats": s, "rooms": r}}
        for i, (s, r) in seats.items()
    ]
    (tmp_path / "halls.json").write_text(json.dumps(records), encoding="utf-8")
    out = str(tmp_path / "out")
    assert evaluate(rules / "one.yaml", tmp_path / "halls.json", out=out).status == 0
    made = swept("enough.value=30..90", first=2, folder=out)
    assert (made.today, made.winners_are, made.first) == ("50", "first", 2)

    def best(enough: int) -> set[str]:
        totals = {i: (60 if s >= enough else 0) + 4 * r for i, (s, r) in seats.items()}
        return {i for i in totals if sum(other > totals[i] for other in totals.values()) < 2}

    for enough in range(30, 91):
        gone = {one.id for one in at(made, Fraction(enough)).changes if not one.after}
        come = {one.id for one in at(made, Fraction(enough)).changes if one.after}
        assert (gone, come) == (best(50) - best(enough), best(enough) - best(50))


def test_a_figure_in_per_cent_is_swept_in_per_cent(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "one.yaml").write_text(
        """ruleset: use
title: 使用
subject: hall
in_force: {from: 2020-01-01}
fields: {used: {type: integer, minimum: 0}, all_days: {type: integer, minimum: 0}}
derived: {rate: {share: used, of: all_days, places: 4}}
figures: {enough: [{from: 2020-01-01, value: 50%, origin: local}]}
criteria: [{id: busy, title: 使用率, worth: 100, origin: local, when: {rate: {at_least: {figure: enough}}}}]
---
scheme: halls
title: 会堂
subject: hall
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: use, weight: 100%, origin: local}]
total: {places: 2, rounding: half-even, origin: local}
grades: [{id: 好, from: 60, origin: local}, {id: 差, below: 60, origin: local}]
""",
        encoding="utf-8",
    )
    record = {"subject": {"kind": "hall", "id": "A", "name": "A"}, "evidence": {"used": 613, "all_days": 1000}}
    (tmp_path / "hall.json").write_text(json.dumps([record]), encoding="utf-8")
    out = str(tmp_path / "out")
    assert evaluate(rules / "one.yaml", tmp_path / "hall.json", out=out).status == 0
    made = swept("enough.value=40%..80%", folder=out)
    assert (made.today, made.winners_are) == ("50%", "grades")
    assert [(one.start, one.to) for one in made.stretches] == [("40%", "61.3%"), ("61.31%", "80%")]
    assert made.stretches[1].changes[0].after == "差"


def test_a_sweep_as_typed() -> None:
    assert parse("six-haves.weight=40..70") == (
        "six-haves",
        "weight",
        Range(Fraction(40), Fraction(70), Fraction(1), 0),
    )
    assert parse("a.b.value=0.5%..2%:0.25") == (
        "a.b", "value", Range(Fraction(1, 2), Fraction(2), Fraction(1, 4), 2)
    )  # fmt: skip
    assert parse("x.worth=1.00..2") == ("x", "worth", Range(Fraction(1), Fraction(2), Fraction(1, 100), 2))
    for wrong in (
        "",
        "weight=1..2",
        "a.weight=1",
        "a.weight=2..1",
        "a.weight=1..2:0",
        "a.weight=1..2:-1",
        "a.weight=x..y",
    ):
        assert parse(wrong) is None


def test_nothing_is_swept_over_what_is_not_there() -> None:
    for spec, code in (
        ("a.weight=1..2", "sweep-unknown"),
        ("a", "sweep-shape"),
        ("一等.places=3..9", "sweep-unusable"),
    ):
        made = sweep("out", spec, rules=None, base=None, first=1)
        assert isinstance(made, Swept)
        assert [one.code for one in made.problems] == [code]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whole_outputs(lang: str, regenerate: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sweep in every form."""
    once = cache(lambda asked, more: sweep(*asked, **dict(more)))
    monkeypatch.setattr(module, "sweep", lambda *asked, progress, **more: once(asked, tuple(more.items())))
    for form, ending in (("text", "txt"), ("json", "json")):
        made = invoke("whatif", "out", "--sweep", "six-haves.weight=40..70", "--lang", lang, "--format", form)
        assert (made.exit_code, made.stderr) == (0, "")
        path = KEPT / f"sweep.{lang}.{ending}"
        if regenerate:
            path.write_text(made.stdout, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == made.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_with_a_picture(lang: str, regenerate: bool) -> None:
    made = invoke("whatif", "out", "--sweep", "一等.places=0..6", "--lang", lang, "--out", "page.html")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout.splitlines()[-1].endswith("page.html")
    page, path = Path("page.html").read_text(encoding="utf-8"), KEPT / f"sweep.{lang}.html"
    if regenerate:
        path.write_text(page, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page
    refused = invoke("whatif", "out", "--sweep", "一等.places=0..2", "--lang", lang, "--out", "nowhere/page.html")
    assert refused.exit_code == 2
    assert "cannot-write" in refused.stderr


@pytest.mark.parametrize("most", [2_000, 3])
def test_a_range_is_swept_as_far_as_the_rules_are_usable(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three places of 60,000 are beyond the budget."""
    monkeypatch.setattr(sweep_fits, "MOST_VALUES", most)
    made = swept("一等.places=0..6")
    (stop,) = made.stops
    assert (stop.value, stop.below, made.start, made.to) == ("3", False, "0", "6")
    assert "610000" in stop.why
    assert [(one.start, one.to) for one in made.stretches] == [("0", "0"), ("1", "1"), ("2", "2")]
    assert [one.changes for one in made.stretches] == [one.changes for one in swept("一等.places=0..2").stretches]
    first = invoke("whatif", "out", "--sweep", "一等.places=4..6", "--lang", "en")
    assert (first.exit_code, "With the value 4 " in first.stderr) == (2, True)


def test_the_picture_shows_every_stretch_and_change() -> None:
    made = every_weight()
    edges = [one.at for one in made.stretches]
    assert edges[0][0] == 0
    assert edges[-1][1] == 1000
    assert all(one[1] == other[0] for one, other in pairwise(edges))
    assert {one.id for one in made.strips} == {change.id for one in made.stretches for change in one.changes}
    for strip in made.strips:
        for stretch in made.stretches:
            now = next((one.after for one in stretch.changes if one.id == strip.id), strip.today)
            (run,) = [one for one in strip.runs if one.at[0] <= stretch.at[0] and stretch.at[1] <= one.at[1]]
            assert (run.value, run.same_as_today) == (now, now == strip.today)
