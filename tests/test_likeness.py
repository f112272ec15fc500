"""Ids that look like another's: each is said of, as a comparison of each with each finds; and hints lead to them."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from evaluator.evidence.likeness import taken_for_another
from evaluator.evidence.model import Evidence
from evaluator.problems import Place, nearest

LATIN = {"\u0410": "A", "\u0412": "B", "\u0391": "A", "\u043e": "o", "\u03bf": "o"}
IDS = st.lists(st.text("ABo01-ＡＢ０１－（(东\u0410\u0412\u0391\u043e\u03bf", min_size=1, max_size=3), unique=True)


def look(subject: str) -> str:
    return "".join(LATIN.get(c, c) for c in unicodedata.normalize("NFKC", subject))


def said(ids: list[str]) -> list[tuple[str, int]]:
    """Of whom something is said, and the line of the one it is taken for."""
    places = [Place("a.csv", line) for line in range(2, len(ids) + 2)]
    found = taken_for_another(Evidence(ids, ids, ids, ids, {}, frozenset(), {}, places, {}))
    assert {one.code for one in found} <= {"identity-alike"}
    return sorted((one.subject, int(str(dict(one.details)["first"]).removeprefix("a.csv:"))) for one in found)


@given(IDS)
def test_of_those_that_look_the_same_all_but_one_are_said_of(ids: list[str]) -> None:
    expected = []
    for row, one in enumerate(ids):
        same = [other for other, it in enumerate(ids) if look(it) == look(one)]
        plain = [other for other in same if ids[other] == look(one)]
        first = (plain or same)[0]
        expected += [(one, first + 2)] if row != first else []
    assert said(ids) == sorted(expected)


def test_letters_of_another_script_are_named_and_digits_of_another_width_shown() -> None:
    places = [Place("a.csv", line) for line in (2, 3, 4)]
    ids = ["A-01", "Ａ－０１", "\u0410-01"]
    found = taken_for_another(Evidence(ids, ids, ids, ids, {}, frozenset(), {}, places, {}))
    assert [(one.place.line, dict(one.details)["found"]) for one in found] == [(3, "Ａ－０１"), (4, "[U+0410]-01")]
    assert {dict(one.details)["expected"] for one in found} == {"A-01"}


def test_the_nearest_name_is_before_all_the_same_in_another_width() -> None:
    assert (
        nearest("370687099001-02", ["370687099001-03", "３７０６８７０９９００１－０２"])
        == "３７０６８７０９９００１－０２"
    )
    assert nearest("370687099001-02", ["370687099001-03", "A-1"]) == "370687099001-03"
    assert nearest("A-1", ["东"]) == ""
