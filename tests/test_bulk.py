"""JSON Lines read in bulk say just what the same lines say when each is read by itself."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.evidence import arrow, bulk
from evaluator.evidence.gather import gather
from evaluator.evidence.model import Evidence
from evaluator.evidence.read import read_file
from evaluator.evidence.readings import Read
from evaluator.language.library import RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan

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


def numbered(number: int, answers: str) -> bytes:
    subject = f'{{"kind": "thing", "id": "s{number:03}", "name": "名", "street": "东街道"}}'
    return f'{{"subject": {subject}, "evidence": {{{answers}}}}}'.encode()


PLAIN = '"count": 7, "size": 1.5, "flag": true, "words": "一", "one": "甲", "some": ["甲"]'
ODD = 30
LINES = [numbered(number, PLAIN) for number in range(60)]


def answered(answers: str) -> bytes:
    return numbered(ODD, answers)


def subject(more: str) -> bytes:
    return LINES[ODD].replace(b'"name": ', more.encode() + b', "name": ')


def whole(more: str) -> bytes:
    return LINES[ODD][:-1] + more.encode() + b"}"


def reads(data: bytes) -> tuple[list[Read], list[Read]]:
    """What lines say read in bulk, and each by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "SAMPLE", 20)
        together = list(read_file(data, "a.jsonl"))
        patch.setattr(bulk, "FEWEST", 10**9)
        return together, list(read_file(data, "a.jsonl"))


def in_bulk(made: Sequence[Read]) -> list[int]:
    return [int(number) for read in made for block in read.blocks for number in block.lines]


HANDED_BACK = {
    "a key twice": answered('"count": 7, "size": 1, "count": 7'),
    "a key twice, first as null": answered('"count": null, "count": 7'),
    "a key twice, last as null": answered('"count": 7, "count": null'),
    "a key twice, once escaped": answered('"count": 7, "\\u0063ount": 7'),
    "an identity twice": subject('"id": "s031"'),
    "a subject twice": whole(', "subject": {"kind": "thing", "id": "s031"}'),
    "evidence twice, once as null": whole(', "evidence": null'),
    "an unknown field": answered('"others": 1'),
    "an unknown identity": subject('"sort": "thing"'),
    "an unknown key beside": whole(', "assessed": null'),
    "a truth for a whole number": answered('"count": true'),
    "a text for a whole number": answered('"count": "7"'),
    "a whole number of 400 digits": answered('"count": ' + "7" * 400),
    "a number in quotes": answered('"size": "1.5"'),
    "a truth for a number": answered('"size": true'),
    "a number with a seventh place": answered('"size": 1.0000001'),
    "a number of 17 digits and a seventh place": answered('"size": 1234567890.0000001'),
    "a number past 38 digits": answered('"size": 1' + "0" * 38),
    "a number past all doubles": answered('"size": 1e400'),
    "nothing times very much": answered('"size": 0e31'),
    "nothing times more than all doubles": answered('"size": 0e400'),
    "an exponent past all decimals": answered('"size": 1e99999999999999999999'),
    "a number that is none": answered('"size": NaN'),
    "a whole number that is none": answered('"count": Infinity'),
    "a plus sign": answered('"count": +7'),
    "a leading zero": answered('"count": 07'),
    "a number for a text": answered('"words": 1'),
    "a list for a text": answered('"words": ["一"]'),
    "a whole number for a truth": answered('"flag": 1'),
    "a number in a list": answered('"some": [1]'),
    "a text for a list": answered('"some": "甲"'),
    "lists in a list, without end": answered('"some": ' + "[" * 100_000),
    "objects in an object": answered('"words": ' + '{"a": ' * 5000 + "1" + "}" * 5000),
    "half of a pair": answered('"words": "\\ud83d"'),
    "the other half": answered('"words": "\\ude00\\ud83d"'),
    "half of a pair in a key": answered('"\\ud83d": 1'),
    "no UTF-8": answered('"words": "一"').replace("一".encode(), b"\xff"),
    "a character cut short": answered('"words": "一"').replace("一".encode(), "一".encode()[:2]),
    "half of a pair as UTF-8": answered('"words": "一"').replace("一".encode(), b"\xed\xa0\x80"),
    "no UTF-8 in a key": answered('"words": "一"').replace(b"words", b"word\xff"),
    "a byte of nought in a text": answered('"words": "\0"'),
    "a byte of nought at the end": LINES[ODD] + b"\0",
    "a control character": answered('"words": "\t"'),
    "a comma too many": answered('"count": 7,'),
    "a comment": answered('/* */ "count": 7'),
    "single quotes": answered("'count': 7"),
    "a value beside": LINES[ODD] + b" 1",
    "null beside": LINES[ODD] + b" null",
    "two objects": LINES[ODD] + LINES[ODD].replace(b"s030", b"s099"),
    "an object over two lines": LINES[ODD].replace(b", ", b",\n", 1),
    "an object over two lines and two on one": LINES[ODD].replace(b'"evidence": ', b'"evidence":\n') + LINES[ODD],
    "null between two objects": LINES[ODD] + b"null" + LINES[ODD],
    "a list of objects": b"[" + LINES[ODD] + b"]",
    "null": b"null",
    "a number": b"1",
    "an object without end": LINES[ODD][:-1],
    "an end too many": LINES[ODD] + b"}",
    "a byte order mark": "\ufeff".encode() + LINES[ODD],
    "a line separator": LINES[ODD] + "\u2028".encode() + LINES[ODD],
    "no subject": b'{"evidence": {"count": 7}}',
    "null as subject": b'{"subject": null, "evidence": {"count": 7}}',
    "nothing at all": b"{}",
}


