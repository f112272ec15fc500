"""The recount as a command: a season worked out, printed, or held against a result."""

import argparse
import csv
import io
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recount.evidence import Submitted, read
from recount.interviews import interview
from recount.money import Allocation, allocate
from recount.ranks import Ranking, group_of, rank
from recount.rates import pay
from recount.refusal import Refused, refuse
from recount.rules import Folder, Scheme, read_scheme
from recount.spans import day, fixed, short
from recount.subjects import World
from recount.tally import Standing, limited, tally

HEAD = ("id", "name", "street", "community", "status", "total", "rank", "grade", "tier", "subsidy", "interview")


@dataclass
class Season:
    scheme: Scheme
    standings: list[Standing]
    ranking: Ranking | None
    allocation: Allocation | None
    rejected: int


def recount(scheme: Scheme, submitted: Submitted) -> Season:
    node = scheme.node
    world = World(submitted, scheme.start, scheme.end, scheme.as_of)
    standings = tally(scheme, world)
    ranking = rank(node["ranking"], standings, submitted) if "ranking" in node else None
    if any("quota" in one for one in node.get("grades", [])):
        if ranking is None or set(ranking.groups) - {""}:
            raise refuse("quota", "a quota without one ranking of all")
        limited(node["grades"], standings, ranking.groups.get("", []))
    allocation = None
    if node.get("allocation", {}).get("method") == "by-rate":
        allocation = pay(node["allocation"], standings)
    elif "allocation" in node:
        if ranking is None or node["ranking"].get("within"):
            raise refuse("allocation", "an allocation without one ranking of all")
        allocation = allocate(node["allocation"], standings, ranking.groups.get("", []))
    if "interviews" in node:
        interview(node["interviews"], node["ranking"], standings, submitted)
    return Season(scheme, standings, ranking, allocation, world.rejected.get(id(scheme.kind), 0))


def rows(season: Season) -> list[dict[str, str]]:
    """The rows of results.csv: by group, rank and id."""
    ranking = season.scheme.node.get("ranking", {})

    def place(one: Standing) -> tuple[str, bool, int, str]:
        return group_of(ranking, one), one.rank is None, one.rank or 0, one.id

    return [row(season, one) for one in sorted(season.standings, key=place)]


def row(season: Season, one: Standing) -> dict[str, str]:
    total = one.total.known if one.total and not one.held else None
    who = one.seen.subject
    allocated = season.allocation is not None and not one.held
    cells = {
        "id": who.id,
        "name": who.name,
        "street": who.street,
        "community": who.community,
        "status": "held" if one.held else "evaluated",
        "total": "" if total is None else fixed(total, int(season.scheme.node["total"]["places"])),
        "rank": "" if one.rank is None else str(one.rank),
        "grade": "" if one.held else one.grade or "",
        "tier": (one.tier or "") if allocated else "",
        "subsidy": fixed(one.amount, 2) if allocated and one.amount is not None else "",
        "interview": one.interview,
    }
    for _, _, criteria in season.scheme.parts:
        ids = [str(it["id"]) for it in criteria] or [str(it["id"]) for it in season.scheme.node["panel"]["aspects"]]
        for name in ids:
            found = one.findings[name]
            points = found.points.known if found.points is not None else None
            if found.verdict == "insufficient":
                points = None
            cells |= {name: found.verdict, f"{name}.points": "" if points is None else short(points)}
    return cells


def money(season: Season) -> dict[str, str]:
    """The money of a result, by name."""
    if season.allocation is None:
        return {}
    parts = {"": season.allocation} | {one.id: one for one in season.allocation.tiers}
    found = {"budget": fixed(season.allocation.budget, 2)}
    for name, one in parts.items():
        for key in ("paid", "reserved", "unspent"):
            found[f"{name} {key}".strip()] = fixed(getattr(one, key), 2)
    return found


