"""Derived quantities: counts, sums, shares, months and days, and the like."""

import calendar
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from recount.conditions import Known, Names, holds
from recount.refusal import refuse
from recount.rules import Node, figure, keys, whole
from recount.spans import ANYTHING, Span, Truth, either, every, exactly, plus, rounded, times

if TYPE_CHECKING:
    from recount.subjects import Seen

NIL = exactly(0)
FROM_NOTHING = Span(Fraction(0), None)


def months_since(start: date, end: date) -> int:
    """Whole calendar months; of a day that the last month lacks, its last day will do."""
    months = (end.year - start.year) * 12 + end.month - start.month
    reached = end.day >= min(start.day, calendar.monthrange(end.year, end.month)[1])
    return months if reached else months - 1


def whole_periods(per: str, start: date, end: date, last: date) -> list[tuple[date, date]]:
    """The whole months or quarters within the period that are over."""
    length = {"month": 1, "quarter": 3}[per]
    found = []
    first = date(start.year, start.month - (start.month - 1) % length, 1)
    while first <= last:
        month = first.month + length - 1
        until = date(first.year, month, calendar.monthrange(first.year, month)[1])
        if first >= start and until <= min(end, last):
            found.append((first, until))
        first = date(first.year + month // 12, month % 12 + 1, 1)
    return found


class Row(NamedTuple):
    """A row that may count: its cells, its day if known, and whether it surely counts."""

    cells: dict[str, Any]
    day: date | None
    counts: Truth


class Quantities:
    def __init__(self, seen: "Seen") -> None:
        self.seen = seen
        self.world = seen.world

    def work_out(self, name: str, node: Node) -> Span:
        where = f"the quantity {name}"
        match node:
            case {"count": str() as table}:
                return self.counted(table, node, where)
            case {"sum": str() as table}:
                return self.summed(table, node, where)
            case {"periods": str() as table}:
                return self.periods(table, node, where)
            case {"share": _, "of": _}:
                return self.share(node, where)
            case {"months_since": _} | {"days_since": _}:
                keys(node, "months_since days_since", where)
                (key, field) = next(iter(node.items()))
                found = self.seen.subject.answers.get(field)
                if self.seen.kind.fields.get(field, {}).get("type") != "date":
                    raise refuse(where, f"“{field}”, which is no date")
                if found is None:
                    return Span(None, None, 0)
                as_of = self.world.as_of
                return exactly(months_since(found, as_of) if key == "months_since" else (as_of - found).days)
            case {"total_of": list() as parts}:
                keys(node, "total_of", where)
                return plus(*(self.operand(one, where) for one in parts))
            case {"difference": [one, other]}:
                keys(node, "difference", where)
                return plus(self.operand(one, where), times(self.operand(other, where), Fraction(-1)))
            case {"product": list() as parts}:
                keys(node, "product places rounding", where, "places rounding")
                return self.product([self.operand(one, where) for one in parts], node, where)
            case {"table": [str() as field], "cells": dict() as cells}:
                keys(node, "table cells", where)
                chosen = self.seen.subject.answers.get(field)
                found = [figure(cells[one], where) for one in ([chosen] if chosen else cells)]
                return Span(min(found), max(found))
            case {"compared": str() as name}:
                return self.compared(name, node, where)
            case {"stepped": str() as name, "values": list() as steps}:
                keys(node, "stepped values", where)
                return self.stepped(self.seen.number(name), steps, where)
            case {"steps": str() as table, "of": column}:
                return self.steps(table, column, node, where)
            case {"priced": str() as table, "by": list() as by, "prices": prices}:
                return self.priced(table, by, prices, node, where)
            case {"value": link, "of": number}:
                keys(node, "value of", where)
                found = self.seen.behind(link)
                if len(found) == 1 and found[0][1]:
                    return found[0][0].number(number)
                raise refuse(where, "a value behind a link that leads to none or to several")
        raise refuse(where, f"“{', '.join(node)}”")

    def operand(self, one: Any, where: str) -> Span:
        if isinstance(one, dict):
            keys(one, "figure", where, "figure")
            return exactly(self.seen.kind.figures[one["figure"]])
        known = self.seen.kind.fields.keys() | self.seen.kind.derived.keys()
        return self.seen.number(one) if one in known else exactly(figure(one, where))

    def rows(self, table: str, node: Node, where: str) -> list[Row] | None:
        """The rows that may count; None if the table was not answered."""
        spec = self.seen.kind.fields[table]
        given = self.seen.subject.answers.get(table)
        if given is None:
            return None
        columns = spec["of"]
        dates = [name for name, one in columns.items() if one["type"] == "date"]
        dated = node.get("dated", dates[0] if len(dates) == 1 else None)
        if len(dates) > 1 and dated is None:
            raise refuse(where, "a table of several dates without “dated”")
        found = []
        for cells in given:
            day = cells.get(dated) if dated else None
            counts: Truth = True
            if dated:
                counts = None if day is None else self.in_time(day, node)
            if "where" in node and counts is not False:
                counts = every([counts, holds(node["where"], self.row_names(columns, cells))])
            if counts is not False:
                found.append(Row(cells, day, counts))
        return found

    def silent(self, table: str, node: Node, first: date, last: date) -> bool:
        """Whether a table that is reported by period says nothing of one; a row that does not count says something."""
        spec = self.seen.kind.fields[table]
        if spec.get("reported") != "by_period":
            return False
        dated = node.get("dated") or next(name for name, one in spec["of"].items() if one["type"] == "date")
        days = [cells.get(dated) for cells in self.seen.subject.answers[table]]
        return not any(day is not None and first <= day <= last for day in days)

    def in_time(self, day: date, node: Node) -> bool:
        if "valid_months" not in node:
            return self.world.start <= day <= self.world.last
        months = whole(node["valid_months"], "valid_months")
        return day <= self.world.last and months_since(day, self.world.last) < months

    def row_names(self, columns: Node, cells: dict[str, Any]) -> Names:
        from recount.subjects import tested

        def look_up(name: str) -> Known:
            return tested(columns[name], cells.get(name)) if name in columns else self.seen.known(name)

        kind = self.seen.kind
        return Names(look_up, _no_finding, kind.figures, self.world.as_of, lambda name: name in cells)

    def counted(self, table: str, node: Node, where: str) -> Span:
        if table in self.seen.kind.links:
            keys(node, "count where", where)
            return self.over_link(table, node, lambda _: exactly(1), where)
        spec = self.seen.kind.fields.get(table, {})
        if spec.get("type") == "choices":
            keys(node, "count", where)
            chosen = self.seen.subject.answers.get(table)
            return Span(Fraction(0), Fraction(len(spec["of"])), 0) if chosen is None else exactly(len(chosen))
        return self.added(table, node, lambda _: exactly(1), where)

    def summed(self, table: str, node: Node, where: str) -> Span:
        if "best" in node:
            raise refuse(where, "“best”")
        if table in self.seen.kind.links:
            keys(node, "sum of where", where, "of")
            return self.over_link(table, node, lambda other: other.number(node["of"]), where)
        column = self.seen.kind.fields[table]["of"][node["of"]]

        def cell(row: Row) -> Span:
            from recount.subjects import typed

            found = typed(column, row.cells.get(node["of"]))
            assert isinstance(found, Span)
            if found.low is None or found.low < 0:
                raise refuse(where, "a sum of numbers that may be negative")
            return found

        return self.added(table, node, cell, where)

    def over_link(self, link: str, node: Node, worth: "Callable[[Seen], Span]", where: str) -> Span:
        found = self.seen.behind(link)
        _, spec = self.seen.kind.links[link]
        if "mine" in spec and not found:
            raise refuse(where, "a link that names nobody")
        parts = []
        for other, is_one in found:
            truth = every([is_one, other.holds(node["where"]) if "where" in node else True])
            parts.append(maybe(worth(other), truth))
        return plus(NIL, *parts)

    def added(self, table: str, node: Node, worth: Callable[[Row], Span], where: str) -> Span:
        keys(node, "count sum of where dated per take valid_months", where)
        rows = self.rows(table, node, where)
        if "per" not in node:
            return FROM_NOTHING if rows is None else plus(NIL, *(maybe(worth(row), row.counts) for row in rows))
        if "valid_months" in node:
            raise refuse(where, "“valid_months” by period")
        if not whole_periods(node["per"], self.world.start, self.world.end, self.world.last):
            return ANYTHING  # of no period there is neither a fewest nor a most
        if rows is None:
            return FROM_NOTHING
        by_period = self.each_period(table, node, rows, worth)
        lows, highs = [one.low for one in by_period], [one.high for one in by_period]
        take: Callable[[Iterable[Fraction]], Fraction] = {"fewest": min, "most": max}[node["take"]]
        low = take(one for one in lows if one is not None) if None not in lows else None
        if None not in highs:
            return Span(low, take(one for one in highs if one is not None))
        closed = [one for one in highs if one is not None]
        return Span(low, min(closed) if node["take"] == "fewest" and closed else None)

    def each_period(self, table: str, node: Node, rows: list[Row], worth: Callable[[Row], Span]) -> list[Span]:
        """What each whole period comes to; a row without its day may belong to any."""
        periods = whole_periods(node["per"], self.world.start, self.world.end, self.world.last)
        found = []
        for first, last in periods:
            inside = [row for row in rows if row.day is None or first <= row.day <= last]
            if self.silent(table, node, first, last):
                found.append(FROM_NOTHING)
            else:
                found.append(plus(NIL, *(maybe(worth(row), row.counts) for row in inside)))
        return found

    def periods(self, table: str, node: Node, where: str) -> Span:
        """How many whole periods hold a condition."""
        keys(node, "periods per when take where dated", where, "per when take")
        rows = self.rows(table, node, where)
        periods = whole_periods(node["per"], self.world.start, self.world.end, self.world.last)
        if node["take"] != "number":
            raise refuse(where, f"“take: {node['take']}”")
        if rows is None:
            return Span(Fraction(0), Fraction(len(periods)), 0)
        columns = self.seen.kind.fields[table]["of"]
        truths: list[Truth] = []
        for first, last in periods:
            inside = [row for row in rows if row.day is None or first <= row.day <= last]

            silent = self.silent(table, node, first, last)

            def total(name: str, inside: list[Row] = inside, silent: bool = silent) -> Known:
                from recount.subjects import typed

                if silent:
                    return FROM_NOTHING
                if name == "count":
                    return plus(NIL, *(maybe(exactly(1), row.counts) for row in inside))
                parts = [typed(columns[name], row.cells.get(name)) for row in inside]
                spans = [
                    maybe(one, row.counts) for one, row in zip(parts, inside, strict=True) if isinstance(one, Span)
                ]
                return plus(NIL, *spans)

            names = Names(total, _no_finding, self.seen.kind.figures, self.world.as_of, lambda _: True)
            truths.append(holds(node["when"], names))
        sure = truths.count(True)
        return Span(Fraction(sure), Fraction(sure + truths.count(None)), 0)

    def product(self, parts: list[Span], node: Node, where: str) -> Span:
        value = Fraction(1)
        for one in parts:
            if one.known is None:
                raise refuse(where, "a product of what is not answered")
            value *= one.known
        return exactly(rounded(value, whole(node["places"], where), node["rounding"]))

    def compared(self, name: str, node: Node, where: str) -> Span:
        """How a number stands among those of all subjects; whose group is not known may belong to any, or to none."""
        keys(node, "compared take first within", where, "take")
        take, group = node["take"], node.get("within")
        if group not in (None, "street", "community"):
            raise refuse(where, f"“within: {group}”")

        def group_of(seen: "Seen") -> str | None:
            return getattr(seen.subject, group) or None if group else ""

        mine, own = group_of(self.seen), self.seen.number(name)
        if mine is None:
            return ANYTHING
        everyone = self.world.of(self.seen.kind)
        sure = [one.number(name).known for one in everyone if group_of(one) == mine]
        perhaps = [one.number(name).known for one in everyone if group_of(one) is None]
        among, others = ([one for one in ones if one is not None] for ones in (sure, perhaps))
        if own.known is None or len(among) + len(others) < len(sure) + len(perhaps):
            raise refuse(where, "a comparison with what is not answered")
        match take:
            case "highest":
                return Span(max(among), max([*among, *others]), own.places)
            case "lowest":
                return Span(min([*among, *others]), min(among), own.places)
            case "rank":
                sign = 1 if node.get("first", "highest") == "highest" else -1
                before, may_be = (sum(sign * one > sign * own.known for one in ones) for ones in (among, others))
                return Span(Fraction(1 + before), Fraction(1 + before + may_be), 0)
        raise refuse(where, f"“take: {take}”")

    def stepped(self, value: Span, steps: list[Node], where: str) -> Span:
        """The value of the first step that the number lies below, or up to."""
        if value.known is None:
            raise refuse(where, "a value by size of what is not answered")
        for step in steps:
            keys(step, "below up_to value", where, "value")
            limit = step.get("below", step.get("up_to"))
            if limit is None:
                return exactly(figure(step["value"], where))
            end = figure(limit, where)
            if value.known < end or ("up_to" in step and value.known == end):
                return exactly(figure(step["value"], where))
        raise refuse(where, "a size beyond every step")

    def sure_rows(self, table: str, node: Node, columns: list[str], where: str) -> list[Row] | None:
        """The rows that count, with every cell that is asked for."""
        rows = self.rows(table, node, where)
        if rows is not None and any(row.counts is None or any(it not in row.cells for it in columns) for row in rows):
            raise refuse(where, "rows of which something is not answered")
        return rows

    def steps(self, table: str, column: str, node: Node, where: str) -> Span:
        """How many steps were taken in order and in time, from the first."""
        keys(node, "steps of within_days dated", where)
        order = self.seen.kind.fields[table]["of"][column]["of"]
        rows = self.sure_rows(table, node, [column], where)
        if rows is None:
            return Span(Fraction(0), Fraction(len(order)), 0)
        taken: dict[str, date] = {}
        for row in rows:
            if row.cells[column] in taken or row.day is None:
                raise refuse(where, "a step taken twice, or without a day")
            taken[row.cells[column]] = row.day
        most = whole(node["within_days"], where) if "within_days" in node else None
        count = 0
        before: date | None = None
        for step in order:
            day = taken.get(step)
            if day is None or (before and (day < before or (most is not None and (day - before).days > most))):
                break
            count, before = count + 1, day
        return exactly(count)

    def priced(self, table: str, by: list[str], prices: Node, node: Node, where: str) -> Span:
        """What rows are worth by one or two of their columns; of one matter the dearest counts."""
        keys(node, "priced by prices same_matter dated", where)
        matter = node.get("same_matter")
        rows = self.sure_rows(table, node, [*by, *([matter] if matter else [])], where)
        if rows is None:
            return FROM_NOTHING
        dearest: dict[Any, Fraction] = {}
        for number, row in enumerate(rows):
            price: Any = prices
            for column in by:
                price = price[row.cells[column]]
            key = row.cells[matter] if matter else number
            dearest[key] = max(dearest.get(key, Fraction(0)), figure(price, where))
        return exactly(sum(dearest.values(), Fraction(0)))

    def share(self, node: Node, where: str) -> Span:
        keys(node, "share of places rounding of_nothing", where)
        unanswered = self.seen.kind.fields.keys() - self.seen.subject.answers.keys()
        part, of = (  # of what is not answered a share may be any, whatever its most
            FROM_NOTHING if isinstance(one, str) and one in unanswered else self.operand(one, where)
            for one in (node["share"], node["of"])
        )
        places = whole(node["places"], where) if "places" in node else 0
        rounding = node.get("rounding", "half-even")
        nothing = exactly(figure(node["of_nothing"], where)) if "of_nothing" in node else None
        if part.low is None or of.low is None or part.low < 0 or of.low < 0:
            raise refuse(where, "a share of what may be negative")
        if of.high == 0:
            return nothing or Span(None, None, places)
        low = Fraction(0) if of.high is None else rounded(part.low / of.high, places, rounding)
        high = None if part.high is None or of.low == 0 else rounded(part.high / of.low, places, rounding)
        found = Span(low, high, places)
        return found if of.low > 0 or nothing is None else either(found, nothing)


def maybe(span: Span, truth: Truth) -> Span:
    """So much, or nothing where it does not count."""
    return NIL if truth is False else span if truth else either(span, NIL)


def _no_finding(name: str) -> str:
    raise refuse(name, "a finding where rows are tested")
