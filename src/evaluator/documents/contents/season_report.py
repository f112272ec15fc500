"""The report of a season (年度评价情况报告): what was evaluated, how it stands, the figures as text and charts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluator.documents.contents.charts import Chart, chart
from evaluator.documents.contents.head import internal
from evaluator.documents.contents.phrases import Phrases
from evaluator.documents.contents.record import Entry, InternalContent
from evaluator.exact import fixed, parse_number, shortest
from evaluator.problems import Lang
from evaluator.result.course import Next
from evaluator.result.model import Result
from evaluator.result.money import capitals
from evaluator.result.shown_finding import Finding, Verdict
from evaluator.result.shown_subject import Subject


@dataclass(frozen=True, kw_only=True)
class StreetRow:
    """The subjects of one street: how many, how many were evaluated and held, how many got a tier, their mean total."""

    name: str
    subjects: str
    evaluated: str
    held: str
    placed: str
    mean: str


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """One criterion over all subjects: for how many it is met, in part, not met, open or not applicable.

    `rate` is the share of full points earned on average; without points, of subjects that meet it.
    """

    name: str
    met: str
    partly: str
    not_met: str
    unclear: str
    not_applicable: str
    rate: str


@dataclass(frozen=True, kw_only=True)
class SeasonReport(InternalContent):
    """The report. `figures` count subjects, `money` are the sums of the budget, `open_matters` what people must decide.

    `placed_label` heads what subjects got: a tier, or the best grade.
    """

    summary: str
    figures: tuple[Entry, ...]
    money: tuple[Entry, ...]
    grades: tuple[Entry, ...]
    tiers: tuple[Entry, ...]
    paid: str
    paid_words: str
    placed_label: str
    has_mean: bool
    streets: tuple[StreetRow, ...]
    rate_label: str
    criteria: tuple[CriterionRow, ...]
    open_matters: tuple[str, ...]
    charts: tuple[Chart, ...]


def season_report(title: str, result: Result) -> SeasonReport:
    """The report of a scheme's season."""
    words, subjects = Phrases(result.lang), result.subjects or ()
    account = result.allocation
    streets = tuple(_streets(result, subjects))
    criteria = tuple(_criteria(result, subjects))
    return SeasonReport(
        **internal(result, title),
        summary=_summary(result, words),
        figures=tuple(_figures(result, words)),
        money=tuple(_money(result, words)),
        grades=tuple(Entry(label=name, text=str(result.grades.get(grade, 0))) for grade, name in result.scheme.grades),
        tiers=tuple(
            Entry(label=tier.title, text=words.say(f"{tier.firm}{result.scheme.measure}", str(tier.firm)))
            for tier in (account.tiers if account else ())
        ),
        paid=words.yuan(account.paid) if account else "",
        paid_words=capitals(account.paid) if account else "",
        placed_label=_placed_label(result, words),
        has_mean=any(row.mean for row in streets),
        streets=streets,
        rate_label=words.say("得分率", "Points earned") if _scored(result) else words.say("符合的比例", "Share met"),
        criteria=criteria,
        open_matters=tuple(_open(result, words)),
        charts=tuple(_charts(result, streets, criteria, words)),
    )


def _placed_label(result: Result, words: Phrases) -> str:
    if result.allocation is not None:
        return words.say("已列入等次", "With a tier")
    if result.scheme.grades:
        first = result.scheme.grades[0][1]
        return words.say(f"评为“{first}”", f"Graded “{first}”")
    return ""


def _summary(result: Result, words: Phrases) -> str:
    scheme, counts = result.scheme, result.counts
    received = words.count(counts.received, scheme.noun, scheme.plural, scheme.measure)
    if words.zh:
        said = f"本次评价共收到{received}的材料，已评价{counts.evaluated}{scheme.measure}"
        said += f"，暂缓评定{counts.held}{scheme.measure}" if counts.held else ""
        return said + (f"，不予受理{counts.rejected}份。" if counts.rejected else "。")
    said = f"Evidence of {received} was received; {counts.evaluated} evaluated"
    said += f", {counts.held} held" if counts.held else ""
    return said + (f", {counts.rejected} rejected." if counts.rejected else ".")


