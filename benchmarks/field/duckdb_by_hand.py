"""The same work hand-written in SQL for DuckDB, whose logic is three-valued already."""

from typing import Any

from field.work import CHOICE, CRITERIA, FIELDS, INTEGER, YES_NO

PACKAGES = ("duckdb",)
TYPES = {YES_NO: "BOOLEAN", INTEGER: "INTEGER", CHOICE: "VARCHAR"}


def at_least(need: int, tests: list[str]) -> str:
    """Whether `need` of the tests hold; missing where those not known would decide it."""
    met = " + ".join(f"coalesce(({test})::INT, 0)" for test in tests)
    failed = " + ".join(f"coalesce((NOT ({test}))::INT, 0)" for test in tests)
    return f"CASE WHEN {met} >= {need} THEN true WHEN {failed} > {len(tests) - need} THEN false END"


PROCEDURES = ["hotline", "repairs_asked > 0", "repair_hours <= 48", "procedure IN ('已公示', '已制定')"]
PRACTICE = ["cases >= 1", "volunteers >= 20", "company NOT IN ('三级', '无')", "NOT accident"]
JUDGE = f"""
CREATE TABLE results AS
WITH judged AS (
    SELECT id, name, street, satisfaction, accident,
        party_branch AND branch_secretary AND party_members >= 3 AND meetings >= 6 AS organisation,
        service_centre AND (open_daily OR floor_area >= 60.5 OR tenure = '自有') AS place,
        {at_least(3, PROCEDURES)} AS procedures,
        accounts_disclosed AND disclosures >= 4 AND fund_share >= 30 AND channel <> '网站' AS disclosure,
        owners_committee OR (households >= 100 AND households_asked >= 50 AND satisfaction >= 80) AS voice,
        {at_least(2, PRACTICE)} AS practice
    FROM evidence
), added AS (
    SELECT *, CASE WHEN accident IS NOT NULL THEN
        organisation::INT * 20 + place::INT * 20 + procedures::INT * 15
        + disclosure::INT * 15 + voice::INT * 15 + practice::INT * 15 END AS total
    FROM judged
), tied AS (
    SELECT *, total IS NOT NULL AND NOT accident AS ranked,
        bool_or(satisfaction IS NULL) OVER (PARTITION BY street, total, total IS NOT NULL AND NOT accident) AS open
    FROM added
)
SELECT * EXCLUDE (satisfaction, accident, ranked, open),
    CASE WHEN total >= 90 THEN '优秀' WHEN total >= 70 THEN '良好' WHEN total >= 50 THEN '合格'
        WHEN total >= 0 THEN '不合格' END AS grade,
    CASE WHEN ranked THEN
        rank() OVER (PARTITION BY street, ranked ORDER BY total DESC, CASE WHEN open THEN 0 ELSE satisfaction END DESC)
    END AS rank
FROM tied
"""


def prepare() -> Any:
    import duckdb

    return duckdb.connect()


def read(base: Any, file: str) -> Any:
    fields = ", ".join(f"{name} {TYPES.get(kind, 'DOUBLE')}" for name, kind in FIELDS.items())
    base.execute(
        f"""CREATE TABLE evidence AS
        SELECT subject.id, subject.name, subject.street, evidence.* FROM read_json($file, format = 'newline_delimited',
            columns = {{subject: 'STRUCT(id VARCHAR, name VARCHAR, street VARCHAR)', evidence: 'STRUCT({fields})'}})""",
        {"file": file},
    )


def evaluate(base: Any, _: Any) -> Any:
    base.execute(JUDGE)
    return base


def write(base: Any, file: str) -> None:
    columns = {
        "\N{BYTE ORDER MARK}id": "id",
        "name": "name",
        "street": "street",
        "community": "NULL",
        "status": "CASE WHEN total IS NULL THEN 'held' ELSE 'evaluated' END",
        "total": "total || '.00'",
        "rank": "rank",
        "grade": "grade",
        **dict.fromkeys(("tier", "subsidy", "interview"), "NULL"),
    }
    for name, (worth, _) in CRITERIA.items():
        columns[name] = f"CASE {name} WHEN true THEN 'met' WHEN false THEN 'not-met' ELSE 'insufficient' END"
        columns[f"{name}.points"] = f"{name}::INT * {worth}"
    shown = ", ".join(f'{value} AS "{name}"' for name, value in columns.items())
    base.execute(
        f"""COPY (SELECT {shown} FROM results r ORDER BY r.street, r.rank NULLS LAST, r.id)
        TO '{file}' (FORMAT csv, HEADER)"""
    )