def counts(season: Season) -> dict[str, int]:
    held = sum(one.held for one in season.standings)
    found = {"evaluated": len(season.standings) - held, "held": held, "rejected": season.rejected}
    return {"received": sum(found.values()), **found}


def differences(season: Season, table: str, result: dict[str, object]) -> list[str]:
    """Where a result differs: subject and column, what it says and what the recount says."""
    found = []
    theirs = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    ours = rows(season)
    if [one["id"] for one in theirs] != [one["id"] for one in ours]:
        order = [one["id"] for one in theirs], [one["id"] for one in ours]
        found.append(f"results.csv: the order of the subjects is {order[0]}; the recount has {order[1]}")
    by_id = {one["id"]: one for one in theirs}
    for one in ours:
        other = by_id.get(one["id"])
        if other is None:
            continue
        if set(other) != set(one):
            found.append(f"results.csv: its columns are {sorted(other)}; the recount has {sorted(one)}")
            break
        for column, value in one.items():
            if other[column] != value:
                found.append(f"{one['id']}: {column} is “{other[column]}”; the recount has “{value}”")
    allocation = result.get("allocation")
    told: dict[str, str] = {}
    if isinstance(allocation, dict):
        told = {key: allocation[key] for key in ("budget", "paid", "reserved", "unspent")}
        for tier in allocation["tiers"]:
            told |= {f"{tier['id']} {key}": tier[key] for key in ("paid", "reserved", "unspent")}
    mine = money(season)
    for key in sorted(told.keys() | mine.keys()):
        if told.get(key) != mine.get(key):
            found.append(f"money: {key} is {told.get(key)}; the recount has {mine.get(key)}")
    if result["counts"] != counts(season):
        found.append(f"counts: {result['counts']}; the recount has {counts(season)}")
    if result["as_of"] != season.scheme.as_of.isoformat():
        found.append(f"as_of: {result['as_of']}; the recount has {season.scheme.as_of}")
    return found


def rules_folder(scheme: Path, given: str | None) -> Path:
    if given is not None:
        return Path(given)
    for above in scheme.resolve().parents:
        if above.name == "rules":
            return above
    return scheme.parent


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="recount", description="An independent recount of a season.")
    parser.add_argument("scheme", type=Path, metavar="SCHEME.yaml")
    parser.add_argument("evidence", nargs="+")
    parser.add_argument("--rules", metavar="DIR", help="the folder of rules; else the one that the scheme lies in")
    parser.add_argument("--as-of", metavar="DATE", help="else the end of the scheme's period")
    parser.add_argument("--against", type=Path, metavar="RESULT_DIR", help="the result to compare with")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """0: recounted, and equal where there is something to compare; 1: different; 2: refused."""
    call = parsed(arguments)
    try:
        as_of: date | None = None
        if call.as_of is not None and (as_of := day(call.as_of)) is None:
            raise Refused(f"--as-of: “{call.as_of}” is no date")
        scheme = read_scheme(call.scheme, Folder(rules_folder(call.scheme, call.rules)), as_of)
        season = recount(scheme, read(call.evidence))
        if call.against is None:
            show(season)
            return 0
        if (call.against / "results").is_dir():
            raise refuse(str(call.against), "a table of results in Parquet; evaluate with --table csv")
        table = (call.against / "results.csv").read_text(encoding="utf-8-sig")
        result = json.loads((call.against / "result.json").read_text(encoding="utf-8"))
    except (Refused, OSError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return 2
    found = differences(season, table, result)
    for one in found:
        print(one)
    cells = sum(len(one) for one in rows(season))
    print(
        f"{len(season.standings)} subjects, {cells} cells, {len(money(season))} sums of money: {len(found)} differences"
    )
    return 1 if found else 0


def show(season: Season) -> None:
    found = rows(season)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(found[0] if found else HEAD)
    writer.writerows(one.values() for one in found)
    for key, value in money(season).items():
        print(f"# {key}: {value}")
    print("# " + ", ".join(f"{key} {value}" for key, value in counts(season).items()))
