"""Invented evidence of 行业引领工程 (property grids, coverage, model companies) and of 搭建专业服务平台 (ventures)."""

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from haiyang_2021_packs.register import AREAS, GRID_MEMBERS, PROPERTY_GRIDS, Subject, communities, companies, estates
from haiyang_2021_packs.writing import HEADING, Dice, Record, as_list, as_yaml, table

# --- property grids ---------------------------------------------------------------------------------------------------

UNCOVERED = 131
"""Which of the 197 neighbourhoods, in order of their ids, is left without a member: there are 243 for 244."""

NETWORK = Subject("property-network", "WYWG", "全市物业网格")
GUIDANCE = ["党建指导", "业务指导"]
MATTERS = ["停车秩序", "电梯维保", "物业费公示", "公共收益", "保洁绿化", "消防通道", "房屋漏水", "门禁监控"]
SHORT_GRID, SHORT_OF = 23, 7  # this grid has one member fewer than it should
MOVED = {12: 1, 13: -1}  # one member moved from grid 12 to 13, and both still report the number they had
NO_SURVEY = {17: 2, 88: 2, 140: 1}  # members without a questionnaire in this quarter
VISITS = {33: (3, 1), 88: (2, 1), 201: (5, 0)}  # visits in each quarter, where two in each are not made
NOT_POSTED = (8, 57, 166)  # covered neighbourhoods where nobody is told who their member is
NOT_MET = (11, 38)  # companies whose member has not met the manager
SURNAMES, STEMS = "王李张刘陈杨赵黄周吴徐孙胡朱高林", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"


class Member(NamedTuple):
    subject: Subject
    area: int
    grid: int
    charge: str

    @property
    def serves_company(self) -> bool:
        return self.charge.startswith("QY")

    def brief(self, **answers: object) -> dict[str, object]:
        return self.subject.record(**answers)


def _grid_id(grid: int) -> str:
    return f"WG{grid:02}"


def _area(grid: int) -> int:
    """Five grids to an area, four to the last."""
    return (grid - 1) // 5 + 1


def grid_sizes() -> list[int]:
    """Members in each of the 29 grids: 8 or 9, one of them 7, 243 in all."""
    sizes = [SHORT_OF if grid == SHORT_GRID else 8 for grid in range(1, PROPERTY_GRIDS + 1)]
    for number in range(GRID_MEMBERS - sum(sizes)):
        sizes[(number * 2 + 1) % PROPERTY_GRIDS] += 1
    assert sum(sizes) == GRID_MEMBERS
    assert sizes[SHORT_GRID - 1] == SHORT_OF
    return sizes


@cache
def members() -> tuple[Member, ...]:
    """One for each neighbourhood and company in turn, all but one, grid by grid."""
    served: list[str] = []
    firms = [firm.id for firm in companies()]
    for number, estate in enumerate(one for place, one in enumerate(estates(), 1) if place != UNCOVERED):
        served.append(estate.id)
        if number % 4 == 3 and firms:
            served.append(firms.pop(0))
    assert not firms
    assert len(served) == GRID_MEMBERS
    grids = [grid for grid, size in enumerate(grid_sizes(), 1) for _ in range(size)]
    return tuple(
        Member(
            Subject("grid-member", f"WGY{number + 1:03}", f"{SURNAMES[number % 16]}某{STEMS[number // 16]}"),
            _area(grid),
            grid,
            charge,
        )
        for number, (grid, charge) in enumerate(zip(grids, served, strict=True))
    )


def _done(dice: Dice, quarters: tuple[int, ...]) -> list[str]:
    return dice.days([dice.whole(1, 3) + 3 * quarter for quarter, times in enumerate(quarters) for _ in range(times)])


def _member_record(number: int, one: Member) -> Record:
    dice = Dice("grid-member", number)
    surveys = tuple(0 if NO_SURVEY.get(number) == quarter else 1 for quarter in (1, 2))
    visits = VISITS.get(number) or (dice.whole(2, 3), dice.whole(2, 3))
    return {
        "subject": {key: value for key, value in one.subject._asdict().items() if value},
        "submitted": {"by": f"第{'一二三四五六'[one.area - 1]}片区", "on": f"2021-06-{17 + number % 9}"},
        "evidence": {
            "area": one.area,
            "property_grid": _grid_id(one.grid),
            "charge": f'"{one.charge}"',
            "guidance_given": GUIDANCE,
            "surveys_made": [{"date": day, "households": dice.whole(12, 60)} for day in _done(dice, surveys)],
            "visits_paid": [{"date": day, "matter": dice.pick(MATTERS)} for day in _done(dice, visits)],
        },
    }


