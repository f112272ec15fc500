"""What the invented example season is made of: its names, and the subjects designed to show something.

Short codes: a07 is the seventh neighbourhood of the first street. All names and figures are invented.
"""

from dataclasses import dataclass, field
from typing import Any

PROCEDURES = ["报修", "投诉", "协商议事", "维修资金使用"]
ITEMS = ["财务收支", "维修资金", "公共收益", "服务标准"]
TOPICS = ["停车位划线", "电梯维修", "楼道清理", "绿化补种", "物业费公示", "屋顶防水", "路灯更换", "门禁升级"]
CASES = ["停车难协商解决", "老楼加装扶手", "楼道共管", "邻里互助角", "公共收益晒账", "党员认领楼栋", "雨污管网疏通"]
WORTH = {"party": 20, "place": 20, "procedures": 15, "disclosure": 15, "indicators": 15, "cases": 15}
LIKELY = {  # the points from which those of a neighbourhood nobody designed are drawn; each of them has a Party branch
    "place": [20, 12, 0],
    "procedures": [15, 9, 9, 0],
    "disclosure": [15, 8, 0],
    "indicators": [15, 9, 0],
    "cases": [15, 10, 5, 0],
}


@dataclass(frozen=True)
class Street:
    code: str
    name: str
    slug: str  # of its files
    letter: str  # of its short codes
    neighbourhoods: str
    communities: str  # one secretary each

    def community(self, number: int) -> str:
        return self.communities.split()[number - 1] + "社区"


STREETS = (
    Street("370687001", "方圆街道", "fangyuan", "a",
           "翠湖花园 和悦家园 云栖里 锦程苑 清荷花园 朗月苑 松涛家园 望舒里 春晓苑 知秋花园 枫桥里 远帆家园 静澜苑",
           "晨曦 明德 和顺 崇礼 同心 向荣 静安里 望潮 守信 乐群 长青 惠民里 旭日 清风 聚贤 康宁 思源 融和"),
    Street("370687002", "东村街道", "dongcun", "b",
           "禾丰家园 听雨苑 墨香里 槐荫花园 瑞雪苑 星河里 百草园 临溪家园 暖阳苑 归燕里 长堤花园 青禾苑",
           "东篱 耕读 永和 丰登 百合 友邻 敬业里 柳岸 银杏 初心 南坡 汇泉里 勤和 安澜 麦香"),
    Street("370687003", "凤城街道", "fengcheng", "c",
           "栖梧苑 沐光家园 海棠里 逐浪花园 澄碧苑 飞鸿里 竹影家园 白鹭苑 晴川花园 桂子里 霁月苑",
           "梧桐 云锦 鸣泉 海风 新苗 朝晖 石榴 同福里 文澜 双桥里 书香 芳草 渔歌"),
    Street("370687004", "龙山街道", "longshan", "d",
           "山语苑 半坡花园 鹿鸣里 叠翠家园 观云苑 石泉里 揽秀花园 古槐苑 晓峰家园 悠然里",
           "山前 山后"),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What a designed neighbourhood is to show: the haves it falls short of, and about how it fares on site."""

    points: dict[str, int]  # of the haves it does not meet in full
    onsite: int
    satisfaction: float
    like: str = ""  # takes this neighbourhood's marks, each handed to another judge: the same on-site score
    raised: int = 0  # tenths added to every mark in three aspects: three times as much on site
    facts: dict[str, Any] = field(default_factory=dict)


PLANS = {  # in the order they are to rank; the last fails the gate
    "a07": Plan({"cases": 10}, 96, 93.5),  # first in the city, one have not met in full: 二等
    "b03": Plan({}, 87, 94.2),
    "c05": Plan({}, 84, 91.8),
    "d02": Plan({"procedures": 9}, 91, 92.4),
    "a02": Plan({"disclosure": 8}, 0, 86.1, like="b09", raised=5),  # 1 point of the six haves is worth 1.5 on site
    "b09": Plan({"procedures": 9}, 88, 90.7),
    "c08": Plan({"indicators": 9}, 86, 88.5),  # these two are equal in everything that ranks,
    "d04": Plan({"procedures": 9}, 0, 88.5, like="c08"),  # and between them lies the edge of 二等
    "a11": Plan({}, 75, 89.3, facts={"service_area": 100, "households": 640, "households_appraising": 320}),
    "d06": Plan({"cases": 10}, 0, 90.25, like="c02"),
    "c02": Plan({"cases": 10}, 80, 87.6),
    "b06": Plan({"place": 12}, 80, 85.0),
    "a05": Plan({"disclosure": 8, "cases": 10}, 83, 84.9),
    "d09": Plan({"place": 12, "cases": 10}, 80, 88.8),
    "c10": Plan({"procedures": 9, "disclosure": 8}, 77, 81.2),
    "b01": Plan({"cases": 0}, 74, 79.4),
    "a12": Plan({"party": 0}, 93, 92.0),
}
TIE = ("d04", "c08")  # the open tie, in the order the late decision gives
CONFLICT = "b11"  # of which the late folder holds a second, different answer
LATE = {  # file: the neighbourhood it lies beside, its name, the haves short of full once put right, on site
    "missing-answer": ("a01", "迟桂苑", {}, 73),
    "wrong-field-name": ("b01", "晚枫里", {"cases": 10, "disclosure": 8}, 60),
    "bad-date": ("c01", "暮云家园", {"cases": 10, "indicators": 9}, 74),
}
PAPERS = {"a07": ("has_party_branch", "同意成立小区党支部"), "a11": ("has_service_centre", "党群服务中心验收合格")}

STATIONS = "春风 星语 驻足 晴伞 灯火 问暖 小憩 同行 热茶 拾光 路口 守望 一盏 归途 知心 绿荫 微澜"
STATION_HAVES = ("fixed_place", "tables_and_stools", "tea_and_water", "heating_and_cooling", "charging",
                 "books_and_papers", "umbrellas", "first_aid_kit")  # fmt: skip
LACKING = {
    4: {"charging"},
    7: {"umbrellas", "first_aid_kit"},
    10: {"heating_and_cooling"},
    13: {"charging", "books_and_papers", "first_aid_kit"},
    16: {"tea_and_water"},
}

SCORES = {"debriefing": 30, "public_satisfaction": 30, "committee_appraisal": 25, "daily_record": 15}
DESIGNED_SCORES = {  # by street and community
    ("fangyuan", 5): (62, 64, 66, 70),  # the last of those ranked
    ("fangyuan", 12): (58, 60, 55, 62),  # lower still, but a newcomer
    ("dongcun", 3): (66.5, 63, 68, 72),
    ("dongcun", 10): (63, 66.5, 65, 77),  # the same total from other scores: equally last
    ("fengcheng", 8): (55, 58, 60, 57),
    ("longshan", 1): (88, 91.5, 86, 90),
    ("longshan", 2): (71, 74.5, 78, 80),  # the lower of two: too small a group for an interview
}
NEWCOMER, NEWCOMER_SINCE = ("fangyuan", 12), "2021-02-01"  # four whole months in post
FOLLOWED = {  # the day of the interview, the months visited since, the problems helped with and whether settled
    ("fangyuan", 9): ("2021-01-14", [2, 3, 5, 6], {"飞线充电整治": True, "楼道堆物清理": False}),
    ("fengcheng", 4): ("2020-12-17", [1, 2, 3, 4, 5, 6], {"老旧电梯更换": True, "夜间停车协调": True}),
}
