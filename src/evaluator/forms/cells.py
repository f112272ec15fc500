"""What a cell of a spreadsheet form takes: its validation, its format, and how wide its text is."""

from datetime import date
from fractions import Fraction
from typing import Any

from evaluator.exact import shortest
from evaluator.forms.notes import Notes
from evaluator.forms.sheets import Column
from evaluator.workbooks.text import clipped, wide

MOST_TITLE, MOST_MESSAGE = 32, 255
"""What Excel shows of a message's title and text; with more the whole validation is lost."""
LARGEST = 10**15
"""As large as a number in evidence may be."""
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)

TEXT_FORMAT, DAY_FORMAT = "@", "yyyy-mm-dd"


def validation(column: Column, cell: str, listed: str, say: Notes) -> dict[str, Any]:
    """The validation of the cells from `cell` on, as XlsxWriter takes it; `listed` names the range of the choices."""
    rule = _rule(column, cell, listed)
    wrong = say("填写有误", "Not accepted")
    if "error_type" in rule:
        wrong = say("请核对日期", "Check the date")
    return rule | {
        "input_title": clipped(column.header, MOST_TITLE),
        "input_message": clipped(told(column, say), MOST_MESSAGE),
        "error_title": wrong,
        "error_message": clipped(_refused(column, say), MOST_MESSAGE),
    }


def told(column: Column, say: Notes) -> str:
    """What is said of a column: how it is filled in, and its help."""
    return say.joined([column.note, column.offers, column.asked.help])


def _refused(column: Column, say: Notes) -> str:
    days = column.asked.days
    if days is None:
        return told(column, say)
    return say(
        f"应填日期；{days[0]} 至 {days[1]} 以外的不计入。日期无误的，仍可填入。",
        f"A date is needed; before {days[0]} or after {days[1]} it does not count. If it is right, keep it.",
    )


def _rule(column: Column, cell: str, listed: str) -> dict[str, Any]:
    asked = column.asked
    if column.choices:
        rule: dict[str, Any] = {"validate": "list", "source": f"={listed}"}
        return rule if column.strict else rule | {"show_error": False}
    match asked.type:
        case "integer":
            low = shortest(Fraction(-LARGEST) if asked.low is None else asked.low)
            high = shortest(Fraction(LARGEST) if asked.high is None else asked.high)
            return {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
        case "decimal":
            parts = [f"ISNUMBER({cell})"]
            parts += [f"{cell}>={shortest(asked.low, 12)}"] if asked.low is not None else []
            parts += [f"{cell}<={shortest(asked.high, 12)}"] if asked.high is not None else []
            return {"validate": "custom", "value": f"=AND({','.join(parts)},ROUND({cell},{asked.places})={cell})"}
        case "date":
            start, end = asked.days or (EARLIEST, LATEST)
            rule = {"validate": "date", "criteria": "between", "minimum": start, "maximum": end}
            return rule if asked.days is None else rule | {"error_type": "warning"}
    return {"validate": "any"}


def number_format(column: Column) -> str:
    """How a cell shows what is typed: names, ids and choices stay the text they are, so that no zero is lost."""
    match column.asked.type:
        case "date":
            return DAY_FORMAT
        case "integer" | "decimal":
            return "General"
    return TEXT_FORMAT


_LEAST = {"yes-no": 10, "integer": 11, "decimal": 11, "date": 13, "text": 22, "choice": 14, "choices": 30, "events": 18}
_OWN = {"id": 20, "name": 22, "street": 14, "community": 14, "submitted.by": 16, "recused": 14}


def width_of(column: Column) -> int:
    """How wide a column is: by what is filled in, its header on at most two lines and its note on at most four."""
    least = _OWN.get(column.name, _LEAST[column.asked.type])
    choice = max((wide(one) for one in column.choices), default=0) + 4 if column.strict else 0
    header, note = -(-wide(column.header) // 2) + 2, -(-wide(column.note) // 4) + 3
    return min(40, max(least, choice, header, min(note, 24)))
