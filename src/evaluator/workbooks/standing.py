"""The tables of results and of findings: a row for each subject, and one for each criterion of each subject."""

from collections.abc import Iterable, Iterator, Mapping

from evaluator.documents.gist import Rest, rests
from evaluator.result.model import Result
from evaluator.result.sentences import Sentences
from evaluator.result.sentences_of_findings import FindingSentences
from evaluator.result.shown_finding import Finding
from evaluator.result.words import NOT_GIVEN, VERDICTS, joined
from evaluator.workbooks.sheet import Column, Row, Table, Urgent
from evaluator.workbooks.shown import Part, Shown, tier_titles, word

_FIRST = ("id", "name", "street", "community", "status", "total", "rank", "grade", "tier", "subsidy", "interview")


def results(shown: Shown) -> Table:
    """The rows of `results.csv` in their order; of a season without the criteria, which the schemes do not share."""
    zh, say = shown.lang == "zh", shown.say
    there = _columns(shown)
    columns = [*shown.of_scheme, *(_heading(name, shown) for name in there)]
    columns.append(Column(say("未定事项", "Still open"), "long"))
    lines: list[str] = []
    if shown.overview is None:
        (part,) = shown.parts
        titles, pointed = dict(part.result.scheme.criteria), _pointed(part)
        for name, title in titles.items():
            lines.append(name)
            columns.append(Column(title))
            if name in pointed:
                lines.append(f"{name}.points")
                columns.append(Column(f"{title}{'得分' if zh else ', points'}", "number"))
    rows = (
        Row((*shown.scheme(part), *cells, *(_line(row, name, part.result) for name in lines)))
        for part in shown.parts
        for row, cells in _subjects(part, there)
    )
    return Table(say("结果", "Results"), columns, rows, kept=2 + len(shown.of_scheme))


def _columns(shown: Shown) -> list[str]:
    """The columns before the criteria that any of the schemes fills in."""
    schemes = [part.result.scheme for part in shown.parts]
    left = {name for name in ("street", "community") if name not in shown.places}
    left |= set() if any(one.total_places is not None for one in schemes) else {"total", "rank"}
    left |= set() if any(one.grades for one in schemes) else {"grade"}
    left |= set() if any(part.result.allocation for part in shown.parts) else {"tier", "subsidy"}
    left |= set() if any(one.interview for one in schemes) else {"interview"}
    return [name for name in _FIRST if name not in left]


def _heading(name: str, shown: Shown) -> Column:
    say, one = shown.say, shown.parts[0].result.scheme
    person = shown.overview is None and one.measure == "名"
    return {
        "id": Column(say("编号", "Id"), "id"),
        "name": Column(say("姓名" if person else "名称", "Name")),
        "street": Column(say("街道", "Street")),
        "community": Column(say("社区", "Community")),
        "status": Column(say("状态", "Status")),
        "total": Column(say("总分", "Total"), "number"),
        "rank": Column(say("名次", "Rank"), "number"),
        "grade": Column(say("评定等级", "Grade")),
        "tier": Column(say("等次", "Tier")),
        "subsidy": Column(say("补助金额（元）", "Subsidy (yuan)"), "money"),
        "interview": Column(say("约谈", "Interview")),
    }[name]


def _subjects(part: Part, there: list[str]) -> Iterator[tuple[Mapping[str, str], tuple[str, ...]]]:
    result, lang = part.result, part.result.lang
    titles = {"grade": dict(result.scheme.grades), "tier": tier_titles(result.allocation)}
    for row in part.rows:
        said = {name: titles[name].get(row[name], row[name]) for name in titles}
        said |= {name: word(row[name], lang) for name in ("status", "interview")}
        subject = part.subjects.get(row["id"])
        still = "" if subject is None else ("；" if lang == "zh" else "; ").join(Sentences(result, subject).unsettled())
        yield row, (*(said.get(name, row[name]) for name in there), still)


def _line(row: Mapping[str, str], name: str, result: Result) -> str:
    """A criterion's verdict or points."""
    cell = row.get(name, "")
    return cell if name.endswith(".points") else verdict(cell, result)


def verdict(name: str, result: Result) -> str:
    """A verdict in words."""
    said = VERDICTS[result.lang].get(name, name)
    return Urgent(said) if name == "insufficient" else said


