"""What is said about the course of a season, its calendar and its acts, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    # Rules
    "disbursement-of-nothing": (
        "方案没有“‹allocation|资金分配›”，没有可以拨付的资金，不应有“‹disbursement|拨付›”。",
        "The scheme has no “‹allocation|资金分配›”, so there is nothing to pay and no “‹disbursement|拨付›”.",
        "删除“‹disbursement|拨付›”，或补上“‹allocation|资金分配›”。",
        "Delete “‹disbursement|拨付›”, or add “‹allocation|资金分配›”.",
    ),
    "calendar-unknown": (
        "规则文件夹中没有工作日历“{found}”，公示期须按已有的工作日历计算。",
        "The rules folder has no calendar “{found}”; the days of a notice are counted by one that is there.",
        "核对名称，或在 calendars 文件夹中为每一年建一个文件，以“‹calendar: {found}|工作日历: {found}›”开头。",
        "Check the name, or add a file for each year to the folder calendars that begins "
        "“‹calendar: {found}|工作日历: {found}›”.",
    ),
    "calendar-day-twice": (
        "{found} 列了两次，每天只应列一次。",
        "{found} is listed twice; each day is listed once.",
        "删除重复的日期。",
        "Delete one of them.",
    ),
    "calendar-off": (
        "{found} 是周末，本来就不上班；“‹holidays|放假›”只列放假的周一至周五。",
        "{found} is at a weekend, when nobody works anyway; “‹holidays|放假›” lists days from Monday to Friday alone.",
        "核对日期；周末不必列出，周末上班的列入“‹worked|调休上班›”。",
        "Check the date; weekends need not be listed, and one that is worked belongs under “‹worked|调休上班›”.",
    ),
    "calendar-worked": (
        "{found} 是周一至周五，本来就上班；“‹worked|调休上班›”只列上班的周六、周日。",
        "{found} is from Monday to Friday, a working day anyway; “‹worked|调休上班›” lists days at weekends alone.",
        "核对日期；周一至周五放假的列入“‹holidays|放假›”。",
        "Check the date; a weekday that is off belongs under “‹holidays|放假›”.",
    ),
    "calendar-year": (
        "工作日历“{calendar}”没有 {found} 年，有的年份为：{expected}；哪天上班不能推测。",
        "The calendar “{calendar}” has no year {found}, only {expected}; which days are worked is not guessed.",
        "按当年公布的放假安排，在规则的 calendars 文件夹中补一个文件，"
        "写明 calendar: {calendar}、year: {found}、制定机关、放假和调休上班的日期。",
        "Add a file to the folder calendars of the rules, by the official arrangement of that year: "
        "calendar: {calendar}, year: {found}, its authority, and the days off and worked.",
    ),
    # Acts of no course
    "act-without-course": (
        "没有评价方案规定流程或约谈，此处的“{found}”没有对应的方案。",
        "No scheme has a course or interviews to which this “{found}” could belong.",
        "在方案中写明“course”（约谈为“interviews”），或删除此项。",
        "Give the scheme a “course” (or “interviews”), or delete the entry.",
    ),
    "act-of-several": (
        "几个评价方案都可以有此项“{found}”，应写明是哪个方案的：{expected}。",
        "This “{found}” could be for several schemes; it must say for which: {expected}.",
        "补上一行“scheme: 方案编号”。",
        "Add a line “scheme: ” with the id of the scheme.",
    ),
    "act-scheme-unknown": (
        "“{found}”不是有此流程的评价方案，应为：{expected}。",
        "“{found}” is no scheme with such a course; it must be one of: {expected}.",
        "核对方案编号，或删除“scheme”一行。",
        "Check the id of the scheme, or delete the line “scheme”.",
    ),
    "act-unknown-subject": (
        "此项涉及评价对象“{found}”，但没有该对象的申报内容，应为已申报的评价对象。",
        "This names “{found}”, which nobody has submitted; it must name subjects with evidence.",
        "核对编号，或补充提交该评价对象的申报内容。",
        "Check the id, or submit the evidence of that subject.",
    ),
    # The order of acts
    "act-twice": (
        "此项“{found}”已在 {first} 处记载并且有效，同一事项只记一次。",
        "This “{found}” is on record at {first} already and stands; each act is recorded once.",
        "只保留有效的一项。",
        "Keep the one that stands.",
    ),
    "act-too-early": (
        "日期 {found} 早于 {first} 处其所依据的事项（{expected}），应不早于该日。",
        "The day {found} is before that of what it rests on at {first} ({expected}); it must not be earlier.",
        "核对两处的日期。",
        "Check both dates.",
    ),
    "notice-before-decision": (
        "公示之前没有有效的集体决定；公示的应为集体决定的名单，作出决定后有变动的，须重新决定。",
        "No decision of the panel stands before this notice; what is put on notice is a list that was decided, "
        "and decided "
        "anew where something changed.",
        "先记载集体决定（act: decision），再公示。",
        "Record the panel's decision first (act: decision).",
    ),
    "notice-too-short": (
        "公示至 {found} 止，不足 {number} 个工作日，最后一日应不早于 {expected}。",
        "The notice ends on {found}, before {number} working days are over; its last day must be {expected} or later.",
        "改为 {expected} 或以后，或删除“until”，由程序计算。",
        "Write {expected} or later, or delete “until”, and the day is worked out.",
    ),
    "final-before-notice": (
        "名单没有公示，或变动后尚未重新公示，不能确定；应公示期满后确定。",
        "The list has not been on public notice, or not since it changed; it can be final only after that.",
        "先记载公示（act: notice），期满后再确定名单。",
        "Record the notice (act: notice), and make the list final when it is over.",
    ),
    "final-within-notice": (
        "{found} 仍在公示期内，公示至 {expected}（含当日）；名单应在公示期满后确定。",
        "On {found} the notice is not over: it lasts to {expected}, that day included; the list can be final after it.",
        "改为 {expected} 以后的日期。",
        "Write a day after {expected}.",
    ),
    "final-objection-open": (
        "异议 {found} 尚未答复，名单应在公示期内的异议全部答复后确定。",
        "Objection {found} is not answered; the list can be final when all objections of the notice are.",
        "先记载答复（act: answer）。",
        "Record the answers first (act: answer).",
    ),
    "change-after-final": (
        "名单已经确定或资金已经拨付，“{found}”不能再改变结果。",
        "The list is final, or money has been paid by it; “{found}” can no longer change it.",
        "删除此项；异议不予采纳的，写明 outcome: rejected 和理由。",
        "Delete it, or answer the objection with outcome: rejected and the reason.",
    ),
    # Payment
    "paid-before-final": (
        "名单确定之前不能拨付资金；应在公示期满、名单确定之后拨付。",
        "Nothing is paid before the list is final, which it is after the public notice.",
        "先记载确定名单（act: final），再拨付。",
        "Record the final list first (act: final).",
    ),
    "paid-twice": (
        "评价对象“{found}”已在 {first} 处拨付，每个对象只拨付一次。",
        "“{found}” was paid at {first} already; each subject is paid once.",
        "删除重复的拨付。",
        "Delete the second payment.",
    ),
    "paid-nothing-due": (
        "评价对象“{found}”没有已确定的等次和补助，不能拨付；只拨付已确定的。",
        "Nothing firm is due to “{found}”; only money that is firm is paid.",
        "核对编号；等次未定的，定下之后再拨付。",
        "Check the id; where the tier is open, pay when it is settled.",
    ),
    "paid-amount": (
        "评价对象“{subject}”拨付 {found} 元，结果为 {expected} 元，两者应一致。",
        "“{subject}” is paid {found} yuan, but the result says {expected}; the two must agree.",
        "改为 {expected}，或核对名单。",
        "Write {expected}, or check the list.",
    ),
    # Objections
    "objection-twice": (
        "异议编号“{found}”已在 {first} 处使用，每件异议应有自己的编号。",
        "The id “{found}” is that of the objection at {first}; each objection has its own.",
        "另编一个编号，并核对答复所写的编号。",
        "Give it another id, and check which of them the answer names.",
    ),
    "answer-unknown": (
        "没有编号为“{found}”的异议，或异议的日期晚于答复，应为已记载的异议。",
        "No objection “{found}” is on record by that day; an answer is to one that is.",
        "核对编号和日期，或先记载异议（act: objection）。",
        "Check the id and the date, or record the objection (act: objection).",
    ),
    "answer-upheld": (
        "采纳异议“{found}”，应写明更正的填报项（changes）或所作的决定（decision），且只写一种。",
        "The objection “{found}” is upheld; it must say which answers change (changes) or what was decided "
        "(decision), one "
        "of the two.",
        "如：changes: {{has_party_branch: yes}}，或 decision: 由街道复核",
        "For example changes: {{has_party_branch: yes}} or decision: the street looks at it again",
    ),
    "answer-rejected": (
        "不采纳异议“{found}”，不应有更正（changes）或决定（decision）。",
        "The objection “{found}” is rejected; nothing changes (changes) and nothing is decided (decision) by that.",
        "删除这两项；采纳的，写 outcome: upheld。",
        "Delete them, or write outcome: upheld.",
    ),
    # Waivers and talks
    "waiver-without-expiry": (
        "豁免没有写明到期日（{found}），豁免必须有期限。",
        "The waiver does not say when it ends ({found}); every waiver has an expiry.",
        "补上一行，如：until: 2021-12-31",
        "Add a line such as until: 2021-12-31",
    ),
    "waiver-of-nothing": (
        "“{found}”不是此方案的准入条件或一票否决，可以豁免的为：{expected}。",
        "“{found}” is no gate or veto of this scheme; what can be waived is: {expected}.",
        "改为所列编号之一。",
        "Use one of the listed ids.",
    ),
    "talk-not-confirmed": (
        "“{found}”的约谈没有确定，约谈应在集体决定确定之后进行。",
        "The interview of “{found}” is not confirmed; it is conducted after people decide so.",
        "先记载确定约谈的决定（settles: interview），或核对编号。",
        "Record the decision first (settles: interview), or check the id.",
    ),
    # Where a season stands
    "status-day": (
        "“{found}”不是有效日期，应按年、月、日的顺序书写。",
        "“{found}” is not a date; it must be written as year, month and day.",
        "月和日各写两位，如：--on 2021-07-21",
        "Write month and day with two digits each, for example: --on 2021-07-21",
    ),
    "status-before": (
        "{found} 早于最后一项记载（{expected}），应不早于该日：此后的事项已经记入结果。",
        "{found} is before the last day on record ({expected}); it must not be: what was done since is in the result.",
        "改为 {expected} 或以后；查看以前的进展，用当时的结果。",
        "Write {expected} or later; for an earlier day use the result of that time.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "objection-late": (
        "异议“{found}”在公示期满（{expected}）之后提出，记录在案，不影响确定名单。",
        "The objection “{found}” was raised after the notice was over ({expected}); it is on record, and "
        "nothing waits for "
        "it.",
        "需要处理的，照常记载答复（act: answer）。",
        "Where it is to be dealt with, record an answer as for any other (act: answer).",
    ),
    "waiver-lapsed": (
        "豁免至 {found} 止，在 {expected} 已经失效，不改变结果。",
        "The waiver ended on {found} and has lapsed by {expected}; it changes nothing.",
        "需要继续豁免的，由有权机关重新决定并写明期限。",
        "Where it is still needed, those with authority decide anew and give an expiry.",
    ),
}
