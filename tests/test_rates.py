"""Payment by rate beside plain arithmetic: rounded once to the fen, never beyond the budget, nothing lost."""

from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from evaluator import evaluate
from evaluator.result.assemble import assemble
from evaluator.result.model import Result
from evaluator.result.sentences import Sentences
from evaluator.result.table import table
from evaluator.standing.rates import Paid
from evaluator.standing.season import Season
from test_open_questions import BY_MARK, RULES, SCHEME, said, season

TEMPLATES = Path(__file__).parent.parent / "templates"

RATES = """
allocation:
  method: by-rate
  budget: {budget}
  of: whole
  origin: local
  eligible: {{part: {{at_most: 3}}}}
  rates:
    - {{id: 全额, rate: 100%, origin: local, when: {{total: {{at_least: 80}}}}}}
    - {{id: 部分, rate: 33.335%, origin: local, when: {{any: [{{flag: {{is: yes}}}}, {{total: {{at_least: 60}}}}]}}}}
"""
VALUES: dict[str, Any] = {"mark": (0, 6, 8, 10), "flag": (True, False), "part": (0, 5), "whole": (0, 7, 50)}


def answers(one: dict[str, Any]) -> str:
    words = {True: "yes", False: "no"}
    return "{{{}}}".format(", ".join(f"{k}: {words[v] if isinstance(v, bool) else v}" for k, v in one.items()))


def judged(budget: int, case: dict[str, dict[str, Any]]) -> Season:
    return season(BY_MARK, RATES.format(budget=budget), *(said(name, answers(one)) for name, one in case.items()))


def subsidies(made: Season) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["tier"], row["subsidy"]) for row in table(made).to_dicts()}


def fen(one: dict[str, Any]) -> int:
    """What one subject is paid, by reading the scheme aloud."""
    total = min(one["mark"], 10) * 10
    if one["part"] > 3:
        return 0
    share = Fraction(1) if total >= 80 else Fraction("0.33335") if one["flag"] or total >= 60 else Fraction(0)
    exact = one["whole"] * share * 100 + Fraction(1, 2)
    return exact.numerator // exact.denominator


def balanced(made: Season, budget: int) -> Result:
    """The result of a season, whose money adds up."""
    result = assemble(made, "zh", "1")
    money = result.allocation
    assert money is not None
    parts = [round(100 * Fraction(text)) for text in (money.paid, money.reserved, money.unspent)]
    assert sum(parts) == budget * 100
    assert all(part >= 0 for part in parts)
    assert sum(round(100 * Fraction(tier.paid)) for tier in money.tiers) == parts[0]
    return result


def test_a_payment_is_rounded_half_up_to_the_fen_once() -> None:
    one = {"mark": 0, "flag": True, "part": 0, "whole": 3}
    made = judged(100, {"a": one, "b": one | {"mark": 8}, "c": one | {"flag": False}, "d": one | {"part": 4}})
    paid = {"a": ("部分", "1.00"), "b": ("全额", "3.00"), "c": ("", "0.00"), "d": ("", "0.00")}
    assert subsidies(made) == paid
    assert subsidies(judged(100, {"a": one | {"whole": 10}})) == {"a": ("部分", "3.33")}
    assert subsidies(judged(100, {"a": one | {"whole": 100}})) == {"a": ("部分", "33.34")}
    result = balanced(made, 100)
    assert result.allocation is not None
    assert [(tier.id, tier.rate, tier.paid) for tier in result.allocation.tiers] == [
        ("全额", "100%", "3.00"), ("部分", "33.335%", "1.00")
    ]  # fmt: skip
    subject = result.subject("a")
    assert subject is not None
    assert ("拨付", "部分，按 33.335% 拨付，计 1.00 元") in list(Sentences(result, subject).standing())


def test_the_most_that_is_open_is_kept() -> None:
    """An open rate keeps the higher one; an amount without bound keeps all that is left, and nothing is firm."""
    known = {"mark": 8, "flag": False, "part": 0, "whole": 30}
    made = judged(100, {"a": known, "b": {"flag": True, "part": 0, "whole": 40}})
    assert subsidies(made) == {"a": ("全额", "30.00"), "b": ("", "")}
    money = balanced(made, 100).allocation
    assert money is not None
    assert (money.paid, money.reserved, money.unspent) == ("30.00", "40.00", "30.00")
    made = judged(100, {"a": known, "b": {"mark": 8, "flag": True, "part": 0}})
    assert made.decided.held.tolist() == [False, False]
    assert subsidies(made) == {"a": ("", ""), "b": ("", "")}
    result = balanced(made, 100)
    assert result.provisional
    assert result.allocation is not None
    assert (result.allocation.paid, result.allocation.reserved) == ("0.00", "100.00")


