"""Invented evidence of the chapter 小区党建精治体系.

What the register says of the 46 neighbourhoods that applied to be a model is what they answered themselves: full
members, branch, service centre, the days of their consultations.
"""

from functools import cache
from typing import NamedTuple

import haiyang_2021_neighbourhoods as applied
import haiyang_2021_plan as planned

from haiyang_2021_packs import register
from haiyang_2021_packs.register import Subject
from haiyang_2021_packs.writing import Dice, Record, as_list, table

LINES = ("组织", "政法", "民政", "住建")
OTHER_DEPARTMENTS = [
    "宣传",
    "教育",
    "公安",
    "司法",
    "财政",
    "人社",
    "规划",
    "生态",
    "交通",
    "卫健",
    "应急",
    "市场",
    "执法",
    "信访",
    "消防",
]
MEASURES = [
    "物业企业党组织应建尽建",
    "业主委员会党组织组建",
    "党组织书记培训",
    "党员物业经理培养",
    "党员亮身份",
    "红色管家标识统一",
    "服务标准公示",
    "收费项目公示",
    "公共收益公示",
    "维修资金使用公开",
    "报修限时办结",
    "投诉限时答复",
    "老旧小区物业覆盖",
    "物业企业信用评价",
    "业主委员会换届指导",
    "物业矛盾联合调解",
    "执法进小区",
    "消防通道整治",
    "电动车充电设施建设",
    "志愿服务积分",
    "党员驿站进小区",
    "示范小区培育",
    "经费保障",
]
NOT_BEGUN = 19
MATTERS = [
    "无主管线漏水",
    "弃管楼院清扫",
    "化粪池清掏",
    "楼道灯修复",
    "围墙修补",
    "公共绿地补种",
    "井盖缺失",
    "门禁停用",
]
PARTIES = ["双报到单位", "业主委员会", "物业企业", "社会组织"]
PLATFORM = ["小区党支部", "居民代表", "物业公司"]
KINDS_OF_MEMBER = ["物业公司党员负责人", "业委会党员负责人", "报到党员", "小区党员"]
USES = ["党员教育管理", "组织发动群众", "社情民意收集", "居民协商议事"]
TALKS = ["邻里停车", "楼道堆物", "广场舞噪声", "宠物饲养", "老人助餐", "快递存放"]
STAGES = {
    "走": "实地看小区阵地和环境",
    "晒": "晒工作做法和公开内容",
    "学": "交流学习典型经验",
    "评": "评委和居民现场评价",
}
LAST_TIERS = ["一等", "二等", "一等", "三等", "未评", "二等", "未评", "三等", "二等", "未评", "三等", "未评", "二等"]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林"

NOT_FOUNDED = {12: 3, 58: 4, 97: 6, 131: 3}  # neighbourhoods that did not apply, by number: full members, and no branch
JUST_FOUNDED, ONLY_PROBATIONARY = 5, 20  # 3 full members and a branch; 2 full members and 3 probationary ones
NOT_ENROLLED = {33: 1, 77: 2, 118: 3, 131: 2}  # how many members are left out
LAPSES = {  # of the neighbourhoods with a branch that did not apply, by number
    "no meeting in winter": 7,
    "two parties only": 31,
    "seven of ten settled": 52,
    "four of five settled": 64,
    "no rules": 88,
    "one of the kinds only": 3,
    "no agreement": 25,
    "no joint meeting in spring": 47,
    "three uses": 60,
    "no talks": 81,
}


class Estate(NamedTuple):
    """What is so in a neighbourhood of the register, whichever pack asks."""

    subject: Subject
    formal: int
    probationary: int
    working: int
    enrolled: int
    branch: bool
    centre: bool
    consulted: tuple[str, ...]  # the days, where it submitted them itself
    lapse: str


@cache
def models() -> dict[str, Record]:
    """What the neighbourhoods that applied submitted, by id, in the order of their short codes."""
    return {one.id: one.record for one in applied.neighbourhoods().values()}


