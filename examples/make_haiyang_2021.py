"""Write the example season: invented evidence for every pack.

The three reference schemes (46 neighbourhoods, 17 stations, 48 secretaries) are made here, the rest in
`haiyang_2021_packs`, a module for each chapter of the policy.

    python examples/make_haiyang_2021.py            rewrites examples/haiyang-2021 and examples/haiyang-2021-late
    python examples/make_haiyang_2021.py --check    works out what the season comes to, and whether it is as designed

Every name and figure is invented (haiyang_2021_plan.py), and each run writes the same bytes. The README.md of each
folder is written by hand and left alone.
"""

import hashlib
import json
import shutil
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import haiyang_2021_packs
import haiyang_2021_plan as planned
from haiyang_2021_neighbourhoods import ASPECTS, JUDGES, evidence_for, marks_for, neighbourhoods
from haiyang_2021_outcome import Neighbourhood, grade, secretary_total
from haiyang_2021_packs.writing import HEADING, IDENTITY, Dice, Record, as_csv, as_list, as_yaml

HERE = Path(__file__).resolve().parent
SEASON_FOLDER, LATE_FOLDER = "haiyang-2021", "haiyang-2021-late"

# --- stations and secretaries -----------------------------------------------------------------------------------------


def stations() -> list[Record]:
    made = []
    for number, name in enumerate(planned.STATIONS.split(), 1):
        street = planned.STREETS[(number - 1) % 4]
        community = street.community(number % 2 + 1)
        identity = ("station", f"{street.code}-Y{number:02}", f"{name}驿站", street.name, community)
        has = {have: "否" if have in planned.LACKING.get(number, ()) else "是" for have in planned.STATION_HAVES}
        made.append(dict(zip(IDENTITY, identity, strict=True)) | has)
    return made


