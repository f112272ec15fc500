"""Invented evidence of the chapter 互联互动组织体系.

Joint meetings at four levels, units that report to grids, household visits, and the three lists of resources, needs and
projects. The classes of needs are placeholders: the policy source gives their numbers and not their names.
"""

from typing import Any

from haiyang_2021_packs.register import (
    MEMBER_DEPARTMENTS,
    Subject,
    communities,
    departments,
    grids,
    streets,
    units,
)
from haiyang_2021_packs.writing import Dice, Record, as_csv, as_list, table

CITY = Subject("city", "370687", "示例市")
LEVELS = ["市", "街道", "社区", "网格（小区）"]
FORMS = ["主题发布", "项目认领", "轮值主持", "结对共建", "包网联户", "效果互评"]
PART_TIME_MEMBERS, YEARS_OF_VISITS, MAIN_CLASSES, SUB_CLASSES = 75, 6, 10, 18
MEETINGS = ["停车难治理", "老旧小区改造", "物业服务提升", "环境卫生整治", "网格力量下沉", "养老服务", "暑期托管"]
MATTERS = ["楼道照明", "老人就餐", "停车位不足", "健康咨询", "垃圾分类", "课后托管", "电动车充电", "路面破损"]
SERVICES = ["健康义诊", "环境清理", "政策宣讲", "家电维修", "法律咨询", "走访独居老人", "文艺演出", "反诈宣传"]
NEEDS = [
    "上门体检",
    "慢病随访",
    "健身器材维修",
    "图书角更新",
    "楼道照明维修",
    "绿地补种",
    "排水疏通",
    "邻里纠纷调解",
    "独居老人陪伴",
    "儿童课后托管",
    "停车位划线",
    "电动车充电",
    "垃圾投放点改造",
    "广场舞降噪",
    "就业信息发布",
    "家政服务推荐",
    "防诈骗宣讲",
    "无障碍坡道",
]


def answered(subject: Subject, **evidence: Any) -> Record:
    """A record of its own, with tables where need be."""
    named = {key: value for key, value in subject._asdict().items() if value}
    return {"subject": named, "submitted": {"by": "城市党建工作组", "on": "2021-06-28"}, "evidence": evidence}


# --- joint meetings at four levels ------------------------------------------------------------------------------------


def city_meetings() -> Record:
    """In order throughout: 22 departments, 75 part-time members, two inspections."""
    return answered(
        CITY,
        opinions_issued=True,
        meeting_levels=LEVELS,
        member_departments=MEMBER_DEPARTMENTS,
        departments_with_duties=MEMBER_DEPARTMENTS,
        in_inspection_scope=True,
        inspections=[
            {"date": "2021-03-23", "body": streets()[0].name, "matter": "小区党支部建设"},
            {"date": "2021-05-18", "body": departments()[15].name, "matter": "双报到落实"},
        ],
    )


def street_meetings() -> list[Record]:
    """The last met twice in the first quarter and not in the second; the third settled exactly 80 % of problems."""
    months = ([1, 4, 6], [2, 5], [3, 4], [1, 3])
    problems = ([(6, 6), (5, 4), (3, 3)], [(4, 4), (5, 5)], [(6, 5), (4, 3)], [(3, 3), (2, 2)])
    made = []
    for number, (street, members) in enumerate(zip(streets(), (7, 7, 7, 6), strict=True)):
        dice = Dice("street-meetings", street.id)
        made.append(
            answered(
                street,
                part_of_city=f'"{CITY.id}"',
                joint_meetings=meetings(dice, months[number], problems[number]),
                part_time_members=members,
                members_from=["机关事业单位", "“两新”组织", "物业公司"] + ["其他领域"] * (number % 2),
                joint_forms=dice.some(FORMS, (6, 4, 5, 5)[number]),
            )
        )
    return made


def meetings(dice: Dice, months: list[int], problems: list[tuple[int, int]]) -> list[Record]:
    """Joint meetings in these months, with the problems raised and settled at each."""
    topics = dice.some(MEETINGS, len(months))
    return [
        {
            "date": day,
            "topic": topic,
            "host": f"报到单位{dice.whole(1, 90):02}",
            **dict(zip(RAISED, found, strict=True)),
        }
        for day, topic, found in zip(dice.days(months), topics, problems, strict=True)
    ]


RAISED = ("problems_raised", "problems_settled")
COMMUNITY_MEMBERS = {16: 0, 30: 2}  # the others have one
COMMUNITY_MONTHS = {4: [4, 6]}  # none in the first quarter
COMMUNITY_FORMS = {25: 2}  # three are asked for
COMMUNITY_PROBLEMS = {32: [(3, 2), (2, 1)], 40: [(3, 3), (2, 1)]}  # 60 %; exactly 80 %


def members_of(number: int) -> int:
    return COMMUNITY_MEMBERS.get(number, 1)