def _figures(result: Result, words: Phrases) -> Iterator[Entry]:
    say, counts = words.say, result.counts
    yield Entry(label=say("收到材料", "Received"), text=str(counts.received))
    yield Entry(label=say("已评价", "Evaluated"), text=str(counts.evaluated))
    yield Entry(label=say("暂缓评定", "Held"), text=str(counts.held))
    yield Entry(label=say("不予受理", "Rejected"), text=str(counts.rejected))


def _money(result: Result, words: Phrases) -> Iterator[Entry]:
    account = result.allocation
    if account is not None:
        for zh, en, amount in (
            ("预算", "Budget", account.budget),
            ("已确定", "Firm", account.paid),
            ("预留", "Reserved", account.reserved),
            ("未使用", "Unspent", account.unspent),
        ):
            if amount:
                yield Entry(label=words.say(zh, en), text=words.yuan(amount))


def _streets(result: Result, subjects: Sequence[Subject]) -> Iterator[StreetRow]:
    best = result.scheme.grades[0][0] if result.scheme.grades else None
    members: dict[str, list[Subject]] = defaultdict(list)
    for one in subjects:
        if one.street:
            members[one.street].append(one)
    for street, own in sorted(members.items()):
        totals = [total for one in own if (total := parse_number(one.total or "-")) is not None]
        yield StreetRow(
            name=street,
            subjects=str(len(own)),
            evaluated=str(sum(one.status == "evaluated" for one in own)),
            held=str(sum(one.status == "held" for one in own)),
            placed=str(sum(bool(one.tier) if result.allocation else one.grade == best for one in own)),
            mean=fixed(sum(totals, Fraction(0)) / len(totals), 2) if totals else "",
        )


def _scored(result: Result) -> bool:
    """Whether criteria earn points."""
    return result.scheme.total_places is not None


def _criteria(result: Result, subjects: Sequence[Subject]) -> Iterator[CriterionRow]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in subjects:
        for finding in one.findings:
            if not finding.marked:
                found[finding.criterion].append(finding)
    for name, title in result.scheme.criteria:
        own = found.get(name, [])
        if not own:
            continue
        verdicts = [one.verdict for one in own]
        rate = _earned(own) if _scored(result) else _met(verdicts)
        yield CriterionRow(
            name=title,
            met=str(verdicts.count("met")),
            partly=str(verdicts.count("partly-met")),
            not_met=str(verdicts.count("not-met")),
            unclear=str(verdicts.count("insufficient")),
            not_applicable=str(verdicts.count("not-applicable")),
            rate="—" if rate is None else f"{shortest(rate * 100, 1)}%",
        )


def _met(verdicts: Sequence[Verdict]) -> Fraction | None:
    """The share of those that meet a criterion, of all to whom it applies."""
    asked = len(verdicts) - verdicts.count("not-applicable")
    return Fraction(verdicts.count("met"), asked) if asked else None


def _earned(findings: Sequence[Finding]) -> Fraction | None:
    """The mean share of full points, over those whose points are settled."""
    pairs = [(parse_number(one.points or "-"), parse_number(one.of or "-")) for one in findings]
    shares = [points / of for points, of in pairs if points is not None and of]
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def _open(result: Result, words: Phrases) -> Iterator[str]:
    """What people must still decide, or what is awaited."""
    for tie in result.ties:
        if tie.open and any(_unsettled(one) for one in result.subjects or () if one.id in tie.subjects):
            names = words.listed(tie.names)
            yield words.say(
                f"{names}总分相同，并列第{tie.rank}名，先后须由集体决定。",
                f"{names} have the same total and share rank {tie.rank}; people must settle the order.",
            )
    for one in result.subjects or ():
        if one.status == "held":
            yield words.say(
                f"{one.name}暂缓评定：{words.listed(one.held_for)}材料不足。",
                f"{one.name} is held: not enough evidence for {words.listed(one.held_for)}.",
            )
    for step in result.course.next if result.course else ():
        if step.step != "tie":
            yield _next(step, words)


