"""Names as public documents give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.result.masking import mask


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某"),
        ("陈某乙", "陈某某"),
        ("欧阳明", "欧阳某"),
        ("欧阳明明", "欧阳某某"),
        ("司马", "司某"),
        ("诸 葛 亮", "诸葛某"),
        ("𠮷田太郎", "𠮷某某"),
        ("王", "某"),
        ("阿卜杜·热合曼", "阿某某"),
        ("John Smith", "J. S."),
        ("anna-maria o'neill", "A. M. O."),
        ("Ким Ольга", "К. О."),
        ("", "某"),
    ],
)
def test_the_surname_stays(name: str, masked: str) -> None:
    assert mask(name) == masked


@given(st.text(alphabet="张王李欧阳诸葛明亮红", min_size=2, max_size=5))
def test_a_given_name_is_gone(name: str) -> None:
    """Of a Chinese name no more is left than a surname: one sign, or two where they are one."""
    masked = mask(name)
    kept = masked.rstrip("某")
    assert name.startswith(kept)
    assert len(kept) == 1 or (len(kept) == 2 and len(name) > 2 and kept in ("欧阳", "诸葛"))
