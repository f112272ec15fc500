"""What a spreadsheet form says beside each question: how it is filled in, in the words of one language."""

from dataclasses import dataclass

from evaluator.forms.content import Question
from evaluator.problems import Lang
from evaluator.result.asked import bounds

NOTHING: dict[Lang, str] = {"zh": "无", "en": "none"}
"""What is written where there is none at all, which is an answer; an empty cell is none."""

RECUSED = "回避"
"""What a judge chooses for a subject that is not theirs to mark, in every language."""

_TYPES = {
    "yes-no": ("选填 是 或 否", "yes or no"),
    "integer": ("填整数", "a whole number"),
    "decimal": ("填数字", "a number"),
    "date": ("填日期，如 2021-06-18", "a date, as 2021-06-18"),
    "text": ("填文字", "text"),
    "choice": ("从下拉中选一项", "choose one from the list"),
}


_FEW = 40
"""So many characters of choices are listed below a header; longer lists stand in the instructions."""


@dataclass(frozen=True)
class Notes:
    """The notes in one language."""

    lang: Lang

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def joined(self, parts: list[str]) -> str:
        return self("；", "; ").join(part for part in parts if part)

    @property
    def yes_no(self) -> tuple[str, str]:
        return ("是", "否") if self.lang == "zh" else ("yes", "no")

    @property
    def nothing(self) -> str:
        return NOTHING[self.lang]

    def offers(self, asked: Question) -> str:
        """The choices, listed."""
        return self("可选：", "the list: ") + self("、", "; ").join(asked.choices)

    def few(self, asked: Question) -> bool:
        """Whether the choices can be listed below a header."""
        return sum(len(one) + 1 for one in asked.choices) <= _FEW

    def note(self, asked: Question, table: Question | None = None) -> str:
        """How a question is filled in: its type, unit, bounds, and the days that count."""
        none = self.nothing
        if asked.type == "choices":
            how = self(
                f"可填多项，用顿号“、”隔开；都没有的填“{none}”", f"any of the list, joined by “;”; if none, “{none}”"
            )
        else:
            number = asked.type in ("integer", "decimal") and bool(asked.choices)
            how = self(*_TYPES["choice" if number else asked.type])
        offers = self.offers(asked) if asked.choices and self.few(asked) else ""
        parts = [how, offers, self(f"单位：{asked.unit}", f"in {asked.unit}") if asked.unit else ""]
        parts += bounds(asked.low, asked.high, asked.places, self.lang)
        if asked.days is not None:
            start, end = asked.days
            parts.append(self(f"{start} 至 {end} 之间的计入", f"counts from {start} to {end}"))
        if table is not None and asked.by:
            reason = next((one.label for one in table.columns if one.name == asked.reason), asked.reason)
            said = self(f"由{asked.by}评定，理由写入“{reason}”", f"judged by {asked.by}, the reason under “{reason}”")
            parts.append(said)
        return self.joined(parts)

    def table(self, sheet: str) -> str:
        """Where the rows of a table are filled in, and how it is said that there are none."""
        none = self.nothing
        return self(
            f"逐条填入“{sheet}”表；一条也没有的，在此填“{none}”",
            f"a row for each on the sheet “{sheet}”; if there is none, “{none}” here",
        )

    def must(self) -> str:
        return self("必填", "required")

    def known(self) -> str:
        return self("必填；已经填好", "required; filled in already")

    def may(self) -> str:
        return self("可不填", "optional")

    def whose(self) -> str:
        return self("必填；所属对象的编号", "required; whose it is")

    def by(self, points: Question) -> str:
        return self(f"由{points.by}评定，填姓名或单位", f"judged by {points.by}: who it was")

    def why(self) -> str:
        return self("没有给满分的必填", "required below full points")

    def recused(self) -> str:
        return self(f"应当回避的选“{RECUSED}”，不打分", f"choose {RECUSED} where you are recused, and give no marks")
