"""`compare` and `whatif`: as a plain comparison of two results says, edit by edit, and whole outputs as kept."""

import json
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bad_examples import invoke
from evaluator import evaluate
from evaluator.desk.compare import Compared, compare
from evaluator.desk.edits import ABSENT, differences
from evaluator.desk.whatif import what_if
from evaluator.language.library import read_library, rule_files
from evaluator.result.differences import Differences, PartMoved
from plain_differences import plainly

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).parent / "differences"
SCHEME = "demonstration-neighbourhoods"
EVIDENCE = "examples/haiyang-2021/neighbourhoods"
HAVES, FILE = "neighbourhoods/six-haves.yaml", f"schemes/{SCHEME}.yaml"

MEMBERS = (HAVES, "formal_party_members: {at_least: 3}", "formal_party_members: {at_least: 12}")
WEIGHTS = (
    (FILE, "{ruleset: six-haves, weight: 60%", "{ruleset: six-haves, weight: 50%"),
    (FILE, "{panel: onsite, weight: 40%", "{panel: onsite, weight: 50%"),
)
AMOUNT = (FILE, "amount: 30000", "amount: 25000")
LEAST = (FILE, "total: {at_least: 80}", "total: {at_least: 86}")
Edit = tuple[str, str, str]
SMALL = ((HAVES, MEMBERS[1], "formal_party_members: {at_least: 8}"), *WEIGHTS, AMOUNT)
CLAUSES: tuple[tuple[Edit, ...], ...] = (WEIGHTS, (LEAST,), (AMOUNT,), (MEMBERS,))
ALL = tuple(edit for clause in CLAUSES for edit in clause)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of rules, templates and evidence, with the season evaluated."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("rules", "templates", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(autouse=True)
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(project)
    if not Path("out").exists():
        evaluated("out", reports="all")
    return project


def evaluated(out: str, rules: str | None = None, reports: Any = "none", evidence: Any = EVIDENCE) -> None:
    assert evaluate(SCHEME, evidence, out=out, rules=rules, reports=reports).status < 2


def draft(edits: tuple[Edit, ...], name: str = "draft") -> str:
    """A copy of the rules with some edits."""
    shutil.rmtree(name, ignore_errors=True)
    shutil.copytree("rules", name)
    for file, old, new in edits:
        path = Path(name) / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return name


def found(made: Compared) -> Differences:
    assert made.differences is not None, made.problems
    return made.differences


def only(made: Compared) -> PartMoved:
    (part,) = found(made).parts
    return part


def agrees(part: PartMoved, before: str, after: str) -> None:
    """Whether a comparison says what a plain one of the two results says."""
    plain = plainly(Path(before), Path(after))
    assert part.subjects == plain.subjects
    assert part.changed == len(plain.moved)
    assert (set(part.only_before), set(part.only_after)) == (plain.only_before, plain.only_after)
    assert part.displaced == sum(set(one) == {"rank"} and not plain.lines.get(i) for i, one in plain.moved.items())
    assert {one.column: one.changed for one in part.columns if one.column != "points"} == plain.counts
    for column in part.columns:
        if column.moves:
            assert {(m.before, m.after): m.subjects for m in column.moves} == plain.moves(column.column)
    assert {one.id: one.columns for one in part.movers if one.columns} == plain.moved
    assert {one.id: {line.criterion for line in one.lines} for one in part.movers if one.lines} == {
        subject: set(lines) for subject, lines in plain.lines.items()
    }
    if part.money is not None:
        for name, step in plain.money.items():
            old, new = getattr(part.money, name)
            assert Fraction(new) - Fraction(old) == step
        for tier in part.money.tiers:
            assert Fraction(tier.paid[1] or 0) - Fraction(tier.paid[0] or 0) == plain.tiers[tier.id]


@pytest.mark.parametrize("edits", [(MEMBERS,), WEIGHTS, (AMOUNT,), SMALL, ALL], ids=str)
def test_as_a_plain_comparison_says(edits: tuple[Edit, ...]) -> None:
    rules = draft(edits)
    evaluated("other", rules)
    agrees(only(compare("out", "other")), "out", "other")
    agrees(only(what_if("out", rules)), "out", "other")


def test_other_evidence_is_compared_too() -> None:
    evaluated("late", evidence=[EVIDENCE, "examples/haiyang-2021-late"])
    part = only(compare("out", "late"))
    agrees(part, "out", "late")
    assert part.only_after
    assert "examples/haiyang-2021-late/wrong-field-name.yaml" in found(compare("out", "late")).files


def test_without_a_difference() -> None:
    for made in (compare("out", "out"), what_if("out", "rules")):
        part = only(made)
        assert (part.changed, part.movers, part.columns, part.attribution.clauses) == (0, (), (), ())


