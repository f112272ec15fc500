"""How documents say things: dates, lists, scores, origins and what is awaited, in the document's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluator.documents.contents.words import FIGURES
from evaluator.problems import Lang
from evaluator.result.course import Stand
from evaluator.result.model import AllocationShown
from evaluator.result.money import money
from evaluator.result.part import Where
from evaluator.result.shown_finding import Clause, Finding, Score
from evaluator.result.shown_subject import Subject, Waits
from evaluator.result.spreads import spread

BLANK_DATE: Mapping[Lang, str] = {"zh": "　　年　　月　　日", "en": "          "}
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language."""

    lang: Lang

    @property
    def zh(self) -> bool:
        return self.lang == "zh"

    def say(self, zh: str, en: str) -> str:
        """The one of two wordings."""
        return zh if self.lang == "zh" else en

    def day(self, day: str) -> str:
        """A date: `2021-06-30` becomes `2021年6月30日`, or stays."""
        return day_cn(day) if self.zh else day

    def month(self, month: str) -> str:
        """A month: `2021-04` becomes `2021年4月`, or stays."""
        return month_cn(month) if self.zh else month

    def listed(self, words: Iterable[str]) -> str:
        """Words side by side."""
        return ("、" if self.zh else ", ").join(words)

    def clauses(self, parts: Iterable[str]) -> str:
        """Parts of a sentence that are apart."""
        return ("；" if self.zh else "; ").join(parts)

    def numeral(self, number: int) -> str:
        """The number of a section."""
        if not self.zh:
            return str(number)
        return _NUMERALS[number - 1] if number <= 10 else f"十{_NUMERALS[number - 11]}"

    def count(self, number: int, noun: str, nouns: str, measure: str) -> str:
        """So many subjects: `3处小区`, `3 neighbourhoods`."""
        return f"{number}{measure}{noun}" if self.zh else f"{number} {noun if number == 1 else nouns}"

    def yuan(self, amount: str) -> str:
        """An amount with its unit; empty where there is none."""
        if not amount:
            return ""
        return f"{money(amount)}元" if self.zh else f"{money(amount)} yuan"

    def clause(self, one: Clause | None) -> str:
        """The clause, by name only: the source is not quoted."""
        if one is None:
            return "—"
        dot = "·" if self.zh else " · "
        return dot.join(part for part in (one.section, one.paragraph) if part) or one.document

    def origin(self, words: Mapping[str, str]) -> str:
        """Whose figures they are: the policy source's, or the office's own."""
        if not words:
            return ""
        whose = {
            "local": self.say("本市自定", "set locally"),
            "source": self.say("政策文件规定", "set by the policy source"),
        }
        values = list(dict.fromkeys(words.values()))
        if len(values) == 1:
            return whose[values[0]]
        figures = FIGURES[self.lang]
        said = []
        for value in values:
            named = dict.fromkeys(_figure(figures, name) for name, own in words.items() if own == value)
            if self.zh:
                said.append(self.listed(named) + ("由政策文件规定" if value == "source" else "为本市自定"))
            else:
                said.append(f"{self.listed(named)}: {whose[value]}")
        return ("，" if self.zh else "; ").join(said)

    def score(self, one: Score | Finding) -> str:
        """Points as `earned / of`, or their bounds while they are not settled."""
        of = f" / {one.of}" if one.of else ""
        if one.points:
            return one.points + of
        return self.span(one) + of if one.bounds else "—"

    def span(self, one: Score | Finding) -> str:
        """The bounds of points."""
        return spread(one.bounds, self.lang, "—" if self.zh else "–") if one.bounds else ""

    def place(self, where: Where | None) -> str:
        """Where something stands: the last two parts of the file's name, and the line."""
        return f"{'/'.join(where.file.split('/')[-2:])}:{where.spot}" if where else "—"

    def waiting(self, waits: Sequence[Waits]) -> str:
        """What is awaited."""
        said = []
        for one in waits:
            names = self.listed(one.names)
            if one.kind == "tie":
                said.append(self.say(f"{names}的先后由集体决定", f"a decision on the order of {names}"))
            else:
                said.append(self.say(f"{names}补齐材料", f"evidence from {names}"))
        return self.clauses(said)

    def possible(self, subject: Subject, allocation: AllocationShown) -> str:
        """The tiers still possible, with their amounts."""
        tiers = {tier.id: tier for tier in allocation.tiers}
        said = []
        for name in subject.possible_tiers:
            if not name:
                said.append(self.say("不列入等次", "no tier"))
                continue
            tier = tiers[name]
            amount = tier.rate or self.yuan(tier.amount)
            said.append(self.say(f"{tier.title}（{amount}）", f"{tier.title} ({amount})"))
        return self.say("或", " or ").join(said)

    def stand(self, one: Stand | None, titles: Mapping[str, str]) -> str:
        """How a subject stands in one line: its total, rank, grade, tier and money, as far as there are any.

        `titles` are what statuses, grades and tiers are called.
        """
        if one is None:
            return ""
        parts = [titles.get(one.status, one.status)] if one.status != "evaluated" else []
        parts += [self.say(f"总分{one.total}分", f"total {one.total}")] if one.total else []
        parts += [self.say(f"第{one.rank}名", f"rank {one.rank}")] if one.rank is not None else []
        parts += [titles.get(one.grade, one.grade)] if one.grade else []
        parts += [titles.get(one.tier, one.tier), self.yuan(one.subsidy)] if one.tier else []
        return ("，" if self.zh else ", ").join(parts) or "—"


def _figure(figures: Mapping[str, str], name: str) -> str:
    """What a figure is called; a name of the scheme's own stands for itself where it is no Latin word."""
    return figures.get(name) or (figures[""] if name.lower() != name.upper() else name)


def day_cn(day: str) -> str:
    """A date as a Chinese document writes it: `2021-06-30` becomes `2021年6月30日`."""
    parts = day.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else day


def month_cn(month: str) -> str:
    """A month as a Chinese document writes it: `2021-04` becomes `2021年4月`."""
    parts = month.split("-")
    return f"{parts[0]}年{int(parts[1])}月" if len(parts) == 2 else month
