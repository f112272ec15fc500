"""JSON Lines read in bulk say just what the same lines say when each is read by itself."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.evidence import bulk
from evaluator.evidence.gather import gather
from evaluator.evidence.model import Evidence, Read
from evaluator.evidence.read import read_file
from evaluator.language.load import RuleFile, make_plan, read_library
from evaluator.language.plan import Plan

RULES = """
ruleset: things
title: 事物
in_force: {from: 2020-01-01}
subject: thing
fields:
  count: {type: integer, minimum: 0, maximum: 1000}
  size: {type: decimal, places: 2, minimum: -5.005}
  step: {type: integer, of: ['1', '2']}
  flag: {type: yes-no}
  day: {type: date}
  words: {type: text}
  one: {type: choice, of: [甲, 乙, '1']}
  some: {type: choices, of: [甲, 乙, 丙]}
  rows: {type: events, of: {day: {type: date}, size: {type: decimal}}}
criteria:
  - {id: c, title: 一, worth: 1, when: {count: {at_least: 1}}}
"""
SCHEME = """
scheme: things
title: 事物
subject: thing
requires: [street]
period: {from: 2021-01-01, to: 2021-06-30}
components: [{ruleset: things, weight: 100%}]
"""


def plan() -> Plan:
    library = read_library([RuleFile("rules/a.yaml", RULES.encode()), RuleFile("rules/b.yaml", SCHEME.encode())])
    made, _ = make_plan(next(iter(library.schemes.values())), library, next(iter(library.schemes.values())).period.to)
    return made


PLAN = plan()

odd_values = st.sampled_from(
    ["null", '""', '" "', "true", "1e2", "1.50", "0.001", "-0", "-0.5", "-7", "2000", "12345678901234567890", '"12"',
     '"是"', "12.0", '"不是"', '"2021-02-30"', '"甲"', '"丁"', '["甲"]', '["丁"]', '[]', "[1]", "{}",
     '[{"day": "2021-01-05"}]', '"\\u7532"', '"\\ud800"', "1E+2", "999999999999999.99", "9999999999999999"]
)  # fmt: skip
plain_values = {
    "count": st.integers(-1, 1001).map(str),
    "size": st.decimals(-9, 9, places=2).map(str),
    "step": st.sampled_from(["1", "2", "3"]),
    "flag": st.sampled_from(["true", "false"]),
    "day": st.dates().map(lambda day: f'"{day.isoformat()}"'),
    "words": st.sampled_from(['"一"', '"a:b"', '"\\"x\\":1"', '" 二 "']),
    "one": st.sampled_from(['"甲"', '"乙"', '"1"']),
    "some": st.sampled_from(['["甲"]', '["乙", "丙"]', "[]"]),
}
keys = st.sampled_from([*plain_values, "rows", "others"])


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Some plain lines, with a few that are not, some of one subject."""
    made = []
    fits = draw(st.sets(st.sampled_from([*plain_values])))
    for _ in range(draw(st.integers(3, 9))):
        pairs = [(name, draw(plain_values[name])) for name in sorted(fits) if draw(st.integers(0, 5))]
        pairs += draw(st.lists(st.tuples(keys, odd_values), max_size=1 if draw(st.booleans()) else 0))
        colon = draw(st.sampled_from([": "] * 8 + [" : ", ":", "\t:"]))
        evidence = ", ".join(f'"{name}"{colon}{value}' for name, value in pairs)
        subject = {"kind": draw(st.sampled_from(["thing"] * 8 + ["other", ""])), "id": f"s{draw(st.integers(0, 12))}"}
        subject |= draw(st.fixed_dictionaries({}, optional={"name": st.sampled_from(["名", " 名\x1c ", ""])}))
        subject["street"] = draw(st.sampled_from(["东街道"] * 6 + ["西街道 ", " "]))
        made.append(f'{{"subject": {json.dumps(subject, ensure_ascii=False)}, "evidence": {{{evidence}}}}}')
        made += draw(st.sampled_from([[]] * 9 + [[""], ["{"], ['{"decisions": []}'], ["null"], [made[-1] + "\r"]]))
    return made


def listed(evidence: Evidence) -> dict[str, Any]:
    """Everything evidence says, in plain lists."""
    made = {one.name: getattr(evidence, one.name) for one in fields(evidence)}
    for name in ("ids", "names", "streets", "communities"):
        made[name] = list(made[name])
    made["answers"] = {name: list(column) for name, column in evidence.answers.items()}
    made["row_places"] = [evidence.row_places[row].line for row in range(len(evidence))]
    made["places"] = None  # a block knows the line of its records, and no columns
    made["problems"] = sorted(evidence.problems, key=lambda one: (one.place, one.code, one.details))
    return made


def gathered(reads: Sequence[Read]) -> Any:
    made = gather(reads, [PLAN], {0: {}})
    problems = sorted(made.problems, key=lambda one: (one.place, one.code, one.details))
    return listed(made.tables[0]), problems, made.rejected


@settings(max_examples=150)
@given(lines(), lines(), st.integers(40, 4000))
def test_lines_in_bulk_say_what_each_says_by_itself(first: list[str], second: list[str], chunk: int) -> None:
    files = {"a.jsonl": "\n".join(first).encode(), "b.jsonl": ("\ufeff" + "\n".join(second) + "\n").encode()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "CHUNK", chunk)
        patch.setattr(bulk, "FEWEST", 10**9)
        alone = [read for name, data in files.items() for read in read_file(data, name)]
        patch.setattr(bulk, "FEWEST", 1)
        whole = [read for name, data in files.items() for read in read_file(data, name)]
    assert not any(read.blocks for read in alone)
    assert gathered(whole) == gathered(alone)


def test_plain_lines_are_in_blocks_and_one_odd_line_leaves_the_rest_there() -> None:
    line = '{"subject": {"kind": "thing", "id": "s%d", "name": "n", "street": "东街道"}, "evidence": {"size": %d.5}}\n'
    text = "".join(line % (number, number) for number in range(100))
    doubled = line.replace('"size": %d.5', '"size": 1, "size": %d.5') % (100, 1)
    (made,) = read_file((text + doubled).encode(), "a.jsonl")
    (block,) = made.blocks
    assert len(block) == 100
    assert [problem.code for problem in made.problems] == ["duplicate-key"]
    evidence = gather([made], [PLAN], {0: {}}).tables[0]
    assert isinstance(evidence.answers["size"], pl.Series)
    assert evidence.answers["size"][evidence.rows["s7"]] == 750
    assert evidence.place(evidence.rows["s7"], "size").line == 8