def test_large_results_are_compared_by_their_columns() -> None:
    evaluated("columns")
    evaluated("other", draft(ALL), reports="all")
    agrees(only(compare("columns", "other")), "out", "other")
    agrees(only(what_if("columns", "draft")), "out", "other")


def test_attribution_adds_up() -> None:
    """Each clause alone is as the rules with it alone evaluate, and the parts make the whole."""
    part = only(what_if("out", draft(ALL)))
    shared = part.attribution
    assert [len(clause.edits) for clause in shared.clauses] == [2, 1, 1, 1]
    assert part.changed == sum(one.only for one in shared.clauses) + shared.several + shared.combination
    assert part.money is not None
    assert shared.together is not None
    for name in ("paid", "reserved", "unspent"):
        old, new = getattr(part.money, name)
        alone = sum(Fraction(getattr(one.alone, name)) for one in shared.clauses)
        assert alone + Fraction(getattr(shared.together, name)) == Fraction(new) - Fraction(old)
    evaluated("all", "draft")
    moved: list[set[str]] = []
    for clause, edits in zip(shared.clauses, CLAUSES, strict=True):
        evaluated("alone", draft(edits, "one"))
        plain = plainly(Path("out"), Path("alone"))
        assert clause.alone is not None
        assert (clause.alone.subjects, clause.alone.columns) == (len(plain.moved), dict(plain.counts))
        assert {name: Fraction(getattr(clause.alone, name)) for name in plain.money} == plain.money
        moved.append(set(plain.moved))
        evaluated("rest", draft(tuple(edit for edit in ALL if edit not in edits), "rest-of-them"))
        left = plainly(Path("rest"), Path("all"))
        assert clause.without is not None
        assert (clause.without.subjects, clause.without.columns) == (len(left.moved), dict(left.counts))
    whole = set(plainly(Path("out"), Path("all")).moved)
    assert shared.cancelled == len(set().union(*moved) - whole)


def test_a_mover_names_the_clause_that_moved_it() -> None:
    part = only(what_if("out", draft(ALL)))
    by_name = {one.name: one for one in part.movers}
    lost = by_name["松涛家园"]  # has fewer than twelve members
    assert lost.columns["tier"] == ("二等", "")
    assert lost.by == ((4,),)
    assert [line.criterion for line in lost.lines] == ["party-organisation"]
    fell = by_name["星河里"]  # below 86 only with the other weights
    assert fell.columns["tier"] == ("三等", "")
    assert {name: cause.sets for cause in fell.causes for name in cause.columns} == {
        "total": ((1,),),
        "rank": ((4,),),
        "tier": ((1, 2),),
        "subsidy": ((1, 2),),
    }
    assert fell.by == ((1, 2, 4),)


def test_edits_that_need_one_another_are_one_clause() -> None:
    """A new criterion, the field it asks, and the worth that makes room."""
    field = (HAVES, "  has_indicators:\n", "  has_notice_board: {type: yes-no, label: 公告栏}\n  has_indicators:\n")
    line = "  - {id: board, title: 公告栏, worth: 5, origin: local, when: {has_notice_board: {is: yes}}}\n\n"
    added = (HAVES, "  - id: service-place\n", f"{line}  - id: service-place\n")
    part = only(what_if("out", draft((field, added, AMOUNT))))
    clauses = {tuple(edit.path for edit in one.edits) for one in part.attribution.clauses}
    assert clauses == {
        ("six-haves.fields.has_notice_board", "six-haves.criteria.board"),
        ("demonstration-neighbourhoods.allocation.tiers.三等.amount",),
    }
    evaluated("other", "draft")
    agrees(part, "out", "other")


def test_one_edited_file_takes_the_place_of_its_own() -> None:
    """A rule set, a scheme, and of a season the one scheme that it decides."""
    for file, edits in ((HAVES, (MEMBERS,)), (FILE, (*WEIGHTS, AMOUNT))):
        whole = only(what_if("out", draft(edits)))
        Path("edited.yaml").write_bytes(Path("draft", file).read_bytes())
        alone = only(what_if("out", "edited.yaml"))
        assert alone.movers == whole.movers
        assert [[one.path for one in clause.edits] for clause in alone.attribution.clauses] == [
            [one.path for one in clause.edits] for clause in whole.attribution.clauses
        ]
        assert alone.after.shown == "edited.yaml"
    text = Path("rules/schemes/secretary-appraisal.yaml").read_text(encoding="utf-8")
    Path("edited.yaml").write_text(text, encoding="utf-8")
    assert [one.code for one in what_if("out", "edited.yaml").problems] == ["edited-unknown"]
    Path("edited.yaml").write_text("ruleset: six-haves\n", encoding="utf-8")
    assert what_if("out", "edited.yaml").differences is None


