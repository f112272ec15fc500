"""What `evaluate` says at the end of a season: a line a scheme, what is open, and where to look."""

from collections.abc import Collection, Iterator

from evaluator.cli.common import padded, width
from evaluator.problems import Lang
from evaluator.result.money import money
from evaluator.result.overview import Overview, PartShown


def season_summary(overview: Overview, out: str, files: Collection[str], lang: Lang) -> Iterator[str]:
    """The lines of a season's summary; `files` are those written into `out`."""
    zh, counts = lang == "zh", overview.counts
    yield f"{overview.season.title}  {'评价日期' if zh else 'as of'} {overview.as_of}"
    if zh:
        yield (
            f"共 {len(overview.parts)} 个方案：已评价 {counts.evaluated}，暂缓评定 {counts.held}，"
            f"不予受理 {counts.rejected}。规则来自 {overview.rules_from}。"
        )
    else:
        yield (
            f"schemes: {len(overview.parts)}; evaluated {counts.evaluated}, held {counts.held}, "
            f"rejected {counts.rejected}. Rules from {overview.rules_from}."
        )
    titles = max((width(part.title) for part in overview.parts), default=0)
    for chapter in overview.chapters:
        yield chapter.title
        for part in chapter.parts:
            yield f"  {padded(part.title, titles)}  {_standing(part, zh)}"
    folder = out.rstrip("/")
    first = f"{folder}/index.html" if "index.html" in files else f"{folder}/result.json"
    yield f"结果见 {first}" if zh else f"See {first}"


def _standing(part: PartShown, zh: bool) -> str:
    """How many subjects there are, how many are in order where that is what is asked, what is open, and the money."""
    all_of = part.standing
    said = f"{all_of.in_order} / {all_of.subjects} {'全部达到' if zh else 'in order'}"
    if part.scored:
        said = f"{all_of.subjects} 个评分" if zh else f"{all_of.subjects} scored"
    if part.counts.held:
        said += f"，暂缓评定 {part.counts.held}" if zh else f", held {part.counts.held}"
    called = part.interviews.get("proposed", 0) + part.interviews.get("confirmed", 0)
    if called:
        said += f"，拟约谈 {called}" if zh else f", interviews {called}"
    if part.allocation is not None:
        paid, reserved = money(part.allocation.paid), money(part.allocation.reserved)
        said += f"，已确定 {paid} 元，预留 {reserved} 元" if zh else f", paid {paid}, reserved {reserved} yuan"
    return said
