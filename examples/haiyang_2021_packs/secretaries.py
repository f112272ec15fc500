"""Invented evidence of the chapter 全链条管理体系.

What the policy source counts is kept exactly: 6 secretaries newly adjusted or selected since 2019, 11 in reserve, a
salon every quarter, 2 studios. Everything else is drawn by chance, apart from the few who are to show something.
"""

from haiyang_2021_packs import register
from haiyang_2021_packs.register import Subject
from haiyang_2021_packs.writing import Dice, Record, as_list, table

ADJUSTED, IN_RESERVE = 6, 11
SELECTION, SALON, RECRUITMENT = "XR2021", "SY2021", "ZP2021"
ENDS = ("01-31", "02-28", "03-31", "04-30", "05-31", "06-30")
PAPERS = {
    "selection_papers": ["民主推荐", "组织考察", "任前公示", "任职文件"],
    "duty_papers": ["岗位职责清单", "年度任务清单", "公开承诺"],
    "appraisal_papers": ["述职报告", "民主测评", "考核意见"],
    "guarantees": ["岗位报酬", "社会保险", "年度体检"],
}
LACKING = {  # by the secretary's place in the register: a paper that is not there
    6: ("guarantees", "年度体检"),
    19: ("selection_papers", "任前公示"),
    27: ("duty_papers", "公开承诺"),
    33: ("guarantees", "社会保险"),
    41: ("appraisal_papers", "民主测评"),
}
SHORT_OF_TRAINING, FEW_VISITS = {10, 29, 38}, {16: 3, 35: 5}  # few homes visited in that month
TOPICS = ["停车秩序", "楼道堆物", "充电设施", "绿化补种", "物业费公示", "加装电梯", "垃圾分类", "独居老人照护"]
LESSONS = ["物业党建", "协商议事", "矛盾调解", "应急处置", "居民自治"]
BRANDS = ["邻里", "红心", "暖阳", "同心", "微光", "连心", "守望", "和美"]
NO_CLASS, NO_TURN, NO_BRAND, UNSETTLED = {14, 30}, {5, 22, 39}, {25}, {8: 2, 36: 1}  # problems still open


def _record(subject: Subject, evidence: Record, by: str, on: str = "2021-06-28") -> Record:
    identity = {name: value for name, value in subject._asdict().items() if value}
    return {"subject": identity, "submitted": {"by": by, "on": on}, "evidence": evidence}


# --- 头雁培育行动 -----------------------------------------------------------------------------------------------------


def _appraised() -> dict[str, Record]:
    """What the appraisal's own evidence says of each secretary."""
    from make_haiyang_2021 import secretaries  # it reads these packs itself

    return {one["subject"]["id"]: one["evidence"] for group in secretaries().values() for one in group}


def adjusted() -> dict[str, tuple[str, str]]:
    """Day in post and day reported for record of the six newly adjusted, by id; one was reported late."""
    since = {who: facts["in_post_since"] for who, facts in _appraised().items() if facts["in_post_since"] >= "2019"}
    latest = sorted(since, key=lambda who: (since[who], who))[-ADJUSTED:]
    days = (12, 8, 15, 6, 47, 20)
    made = {}
    for who, after in zip(latest, days, strict=True):
        month, day = int(since[who][5:7]) + after // 30, after % 30 + 1
        made[who] = (since[who], f"{since[who][:4]}-{month:02}-{day:02}")
    return made


def management() -> list[Record]:
    """Of secretaries; the joint meetings of their communities are in the communities' own evidence."""
    made, new, appraised = [], adjusted(), _appraised()
    for number, one in enumerate(register.secretaries()):
        dice = Dice("secretary-management", one.id)
        evidence: Record = {}
        for field, papers in PAPERS.items():
            lacks = LACKING.get(number, ("", ""))
            evidence[field] = [paper for paper in papers if lacks != (field, paper)]
        evidence["adjusted"] = one.id in new
        if one.id in new:
            evidence["adjusted_on"], evidence["reported_for_record_on"] = new[one.id]
            evidence["reported_for_record"] = True
        hours = [6, 8] if number in SHORT_OF_TRAINING else [dice.whole(8, 12), dice.whole(12, 16)]
        evidence["management_trainings"] = [
            {"attended_on": day, "hours": length, "topic": topic}
            for day, length, topic in zip(dice.days([3, 5]), hours, dice.some(LESSONS, 2), strict=True)
        ]
        evidence["home_visits"] = [
            {"month_end": f"2021-{end}", "homes": 7 if FEW_VISITS.get(number) == month else dice.whole(10, 26)}
            for month, end in enumerate(ENDS, 1)
        ]
        evidence["interviewed_last_season"] = "interviewed_on" in appraised[one.id]
        if evidence["interviewed_last_season"]:
            evidence["partner_named"] = True
        made.append(_record(one, evidence, f"{one.street}党建办"))
    return made


