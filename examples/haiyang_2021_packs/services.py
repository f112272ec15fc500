"""Invented evidence of the chapter 供需对接服务体系.

Kept exactly as the policy source has them: 1,183 orders since 2019, 87 teams, 17 stations, more than 310 volunteers and
20,000 residents served, more than 50 departments at the fair, seven years in a row among the first.
"""

from datetime import date, timedelta

import haiyang_2021_plan as planned

from haiyang_2021_packs.register import FIRST, Subject, communities, departments
from haiyang_2021_packs.writing import HEADING, Dice, Record, as_list, as_yaml, table

SEASON_ENDS = date(2021, 6, 30)
PLATFORM, SURVEYS = "BJPT-2021", "MYD-2014"

# --- orders and teams -------------------------------------------------------------------------------------------------

ORDERS = {2019: 372, 2020: 448, 2021: 363}
"""1,183 in all; those of 2021 in its first half."""
TEAMS, IDLE, AT_HOME = 87, (23, 58, 76), (11, 64)
"""Teams without an order completed in 2021, and those that serve only the community their unit reports to."""
TRADES = ["医疗", "住建", "教育", "司法", "其他行业"]
UNSETTLED_TRADE, FEW_PARTY_MEMBERS = 85, 37
NEEDS = {
    "医疗": ["上门测血压", "健康知识讲座", "用药咨询", "急救技能培训", "独居老人巡诊", "接种政策解答"],
    "住建": ["楼道灯维修", "雨污管道疏通", "墙面渗水查看", "路面坑洼修补", "扶手加装", "消防通道清理"],
    "教育": ["假期作业辅导", "亲子阅读", "家庭教育讲座", "智能手机教学", "科普进小区", "书法课堂"],
    "司法": ["法律咨询", "邻里纠纷调解", "合同审看", "防诈骗宣传", "遗嘱知识讲座", "法律援助指引"],
    "其他行业": ["家电检修", "理发磨刀", "文艺演出", "垃圾分类指导", "便民缴费指引", "花木修剪"],
}
LATE = {("placed", 7): 96, ("accepted", 9): 171, ("completed", 78): 244}
"""Every so many-th order is late with this step, by so many days."""
NEVER = {"DD2021-0118": "placed", "DD2021-0207": "placed", "DD2021-0066": "accepted", "DD2021-0241": "accepted"}
"""Orders at which it ended."""
NEVER_COMPLETED = ("DD2020-0431", "DD2021-0029", "DD2021-0092")
REFUSED, REVERSED = ("DD2020-0077", "DD2021-0150"), ("DD2019-0215", "DD2020-0302")
"""Not accepted by the community as done; entered as accepted before it was placed."""