def _next(one: Next, words: Phrases) -> str:
    """What is to be done next as a sentence: of whom, by whom, what, until when."""
    by_day = one.until and one.step != "notice-over"
    if words.zh:
        whom = f"{words.listed(one.names)}：" if one.names else ""
        until = f"（{words.day(one.until)}前）" if by_day else ""
        return f"{whom}{f'由{one.by}' if one.by else ''}{one.what}{until}。"
    whom = f"{words.listed(one.names)}: " if one.names else ""
    what = one.what if whom else one.what[:1].upper() + one.what[1:]
    return f"{whom}{what}{f', by {one.by}' if one.by else ''}{f', until {one.until}' if by_day else ''}."


def _unsettled(one: Subject) -> bool:
    """Whether anything a subject gets waits for people."""
    return not one.firm or one.interview == "pending"


def _at(end: Callable[[Iterable[Fraction]], Fraction], pairs: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
    """All that stand at one end, which may be several, and the number they have there."""
    numbers = [parse_number(text) or Fraction(0) for _, text in pairs]
    found = end(numbers)
    return [name for (name, _), one in zip(pairs, numbers, strict=True) if one == found], pairs[numbers.index(found)][1]


def _quoted(names: Iterable[str], lang: Lang) -> str:
    return {"zh": "", "en": ", "}[lang].join(f"“{name}”" for name in names)


def _charts(
    result: Result, streets: Sequence[StreetRow], criteria: Sequence[CriterionRow], words: Phrases
) -> Iterator[Chart]:
    scheme, say = result.scheme, words.say
    noun, measure, nouns = scheme.noun, scheme.measure, scheme.plural
    if scheme.grades and result.grades:
        graded = [(title, str(result.grades.get(grade, 0))) for grade, title in scheme.grades]
        names, most = _at(max, graded)
        yield chart(
            say(
                f"评为{_quoted(names, 'zh')}的最多，{'共' if len(names) == 1 else '各'}{most}{measure}",
                f"Most are graded {_quoted(names, 'en')}: {most}{' each' if len(names) > 1 else ''}",
            )
            if most != "0"
            else say("没有评出等级", "Nobody has a grade"),
            say(f"{noun}数（{measure}）", f"number of {nouns}"),
            graded,
        )
    if result.allocation and result.allocation.tiers:
        firm = sum(tier.firm for tier in result.allocation.tiers)
        yield chart(
            say(f"{firm}{measure}{noun}已列入等次", f"{firm} {f'{noun} has' if firm == 1 else f'{nouns} have'} a tier"),
            say(f"{noun}数（{measure}）", f"number of {nouns}"),
            [(tier.title, str(tier.firm)) for tier in result.allocation.tiers],
        )
    means = [(row.name, row.mean) for row in streets if row.mean]
    if len(means) > 1:
        names, mean = _at(max, means)
        yield chart(
            say(
                f"{'、'.join(names)}的平均分最高，{'均为' if len(names) > 1 else ''}{mean}分",
                f"{', '.join(names)} {'has' if len(names) == 1 else 'have'} the highest mean, {mean}",
            ),
            say("平均分（分）", "mean total"),
            means,
        )
    rates = [(row.name, row.rate.removesuffix("%")) for row in criteria if row.rate != "—"]
    if len(rates) > 1:
        names, rate = _at(min, rates)
        label = say("得分率", "points earned") if _scored(result) else say("符合的比例", "share met")
        yield chart(
            say(
                f"{_quoted(names, 'zh')}{label}最低，{'均' if len(names) > 1 else ''}为{rate}%",
                f"{_quoted(names, 'en')} {'is' if len(names) == 1 else 'are'} lowest: {rate}%",
            ),
            say(f"{label}（%）", f"{label} (%)"),
            rates,
        )
