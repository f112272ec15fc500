"""Amounts of money in Chinese capitals, against a plain reading back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.exact import yuan
from evaluator.result.money import capitals

DIGITS = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1_000}
MYRIADS = {"兆": 10**12, "亿": 10**8, "万": 10**4}


def read_back(text: str) -> int:
    """The fen that an amount in capitals says, sign by sign as a person reads it."""
    sign, body = (-1, text[1:]) if text.startswith("负") else (1, text)
    total = part = digit = fen = 0
    for c in body:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in UNITS:
            part, digit = part + digit * UNITS[c], 0
        elif c in MYRIADS:
            total, part, digit = total + (part + digit) * MYRIADS[c], 0, 0
        elif c == "元":
            total, part, digit = total + part + digit, 0, 0
        elif c == "角":
            fen, digit = fen + digit * 10, 0
        elif c == "分":
            fen, digit = fen + digit, 0
    return sign * (total * 100 + fen)


@given(st.integers(-(10**18) + 1, 10**18 - 1) | st.integers(-100_000, 100_000))
def test_amounts_in_capitals_say_what_they_are(fen: int) -> None:
    said = capitals(yuan(fen))
    assert read_back(said) == fen
    assert "零零" not in said
    assert said.endswith("整") == (fen % 100 == 0)
    assert not said.removeprefix("负").startswith("零") or fen == 0


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("", ""),
        ("0.00", "零元整"),
        ("50000.00", "伍万元整"),
        ("123456.78", "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100010001.00", "壹亿零壹万零壹元整"),
        ("100000000.00", "壹亿元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("-30000.00", "负叁万元整"),
        ("10000000000000000.00", ""),
    ],
)
def test_amounts_as_vouchers_have_them(amount: str, said: str) -> None:
    assert capitals(amount) == said