def trade(team: int) -> str:
    return TRADES[(team - 1) // len(FIRST)]


def orders() -> list[Record]:
    made: list[Record] = []
    everywhere = communities()
    busy = [team for team in range(1, TEAMS + 1) if team not in IDLE]
    for year, number in ORDERS.items():
        days = 180 if year == 2021 else 364
        for place in range(1, number + 1):
            code = f"DD{year}-{place:04}"
            dice, count = Dice("order", code), len(made) + 1
            team = busy[count * 31 % len(busy)] if year == 2021 else count * 31 % TEAMS + 1
            community = everywhere[dice.whole(0, len(everywhere) - 1)]
            name = dice.pick(NEEDS[trade(team)])
            ordered = date(year, 1, 1) + timedelta(place * days // number)
            gaps = {"placed": dice.whole(0, 3), "accepted": dice.whole(0, 5), "completed": dice.whole(2, 45)}
            for (step, days_taken), every in LATE.items():
                if count % every == 0:
                    gaps[step] = days_taken
            if code in REVERSED:
                gaps["accepted"] = -1
            steps: dict[str, date] = {}
            reached = ordered
            for step, gap in gaps.items():
                reached += timedelta(gap)
                ends = NEVER.get(code) == step or (step == "completed" and code in NEVER_COMPLETED)
                if ends or reached > SEASON_ENDS:
                    break
                steps[step] = reached
            accepted, completed = "accepted" in steps, "completed" in steps
            beyond = team not in AT_HOME and dice.whole(1, 100) <= 70
            subject = Subject("order", code, name, community.street, community.community)
            made.append(
                subject.record(
                    点单日期=ordered,
                    下单日期=steps.get("placed", ""),
                    接单日期=steps.get("accepted", ""),
                    接单单位=f"DW{team:02}" if accepted else "",
                    服务队伍=f"TD{team:02}" if accepted else "",
                    跨社区服务=("是" if beyond else "否") if accepted else "",
                    办结日期=steps.get("completed", ""),
                    社区确认=("否" if code in REFUSED else "是") if completed else "",
                )
            )
    return made


def teams() -> list[Record]:
    made = []
    for number in range(1, TEAMS + 1):
        dice, word = Dice("team", number), trade(number)
        name = f"{FIRST[(number - 1) % len(FIRST)]}{'便民' if word == '其他行业' else word}志愿服务队"
        party = dice.whole(5, 16)
        members = party + dice.whole(0, party - 1)
        made.append(
            Subject("team", f"TD{number:02}", name).record(
                所属行业="未明确" if number == UNSETTLED_TRADE else word,
                组建单位=f"DW{number:02}",
                队员人数=members + party if number == FEW_PARTY_MEMBERS else members,
                党员人数=party,
            )
        )
    return made


# --- stations and the fair --------------------------------------------------------------------------------------------

MONTH_ENDS = ("2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30", "2021-05-31", "2021-06-30")
VOLUNTEERS, RESIDENTS = 313, 20_146
"""In all stations together: “more than 310”, “more than 20,000”."""
QUIET = {6: (1, 3), 14: (1, 0)}
"""Stations with few volunteers in one month (which, how many): the month of the Spring Festival."""
FEW_SERVED = {6: (1, 22), 9: (4, 31)}
FEW_REGISTERED = 11


def stations() -> list[Record]:
    """What each station did by month; the last one makes the city's sums come out."""
    made: list[Record] = []
    left, served = VOLUNTEERS, RESIDENTS
    names = planned.STATIONS.split()
    for number, name in enumerate(names, 1):
        street = planned.STREETS[(number - 1) % 4]
        dice, last = Dice("station-service", number), number == len(names)
        rows = []
        for month, day in enumerate(MONTH_ENDS):
            volunteers, residents = dice.whole(4, 14), dice.whole(40, 118)
            if number in QUIET and QUIET[number][0] == month:
                volunteers = QUIET[number][1]
            if number in FEW_SERVED and FEW_SERVED[number][0] == month:
                residents = FEW_SERVED[number][1]
            rows.append({"month_end": day, "volunteers": volunteers, "residents": residents})
        registered = left if last else 9 if number == FEW_REGISTERED else dice.whole(14, 23)
        this_period = sum(int(row["residents"]) for row in rows)
        earlier = served - this_period if last else dice.whole(610, 860)
        left, served = left - registered, served - earlier - this_period
        subject = Subject(
            "station-service",
            f"{street.code}-Y{number:02}",
            f"{name}驿站",
            street.name,
            street.community(number % 2 + 1),
        )
        made.append(
            {
                "subject": subject._asdict(),
                "submitted": {"by": f"{street.name}党工委（示例）", "on": "2021-06-30"},
                "evidence": {
                    "platform": PLATFORM,
                    "volunteers_registered": registered,
                    "served_earlier": earlier,
                    "monthly": rows,
                },
            }
        )
    return made


FAIR = "2021-05-22"
OFFERS = {
    "卫健": "健康义诊",
    "医保": "社保、健康义诊",
    "红会": "健康义诊、公益项目推介",
    "民政": "公益项目推介",
    "青年": "公益项目推介、就业创业",
    "残联": "公益项目推介、就业创业",
    "人社": "社保、就业创业",
    "退役": "就业创业",
    "工商联": "就业创业",
    "教育": "教育培训",
    "科技": "教育培训",
    "科协": "教育培训",
    "妇联": "教育培训、公益项目推介",
    "市场": "食品药品安全",
    "农业": "食品药品安全",
    "银行": "金融理财",
    "保险": "金融理财、社保",
    "税务": "金融理财、就业创业",
}
LAST_YEAR, NOT_THERE, FEW_ADVISED = "档案", "气象", ("邮政", "统计")
"""Gave last year's date; did not register at all; advised fewer than 20 residents."""


def fair() -> list[Record]:
    where = [record["subject"]["id"] for record in stations()]
    made = []
    for number, department in enumerate(departments()):
        about = department.name[1:-2]
        there, dice = about != NOT_THERE, Dice("fair", about)
        advised = dice.whole(9, 17) if about in FEW_ADVISED else dice.whole(22, 96)
        made.append(
            department.record(
                fair_register=PLATFORM,
                registered_at=where[number % len(where)] if there else "",
                fair_on=("2020-05-23" if about == LAST_YEAR else FAIR) if there else "",
                services_offered=OFFERS.get(about, "其他知识普及") if there else "",
                residents_advised=advised if there else "",
            )
        )
    return made


def platform() -> Record:
    return {
        "subject": Subject("convenience-platform", PLATFORM, "便捷服务平台")._asdict(),
        "submitted": {"by": "市委组织部（示例）", "on": "2021-06-30"},
        "evidence": {"counted_on": "2021-06-30"},
    }


# --- the province's survey --------------------------------------------------------------------------------------------

RESULTS = {
    2014: ("2015-01-20", "88.42", 21, 137, 3),
    2015: ("2016-01-18", "89.07", 18, 137, 2),
    2016: ("2017-01-16", "88.95", 26, 137, 3),
    2017: ("2018-01-22", "90.31", 12, 137, 1),
    2018: ("2019-01-21", "90.18", 15, 137, 2),
    2019: ("2020-01-15", "91.56", 9, 136, 1),
    2020: ("2021-01-19", "91.73", 11, 136, 2),
}
"""Published on, result, rank in the province and out of how many, rank in the prefecture."""


def survey() -> list[Record]:
    return [
        Subject("survey-year", f"MYD{year}", f"{year}年度测评").record(
            所属台账=SURVEYS,
            测评年度=year,
            公布日期=on,
            测评得分=result,
            全省位次=rank,
            全省参评数=ranked,
            所在市位次=near,
        )
        for year, (on, result, rank, ranked, near) in RESULTS.items()
    ]


def survey_run() -> Record:
    return {
        "subject": Subject("survey-run", SURVEYS, "群众满意度测评台账")._asdict(),
        "submitted": {"by": "市委组织部（示例）", "on": "2021-06-30"},
        "evidence": {"通报连续年数": len(RESULTS)},
    }


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    made = {
        f"service-orders/{year}.csv": table([one for one in orders() if one["id"].startswith(f"DD{year}")])
        for year in ORDERS
    }
    return made | {
        "service-orders/teams.csv": table(teams()),
        "station-services/stations.yaml": as_list(stations()),
        "station-services/fair.csv": table(fair()),
        "station-services/platform.yaml": HEADING + as_yaml(platform()),
        "satisfaction-survey/years.csv": table(survey()),
        "satisfaction-survey/register.yaml": HEADING + as_yaml(survey_run()),
    }
