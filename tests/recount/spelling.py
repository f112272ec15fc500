"""Rule files spelt in Chinese, with their keywords in English: names, ids and texts stay as they are."""

from typing import Any

from recount.text import Plain

KEYS_WRITTEN = """
规则集:ruleset 评价方案:scheme 名称:title 评价对象:subject 施行期:in_force 制定机关:authority 来源:source
填报项:fields 关联:links 计算项:derived 标准值:figures 指标:criteria 自:from 至:to 类型:type 标签:label 单位:unit
内容:of 最小值:minimum 最大值:maximum 小数位:places 填报说明:help 公开范围:audience 报送:reported 评定:assessed 由:by
理由:reason 编号:id 分值:worth 条件:when 分档:bands 按比例:proportional 扣分:deductions 累加:additions 基础分:base
最低得分:floor 加分:bonus 上限:cap 不得分条件:none_if 适用条件:applies 不适用时:when_not_applicable 出处:origin
改进措施:remedy 得分:points 分数:points 每一:each 评定人数:assessors 取值方式:take 计数:count 限于:where 日期栏:dated
每期:per 有效月数:valid_months 合计:sum 栏目:of 修约方式:rounding 占比:share 总量:of 总量为零时:of_nothing
已满月数:months_since 已过日数:days_since 分期:periods 差:difference 总和:total_of 费率:rates 值:value 范围:within
优先:first 本方:mine 对方:theirs 称谓:noun 英文复数:plural 量词:measure 必填:requires 评价期:period 评审组:panel
组成:components 准入条件:gates 一票否决:vetoes 总分:total 排名:ranking 评定等级:grades 资金分配:allocation
约谈:interviews 跟踪:follow_up 整改:put_right 文书:documents 满分值:out_of 权重:weight 分制:scale 方面:aspects
最少打分数:fewest_marks 去掉:drop 回避:recusals 作废:void 提醒:watch 最高:highest 最低:lowest 评委:judge 效果:effect
参加排名:members 同分:ties 按:by 名额:places 方式:method 预算:budget 分配条件:eligible 各等次:tiers 金额:amount
待定条件:open 结对包帮:pairing 低于:below 步骤:steps 间隔日数:within_days 计价:priced 分值表:prices
同一事项:same_matter 乘积:product 查表:table 表格:cells 比率:rate 分级:stepped 各级:values 不超过:up_to
比较:compared 名额控制:quota 流程:course 公开:public
"""

KEYS = dict(one.split(":") for one in KEYS_WRITTEN.split())

OVER = {
    "proportional": {"依据": "of"},
    "gate": {"依据": "basis"},
    "void": {"依据": "basis", "范围": "of"},
    "allocation": {"依据": "of"},
}
"""Keys that mean something else where they stand."""

WORDS = {
    "type": "是否:yes-no 整数:integer 小数:decimal 日期:date 文字:text 单选:choice 多选:choices 明细:events",
    "take": "最少:fewest 最多:most 数量:number 平均:mean 最高:highest 最低:lowest 名次:rank",
    "per": "月:month 季度:quarter",
    "rounding": "四舍六入五成双:half-even 四舍五入:half-up",
    "when_not_applicable": "不计:leave_out 满分:full 零分:zero",
    "effect": "不参评:ineligible 零分:zero",
    "method": "依次递补:walk-down 按比率:by-rate",
    "first": "最高:highest 最低:lowest",
    "within": "街道:street 社区:community",
    "by": "编号:id 名称:name",
    "requires": "街道:street 社区:community",
    "mine": "街道:street 社区:community 编号:id",
    "theirs": "街道:street 社区:community 编号:id",
    "reported": "按期:by_period",
    "out_of": "原分:points",
}

OPERATORS_WRITTEN = """
为:is 不为:is_not 不少于:at_least 不多于:at_most 多于:more_than 少于:less_than 为其一:one_of 不在其列:none_of
包括:includes 包括任一:includes_any 包括全部:includes_all 格式符合:matches 不晚于:on_or_before 不早于:on_or_after
已填报:provided
"""

OPERATORS = dict(one.split(":") for one in OPERATORS_WRITTEN.split())