def candidates() -> list[dict[str, object]]:
    """11 in reserve, and 8 looked for as secretary and director in one."""
    made, places, incumbents, appraised = [], register.communities(), register.secretaries(), _appraised()
    reserve = [1, 5, 9, 14, 18, 23, 28, 33, 37, 42, 46]
    for number, at in enumerate([*reserve, 3, 11, 16, 20, 26, 31, 35, 47], 1):
        dice, place, kept = Dice("candidate", number), places[at], number <= IN_RESERVE
        name, post, since = incumbents[at].name, "社区书记", appraised[incumbents[at].id]["in_post_since"]
        if kept:
            name = "郑何罗梁宋谢韩唐冯于董"[number - 1] + "某" + "丁戊"[number % 2]
            post = dice.pick(["小区党支部书记", "网格党支部书记"])
            since = f"{dice.whole(2016, 2019)}-{dice.whole(1, 12):02}-01"
        hours = dice.whole(24, 40)
        born = f"{dice.whole(1973, 1988)}-{dice.whole(1, 12):02}-{dice.whole(1, 28):02}"
        if number == 6:
            hours = 16  # of 东村街道, which is then one short
        if number == 8:
            since = "2020-09-01"  # not yet a year
        if number == 14:
            born = "1971-06-30"  # fifty on the day of evaluation
        made.append(
            Subject("candidate", f"{'HB' if kept else 'YJ'}{number:02}", name, place.street, place.community).record(
                人选类别="后备人才" if kept else "一肩挑人选",
                现任职务=post,
                任书记日期=since,
                出生日期=born,
                入党日期=f"{int(born[:4]) + dice.whole(20, 27)}-07-01",
                文化程度=dice.pick(["高中", "大专", "大专", "本科以上"]),
                培训学时=hours,
                本社区选民="否" if number == 17 else "是",
                联审通过="是",
                列入工作=SELECTION,
            )
        )
    return made


def coverage() -> list[dict[str, object]]:
    of = [one.street for one in register.communities()]
    return [
        one.record(社区数=of.count(one.name), 一肩挑摸排社区数=of.count(one.name) - (one.name == "凤城街道"))
        for one in register.streets()
    ]


def selection() -> Record:
    where = {one.id: one.community for one in register.secretaries()}
    came = ("机关选派", "后备人才", "后备人才", "交流任职", "后备人才", "后备人才")
    rows = [
        {"appointed_on": day, "appointed_to": where[who], "came_from": source, "on_record": True, "examined": True}
        for (who, (day, _)), source in zip(adjusted().items(), came, strict=True)
    ]
    return _record(
        Subject("selection-work", SELECTION, "社区书记选任与后备工作"), {"appointments": rows}, "市委组织部门"
    )


# --- 头雁领航行动 -----------------------------------------------------------------------------------------------------

SALONS = (
    ("2020-09-18", "圆桌座谈"),
    ("2020-12-11", "典型研讨"),
    ("2021-03-19", "现场点评"),
    ("2021-06-11", "实地观摩"),
)


def leading() -> list[Record]:
    made = []
    for number, one in enumerate(register.secretaries()):
        dice = Dice("leading-geese", one.id)
        day, form = dice.pick([("2021-04-14", "外出观摩"), ("2021-04-15", "专家授课"), ("2021-04-16", "体验教学")])
        turn = SALONS[number % len(SALONS)][0]
        found = dice.whole(3, 9)
        evidence: Record = {
            "annual_classes": [{"attended_on": "2020-05-20" if number in NO_CLASS else day, "form": form}],
            "salon_turns": [] if number in NO_TURN else [{"spoke_on": turn, "topic": dice.pick(TOPICS)}],
            "brand_name": f"{one.community.removesuffix('社区')}{dice.pick(BRANDS)}",
            "brand_accepted": number not in NO_BRAND,
            "problems_found": found,
            "problems_put_right": found - UNSETTLED.get(number, 0),
        }
        made.append(_record(one, evidence, f"{one.street}党建办"))
    return made


