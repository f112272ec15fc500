"""How quantities made from events, choices and linked subjects came about for one subject, as sentences."""

from evaluator.exact import shortest, unscaled
from evaluator.inference.columns import FALSE
from evaluator.inference.events import Table, counts, dated_column
from evaluator.inference.pricing import Event, events_priced
from evaluator.inference.reach import reach_at
from evaluator.language.derived_from_answers import Lacking
from evaluator.language.derived_from_rows import CountOf, Priced, RowsOf, Steps, SumOf, Tallied
from evaluator.language.quantity import Derived
from evaluator.result.derivations_of_periods import OfPeriods
from evaluator.result.telling import TAKEN
from evaluator.result.words import joined, said


class OfEvents(OfPeriods):
    """Tells of quantities that are made from many rows."""

    def counted(self, row: int, quantity: Tallied) -> str:
        plan = self.values.season.plan
        base = quantity.base
        behind = base in plan.links
        label = self.link(base) if behind else self.values.label(base)[0]
        parts = [label]
        if quantity.where is not None:
            asked = self.asked_of_rows(row, base, quantity.where)
            parts.append(self._(f"（{asked}）", f" ({asked})"))
        if isinstance(quantity, SumOf):
            name = self.inside(base)(quantity.of)
            best = self._("合计", "the sum of ")
            if quantity.best is not None:
                best = self._(f"最高 {quantity.best} 条合计", f"the sum of the {quantity.best} highest of ")
            parts.append(self._(f"的{name}{best}", f", {best}{name}"))
        if quantity.per and quantity.take and isinstance(quantity, (CountOf, SumOf)):
            parts.append(self.taken_by_period(row, quantity))
        parts.append(self.validity(quantity))
        if isinstance(quantity, SumOf) and self.judge_of(base, quantity.of):
            parts.append(self._judged(row, quantity))
        return "".join(parts)

    def _judged(self, row: int, quantity: SumOf) -> str:
        """Who judged the numbers added up, and each that counts with its reason."""
        season, lang = self.values.season, self.lang
        asked, answers = season.plan.fields[quantity.base], season.evidence.answers[quantity.base][row]
        by, column = self.judge_of(quantity.base, quantity.of), asked.columns[quantity.of]
        table = Table.of(asked, [answers], self.known(row, quantity))
        counted = counts(quantity, table, season.plan, self.judge).tolist()
        dated = dated_column(quantity, asked)
        days = [None] * len(counted) if dated is None else table.column(dated)
        reasons = table.column(column.assessed.reason) if column.assessed else []
        parts = []
        for day, value, reason, truth in zip(days, table.column(quantity.of), reasons, counted, strict=True):
            if truth != FALSE:
                points = said(None, lang) if value is None else shortest(unscaled(value, column.places), 6)
                why = "" if value is None else self._(f"（{reason}）", f" ({reason})")
                parts.append(f"{'' if day is None else said(day, lang)} {points}{why}".strip())
        listed = joined(parts, lang) or self._("没有可计的", "none counts")
        return self._(f"；由{by}评定：{listed}", f"; judged by {by}: {listed}")

    def lacking(self, row: int, quantity: Lacking) -> str:
        season = self.values.season
        chosen = season.evidence.answers[quantity.lacking][row]
        if chosen is None:
            return self.part(row, quantity.lacking)
        asked = quantity.of or season.plan.fields[quantity.lacking].choices
        left = [choice for choice in asked if choice not in chosen]
        return self._("缺 ", "lacking ") + joined(left, self.lang) if left else self._("没有缺项", "nothing lacking")

    def priced(self, row: int, quantity: Priced) -> str:
        """Each event that counts with its price, and what limits their sum."""
        season = self.values.season
        answers = season.evidence.answers[quantity.base][row]
        events, places = events_priced(quantity, season.plan, [answers], self.known(row, quantity), self.judge)
        parts = [self._event(event, places) for event in events[0]]
        rules = []
        if quantity.same_matter is not None:
            rules.append(self._("同一事项只计最高的一次", "the dearest of the same matter alone"))
        if quantity.repeats is not None:
            times = shortest(quantity.repeats.times, 6)
            rules.append(self._(f"再次发生的按 {times} 倍计", f"repeated ones {times} times"))
        each = {"month": ("每月", " a month"), "quarter": ("每季度", " a quarter"), "year": ("每年", " a year")}
        per = self.words(each[quantity.per]) if quantity.per else ""
        if quantity.best is not None:
            rules.append(self._(f"{per}只计最高的 {quantity.best} 条", f"the {quantity.best} highest{per} alone"))
        if by := self.judge_of(quantity.base, quantity.by[0]):
            name = self.inside(quantity.base)(quantity.by[0])
            rules.append(self._(f"{name}由{by}评定", f"{name} judged by {by}"))
        if quantity.cap is not None:
            cap = shortest(quantity.cap, 6)
            rules.append(self._(f"{per}最多 {cap}", f"{cap} at most{per}"))
        listed = joined(parts, self.lang) if parts else self._("没有可计的事项", "no event counts")
        return self._("；", "; ").join([listed, *rules])

    def _event(self, event: Event, places: int) -> str:
        missing = self._("（未填报）", "(missing)")
        keys = self._("", " ").join(missing if key is None else str(key) for key in event.keys)
        low, high = (shortest(unscaled(units, places), 6) for units in (event.low, event.high))
        price = low if low == high else self._(f"{low} 至 {high}", f"{low} to {high}")
        day = "" if event.day is None else said(event.day, self.lang)
        return f"{day}{'' if self.lang == 'zh' else ' '}{keys} {price}".strip()

    def steps(self, row: int, quantity: Steps) -> str:
        """The steps taken in order, and the next."""
        season = self.values.season
        order = season.plan.fields[quantity.base].columns[quantity.of].of
        made = reach_at(season.decided.columns.quantities[self._named(quantity)], row)
        done = int(made[0] or 0)
        taken = joined(order[:done], self.lang) or self._("无", "none")
        said = self._(f"依次完成：{taken}", f"taken in order: {taken}")
        if done < len(order):
            said += self._(f"；下一步：{order[done]}", f"; next: {order[done]}")
        if quantity.within_days is not None:
            days = quantity.within_days
            said += self._(f"；每步间隔不超过 {days} 日", f"; each within {days} days")
        return said

    def _named(self, quantity: Derived) -> str:
        derived = self.values.season.plan.derived
        return next(name for name, one in derived.items() if one is quantity)

    def over_rows(self, row: int, quantity: RowsOf) -> str:
        label, name = self.values.label(quantity.base)[0], self.inside(quantity.base)(quantity.of)
        take = self.words(TAKEN[quantity.take])
        by = self.judge_of(quantity.base, quantity.of)
        judged = self._(f"，由{by}评定", f", judged by {by}") if by else ""
        return self._(f"{label}中{name}的{take}", f"{take} of {name} in {label}") + self.validity(quantity) + judged
