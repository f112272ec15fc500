"""How far a subject moved since an earlier season: its columns there are text that a program wrote, or a person."""

from decimal import Decimal

from evaluator.exact import fixed, parse_number
from evaluator.problems import Lang
from evaluator.result.shown_subject import EarlierShown
from evaluator.result.words import joined


def whole(text: str) -> int | None:
    """A rank; none where the text is no number."""
    return int(text) if text.isascii() and text.isdigit() else None


def difference(before: str, after: str) -> str:
    """How much a total rose, exact, with as many places as the longer of the two; empty where one of them is none."""
    then, now = parse_number(before), parse_number(after)
    if then is None or now is None or "%" in before + after:
        return ""
    return fixed(now - then, max(len(one.strip().partition(".")[2]) for one in (before, after)))


def gained(before: int | None, after: int | None) -> int | None:
    """By how many places a rank is better than before."""
    return None if before is None or after is None else before - after


def moved(one: EarlierShown, lang: Lang) -> str:
    """How a subject came out then, and how it moved since, in words."""
    zh = lang == "zh"
    then = []
    if one.total:
        then.append(f"总分 {one.total}" if zh else f"total {one.total}")
    if one.rank is not None:
        then.append(f"第 {one.rank} 名" if zh else f"rank {one.rank}")
    then += [said for said in (one.grade_title or one.grade, one.tier_title or one.tier) if said]
    since = [_total_moved(one.total_moved, zh), _rank_moved(one.rank_moved, zh)]
    parts = [joined(then, lang) or ("没有总分和名次" if zh else "neither a total nor a rank")]
    parts += [joined(filter(None, since), lang)] if any(since) else []
    return ("；" if zh else "; ").join(parts)


def _total_moved(amount: str, zh: bool) -> str:
    if not amount:
        return ""
    if not Decimal(amount):
        return "总分未变" if zh else "the same total"
    more = not amount.startswith("-")
    size = amount.lstrip("-")
    if zh:
        return f"总分{'增加' if more else '减少'} {size}"
    return f"{size} points {'more' if more else 'less'} now"


def _rank_moved(places: int | None, zh: bool) -> str:
    if places is None:
        return ""
    if not places:
        return "名次未变" if zh else "the same rank"
    if zh:
        return f"名次{'上升' if places > 0 else '下降'} {abs(places)} 名"
    return f"{abs(places)} place{'' if abs(places) == 1 else 's'} {'up' if places > 0 else 'down'}"
