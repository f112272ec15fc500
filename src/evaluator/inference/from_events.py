"""Quantities made from what was answered in a list: events of a table, or choices."""

from evaluator.evidence.model import Evidence
from evaluator.inference.amounts import amount_of_choices, amount_of_events
from evaluator.inference.columns import Columns, Quantity
from evaluator.inference.conclude import Judge
from evaluator.inference.periods_held import periods_held
from evaluator.inference.pricing import priced
from evaluator.inference.rows import over_rows
from evaluator.inference.sequences import in_a_row
from evaluator.inference.steps import steps_taken
from evaluator.language.derived_from_answers import Lacking
from evaluator.language.derived_from_rows import CountOf, Periods, Priced, RowsOf, Sequenced, Steps, SumOf
from evaluator.language.plan import Plan

FromEvents = CountOf | SumOf | RowsOf | Lacking | Periods | Priced | Steps | Sequenced


def of_events(quantity: FromEvents, plan: Plan, evidence: Evidence, columns: Columns, judge: Judge) -> Quantity:
    """A quantity whose base is a field with many parts, for all subjects; `columns` are what is known of them."""
    asked = plan.fields[quantity.base]
    match quantity:
        case Lacking():
            return amount_of_choices(quantity, asked, evidence.answers[quantity.base])
        case CountOf() if asked.type == "choices":
            return amount_of_choices(quantity, asked, evidence.answers[quantity.base])
        case CountOf() | SumOf():
            return amount_of_events(quantity, plan, evidence, columns, judge)
        case Periods():
            return periods_held(quantity, plan, evidence, columns, judge)
        case RowsOf():
            return over_rows(quantity, plan, evidence, columns, judge)
        case Priced():
            return priced(quantity, plan, evidence, columns, judge)
        case Steps():
            return steps_taken(quantity, plan, evidence, columns, judge)
        case Sequenced():
            return in_a_row(quantity, plan, evidence, columns, judge)