def test_beyond_the_budget_nothing_is_firm() -> None:
    one = {"mark": 8, "flag": False, "part": 0, "whole": 60}
    made = judged(100, {"a": one, "b": one, "c": one | {"part": 9}})
    assert [problem.code for problem in made.problems] == ["over-budget-paid"]
    assert subsidies(made) == {"a": ("", ""), "b": ("", ""), "c": ("", "0.00")}
    balanced(made, 100)


@pytest.mark.parametrize("seed", range(25))
def test_what_is_firm_stays_and_no_more_is_paid_than_was_kept(seed: int) -> None:
    random = Random(seed)
    full = {name: {key: random.choice(some) for key, some in VALUES.items()} for name in "abc"}
    holes = random.sample(
        [(name, key) for name in full for key in ("mark", "flag", "part", "whole")], random.randrange(4)
    )
    partly = {name: {k: v for k, v in one.items() if (name, k) not in holes} for name, one in full.items()}
    budget = random.choice([20, 100, 200])
    made = judged(budget, partly)
    balanced(made, budget)
    assert isinstance(made.walked, Paid)
    before = subsidies(made)
    for filling in product(*(VALUES[key] for _, key in holes)):
        case = {name: dict(one) for name, one in full.items()}
        for (name, key), value in zip(holes, filling, strict=True):
            case[name][key] = value
        amounts = {name: fen(one) for name, one in case.items()}
        within = sum(amounts.values()) <= budget * 100
        for row, (name, amount) in enumerate(amounts.items()):
            least, most = made.walked.amounts[row]
            assert least <= amount
            assert most is None or amount <= most
            if before[name][1]:
                assert Fraction(before[name][1]) * 100 == amount
                assert within or not amount
    if not holes and within:
        assert {name: round(100 * Fraction(text)) for name, (_, text) in before.items()} == amounts


def test_a_rate_may_ask_for_a_rank_which_only_members_have() -> None:
    """Who surely has no rank gets no rate for it, and that is settled."""
    members = "ranking: {origin: local, members: {part: {at_most: 3}}}\n"
    scheme = members + RATES.format(budget=100).replace("eligible: {part: {at_most: 3}}", "").replace(
        "when: {total: {at_least: 80}}", "when: {rank: {at_most: 1}}"
    )
    case = {"a": (5, 0), "b": (4, 0), "c": (9, 5)}
    files = [said(name, answers({"mark": m, "flag": True, "part": p, "whole": 10})) for name, (m, p) in case.items()]
    made = season(BY_MARK, scheme, *files)
    assert subsidies(made) == {"a": ("全额", "10.00"), "b": ("部分", "3.33"), "c": ("部分", "3.33")}
    subject = balanced(made, 100).subject("c")
    assert subject is not None
    assert [(one.id, one.outcome) for one in subject.rulings if one.kind == "tier"] == [
        ("全额", "false"),
        ("部分", "true"),
    ]


DOCUMENTS = """
ranking: {origin: local}
grades:
  - {id: 优秀, from: 50, origin: local, quota: {places: 1}}
  - {id: 其他, origin: local}
documents:
  - {kind: allocation, id: report, title: 报告}
  - {kind: scoring-sheet, id: sheet, title: 评分表}
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_documents_show_rates_and_open_grades(lang: Any, tmp_path: Path) -> None:
    """A tie leaves a grade open, and a missing answer a rate; the documents are made all the same."""
    tied = {"mark": 7, "flag": True, "part": 0, "whole": 10}
    case = {"a": tied, "b": tied, "c": {"flag": True, "part": 0, "whole": 20}}
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rules.yaml").write_text(RULES + BY_MARK, encoding="utf-8")
    scheme = tmp_path / "rules" / "scheme.yaml"
    scheme.write_text(SCHEME + DOCUMENTS + RATES.format(budget=100), encoding="utf-8")
    for name, one in case.items():
        file, data = said(name, answers(one))
        (tmp_path / file).write_bytes(data)
    files = [tmp_path / f"{name}.yaml" for name in case]
    made = evaluate(scheme, files, out=tmp_path / "out", lang=lang, rules=tmp_path / "rules", templates=TEMPLATES)
    assert [one.code for one in made.problems if one.severity == "error"] == []
    assert made.result is not None
    report = (tmp_path / "out" / "documents" / "report.html").read_text(encoding="utf-8")
    assert "33.335%" in report
    assert "0.00<br>" not in report
    sheet = (tmp_path / "out" / "documents" / "sheet" / "a.html").read_text(encoding="utf-8")
    assert {"zh": "按33.335%拨付，计3.33元", "en": "33.335% is paid, 3.33 yuan"}[lang] in sheet
    assert {"zh": "优秀，不超过 1 个", "en": "优秀, at most 1"}[lang] in sheet