def _grids() -> list[dict[str, object]]:
    return [
        Subject("property-grid", _grid_id(grid), f"第{grid}物业网格").record(
            grid_area=_area(grid), network=NETWORK.id, members_listed=size + MOVED.get(grid, 0)
        )
        for grid, size in enumerate(grid_sizes(), 1)
    ]


def _network() -> Record:
    rows = [
        {
            "date": "2021-06-21",
            "area": area,
            "grids": len(mine),
            "members": sum(mine),
        }
        for area in range(1, AREAS + 1)
        for mine in [[one["members_listed"] for one in _grids() if one["grid_area"] == area]]
    ]
    return {
        "subject": {"kind": NETWORK.kind, "id": NETWORK.id, "name": NETWORK.name},
        "submitted": {"by": "物业行业党委", "on": "2021-06-21"},
        "evidence": {"areas_divided": rows},
    }


def _yes(answer: bool) -> str:
    return "是" if answer else "否"


def grid_files() -> dict[str, str]:
    numbered, guiding = list(enumerate(members(), 1)), "、".join(GUIDANCE)
    files = {
        f"property-grid-members/area-{area}.yaml": as_list(
            [_member_record(number, one) for number, one in numbered if one.area == area]
        )
        for area in range(1, AREAS + 1)
    }
    return files | {
        "property-grids/grids.csv": table(_grids()),
        "property-grids/members.csv": table([one.brief(property_grid=_grid_id(one.grid)) for one in members()]),
        "property-network/network.yaml": HEADING + as_yaml(_network()),
        "property-network/grids.csv": table(_grids()),
        "property-coverage-neighbourhoods/neighbourhoods.csv": table(
            [
                one.record(member_posted_up=_yes(place not in (UNCOVERED, *NOT_POSTED)))
                for place, one in enumerate(estates(), 1)
            ]
        ),
        "property-coverage-neighbourhoods/members.csv": table(
            [one.brief(charge=one.charge, guidance_given=guiding) for one in members() if not one.serves_company]
        ),
        "property-coverage-companies/companies.csv": table(
            [one.record(member_met_manager=_yes(number not in NOT_MET)) for number, one in enumerate(companies(), 1)]
        ),
        "property-coverage-companies/members.csv": table(
            [one.brief(charge=one.charge, guidance_given=guiding) for one in members() if one.serves_company]
        ),
    }


# --- model companies --------------------------------------------------------------------------------------------------

ROOMS = ["便民中心", "协商议事厅", "党员会议室", "文体活动室", "洽谈室"]
SERVICES = ["物业", "家政", "培训", "商品配送", "志愿服务积分兑换"]
ACTIVITIES = ["睦邻茶话会", "困难家庭帮扶", "文艺汇演", "好婆婆好媳妇评选"]


class Application(NamedTuple):
    area: float
    rooms: int
    services: int
    brand: bool
    activities: tuple[int, int]  # in each quarter


APPLICATIONS = {
    5: Application(800, 5, 5, True, (3, 4)),  # 100: the first model, with exactly 800 square metres
    12: Application(620, 5, 5, True, (4, 4)),  # 90: the second
    21: Application(500, 4, 5, True, (3, 3)),  # 84: good enough, but both places are taken
    33: Application(860, 5, 5, True, (6, 0)),  # 75: all its activities were in the first quarter
    8: Application(799.5, 5, 4, True, (2, 1)),  # 72: half a square metre short
    3: Application(540, 3, 3, True, (1, 2)),  # 66
    17: Application(0, 3, 4, True, (1, 1)),  # 51
    40: Application(0, 4, 5, True, (2, 0)),  # 44
    26: Application(120, 2, 3, False, (1, 1)),  # 27
}


def _application(number: int, firm: Subject) -> Record:
    made = APPLICATIONS.get(number)
    evidence: Record = {"申报典型": made is not None}
    if made:
        dice = Dice("model", number)
        evidence |= {
            "服务中心面积": made.area,
            "服务中心功能室": ROOMS[: made.rooms],
            "提供的服务": SERVICES[: made.services],
            "已创建党建品牌": made.brand,
            "品牌活动": [{"日期": day, "活动": dice.pick(ACTIVITIES)} for day in _done(dice, made.activities)],
        }
    subject = {"kind": firm.kind, "id": firm.id, "name": firm.name}
    return {"subject": subject, "submitted": {"by": "物业行业党委", "on": "2021-06-22"}, "evidence": evidence}