def secretaries() -> dict[str, list[Record]]:
    """By street; nobody real is called 王某甲, as documents call a person who is not to be named."""
    made: dict[str, list[Record]] = {street.slug: [] for street in planned.STREETS}
    for street in planned.STREETS:
        for number in range(1, len(street.communities.split()) + 1):
            key, count = (street.slug, number), sum(map(len, made.values()))
            dice = Dice("secretary", *key)
            level = dice.whole(142, 190)  # in half-points
            scores = planned.DESIGNED_SCORES.get(key) or tuple((level + dice.whole(-6, 6)) / 2 for _ in planned.SCORES)
            since = f"{dice.whole(2014, 2020)}-{dice.whole(1, 9):02}-01"
            evidence: Record = {"in_post_since": planned.NEWCOMER_SINCE if key == planned.NEWCOMER else since}
            evidence |= dict(zip(planned.SCORES, scores, strict=True))
            if key in planned.FOLLOWED:
                evidence["interviewed_on"], months, problems = planned.FOLLOWED[key]
                evidence["visits"] = [{"date": day, "by": "班子成员甲"} for day in dice.days(months)]
                evidence["problems_helped"] = [
                    {"date": f"2021-{month:02}-20", "matter": matter, "settled": settled}
                    for month, (matter, settled) in enumerate(problems.items(), 4)
                ]
            name = "王李张刘陈杨赵黄周吴徐孙胡朱高林"[count % 16] + "某" + "甲乙丙"[count // 16]
            identity = ("secretary", f"{street.code}{number:03}-S1", name, street.name, street.community(number))
            submitted = {"by": f"{street.name}述职评议组", "on": "2021-06-28"}
            subject = dict(zip(IDENTITY, identity, strict=True))
            made[street.slug].append({"subject": subject, "submitted": submitted, "evidence": evidence})
    return made


# --- files ------------------------------------------------------------------------------------------------------------


def marks_csv(marked: dict[str, list[list[int]]]) -> str:
    rows = [
        [judge, subject, aspect, f"{row[number] // 10}.{row[number] % 10}"]
        for subject, marks in marked.items()
        for aspect, row in zip(ASPECTS, marks, strict=True)
        for number, judge in enumerate(JUDGES)
    ]
    return as_csv(["judge", "subject", "aspect", "mark"], rows)


def neighbourhood_files(made: dict[str, Neighbourhood]) -> dict[str, str]:
    """In each format a panel may send; one answer comes by satisfaction.csv, except where the record gives it."""
    files, documents, lines, satisfied = {}, [HEADING], [], []
    for code, (field, text) in planned.PAPERS.items():
        file, content = f"attachments/{code}.txt", f"{HEADING}{made[code].id} {text}\n"
        digest = hashlib.sha256(content.encode()).hexdigest()
        made[code].record["attachments"] = [{"field": field, "file": file, "sha256": digest}]
        files[f"fangyuan/{file}"] = content
    slugs = {street.letter: street.slug for street in planned.STREETS}
    for code, one in made.items():
        if code < "a07" or "d00" < code < "d05":
            one.record["evidence"]["resident_satisfaction"] = one.satisfaction
        else:
            satisfied.append([*one.record["subject"].values(), one.satisfaction])
        if code[0] == "b":
            documents.append("---\n" + as_yaml(one.record, ("是", "否")))
        elif "c00" < code < "c07":
            lines.append(json.dumps(one.record, ensure_ascii=False) + "\n")
        elif "d00" < code < "d05":
            files[f"longshan/{code}.json"] = json.dumps(one.record, ensure_ascii=False, indent=2) + "\n"
        else:
            files[f"{slugs[code[0]]}/{code}.yaml"] = HEADING + as_yaml(one.record)
    return files | {
        "dongcun.yaml": "".join(documents),
        "fengcheng/c01-c06.jsonl": "".join(lines),
        "satisfaction.csv": as_csv([*IDENTITY, "resident_satisfaction"], satisfied),
        "marks.csv": marks_csv({one.id: one.marks for one in made.values()}),
    }


def season_files() -> dict[str, str]:
    files = {f"neighbourhoods/{name}": text for name, text in neighbourhood_files(neighbourhoods()).items()}
    rows, daily = stations(), []
    files["stations/stations.csv"] = as_csv(list(rows[0]), [list(row.values()) for row in rows])
    for street, records in secretaries().items():
        daily += [[*record["subject"].values(), record["evidence"].pop("daily_record")] for record in records]
        files[f"secretaries/{street}.yaml"] = as_list(records)
    files["secretaries/daily-record.csv"] = as_csv([*IDENTITY, "daily_record"], daily)
    return files | haiyang_2021_packs.files()


def late_neighbourhoods(made: dict[str, Neighbourhood]) -> dict[str, Neighbourhood]:
    """The late ones by file, as they would be with every answer given and right."""
    late = {}
    for file, (beside, name, points, onsite) in planned.LATE.items():
        dice, subject = Dice("late", file), made[beside].record["subject"]
        satisfaction = dice.whole(700, 900) / 10
        record = {
            "subject": subject | {"id": subject["id"][:-2] + "51", "name": name},
            "submitted": {"by": "补报评审组", "on": "2021-06-30"},
            "evidence": evidence_for(dice, planned.WORTH | points) | {"resident_satisfaction": satisfaction},
        }
        late[file] = Neighbourhood(file, record, marks_for(dice, onsite), satisfaction)
    return late


def late_files() -> dict[str, str]:
    """Each with the one fault it is named after."""
    made = neighbourhoods()
    late = late_neighbourhoods(made)
    marks = marks_csv({one.id: one.marks for one in late.values()})
    unclosed = as_yaml(late["bad-date"].record).replace("-51", "-52").replace("暮云家园", "残页苑").replace("}", "", 1)
    del late["missing-answer"].record["evidence"]["has_indicators"]
    answers = late["wrong-field-name"].record["evidence"]
    late["wrong-field-name"].record["evidence"] = {"formal_party_member": answers.pop("formal_party_members")} | answers
    late["bad-date"].record["evidence"]["consultations"] = [
        {"date": "2021-03-11", "topic": "楼道清理"},
        {"date": "2021-06-31", "topic": "电梯维修"},
    ]
    settled = made[planned.CONFLICT].record
    answer = {"households_appraising": settled["evidence"]["households_appraising"] + 40}
    second = {"subject": settled["subject"], "submitted": late["bad-date"].record["submitted"], "evidence": answer}
    order = ", ".join(f'"{made[code].id}"' for code in planned.TIE)
    return {f"{file}.yaml": HEADING + as_yaml(one.record) for file, one in late.items()} | {
        "conflict.yaml": HEADING + as_yaml(second),
        "broken.yaml": HEADING + unclosed,
        "marks-late.csv": marks,
        "decisions.yaml": f"{HEADING}decisions:\n  - settles: tie\n    order: [{order}]\n    by: 市委组织部（示例）\n"
        "    on: 2021-07-02\n    reason: 集体研究认为前者居民参与评价的比例更高\n",
    }


def write() -> None:
    for folder, files in ((HERE / SEASON_FOLDER, season_files()), (HERE / LATE_FOLDER, late_files())):
        for path in folder.glob("*"):
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "README.md":
                path.unlink()
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        print(f"{folder.name}: {len(files)} files")


# --- check ------------------------------------------------------------------------------------------------------------


def as_designed() -> dict[str, bool]:
    """Each thing the season was designed to show, and whether it does."""
    made, crew, late = neighbourhoods(), secretaries(), late_neighbourhoods(neighbourhoods())
    ranked = sorted((one for one in made.values() if one.rank), key=lambda one: (one.rank, one.id))
    placed = [sum(one.tier == tier for one in ranked) for tier in ("一等", "二等", "三等")]
    equal = [(one.code, other.code) for one, other in pairwise(ranked) if one.total == other.total]
    first, gated = ranked[0], [one for one in made.values() if not one.rank]
    (higher, lower), tied, (liked, less) = ([made[code] for code in pair] for pair in equal)
    totals = {street: [secretary_total(record) for record in records] for street, records in crew.items()}
    given = {grade(total) for group in totals.values() for total in group}
    newcomer = totals[planned.NEWCOMER[0]].pop(planned.NEWCOMER[1] - 1)
    last = [group.count(min(group)) for group in totals.values()]
    missing, misspelt, dated = late.values()
    least = missing.total - Fraction(6, 10) * 15  # without has_indicators
    conflict = made[planned.CONFLICT]
    disputed = conflict.record["evidence"]["has_indicators"] and conflict.total + Fraction(6, 10) * 15 < 80
    number = (len(made), len(stations()), *map(len, crew.values()))
    return {
        "46 neighbourhoods, 17 stations, 48 secretaries": number == (46, 17, 18, 15, 13, 2),
        "the designed neighbourhoods rank in the order planned": [*planned.PLANS]
        == [one.code for one in ranked[:16] + gated],
        "the first lacks one have and takes 二等": first.six == 95 and first.tier == "二等",
        "all 13 places are taken, and 16 ranked are at least 80": placed == [2, 5, 6] and ranked[15].total >= 80,
        "three pairs are equal in total": equal == [("a02", "b09"), ("c08", "d04"), ("d06", "c02")],
        "one is settled on site": higher.onsite - lower.onsite == Fraction(3, 2),
        "one by satisfaction": liked.onsite == less.onsite and liked.satisfaction > less.satisfaction,
        "one stays open, across the edge of 二等": tied[0].standing == tied[1].standing
        and [one.tier for one in tied] == ["二等", "三等"],
        "one fails the gate at 80 or more, and some are below 60": gated[0].total >= 80 and ranked[-1].total < 60,
        "last in their streets: one, two equally, one": last[:3] == [1, 2, 1] and newcomer < min(totals["fangyuan"]),
        "all four grades are given": given == {"好", "较好", "一般", "较差"},
        "late: a missing answer reaches into 三等 only": least >= 80
        and ranked[8].total > missing.total > ranked[12].total,
        "late: the other three take no place": misspelt.total < 80 and dated.total < ranked[13].total and disputed,
        "the files are there as this writes them": on_disk() == season_files() | late_files(),
    }  # fmt: skip


def on_disk() -> dict[str, str]:
    return {
        path.relative_to(HERE / folder).as_posix(): path.read_bytes().decode()
        for folder in (SEASON_FOLDER, LATE_FOLDER)
        for path in (HERE / folder).rglob("*")
        if path.is_file() and path.name != "README.md"
    }


def check() -> bool:
    made = neighbourhoods()
    print("rank  code  id                 total  six haves  on site  satisfaction  tier")
    for one in sorted(made.values(), key=lambda one: (one.rank or 99, one.id)):
        shown = f"{float(one.total):6.2f}  {one.six:9}  {float(round(one.onsite, 2)):7.2f}  {one.satisfaction:12.2f}"
        note = " (open tie)" if one.code in planned.TIE else "" if one.rank else "fails the gate"
        print(f"{one.rank or '-':>4}  {one.code}   {one.id}  {shown}  {one.tier}{note}")
    print("\nlate neighbourhoods, put right")
    for file, one in late_neighbourhoods(made).items():
        print(f"{one.id}  {float(one.total):.2f}  {one.six}  {file}")
    print("\nsecretaries, by total")
    for street, records in secretaries().items():
        for record in sorted(records, key=secretary_total, reverse=True):
            total, since = secretary_total(record), record["evidence"]["in_post_since"]
            print(f"{street:9}  {record['subject']['id']}  {float(total):.2f}  {grade(total)}  in post since {since}")
    print()
    outcomes = as_designed()
    for outcome, holds in outcomes.items():
        print("yes" if holds else "NO ", outcome)
    return all(outcomes.values())


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if check() else 1)
    write()