def _pointed(part: Part) -> set[str]:
    """The criteria that earn points for anybody, or whose points are open."""
    names = [name for name, _ in part.result.scheme.criteria]
    found = {name for row in part.rows for name in names if row.get(f"{name}.points")}
    every = (one for subject in part.subjects.values() for one in subject.findings)
    return found | {one.criterion for one in every if one.of or one.bounds}


def findings(shown: Shown) -> Table:
    """Every criterion of every subject: how it came out, from what, and what would mend it."""
    say = shown.say
    heads = [
        *shown.of_scheme,
        Column(say("编号", "Id"), "id"),
        Column(say("名称", "Name")),
        *(Column(word(name, shown.lang)) for name in shown.places),
        Column(say("部分", "Component")),
        Column(say("指标", "Criterion")),
        Column(say("结论", "Verdict")),
        Column(say("得分", "Points"), "number"),
        Column(say("分值", "Out of"), "number"),
        Column(say("最低可能得分", "Least possible"), "number"),
        Column(say("最高可能得分", "Most possible"), "number"),
        Column(say("实际情况", "Found"), "long"),
        Column(say("要求", "Required"), "long"),
        Column(say("材料位置", "Evidence at"), "long"),
        Column(say("依据", "Basis"), "long"),
        Column(say("改进办法", "Remedy"), "long"),
    ]
    rows = (
        Row((*shown.scheme(part), row["id"], row["name"], *(row[name] for name in shown.places), *cells))
        for part in shown.parts
        for row in part.rows
        for cells in _found(part, row)
    )
    return Table(say("结论", "Findings"), heads, rows, kept=2 + len(shown.of_scheme))


def _found(part: Part, row: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """A subject's findings; where the result leaves out how they came about, what `results.csv` says of them."""
    subject = part.subjects.get(row["id"])
    if subject is None:
        for name, title in part.result.scheme.criteria:
            points = row.get(f"{name}.points", "")
            yield ("", title, verdict(row.get(name, ""), part.result), points, *[""] * 8)
        return
    components = {one.id: one.title for one in part.result.scheme.components}
    for one in subject.findings:
        yield (components.get(one.component, ""), *_finding(part.result, one))


def _finding(result: Result, one: Finding) -> tuple[str, ...]:
    words, zh = FindingSentences(result), result.lang == "zh"
    rest = [each for each in rests(one) if each.label]
    found = [line for each in rest for line in _facts(each, words)]
    found += [words.marks(one)] if one.marks else []
    found += [words.assessed(one)] if one.assessed_by else []
    asked = [each for each in rest if each.required]
    required = [f"{each.label}{'：' if zh else ': '}{('；' if zh else '; ').join(each.required)}" for each in asked]
    remedy = one.remedy if one.verdict in ("not-met", "partly-met") else ""
    bounds = (one.bounds.least, one.bounds.most) if one.bounds else ("", "")
    said = ("\n".join(found), "\n".join(required), "\n".join(_places(rest, words)))
    basis = words.basis(one) if one.clause is not None or one.origin else ""
    shown_basis = basis.removeprefix("依据 ").removeprefix("basis ")
    return (one.title, verdict(one.verdict, result), one.points, one.of, *bounds, *said, shown_basis, remedy)


def _places(rest: Iterable[Rest], words: FindingSentences) -> Iterator[str]:
    """Where the evidence stands: each file once, with its lines."""
    places: dict[str, set[int]] = {}
    for each in rest:
        if each.place is not None:
            places.setdefault(each.place.file, set()).add(each.place.line)
    for file, numbers in places.items():
        yield f"{file}:{joined(sorted(numbers), words.lang)}"


def _facts(one: Rest, words: FindingSentences) -> Iterator[str]:
    zh = words.lang == "zh"
    lacking = joined(one.lacking, words.lang)
    lacks = (f"（缺{lacking}）" if zh else f" (lacking {lacking})") if lacking else ""
    yield f"{one.sign} {one.label}{'：' if zh else ': '}{one.shown or NOT_GIVEN[words.lang]}{lacks}"
    if one.how:
        yield f"　{one.how}" if zh else f"   {one.how}"