def model_files() -> dict[str, str]:
    records = [_application(number, firm) for number, firm in enumerate(companies(), 1)]
    applied = [one for one in records if one["evidence"]["申报典型"]]
    others = [firm.record(申报典型="否") for number, firm in enumerate(companies(), 1) if number not in APPLICATIONS]
    return {
        "property-company-models/applications.yaml": as_list(applied, ("是", "否")),
        "property-company-models/others.csv": table(others),
    }


# --- social organisations and their projects --------------------------------------------------------------------------

SOCIETIES = ["海风", "同行", "暖阳", "邻里", "春雨", "麦田", "青禾", "橄榄", "守望", "益路", "和鸣", "星火", "萤光"]
SOCIETIES += ["家园", "桥梁", "彩虹"]
SORTS = ("社会工作服务中心", "志愿服务协会")
HELP = ["法律咨询", "健康义诊", "课后托管", "心理疏导", "手工课堂", "老人助浴", "家电维修", "防诈骗讲座"]
NOT_EVERY_QUARTER = {7: [1, 2, 3], 19: [5, 6], 28: [1, 1]}  # months of their services

WORK = {
    "老旧小区服务": ["楼道微更新", "老楼扶手加装", "旧物循环站", "单元门修缮", "水电义务检修", "楼顶防水互助"],
    "小区睦邻": ["邻里共享厨房", "睦邻文化节", "四点半课堂", "邻里图书角", "楼栋合唱团", "新居民融入计划"],
    "居家安全": ["独居老人巡访", "燃气安全进家门", "适老化改造", "家庭急救培训", "消防演练进楼栋", "防跌倒课堂"],
    "其他": ["残疾人就业坊", "青少年夏令营", "垃圾分类先锋"],
}
PLAN_FAULTS = ["实施步骤不够具体", "人员分工不清", "风险预案不足", "进度安排偏紧", "服务频次偏少"]
END_FAULTS = ["未写明由谁接续", "后续经费来源不明", "志愿者培养安排不足"]
JURY = "公益创投评审组"


class Round(NamedTuple):
    number: int
    projects: int
    plan: int  # full points of each criterion that differs
    organisation: tuple[int, int]
    lasting: int
    places: int
    paid_twice: int  # which project, by its number


ROUNDS = (Round(1, 27, 30, (20, 12), 0, 20, 9), Round(2, 30, 25, (15, 9), 10, 21, 14))
TWIN_OF = 7
"""In the second round the last project equals the one of this rank in everything compared: a tie within a tier."""