@pytest.mark.parametrize("name", HANDED_BACK)
def test_a_line_that_is_not_plain_is_handed_back_and_no_other(name: str) -> None:
    odd = HANDED_BACK[name].count(b"\n") + 1
    together, alone = reads(b"\n".join([*LINES[:ODD], HANDED_BACK[name], *LINES[ODD + 1 :]]))
    assert in_bulk(together) == [*range(1, ODD + 1), *range(ODD + 1 + odd, 60 + odd)]
    assert gathered(together) == gathered(alone)


TAKEN = {
    "null": answered('"count": null, "size": null, "flag": null, "words": null, "one": null, "some": null'),
    "null as evidence": LINES[ODD].partition(b'"evidence"')[0] + b'"evidence": null}',
    "no evidence": LINES[ODD].partition(b', "evidence"')[0] + b"}",
    "no answers": answered(""),
    "quotes in a text": answered('"words": "\\"size\\": \\"1.5\\"", "size": 1.25'),
    "null in a text": answered('"words": "} null {", "size": null'),
    "nought in a text": answered('"words": "\\u0000"'),
    "a pair": answered('"words": "\\ud83d\\ude00"'),
    "a key with an escape": answered('"\\u0063ount": 8'),
    "minus nothing": answered('"count": -0, "size": -0.0'),
    "an exponent": answered('"size": 125E-2'),
    "a large exponent": answered('"size": 0.00000000000000000000000000125e+27'),
    "a long exponent": answered('"size": 15e-' + "0" * 70 + "1"),
    "nothing times much": answered('"size": 0e29'),
    "nothing times little": answered('"size": 0e-31'),
    "noughts at the end": answered('"size": 1.2500000000000000'),
    "half a cent": answered('"size": 1.255'),
    "a whole number past 64 bits": answered('"count": 9223372036854775808'),
    "a number past all evidence": answered('"size": 12345678901234567890123.5'),
    "a list with null": answered('"some": [null]'),
    "spaces": json.dumps(json.loads(LINES[ODD]), separators=(" ,  ", " :\t")).encode(),
    "a carriage return": LINES[ODD] + b"\r",
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_plain_line_is_taken_in_bulk_and_says_what_it_says_by_itself(name: str) -> None:
    together, alone = reads(b"\n".join([*LINES[:ODD], TAKEN[name], *LINES[ODD + 1 :]]))
    assert in_bulk(together) == [*range(1, 61)]
    assert gathered(together) == gathered(alone)


@pytest.mark.parametrize("first", [b"null", b"1", b"", b" ", "\ufeff".encode(), b"null " + LINES[0]])
def test_a_file_that_begins_with_something_else_is_read(first: bytes) -> None:
    together, alone = reads(b"\n".join([first, *LINES]))
    assert in_bulk(together) == [*range(2, 62)]
    assert gathered(together) == gathered(alone)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n\r\n"])
def test_blank_lines_and_other_ends_of_lines_shift_no_number(end: bytes) -> None:
    together, alone = reads(end.join(LINES))
    assert in_bulk(together) == [1 + number * end.count(b"\n") for number in range(60)]
    assert gathered(together) == gathered(alone)


def test_lines_keep_their_order_however_many_read_them_and_one_that_is_too_long_is_handed_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrow, "_BLOCK", 1000)
    many = [numbered(number, PLAIN) for number in range(400)]
    many[100] = numbered(100, '"words": "%s"' % ("长" * 1000))
    together, alone = reads(b"\n".join(many))
    assert in_bulk(together) == [number for number in range(1, 401) if number != 101]
    assert gathered(together) == gathered(alone)


def test_whole_numbers_that_are_none_later_on_stay_in_bulk() -> None:
    many = [numbered(number, f'"size": {number}') for number in range(300)]
    together, alone = reads(
        b"\n".join([*many, *(numbered(number, f'"size": {number}.5') for number in range(300, 330))])
    )
    assert in_bulk(together) == [*range(1, 331)]
    assert gathered(together) == gathered(alone)


@pytest.mark.parametrize("number", ["0e31", "0E+400", "-0e-99999999999", "1e-" + "0" * 100 + "1"])
def test_a_number_means_what_it_is_however_it_is_written(number: str) -> None:
    (made,) = read_file(numbered(1, f'"size": {number}'), "a.jsonl")
    evidence = gather([made], [PLAN], {0: {}}).tables[0]
    assert (evidence.answers["size"], evidence.problems) == ([10 if number.startswith("1") else 0], ())


def test_quotes_around_a_number_are_found_where_another_line_has_as_many_less() -> None:
    quoted = numbered(60, PLAIN.replace("1.5", '"1.5"'))
    bare = numbered(61, "").partition(b', "evidence"')[0] + b"}"
    together, alone = reads(b"\n".join([*LINES, quoted, bare]))
    assert in_bulk(together) == [*range(1, 61), 62]
    assert gathered(together) == gathered(alone)


def test_evidence_of_other_kinds_is_read_without_arrow() -> None:
    """Loading it takes longer than a small season does."""
    gathering = "from evaluator import inputs, pipeline, rules; from evaluator.evidence.read import read_file"
    reading = "made = list(read_file(b'subject: {kind: thing, id: a}', 'a.yaml'))"
    code = f"import sys; {gathering}; {reading}; sys.exit('pyarrow' in sys.modules or not made[0].records)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
