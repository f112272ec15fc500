"""The packs of the season: clean, sourced, said in both languages, and every number in them pinned by a case."""

import re

import pytest

from changes import laid_out, moved_numbers, sections, steps_for
from evaluator.language.check_library import check_library
from packs import SCHEMES, alone, expected, files_of, noticed, original, plan_of, season
from shipped import every_rule

# --- where rules come from --------------------------------------------------------------------------------------------

HEADINGS = {
    "构建互联互动组织体系": ("建立四级联动响应机制", "整合优势资源下沉社区", "实行服务项目清单管理"),
    "构建小区党建精治体系": ("红色管家工程", "小区精治工程", "行业引领工程"),
    "构建供需对接服务体系": ("搭建精准服务平台", "搭建专业服务平台", "搭建便捷服务平台"),
    "构建全链条管理体系": ("头雁培育行动", "头雁领航行动", "雁阵培优行动"),
}
"""The headings of the source's sections and paragraphs, in its order."""

OFFICE = "本市评价办公室（示例）"
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_the_check_finds_nothing() -> None:
    assert check_library(every_rule()) == []


def test_chapters_follow_the_source() -> None:
    cited = [chapter.source for chapter in season().chapters]
    assert [(at.document, at.section) for at in cited if at] == [("haiyang-2021", name) for name in HEADINGS]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_rules_rest_on_the_source(scheme: str) -> None:
    """The rule sets of a scheme and itself cite a paragraph there is, in the section its chapter is about."""
    (chapter,) = (one for one in season().chapters if scheme in one.schemes)
    plan = plan_of(scheme)
    for part in (plan.scheme, *plan.rulesets, *(link.plan.rulesets[0] for link in plan.links.values())):
        at = part.source
        assert at is not None
        assert at.document == "haiyang-2021"
        assert at.paragraph in HEADINGS[at.section or ""]
        assert part.authority is not None
        assert part.authority.zh == OFFICE
    assert plan.scheme.source is not None
    assert chapter.source is not None
    assert plan.scheme.source.section == chapter.source.section


@pytest.mark.parametrize("scheme", SCHEMES)
def test_rules_are_said_in_both_languages(scheme: str) -> None:
    plan = plan_of(scheme)
    head = plan.scheme
    assert head.noun is not None
    assert head.measure
    assert head.plural
    titled = [head.title, head.noun, *(rules.title for rules in plan.rulesets), *(one.title for one in head.documents)]
    titled += [line.title for line in plan.sheet]
    titled += [part.title for part in (*head.gates, *head.vetoes, *head.grades)]
    labels = {name: one.label for name, one in (*plan.fields.items(), *plan.derived.items())}
    assert [name for name, label in labels.items() if label is None] == []
    titled += [label for label in labels.values() if label is not None]
    assert [said for said in titled if not CHINESE.search(said.zh) or CHINESE.search(said.en) or not said.en] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_criterion_says_who_set_it(scheme: str) -> None:
    plan = plan_of(scheme)
    for part in (*plan.sheet, *plan.scheme.gates, *plan.scheme.vetoes, *plan.scheme.grades):
        assert part.origin, part.id
        assert set(part.origin.values()) <= {"source", "local"}


# --- cases ------------------------------------------------------------------------------------------------------------

OUTCOMES = {"met": {"met"}, "failing": {"not-met", "partly-met"}, "insufficient": {"insufficient"}}
"""What cases must show of each criterion, and the verdicts that show it."""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cases_show_every_outcome_of_every_criterion(scheme: str) -> None:
    """Met in full, failing, and short of evidence."""
    found = list(expected(scheme))
    lacking = [
        (line.id, outcome)
        for line in plan_of(scheme).sheet
        for outcome, words in OUTCOMES.items()
        if not any(one.get(line.id) in words for one in found)
    ]
    assert lacking == []


# --- numbers ----------------------------------------------------------------------------------------------------------

NOTHING = "out of nothing there is nothing to settle: any share on the same side of the limit decides alike"
LONG = "six hundred months stand for ever: nobody in office was appointed fifty years ago"
UNJUDGED = "only a quantity of it is looked at, through a link; no scheme asks for its finding"
UNPAID = "nobody without a certificate is paid by rate, whatever the table says"
WHOLE = "whole yuan times whole months have no decimals to round"
BOTH = ("0 → -0.0001", "0 → 0.0001")
ONE = ("1 → 0.9999", "1 → 1.0001")

RULED = ("figures", "derived", "criteria")
"""The parts of a rule set whose numbers decide something."""

WITHOUT_EFFECT: dict[str, dict[tuple[str, ...], str]] = {
    "organisation/joint-meetings-street.yaml": {("derived.settled_share.of_nothing", *ONE): NOTHING},
    "organisation/joint-meetings-community.yaml": {("derived.settled_share.of_nothing", *ONE): NOTHING},
    "organisation/heart-linking.yaml": {
        ("derived.心愿实现比例.of_nothing", *BOTH): NOTHING,
        ("derived.问卷收回比例.of_nothing", *BOTH): NOTHING,
    },
    "neighbourhoods/one-plus-three.yaml": {("derived.settled_share.of_nothing", *ONE): NOTHING},
    "services/service-teams.yaml": {("derived.党员占比.of_nothing", *BOTH): NOTHING},
    "secretaries/secretary-selection.yaml": {
        (f"derived.{name}.valid_months", "600 → 599", "600 → 601"): LONG
        for name in ("appointed", "without_record", "without_examination")
    },
    "secretaries/community-workers.yaml": {
        ("derived.津贴月标准.cells.没有证书", "0 → -1", "0 → 1"): UNPAID,
        ("derived.应发津贴.places", "2 → 1", "2 → 3"): WHOLE,
    },
}
"""Numbers that may move by a step without effect, and why."""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_number_is_pinned_by_a_case(scheme: str) -> None:
    """Moved by one in its last place, up or down, some case fails, or the check finds something.

    Numbers are those of criteria, of the quantities they rest on, and of figures with their dates of effect left out.
    """
    files = files_of(scheme)
    steps = steps_for(alone(scheme))
    for file in files:
        text = laid_out(original(file))
        moved = [one for part in sections(text) if part[0] in RULED for one in moved_numbers(text, part, steps)]
        moved = [one for one in moved if one.path[0] != "figures" or one.path[-1] == "value"]
        known = WITHOUT_EFFECT.get(file.removeprefix("rules/"), {})
        listed = {f"{path}: {step}" for path, *made in known for step in made}
        assert listed <= set(map(str, moved)), "a change listed as without effect is no longer made"
        assert [str(one) for one in moved if str(one) not in listed and not noticed(file, one.text)] == []
