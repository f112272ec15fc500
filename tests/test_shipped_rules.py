"""The reference schemes: clean, sourced, true to their cases, without a part or figure that could change unnoticed."""

import pytest

from changes import Change, changes, sections, steps_for
from evaluator.desk.case_runs import run_cases
from evaluator.language.check_library import check_library
from evaluator.language.library import read_library, rule_files
from shipped import (
    CASES,
    FILES,
    RULES,
    Trials,
    a_case_fails,
    all_cases,
    authorities,
    batches,
    cited,
    documents,
    library,
    made_public,
    original,
    origins,
    said_of_interviews,
    said_of_judges,
    scheme_of,
    statements,
)


def test_the_check_finds_nothing() -> None:
    files = rule_files(RULES, "rules")
    assert {file.key for file in files} >= {f"rules/{file}" for file in FILES}
    assert check_library(read_library(files)) == []
    assert check_library(library()) == []


def test_every_case_passes() -> None:
    ran = all_cases(library())
    assert [item.message("zh") for item in ran.problems] == []
    assert ran.passed == sum(path.read_text(encoding="utf-8").count("  - case: ") for path in CASES)
    cut_up = [run_cases({"cases": batch}, library()) for scheme in library().schemes for batch in batches(scheme)]
    assert sum(one.passed for one in cut_up) == ran.passed


# --- where rules come from --------------------------------------------------------------------------------------------

NAMED_IN_THE_SOURCE = {
    "构建小区党建精治体系": ("红色管家工程", "小区精治工程", "行业引领工程"),
    "构建供需对接服务体系": ("搭建精准服务平台", "搭建专业服务平台", "搭建便捷服务平台"),
    "构建全链条管理体系": ("头雁培育行动", "头雁领航行动", "雁阵培优行动"),
}
"""Sections and paragraphs of the source that rules may rest on."""

ENGINEERING = ("haiyang-2021", "构建小区党建精治体系", "小区精治工程")
PLATFORM = ("haiyang-2021", "构建供需对接服务体系", "搭建便捷服务平台")
SECRETARIES = ("haiyang-2021", "构建全链条管理体系", "头雁培育行动")


def test_every_rule_set_and_scheme_cites_the_source() -> None:
    found = cited(library())
    assert found == {
        "six-haves": ENGINEERING,
        "eight-haves": PLATFORM,
        "secretary-appraisal": SECRETARIES,
        "scheme demonstration-neighbourhoods": ENGINEERING,
        "demonstration-neighbourhoods/allocation": ENGINEERING,
        "scheme volunteer-stations": PLATFORM,
        "scheme secretary-appraisal": SECRETARIES,
        "secretary-appraisal/interviews": SECRETARIES,
        "secretary-appraisal/follow_up": SECRETARIES,
    }
    for _, section, paragraph in found.values():
        assert paragraph in NAMED_IN_THE_SOURCE[section or ""]


FROM_THE_SOURCE = {
    "six-haves/party-organisation": {"when"},
    "eight-haves/fixed-place": {"*"},
    "eight-haves/tables-and-stools": {"*"},
    "eight-haves/tea-and-water": {"*"},
    "eight-haves/heating-and-cooling": {"*"},
    "eight-haves/charging": {"*"},
    "eight-haves/books-and-papers": {"*"},
    "eight-haves/umbrellas": {"*"},
    "eight-haves/first-aid-kit": {"*"},
    "volunteer-stations/达标": {"*"},
    "demonstration-neighbourhoods/panel": {"aspects"},
    "demonstration-neighbourhoods/allocation": {"budget", "places_in_all"},
    "secretary-appraisal/interviews": {"when", "by", "pairing"},
    "secretary-appraisal/follow_up": {"monthly", "overall"},
}
"""What the source itself says. Points, weights, tier amounts, tie rules and terms are the office's own."""

FROM_THE_OFFICE = {
    "six-haves/party-organisation": {"worth"},
    "demonstration-neighbourhoods/panel": {"worth", "scale", "fewest_marks", "drop"},
    "demonstration-neighbourhoods/allocation": {"eligible"},
    "secretary-appraisal/interviews": {"group_size"},
    "secretary-appraisal/follow_up": {"months"},
}
"""What the office added to parts that are not wholly its own."""


def test_every_figure_says_who_set_it() -> None:
    found = origins(library())
    assert {name for name, origin in found.items() if not origin} == set()
    for name, origin in found.items():
        source = {key for key, word in origin.items() if word == "source"}
        assert source == FROM_THE_SOURCE.get(name, set()), name
        mixed = FROM_THE_OFFICE.get(name, set() if source else {"*"})
        assert set(origin) - source == mixed, name
    assert FROM_THE_SOURCE.keys() | FROM_THE_OFFICE.keys() <= found.keys()


