"""Texts told apart by patterns, against the engine that matches them."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from evaluator.desk.proof.patterns import texts_apart

PIECES = st.sampled_from(
    [
        "A",
        "B",
        "区",
        "[A-C]",
        "[^A]",
        ".",
        ".*",
        "B+",
        "A?",
        "(A|B区)",
        "[0-9]{2}",
        r"\d",
        r"\w",
        "(?:AB){1,2}",
        "[^0-9]*",
    ]
)
PATTERNS = st.lists(PIECES, min_size=1, max_size=4).map("".join)
TEXTS = st.text("ABCD区019中_-", min_size=1, max_size=6)


def taken(patterns: list[str], words: list[str], text: str) -> tuple[object, ...]:
    matched = [bool(pl.Series([text]).str.contains(f"^(?:{one})$")[0]) for one in patterns]
    return (*matched, *(text == word for word in words))


@given(
    st.lists(PATTERNS, min_size=1, max_size=3), st.lists(TEXTS, max_size=2), st.lists(TEXTS, min_size=12, max_size=12)
)
def test_no_text_comes_out_in_a_way_that_none_of_those_found_does(
    patterns: list[str], words: list[str], texts: list[str]
) -> None:
    found, exact = texts_apart(patterns, words)
    assert all(text == text.strip() and text for text in found)
    if exact:
        ways = {taken(patterns, words, text) for text in found}
        assert {taken(patterns, words, text) for text in [*texts, *words]} <= ways


def test_what_cannot_be_followed_leaves_ways_out() -> None:
    for pattern in ("(?i)a", r"a\b", "[[:alpha:]]", "[a-z&&[^b]]", r"\p{Han}", "a^b", "a{900}"):
        assert texts_apart([pattern], []) == ([], False)


def test_two_patterns_that_exclude_each_other_share_no_text() -> None:
    found, exact = texts_apart(["A.*", "B.*"], [])
    assert exact
    assert not any(text.startswith("A") and text.startswith("B") for text in found)
    assert "街道社区" in texts_apart([".*街道.*", ".*社区"], [])[0]
