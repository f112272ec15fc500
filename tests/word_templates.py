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


def end(m: Maker) -> None:
    """The last paragraph, which Word needs after a table: so low that it never takes a page."""
    m.add(
        "Plain",
        "",
        look='<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
    )


def closing(m: Maker, zh: str, en: str) -> None:
    """The last sentence, which stays with the signature: that never stands on a page without text."""
    m.add("Normal", m.say(zh, en), look="<w:keepNext/>")


def signed(m: Maker, office: str, date: str = "") -> None:
    """The issuing body and the date, with room for the seal."""
    for _ in range(2):
        m.add("Plain", "", look="<w:keepNext/>")
    m.add("Signed", office)
    m.add("Signed", date or m.say("{{ blank_date }}", "Date: ____________"))


def of_authority(m: Maker) -> str:
    """The authority that issues a document."""
    return m.say(
        "{{ authority or '　　　　　　　　' }}（印章）",
        "{{ authority[:1]|upper ~ authority[1:] if authority else '________________' }} (seal)",
    )


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


def public_list(m: Maker, rows: str, *, all_columns: bool) -> list[list[str | Cell]]:
    """The columns of a public list: headings and a line for each subject; those of groups leave out what heads them."""
    say = m.say
    heads: list[str | Cell] = [
        say("序号", "No."),
        column("has_rank", say("名次", "Rank")),
        say("{{ name_label }}", "{{ name_label|capitalize }}"),
        column("has_street", say("街道", "Street")),
        column("has_community", say("社区", "Community")),
        column("has_total", say("总分", "Total")),
    ]
    number = "{{ one.number }}" if all_columns else "{{ loop.index }}"
    line: list[str | Cell] = [
        f"{{% row for one in {rows} %}}{number}",
        column("has_rank", "{{ one.rank or '—' }}"),
        "{{ one.name }}",
        column("has_street", "{{ one.street }}"),
        column("has_community", "{{ one.community }}"),
        column("has_total", "{{ one.total }}"),
    ]
    if all_columns:
        heads += [
            column("has_grade", say("评定等级", "Grade")),
            column("has_tier", say("等次", "Tier")),
            column("has_subsidy", say("补助金额（元）", "Subsidy (yuan)")),
        ]
        line += [
            column("has_grade", "{{ one.grade or '—' }}"),
            column("has_tier", "{{ one.tier or '—' }}"),
            column("has_subsidy", "{{ one.subsidy or '—' }}"),
        ]
    heads.append("{% column for answer in answers %}{{ answer }}")
    line.append("{% column for answer in one.answers %}{{ answer }}")
    return [heads, line]


GROUP_WIDTHS, GROUP_ALIGN = [9, 9, 26, 18, 20, 13, 14], "ccccccc"
LIST_WIDTHS, LIST_ALIGN = [8, 8, 22, 14, 15, 11, 12, 10, 16, 14], "ccccccccrc"


