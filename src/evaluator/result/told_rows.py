"""What quantities made from rows of a table or from linked subjects are; and tables of steps and cells."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evaluator.exact import shortest
from evaluator.language.derived_from_rows import Periods, Priced, RowsOf, Sequenced, Steps, SumOf, Tallied
from evaluator.language.quantity import Derived, Step
from evaluator.result.handbook import Grid, Say
from evaluator.result.telling import TAKEN
from evaluator.result.told import Telling

_EACH = {"month": ("每月", " a month"), "quarter": ("每季度", " a quarter"), "year": ("每年", " a year")}
_PERIOD = {"month": ("月", "month"), "quarter": ("季度", "quarter")}


class OfRows(Telling):
    """Tells of quantities that are made from many rows."""

    def behind(self, link: str) -> str:
        """The subjects behind a link, as the rule set they are judged by calls them, and how they are found."""
        rules = self.plan.links[link].plan.rulesets
        title = rules[0].title[self.lang] if rules else link
        return self._(f"关联的“{title}”对象", f"the linked subjects of “{title}”")

    def base(self, quantity: Derived) -> str:
        return self.behind(quantity.base) if quantity.base in self.plan.links else self.quoted(quantity.base)

    def which(self, quantity: Derived) -> str:
        """Which rows count: the condition, the date column where there are several, and how long they do."""
        found = []
        where = getattr(quantity, "where", None)
        if where is not None:
            asked = self.inline(where, self.inside(quantity.base))
            found.append(self._(f"限于{self.that(asked)}", f"only where {asked}"))
        months, until = getattr(quantity, "valid_months", None), getattr(quantity, "valid_until", None)
        inside = self.names.inside(quantity.base) if quantity.base in {*self.plan.links, *self.plan.fields} else str
        dated = getattr(quantity, "dated", None)
        if dated is not None:
            found.append(self._(f"日期按“{inside(dated)}”", f"dated by “{inside(dated)}”"))
        if months is not None:
            found.append(self._(f"自其日期起 {months} 个月内有效", f"valid for {months} months from its date"))
        if until is not None:
            found.append(self._(f"“{inside(until)}”未过的有效", f"valid until its “{inside(until)}”"))
        said = self._("，", ", ").join(found)
        return self._(f"（{said}）", f" ({said})") if said else ""

    def counted(self, quantity: Tallied) -> Say:
        base, which = self.base(quantity), self.which(quantity)
        field = self.plan.fields.get(quantity.base)
        inside = self.names.inside(quantity.base) if field is None or field.columns else str
        if isinstance(quantity, SumOf):
            name = inside(quantity.of)
            best = "" if quantity.best is None else self._(f"中最高的 {quantity.best} 条", f" highest {quantity.best}")
            said = self._(f"{base}{which}各条“{name}”{best}之和", f"The sum of the{best} “{name}” of {base}{which}")
            if by := self.names.judge_of(quantity.base, quantity.of):
                said += self._(f"，由{by}评定", f", judged by {by}")
        elif field is not None and field.choices:
            said = self._(f"{base}中所选的项数", f"How many choices of {base} were chosen")
        elif field is None:
            said = self._(f"{base}{which}的个数", f"How many of {base}{which}")
        else:
            said = self._(f"{base}{which}的条数", f"How many rows of {base}{which}")
        if quantity.per and quantity.take:
            period, take = self._(*_PERIOD[quantity.per]), self._(*TAKEN[quantity.take])
            said += self._(f"，按{period}分别统计，取{take}", f", by {period}, {take}")
        return Say(said + self._("。", "."))

    def over_rows(self, quantity: RowsOf) -> Say:
        name, take = self.names.inside(quantity.base)(quantity.of), self._(*TAKEN[quantity.take])
        rows = f"{self.base(quantity)}{self.which(quantity)}"
        said = self._(f"{rows}各条“{name}”的{take}", f"Of the rows of {rows}, {take} of “{name}”")
        if quantity.take == "mean":
            said += self._("，", ", ") + self.rounded(quantity.places, quantity.rounding)
        if by := self.names.judge_of(quantity.base, quantity.of):
            said += self._(f"，由{by}评定", f", judged by {by}")
        return Say(said + self._("；一条也没有的，视为没有结果。", "; without a row it is not known."))

    def by_period(self, quantity: Periods) -> Say:
        inside, number = self.inside(quantity.base), self._("条数", "the number of rows")
        asked = self.inline(quantity.when, lambda one: (number, "", False) if one == "count" else inside(one))
        period = self._(*_PERIOD[quantity.per])
        head = self._(
            f"评价期内每个整{period}分别看{self.base(quantity)}{self.which(quantity)}",
            f"Each whole {period} of the period by {self.base(quantity)}{self.which(quantity)}",
        )
        measure = self._("月数" if quantity.per == "month" else "季度数", f"how many {period}s")
        longest = quantity.take == "longest_run"
        return Say(
            self._(
                f"{head}，{self.that(asked)}{'最长连续' if longest else ''}{measure}。",
                f"{head}: {'the longest run of' if longest else measure} in which {asked}.",
            )
        )

    def priced(self, quantity: Priced) -> Say:
        """By what each row is priced, and what limits their sum."""
        inside = self.names.inside(quantity.base)
        columns = [inside(name) for name in quantity.by]
        by = self.joined(f"“{name}”" for name in columns)
        rules = [
            Say(
                self._(
                    f"{self.inline(one.when, self.inside(quantity.base))}的，按 {shortest(one.times, 6)} 倍计",
                    f"{shortest(one.times, 6)} times where {self.inline(one.when, self.inside(quantity.base))}",
                )
            )
            for one in quantity.multiplied
        ]
        if quantity.same_matter is not None:
            matter = inside(quantity.same_matter)
            rules.append(
                Say(self._(f"“{matter}”相同的，只计最高的一条", f"of rows with the same “{matter}” the dearest alone"))
            )
        if quantity.repeats is not None:
            same, times = inside(quantity.repeats.of), shortest(quantity.repeats.times, 6)
            rules.append(
                Say(
                    self._(
                        f"“{same}”相同的，自第二条起按 {times} 倍计",
                        f"from the second of the same “{same}” on, {times} times",
                    )
                )
            )
        per = self._(*_EACH[quantity.per]) if quantity.per else ""
        if quantity.best is not None:
            rules.append(Say(self._(f"{per}只计最高的 {quantity.best} 条", f"the {quantity.best} highest{per} alone")))
        if quantity.cap is not None:
            cap = shortest(quantity.cap, 6)
            rules.append(Say(self._(f"{per or '合计'}最多计 {cap}", f"{cap} at most{per}")))
        if judged := self.names.judge_of(quantity.base, quantity.by[0]):
            rules.append(Say(self._(f"“{columns[0]}”由{judged}评定", f"“{columns[0]}” judged by {judged}")))
        grid = (
            self.steps_grid(columns[0], quantity.values)
            if quantity.values
            else self.cells_grid(columns, quantity.prices)
        )
        return Say(
            self._(
                f"{self.base(quantity)}{self.which(quantity)}逐条按{by}查下表计分，然后相加。",
                f"Each row of {self.base(quantity)}{self.which(quantity)} is priced by {by} from the table, "
                "and added up.",
            ),
            tuple(rules),
            grid,
        )

    def steps_taken(self, quantity: Steps) -> Say:
        order = self.joined(self.plan.fields[quantity.base].columns[quantity.of].of)
        rows = f"{self.base(quantity)}{self.which(quantity)}"
        said = self._(
            f"{rows}中，从第一个环节起依次办了几个：{order}",
            f"How many steps were taken in order, from the first, by {rows}: {order}",
        )
        if quantity.within_days is not None:
            days = quantity.within_days
            said += self._(f"；每个环节须在前一环节之后 {days} 日内", f"; each within {days} days of the one before")
        return Say(
            said
            + self._(
                "。缺少、提前或超期的环节及其后各环节不计。", ". A step lacking, too early or too late ends the count."
            )
        )

    def in_a_row(self, quantity: Sequenced) -> Say:
        asked = self.inline(quantity.when, self.inside(quantity.base))
        window = quantity.window
        taken = self._(
            *{
                "longest_run": ("最长连续几条", "the longest run"),
                "latest_run": ("到最近一条为止连续几条", "the run up to the latest"),
                "most": (f"任意连续 {window} 条中最多有几条", f"the most among any {window} in a row"),
            }[quantity.take]
        )
        base = f"{self.base(quantity)}{self.which(quantity)}"
        return Say(
            self._(
                f"{base}按日期先后，{self.that(asked)}，{taken}。", f"Rows of {base} by date: {taken} in which {asked}."
            )
        )

    # Tables

    def step_span(self, start: str | None, end: str | None, *, included: bool) -> str:
        """A span of sizes: from beyond the last limit up to the next."""
        if start is None and end is None:
            return self._("不论大小", "any")
        if start is None:
            return self._(
                f"不超过 {end}" if included else f"不满 {end}", f"up to {end}" if included else f"below {end}"
            )
        if end is None:
            return self._(f"超过 {start}", f"beyond {start}")
        return self._(
            f"超过 {start}、不超过 {end}" if included else f"超过 {start}、不满 {end}",
            f"beyond {start}, {'up to' if included else 'below'} {end}",
        )

    def steps_grid(self, name: str, values: Sequence[Step]) -> Grid:
        """A value for each size, with the limits on both sides said."""
        rows, start, closed = [], None, False
        for step in values:
            limit = step.up_to if step.up_to is not None else step.below
            end = None if limit is None else shortest(limit, 6)
            included = step.up_to is not None
            if start is None or closed:
                span = self.step_span(start, end, included=included)
            elif end is None:
                span = self._(f"{start} 以上（含）", f"{start} or more")
            else:
                span = self._(
                    f"{start} 以上（含）、{'不超过' if included else '不满'} {end}",
                    f"{start} or more, {'up to' if included else 'below'} {end}",
                )
            rows.append((span, shortest(step.value, 6)))
            start, closed = end, included
        return Grid((name, self._("计", "counts")), tuple(rows), (1,))

    def cells_grid(self, names: Sequence[str], cells: Mapping[str, Fraction | dict[str, Fraction]]) -> Grid:
        """A table with one key, or with two: the second across."""
        first = next(iter(cells.values()), None)
        if not isinstance(first, dict):
            rows = tuple((key, shortest(value, 6)) for key, value in cells.items() if isinstance(value, Fraction))
            return Grid((names[0], self._("计", "counts")), rows, (1,))
        across = list(dict.fromkeys(key for row in cells.values() if isinstance(row, dict) for key in row))
        body = tuple(
            (key, *(shortest(row[one], 6) if one in row else "—" for one in across))
            for key, row in cells.items()
            if isinstance(row, dict)
        )
        return Grid((f"{names[0]} ＼ {names[-1]}", *across), body, tuple(range(1, len(across) + 1)))