@cache
def estates() -> tuple[Estate, ...]:
    made: list[Estate] = []
    number = with_branch = 0
    lapses = {number: lapse for lapse, number in LAPSES.items()}
    for subject in register.estates():
        dice, own = Dice("estate", subject.id), models().get(subject.id)
        formal = dice.whole(0, 2) if dice.whole(1, 4) == 1 else dice.whole(3, 18)
        probationary, working, centre = dice.whole(0, 2), dice.whole(0, 4), dice.whole(1, 4) > 1
        left_out, consulted, lapse = 0, (), ""
        if own:
            answers = own["evidence"]
            formal, branch = answers["formal_party_members"], answers["has_party_branch"]
            centre, consulted = answers["has_service_centre"], tuple(row["date"] for row in answers["consultations"])
        else:
            formal = NOT_FOUNDED.get(number, {JUST_FOUNDED: 3, ONLY_PROBATIONARY: 2}.get(number, formal))
            probationary = 3 if number == ONLY_PROBATIONARY else probationary
            branch = formal >= 3 and number not in NOT_FOUNDED
            left_out = NOT_ENROLLED.get(number, 0)
            working = max(working, left_out)
            if branch:
                lapse = lapses.get(with_branch, "")
                centre = centre or lapse == "three uses"
                with_branch += 1
            number += 1
        enrolled = formal + probationary + working - left_out
        made.append(Estate(subject, formal, probationary, working, enrolled, branch, centre, consulted, lapse))
    return tuple(made)


def yaml_record(subject: Subject, by: str, day: int, evidence: Record) -> Record:
    named = {key: value for key, value in subject._asdict().items() if value}
    return {"subject": named, "submitted": {"by": by, "on": f"2021-06-{day}"}, "evidence": evidence}


def by_street(folder: str, records: list[Record]) -> dict[str, str]:
    """A file for each street."""
    return {
        f"{folder}/{street.slug}.yaml": as_list([one for one in records if one["subject"]["street"] == street.name])
        for street in planned.STREETS
    }


# --- 红色管家工程 -----------------------------------------------------------------------------------------------------


def leading_group() -> str:
    """In order but for one measure that nobody has begun."""
    dice, known = Dice("leading-group"), {one.name: one for one in register.departments()}
    departments = [
        {"department": known[f"市{name}部门"].name, "line": name if name in LINES else "其他"}
        for name in (*LINES, *OTHER_DEPARTMENTS)
    ]
    meetings = [
        {"date": day, "proposals": dice.whole(1, 4), "reports": dice.whole(0, 2), "bulletins": 1}
        for day in dice.days([3, 6])
    ]
    measures = [
        {
            "number": number,
            "measure": measure,
            "department": departments[(number * 5) % len(departments)]["department"],
            "state": "未启动" if number == NOT_BEGUN else dice.pick(["推进中", "推进中", "已完成"]),
        }
        for number, measure in enumerate(MEASURES, 1)
    ]
    evidence = {
        "group_departments": departments,
        "industry_committee_founded": True,
        "full_time_staff": 3,
        "group_meetings": meetings,
        "steward_measures": measures,
    }
    subject = Subject("leading-group", "LDXZ", "物业管理服务领导小组")
    return as_list([yaml_record(subject, "领导小组办公室", 25, evidence)])


def property_committees() -> list[Record]:
    """Five communities lapse; both with matters nobody took over in time are of one street."""
    made = []
    for number, community in enumerate(register.communities()):
        dice = Dice("property-committee", community.id)
        living = sum(one.subject.community == community.community for one in estates())
        owners, companies = dice.whole(1, living), dice.whole(1, 3)
        found = dice.days(sorted(dice.whole(1, 6) for _ in range(dice.whole(0, 2))))
        matters = [
            {"date": day, "matter": matter, "taken_over": True, "days": dice.whole(1, 6)}
            for day, matter in zip(found, dice.some(MATTERS, len(found)), strict=True)
        ]
        if number in (20, 24, 28):  # taken over in time to the day, a day late, and not at all
            matters = [{"date": "2021-04-12", "matter": "弃管楼院清扫", "taken_over": number != 28}]
            matters[0] |= {20: {"days": 7}, 24: {"days": 8}, 28: {}}[number]
        evidence = {
            "property_committee_set_up": number != 41,
            "owners_committees": owners,
            "owners_committees_supervised": owners - (number == 9),
            "property_companies": companies,
            "property_companies_supervised": companies - (number == 36),
            "unserved_matters": matters,
        }
        made.append(yaml_record(community, f"{community.community}居委会", 20 + number % 8, evidence))
    return made


def alliances() -> str:
    """One is short of a party."""
    return as_list(
        [
            yaml_record(
                street,
                f"{street.name}党工委",
                28,
                {
                    "服务联盟已组建": True,
                    "服务联盟参与方": PARTIES[:3] if street.name == "龙山街道" else PARTIES,
                },
            )
            for street in register.streets()
        ]
    )


# --- 小区精治工程 -----------------------------------------------------------------------------------------------------


