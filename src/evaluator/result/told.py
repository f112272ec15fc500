"""What every part of a handbook shares: names, clauses, whose figures they are, and conditions as sentences."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evaluator.exact import shortest
from evaluator.language.conditions import Combination, Condition, DayOf, Figure, Test, ValueOf
from evaluator.language.plan import Plan
from evaluator.language.shape import Source, Text
from evaluator.language.words import chinese
from evaluator.problems import Lang
from evaluator.result.handbook import Say
from evaluator.result.names import Names
from evaluator.result.words import described, in_words, joined, number, requirement, so_much_of

FEW = 3
"""So many plain tests still read well as one sentence; more of them are listed."""

Naming = Callable[[str], tuple[str, str, bool]]
"""From a column to its name for people, its unit, and whether it is a share."""

_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff“])")
"""A space that a requirement has between its words and the value, which running text does not."""

_WORDS_EN = {"when": "condition", "start": "from"}


@dataclass(frozen=True)
class Telling:
    """Puts parts of a plan into the words of one language."""

    plan: Plan
    lang: Lang

    def _(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    @cached_property
    def names(self) -> Names:
        return Names(self.plan, self.lang)

    def say(self, text: Text | None) -> str:
        return "" if text is None else text[self.lang]

    def joined(self, parts: Iterable[str]) -> str:
        return joined(parts, self.lang)

    def quoted(self, name: str) -> str:
        """A name in quotation marks; those within it are single ones."""
        label = self.names.label(name)[0].replace("“", "‘").replace("”", "’")
        return f"“{label}”"

    def operand(self, part: object) -> str:
        """A number as it is written, or the name of one."""
        if isinstance(part, Fraction):
            return shortest(part, 6)
        return f"“{part.name}”" if isinstance(part, Figure) else self.quoted(str(part))

    def points(self, value: Fraction) -> str:
        said = shortest(value, 6)
        return self._(f"{said} 分", f"{said} point{'' if abs(value) == 1 else 's'}")

    def rounded(self, places: int, rounding: str, percent: bool = False) -> str:
        """How a number is rounded; a share to a part of a percentage point."""
        way = {"half-even": ("四舍六入五成双", "half to even"), "half-up": ("四舍五入", "half up")}[rounding]
        if percent:
            unit = shortest(Fraction(100, 10**places), 10)
            return self._(f"修约到 {unit}%（{way[0]}）", f"rounded to {unit}% ({way[1]})")
        if not places:
            return self._(f"修约到整数（{way[0]}）", f"rounded to a whole number ({way[1]})")
        return self._(f"修约到 {places} 位小数（{way[0]}）", f"rounded to {places} decimals ({way[1]})")

    @staticmethod
    def that(condition: str) -> str:
        """A condition as the subject of a Chinese sentence: `……的`, set off from a number it ends with."""
        return f"{condition}{' ' if condition[-1:].isascii() else ''}的"

    # Whose figures they are

    def clause(self, source: Source | None) -> str:
        """The clause by its names; never its sentences."""
        if source is None:
            return ""
        return "·".join(part for part in (source.section, source.paragraph) if part) or source.document

    def key(self, word: str, part: str) -> str:
        """A key of a rule as people know it."""
        known = chinese(word, part)
        if known is None:
            return self.names.label(word)[0]
        return known if self.lang == "zh" else _WORDS_EN.get(word, word.replace("_", " "))

    def whose(self, origin: dict[str, str] | None, part: str) -> str:
        """Whether figures are the source's or the office's own, by key where they differ."""
        words = {"source": self._("政策文件规定", "set by the policy"), "local": self._("本市自定", "set locally")}
        if not origin:
            return ""
        if len(set(origin.values())) == 1:
            return next(words[one] for one in origin.values())
        by_word: dict[str, list[str]] = {}
        for key, one in origin.items():
            by_word.setdefault(one, []).append(self.key(key, part) if key != "*" else self._("其他", "all else"))
        return self._("，", ", ").join(
            f"{self.joined(keys)}{self._('由', ' ')}{words[one]}"
            if one == "source"
            else f"{self.joined(keys)}{self._('为', ' ')}{words[one]}"
            for one, keys in by_word.items()
        )

    def basis(self, part: object, kind: str) -> str:
        """The clause a part rests on, whose figures it holds, and who set them."""
        found = [self.clause(getattr(part, "source", None)), self.whose(getattr(part, "origin", None), kind)]
        found.append(self.say(getattr(part, "authority", None)))
        return self._("；", "; ").join(one for one in found if one)

    # Conditions

    def inside(self, base: str) -> Naming:
        """Names of the columns of a table, or of what is known of subjects behind a link."""
        name = self.names.inside(base)
        behind = self.plan.links[base].plan if base in self.plan.links else None
        if behind is not None:
            other = Names(behind, self.lang)
            return lambda column: (name(column), *other.label(column)[1:])
        columns = self.plan.fields[base].columns
        zh = self.lang == "zh"
        return lambda one: (
            name(one),
            f" {columns[one].unit}" if zh and one in columns and columns[one].unit else "",
            False,
        )

    def inline(self, condition: Condition, naming: Naming | None = None) -> str:
        """A condition as one sentence without an end."""
        naming = naming or self.names.label
        if isinstance(condition, Test):
            return self._test(condition, naming)
        alike = self._alike(condition, naming)
        if alike:
            return alike
        parts = [self.inline(part, naming) for part in condition.parts]
        if condition.word == "not":
            return self._(f"不属于“{parts[0]}”", f"it is not so that {parts[0]}")
        bracketed = [
            self._(f"（{said}）", f"({said})") if isinstance(part, Combination) and len(parts) > 1 else said
            for part, said in zip(condition.parts, parts, strict=True)
        ]
        if condition.word == "at_least":
            listed = self._("、", ", ").join(bracketed)
            return self._(
                f"{listed}，{len(parts)} 项中至少具备 {condition.need} 项",
                f"at least {condition.need} of these {len(parts)}: {listed}",
            )
        if condition.word == "none":
            listed = self._("、", ", ").join(bracketed)
            return self._(f"没有下列任何一种情形：{listed}", f"none of these holds: {listed}")
        return self._(
            "，且" if condition.word == "all" else "，或者", " and " if condition.word == "all" else " or "
        ).join(bracketed)

    def tree(self, condition: Condition, naming: Naming | None = None) -> Say:
        """A condition as a sentence, or as a heading with what it lists."""
        naming = naming or self.names.label
        plain = isinstance(condition, Test) or bool(self._alike(condition, naming))
        if plain or (isinstance(condition, Combination) and len(condition.parts) == 1 and condition.word != "not"):
            inner = condition if plain or isinstance(condition, Test) else condition.parts[0]
            if not plain and isinstance(condition, Combination) and condition.word == "none":
                return Say(self.inline(condition, naming))
            return Say(self.inline(inner, naming)) if plain else self.tree(inner, naming)
        assert isinstance(condition, Combination)
        short = len(condition.parts) <= FEW and all(isinstance(part, Test) for part in condition.parts)
        if condition.word in ("all", "any", "not") and short:
            return Say(self.inline(condition, naming))
        count = len(condition.parts)
        head = {
            "all": self._(f"同时具备下列 {count} 项", f"all of these {count}"),
            "any": self._(f"具备下列 {count} 项之一", f"one of these {count}"),
            "none": self._("没有下列任何一种情形", "none of these"),
            "not": self._("不属于下列情形", "not this"),
            "at_least": self._(
                f"下列 {count} 项中至少具备 {condition.need} 项", f"at least {condition.need} of these {count}"
            ),
        }[condition.word]
        return Say(head, tuple(self.tree(part, naming) for part in condition.parts))

    def _alike(self, condition: Condition, naming: Naming) -> str:
        """Several findings asked for the same, or one number between two bounds, as one phrase."""
        if not isinstance(condition, Combination) or condition.word not in ("all", "any"):
            return ""
        tests = [part for part in condition.parts if isinstance(part, Test)]
        if len(tests) != len(condition.parts) or len(tests) < 2:  # nothing is alike to itself
            return ""
        first = tests[0]
        if condition.word == "all" and len({test.column for test in tests}) == 1:
            between = self._("、", ", ") if isinstance(first.value, Fraction) else self._("，且", " and ")
            asked = (self._requirement(test, naming) for test in tests[1:])
            return between.join([self._test(first, naming), *asked])
        same = all(
            test.column.startswith("finding:") and test.operator == first.operator == "is" and test.value == first.value
            for test in tests
        )
        if not same:
            return ""
        listed = joined((f"“{naming(test.column)[0]}”" for test in tests), self.lang)
        wanted = in_words(first, self.lang)
        if condition.word == "any":
            return self._(f"{listed}有一项为“{wanted}”", f"one of {listed} is {wanted}")
        return self._(f"{listed}均为“{wanted}”", f"{listed} are all {wanted}")

    def _test(self, test: Test, naming: Naming) -> str:
        label = naming(test.column)[0]
        if test.operator == "is" and isinstance(test.value, bool):
            return self._(f"“{label}”为{'是' if test.value else '否'}", f"“{label}” is {'yes' if test.value else 'no'}")
        if test.column.startswith("finding:"):
            said = _BETWEEN_CHINESE.sub("", described(requirement(test, self.lang)))
            return self._(f"“{label}”{said}", f"“{label}” {said}")
        return self._(label, f"“{label}” ") + self._requirement(test, naming)

    def _requirement(self, test: Test, naming: Naming) -> str:
        _, unit, percent = naming(test.column)
        value = test.value
        if isinstance(value, (ValueOf, Figure, DayOf)):
            other = self._compared(value, naming)
            return _BETWEEN_CHINESE.sub("", described(requirement(test, self.lang, unit, percent, other=other)))
        return _BETWEEN_CHINESE.sub("", described(requirement(test, self.lang, unit, percent)))

    def _compared(self, value: ValueOf | Figure | DayOf, naming: Naming) -> str:
        if isinstance(value, DayOf):
            return self._("评价日", "the day of evaluation")
        if isinstance(value, Figure):
            return f"“{value.name}”"
        inner = naming(value.name)[0]
        known = value.name in self.plan.fields or value.name in self.plan.derived
        return so_much_of(value, f"“{self.names.label(value.name)[0] if known else inner}”", self.lang)

    def number(self, value: Fraction, name: str) -> str:
        """A number of a quantity with its unit."""
        _, unit, percent = self.names.label(name)
        return number(value, unit, percent)