def test_names_are_in_the_language_asked() -> None:
    """Whatever language the results are in: schemes, criteria, tiers and grades by their titles."""
    evaluated("other", draft(SMALL))
    for lang, title, tier in (("zh", "物业党建示范小区评价", "三等"), ("en", "Demonstration", "Third tier")):
        for made in (compare("out", "other", lang), what_if("out", "draft", lang=lang)):  # type: ignore[arg-type]
            assert made.problems == ()
            part = only(made)
            assert part.title.startswith(title)
            assert part.titles["tier"]["三等"] == tier
            (line,) = {line.title for one in part.movers for line in one.lines}
            assert line == {"zh": "有党组织", "en": "Has a Party organisation"}[lang]
            assert part.money is not None
            assert part.money.tiers[2].title == tier


def test_wording_decides_nothing() -> None:
    part = only(what_if("out", draft(((HAVES, "zh: 有党组织, en:", "zh: 有支部, en:"),))))
    assert (part.attribution.wording, part.attribution.clauses, part.changed) == (1, (), 0)


def test_inputs_are_found_from_elsewhere(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, here = draft(ALL), only(what_if("out", "draft"))
    monkeypatch.chdir(tmp_path)
    out, elsewhere = str(project / "out"), str(project / rules)
    assert what_if(out, elsewhere).differences is None
    there = only(what_if(out, elsewhere, base=str(project)))
    assert there.movers == here.movers
    assert Path.cwd() == tmp_path


def test_a_season_scheme_by_scheme() -> None:
    season = "rules/seasons/pair.yaml"
    Path(season).write_text(
        "season: pair\ntitle: 两个方案\nperiod: {from: 2021-01-01, to: 2021-06-30}\nchapters:\n"
        f"  - {{id: all, title: 全部, schemes: [{SCHEME}, volunteer-stations]}}\n",
        encoding="utf-8",
    )
    try:
        both = [EVIDENCE, "examples/haiyang-2021/stations"]
        assert evaluate(season, both, out="season", reports="none").status == 0
        evaluated("other", draft(ALL))
        for made in (what_if("season", "draft"), what_if(f"season/{SCHEME}", "draft")):
            agrees(only(made), "out", "other")
        assert found(what_if("season", "draft")).same == ("党员爱心驿站“八有”核查",)
        assert only(compare(f"season/{SCHEME}", "out")).changed == 0
        assert evaluate("pair", both, out="season-after", reports="none", rules="draft").status == 0
        made = found(compare("season", "season-after"))
        agrees(made.parts[0], "out", "other")
        assert len(made.same) == 1
        assert found(compare("season", "other")).only_before == ("党员爱心驿站“八有”核查",)
    finally:
        Path(season).unlink()


def test_any_two_rule_sets_with_all_edits_made_are_alike() -> None:
    """What differs is enough to make the one of the other, whatever they are."""
    library = read_library(rule_files(ROOT / "rules", "rules"))
    for models in ([v[0] for v in library.rulesets.values()], list(library.schemes.values())):
        for old, new in zip(models, [*models[1:], models[0]], strict=True):
            key = ("any", "of them")
            edits, _ = differences({key: old}, {key: new})
            assert edits
            made: Any = old
            for edit in edits:
                made = edit.put_into(made)
            assert made is not ABSENT
            assert differences({key: made}, {key: new})[0] == []


def kept(name: str, text: str, regenerate: bool) -> None:
    path = KEPT / name
    if regenerate:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{name} is not as kept"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whole_outputs(lang: str, regenerate: bool) -> None:
    rules = draft(SMALL)
    evaluated("other", rules)
    calls: dict[str, tuple[str, ...]] = {
        "whatif": ("whatif", "out", "--rules", rules),
        "compare": ("compare", "out", "other"),
    }
    for name, call in calls.items():
        text = invoke(*call, "--lang", lang, "--out", "page.html")
        assert text.exit_code == 0
        assert text.stderr == ""
        kept(f"{name}.{lang}.txt", text.stdout, regenerate)
        kept(f"{name}.{lang}.html", Path("page.html").read_text(encoding="utf-8"), regenerate)
    shown = invoke("whatif", "out", "--rules", rules, "--lang", lang, "--format", "json")
    kept(f"whatif.{lang}.json", shown.stdout, regenerate)
    assert Differences.model_validate(json.loads(shown.stdout)) == found(what_if("out", rules, lang=lang))  # type: ignore[arg-type]


def test_text_fits_a_screen() -> None:
    rules = draft(ALL)
    lines = invoke("whatif", "out", "--rules", rules, "--lang", "en").stdout.splitlines()
    assert len(lines) <= 40


def test_the_same_bytes_again() -> None:
    rules = draft(ALL)
    texts = {invoke("whatif", "out", "--rules", rules, "--format", "json").stdout for _ in range(2)}
    assert len(texts) == 1
