"""Rule and case files spelt in Chinese: every keyword has its word, and a file there and back is the same file."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from bad_examples import BAD, invoke
from evaluator.desk.case_runs import run_cases
from evaluator.desk.translate import translate
from evaluator.language.conditions import OPERATORS, RESERVED
from evaluator.language.derived import KINDS
from evaluator.language.library import RuleFile, read_library
from evaluator.language.planning import make_plan
from evaluator.language.terms import TAKEN
from evaluator.language.vocabulary import every_part
from evaluator.language.words import HERE, WORDS, chinese
from evaluator.messages import MESSAGES
from evaluator.problems import TWO_WAYS, errors_in
from strategies import Drawn, seasons

RULES = Path(__file__).resolve().parent.parent / "rules"
SHIPPED = sorted(RULES.rglob("*.yaml"))
SHEETS = sorted(path for path in (Path(__file__).parent / "sheets").glob("*.yaml") if ".lines." not in path.name)
READABLE = [
    path
    for path in (*BAD.glob("rulesets/*.yaml"), *BAD.glob("base/rules/*.yaml"))
    if translate(path.read_bytes(), path.name, "zh").data is not None
]
EVERY = [*SHIPPED, *SHEETS, *READABLE]


def test_every_keyword_has_one_chinese_spelling_in_its_part() -> None:
    for part, words in every_part():
        spelt = [chinese(word, part) for word in words]
        assert None not in spelt, part
        assert len(set(spelt)) == len(spelt), part
        assert not set(spelt) & set(words), part


def test_the_table_holds_no_word_that_nothing_uses() -> None:
    parts = dict(every_part())
    assert {word for words in parts.values() for word in words} == set(WORDS)
    assert all(word in parts[part] for part, word in HERE)
    assert all(WORDS[word] != zh for (_, word), zh in HERE.items())


def test_operators_and_reserved_words_are_keywords() -> None:
    parts = dict(every_part())
    assert set(OPERATORS) == set(parts["test"])
    # `day` stands only where a value does, and no condition begins with `times`
    assert set(RESERVED) | {"times", "day"} == {*parts["condition"], *parts["operand"]}
    assert set(KINDS) <= set(parts["derived"])
    assert {"总分", "名次", "全部", "结论"} <= TAKEN


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["lf", "crlf", "bom"])
def test_there_and_back(path: Path, form: str) -> None:
    data = path.read_bytes()
    if form == "crlf":
        data = data.replace(b"\n", b"\r\n")
    elif form == "bom":
        data = b"\xef\xbb\xbf" + data
    own = "zh" if translate(data, path.name, "zh").data == data else "en"
    other = "en" if own == "zh" else "zh"
    there = translate(data, path.name, other).data
    assert there is not None
    assert there != data
    assert translate(there, path.name, other).data == there
    assert translate(there, path.name, own).data == data
    assert translate(data, path.name, own).data == data


@pytest.mark.parametrize("folder", [RULES, BAD / "base" / "rules"], ids=["shipped", "base"])
def test_translated_rules_are_the_same_rules(folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*.yaml")) if not path.name.endswith(".cases.yaml")]
    there = [RuleFile(path.name, translate(path.read_bytes(), path.name, "zh").data or b"") for path in files]
    english, spelt = read_library(RuleFile(path.name, path.read_bytes()) for path in files), read_library(there)
    assert not spelt.problems
    assert (spelt.rulesets, spelt.schemes) == (english.rulesets, english.schemes)
    for scheme in spelt.schemes.values():
        day = scheme.period.to or scheme.period.start
        plan, found = make_plan(scheme, spelt, day)
        assert not errors_in(found)
        assert plan == make_plan(english.schemes[scheme.scheme], english, day)[0]


def test_translated_cases_pass_alike() -> None:
    files = {path.relative_to(RULES).as_posix(): path.read_bytes() for path in SHIPPED}
    there = {name: translate(data, name, "zh").data or b"" for name, data in files.items()}
    library = read_library(RuleFile(name, data) for name, data in there.items() if not name.endswith(".cases.yaml"))
    cases = {name: data for name, data in there.items() if name.endswith(".cases.yaml")}
    ran = run_cases(cases, library)
    assert not ran.problems
    assert ran.passed > 0


@given(seasons())
@settings(max_examples=25)
def test_random_rules_there_and_back(season: Drawn) -> None:
    there = []
    for name, data in season.rules:
        spelt = translate(data, name, "zh").data
        assert spelt is not None
        assert translate(spelt, name, "en").data == data
        there.append(RuleFile(name, spelt))
    english, chinese_ones = read_library(RuleFile(*file) for file in season.rules), read_library(there)
    assert (chinese_ones.rulesets, chinese_ones.schemes) == (english.rulesets, english.schemes)


INVENTED = {
    "has_party_branch": "已成立党支部",
    "formal_party_members": "正式党员数",
    "fewest_members": "最少党员数",
    "consultations": "议事明细",
    "households": "户数",
    "onsite": "现场评审",
    "rate": "完成率",
    "topic": "议题",
    "date": "议事日期",
}
"""Names that templates take as examples, in English and in Chinese files."""


def test_messages_name_keywords_as_they_are_spelt() -> None:
    """Words marked in a template as standing in English and in Chinese files are those of the table."""
    pairs = set(WORDS.items()) | set(INVENTED.items()) | {(word, zh) for (_, word), zh in HERE.items()}
    for code, message in MESSAGES.items():
        for text in (*message.sentence.values(), *message.remedy.values()):
            for en, zh in TWO_WAYS.findall(text):
                if en.isidentifier() and en.islower():
                    assert (en, zh) in pairs, code


MIXED = b"""\xe8\xa7\x84\xe5\x88\x99\xe9\x9b\x86: one
title: x
"""


def test_mixed_files_are_refused() -> None:
    (found,) = read_library([RuleFile("x.yaml", MIXED)]).problems
    assert (found.code, found.place[:3]) == ("spelling-mixed", ("x.yaml", 2, 1))
    assert found.message("zh") == "此文件的关键词用中文书写，“title”应写为“名称”。"
    assert translate(MIXED, "x.yaml", "en").data is None


def test_the_command_prints_the_file(tmp_path: Path) -> None:
    path = BAD / "base" / "rules" / "season.yaml"
    there = invoke("translate", str(path), "--to", "zh")
    assert there.exit_code == 0
    assert there.stdout.startswith("评价方案: season")
    copy = tmp_path / "season.yaml"
    copy.write_bytes(there.stdout_bytes)
    assert invoke("translate", str(copy), "--to", "en").stdout_bytes == path.read_bytes()
    assert invoke("translate", str(BAD / "rulesets" / "yaml-syntax.yaml"), "--to", "zh").exit_code == 2
    assert invoke("translate", str(tmp_path / "nowhere.yaml"), "--to", "zh").exit_code == 2