def studios() -> list[Record]:
    """The second held nothing in the last quarter of 2020."""
    made = []
    for number, at in enumerate((2, 34)):
        place, dice = register.communities()[at], Dice("studio", number)
        subject = Subject("studio", f"GZS{number + 1}", f"{place.community}书记工作室", place.street, place.community)
        days = ["2020-08-20", "2020-11-12", "2021-02-25", "2021-05-27"]
        evidence: Record = {
            "salon_programme": SALON,
            "room_provided": True,
            "yearly_plan": True,
            "secretaries_mentored": 4 - number,
            "studio_activities": [
                {"held_on": day, "topic": topic}
                for day, topic in zip(days, dice.some(TOPICS, 4), strict=True)
                if not number or day != days[1]
            ],
        }
        made.append(_record(subject, evidence, place.street))
    return made


def salons() -> Record:
    names = {number: one.name for number, one in enumerate(register.secretaries())}
    turns = [sum(n % len(SALONS) == at and n not in NO_TURN for n in names) for at in range(len(SALONS))]
    rows = [
        {"held_on": day, "chaired_by": names[chair], "form": form, "spoke": spoke}
        for (day, form), chair, spoke in zip(SALONS, (2, 34, 12, 20), turns, strict=True)
    ]
    return _record(Subject("salon-programme", SALON, "书记有约主题沙龙"), {"salons": rows}, "市委组织部门")


# --- 雁阵培优行动 -----------------------------------------------------------------------------------------------------

CERTIFICATES = ["没有证书"] * 4 + ["助理社会工作师"] * 4 + ["社会工作师"] * 2
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"


def workers() -> list[dict[str, object]]:
    """Three to five in each community, the first of them of its two committees."""
    made: list[dict[str, object]] = []
    for community in register.communities():
        dice = Dice("worker", community.id)
        for number in range(1, dice.whole(3, 5) + 1):
            level = dice.pick(CERTIFICATES)
            if len(made) in (40, 125):
                level = "高级社会工作师"
            certified, lapsed = level != "没有证书", dice.whole(1, 40) == 1
            entered = certified or dice.whole(1, 6) > 1
            trained = dice.whole(24, 40) if dice.whole(1, 25) > 1 else 16
            year = dice.whole(2019, 2020) if dice.whole(1, 16) > 1 else 2017
            name = f"{dice.pick(list(SURNAMES))}某{'一二三四五'[number - 1]}"
            made.append(
                Subject("worker", f"{community.id}-G{number}", name, community.street, community.community).record(
                    人员类别="社区两委成员" if number <= 2 else "专职社区工作者",
                    轮训学时=trained,
                    证书级别=level,
                    已报考="是" if entered else "否",
                    登记有效="是" if certified and not lapsed else "否",
                    持证月数=dice.pick([6, 6, 6, 6, 4, 3]) if certified else 0,
                    现岗位起=f"{year}-{dice.whole(1, 12):02}-01",
                )
            )
    return made


def recruitment() -> Record:
    employed = sum(one["人员类别"] == "专职社区工作者" for one in workers())
    steps = [("2021-01-15", "摸底"), ("2021-03-05", "拟定"), ("2021-04-09", "审批"), ("2021-05-20", "公告")]
    evidence: Record = {
        "posts_approved": employed + 18,
        "posts_filled": employed,
        "posts_planned": 18,
        "streets_asked": [street.name for street in register.streets()],
        "recruitment_steps": [{"done_on": day, "step": step} for day, step in steps],
    }
    return _record(Subject("recruitment-plan", RECRUITMENT, "2021年社区专职工作者招聘计划"), evidence, "市委组织部门")


def files() -> dict[str, str]:
    """Every file by its path below the season's folder."""
    return {
        "secretary-management/secretaries.yaml": as_list(management()),
        "secretary-selection/candidates.csv": table(candidates()),
        "secretary-selection/streets.csv": table(coverage()),
        "secretary-selection/selection.yaml": as_list([selection()]),
        "leading-geese/secretaries.yaml": as_list(leading()),
        "secretary-salons/salons.yaml": as_list([salons()]),
        "secretary-salons/studios.yaml": as_list(studios()),
        "community-workers/workers.csv": table(workers()),
        "worker-recruitment/plan.yaml": as_list([recruitment()]),
    }
