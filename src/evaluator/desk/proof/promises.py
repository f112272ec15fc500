"""Promises: the sum that a title says it is worth, as scoring sheets write it."""

import re
from fractions import Fraction

from evaluator.exact import parse_number
from evaluator.language.shape import Text

_WHOLE = "满分|总分|总计|合计|共计|基本分|基础分|标准分|分值|本项|共|计"
_NAMED = rf"(?:{_WHOLE})(?:分值|分)?[为是：:]?"
_NUMBER = r"(\d+(?:\.\d+)?)"
_MORE = "(?!\\s*(?:以上|以下|及|起|档|段|[-—~～至/／]))"

_SAID = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[（(【\[［〔]\s*(?:{_NAMED}\s*){{0,2}}{_NUMBER}\s*(?:分|points?|marks?)\s*[）)】\]］〕]",
        rf"(?:满分|总分|共计|合计|总计|基本分|基础分|标准分)(?:为|是|：|:)?\s*{_NUMBER}\s*分{_MORE}",
        rf"\bout of {_NUMBER}\b(?=\s*(?:points?|marks?|[)）\],;.]|$))",
        rf"(?:[,;:–—-]|\b(?:total|maximum|max\.?|worth|of))\s*(?:of\s+)?{_NUMBER}\s*(?:points?|marks?)\b(?!\s+(?:or|and|to|each|per)\b)",
    )
]
_SCALES = {"千分制": Fraction(1000), "百分制": Fraction(100), "十分制": Fraction(10)}


def promised_in(words: str) -> Fraction | None:
    """The number of points that some words say a thing is worth: “（100分）”, “满分为100分”, “百分制”, “out of 100”."""
    for pattern in _SAID:
        said = pattern.search(words)
        if said is not None:
            return parse_number(said[1])
    return next((number for word, number in _SCALES.items() if word in words), None)


def promised(title: Text) -> Fraction | None:
    """What a title says in the first of its languages that says anything."""
    return next((number for words in (title.zh, title.en) if (number := promised_in(words)) is not None), None)
