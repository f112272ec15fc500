"""Every record that is read is accounted for: evaluated, held or rejected, in whichever format it came."""

import csv
import io
import json
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluator.evidence import bulk
from evaluator.evidence.read import read_file
from evaluator.pipeline import gather_season, judge_season
from evaluator.result.assemble import assemble
from fuzz_sound import plan

GOOD = {"kind": "neighbourhood", "name": "名", "street": "街道"}
LACKING = ({"id": "x"}, {"kind": "neighbourhood", "name": "名"}, {"kind": "neighbourhood", "id": " "})
"""Of whom nobody can say who they are; each gets an id of its own where it has one."""
ANSWERS = st.sampled_from(
    [{}, {"members": 7}, {"members": "many"}, {"members": -3}, {"area": "1.234"}, {"no_field": 1}]
)


@st.composite
def records(draw: st.DrawFn) -> list[tuple[str, dict[str, str], dict[str, object]]]:
    """Records, each with what it is: one of a subject's own, one more of a subject, of another kind, or of nobody."""
    made: list[tuple[str, dict[str, str], dict[str, object]]] = []
    known: list[str] = []
    for number in range(draw(st.integers(1, 25))):
        what = draw(st.sampled_from(["own"] * 4 + ["more", "other", "nobody"]))
        if what == "more" and known:
            who = {**GOOD, "id": draw(st.sampled_from(known))}
        elif what == "nobody":
            lacking = draw(st.sampled_from(LACKING))
            who = {**lacking, "id": f"N-{number}"} if lacking.get("id", "").strip() else dict(lacking)
        else:
            known += [f"S-{number}"] if what != "other" else []
            who = {**GOOD, "id": f"S-{number}"} | ({"kind": "bridge"} if what == "other" else {})
            what = "own" if what == "more" else what
        made.append((what, who, draw(ANSWERS)))
    return made


Records = Sequence[tuple[str, dict[str, str], dict[str, object]]]


def as_lines(given: Records, rubbish: Sequence[str]) -> bytes:
    lines = [json.dumps({"subject": who, "evidence": answers}, ensure_ascii=False) for _, who, answers in given]
    return "\n".join(chain(lines, rubbish)).encode()


def as_documents(given: Records, rubbish: Sequence[str]) -> bytes:
    documents = [json.dumps({"subject": who, "evidence": answers}, ensure_ascii=False) for _, who, answers in given]
    return "".join(f"---\n{one}\n" for one in [*documents, *("rubbish" for _ in rubbish)]).encode()


def as_table(given: Records, rubbish: Sequence[str]) -> bytes:
    names = ["kind", "id", "name", "street", "members", "area", "no_field"]
    made = io.StringIO()
    rows = csv.DictWriter(made, names)
    rows.writeheader()
    rows.writerows({**who, **answers} for _, who, answers in given)
    return (made.getvalue() + "a,row,that,is,too,long,for,the,table\n" * len(rubbish)).encode()


FORMATS = {"a.jsonl": as_lines, "a.yaml": as_documents, "a.csv": as_table}


@settings(max_examples=60)
@given(
    records(),
    st.lists(st.sampled_from(["null", "{", "[]", "7", '{"subject": null}', "\x00"]), max_size=4),
    st.sampled_from(sorted(FORMATS)),
)
def test_what_is_received_is_evaluated_held_or_rejected(made: Records, rubbish: Sequence[str], file: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "FEWEST", 1)
        reads = list(read_file(FORMATS[file](made, rubbish), file))
    season = judge_season(plan(), gather_season(plan(), reads))
    counts = assemble(season, "en", "").counts
    subjects = {who["id"] for what, who, _ in made if what in ("own", "more")}
    nobody = sum(what == "nobody" for what, _, _ in made)
    assert counts.rejected == nobody + len(rubbish)
    assert counts.evaluated + counts.held == len(subjects)
    assert counts.received == counts.evaluated + counts.held + counts.rejected
    others = sum(what == "other" for what, _, _ in made)
    said = [dict(one.details)["found"] for one in season.problems if one.code == "other-kinds"]
    assert said == ([f"bridge {others}"] if others else [])