def organisations() -> list[Subject]:
    made = []
    for number in range(32):
        place = communities()[number * 3 % 48]
        name = SOCIETIES[number % 16] + SORTS[number // 16]
        community = place.community if number % 3 else ""  # every third is in a street's centre
        made.append(Subject("organisation", f"SZ{number + 1:02}", name, place.street, community))
    return made


def _settled(one: Subject) -> str:
    return "社区党群服务中心" if one.community else "街道党群服务中心"


def _organisation_record(number: int, one: Subject) -> Record:
    dice = Dice("organisation", number)
    months = [month + first for first in (1, 4) for month in range(3)]
    drawn = sorted({dice.pick(months[:3]), dice.pick(months[3:]), dice.pick(months)})
    days = dice.days(NOT_EVERY_QUARTER.get(number, drawn))
    return {
        "subject": {key: value for key, value in one._asdict().items() if value},
        "submitted": {"by": one.name, "on": f"2021-06-{17 + number % 9}"},
        "evidence": {
            "settled_in": _settled(one),
            "services_held": [{"date": day, "service": dice.pick(HELP)} for day in days],
        },
    }


class Project(NamedTuple):
    answers: Record
    plan: Fraction
    lasting: Fraction

    def total(self, of: Round) -> Fraction:
        """Points by hand, so that the season is as designed."""
        asked = self.answers
        need = (25 if asked["residents_asked"] >= 50 else 15) if asked["need_listed"] else 0
        staff, done = asked["full_time_staff"], asked["projects_completed"]
        able = of.organisation[0] if staff >= 3 and done >= 2 else of.organisation[1] if staff >= 2 and done else 0
        share = Fraction(asked["management_cost"], asked["project_budget"])
        budget = 15 if share <= Fraction(1, 10) else 8 if share <= Fraction(15, 100) else 0
        reach = Fraction(min(asked["beneficiaries"], 500), 50)
        return need + self.plan + able + budget + reach + self.lasting


def _project(dice: Dice, of: Round) -> Project:
    budget = dice.whole(12, 36) * 1000
    answers: Record = {
        "organisation": "",
        "field_of_work": "",
        "need_listed": dice.whole(1, 10) > 2,
        "residents_asked": dice.whole(24, 120),
        "full_time_staff": dice.whole(1, 6),
        "projects_completed": dice.whole(0, 5),
        "project_budget": budget,
        "management_cost": budget * dice.whole(5, 17) // 100,
        "beneficiaries": dice.whole(8, 56) * 10,
        "funded_elsewhere": False,
    }
    plan = Fraction(of.plan * 10 - dice.whole(0, of.plan * 4), 10)
    return Project(answers, plan, Fraction(dice.whole(of.lasting * 4, of.lasting * 10), 10))


@cache
def projects(of: Round) -> tuple[Project, ...]:
    """Drawn until more could be paid than there are places, some are too weak, and only the twins are equal."""
    for attempt in range(1000):
        made = [_project(Dice("venture", of.number, number, attempt), of) for number in range(1, of.projects + 1)]
        made[of.paid_twice - 1].answers["funded_elsewhere"] = True
        ranked = sorted((one for one in made if not one.answers["funded_elsewhere"]), key=lambda one: -one.total(of))
        if of.lasting:
            twin = ranked[TWIN_OF - 1]
            made[-1] = twin._replace(answers=dict(twin.answers))
            ranked = sorted((one for one in (*ranked, made[-1]) if one in made), key=lambda one: -one.total(of))
        totals = [round(one.total(of), 2) for one in made]
        paid = sum(one.total(of) >= 60 for one in made if not one.answers["funded_elsewhere"])
        equal = len(totals) - len(set(totals))
        good = made[of.paid_twice - 1].total(of) > 80
        if of.places < paid < of.projects - 3 and equal == bool(of.lasting) and good and _tie_inside(made, of):
            return tuple(made)
    raise AssertionError(of)


def _tie_inside(made: list[Project], of: Round) -> bool:
    """The twins take ranks 7 and 8, both of the second tier (6 to 10)."""
    totals = [one.total(of) for one in made if not one.answers["funded_elsewhere"]]
    return not of.lasting or sum(total > made[-1].total(of) for total in totals) == TWIN_OF - 1


def _assessed(dice: Dice, points: Fraction, full: int, faults: list[str]) -> str:
    shown = f"{float(points):g}"
    reason = "" if points == full else f", reason: {dice.pick(faults)}"
    return f"[{{points: {shown}, by: {JURY}{reason}}}]"


def _project_text(number: int, one: Project, of: Round) -> str:
    dice = Dice("venture-text", of.number, number)
    field = list(WORK)[(number - 1) % 4 if number % 12 == 0 else (number - 1) % 3]
    topics, place = WORK[field], communities()[(number * 7 + of.number * 5) % 48]
    society = organisations()[(number * (3 if of.number == 1 else 5) + of.number) % 32]
    name = f"{place.community}{topics[(number - 1) // 3 % len(topics)]}项目"
    subject = Subject(f"venture-project-{of.number}", f"GY{of.number}-{number:02}", name, place.street, place.community)
    record = {
        "subject": subject._asdict(),
        "submitted": {"by": society.name, "on": "2020-09-10" if of.number == 1 else "2021-05-12"},
        "evidence": one.answers | {"organisation": society.id, "field_of_work": field},
    }
    text = as_yaml(record) + f"assessed:\n  feasible-plan: {_assessed(dice, one.plan, of.plan, PLAN_FAULTS)}\n"
    if of.lasting:
        text += f"  lasting-results: {_assessed(dice, one.lasting, of.lasting, END_FAULTS)}\n"
    return text


def venture_files() -> dict[str, str]:
    everyone = list(enumerate(organisations(), 1))
    register = table([one.record(settled_in=_settled(one)) for _, one in everyone])
    files = {
        "social-organisations/organisations.yaml": as_list(
            [_organisation_record(number, one) for number, one in everyone]
        )
    }
    for of in ROUNDS:
        texts = [_project_text(number, one, of) for number, one in enumerate(projects(of), 1)]
        listed = "".join("- " + text.rstrip().replace("\n", "\n  ") + "\n" for text in texts)
        files[f"ventures-round-{of.number}/projects.yaml"] = HEADING + listed
        files[f"ventures-round-{of.number}/organisations.csv"] = register
    return files


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    return grid_files() | model_files() | venture_files()