def public_notice(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", say("{{ scheme }}\n{{ title }}", "{{ title }}\n{{ scheme }}"))
    m.tag("{% if draft %}")
    m.add("Under", say("（拟稿，{{ draft }}）", "(Draft, {{ draft }})"))
    m.tag("{% endif %}")
    m.add("Normal", say(
        "根据{{ scheme }}的有关规定，{{ authority }}对{{ period_start }}至{{ period_end }}的情况进行了评价，共评价{{ evaluated }}"
        "{{ measure }}{{ noun }}。经评定，拟列入等次的{{ noun }}共{{ count }}{{ measure }}。现将名单予以公示，接受监督。",
        "Under “{{ scheme }}”, {{ authority }} evaluated {{ evaluated }} {{ nouns }} for the period {{ period_start }} to "
        "{{ period_end }}. {{ count }} of them are to be given a tier. The list is published here so that anybody may "
        "object.",
    ))  # fmt: skip
    m.add("Heading1", say("一、公示名单", "1. The list"))
    m.tag("{% for group in groups if group.rows %}")
    m.tag("{% if group.name %}")
    m.add("Heading2", say("{{ group.name }}（{{ group.count }}{{ measure }}{% if group.each %}，每{{ measure }}补助{{ group.each }}"
                          "{% endif %}）", "{{ group.name }} ({{ group.count }}{% if group.each %}, {{ group.each }} each"
                          "{% endif %})"))  # fmt: skip
    m.tag("{% endif %}")
    m.table(GROUP_WIDTHS, *public_list(m, "group.rows", all_columns=False), align=GROUP_ALIGN)
    m.tag("{% else %}")
    m.add("Normal", say("没有列入等次的{{ noun }}。", "No {{ noun }} has a tier."))
    m.tag("{% endfor %}")
    m.add("Heading1", say("二、公示期", "2. Term"))
    m.add("Normal", say(
        "公示期自{{ start }}起至{{ end }}止，共{{ working_days }}个工作日。{% if days_off %}其间{{ days_off }}放假，不计入公示期。"
        "{% endif %}{% if made_up %}{{ made_up }}上班，计入公示期。{% endif %}",
        "This notice stands from {{ start }} to {{ end }}, {{ working_days }} working days.{% if days_off %} {{ days_off }}: "
        "holidays, which do not count.{% endif %}{% if made_up %} {{ made_up }}: worked at a weekend, which count."
        "{% endif %}",
    ))  # fmt: skip
    m.add("Heading1", say("三、异议的提出", "3. Objections"))
    m.add("Normal", say(
        "对公示名单有异议的，请在公示期内以书面形式向{{ office or '受理单位' }}提出，写明事实和理由。以单位名义提出的，应当加盖公章；"
        "以个人名义提出的，应当署真实姓名并留联系方式。",
        "Objections are to be made in writing, within that term, to {{ office or 'the office' }}, with facts and reasons. An "
        "organisation puts its seal to it; a person gives a true name and says how to be reached.",
    ))  # fmt: skip
    m.tag("{% for one in contact %}")
    m.add("Normal", say("{{ one.label }}：{{ one.text }}", "{{ one.label }}: {{ one.text }}"))
    m.tag("{% else %}")
    m.add("Normal", say("受理单位：", "Office: ________________"))
    m.add("Normal", say("联系电话：", "Telephone: ________________"))
    m.tag("{% endfor %}")
    signed(m, of_authority(m), say(
        "{% if on_notice %}{{ start }}{% else %}{{ blank_date }}{% endif %}",
        "Date: {% if on_notice %}{{ start }}{% else %}____________{% endif %}",
    ))  # fmt: skip


def public_results(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", say("{{ scheme }}\n{{ title }}", "{{ title }}\n{{ scheme }}"))
    m.tag("{% if draft %}")
    m.add("Under", say("（拟稿，{{ draft }}）", "(Draft, {{ draft }})"))
    m.tag("{% endif %}")
    m.add("Normal", say(
        "评价期{{ period_start }}至{{ period_end }}，共评价{{ evaluated }}{{ measure }}{{ noun }}，结果已经确定的{{ count }}{{ measure }}"
        "{% for group in groups if group.name %}{{ '，其中' if loop.first else '、' }}{{ group.name }}{{ group.count }}"
        "{{ measure }}{% endfor %}。",
        "For the period {{ period_start }} to {{ period_end }}, {{ evaluated }} {{ nouns }} were evaluated; {{ count }} "
        "results are settled{% for group in groups if group.name %}{{ ': ' if loop.first else ', ' }}{{ group.name }} "
        "{{ group.count }}{% endfor %}.",
    ))  # fmt: skip
    m.tag("{% if rows %}")
    m.table(LIST_WIDTHS, *public_list(m, "rows", all_columns=True), align=LIST_ALIGN)
    m.tag("{% else %}")
    m.add("Normal", say("没有已经确定的结果。", "No result is settled."))
    m.tag("{% endif %}")
    closing(m, "特此公布。", "This is hereby made public.")
    signed(m, of_authority(m))


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
        [9, 22, 15, 16, 11, 14, 25],
        [column("has_rank", say("名次", "Rank")), say("{{ name_label }}", "{{ name_label|capitalize }}"),
         column("has_street", say("街道", "Street")), column("has_community", say("社区", "Community")),
         column("has_total", say("总分", "Total")), "{{ tier_label }}", say("{{ amount_label }}（元）", "{{ amount_label }} (yuan)")],
        ["{% row for one in rows %}{% column if has_rank %}{{ one.rank }}", "{{ one.name }}",
         column("has_street", "{{ one.street }}"), column("has_community", "{{ one.community }}"),
         column("has_total", "{{ one.total }}"), "{{ one.tier }}",
         say("{{ one.amount }}{% if one.amount_words %}\n{{ one.amount_words }}{% endif %}", "{{ one.amount }}")],
        align="ccccccr",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if nobody %}")
    m.add("Normal", say("{{ nobody }}。", "{{ nobody }}."))
    m.tag("{% endif %}")
    m.add("Heading1", say("二、{% if not by_rate %}补助{% endif %}资金核算", "2. The money"))
    m.add(
        "Heading2",
        say("（一）{{ '分类别核算' if by_rate else '分等次核算' }}", "(a) {{ 'By rate' if by_rate else 'By tier' }}"),
    )
    whole = "{{ one.budget_sum }}{% if one.budget_sum and one.budget %}\n{{ '' if by_rate else '＝' }}{% endif %}{{ one.budget }}"
    parts = ["{% if one.%s_sum %}{{ one.%s_sum }}\n＝{% endif %}{{ one.%s }}".replace("%s", name)
             for name in ("paid", "reserved", "unspent")]  # fmt: skip
    m.table(
        [15, 21, 19, 19, 19, 10],
        ["{{ tier_label }}", say("{{ '标准和预算（元）' if by_rate else '预算（元）' }}", "{{ 'Rate and budget (yuan)' if by_rate else 'Budget (yuan)' }}"),
         say("已确定（元）", "Firm (yuan)"),
         say("预留（元）", "Reserved (yuan)"), say("未使用（元）", "Unspent (yuan)"), say("核对", "Check")],
        ["{% row for one in tiers %}{{ one.name }}", whole, *parts, "{{ one.check }}"],
        ["{{ in_all.name }}", "{{ in_all.budget }}", "{{ in_all.paid }}", "{{ in_all.reserved }}", "{{ in_all.unspent }}",
         "{{ in_all.check }}"],
        align="crrrrc",
    )  # fmt: skip
    m.add("Normal", "{{ explained }}")
    m.add("Heading2", say("（二）总额核对", "(b) In all"))
    m.add("Normal", "{{ added_up }}")
    if m.lang == "zh":
        m.add(
            "Normal",
            "已确定金额（大写）：{{ paid_words }}{% if budget_words %}；预算（大写）：{{ budget_words }}{% endif %}。",
        )
    heading_of_sections(m)
    closing(m, "以上分配方案，报请审定。", "Submitted for approval.")
    signed(m, of_authority(m))


def objection_ledger(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.tag("{% if nothing %}")
    m.add("Plain", "{{ nothing }}")
    m.tag("{% else %}")
    m.add("Plain", say(
        "共收到异议{{ count }}件：成立{{ upheld }}件，不成立{{ rejected }}件，复核中{{ open }}件{% if late != '0' %}，逾期提出{{ late }}件"
        "{% endif %}。",
        "Objections received: {{ count }}; upheld {{ upheld }}, rejected {{ rejected }}, open {{ open }}{% if late != '0' %}, "
        "raised late {{ late }}{% endif %}.",
    ))  # fmt: skip
    m.table(
        [5, 15, 12, 19, 14, 11, 20, 18, 18],
        [say("序号", "No."), say("{{ name_label }}", "{{ name_label|capitalize }}"), say("异议人和日期", "Raised by, on"),
         say("异议事项", "About"), say("受理和答复期限", "Received by, due"), say("复核结论", "State"), say("答复", "Answer"),
         say("更正的填报内容", "Answers put right"), say("结果的变化", "The result")],
        ["{% row for one in rows %}{{ one.number }}", "{{ one.name }}\n{{ one.subject }}", "{{ one.raised_by }}\n{{ one.on }}",
         "{{ one.about }}", say("{{ one.received_by }}{% if one.due %}\n{{ one.due }}前{% endif %}",
                                "{{ one.received_by }}{% if one.due %}\nby {{ one.due }}{% endif %}"), "{{ one.state }}",
         say("{{ one.answer or '—' }}{% if one.answered_by %}\n{{ one.answered_by }}{% if one.answered_on %}，{{ one.answered_on }}"
             "{% endif %}{% endif %}",
             "{{ one.answer or '—' }}{% if one.answered_by %}\n{{ one.answered_by }}{% if one.answered_on %}, "
             "{{ one.answered_on }}{% endif %}{% endif %}"),
         say("{% for change in one.changes %}{{ change.label }}：{{ change.before or '未填报' }}，更正为{{ change.after or '未填报' }}"
             "{% if not loop.last %}\n{% endif %}{% else %}—{% endfor %}",
             "{% for change in one.changes %}{{ change.label }}: {{ change.before or 'no answer' }}, put right to "
             "{{ change.after or 'no answer' }}{% if not loop.last %}\n{% endif %}{% else %}—{% endfor %}"),
         say("{% if one.moved %}原：{{ one.before }}\n现：{{ one.after }}{% else %}{{ '没有变化：' if one.before }}"
             "{{ one.before or '—' }}{% endif %}",
             "{% if one.moved %}Before: {{ one.before }}\nAfter: {{ one.after }}{% else %}{{ 'No change: ' if one.before }}"
             "{{ one.before or '—' }}{% endif %}")],
        align="clclccLll".lower(),
    )  # fmt: skip
    m.tag("{% endif %}")
    one_signing(m, ("填表人签名", "Filled in by"), ("审核人签名", "Checked by"))
    form_foot(m, clause(m))


def clause(m: Maker) -> str:
    """On which clause a form rests."""
    return m.say("依据：{{ basis }}。", "Clause: {{ basis }}. ")


def appraisal_summary(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.add("Plain", say(
        "参加考核的{{ noun }}共{{ count }}{{ measure }}{% for grade in grades %}，{{ grade.label }}{{ grade.text }}{{ measure }}"
        "{% endfor %}{% if held %}，暂缓评定{{ held }}{{ measure }}{% endif %}。",
        "{{ count }} {{ nouns }} were appraised{% for grade in grades %}{{ ': ' if loop.first else ', ' }}{{ grade.label }} "
        "{{ grade.text }}{% endfor %}{% if held %}, held {{ held }}{% endif %}.",
    ))  # fmt: skip
    m.tag("{% for group in groups %}")
    m.add("Heading1", say(
        "{{ group.name }}：{{ group.count }}{{ measure }}，参加排名{{ group.ranked }}{{ measure }}{% for grade in group.grades %}，"
        "{{ grade.label }}{{ grade.text }}{{ measure }}{% endfor %}",
        "{{ group.name }}: {{ group.count }}, of whom {{ group.ranked }} ranked{% for grade in group.grades %}, "
        "{{ grade.label }} {{ grade.text }}{% endfor %}",
    ))  # fmt: skip
    m.table(
        [5, 16, 12, 34, 8, 6, 9, 11, 15],
        [say("序号", "No."), say("社区", "Community"), say("{{ name_label }}", "{{ name_label|capitalize }}"),
         "{% column for column in columns %}{{ column }}", say("总分", "Total"), say("名次", "Rank"),
         column("has_grade", say("评定等级", "Grade")), column("has_interview", say("约谈", "Interview")),
         say("备注", "Notes")],
        ["{% row for one in group.rows %}{{ one.number }}", "{{ one.community or '—' }}", "{{ one.name }}",
         "{% column for score in one.scores %}{{ score }}", "{{ one.total }}", "{{ one.rank or '—' }}",
         column("has_grade", say("{{ one.grade or '未定' }}", "{{ one.grade or 'open' }}")),
         column("has_interview", "{{ one.interview }}"), "{{ one.remarks }}"],
        align="cccrrcccl",
    )  # fmt: skip
    m.tag("{% endfor %}")
    one_signing(m, ("填表人签名", "Filled in by"), ("审核人签名", "Checked by"))
    form_foot(m, clause(m))


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
    end(m)


def interview_record(m: Maker) -> None:
    say = m.say
    remark(m)
    m.add("Title", "{{ title }}")
    m.add("Under", say("（{{ internal }}）", "({{ internal }})"))
    m.table(
        [17, 33, 17, 33],
        [say("被约谈人", "Interviewed"), "{{ name }}", say("所在单位", "Of"), say("{{ street }}{{ community }}", "{{ street }} {{ community }}")],
        [say("约谈人", "Interviewer"), "{{ held_by or by }}", say("时间", "Date"), say("{{ on or blank_date }}", "{{ on }}")],
        [say("参加人员", "Present"), "{{ present|join('" + say("、", ", ") + "') }}", say("结对包帮人", "Paired with"),
         "{{ partner_name }}"],
        [say("地点", "Place"), "", say("记录人", "Recorded by"), ""],
        [say("约谈事由", "Occasion"), Cell(say(
            "{{ scheme }}总分{{ total or '　　　' }}分{% if rank %}，{{ group }}第{{ rank }}名{% endif %}{% if grade %}，评定等级“{{ grade }}”"
            "{% endif %}；按“{{ rule }}”一项约谈",
            "{{ scheme }}: total {{ total or '—' }}{% if rank %}, rank {{ rank }} in {{ group }}{% endif %}{% if grade %}, grade "
            "“{{ grade }}”{% endif %}; under “{{ rule }}”"), "CellText", span=3)],
        heads=0, align="clcl", height=10,
    )  # fmt: skip
    m.add("Heading1", say("一、谈话情况", "1. What was said"))
    m.tag("{% if findings %}")
    m.add("Normal", "{{ findings }}")
    m.tag("{% else %}")
    m.tag("{% for line in lines %}")
    m.add("Normal", "")
    m.tag("{% endfor %}")
    m.tag("{% endif %}")
    m.add("Heading1", say("二、改进措施和期限", "2. What is to be done, and by when"))
    m.tag("{% for promise in promises %}")
    m.add("Normal", say("{{ loop.index }}．{{ promise }}", "{{ loop.index }}. {{ promise }}"))
    m.tag("{% else %}")
    m.tag("{% for line in lines %}")
    m.add("Normal", "")
    m.tag("{% endfor %}")
    m.tag("{% endfor %}")
    m.tag("{% if partner %}")
    m.add("Heading1", say("三、结对包帮", "3. Pairing"))
    m.add("Normal", say(
        "由{{ partner }}与被约谈人结对，{{ duties|join('；') }}。{% if months %}自约谈次月起跟踪{{ months }}个月，逐月记录。{% endif %}",
        "{{ partner|capitalize }} is paired with the person, to {{ duties|join(', and to ') }}.{% if months %} This is followed "
        "for {{ months }} months from the month after the interview.{% endif %}",
    ))  # fmt: skip
    m.tag("{% endif %}")
    m.add("Normal", say("本次约谈是工作谈话，不作为处分。", "An interview is a work conversation, not a sanction."))
    m.add("Note", "")
    date = Cell(say("{{ blank_date }}", ""), "CellNumber")
    m.table(
        [24, 26, 24, 26],
        [say("约谈人签名", "Interviewer"), "", say("被约谈人签名", "Interviewed"), ""],
        [say("记录人签名", "Recorded by"), "", say("日期", "Date"), date],
        heads=0, height=11,
    )  # fmt: skip
    end(m)


def rectification_ledger(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.tag("{% if nothing %}")
    m.add("Plain", "{{ nothing }}")
    m.tag("{% else %}")
    m.add("Plain", say(
        "需要整改的{{ noun }}{{ subjects }}{{ measure }}，共{{ count }}项{% if due %}，整改期限为{{ due }}{% endif %}。",
        "{{ subjects }} {{ noun if subjects == '1' else nouns }} must put right {{ count }} thing{% if count != '1' %}s{% endif %} "
        "in all{% if due %}, by {{ due }}{% endif %}.",
    ))  # fmt: skip
    m.table(
        [5, 10, 10, 13, 13, 19, 19, 17, 13, 13],
        [say("序号", "No."), column("has_street", say("街道", "Street")), column("has_community", say("社区", "Community")),
         say("{{ name_label }}", "{{ name_label|capitalize }}"), say("整改事项", "To be put right"),
         say("核查时的情况", "As found"), say("整改要求", "What is asked"), say("整改期限", "By"), say("整改情况", "Done"),
         say("复查人和日期", "Checked by, on")],
        ["{% row for one in rows %}{{ one.number }}", column("has_street", "{{ one.street }}"),
         column("has_community", "{{ one.community }}"), "{{ one.name }}", "{{ one.item }}", "{{ one.found }}", "{{ one.remedy }}",
         "{{ one.due }}{% if one.overdue %}\n" + say("已过期限", "overdue") + "{% endif %}", "", ""],
        align="cccclllccc",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if term %}")
    m.add("Note", "{{ term }}")
    m.tag("{% endif %}")
    one_signing(m, ("填表人签名", "Filled in by"), ("审核人签名", "Checked by"))
    form_foot(m, clause(m))


def pairing_ledger(m: Maker) -> None:
    say = m.say
    form_head(m)
    m.tag("{% if partner %}")
    m.add("Plain", say(
        "结对人：{{ partner }}。职责：{{ duties|join('；') }}。{% if months %}自约谈次月起跟踪{{ months }}个月，逐月记录。{% endif %}",
        "Paired with {{ partner }}, to {{ duties|join(', and to ') }}.{% if months %} Followed for {{ months }} months from the "
        "month after the interview, recorded month by month.{% endif %}",
    ))  # fmt: skip
    m.tag("{% endif %}")
    m.add("Heading1", say("一、跟踪情况", "1. After earlier interviews"))
    m.tag("{% if nobody %}")
    m.add("Plain", "{{ nobody }}")
    m.tag("{% endif %}")
    m.tag("{% for one in rows %}")
    m.add("Heading2", say("（{{ one.number }}）{{ one.name }}　{{ one.street }}{{ one.community }}　{{ one.since }}约谈",
                          "({{ one.number }}) {{ one.name }}, {{ one.street }} {{ one.community }}, interviewed {{ one.since }}"))  # fmt: skip
    m.table(
        [18, 60, 22],
        [say("月份", "Month"), "{% column for label in labels %}{{ label }}", say("当月是否落实", "Owed that month")],
        ["{% row for month in one.term.months %}{{ month.month }}", "{% column for count in month.counts %}{{ count }}",
         "{{ month.sign }} {{ month.state }}"],
        [say("合计", "In all"), "{% column for count in one.term.totals %}{{ count }}", ""],
    )  # fmt: skip
    m.add("Note", say(
        "未落实的月份：{{ one.missed }}。期内应解决的问题：{{ one.overall }}。下一次到期：{{ one.next }}。",
        "Months missed: {{ one.missed }}. Owed over the term: {{ one.overall }}. Next due: {{ one.next }}.",
    ))  # fmt: skip
    m.tag("{% endfor %}")
    m.add("Heading1", say("二、本次约谈的结对安排", "2. Pairing after this appraisal"))
    m.tag("{% if called %}")
    m.table(
        [5, 13, 14, 11, 12, 15, 21, 13, 26],
        [say("序号", "No."), say("街道", "Street"), say("社区", "Community"), say("姓名", "Name"), say("约谈情况", "Interview"),
         say("约谈人", "Interviewer"), say("约谈日期", "Date"), say("结对人姓名", "Paired with"), say("改进措施", "To be done")],
        ["{% row for one in called %}{{ one.number }}", "{{ one.street }}", "{{ one.community }}", "{{ one.name }}",
         "{{ one.state }}", "{{ one.by }}", say("{{ one.on or blank_date }}", "{{ one.on }}"), "{{ one.partner }}",
         "{{ one.promises }}"],
        align="ccccccccl",
    )  # fmt: skip
    m.tag("{% else %}")
    m.add("Plain", say("没有拟约谈的对象。", "No interview is proposed."))
    m.tag("{% endif %}")
    one_signing(m, ("填表人签名", "Filled in by"), ("审核人签名", "Checked by"))
    form_foot(m, clause(m))


def station_check(m: Maker) -> None:
    say = m.say
    form_head(m)
    who(m, [say("核查结果", "Result"), Cell((("Strong", "{{ grade }}"), say(
        "{% if lacking_count %}，缺{{ lacking_count }}项{% endif %}{% if unclear_count %}，{{ unclear_count }}项材料不足{% endif %}",
        "{% if lacking_count %}, {{ lacking_count }} lacking{% endif %}{% if unclear_count %}, {{ unclear_count }} without "
        "enough evidence{% endif %}")), "CellText", span=3)])  # fmt: skip
    m.add("Heading1", say("逐项核查", "Each item"))
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
    m.add("Heading1", say("所缺项目和整改", "What is lacking"))
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
    signatures(
        m, ("核查人签名", "Checked by"), ("{{ noun }}负责人签名", "In charge"), ("复查人签名", "Checked again by")
    )
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
    m.add("Heading1", say("一、基本情况", "1. In short"))
    m.add("Normal", say(
        "评价期{{ period_start }}至{{ period_end }}。{{ summary }}{% if paid %}已确定补助资金{{ paid }}（大写：{{ paid_words }}）。{% endif %}",
        "The period is {{ period_start }} to {{ period_end }}. {{ summary }}{% if paid %} Firm subsidy: {{ paid }}.{% endif %}",
    ))  # fmt: skip
    for name in ("figures", "money"):
        m.tag(f"{{% if {name} %}}")
        m.table(
            [1],
            [f"{{% column for one in {name} %}}{{{{ one.label }}}}"],
            [f"{{% column for one in {name} %}}{{{{ one.text }}}}"],
        )
        m.add("Note", "")
        m.tag("{% endif %}")
    m.add("Heading1", say("二、评价结果", "2. The results"))
    for name, unit in (("tiers", ""), ("grades", "{{ measure }}")):
        m.tag(f"{{% if {name} %}}")
        m.add("Normal", say(
            f"{{% for one in {name} %}}{{{{ one.label }}}}{{{{ one.text }}}}{unit}{{{{ '，' if not loop.last else '。' }}}}{{% endfor %}}",
            f"{{% for one in {name} %}}{{{{ one.label }}}}: {{{{ one.text }}}}{{{{ '; ' if not loop.last else '.' }}}}{{% endfor %}}",
        ))  # fmt: skip
        m.tag("{% endif %}")
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
    m.tag("{% if streets %}")
    m.add("Heading1", say("三、各街道情况", "3. By street"))
    m.table(
        [24, 15, 15, 15, 18, 15],
        [say("街道", "Street"), say("{{ noun }}数", "{{ nouns|capitalize }}"), say("已评价", "Evaluated"),
         say("暂缓评定", "Held"), column("placed_label", "{{ placed_label }}"), column("has_mean", say("平均分", "Mean"))],
        ["{% row for one in streets %}{{ one.name }}", "{{ one.subjects }}", "{{ one.evaluated }}", "{{ one.held }}",
         column("placed_label", "{{ one.placed }}"), column("has_mean", "{{ one.mean or '—' }}")],
        align="crrrrr",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if criteria %}")
    m.add(
        "Heading1", say("{{ '四' if streets else '三' }}、各项指标情况", "{{ '4' if streets else '3' }}. By criterion")
    )
    m.table(
        [28, 11, 13, 11, 13, 12, 13],
        [say("指标", "Criterion"), say("符合", "Met"), say("部分符合", "Partly"), say("不符合", "Not met"),
         say("材料不足", "Unclear"), say("不适用", "n/a"), "{{ rate_label }}"],
        ["{% row for one in criteria %}{{ one.name }}", "{{ one.met }}", "{{ one.partly }}", "{{ one.not_met }}",
         "{{ one.unclear }}", "{{ one.not_applicable }}", "{{ one.rate }}"],
        align="lrrrrrr",
    )  # fmt: skip
    m.tag("{% endif %}")
    m.tag("{% if open_matters %}")
    m.add("Heading1", say("{{ '五' if streets and criteria else '四' }}、待办事项",
                          "{{ '5' if streets and criteria else '4' }}. Still to be done"))  # fmt: skip
    m.tag("{% for matter in open_matters %}")
    m.add("Normal", "{{ matter }}")
    m.tag("{% endfor %}")
    m.tag("{% endif %}")
    closing(m, "特此报告。", "Submitted for information.")
    signed(m, of_authority(m))


MADE: Mapping[str, tuple[PageKind, Callable[[Maker], None]]] = {
    "scoring-sheet": ("form", scoring_sheet),
    "judges": ("form", judges),
    "public-notice": ("official", public_notice),
    "public-results": ("official", public_results),
    "allocation": ("official", allocation),
    "objection-ledger": ("wide", objection_ledger),
    "appraisal-summary": ("wide", appraisal_summary),
    "interview-notice": ("official", interview_notice),
    "interview-record": ("official", interview_record),
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