def test_every_file_names_the_authority_of_what_is_local() -> None:
    assert authorities(library()) == dict.fromkeys(FILES, "本市评价办公室（示例）")


def test_interviews_are_held_as_the_source_says() -> None:
    by, partner, visits, problems = said_of_interviews(library())
    assert by == "街道党工委书记"
    assert "班子成员" in partner
    assert "每月至少" in visits
    assert "走访1次" in visits
    assert "1—2个实际问题" in problems


def test_what_is_said_of_judges_is_the_offices_own() -> None:
    scheme = "demonstration-neighbourhoods"
    assert said_of_judges(library()) == {
        f"{scheme}/one-mark": ("本市评价办公室规定：打同一个分的，分不出优劣，示例", "sheet", "local"),
        f"{scheme}/too-many-full": ("本市评价办公室规定：四个方面都打满分的不超过一半，示例", "sheet", "local"),
        f"{scheme}/watch": ("10", "2", "half-even", "local"),
    }


def test_documents_are_internal_but_for_the_public_lists() -> None:
    found = documents(library())
    assert set(found.values()) == {
        ("scoring-sheet", "subject", "internal"),
        ("judges", "season", "internal"),
        ("allocation", "season", "internal"),
        ("public-notice", "season", "public"),
        ("public-results", "season", "public"),
        ("objection-ledger", "season", "internal"),
        ("appraisal-summary", "season", "internal"),
        ("station-check", "subject", "internal"),
        ("lacking.html", "season", "internal"),
        ("rectification-ledger", "season", "internal"),
        ("interview-notice", "subject", "internal"),
        ("interview-record", "subject", "internal"),
        ("interview-list.html", "season", "internal"),
        ("pairing-ledger", "season", "internal"),
        ("season-report", "season", "internal"),
    }
    assert len(found) == 21


def test_what_is_public_is_said() -> None:
    """Secretaries are people: their names are masked, and nothing of their marks, ranks or communities is public."""
    assert made_public(library()) == {
        "demonstration-neighbourhoods": ("full", "street", "community", "rank", "total", "tier", "subsidy"),
        "secretary-appraisal": ("masked", "street", "grade"),
        "volunteer-stations": ("full", "street", "community", "grade"),
    }


# --- nothing changes unnoticed ----------------------------------------------------------------------------------------

WITHOUT_EFFECT = {
    "neighbourhoods/six-haves.yaml": {
        f"criteria.[{line}].bands.[{last}]: left out": "points end at 0 whether or not the last band says so"
        for line, last in {"service-place": 2, "procedures": 2, "disclosure": 2, "indicators": 2, "cases": 3}.items()
    },
    "schemes/demonstration-neighbourhoods.yaml": {
        "ranking.ties.[resident_satisfaction].places: 2 → 3": "the field itself has two decimals",
    },
    "schemes/volunteer-stations.yaml": {
        "components.[eight-haves].weight: 100% → 99%": "a check-list has no total to weigh",
        "components.[eight-haves].weight: 100% → 101%": "a check-list has no total to weigh",
        "period.from: 2021-01-01 → 2020-12-31": "nothing is counted by its date, and the rule set is not yet in force",
    },
    "schemes/secretary-appraisal.yaml": {
        "period.from: 2020-07-01 → 2020-06-30": "nothing is counted by its date, and the rule set is not yet in force",
    },
}
"""Changes that change nothing, and why."""

STEPS = steps_for(library())
TOLD_BY_SEASONS = {"in_force", "fields", "requires", "follow_up", "put_right", "course", "documents"}
"""Keys whose changes the cases see little of; they are asked last about these, only to be quicker."""


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("trials"))


def noticed(file: str, change: Change, trials: Trials) -> bool:
    """Whether the check, a statement, a season or a case shows a change; the likeliest to tell is asked first."""
    scheme, changed, keys = scheme_of(file), library({file: change.text}), set(change.path)
    if check_library(changed) or statements(changed) != statements(library()):
        return True
    seasons_first = bool(keys & TOLD_BY_SEASONS)
    if seasons_first and trials.differ(scheme, {file: change.text}):
        return True
    if a_case_fails(changed, scheme):
        return True
    return not seasons_first and trials.differ(scheme, {file: change.text})


@pytest.mark.parametrize(
    ("file", "section"),
    [
        pytest.param(file, section, id=f"{file} {'.'.join(section)}")
        for file in FILES
        for section in sections(original(file))
    ],
)
def test_no_change_goes_unnoticed(file: str, section: tuple[str, ...], trials: Trials) -> None:
    made = list(changes(original(file), section, STEPS))
    known = {name for name in WITHOUT_EFFECT.get(file, {}) if name.startswith(".".join(section))}
    assert made
    assert known <= set(map(str, made)), "a change listed as without effect is no longer made"
    assert [str(one) for one in made if str(one) not in known and not noticed(file, one, trials)] == []
