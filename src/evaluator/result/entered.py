"""What an entry takes off or adds, as a sentence: how it counts, how often it did, and what that comes to."""

from fractions import Fraction

from evaluator.exact import shortest
from evaluator.inference.columns import Columns
from evaluator.inference.reach import UNKNOWN, Reach, reach_at
from evaluator.language.criteria import Entry
from evaluator.problems import Lang
from evaluator.result.words import number
from evaluator.standing.entries import Entered, amount

PARTS: dict[str, tuple[str, str]] = {
    "dropped": ("不足一份的舍去", "a part of one is dropped"),
    "counts": ("不足一份的按一份计", "a part of one counts as one"),
    "pro_rata": ("不足一份的按比例折算", "a part of one counts as much as it is"),
}


def effect(entry: Entry, truth: int, columns: Columns, row: int, kind: str, lang: Lang) -> str:
    """What an entry came to for one subject: `扣 6 分`, or what it still may."""
    limit = entry.above if entry.below is None else entry.below
    entered = Entered(
        truth,
        reach_at(columns.quantities[entry.measured], row) if entry.measured else UNKNOWN,
        bounds_of(limit, columns, row),
    )
    least, most = amount(entry, entered)
    low, high = shortest(least), "" if most is None else shortest(most)
    zh, en = ("扣", "takes off") if kind == "deduction" else ("加", "adds")
    if low == high:
        return f"{zh} {low} 分" if lang == "zh" else f"{en} {low}"
    if not high:
        return f"至少{zh} {low} 分" if lang == "zh" else f"{en} {low} or more"
    return f"{zh} {low} 至 {high} 分" if lang == "zh" else f"{en} {low} to {high}"


def bounds_of(limit: object, columns: Columns, row: int) -> Reach:
    """The bounds of an operand for one subject."""
    if isinstance(limit, str):
        return reach_at(columns.quantities[limit], row)
    return (limit, limit) if isinstance(limit, Fraction) else UNKNOWN


def way(entry: Entry, kind: str, lang: Lang, threshold: str, unit: str, percent: bool) -> str:
    """How an entry counts: `低于 90% 的部分，每 1% 扣 1 分，不足一份的舍去`."""
    zh = lang == "zh"
    points = shortest(entry.points)
    verb = ("扣" if zh else "off") if kind == "deduction" else ("加" if zh else "added")
    said = f"{verb} {points} 分" if zh else f"{points} {verb}"
    if entry.each is not None and entry.points == 1 and not unit:
        said = ""  # the number is the points
    elif entry.each is not None:
        said = f"每 1{unit or ' 个'}{said}" if zh else f"{said} for each"
    elif entry.every is not None and entry.part is not None:
        every = number(entry.every, unit, percent)
        side = ("低于" if zh else "below") if entry.below is not None else ("超过" if zh else "above")
        rest = PARTS[entry.part][not zh]
        said = f"{side} {threshold} 的部分，每 {every} {said}，{rest}" if zh else (
            f"{said} for every {every} {side} {threshold}, {rest}"
        )  # fmt: skip
    if entry.cap is not None:
        most = f"最多 {shortest(entry.cap)} 分" if zh else f"{shortest(entry.cap)} at most"
        said = ("，" if zh else ", ").join(filter(None, (said, most)))
    return said
