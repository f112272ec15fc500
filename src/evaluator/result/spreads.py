"""Bounds in words, where either end may be open."""

from evaluator.problems import Lang
from evaluator.result.shown_finding import Bounds
from evaluator.result.words import UNKNOWN


def spread(span: Bounds, lang: Lang, to: str = "–") -> str:
    """Bounds as a number stands in a table: `14–20`, or what is known of them."""
    if span.least and span.most:
        return f"{span.least}{to}{span.most}"
    if span.least:
        return f"{span.least} 以上（含）" if lang == "zh" else f"{span.least} or more"
    if span.most:
        return f"{span.most} 以下（含）" if lang == "zh" else f"{span.most} or less"
    return UNKNOWN[lang]


def may_be(span: Bounds, lang: Lang) -> str:
    """Bounds after “points”: `may be 14 to 20`, `are 14 or more`."""
    zh = lang == "zh"
    if span.least and span.most:
        return f"可能在 {span.least} 至 {span.most} 之间" if zh else f"may be {span.least} to {span.most}"
    if span.least:
        return f"不低于 {span.least}" if zh else f"may be {span.least} or more"
    if span.most:
        return f"不高于 {span.most}" if zh else f"may be {span.most} or less"
    return "无法确定范围" if zh else "may be any number"


def lies(span: Bounds, lang: Lang) -> str:
    """Bounds of a total in a sentence of a document."""
    zh = lang == "zh"
    if span.least and span.most:
        return f"可能在{span.least}分至{span.most}分之间" if zh else f"lies between {span.least} and {span.most}"
    if span.least:
        return f"不低于{span.least}分" if zh else f"is {span.least} or more"
    if span.most:
        return f"不高于{span.most}分" if zh else f"is {span.most} or less"
    return "无法确定范围" if zh else "may be any number"
