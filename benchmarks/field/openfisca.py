"""OpenFisca: every answer and every criterion a variable of a tax and benefit system, whose formulas numpy works out
over all subjects at once. A finding is the lesser or greater of its parts' (0 not met, 1 insufficient, 2 met)."""

from functools import reduce
from typing import Any

import numpy as np
import polars as pl

from field import host
from field.host import write
from field.polars_by_hand import prepare as schema
from field.polars_by_hand import read as read_columns
from field.work import CHOICE, CHOICES, CRITERIA, DECIMAL, FIELDS, INSUFFICIENT, MET, VETO, Condition, opposite, written

PACKAGES = ("OpenFisca-Core", "numpy", "polars")
DIFFERS = "reading, ranks and CSV are Polars's; a missing answer is a number of its own, as its variables have no nulls"
MISSING = -1
SEASON = "2021-06"

__all__ = ["DIFFERS", "PACKAGES", "evaluate", "prepare", "read", "write"]


def units(field: str, value: Any) -> Any:
    """A value as its variable holds it: decimals in hundredths, choices by their number."""
    if FIELDS[field] == CHOICE:
        return [CHOICES[field].index(word) for word in value]
    return round(value * 100) if FIELDS[field] == DECIMAL else int(value)


def prepare() -> Any:
    from openfisca_core.entities import Entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    subject = Entity("subject", "subjects", "A neighbourhood", "")
    system = TaxBenefitSystem([subject])

    def variable(name: str, **more: Any) -> None:
        shared = {"value_type": int, "entity": subject, "definition_period": DateUnit.MONTH, "label": name}
        system.add_variable(type(name, (Variable,), {**shared, **more}))

    for name in FIELDS:
        variable(name, default_value=MISSING)
    for name, condition in {**{name: when for name, (_, when) in CRITERIA.items()}, "veto": VETO}.items():
        variable(name, formula=formula(condition))
    return system


def formula(condition: Condition) -> Any:
    """A formula as one is written by hand: comparisons of whole columns."""

    def judge(subjects: Any, period: Any) -> Any:
        def test(field: str, operator: str, value: Any) -> Any:
            column, wanted = subjects(field, period), units(field, value)
            if operator == "one_of":
                return reduce(np.logical_or, [column == one for one in wanted])
            if operator == "is":
                return column == wanted
            if operator == "at_least":
                return column >= wanted
            if operator == "more_than":
                return column > wanted
            held = column <= wanted if operator == "at_most" else column < wanted
            return held & (column != MISSING)

        def both(parts: list[Any]) -> Any:
            return reduce(np.logical_and, parts)

        def either(parts: list[Any]) -> Any:
            return reduce(np.logical_or, parts)

        met = written(condition, test, both, either)
        failed = written(opposite(condition), test, both, either)
        return np.where(met, MET, np.where(failed, 0, INSUFFICIENT))

    return judge


def read(_: Any, file: str) -> tuple[pl.DataFrame, dict[str, Any]]:
    frame = read_columns(schema(), file)
    columns = {}
    for name, kind in FIELDS.items():
        column = frame[name]
        if kind == CHOICE:
            column = column.cast(pl.Enum(CHOICES[name])).to_physical()
        elif kind == DECIMAL:
            column = (column * 100).round()
        columns[name] = column.cast(pl.Int32).fill_null(MISSING).to_numpy()
    return frame, columns


def evaluate(system: Any, data: tuple[pl.DataFrame, dict[str, Any]]) -> pl.DataFrame:
    from openfisca_core.simulation_builder import SimulationBuilder

    frame, columns = data
    simulation = SimulationBuilder().build_default_simulation(system, count=len(frame))
    for name, column in columns.items():
        simulation.set_input(name, SEASON, column)
    found = {name: pl.Series(simulation.calculate(name, SEASON)).cast(pl.UInt8) for name in host.JUDGED}
    return host.stand(frame.lazy().select("id", "name", "street", "satisfaction").with_columns(**found))
