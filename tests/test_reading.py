"""Readers: the same evidence in every format gives the same answers; texts are read as their grammars say."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evaluator.evidence import bulk
from evaluator.evidence.gather import gather
from evaluator.evidence.jsontext import read_json
from evaluator.evidence.model import Evidence
from evaluator.evidence.read import read_file
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.language.source import read_yaml
from evaluator.problems import Place, errors_in

RULES = """\
ruleset: rules
title: 一
subject: thing
in_force: {from: 2021-01-01}
fields:
  flag: {type: yes-no}
  count: {type: integer, minimum: 0, maximum: 9}
  size: {type: decimal, places: 2}
  day: {type: date}
  words: {type: text}
  one: {type: choice, of: [甲, 乙]}
  some: {type: choices, of: [甲, 乙, 丙]}
criteria:
  - {id: c, title: c, when: {flag: {is: yes}}}
---
scheme: whole
title: 全
subject: thing
period: {from: 2021-01-01, to: 2021-12-31}
components: [{ruleset: rules, weight: 100%}]
"""


def plan() -> Plan:
    library = read_library([RuleFile("rules.yaml", RULES.encode())])
    made, problems = make_plan(library.schemes["whole"], library, date(2021, 12, 31))
    assert not errors_in([*library.problems, *problems])
    return made


PLAN = plan()

answers = st.fixed_dictionaries(
    {},
    optional={
        "flag": st.booleans(),
        "count": st.integers(-1, 11),
        "size": st.decimals(-9999, 9999, places=3).map(lambda d: d.normalize()).map(lambda d: format(d, "f")),
        "day": st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(str) | st.just("2021-02-30"),
        "words": st.sampled_from(["no", "0123", "12:30", "甲 乙", "null x"]),
        "one": st.sampled_from(["甲", "乙", "丁"]),
        "some": st.lists(st.sampled_from(["甲", "乙", "丙"]), unique=True),
    },
)
subjects = st.lists(answers, min_size=1, max_size=6)


def as_json(given: dict[str, Any]) -> str:
    parts = [
        f'"{name}": {value if name == "size" else json.dumps(value, ensure_ascii=False)}'
        for name, value in given.items()
    ]
    return "{" + ", ".join(parts) + "}"


def records(given: list[dict[str, Any]], write: Any) -> list[str]:
    return [
        f'{{"subject": {{"kind": "thing", "id": "s{number}", "name": "n"}}, "evidence": {write(one)}}}'
        for number, one in enumerate(given)
    ]


def in_yaml(given: list[dict[str, Any]]) -> str:
    lines = []
    for number, one in enumerate(given):
        lines += [f"- subject: {{kind: thing, id: s{number}, name: n}}", "  evidence:"]
        for name, value in one.items():
            text = json.dumps(value, ensure_ascii=False) if name in ("words", "some", "one", "flag") else value
            lines.append(f"    {name}: {text}")
    return "\n".join(lines) + "\n"


def in_csv(given: list[dict[str, Any]]) -> str:
    names = list(PLAN.fields)
    lines = [",".join(["kind", "id", "name", *names])]
    for number, one in enumerate(given):
        cells = [one.get(name, "") for name in names]
        words = [
            "、".join(cell) or "无" if isinstance(cell, list) else str(cell).replace("True", "true") for cell in cells
        ]
        lines.append(",".join(["thing", f"s{number}", "n", *(word.replace("False", "false") for word in words)]))
    return "\n".join(lines) + "\n"


def read(text: str, file: str) -> Evidence:
    return gather(read_file(text.encode(), file), [PLAN], {0: {}}).tables[0]


@given(subjects)
def test_the_format_of_a_file_changes_no_answer(given: list[dict[str, Any]]) -> None:
    found = [
        read("[" + ",\n".join(records(given, as_json)) + "]", "a.json"),
        read("\n".join(records(given, as_json)) + "\n", "a.jsonl"),
        read(in_yaml(given), "a.yaml"),
        read(in_csv(given), "a.csv"),
    ]
    for other in found[1:]:
        assert other.answers == found[0].answers
        assert other.unsettled == found[0].unsettled
        assert sorted(p.code for p in other.problems) == sorted(p.code for p in found[0].problems)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(json_values, st.sampled_from([None, 1]))
def test_json_is_read_as_the_standard_library_reads_it(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    read_back, problems = read_json(text, "a.json")
    assert not problems
    assert read_back == value


@pytest.mark.parametrize(("text", "column"), [("[1１２]", 3), ("[１]", 2), ("[1.５]", 3), ("[1e１]", 3), ("[7٣]", 3)])
def test_a_number_in_json_has_no_other_digits_than_ours(text: str, column: int) -> None:
    _, (problem,) = read_json(text, "a.json")
    assert (problem.code, problem.place) == ("json-syntax", Place("a.json", 1, column))


@given(st.text(alphabet='{}[]",:0123456789１٣.eE+-truefalsn \n\\u', max_size=40))
def test_what_json_refuses_is_refused_with_a_place(text: str) -> None:
    value, problems = read_json(text, "a.json")
    try:
        pairs: list[bool] = []

        def once(items: list[tuple[str, Any]]) -> dict[str, Any]:
            pairs.append(len(dict(items)) == len(items))
            return dict(items)

        def no_constant(word: str) -> None:
            raise ValueError(word)

        json.loads(text, object_pairs_hook=once, parse_constant=no_constant)
    except ValueError:
        assert problems
        assert value is None
        assert problems[0].place.line >= 1
    else:
        assert {problem.code for problem in problems} <= {"duplicate-key", "json-syntax"}
        assert all(pairs) == ("duplicate-key" not in {problem.code for problem in problems})


yaml_values = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcd甲乙", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(yaml_values, st.booleans())
def test_yaml_structure_is_read_as_its_reference_reads_it(value: Any, flow: bool) -> None:
    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    text = yaml.dump(value, Dumper=Plain, allow_unicode=True, default_flow_style=flow)
    documents, problems = read_yaml(text, "a.yaml")
    assert not problems
    assert documents == [yaml.load(text, Loader=yaml.BaseLoader)]


def test_deep_nesting_is_one_problem_and_no_crash() -> None:
    for text, file in (("[" * 200_000, "a.yaml"), ("[" * 200_000, "a.json"), ('{"a":' * 200_000, "a.jsonl")):
        (made,) = read_file(text.encode(), file)
        assert made.rejected == 1
        assert len(made.problems) == 1


def test_a_long_file_comes_in_parts_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    line = '{"subject": {"kind": "thing", "id": "s%d", "name": "n"}, "evidence": {"count": %d}}\n'
    text = "".join(line % (number, number % 10) for number in range(120_000))
    monkeypatch.setattr(bulk, "CHUNK", 1 << 20)
    parts = list(read_file(text.encode(), "a.jsonl"))
    assert len(parts) > 1
    evidence = gather(parts, [PLAN], {0: {}}).tables[0]
    assert len(evidence) == 120_000
    rows = dict(zip(evidence.ids, evidence.answers["count"], strict=True))
    assert rows["s119999"] == 9
    assert evidence.place(evidence.rows["s119999"], "count").line == 120_000


def test_hidden_files_and_other_kinds_are_left_out(tmp_path: Path) -> None:
    from evaluator.inputs import evidence_files

    for name in ("a.yaml", "_draft.yaml", ".hidden.json", "sub/b.csv", "sub/.c/d.json", "批复.pdf", "~$a.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found, problems = evidence_files([str(tmp_path), str(tmp_path / "a.yaml")])
    assert [Path(name).name for name in found] == ["a.yaml", "b.csv"]
    assert not problems
