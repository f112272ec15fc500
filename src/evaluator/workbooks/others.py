"""The tables of what is open or wrong: schemes of a season, interviews, ties, problems."""

from collections.abc import Iterator

from evaluator.result.model import ProblemShown, Result
from evaluator.result.overview import Overview
from evaluator.result.sentences import Sentences
from evaluator.result.shown_subject import TieShown
from evaluator.workbooks.sheet import Column, Row, Table, Urgent
from evaluator.workbooks.shown import Part, Shown, word


def schemes(shown: Shown, overview: Overview) -> Table:
    """Every scheme of a season under its head of the policy, with how many subjects and how much money."""
    say = shown.say
    heads = [
        Column(say("部分", "Chapter")),
        Column(say("方案", "Scheme"), "long"),
        Column(say("评价对象", "Subjects")),
        *(
            Column(title, "number")
            for title in (
                say("收到", "Received"),
                say("已评价", "Evaluated"),
                say("暂缓评定", "Held"),
                say("不予受理", "Rejected"),
            )
        ),
        Column(say("预算（元）", "Budget (yuan)"), "money"),
        Column(say("已确定（元）", "Paid (yuan)"), "money"),
        Column(say("预留（元）", "Reserved (yuan)"), "money"),
        Column(say("未使用（元）", "Unspent (yuan)"), "money"),
        Column(say("是否确定", "Settled")),
        Column(say("文件夹", "Folder")),
    ]

    def rows() -> Iterator[Row]:
        for chapter in overview.chapters:
            for part in chapter.parts:
                one, given = part.counts, part.allocation
                counts = [str(number) for number in (one.received, one.evaluated, one.held, one.rejected)]
                left = (given.budget, given.paid, given.reserved, given.unspent) if given else ("",) * 4
                settled = Urgent(say("暂定", "provisional")) if part.provisional else say("已确定", "settled")
                yield Row((chapter.title, part.title, part.noun, *counts, *left, settled, part.folder))

    return Table(say("各方案", "Schemes"), heads, rows(), kept=2)


def interviews(shown: Shown) -> Table:
    """Who is interviewed, or may be, and what was done after an interview."""
    say = shown.say
    heads = [
        *shown.of_scheme,
        Column(say("编号", "Id"), "id"),
        Column(say("姓名", "Name")),
        *(Column(word(name, shown.lang)) for name in shown.places),
        Column(say("总分", "Total"), "number"),
        Column(say("名次", "Rank"), "number"),
        Column(say("同组人数", "Group of"), "number"),
        Column(say("约谈", "Interview")),
        Column(say("约谈情况", "How it stands"), "long"),
        Column(say("跟踪情况", "Follow-up"), "long"),
    ]
    rows = (Row((*shown.scheme(part), *cells)) for part in shown.parts for cells in _called(part, shown))
    return Table(say("约谈", "Interviews"), heads, rows, kept=2 + len(shown.of_scheme))


def _called(part: Part, shown: Shown) -> Iterator[tuple[str, ...]]:
    result = part.result
    for row in part.rows:
        subject = part.subjects.get(row["id"])
        followed = subject is not None and subject.follow_up is not None
        if row["interview"] in ("", "no") and not followed:
            continue
        said = dict(Sentences(result, subject).standing()) if subject else {}
        size = "" if subject is None or subject.group_size is None else str(subject.group_size)
        yield (
            row["id"],
            row["name"],
            *(row[name] for name in shown.places),
            row["total"],
            row["rank"],
            size,
            word(row["interview"], result.lang),
            said.get(shown.say("约谈", "interview"), ""),
            said.get(shown.say("跟踪", "follow-up"), ""),
        )


def ties(shown: Shown) -> Table:
    """Subjects with equal totals, a row for each, and what told them apart."""
    say = shown.say
    heads = [
        *shown.of_scheme,
        Column(say("排名范围", "Ranked within")),
        Column(say("名次", "Rank"), "number"),
        Column(say("总分", "Total"), "number"),
        Column(say("编号", "Id"), "id"),
        Column(say("名称", "Name")),
        Column(say("比较项目", "Told apart by"), "long"),
        Column(say("数值", "Value"), "number"),
        Column(say("情况", "How it stands")),
    ]
    rows = (
        Row((*shown.scheme(part), tie.group or say("全市", "the city"), str(tie.rank), tie.total, *cells))
        for part in shown.parts
        for tie in part.result.ties
        for cells in _tied(tie, part.result)
    )
    return Table(say("同分", "Ties"), heads, rows, kept=len(shown.of_scheme))


def _tied(tie: TieShown, result: Result) -> Iterator[tuple[str, ...]]:
    zh = result.lang == "zh"
    if not tie.open:
        stands = "已分出先后" if zh else "told apart"
    elif any(set(wait.subjects) == set(tie.subjects) for wait in result.waits):
        stands = Urgent("须集体决定先后" if zh else "people decide")
    else:
        stands = "名次并列" if zh else "the same rank"
    values = tie.values or ("",) * len(tie.subjects)
    for subject, name, value in zip(tie.subjects, tie.names, values, strict=True):
        yield subject, name, tie.by_title, value, stands


def problems(shown: Shown) -> Table:
    """Every problem with its place and remedy; of a season those of no scheme come first."""
    say = shown.say
    heads = [
        *shown.of_scheme,
        Column(say("程度", "Severity")),
        Column(say("代码", "Code")),
        Column(say("编号", "Id"), "id"),
        Column(say("名称", "Name")),
        Column(say("文件", "File"), "long"),
        Column(say("行", "Line"), "number"),
        Column(say("列", "Column"), "number"),
        Column(say("问题", "Problem"), "long"),
        Column(say("更正办法", "Remedy"), "long"),
    ]

    def rows() -> Iterator[Row]:
        known = {one for part in shown.parts for one in part.result.problems}
        for one in shown.overview.problems if shown.overview else ():
            if one not in known:
                yield Row(("", *_problem(one, "", shown)))
        for part in shown.parts:
            for one in part.result.problems:
                yield Row((*shown.scheme(part), *_problem(one, part.names.get(one.subject, ""), shown)))

    return Table(say("问题", "Problems"), heads, rows(), kept=len(shown.of_scheme))


def _problem(one: ProblemShown, name: str, shown: Shown) -> tuple[str, ...]:
    at = [str(number) if number else "" for number in (one.line, one.column)]
    return (word(one.severity, shown.lang), one.code, one.subject, name, one.file, *at, one.message, one.remedy)