def branches() -> str:
    return table(
        [
            one.subject.record(
                formal_members_living=one.formal,
                probationary_members=one.probationary,
                members_working=one.working,
                members_enrolled=one.enrolled,
                branch_founded="是" if one.branch else "否",
            )
            for one in estates()
        ]
    )


def consultations() -> list[Record]:
    made = []
    for number, one in enumerate(estates()):
        evidence: Record = {"branch_founded": one.branch}
        if one.branch:
            dice = Dice("one-plus-three", one.subject.id)
            months = [dice.whole(1, 3), dice.whole(4, 6), *[5] * dice.whole(0, 1)]
            days = list(one.consulted) or dice.days(months[one.lapse == "no meeting in winter" :])
            raised = [dice.whole(1, 4) for _ in days]
            if one.lapse.endswith("settled"):
                days, raised = days[:2], [6, 4] if one.lapse.startswith("seven") else [3, 2]
            left = {"seven of ten settled": 3, "four of five settled": 1}.get(one.lapse, int(sum(raised) > 4))
            evidence |= {
                "consultation_rules_adopted": one.lapse != "no rules",
                "led_by_community": True,
                "platform_parties": PLATFORM[:2] if one.lapse == "two parties only" else PLATFORM,
                "platform_meetings": [
                    {"date": day, "matters": matters, "settled": max(0, matters - (left if last else 0))}
                    for last, day, matters in zip([False] * (len(days) - 1) + [True], days, raised, strict=True)
                ],
            }
        made.append(yaml_record(one.subject, f"{one.subject.community}党组织", 20 + number % 8, evidence))
    return made


def joint_building() -> list[Record]:
    made = []
    for number, one in enumerate(estates()):
        evidence: Record = {"branch_founded": one.branch}
        if one.branch:
            dice = Dice("co-building", one.subject.id)
            kinds = dice.some(KINDS_OF_MEMBER, dice.whole(2, 4))
            if one.lapse == "one of the kinds only":
                kinds = [KINDS_OF_MEMBER[3], "其他"]
            talks = dice.days([dice.whole(1, 6) for _ in range(dice.whole(1, 2))])
            months = [dice.whole(1, 3), dice.whole(4, 6)][: 1 if one.lapse == "no joint meeting in spring" else 2]
            evidence |= {
                "part_time_members": [{"name": f"{dice.pick(list(SURNAMES))}某", "comes_from": kind} for kind in kinds],
                "agreement_signed": one.lapse != "no agreement",
                "council_set_up": True,
                "resident_talks": [
                    {"date": day, "topic": topic}
                    for day, topic in zip(talks, dice.some(TALKS, len(talks)), strict=True)
                    if one.lapse != "no talks"
                ],
                "joint_meetings": [{"date": day, "topic": dice.pick(planned.TOPICS)} for day in dice.days(months)],
                "service_centre_open": one.centre,
                "centre_uses": (USES[:2] + USES[3:] if one.lapse == "three uses" else USES) if one.centre else [],
            }
        by = f"{one.subject.name}党支部" if one.branch else f"{one.subject.community}党组织"
        made.append(yaml_record(one.subject, by, 20 + number % 8, evidence))
    return made


def stages() -> str:
    """The 13 model neighbourhoods; one was not appraised, and one learnt before it had shown."""
    made, codes = [], dict(applied.neighbourhoods())
    for place, code in enumerate(list(planned.PLANS)[:13]):
        dice, subject = Dice("stages", code), Subject(**(codes[code].record["subject"] | {"kind": "demonstration"}))
        days = [f"2021-05-{dice.whole(first, first + 5):02}" for first in (6, 13, 20)]
        days.append(f"2021-06-{dice.whole(3, 10):02}")
        if code == "c02":
            days[1], days[2] = days[2], days[1]
        rows = [
            {"日期": day, "环节": stage, "内容": done}
            for day, (stage, done) in zip(days, STAGES.items(), strict=True)
            if (code, stage) != ("a05", "评")
        ]
        evidence = {"观摩记录": rows, "上年度等次": LAST_TIERS[place]}
        made.append(yaml_record(subject, "市观摩活动办公室", 15, evidence))
    return as_list(made)


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    return {
        "red-steward/leading-group.yaml": leading_group(),
        **by_street("property-committees", property_committees()),
        "service-alliances/streets.yaml": alliances(),
        "neighbourhood-branches/estates.csv": branches(),
        **by_street("neighbourhood-consultation", consultations()),
        **by_street("neighbourhood-co-building", joint_building()),
        "demonstration-stages/models.yaml": stages(),
    }