def community_meetings() -> list[Record]:
    made = []
    for number, community in enumerate(communities()):
        dice = Dice("community-meetings", community.id)
        months = COMMUNITY_MONTHS.get(number) or [dice.whole(1, 3), dice.whole(4, 6)]
        raised = [dice.whole(1, 4) for _ in months]
        problems = COMMUNITY_PROBLEMS.get(number) or [(one, one) for one in raised]
        made.append(
            answered(
                community,
                part_of_city=f'"{CITY.id}"',
                joint_meetings=meetings(dice, months, problems),
                part_time_members=members_of(number),
                joint_forms=dice.some(FORMS, COMMUNITY_FORMS.get(number) or dice.whole(3, 6)),
            )
        )
    return made


def part_time_members() -> str:
    """What the city is told of the 75: as each street and community gives it itself."""
    engaged = [(one, members) for one, members in zip(streets(), (7, 7, 7, 6), strict=True)]
    engaged += [(one, members_of(number)) for number, one in enumerate(communities())]
    assert sum(members for _, members in engaged) == PART_TIME_MEMBERS
    return table([one.record(part_of_city=CITY.id, part_time_members=members) for one, members in engaged])


# --- units that report to grids ---------------------------------------------------------------------------------------


def registrations() -> str:
    """90 units with 115 grids: the first 25 units report to two neighbouring grids, the others to one."""
    left = [grid.id for grid in grids()]
    rows = []
    for number, unit in enumerate(units()):
        for grid in [left.pop(0) for _ in range(2 if number < len(grids()) - len(units()) else 1)]:
            day = Dice("registration", grid).days([Dice("registered", grid).whole(1, 2)])[0]
            one = Subject("registration", f"BD{len(rows) + 1:03}", f"{unit.name}报到")
            rows.append(one.record(unit_code=unit.id, grid_code=grid, reported_on=day))
    assert not left
    return table(rows)


WITHOUT_CONTACT = {17: [2], 64: [1, 4]}  # by the number of the unit: months without
WITHOUT_SERVICE = {31: [4], 42: [5]}
WITHOUT_MEETING = {58: 1}  # the quarter
WITHOUT_TEAM, WITHOUT_LIAISON = {73}, {88}


def unit_duties() -> list[Record]:
    """Seven units lapse; unit 31 in April, though it served twice in May."""
    made = []
    for number, unit in enumerate(units(), 1):
        dice = Dice("unit", unit.id)
        contacted = [month for month in range(1, 7) if month not in WITHOUT_CONTACT.get(number, [])]
        served = [month for month in range(1, 7) if month not in WITHOUT_SERVICE.get(number, [])]
        served += [5] if number == 31 or (dice.whole(1, 5) == 1 and number not in WITHOUT_SERVICE) else []
        met = [
            month for month in (dice.whole(1, 3), dice.whole(4, 6)) if (month + 2) // 3 != WITHOUT_MEETING.get(number)
        ]
        made.append(
            answered(
                unit,
                liaisons=0 if number in WITHOUT_LIAISON else 1,
                contacts=[{"date": day, "matter": dice.pick(MATTERS)} for day in dice.days(contacted)],
                meetings_attended=[{"date": day, "topic": dice.pick(MEETINGS)} for day in dice.days(met)],
                volunteer_teams=0 if number in WITHOUT_TEAM else dice.pick([1, 1, 1, 2]),
                community_services=[{"date": day, "item": dice.pick(SERVICES)} for day in dice.days(served)],
            )
        )
    return made


LIAISON_UNKNOWN, FEW_SERVICES, JUST_ENOUGH = {22, 71}, {71: 2, 99: 1}, {5, 50, 88}


def grid_reports() -> str:
    rows = []
    for number, grid in enumerate(grids()):
        received = FEW_SERVICES.get(number) or (3 if number in JUST_ENOUGH else Dice("grid", grid.id).whole(4, 9))
        posted = "否" if number in LIAISON_UNKNOWN else "是"
        rows.append(grid.record(liaison_posted=posted, services_received=received))
    return table(rows)


# --- household visits -------------------------------------------------------------------------------------------------

VISITED_JUST, VISITED_FEW = {8: (1200, 1080)}, {19: (1400, 1258)}  # 90 % exactly; 89.86 %
WISHES = {11: (25, 20), 28: (30, 23)}  # 80 % exactly; 76.67 %
SURVEYS = {14: (200, 120), 37: (240, 138), 45: (46, 44)}  # 60 % exactly; 57.5 %; too few given out


