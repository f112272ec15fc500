"""Which numbers of a criterion somebody judges in the rows of a table, and who."""

from collections.abc import Iterator

from evaluator.language.conditions import tests_in
from evaluator.language.criteria import Criterion
from evaluator.language.derived_from_rows import Priced, RowsOf, SumOf
from evaluator.language.plan import Plan, conditions_of
from evaluator.problems import Lang


def judged_in_rows(plan: Plan, line: Criterion, lang: Lang) -> Iterator[str]:
    """A sentence for each judged column that a criterion's points or verdict rest on."""
    waiting = [test.column for condition in conditions_of(line) for test in tests_in(condition)]
    waiting += [entry.measured for entry in line.entries if entry.measured]
    waiting += [line.proportional.of] if line.proportional else []
    for name in waiting:  # grows as it goes: quantities are made from quantities
        quantity = plan.derived.get(name)
        if quantity is None:
            continue
        waiting += [needed for needed in quantity.needs if needed not in waiting]
        columns = quantity.by if isinstance(quantity, Priced) else ()
        columns = (quantity.of,) if isinstance(quantity, (SumOf, RowsOf)) else columns
        asked = plan.fields.get(quantity.base)
        for column in columns if asked is not None else ():
            cell = asked.columns.get(column) if asked is not None else None
            if cell is not None and cell.assessed is not None:
                label = cell.label[lang] if cell.label else column
                by = cell.assessed.by[lang]
                yield f"{label}由{by}评定" if lang == "zh" else f"{label} judged by {by}"
