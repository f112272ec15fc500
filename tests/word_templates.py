"""Make the Word templates anew: `python tests/word_templates.py` writes `templates/zh/KIND.docx` and `templates/en/`.

They are where people begin who edit a template in Word; what they have edited is not kept when this is run again.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from word_making import Cell, Lang, Maker, PageKind

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
BLANK = "　　　　年　　月　　日"


def remark(m: Maker) -> None:
    """What a template says to whoever edits it; nothing of it is printed."""
    m.tag(
        m.say(
            "{# 本段只在模板中出现。可以改：文字、字体、格式、各部分的先后，删去不要的段落和表格的列；"
            "不要改：花括号里的英文名称。改好后运行 evaluator check templates 检查。 #}",
            "{# This paragraph is not printed. You may change words, fonts and order, and delete paragraphs and "
            "columns; leave the names within braces. Then run: evaluator check templates #}",
        )
    )


def form_head(m: Maker) -> None:
    """The head of a working form."""
    remark(m)
    m.add("Plain", "{{ internal }}")
    m.add("Title", "{{ title }}")
    m.add(
        "Under",
        m.say(
            "{{ scheme }}　评价期{{ period }}　数据截至{{ date }}",
            "{{ scheme }} · period {{ period }} · as of {{ date }}",
        ),
    )


def form_foot(m: Maker, before: str = "") -> None:
    """By what a form was made."""
    m.add(
        "Note",
        before
        + m.say(
            "规则取自{{ rules }}，程序版本{{ version }}。", "Rules from {{ rules }}, program version {{ version }}."
        ),
    )


def who(m: Maker, *rows: list[str | Cell]) -> None:
    """Whom a form is about."""
    m.table(
        [16, 36, 16, 32],
        [m.say("{{ name_label }}", "{{ name_label|capitalize }}"), Cell((("Strong", "{{ name }}"),), "CellText"),
         m.say("编号", "Id"), Cell("{{ id }}", "CellText")],
        [m.say("街道", "Street"), "{% if street %}{{ street }}{% else %}—{% endif %}", m.say("社区", "Community"),
         "{% if community %}{{ community }}{% else %}—{% endif %}"],
        *rows,
        heads=0,
        align="clcl",
    )  # fmt: skip
    m.add("Note", "")


def signatures(m: Maker, *rows: tuple[str, str]) -> None:
    """Where people sign a form, a row for each; the date is of the same day."""
    m.add("Note", "")
    date = m.say("{{ blank_date }}", "Date:")
    m.table(
        [22, 46, 32],
        *([m.say(zh, en), "", Cell(date, m.say("CellNumber", "CellText"))] for zh, en in rows),
        heads=0, align="clc", height=11,
    )  # fmt: skip


def one_signing(m: Maker, *names: tuple[str, str]) -> None:
    """Where two people sign a ledger, in one row."""
    m.add("Note", "")
    given: list[str | Cell] = []
    for zh, en in names:
        given += [m.say(zh, en), ""]
    date = Cell(m.say("{{ blank_date }}", "Date:"), m.say("CellNumber", "CellText"))
    m.table([12, 22] * len(names) + [20], [*given, date], heads=0, height=11)


def signed(m: Maker, office: str) -> None:
    """The issuing body and the date, with room for the seal."""
    for _ in range(2):
        m.add("Plain", "", look="<w:keepNext/>")
    m.add("Signed", office)
    m.add("Signed", m.say("{{ blank_date }}", "Date:"))


def heading_of_sections(m: Maker, name: str = "sections") -> None:
    """Numbered sections, each of some paragraphs."""
    m.tag(f"{{% for section in {name} %}}")
    m.add("Heading1", m.say("{{ section.number }}、{{ section.title }}", "{{ section.number }}. {{ section.title }}"))
    m.tag("{% for paragraph in section.paragraphs %}")
    m.add("Normal", "{{ paragraph }}")
    m.tag("{% endfor %}")
    m.tag("{% endfor %}")


def column(condition: str, text: str) -> str:
    """A cell whose column is there on a condition."""
    return f"{{% column if {condition} %}}{text}"


def scoring_sheet(m: Maker) -> None:
    say = m.say
    form_head(m)
    who(m)
    m.table(
        [1], ["{% column for one in standing %}{{ one.label }}"], ["{% column for one in standing %}{{ one.text }}"]
    )
    m.tag("{% if note %}")
    m.add("Plain", ("Strong", say("{{ note_label }}：", "{{ note_label }}: ")), "{{ note }}")
    m.tag("{% endif %}")
    m.tag("{% for part in parts %}")
    m.add("Heading1", say("{{ part.name }}　{{ part.score }}{% if part.weight %}，占{{ part.weight }}{% endif %}",
                          "{{ part.name }} · {{ part.score }}{% if part.weight %} · weighs {{ part.weight }}{% endif %}"))  # fmt: skip
    m.tag("{% if part.criteria %}")
    five(
        m,
        [say("指标和判断", "Criterion and tests"), say("实际情况", "Found"), say("要求", "Required"), say("结论", "Verdict"),
         say("材料出处", "Evidence")],
        "part.criteria",
        "{{ one.name }}　{{ one.score }}",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if part.aspects %}")
    m.table(
        [18, 56, 13, 13],
        [say("方面", "Aspect"), "{% column for judge in part.judges %}{{ judge }}", say("得分", "Points"), say("满分", "Of")],
        ["{% row for one in part.aspects %}{{ one.name }}", "{% column for mark in one.marks %}{{ mark.text }}",
         "{{ one.points }}", "{{ one.of }}"],
        align="ccrr",
    )  # fmt: skip
    m.add("Note", say(
        "各方面得分为有效分数的平均分；写明“去掉”的最高分、最低分{% if part.has_void %}和“作废”的打分{% endif %}不计入。",
        "The points of an aspect are the mean of the marks that count; those marked dropped"
        "{% if part.has_void %} or void{% endif %} do not.",
    ))  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% endfor %}")
    m.tag("{% if conditions %}")
    m.add("Heading1", say("各项条件", "Conditions"))
    five(
        m,
        [say("条件", "Condition"), say("实际情况", "Found"), say("要求", "Required"), say("结论", "Verdict"),
         say("材料出处", "Evidence")],
        "conditions",
        "{{ one.name }}",
        notes=False,
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if reasons %}")
    m.add("Heading1", say("结果怎样得出", "How the result came about"))
    m.tag("{% for reason in reasons %}")
    m.add("Plain", "{{ reason }}")
    m.tag("{% endfor %}")
    m.tag("{% endif %}")
    m.tag("{% if follow_up %}")
    m.add("Heading1", say("上一次约谈后的结对包帮　{{ follow_up.since }}约谈",
                          "Pairing since the earlier interview of {{ follow_up.since }}"))  # fmt: skip
    m.table(
        [22, 50, 28],
        [say("月份", "Month"), "{% column for label in follow_up.labels %}{{ label }}", say("当月是否落实", "Kept")],
        ["{% row for one in follow_up.months %}{{ one.month }}", "{% column for count in one.counts %}{{ count }}",
         "{{ one.sign }} {{ one.state }}"],
        [say("合计", "In all"), "{% column for count in follow_up.totals %}{{ count }}",
         say("{% if follow_up.overall %}期内应解决的问题：{{ follow_up.overall }}{% endif %}",
             "{% if follow_up.overall %}Over the term: {{ follow_up.overall }}{% endif %}")],
    )  # fmt: skip
    m.tag("{% endif %}")
    signatures(m, ("评审组成员签名", "Panel member"), ("复核人签名", "Checked by"))
    form_foot(m, say("材料出处写明文件和行号。{% if files %}文件：{{ files }}。{% endif %}",
                     "The evidence is named by file and line.{% if files %} Files: {{ files }}.{% endif %} "))  # fmt: skip


def five(m: Maker, heads: list[str], rows: str, name: str, *, notes: bool = True) -> None:
    """Criteria or conditions with their tests."""
    say = m.say
    m.table(
        [27, 24, 18, 12, 19],
        heads,
        f"{{% for one in {rows} %}}",
        [Cell((("Strong", name),), "CellText", span=3),
         Cell((("Strong", "{% if one.sign %}{{ one.sign }} {% endif %}{{ one.verdict }}"),), "CellCentre", span=2)],
        ["{% row for test in one.tests %}{% if test.part %}{{ test.part }}" + say("：", ": ") + "{% endif %}{{ test.label }}",
         "{{ test.found }}{% if test.lacking %}" + say("（缺{{ test.lacking }}）", " (lacking {{ test.lacking }})")
         + "{% endif %}",
         "{{ test.required }}", "{{ test.sign }} {{ test.verdict }}", "{{ test.place }}"],
        *([[Cell(
            "{% row if true %}{% if one.assessed %}" + say("评定人：{{ one.assessed }}。", "Assessed by {{ one.assessed }}. ")
            + "{% endif %}{% if one.remedy %}" + say("改进：{{ one.remedy }}。", "To do: {{ one.remedy }}. ")
            + "{% endif %}" + say("依据：{{ one.basis }}。", "Basis: {{ one.basis }}."), "CellText", span=5)]]
          if notes else []),
        "{% endfor %}",
        align="lllcc",
    )  # fmt: skip


def judges(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.tag("{% if nobody %}")
    m.add("Plain", "{{ nobody }}")
    m.tag("{% endif %}")
    m.tag("{% for warning in warnings %}")
    m.add("Plain", ("Strong", say("请核对：", "Please check: ")), "{{ warning }}")
    m.tag("{% endfor %}")
    m.tag("{% if void_rules %}")
    m.add("Heading1", say("打分作废的规则", "When marks are void"))
    m.table(
        [18, 27, 20, 25, 10],
        [say("规则", "Rule"), say("情形", "When"), say("不计入的打分", "What is void"), say("依据和来历", "Basis"),
         say("作废", "Void")],
        ["{% row for one in void_rules %}{{ one.name }}", "{{ one.where }}", "{{ one.scope }}", "{{ one.basis }}",
         "{{ one.count }}"],
        align="lllll",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if judges %}")
    m.add("Heading1", say("各位评委", "The judges"))
    m.table(
        [14, 10, 10, 11, 13, 42],
        [say("评委", "Judge"), say("打分对象", "Marked"), say("作废份数", "Void"), say("去掉的打分", "Dropped"),
         say("相差（分）", "Apart"), say("没有这位评委的打分时", "Without this judge")],
        ["{% row for one in judges %}{{ one.name }}", "{{ one.marked }}", "{{ one.void }}", "{{ one.dropped }}",
         "{{ one.apart }}{% if one.far %}" + say("（提醒）", " (check)") + "{% endif %}", "{{ one.without }}"],
        align="crrrrl",
    )  # fmt: skip
    m.add("Note", say(
        "相差：这位评委的合计分减去其他评委合计分的中位数，取各{{ noun }}的平均，正数为偏高；只算这位评委和至少两位其他评委"
        "都打全各方面的{{ noun }}，作废的打分不算。{% if limit %}超过{{ limit }}分的提醒核对（{{ limit_origin }}），"
        "不改变结果。{% endif %}最后一栏是假设：不计这位评委的打分，其余按同样的规则评定。",
        "Apart: the judge's sum less the median of the others', on average; positive is above. Only {{ nouns }} count "
        "that this judge and at least two others marked in every aspect, void marks left out.{% if limit %} Above "
        "{{ limit }} points a check is asked for ({{ limit_origin }}); nothing is changed.{% endif %} The last column "
        "supposes that this judge's marks do not count, and all else is the same.",
    ))  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if subjects %}")
    m.add("Heading1", say("逐{{ measure }}打分", "All marks"))
    m.tag("{% for one in subjects %}")
    m.add("Heading2", say("{{ one.name }}（{{ one.id }}）{% if one.standing %}　{{ one.standing }}{% endif %}",
                          "{{ one.name }} ({{ one.id }}){% if one.standing %}, {{ one.standing }}{% endif %}"))  # fmt: skip
    m.table(
        [16, 44, 14, 26],
        [say("评委", "Judge"), "{% column for aspect in aspects %}{{ aspect }}", say("合计", "Sum"), say("说明", "Remarks")],
        ["{% row for ballot in one.ballots %}{{ ballot.judge }}", "{% column for mark in ballot.marks %}{{ mark.text }}",
         "{{ ballot.total }}{% if ballot.struck %}" + say("（不计）", " (not counted)") + "{% endif %}", "{{ ballot.note }}"],
        [say("得分", "Points"), "{% column for points in one.points %}{{ points }}", "{{ one.score }}", ""],
        align="ccrl",
    )  # fmt: skip
    m.tag("{% endfor %}")
    m.add("Note", say(
        "各方面的得分是有效打分的平均；“去掉”的是最高分、最低分，作废的先于去掉。“合计”一栏末行是{{ panel }}的得分。",
        "The points of an aspect are the mean of the marks that count; dropped are the highest and the lowest, after "
        "void ones. The last line gives the points of {{ panel }}.",
    ))  # fmt: skip
    m.tag("{% endif %}")
    one_signing(m, ("汇总人签名", "Compiled by"), ("监督人签名", "Supervised by"))
    form_foot(m)


def public_list(m: Maker) -> list[list[str | Cell]]:
    """The columns of a public list: headings and a line for each subject."""
    say = m.say
    return [
        [say("序号", "No."), column("has_rank", say("名次", "Rank")), say("{{ name_label }}", "{{ name_label|capitalize }}"),
         column("has_street", say("街道", "Street")), column("has_community", say("社区", "Community")),
         column("has_total", say("总分", "Total")), column("has_grade", say("评定等级", "Grade")),
         column("has_tier", say("等次", "Tier")), column("has_subsidy", say("补助（元）", "Subsidy (yuan)")),
         "{% column for answer in answers %}{{ answer }}"],
        ["{% row for one in rows %}{{ one.number }}", column("has_rank", "{{ one.rank }}"), "{{ one.name }}",
         column("has_street", "{{ one.street }}"), column("has_community", "{{ one.community }}"),
         column("has_total", "{{ one.total }}"), column("has_grade", "{{ one.grade }}"),
         column("has_tier", "{{ one.tier }}"), column("has_subsidy", "{{ one.subsidy }}"),
         "{% column for answer in one.answers %}{{ answer }}"],
    ]  # fmt: skip


LIST_WIDTHS, LIST_ALIGN = [8, 8, 22, 14, 15, 11, 12, 10, 16, 14], "ccccccccrc"


def public_notice(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", say("{{ scheme }}\n{{ title }}", "{{ title }}\n{{ scheme }}"))
    m.tag("{% if draft %}")
    m.add("Under", say("（{{ draft }}）", "({{ draft }})"))
    m.tag("{% endif %}")
    m.add("Normal", say(
        "根据{{ scheme }}的有关规定，经评价，共有{{ count }}{{ measure }}{{ noun }}拟列入名单，现予公示，接受监督。",
        "After the evaluation under the “{{ scheme }}”, {{ count }} {{ nouns }} are to be listed. The list is given below "
        "for public notice.",
    ))  # fmt: skip
    m.add("Heading1", say("一、名单", "1. The list"))
    m.tag("{% for group in groups %}")
    m.add("Heading2", say("{{ group.name }}（{{ group.count }}{{ measure }}{% if group.each %}，每{{ measure }}{{ group.each }}"
                          "{% endif %}）", "{{ group.name }} ({{ group.count }}{% if group.each %}, {{ group.each }} each"
                          "{% endif %})"))  # fmt: skip
    m.tag("{% if group.rows %}")
    heads, line = public_list(m)
    line[0] = "{% row for one in group.rows %}{{ one.number }}"
    m.table(LIST_WIDTHS, heads, line, align=LIST_ALIGN)
    m.tag("{% else %}")
    m.add("Normal", say("空缺。", "None."))
    m.tag("{% endif %}")
    m.tag("{% endfor %}")
    m.add("Heading1", say("二、公示时间", "2. Term"))
    m.add("Normal", say(
        "{{ start }}至{{ end }}，共{{ working_days }}个工作日{% if days_off %}（{{ days_off }}放假，不计入）{% endif %}"
        "{% if made_up %}（{{ made_up }}为补班日，计入）{% endif %}。",
        "From {{ start }} to {{ end }}, {{ working_days }} working days{% if days_off %}, not counting the holidays "
        "{{ days_off }}{% endif %}{% if made_up %}, counting {{ made_up }}, which are worked{% endif %}.",
    ))  # fmt: skip
    m.add("Heading1", say("三、异议的提出", "3. Objections"))
    m.add("Normal", say(
        "对公示内容有异议的，请在公示期内以书面形式提出，写明事实和理由，并附证明材料。以单位名义提出的，加盖公章；"
        "以个人名义提出的，签署本人姓名，留下联系方式。",
        "Whoever disagrees may say so in writing within the term, with facts, reasons and proof; organisations under "
        "their seal, persons under their name and with an address.",
    ))  # fmt: skip
    m.tag("{% for one in contact %}")
    m.add("Normal", say("{{ one.label }}：{{ one.text }}", "{{ one.label }}: {{ one.text }}"))
    m.tag("{% endfor %}")
    signed(
        m,
        say("{% if authority %}{{ authority }}{% else %}　　　　　　　　{% endif %}（印章）", "{{ authority }} (seal)"),
    )


def public_results(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", say("{{ scheme }}\n{{ title }}", "{{ title }}\n{{ scheme }}"))
    m.add("Under", say("（评价期{{ period }}{% if draft %}；{{ draft }}{% endif %}）",
                       "(Period {{ period }}{% if draft %}; {{ draft }}{% endif %})"))  # fmt: skip
    m.add("Normal", say("本次共评价{{ noun }}{{ evaluated }}{{ measure }}，现公布结果如下。",
                        "{{ evaluated }} {{ nouns }} were evaluated. The results are as follows."))  # fmt: skip
    m.table(LIST_WIDTHS, *public_list(m), align=LIST_ALIGN)
    m.tag("{% if office %}")
    m.add("Normal", say("联系单位：{{ office }}{% if phone %}，电话{{ phone }}{% endif %}。",
                        "Contact: {{ office }}{% if phone %}, telephone {{ phone }}{% endif %}."))  # fmt: skip
    m.tag("{% endif %}")
    m.add("Normal", say("特此公布。", "This is hereby made public."), look="<w:keepNext/>")
    signed(
        m,
        say("{% if authority %}{{ authority }}{% else %}　　　　　　　　{% endif %}（印章）", "{{ authority }} (seal)"),
    )


def allocation(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", say("{{ scheme }}\n{{ title }}", "{{ title }}\n{{ scheme }}"))
    m.add("Under", say("（{{ internal }}　数据截至{{ date }}{% if draft %}　{{ draft }}{% endif %}）",
                       "({{ internal }}; as of {{ date }}{% if draft %}; {{ draft }}{% endif %})"))  # fmt: skip
    m.add("Normal", "{{ summary }}")
    m.add("Heading1", say("一、{{ list_title }}", "1. {{ list_title }}"))
    m.tag("{% if rows %}")
    m.table(
        [8, 8, 24, 15, 15, 11, 13, 19],
        [say("序号", "No."), column("has_rank", say("名次", "Rank")), say("{{ name_label }}", "{{ name_label|capitalize }}"),
         column("has_street", say("街道", "Street")), column("has_community", say("社区", "Community")),
         column("has_total", say("总分", "Total")), "{{ tier_label }}", say("{{ amount_label }}（元）", "{{ amount_label }} (yuan)")],
        ["{% row for one in rows %}{{ one.number }}", column("has_rank", "{{ one.rank }}"), "{{ one.name }}",
         column("has_street", "{{ one.street }}"), column("has_community", "{{ one.community }}"),
         column("has_total", "{{ one.total }}"), "{{ one.tier }}", "{{ one.amount }}"],
        align="cccccccr",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if nobody %}")
    m.add("Normal", say("{{ nobody }}。", "{{ nobody }}."))
    m.tag("{% endif %}")
    m.add("Heading1", say("二、资金核算", "2. The money"))
    m.add("Heading2", say("（一）分项核算", "(a) In parts"))
    sums = ["{% if one.%s_sum %}{{ one.%s_sum }}{% if one.%s %}\n{% endif %}{% endif %}{{ one.%s }}".replace("%s", name)
            for name in ("budget", "paid", "reserved", "unspent")]  # fmt: skip
    m.table(
        [15, 21, 19, 19, 19, 10],
        ["{{ tier_label }}", say("预算（元）", "Budget (yuan)"), say("已确定（元）", "Firm (yuan)"),
         say("预留（元）", "Reserved (yuan)"), say("未使用（元）", "Unspent (yuan)"), say("核对", "Check")],
        ["{% row for one in tiers %}{{ one.name }}", *sums, "{{ one.check }}"],
        ["{{ in_all.name }}", "{{ in_all.budget }}", "{{ in_all.paid }}", "{{ in_all.reserved }}", "{{ in_all.unspent }}",
         "{{ in_all.check }}"],
        align="crrrrc",
    )  # fmt: skip
    m.add("Normal", "{{ explained }}")
    m.add("Heading2", say("（二）总额核对", "(b) In all"))
    m.add("Normal", "{{ added_up }}")
    if m.lang == "zh":
        m.tag("{% if paid_words %}")
        m.add("Normal", "已确定金额大写：人民币{{ paid_words }}。")
        m.tag("{% endif %}")
    heading_of_sections(m)
    signed(
        m,
        say("{% if authority %}{{ authority }}{% else %}　　　　　　　　{% endif %}（印章）", "{{ authority }} (seal)"),
    )


def objection_ledger(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.tag("{% if nothing %}")
    m.add("Plain", "{{ nothing }}")
    m.tag("{% else %}")
    m.add("Plain", say(
        "共登记异议{{ count }}件：复核中{{ open }}件，成立{{ upheld }}件，不成立{{ rejected }}件。",
        "{{ count }} objections: {{ open }} open, {{ upheld }} upheld, {{ rejected }} rejected.",
    ))  # fmt: skip
    m.table(
        [5, 9, 12, 10, 9, 17, 9, 9, 20, 18],
        [say("序号", "No."), say("编号", "Reference"), say("{{ name_label }}", "{{ name_label|capitalize }}"),
         say("提出人", "By"), say("提出日期", "On"), say("异议内容", "About"), say("受理人和办结期限", "Received by, due"),
         say("处理结果", "State"), say("答复意见", "Answer"), say("复核前后的结果", "Before and after")],
        ["{% row for one in rows %}{{ one.number }}", "{{ one.reference }}", "{{ one.name }}", "{{ one.raised_by }}",
         "{{ one.on }}", "{{ one.about }}", "{{ one.received_by }}\n{{ one.due }}", "{{ one.state }}",
         "{{ one.answer }}{% if one.answered_by %}\n{{ one.answered_by }} {{ one.answered_on }}{% endif %}"
         "{% for change in one.changes %}\n{{ change.label }}" + say("：{{ change.before }}改为{{ change.after }}",
         ": {{ change.after }} instead of {{ change.before }}") + "{% endfor %}",
         say("{% if one.moved %}原：{{ one.before }}\n现：{{ one.after }}{% else %}{{ one.after }}（未变）{% endif %}",
             "{% if one.moved %}Before: {{ one.before }}\nAfter: {{ one.after }}{% else %}{{ one.after }} (as before)"
             "{% endif %}")],
        align="cclcclcclll"[:10],
    )  # fmt: skip
    m.tag("{% endif %}")
    one_signing(m, ("登记人签名", "Kept by"), ("复核人签名", "Checked by"))
    form_foot(m)


def appraisal_summary(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.add("Plain", say(
        "参加考核{{ count }}{{ measure }}{% for one in grades %}{% if loop.first %}：{% else %}，{% endif %}{{ one.label }}"
        "{{ one.text }}{{ measure }}{% endfor %}{% if held %}，暂缓评定{{ held }}{{ measure }}{% endif %}。",
        "{{ count }} {{ nouns }}{% for one in grades %}{% if loop.first %}: {% else %}, {% endif %}{{ one.label }} "
        "{{ one.text }}{% endfor %}{% if held %}, held {{ held }}{% endif %}.",
    ))  # fmt: skip
    m.tag("{% for group in groups %}")
    m.add("Heading1", say("{{ group.name }}（{{ group.count }}{{ measure }}，参加排名{{ group.ranked }}{{ measure }}）",
                          "{{ group.name }} ({{ group.count }}, ranked {{ group.ranked }})"))  # fmt: skip
    m.table(
        [5, 6, 12, 15, 34, 8, 8, 10, 14],
        [say("序号", "No."), say("名次", "Rank"), say("{{ name_label }}", "{{ name_label|capitalize }}"),
         say("社区", "Community"), "{% column for column in columns %}{{ column }}", say("总分", "Total"),
         column("has_grade", say("等级", "Grade")), column("has_interview", say("约谈", "Interview")),
         say("备注", "Remarks")],
        ["{% row for one in group.rows %}{{ one.number }}", "{{ one.rank }}", "{{ one.name }}", "{{ one.community }}",
         "{% column for score in one.scores %}{{ score }}", "{{ one.total }}", column("has_grade", "{{ one.grade }}"),
         column("has_interview", "{{ one.interview }}"), "{{ one.remarks }}"],
        align="ccccrrccl",
    )  # fmt: skip
    m.tag("{% endfor %}")
    one_signing(m, ("填表人签名", "Filled in by"), ("审核人签名", "Checked by"))
    form_foot(m)


def interview_notice(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", "{{ title }}")
    m.tag("{% if confirmed %}")
    m.add("Under", say("　　　〔{{ year }}〕　　号", "No. ________ of {{ year }}"))
    m.tag("{% else %}")
    m.add("Under", say("（拟稿，经集体决定后编号印发）", "(Draft; numbered and issued once people have decided)"))
    m.tag("{% endif %}")
    m.add("Plain", say("{{ street }}{{ community }}书记{{ name }}同志：",
                       "To {{ name }}, secretary of {{ street }} {{ community }}:"))  # fmt: skip
    m.add("Normal", say("根据{{ scheme }}的有关规定和本次考核结果，现就约谈有关事项通知如下。",
                        "Following the “{{ scheme }}”, you are invited to a conversation, as set out below."))  # fmt: skip
    m.add("Heading1", say("一、约谈的性质", "1. What it is"))
    m.add("Normal", say(
        "本次约谈是工作约谈，目的是了解情况、分析原因、帮助改进工作；不是处分，也不作为处分的依据。",
        "This is a work conversation. Its purpose is to hear how things stand, to find the causes and to help improve "
        "the work. It is not a sanction, and no sanction may rest on it.",
    ))  # fmt: skip
    m.add("Heading1", say("二、约谈的依据", "2. On what it rests"))
    m.add("Normal", say(
        "本次约谈依据{% if clause_section %}“{{ clause_section }}”部分“{{ clause_paragraph }}”一项中关于末位约谈和结对包帮的规定"
        "（文件代号{{ clause_document }}），以及{% endif %}{{ scheme }}方案中“{{ rule }}”一项{% if authority %}"
        "（{{ authority }}制定）{% endif %}。",
        "It rests on {% if clause_section %}the provision on interviewing the last and on pairing under "
        "“{{ clause_section }}”, “{{ clause_paragraph }}” (document {{ clause_document }}), and on {% endif %}the rule "
        "“{{ rule }}” of the scheme “{{ scheme }}”{% if authority %}, set by {{ authority }}{% endif %}.",
    ))  # fmt: skip
    m.add("Heading1", say("三、考核情况", "3. The appraisal"))
    m.add("Normal", say(
        "评价期为{{ period }}。{{ group }}参加排名的社区书记共{{ group_size }}名。您的总分为{{ total or '　　　' }}分"
        "{% if grade %}，评定等级为“{{ grade }}”{% endif %}{% if rank %}，名次为第{{ rank }}名{% endif %}"
        "{% if also_last %}，与另外{{ also_last }}名同志并列末位{% else %}，列末位{% endif %}。各项得分见随附的评分明细表。",
        "The period is {{ period }}. {{ group_size }} secretaries were ranked in {{ group }}. Your total is "
        "{{ total or '—' }}{% if grade %}, the grade “{{ grade }}”{% endif %}{% if rank %}, the rank {{ rank }}{% endif %}: "
        "{% if also_last %}equally last with {{ also_last }} other{% if also_last != '1' %}s{% endif %}{% else %}the last"
        "{% endif %}. The scoring sheet enclosed gives the points of each part.",
    ))  # fmt: skip
    m.add("Heading1", say("四、约谈的安排", "4. Arrangements"))
    m.add("Normal", ("Kai", say("（一）约谈人。", "(a) Interviewer: ")), say("{{ by }}。", "{{ by }}."))
    m.add(
        "Normal",
        ("Kai", say("（二）时间。", "(b) Date and time: ")),
        say("　　　　年　　月　　日　　时。", "________________"),
    )
    m.add("Normal", ("Kai", say("（三）地点。", "(c) Place: ")), say("　　　　　　　　　　　　。", "________________"))
    m.add("Normal", ("Kai", say("（四）准备。", "(d) To prepare: ")), say(
        "请准备本人履职情况、存在的问题及其原因、下一步打算，以及需要协调解决的事项。",
        "your work over the period, the difficulties and their causes, what you plan to do next, and where you need help.",
    ))  # fmt: skip
    m.tag("{% if partner %}")
    m.add("Heading1", say("五、结对包帮", "5. Pairing"))
    m.add("Normal", say(
        "约谈后，由{{ partner }}（姓名：　　　　　）与您结对，{{ duties|join('；') }}。{% if months %}自约谈次月起跟踪{{ months }}"
        "个月，逐月记录落实情况。{% endif %}",
        "After the conversation, {{ partner }} (name: ____________) is paired with you, to {{ duties|join(', and to ') }}."
        "{% if months %} This is followed up for {{ months }} months from the month after the conversation, and recorded "
        "month by month.{% endif %}",
    ))  # fmt: skip
    m.tag("{% endif %}")
    m.add("Heading1", say("{% if partner %}六{% else %}五{% endif %}、不同意见的提出",
                          "{% if partner %}6{% else %}5{% endif %}. If you disagree"))  # fmt: skip
    m.add("Normal", say(
        "对考核结果有不同意见的，可以在约谈时说明，也可以书面向{{ street }}党工委提出。",
        "If you disagree with the result of the appraisal you may say so in the conversation, or write to the Party "
        "working committee of {{ street }}.",
    ))  # fmt: skip
    signed(m, say("{{ street }}党工委（印章）", "Party working committee of {{ street }} (seal)"))
    m.add("Plain", "")
    date = Cell(m.say("　　年　　月　　日", ""), "CellNumber")
    m.table(
        [24, 26, 20, 30],
        [Cell(say("送达与签收", "Receipt"), "CellHead", span=4)],
        [say("送达人", "Delivered by"), "", say("送达时间", "Date"), date],
        [say("被约谈人签收", "Received by"), "", say("签收时间", "Date"), date],
        height=11,
    )  # fmt: skip
    m.add("Note", "")


def interview_record(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.table(
        [17, 33, 17, 33],
        [say("被约谈人", "Person"), "{{ name }}", say("所在社区", "Community"), "{{ street }}{{ community }}"],
        [say("约谈时间", "Held on"), "{% if on %}{{ on }}{% else %}{{ blank_date }}{% endif %}", say("地点", "Place"), ""],
        [say("约谈人", "Interviewer"), "{% if held_by %}{{ held_by }}{% else %}{{ by }}{% endif %}",
         say("结对人", "Partner"), "{% if partner_name %}{{ partner_name }}{% else %}{{ partner }}{% endif %}"],
        [say("参加人员", "Present"), Cell("{{ present|join('" + say("、", ", ") + "') }}", "CellText", span=3)],
        [say("考核情况", "Appraisal"), Cell(say(
            "总分{{ total or '—' }}{% if grade %}，评定等级“{{ grade }}”{% endif %}{% if rank %}，第{{ rank }}名{% endif %}"
            "（{{ group }}共{{ group_size }}名参加排名）", "total {{ total or '—' }}{% if grade %}, grade “{{ grade }}”{% endif %}"
            "{% if rank %}, rank {{ rank }}{% endif %} ({{ group_size }} ranked in {{ group }})"), "CellText", span=3)],
        heads=0, align="clcl", height=9,
    )  # fmt: skip
    for zh, en, name in (
        ("一、约谈情况和发现的问题", "1. What was said and found", "findings"),
        ("二、被约谈人的说明和承诺", "2. What was explained and promised", "promises"),
    ):
        m.add("Heading1", say(zh, en))
        m.tag("{% if conducted %}")
        if name == "promises":
            m.tag("{% for promise in promises %}")
            m.add("Plain", say("{{ loop.index }}．{{ promise }}", "{{ loop.index }}. {{ promise }}"))
            m.tag("{% endfor %}")
        else:
            m.add("Plain", "{{ findings }}")
        m.tag("{% else %}")
        m.table([1], ["{% row for line in lines %}{{ line }}"], heads=0, align="l", height=10)
        m.tag("{% endif %}")
    m.tag("{% if partner %}")
    m.add("Heading1", say("三、结对包帮的安排", "3. Pairing"))
    m.add("Plain", say(
        "{{ partner }}{% if partner_name %}（{{ partner_name }}）{% endif %}与被约谈人结对，{{ duties|join('；') }}。{% if months %}"
        "自约谈次月起跟踪{{ months }}个月，逐月记录。{% endif %}",
        "{{ partner }}{% if partner_name %} ({{ partner_name }}){% endif %} is paired with the person, to "
        "{{ duties|join(', and to ') }}.{% if months %} Followed up for {{ months }} months, recorded month by month.{% endif %}",
    ))  # fmt: skip
    m.tag("{% endif %}")
    m.add("Note", say("约谈是工作谈话，不作为处分；本记录供内部使用，不得公开。",
                      "An interview is a work conversation, not a sanction; this record is internal."))  # fmt: skip
    signatures(m, ("约谈人签名", "Interviewer"), ("被约谈人签名", "Person"), ("记录人签名", "Recorded by"))


def rectification_ledger(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.tag("{% if nothing %}")
    m.add("Plain", "{{ nothing }}")
    m.tag("{% else %}")
    m.add("Plain", say(
        "共有{{ subjects }}{{ measure }}{{ noun }}的{{ count }}项需要整改{% if due %}，整改期限为{{ due }}{% endif %}。",
        "{{ count }} things to be put right at {{ subjects }} {{ nouns }}{% if due %}, by {{ due }}{% endif %}.",
    ))  # fmt: skip
    m.table(
        [5, 10, 10, 13, 13, 9, 18, 18, 17, 12],
        [say("序号", "No."), column("has_street", say("街道", "Street")), column("has_community", say("社区", "Community")),
         say("{{ name_label }}", "{{ name_label|capitalize }}"), say("整改事项", "What"), say("核查结论", "Verdict"),
         say("填报情况", "Found"), say("整改要求", "To do"), say("整改期限", "By"), say("完成情况", "Done")],
        ["{% row for one in rows %}{{ one.number }}", column("has_street", "{{ one.street }}"),
         column("has_community", "{{ one.community }}"), "{{ one.name }}", "{{ one.item }}", "{{ one.verdict }}",
         "{{ one.found }}", "{{ one.remedy }}", "{{ one.due }}{% if one.overdue %}" + say("（已逾期）", " (overdue)")
         + "{% endif %}", ""],
        align="cccllcllcl",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if term %}")
    m.add("Note", "{{ term }}")
    m.tag("{% endif %}")
    one_signing(m, ("登记人签名", "Kept by"), ("复查人签名", "Checked by"))
    form_foot(m, say("依据：{{ basis }}。", "Basis: {{ basis }}. "))


def pairing_ledger(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.add("Plain", say(
        "约谈人：{{ by }}。{% if partner %}结对人：{{ partner }}，{{ duties|join('；') }}。{% endif %}{% if months %}"
        "自约谈次月起跟踪{{ months }}个月。{% endif %}",
        "Interviewer: {{ by }}.{% if partner %} Partner: {{ partner }}, to {{ duties|join(', and to ') }}.{% endif %}"
        "{% if months %} Followed up for {{ months }} months from the month after.{% endif %}",
    ))  # fmt: skip
    m.add("Heading1", say("一、本次约谈", "1. Called after this appraisal"))
    m.tag("{% if called %}")
    m.table(
        [5, 12, 14, 16, 12, 16, 13, 14, 24],
        [say("序号", "No."), say("姓名", "Name"), say("街道", "Street"), say("社区", "Community"), say("状态", "State"),
         say("约谈人", "Interviewer"), say("约谈日期", "Held on"), say("结对人", "Partner"), say("承诺事项", "Promised")],
        ["{% row for one in called %}{{ one.number }}", "{{ one.name }}", "{{ one.street }}", "{{ one.community }}",
         "{{ one.state }}", "{{ one.by }}", "{{ one.on }}", "{{ one.partner }}", "{{ one.promises }}"],
        align="ccccccccl",
    )  # fmt: skip
    m.tag("{% else %}")
    m.add("Plain", say("本次没有约谈对象。", "Nobody is called."))
    m.tag("{% endif %}")
    m.add("Heading1", say("二、以前约谈后的结对包帮", "2. Pairing after earlier interviews"))
    m.tag("{% if nobody %}")
    m.add("Plain", "{{ nobody }}")
    m.tag("{% endif %}")
    m.tag("{% for one in rows %}")
    m.add("Heading2", say("（{{ one.number }}）{{ one.name }}　{{ one.street }}{{ one.community }}　{{ one.since }}约谈",
                          "({{ one.number }}) {{ one.name }}, {{ one.street }} {{ one.community }}, interviewed {{ one.since }}"))  # fmt: skip
    m.table(
        [18, 60, 22],
        [say("月份", "Month"), "{% column for label in labels %}{{ label }}", say("当月是否落实", "Kept")],
        ["{% row for month in one.term.months %}{{ month.month }}", "{% column for count in month.counts %}{{ count }}",
         "{{ month.sign }} {{ month.state }}"],
        [say("合计", "In all"), "{% column for count in one.term.totals %}{{ count }}", "{{ one.overall }}"],
    )  # fmt: skip
    m.add("Note", say("未落实的月份：{{ one.missed }}；下一次应到的月份：{{ one.next }}。",
                      "Missed: {{ one.missed }}; next: {{ one.next }}."))  # fmt: skip
    m.tag("{% endfor %}")
    one_signing(m, ("填表人签名", "Filled in by"), ("审核人签名", "Checked by"))
    form_foot(m, say("本表供内部使用，不得公开。", "Internal; not to be published. "))


def station_check(m: Maker) -> None:
    say = m.say
    form_head(m)
    who(m, [say("核查结果", "Result"), Cell((("Strong", "{{ grade }}"), say(
        "{% if lacking_count %}，缺{{ lacking_count }}项{% endif %}{% if unclear_count %}，{{ unclear_count }}项材料不足{% endif %}",
        "{% if lacking_count %}, {{ lacking_count }} lacking{% endif %}{% if unclear_count %}, {{ unclear_count }} without "
        "enough evidence{% endif %}")), "CellText", span=3)])  # fmt: skip
    m.add("Heading1", say("一、逐项核查", "1. Each item"))
    m.table(
        [8, 18, 14, 36, 24],
        [say("序号", "No."), say("项目", "Item"), say("结论", "Verdict"), say("填报情况", "Found"), say("材料出处", "Evidence")],
        ["{% row for one in items %}{{ one.number }}", "{{ one.name }}", "{{ one.sign }} {{ one.verdict }}", "{{ one.found }}",
         "{{ one.places|join('\n') }}".replace("\n", "\\n")],
        align="cccll",
    )  # fmt: skip
    m.tag("{% if unclear %}")
    m.add("Plain", ("Strong", say("材料不足：", "Not enough evidence: ")), say(
        "{{ unclear }}。补齐材料后再作结论，在此以前不评定等级。", "{{ unclear }}. There is no grade until it is completed."))  # fmt: skip
    m.tag("{% endif %}")
    m.add("Heading1", say("二、所缺项目和整改", "2. What is lacking"))
    m.tag("{% if lacking %}")
    m.table(
        [8, 18, 34, 20, 20],
        [say("序号", "No."), say("所缺项目", "Item"), say("整改要求", "To do"), say("整改期限", "By"), say("完成情况", "Done")],
        ["{% row for one in lacking %}{{ one.number }}", "{{ one.name }}", "{{ one.remedy }}", "{{ one.due }}", ""],
        align="cclcl",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if all_there %}")
    m.add("Plain", "{{ all_there }}")
    m.tag("{% endif %}")
    m.tag("{% if term %}")
    m.add("Note", "{{ term }}")
    m.tag("{% endif %}")
    signatures(m, ("核查人签名", "Checked by"), ("负责人签名", "In charge"), ("复查人签名", "Checked again by"))
    form_foot(m, say(
        "依据：{{ clauses }}{% if origins %}；项目来源：{{ origins }}{% endif %}。材料出处写明文件和行号{% if files %}，文件："
        "{{ files }}{% endif %}。",
        "Basis: {{ clauses }}{% if origins %}; items: {{ origins }}{% endif %}. The evidence is named by file and line"
        "{% if files %}; files: {{ files }}{% endif %}. ",
    ))  # fmt: skip


def season_report(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", say("{{ scheme }}\n{{ title }}", "{{ title }}\n{{ scheme }}"))
    m.add("Under", say("（{{ internal }}　数据截至{{ date }}）", "({{ internal }}; as of {{ date }})"))
    m.add("Heading1", say("一、总体情况", "1. In short"))
    m.add("Normal", say("评价期为{{ period }}。{{ summary }}", "The period is {{ period }}. {{ summary }}"))
    m.table(
        [1, 1], [say("项目", "Item"), say("数值", "Figure")],
        ["{% row for one in figures %}{{ one.label }}", "{{ one.text }}"], align="cr",
    )  # fmt: skip
    m.tag("{% for chart in charts %}")
    m.add("CellHead", "{{ chart.title }}", look='<w:keepNext/><w:spacing w:before="240" w:after="80"/>')
    m.table(
        [24, 62, 14],
        [Cell("{% row for one in chart.bars %}{{ one.label }}", "Chart"), Cell("{{ one.width|bar(260) }}", "Chart"),
         Cell("{{ one.value }}", "CellNumber")],
        heads=0, lines=0,
    )  # fmt: skip
    m.add("Note", say("单位：{{ chart.unit }}", "Unit: {{ chart.unit }}"))
    m.tag("{% endfor %}")
    m.add("Heading1", say("二、各街道情况", "2. By street"))
    m.table(
        [24, 15, 15, 15, 18, 15],
        [say("街道", "Street"), say("{{ noun }}数", "{{ nouns|capitalize }}"), say("已评价", "Evaluated"),
         say("暂缓评定", "Held"), column("placed_label", "{{ placed_label }}"), column("has_mean", say("平均分", "Mean"))],
        ["{% row for one in streets %}{{ one.name }}", "{{ one.subjects }}", "{{ one.evaluated }}", "{{ one.held }}",
         column("placed_label", "{{ one.placed }}"), column("has_mean", "{{ one.mean }}")],
        align="crrrrr",
    )  # fmt: skip
    m.add("Heading1", say("三、各项指标情况", "3. By criterion"))
    m.tag("{% if criteria %}")
    m.table(
        [28, 11, 13, 11, 13, 12, 13],
        [say("指标", "Criterion"), say("做到", "Met"), say("部分做到", "Partly"), say("没有做到", "Not met"),
         say("材料不足", "Unclear"), say("不适用", "n/a"), say("做到的比例", "Share met")],
        ["{% row for one in criteria %}{{ one.name }}", "{{ one.met }}", "{{ one.partly }}", "{{ one.not_met }}",
         "{{ one.unclear }}", "{{ one.not_applicable }}", "{{ one.rate }}"],
        align="lrrrrrr",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.add("Heading1", say("四、尚待办理的事项", "4. What is still open"))
    m.tag("{% for one in open_matters %}")
    m.add("Normal", say("{{ loop.index }}．{{ one }}", "{{ loop.index }}. {{ one }}"))
    m.tag("{% else %}")
    m.add("Normal", say("没有尚待办理的事项。", "Nothing is open."))
    m.tag("{% endfor %}")
    m.tag("{% if paid %}")
    m.add("Heading1", say("五、补助资金", "5. The subsidy"))
    m.add("Normal", say(
        "已确定补助{{ paid }}{% if paid_words %}（大写：人民币{{ paid_words }}）{% endif %}，其中{% for one in tiers %}{{ one.label }}"
        "{{ one.text }}{% if not loop.last %}，{% endif %}{% endfor %}。明细见补助资金分配表。",
        "{{ paid }} are firm: {% for one in tiers %}{{ one.label }} {{ one.text }}{% if not loop.last %}, {% endif %}"
        "{% endfor %}. The allocation gives the detail.",
    ))  # fmt: skip
    m.tag("{% endif %}")
    signed(
        m,
        say("{% if authority %}{{ authority }}{% else %}　　　　　　　　{% endif %}（印章）", "{{ authority }} (seal)"),
    )


MADE: Mapping[str, tuple[PageKind, Callable[[Maker], None]]] = {
    "scoring-sheet": ("form", scoring_sheet),
    "judges": ("form", judges),
    "public-notice": ("official", public_notice),
    "public-results": ("official", public_results),
    "allocation": ("official", allocation),
    "objection-ledger": ("wide", objection_ledger),
    "appraisal-summary": ("wide", appraisal_summary),
    "interview-notice": ("official", interview_notice),
    "interview-record": ("form", interview_record),
    "rectification-ledger": ("wide", rectification_ledger),
    "pairing-ledger": ("wide", pairing_ledger),
    "station-check": ("form", station_check),
    "season-report": ("official", season_report),
}


def made(kind: str, lang: Lang) -> bytes:
    """A template as it is made anew."""
    page, write = MADE[kind]
    maker = Maker(lang, page, kind)
    write(maker)
    return maker.data()


def main() -> None:
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        for kind in MADE:
            (TEMPLATES / lang / f"{kind}.docx").write_bytes(made(kind, lang))


if __name__ == "__main__":
    main()