def visits() -> str:
    rows = []
    for number, community in enumerate(communities()):
        dice = Dice("visits", community.id)
        homes = dice.whole(60, 240) * 10
        homes, visited = (VISITED_JUST | VISITED_FEW).get(number) or (homes, homes * dice.whole(92, 100) // 100)
        wishes = dice.whole(12, 40)
        wishes, fulfilled = WISHES.get(number) or (wishes, wishes - dice.whole(0, 2))
        given = dice.whole(10, 30) * 10
        given, returned = SURVEYS.get(number) or (given, given * dice.whole(66, 95) // 100)
        rows.append(
            community.record(
                应走访户数=homes,
                已走访户数=visited,
                走访方式="线下" if number == 46 else "线上;线下",
                征集微心愿=wishes,
                实现微心愿=fulfilled,
                发放问卷=given,
                收回问卷=returned,
                连心群层级=";".join(LEVELS[: 3 if number == 23 else 4]),
            )
        )
    return table(rows)


# --- three lists ------------------------------------------------------------------------------------------------------


def classes() -> str:
    """10 classes and 18 sub-classes, by number alone; the first eight classes have two each."""
    city = {"in_taxonomy_of": CITY.id}
    main = [Subject("need-class", f"DL{number:02}", f"大类{number:02}") for number in range(1, MAIN_CLASSES + 1)]
    sub = [Subject("need-class", f"XL{number:02}", f"小类{number:02}") for number in range(1, SUB_CLASSES + 1)]
    above = [main[(number // 2) if number < 16 else number - 8].id for number in range(SUB_CLASSES)]
    rows = [one.record(**city, level="大类", parent_code="") for one in main]
    rows += [one.record(**city, level="小类", parent_code=code) for one, code in zip(sub, above, strict=True)]
    return table(rows)


UNMATCHED = {3: 1, 12: 1, 20: 2, 35: 1, 44: 1}  # of this many needs of a community no project says anything
UNCLAIMED = {7: 1, 27: 2}  # their projects have found no unit yet
UNCLASSED = {15: "DL03", 38: "DL07"}  # put in a class and in no sub-class
NEEDS_OF = {3: 5, 12: 5, 20: 5, 35: 4, 44: 6, 7: 5, 27: 6}
PROGRESS = ["已认领", "实施中", "实施中", "已完成", "已完成"]


def needs_and_projects() -> tuple[str, str]:
    needs, projects = [], []
    for number, community in enumerate(communities()):
        dice = Dice("needs", community.id)
        topics = dice.some(NEEDS, NEEDS_OF.get(number) or dice.whole(4, 6))
        for order, topic in enumerate(topics):
            one = Subject("need", f"{community.id}-N{order + 1}", topic, community.street, community.community)
            code = UNCLASSED[number] if number in UNCLASSED and order == 0 else f"XL{NEEDS.index(topic) + 1:02}"
            needs.append(one.record(class_code=code))
            progress = dice.pick(PROGRESS)
            if order >= UNMATCHED.get(number, 0):
                waiting = order < UNCLAIMED.get(number, 0)
                project = Subject("list-project", f"{community.id}-P{order + 1}", f"{topic}项目", *one[3:])
                projects.append(project.record(need_code=one.id, progress="待认领" if waiting else progress))
    return table(needs), table(projects)


LISTS = {9: ["需求清单", "项目清单"]}
COVERED = {31: ["医疗健康", "文化体育", "环境建设"]}
RENEWED = {2: "2021-04-01", 41: "2021-03-31"}  # 90 days before 30 June; 91


def lists() -> str:
    header = ("kind", "id", "name", "street", "community", "已建清单", "清单更新日期", "数据库内容")
    rows = []
    for number, community in enumerate(communities()):
        dice = Dice("lists", community.id)
        covered = ["医疗健康", "文化体育", "环境建设", "社区关系"] + ["其他方面"] * dice.whole(0, 1)
        kept = ";".join(LISTS.get(number, ["资源清单", "需求清单", "项目清单"]))
        renewed = RENEWED.get(number) or dice.days([dice.whole(4, 6)])[0]
        rows.append([*community, kept, renewed, ";".join(COVERED.get(number, covered))])
    return as_csv(header, rows)


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    needs, projects = needs_and_projects()
    return {
        "joint-meetings-city/city.yaml": as_list([city_meetings()]),
        "joint-meetings-city/part-time-members.csv": part_time_members(),
        "joint-meetings-streets/streets.yaml": as_list(street_meetings()),
        "joint-meetings-communities/communities.yaml": as_list(community_meetings()),
        "double-reporting-units/units.yaml": as_list(unit_duties()),
        "double-reporting-units/registrations.csv": registrations(),
        "double-reporting-grids/grids.csv": grid_reports(),
        "double-reporting-grids/registrations.csv": registrations(),
        "heart-linking/visits.csv": visits(),
        "three-lists-city/city.csv": table([CITY.record(years_of_visits=YEARS_OF_VISITS)]),
        "three-lists-city/classes.csv": classes(),
        "resident-needs/needs.csv": needs,
        "resident-needs/projects.csv": projects,
        "resident-needs/classes.csv": classes(),
        "three-lists-communities/lists.csv": lists(),
    }
