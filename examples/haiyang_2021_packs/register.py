"""The invented city: who and what there is to be evaluated, by kind. Numbers that the policy source gives are its own.

48 communities in 4 streets; 197 neighbourhoods, 47 property companies, 115 community grids, 90 units, 22 departments;
6 property areas with 29 property grids and 243 grid members. Every name is invented.
"""

from functools import cache
from typing import NamedTuple

import haiyang_2021_plan as planned

ESTATES, COMPANIES, GRIDS, UNITS, MEMBER_DEPARTMENTS = 197, 47, 115, 90, 22
AREAS, PROPERTY_GRIDS, GRID_MEMBERS = 6, 29, 243


def _words(text: str) -> list[str]:
    return text.split()


DEPARTMENTS = [
    "组织",
    "宣传",
    "统战",
    "政法",
    "编办",
    "教育",
    "科技",
    "工信",
    "公安",
    "民政",
    "司法",
    "财政",
    "人社",
    "规划",
    "生态",
    "住建",
    "交通",
    "水务",
    "农业",
    "海洋",
    "商务",
    "文旅",
    "卫健",
    "退役",
    "应急",
    "审计",
    "市场",
    "体育",
    "统计",
    "医保",
    "执法",
    "信访",
    "档案",
    "气象",
    "税务",
    "供电",
    "供水",
    "供热",
    "燃气",
    "邮政",
    "通信",
    "消防",
    "银行",
    "保险",
    "工会",
    "青年",
    "妇联",
    "科协",
    "文联",
    "残联",
    "红会",
    "工商联",
]
"""Departments of the city, by what they are about."""

FIRST = [
    "兰亭",
    "锦绣",
    "金桂",
    "瑞景",
    "康乐",
    "文昌",
    "嘉和",
    "永安",
    "滨河",
    "碧水",
    "祥云",
    "玉兰",
    "丹枫",
    "紫荆",
    "青松",
    "蓝湾",
    "福泽",
    "德馨",
    "景明",
    "和风",
]
LAST = _words("苑 花园 家园 里 雅居 新村 名邸 小筑")
COMPANY = _words("海晏 安居 诚和 惠邻 众悦 宁馨 永固 嘉诚 和美 清园 金盾 同舟")


class Subject(NamedTuple):
    """Whom or what a record is about, as a record names it."""

    kind: str
    id: str
    name: str
    street: str = ""
    community: str = ""

    def record(self, **answers: object) -> dict[str, object]:
        """A flat record with its answers."""
        return {**self._asdict(), **answers}


def streets() -> list[Subject]:
    return [Subject("street", street.code, street.name, street.name) for street in planned.STREETS]


@cache
def communities() -> tuple[Subject, ...]:
    """48, each with its number within its street in its id."""
    return tuple(
        Subject("community", f"{street.code}{number:03}", name := street.community(number), street.name, name)
        for street in planned.STREETS
        for number in range(1, len(street.communities.split()) + 1)
    )


def secretaries() -> list[Subject]:
    """One for each community, named as in the secretaries' own evidence."""
    return [
        Subject(
            "secretary",
            f"{one.id}-S1",
            "王李张刘陈杨赵黄周吴徐孙胡朱高林"[number % 16] + "某" + "甲乙丙"[number // 16],
            one.street,
            one.community,
        )
        for number, one in enumerate(communities())
    ]


@cache
def estates() -> tuple[Subject, ...]:
    """197 neighbourhoods of the register (kind `estate`), the 46 that applied to be a model among them, by id."""
    made = [
        Subject(
            "estate",
            f"{street.code}{(number - 1) // 5 + 1:03}-{(number - 1) % 5 + 1:02}",
            name,
            street.name,
            street.community((number - 1) // 5 + 1),
        )
        for street in planned.STREETS
        for number, name in enumerate(street.neighbourhoods.split(), 1)
    ]
    others = communities()
    for extra in range(ESTATES - len(made)):
        community = others[extra % len(others)]
        name = FIRST[extra % len(FIRST)] + LAST[extra // len(FIRST) % len(LAST)]
        place = 11 + extra // len(others)
        made.append(Subject("estate", f"{community.id}-{place}", name, community.street, community.community))
    return tuple(sorted(made))


def companies() -> list[Subject]:
    return [
        Subject("company", f"QY{number + 1:02}", f"{COMPANY[number % 12]}{'一二三四'[number // 12]}物业公司")
        for number in range(COMPANIES)
    ]


@cache
def grids() -> tuple[Subject, ...]:
    """115 community grids, two or three to a community."""
    made = []
    for number, community in enumerate(communities()):
        for grid in range(1, 4 if number < GRIDS - 2 * len(communities()) else 3):
            name = f"{community.community}第{'一二三'[grid - 1]}网格"
            made.append(Subject("grid", f"{community.id}-W{grid}", name, community.street, community.community))
    return tuple(made)


def units() -> list[Subject]:
    """90 units that report to community grids."""
    return [Subject("unit", f"DW{number:02}", f"报到单位{number:02}") for number in range(1, UNITS + 1)]


def departments() -> list[Subject]:
    """52 departments of the city; the first 22 are members of the joint meeting."""
    return [Subject("department", f"BM{number:02}", f"市{name}部门") for number, name in enumerate(DEPARTMENTS, 1)]
