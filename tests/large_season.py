"""Evidence of a large season, made: neighbourhoods by a number, of which a few are wrong or spoken of twice."""

import random
from pathlib import Path

SUBJECTS = 2600
"""More than a result without documents says one by one."""


def line(number: int, chance: random.Random) -> str:
    """A neighbourhood with some answers; a few are wrong or spoken of twice."""
    street = f"第{number % 7}街道"
    name = chance.choice(["", f'"name": "小区{number}", ']) if number % 97 == 0 else f'"name": "小区{number}", '
    share = chance.choice(["33.15", '"很多"']) if number % 89 == 0 else f"{chance.randrange(10000) / 100}"
    members = chance.randrange(9)
    asked = number - 1000 if number % 500 == 499 and number > 1000 else number
    return (
        f'{{"subject": {{"kind": "neighbourhood", "id": "n{asked:05}", {name}"street": "{street}"}}, "evidence": '
        f'{{"party_branch": true, "branch_secretary": true, "party_members": {members}, "meetings": 8, '
        f'"service_centre": {chance.choice(["true", "false"])}, "open_daily": true, "fund_share": {share}, '
        f'"owners_committee": true, "hotline": true, "repairs_asked": 4, "repair_hours": 8.5, "accident": false, '
        f'"accounts_disclosed": true, "disclosures": 5, "channel": "公示栏", "satisfaction": {80 + members}.5, '
        f'"cases": 1, "volunteers": 30}}}}\n'
    )


def large_season(folder: Path, subjects: int = SUBJECTS) -> Path:
    """The folder with its files: neighbourhoods line by line, and one of them once more."""
    chance = random.Random(8)
    folder.mkdir(exist_ok=True)
    (folder / "a.jsonl").write_text("".join(line(number, chance) for number in range(subjects)), encoding="utf-8")
    (folder / "b.yaml").write_text(
        "subject: {kind: neighbourhood, id: n00007, name: 小区7, street: 第0街道}\nevidence: {cases: 2}\n",
        encoding="utf-8",
    )
    return folder