STANDING = {
    "总分": "total",
    "名次": "rank",
    "同组数": "group_size",
    "同组在前": "higher_in_group",
    "同组在后": "lower_in_group",
}

VERDICTS = {"符合": "met", "部分符合": "partly-met", "不符合": "not-met", "不适用": "not-applicable"}

CHILDREN: dict[str, dict[str, str]] = {
    "top": {
        "fields": "fields",
        "links": "links",
        "derived": "quantities",
        "figures": "figures",
        "criteria": "criterion",
        "panel": "panel",
        "components": "plain",
        "gates": "gate",
        "vetoes": "gate",
        "total": "plain",
        "ranking": "ranking",
        "grades": "gate",
        "allocation": "allocation",
        "interviews": "gate",
        "period": "plain",
        "in_force": "plain",
    },
    "field": {"of": "columns"},
    "link": {},
    "quantity": {"where": "condition", "when": "condition", "values": "plain"},
    "figure": {},
    "plain": {},
    "criterion": {
        "when": "condition",
        "applies": "condition",
        "none_if": "condition",
        "bands": "criterion",
        "deductions": "criterion",
        "additions": "criterion",
        "bonus": "criterion",
        "proportional": "proportional",
        "assessed": "plain",
    },
    "proportional": {},
    "gate": {"when": "condition", "open": "condition", "quota": "plain"},
    "panel": {"scale": "plain", "aspects": "plain", "drop": "plain", "recusals": "plain", "void": "void"},
    "void": {"when": "condition"},
    "ranking": {"members": "condition", "ties": "plain"},
    "allocation": {"eligible": "condition", "tiers": "gate", "rates": "gate"},
}
"""What stands under which key, where keywords stand there."""

NAMED = {"fields": "field", "links": "link", "quantities": "quantity", "figures": "figure"}
"""Mappings whose keys are the author's own names."""


def english(node: Any, at: str = "top") -> Any:
    """The same rules with English keywords; a keyword that is not covered stays, and is refused where it stands."""
    if isinstance(node, list):
        return [english(one, at) for one in node]
    if not isinstance(node, dict):
        return node
    if at == "condition":
        return condition(node)
    if at in NAMED:
        return {name: english(one, NAMED[at]) for name, one in node.items()}
    found = {}
    for key, value in node.items():
        word = OVER.get(at, {}).get(key) or KEYS.get(key, key)
        child = CHILDREN[at].get(word)
        if child == "columns":
            child = "fields" if isinstance(value, dict) else None
        if child is not None:
            found[word] = english(value, child)
        elif word in WORDS:
            found[word] = words(value, dict(one.split(":") for one in WORDS[word].split()))
        elif word in ("difference", "total_of", "share") or (at, word) == ("quantity", "of"):
            found[word] = operand(value)
        else:
            found[word] = value
    return found


def words(value: Any, among: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [words(one, among) for one in value]
    return Plain(among[value]) if isinstance(value, Plain) and value in among else value


def operand(value: Any) -> Any:
    if isinstance(value, list):
        return [operand(one) for one in value]
    return {"figure": value["标准"]} if isinstance(value, dict) and "标准" in value else value


def condition(node: Any) -> Any:
    if isinstance(node, list):
        return [condition(one) for one in node]
    if set(node) == {"不少于", "其中"}:
        return {"at_least": node["不少于"], "of": condition(node["其中"])}
    found = {}
    for key, value in node.items():
        match key:
            case "全部" | "任一" | "均不" | "非":
                found[{"全部": "all", "任一": "any", "均不": "none", "非": "not"}[key]] = condition(value)
            case "结论":
                found["finding"] = {name: test(one, VERDICTS) for name, one in value.items()}
            case _:
                found[STANDING.get(key, key)] = test(value, {})
    return found


def test(node: Any, among: dict[str, str]) -> Any:
    if not isinstance(node, dict):
        return node
    found = {}
    inner = {"标准": "figure", "取值": "value_of", "比例": "times", "日期": "day"}
    for key, value in node.items():
        found[OPERATORS.get(key, key)] = (
            {inner.get(one, one): Plain("as_of") if it == "评价日" else it for one, it in value.items()}
            if isinstance(value, dict)
            else words(value, among)
        )
    return found
