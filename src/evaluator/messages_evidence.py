"""What is said about evidence, marks, decisions and runs, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    # Files and records
    "file-unreadable": (
        "文件无法读取（{found}），应为可以打开的文件。",
        "The file cannot be read ({found}); it must be a file that can be opened.",
        "确认文件存在、未损坏且有读取权限，必要时重新提交。",
        "See that the file exists, is undamaged and may be read; submit it again if needed.",
    ),
    "reading-stopped": (
        "读取此处内容时，耗用的内存或时间超出限度，或者读取程序意外中止；此处内容不予读取，其他内容不受影响。",
        "Reading what stands here took more memory or time than is allowed, or ended the process that read it; it is "
        "not read. Nothing else is affected.",
        "确认是正常填写的文件：重新打开、另存，再行提交；内容确实很多的，分成几个文件。",
        "See that it is the file that was filled in: open it, save it anew and submit that; if it does hold very much, "
        "divide it into several.",
    ),
    "file-not-ordinary": (
        "这不是普通文件（可能是管道、设备，或指向文件夹的链接），未读取。",
        "This is no ordinary file but a pipe, a device or a link to a folder; it was not read.",
        "换成文件本身；指向文件夹的链接，在命令中直接写该文件夹。",
        "Put the file itself here; a folder behind a link is named in the command.",
    ),
    "file-name": (
        "文件名不是 UTF-8 文字，结果中无法写明，文件未读取。",
        "The file's name is not text in UTF-8, so no result could name it; the file was not read.",
        "将文件改名。",
        "Rename the file.",
    ),
    "line-too-long": (
        "本行有 {found} 字节，超过 {expected} 字节的上限。",
        "This line has {found} bytes, more than the {expected} allowed.",
        "JSON Lines 文件每行一个评价对象；检查是否缺少换行。",
        "A file of JSON Lines has one subject to a line; see whether line breaks are missing.",
    ),
    "values-too-many": (
        "文件中的数据超过 {expected} 项，自此处起未读取，整个文件未采用。",
        "The file holds more than {expected} values; it was read no further than here, and nothing of it is used.",
        "将文件拆分为几个较小的文件，或改用 JSON Lines（.jsonl）。",
        "Split the file into several smaller ones, or use JSON Lines (.jsonl).",
    ),
    "problems-many": (
        "本文件自此处起另有 {found} 处问题，未逐一列出。",
        "From here on the file has {found} further problems, which are not listed.",
        "先改正已列出的问题，再预审一次。",
        "Correct those that are listed and preview it again.",
    ),
    "json-syntax": (
        "此处不符合 JSON 书写格式（{found}）。",
        "This is not written as JSON ({found}).",
        "检查本行和上一行：名称和文字用半角双引号括起，各项之间用逗号，括号成对，最后一项之后没有逗号。",
        "Check this line and the one before: names and texts in straight double quotes, commas between entries but not "
        "after the last, brackets in pairs.",
    ),
    "csv-header": (
        "表格首行不能作为表头（{found}），列名不得空缺或重复，且应有“编号”，或者“kind”和“id”。",
        "The first line is no header ({found}); it must name each column once, “kind” and “id” (or “编号”) among them.",
        "申报表的首行如：kind,id,name,street,formal_party_members；打分表的首行为：judge,subject,aspect,mark。"
        "表格里不能写注释行。",
        "The first line is, for evidence: kind,id,name,street,formal_party_members — for marks: "
        "judge,subject,aspect,mark. A table takes no comment lines.",
    ),
    "csv-syntax": (
        "此处不符合 CSV 书写格式，表格自此处起无法读取（{found}）。",
        "The table cannot be read from here on, because this is not written as CSV ({found}).",
        "检查本行的半角双引号是否成对；必要时用表格软件打开，另存为“CSV UTF-8（逗号分隔）”。",
        "See that straight double quotes on this line come in pairs, or open the file in a spreadsheet program and "
        "save it as “CSV UTF-8 (comma delimited)”.",
    ),
    "csv-row": (
        "本行有 {found} 格，应与表头一致，为 {expected} 格。",
        "Cells in this row: {found}; there must be as many as in the header: {expected}.",
        '补齐缺少的格，或删除多余的格；内容中有逗号的，用半角双引号括起，如："报修,投诉"',
        'Add or remove cells; put a text that holds a comma in straight double quotes: "报修,投诉"',
    ),
    "not-a-record": (
        "此内容不是申报内容、评委打分或集体决定：{found}；应有“subject”“marks”“decisions”之一。",
        "This is neither evidence, marks nor decisions: {found}; it must have “subject”, “marks” or “decisions”.",
        '申报内容的开头如：subject: {{kind: neighbourhood, id: "370687001001-01", name: 示例花园}}；'
        "与评价无关的文件，在文件名前加“_”。",
        'Begin evidence with: subject: {{kind: neighbourhood, id: "370687001001-01", name: 示例花园}} '
        "— put “_” before the name of a file that is none of these.",
    ),
    "identity-missing": (
        "评价对象缺少“{found}”，未写明的不予受理。",
        "The subject has no “{found}”; without it the record is not accepted.",
        '补全一行，如：subject: {{kind: neighbourhood, id: "370687001001-01", name: 示例花园, street: 方圆街道}}',
        'Complete the line: subject: {{kind: neighbourhood, id: "370687001001-01", name: 示例花园, street: 方圆街道}}',
    ),
    "identity-deceptive": (
        "编号“{found}”首尾有空格，或含有看不见的字符、未合成的字形，容易与其他编号混淆，本份材料未予受理。",
        "The id “{found}” begins or ends with a space or holds characters that cannot be seen or accents that are not "
        "joined, so that it may be taken for another; the record is not accepted.",
        "重新键入编号，不要从网页或文档中粘贴。",
        "Type the id anew instead of pasting it from a page or a document.",
    ),
    "identity-conflict": (
        "评价对象的“{field}”此处为“{found}”，在 {first} 处为“{expected}”，两处应一致。",
        "The subject's “{field}” is “{found}” here and “{expected}” at {first}; the two must agree.",
        "核实后将两处改为一致。",
        "Find out which is right and make both the same.",
    ),
    "field-unknown": (
        "评价方案没有名为“{found}”的填报项，此处应为方案所列填报项。",
        "The scheme asks for no field “{found}”; only the fields it asks for belong here.",
        "核对名称，或删除此项；各填报项见空白申报表（evaluator form）。",
        "Check the name or delete the entry; the blank form (evaluator form) lists every field.",
    ),
    # Answers
    "answer-number": (
        "“{field}”应为数字，实际填写：{found}。",
        "“{field}” must be a number; the answer given is: {found}.",
        "用半角数字填写，不带单位、百分号和千位分隔符，如：7",
        "Write plain digits without a unit, a percent sign or thousands separators, for example: 7",
    ),
    "answer-number-quoted": (
        "“{field}”的数字“{found}”加了引号，应直接填写数字。",
        "The number “{found}” in “{field}” is in quotation marks; it must be written without them.",
        "去掉引号，写为：{found}",
        "Remove the quotation marks: {found}",
    ),
    "answer-yes-no": (
        "“{field}”应为“是”或“否”，实际填写：{found}。",
        "“{field}” must be “yes” or “no”; the answer given is: {found}.",
        "填写“是”或“否”，也可以写“yes”“no”或“true”“false”。",
        "Answer “yes” or “no”; “true” and “false”, “是” and “否” are read as well.",
    ),
    "answer-date": (
        "“{field}”应为日期，实际填写：{found}。",
        "“{field}” must be a date; the answer given is: {found}.",
        "按年、月、日的顺序填写，月和日各两位，如：2021-06-18",
        "Write year, month and day, the last two with two digits each: 2021-06-18",
    ),
    "answer-text": (
        "“{field}”应为文字，实际填写：{found}。",
        "“{field}” must be a text; the answer given is: {found}.",
        "填写一段文字；含冒号或井号的，用引号括起。",
        "Write one text; put it in quotation marks if it holds a colon or “#”.",
    ),
    "answer-choice": (
        "“{field}”只能填写下列选项：{expected}；实际填写：{found}。",
        "“{field}” takes only these choices: {expected}; the answer given is: {found}.",
        "改为所列选项，按原样填写。",
        "Use a listed choice, spelt as shown.",
    ),
    "answer-list": (
        "“{field}”应为选项的列表，实际填写：{found}。",
        "“{field}” must be a list of choices; the answer given is: {found}.",
        "各选项写在方括号内，如：{field}: [财务收支, 维修资金]；一项也没有的，写为：{field}: []；"
        "CSV 表格中各选项用“、”分隔。",
        "Put the choices in square brackets, for example {field}: [财务收支, 维修资金] — or, for none, {field}: [] — "
        "and in CSV put “、” between them.",
    ),
    "answer-rows": (
        "“{field}”应为逐行填写的事件表，实际填写：{found}。",
        "“{field}” must be a table with one event to a row; the answer given is: {found}.",
        "每件事一行，如：- {{date: 2021-06-18, topic: 电梯维修}}；一件也没有的，写为：{field}: []",
        "Give each event a row, for example - {{date: 2021-06-18, topic: 电梯维修}} — or, for none, {field}: []",
    ),
    "column-unknown": (
        "事件表“{field}”没有名为“{found}”的列，应为该表所列的列。",
        "The table “{field}” has no column “{found}”; only its own columns belong here.",
        "核对列名，或删除此项；各列见空白申报表（evaluator form）。",
        "Check the name or delete the entry; the blank form (evaluator form) lists every column.",
    ),
    "integer-expected": (
        "“{field}”应为整数，实际填写：{found}。",
        "“{field}” must be a whole number; the answer given is: {found}.",
        "改为没有小数的数字，如：7",
        "Write a number without decimals, for example: 7",
    ),
    "too-many-places": (
        "“{field}”填写为 {found}，最多可有 {expected} 位小数。",
        "“{field}” is {found}, with more decimals than the {expected} allowed.",
        "按原始材料核对后，填写不超过 {expected} 位小数的数字。",
        "Check it against the records and write it with no more decimals than that.",
    ),
    "below-minimum": (
        "“{field}”填写为 {found}，不得小于 {expected}。",
        "“{field}” is {found}; it must be {expected} or more.",
        "按原始材料核对后，改为不小于 {expected} 的数字。",
        "Check it against the records and write a number of {expected} or more.",
    ),
    "above-maximum": (
        "“{field}”填写为 {found}，不得大于 {expected}。",
        "“{field}” is {found}; it must be {expected} or less.",
        "按原始材料核对后，改为不大于 {expected} 的数字。",
        "Check it against the records and write a number of {expected} or less.",
    ),
    "number-too-large": (
        "“{field}”填写为 {found}，超出可以计算的范围，应为实际的数量。",
        "“{field}” is {found}, too large to be computed with; it must be a real quantity.",
        "核对位数和单位后重新填写。",
        "Check the digits and the unit, and write it again.",
    ),
    "answers-conflict": (
        "“{field}”此处为“{found}”，在 {first} 处为“{expected}”，两处应一致，更正前按未填写处理。",
        "“{field}” is “{found}” here and “{expected}” at {first}; the two must agree, and until they do the field "
        "counts as not answered.",
        "核实后将两处改为一致，或删除错误的一处。",
        "Find out which is right; correct the other or delete it.",
    ),
    "share-of-nothing": (
        "无法计算评价对象“{subject}”的“{found}”，因为作为整体的数量为 0，应大于 0。",
        "“{found}” of “{subject}” cannot be computed, because the whole it is a share of is 0; it must be more than 0.",
        "核对所填的总数，如：households: 860",
        "Check the number given for the whole, for example: households: 860",
    ),
    "nothing-applies": (
        "“{found}”的指标对该评价对象全部不适用，无法计分，至少应有一项适用。",
        "No criterion of “{found}” applies to this subject, so it cannot be scored; at least one must apply.",
        "核对与适用条件有关的填报内容；情况属实的，由评价办公室修改规则的适用条件。",
        "Check the answers that decide what applies; if they are right, the office must change “applies” in the rules.",
    ),
    "over-budget-paid": (
        "按比率应付的金额合计 {found} 元，超过预算 {expected} 元，应不超过预算，更正前一律不予确定。",
        "The amounts to be paid come to {found} yuan together; they must be within the budget of {expected} yuan, and "
        "until they are none is firm.",
        "核对各评价对象填报的金额；金额无误的，由评价办公室调整预算或比率。",
        "Check the amounts the subjects gave; if they are right, the office must change “budget” or “rates”.",
    ),
    # What a named person judges
    "assessed-unknown": (
        "没有由人评定的指标“{found}”，此处应为评价方案中由人评定的指标。",
        "There is no criterion “{found}” for a person to judge; one that has “assessed” in the rules belongs here.",
        "核对指标编号，或删除此项。",
        "Check the id of the criterion, or delete the entry.",
    ),
    "assessed-shape": (
        "此处应写明评定的得分、评定人和理由，实际为：{found}。",
        "This must give the points, who judged and the reason; the file has: {found}.",
        "按指标编号写为：‹assessed|评定›: {{‹work-records|工作台账›: {{‹points|得分›: 4, ‹by|由›: 张三, "
        "‹reason|理由›: 台账不全}}}}",
        "Write, under the id of the criterion: "
        "‹assessed|评定›: {{‹work-records|工作台账›: {{‹points|得分›: 4, ‹by|由›: 张三, ‹reason|理由›: the records "
        "are incomplete}}}}",
    ),
    "assessed-reason": (
        "评定得分为 {found}，低于满分 {expected}，应写明理由。",
        "The points given are {found}, below the full {expected}; a reason must be given.",
        "补上理由，如：‹reason|理由›: 台账不全",
        "Add the reason, for example: ‹reason|理由›: the records are incomplete",
    ),
    "assessed-row-reason": (
        "“{field}”评定为 {found}，同一行的“{column}”应写明理由。",
        "“{field}” was judged as {found}; “{column}” in the same row must give the reason.",
        "在该行补上理由，如：{column}: 推进迟缓；没有理由的评定视为没有填报。",
        "Add the reason to the row, for example: {column}: slow progress; a judgement without one counts as not "
        "answered.",
    ),
    "assessed-by": (
        "没有写明由谁评定，“‹by|由›”后应为评定人姓名。",
        "This does not say who judged; a name must follow “‹by|由›”.",
        "补上评定人，如：‹by|由›: 张三",
        "Add who judged, for example: ‹by|由›: 张三",
    ),
    # Marks
    "mark-shape": (
        "此处应为打分（评委、评价对象、评分项、分数）或回避（评委、评价对象）的列表或其中一行，实际为：{found}。",
        "A list or row of marks (judge, subject, aspect, mark) or of recusals (judge, subject) belongs here; the file "
        "has: {found}.",
        '打分写为：- {{judge: 张三, subject: "370687001001-01", aspect: 走, mark: 22.5}}；'
        '回避写为：- {{judge: 张三, subject: "370687001001-01"}}',
        'Write a mark as - {{judge: 张三, subject: "370687001001-01", aspect: 走, mark: 22.5}} and a recusal as '
        '- {{judge: 张三, subject: "370687001001-01"}}',
    ),
    "mark-subject": (
        "打分或回避涉及评价对象“{found}”，但没有该对象的申报内容，应为已申报的评价对象。",
        "This mark or recusal is for “{found}”, which nobody has submitted; it must be for a subject with evidence.",
        "核对编号，或补充提交该评价对象的申报内容。",
        "Check the id, or submit the evidence of that subject.",
    ),
    "mark-aspect": (
        "没有名为“{found}”的评分项，此处应为评审组的评分项。",
        "The panel has no aspect “{found}”; one of its aspects belongs here.",
        "核对评价方案中评审组各方面的编号。",
        "Compare it with the ids of the panel's aspects in the scheme.",
    ),
    "mark-number": (
        "打分应为不加引号的数字，实际为：{found}。",
        "A mark must be a number without quotation marks; the file has: {found}.",
        "用半角数字书写，不加引号和单位，如：22.5",
        "Write plain digits without quotation marks or a unit, for example: 22.5",
    ),
    "mark-range": (
        "打分为 {found}，应在 {expected} 之内。",
        "The mark is {found}; it must be within {expected}.",
        "请评委核对原始打分表后更正。",
        "Ask the judge to check the original sheet, and correct the mark.",
    ),
    "mark-places": (
        "打分为 {found}，最多可有 {expected} 位小数。",
        "The mark is {found}, with more decimals than the {expected} allowed.",
        "请评委核对原始打分表后更正。",
        "Ask the judge to check the original sheet, and correct the mark.",
    ),
    "mark-twice": (
        "评委“{found}”对“{subject}”的评分项“{aspect}”重复打分（另一处在 {first}），只应打分一次，两次不同的均不计入。",
        "The judge “{found}” marked “{aspect}” of “{subject}” twice (the other mark is at {first}); only one mark may "
        "be given, and two that differ do not count.",
        "请评委确认后，只保留一处。",
        "Ask the judge which is right, and keep only that one.",
    ),
    "marks-too-few": (
        "评价对象“{subject}”的评分项“{aspect}”有效打分 {found} 个，至少应有 {expected} 个。",
        "Valid marks for “{aspect}” of “{subject}”: {found}; at least {expected} are needed.",
        '补充打分，如：- {{judge: 张三, subject: "{subject}", aspect: {aspect}, mark: 22.5}}',
        'Add marks, for example: - {{judge: 张三, subject: "{subject}", aspect: {aspect}, mark: 22.5}}',
    ),
    "marks-not-asked": (
        "提交了评委打分 {found} 个，但评价方案没有设评审组，不应有打分。",
        "There are marks here ({found} in all), but the scheme has no panel and takes none.",
        "移出打分文件，或核对所用的评价方案。",
        "Take the marks out, or check which scheme is used.",
    ),
    # Decisions
    "decision-shape": (
        "此处应为一项集体决定，写明决定事项、决定人、日期和理由，实际为：{found}。",
        "One decision, with what is decided, by whom, when and why, belongs here; the file has: {found}.",
        "同分排序写为：- {{settles: tie, order: [编号一, 编号二], by: 决定机关, on: 2021-07-05, reason: 理由}}；"
        "约谈写为：- {{settles: interview, subject: 编号, outcome: confirmed, by: 决定人, on: 2021-07-05, "
        "reason: 理由}}（不约谈的，outcome 写“not-held”）；流程中的事项以 act 写明种类，"
        "如：- {{act: decision, by: 决定机关, on: 2021-07-05, reason: 理由}}。",
        "For a tie: - {{settles: tie, order: [first id, second id], by: who, on: 2021-07-05, reason: why}} — for an "
        "interview: - {{settles: interview, subject: id, outcome: confirmed, by: who, on: 2021-07-05, reason: why}} "
        "(or outcome: not-held); for an act of the course: - {{act: decision, by: who, on: 2021-07-05, reason: why}}.",
    ),
    "decision-unknown-subject": (
        "集体决定涉及评价对象“{found}”，但没有该对象的申报内容，应为已申报的评价对象。",
        "The decision names “{found}”, which nobody has submitted; it must name subjects with evidence.",
        "核对编号，或补充提交该评价对象的申报内容。",
        "Check the id, or submit the evidence of that subject.",
    ),
    "decision-no-tie": (
        "集体决定排列的评价对象（{found}）不是同一组未决的同分对象，应为同一组。",
        "The decision puts {found} in order, but these are not one open tie; it must name the subjects of one.",
        "与结果中列出的同分对象核对；已经分出先后的，删除此项决定。",
        "Compare it with the ties that the result lists; delete the decision if there is nothing left to settle.",
    ),
    "decision-tie-order": (
        "集体决定的先后顺序为 {found}，应将同分的 {expected} 个评价对象各列一次。",
        "The decision gives the order {found}; it must list each of the {expected} tied subjects exactly once.",
        "按会议确定的先后列出全部同分对象，不遗漏，不重复。",
        "List every tied subject in the order decided, none left out and none repeated.",
    ),
    "decision-no-interview": (
        "集体决定涉及“{found}”的约谈，但该对象没有拟约谈或待定的约谈，应为有此情形的评价对象。",
        "The decision is about an interview of “{found}”, for whom none is proposed or pending; it must be for a "
        "subject with one.",
        "与结果中的约谈名单核对编号，或删除此项决定。",
        "Compare the id with the interviews that the result lists, or delete the decision.",
    ),
    "decision-twice": (
        "关于“{found}”的集体决定已在 {first} 处写明，同一事项只能有一项决定。",
        "“{found}” is already decided at {first}; a matter may have only one decision.",
        "只保留有效的一项决定。",
        "Keep only the decision that stands.",
    ),
    # Calls, results, templates and cases
    "no-evidence": (
        "没有读到申报内容，至少应有一个评价对象的申报内容。",
        "No evidence was found; there must be that of at least one subject.",
        "指明申报文件或其文件夹；文件应为 .yaml、.yml、.json、.jsonl、.csv、.parquet 或 .xlsx，"
        "文件名不以“.”或“_”开头。",
        "Name the evidence files or their folder; a file must end in .yaml, .yml, .json, .jsonl, .csv, .parquet or "
        ".xlsx and not begin with “.” or “_”.",
    ),
    "scheme-unknown": (
        "没有找到评价方案“{found}”，应为规则文件夹中已有的评价方案。",
        "There is no scheme “{found}”; it must be one in the rules folder.",
        "核对方案文件中“scheme”一行，如：demonstration-neighbourhoods；规则在别处的，用 --rules 指明文件夹。",
        "Compare it with the “scheme” line of the file, for example demonstration-neighbourhoods; name the rules "
        "folder with --rules if it is elsewhere.",
    ),
    "scheme-needed": (
        "“{found}”是年度评价，此处应为其中一个评价方案：{expected}。",
        "“{found}” is a season; one of its schemes belongs here: {expected}.",
        "改用其中一个方案的编号或文件。",
        "Name one of these schemes, by its id or its file.",
    ),
    "subject-unknown": (
        "结果中没有评价对象“{found}”，应为结果中已有的编号。",
        "The result has no subject “{found}”; it must be an id that the result holds.",
        "在结果表（results.csv 或者 results 文件夹）的“id”列中核对编号。",
        "Look the id up in the column “id” of results.csv, or of the files in results.",
    ),
    "date-argument": (
        "评价日期“{found}”不是有效日期，应按年、月、日的顺序书写。",
        "“{found}” is not a date; it must be written as year, month and day.",
        "月和日各写两位，如：--as-of 2021-06-30",
        "Write month and day with two digits each, for example: --as-of 2021-06-30",
    ),
    "out-not-ours": (
        "输出文件夹中有不属于评价结果的文件（{found}），应为空文件夹或以前的评价结果。",
        "The output folder holds files that are not a result of this program ({found}); it must be empty or hold an "
        "earlier result.",
        "用 --out 另指一个文件夹，如：--out out-2021；或先移走其中的文件。",
        "Name another folder, for example: --out out-2021 — or move those files away first.",
    ),
    "not-a-result": (
        "“{found}”不是评价结果，应为以前评价输出的文件夹。",
        "“{found}” is not a result; it must be a folder that an evaluation wrote.",
        "指明评价时 --out 所写的文件夹，如：out",
        "Name the folder given to --out when evaluating, for example: out",
    ),
    "result-changed": (
        "结果中的文件写出之后被改动过（{found}），不能再作为依据。",
        "A file of the result was changed after it was written ({found}), so nothing can be based on it.",
        "恢复原来的文件，或重新评价；要在表格软件中改动的，先另存一份。",
        "Put the file back as it was, or evaluate again; before editing it in a spreadsheet, save it under another "
        "name.",
    ),
    "results-differ": (
        "两个结果没有共同的评价方案：一个为 {expected}，另一个为 {found}。",
        "The two results have no scheme in common: one is of {expected}, the other of {found}.",
        "指明同一方案（或同一年度评价）的两个结果文件夹。",
        "Name two results of the same scheme, or of the same season.",
    ),
    "sweep-shape": (
        "“{found}”不能作为试算范围，应写明对象、取值名称和起止值。",
        "“{found}” is no sweep; it must name a part of the rules, what of it to vary, and from where to where.",
        "写为：--sweep six-haves.weight=40..70，或加上步长，如：--sweep 一等.amount=50000..80000:5000",
        "Write for example: --sweep six-haves.weight=40..70 or, with a step, --sweep 一等.amount=50000..80000:5000",
    ),
    "sweep-unknown": (
        "规则中没有可以试算的“{found}”，可以试算的有：{expected}。",
        "The rules have no “{found}” to vary; there are: {expected}.",
        "weight 为组成部分的权重（百分数），worth 为指标分值，amount、places 为等次的金额和名额，value 为标准值。",
        "weight is a component's (in per cent), worth a criterion's, amount and places a tier's, value a figure's.",
    ),
    "sweep-unusable": (
        "取值 {found} 时规则不可用（{expected}），所要试算的范围内没有可用的取值。",
        "With the value {found} the rules cannot be used ({expected}), nor with any other of the range.",
        "改变试算范围，使其含有可用的取值；要试算超出预算的金额，先在规则副本中提高预算，再用 --rules 指明副本。",
        "Choose a range that has usable values; to try amounts beyond the budget, raise the budget in a copy of "
        "the rules and name the copy with --rules.",
    ),
    "edited-unknown": (
        "得出该结果时所用的规则中没有“{found}”，改过的这个文件没有可以替换的。",
        "The rules the result was made by have no “{found}”, so there is nothing that this file takes the place of.",
        "检查文件开头的编号；增加新的规则集或方案的，用 --rules 指明整个规则文件夹的副本。",
        "Check the id at its beginning; to try new rule sets or schemes, give a copy of the whole folder with --rules.",
    ),
    "rules-not-there": (
        "得出该结果时所用的规则已不是原样（{found}），改过的单个文件没有可以放入的规则。",
        "The rules the result was made by are no longer what they were ({found}), so one edited file has nothing to be "
        "put into.",
        "恢复原来的规则文件，或用 --rules 指明整个规则文件夹的副本。",
        "Put the rule files back, or give a copy of the whole folder with --rules.",
    ),
    "whatif-nothing": (
        "没有写明要试算什么：既没有改过的规则（--rules），也没有试算范围（--sweep）。",
        "There is nothing to try: neither edited rules (--rules) nor a sweep (--sweep) is given.",
        "写明一个，如：--rules draft，或：--sweep six-haves.weight=40..70",
        "Give one, for example: --rules draft or: --sweep six-haves.weight=40..70",
    ),
    "template-missing": (
        "没有找到文书模板“{found}”，应在文件夹“{expected}”中。",
        "There is no template “{found}”; it must be in the folder “{expected}”.",
        "将模板放入该文件夹，或修改评价方案“‹documents|文书›”下的“‹template|模板›”，或用 --templates 指明文件夹。",
        "Put the template there, change “template” under “documents” in the scheme, or name the folder "
        "with --templates.",
    ),
    "template-too-much": (
        "模板运行超过 {expected} 秒或占用内存过多，已停止，这种文书没有生成。",
        "The template ran for more than {expected} seconds or took too much memory; it was stopped, and none of these "
        "documents was made.",
        "检查该行的循环和重复：循环应当有尽头，不要反复拼接文字。",
        "Look at loops and repetitions near that line: a loop must come to an end, and no text may grow without bound.",
    ),
    "template-wrong": (
        "文书模板的写法有误（{found}），模板应能完整读取。",
        "The template is not written correctly ({found}); it must be readable from beginning to end.",
        "核对此处的“{{{{ }}}}”和“{{% %}}”是否成对，并与原有模板对照。",
        "See that every “{{{{ }}}}” and “{{% %}}” here is closed, and compare it with the original template.",
    ),
    "template-undefined": (
        "文书模板用到“{found}”，但结果中没有此项，应为结果提供的名称。",
        "The template uses “{found}”, which the result does not have; it must be a name the result offers.",
        "核对拼写，或从模板中删除。",
        "Check the spelling, or delete it from the template.",
    ),
    "criterion-not-there": (
        "结果中没有编号为“{found}”的指标。",
        "The result has no criterion with the id “{found}”.",
        "可用的指标：{expected}",
        "Criteria there are: {expected}",
    ),
    "verify-missing": (
        "文件不存在，结果清单中列有此文件。",
        "The file is not there; the manifest of the result lists it.",
        "放回原来的文件；材料和规则不在当前文件夹的，用 --from 指明当时的文件夹。",
        "Put the file back; where evidence and rules lie elsewhere, name the folder of the run with --from.",
    ),
    "verify-changed": (
        "文件已不是当时的内容：结果清单载明的校验码以 {expected} 开头，现为 {found}。",
        "The file is not what it was: its SHA-256 begins with {found}; the manifest says {expected}.",
        "查明改动的原因，放回原来的文件；改动属实的，重新评价。",
        "Find out why it was changed and put the old file back; where the change is right, evaluate again.",
    ),
    "verify-extra": (
        "结果文件夹中的“{found}”不属于这份结果。",
        "“{found}” in the folder of the result is no part of it.",
        "把它移到别处；结果文件夹中只放评价得出的文件。",
        "Move it elsewhere; the folder of a result holds nothing but what the run gave.",
    ),
    "verify-differs": (
        "按同样的材料和规则重新评价，得出的“{found}”与结果清单不同。",
        "The same evidence and rules, evaluated again, give another “{found}” than the manifest says.",
        "用当时的程序版本重新核对；仍不相同的，这份结果不能采信，应重新评价。",
        "Verify with the version of the program that made it; if it still differs, do not rely on this result, and "
        "evaluate again.",
    ),
    "guide-kind": (
        "手册只能写成 {expected} 文件，给出的文件名以“{found}”结尾。",
        "A handbook is written as a {expected} file; the name given ends in “{found}”.",
        "把文件名改为以 .html（网页）或 .md（Markdown）结尾。",
        "Give a file name that ends in .html (a page) or .md (Markdown).",
    ),
    "form-kind": (
        "空白表只能写成 {expected} 文件，给出的文件名以“{found}”结尾。",
        "A form is written as a {expected} file; the name given ends in “{found}”.",
        "用 Excel、WPS 填写的，文件名以 .xlsx 结尾；用文本填写的，以 .yaml 结尾。",
        "Give a name that ends in .xlsx (a spreadsheet) or .yaml (text).",
    ),
    "form-without-panel": (
        "评价方案“{found}”没有评委打分，没有评委用的表。",
        "The scheme “{found}” has no panel that marks, so there is no form for a judge.",
        "申报和评定用的表，用 --for street 或 --for panel 生成。",
        "Make the form of what is submitted or judged with --for street or --for panel.",
    ),
    "form-subject-unknown": (
        "所给申报内容中没有评价对象“{found}”，应为其中已有的编号。",
        "The evidence given has no subject “{found}”; it must be an id that stands there.",
        "核对编号；不加 --from 的，可为任何编号生成空白页。",
        "Check the id; without --from a blank page is made for any id.",
    ),
    "tables-kind": (
        "结果表只能写成 {expected} 文件，给出的文件名以“{found}”结尾。",
        "Tables of a result are written as a {expected} file; the name given ends in “{found}”.",
        "把文件名改为以 .xlsx 结尾。",
        "Give a name that ends in .xlsx.",
    ),
    "tables-inside-result": (
        "结果表不能写入评价结果的文件夹（{found}），那里只放评价写出的文件。",
        "Tables are not written into a result's folder ({found}), which holds only what an evaluation wrote.",
        "写到别处，如：--out {expected}",
        "Write them elsewhere, for example: --out {expected}",
    ),
    "sheets-not-installed": (
        "没有安装生成表格所需的组件（{found}）。",
        "What makes spreadsheets is not installed ({found}).",
        "安装：pip install 'evaluator[sheets]'",
        "Install it: pip install 'evaluator[sheets]'",
    ),
    "mark-one-workbook": (
        "要标出问题的表格应当只有一个，所给材料中有 {found} 个。",
        "There must be one workbook to mark; the evidence given has {found}.",
        "每次只给出一个 .xlsx 工作簿，分别预审。",
        "Give one .xlsx workbook at a time and preview each by itself.",
    ),
    "mark-kind": (
        "标出问题的表格应写成 {expected} 文件，给出的文件名以“{found}”结尾。",
        "The marked copy is written as a {expected} file; the name given ends in “{found}”.",
        "文件名的结尾与原表格相同。",
        "Give a name that ends as that of the workbook does.",
    ),
    "mark-not-ours": (
        "此文件已经存在，并且不是未经改动的标注副本，不予覆盖。",
        "This file exists and is not a marked copy as it was written, so it is not replaced.",
        "另起一个文件名；原表格和已经填改过的副本都不会被覆盖。",
        "Give another name; neither the workbook itself nor a copy that was worked in is ever replaced.",
    ),
    "mark-impossible": (
        "无法在此工作簿上标出问题，没有写出副本。",
        "The workbook cannot be marked, and no copy was written.",
        "用表格软件打开，另存为“Excel 工作簿（.xlsx）”后重试；打不开的，请填报单位重新提交。",
        "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx) and try again; if it does not open, "
        "ask for it again.",
    ),
    "no-rules": (
        "所给位置没有规则文件，应有以 .yaml 结尾的规则文件。",
        "There is no rule file here; rule files end in .yaml.",
        "核对所给的文件夹，如：evaluator check rules",
        "Check the folder, for example: evaluator check rules",
    ),
    "no-cases": (
        "所给位置没有样例文件，应有以 .cases.yaml 结尾的文件。",
        "There is no case file here; case files end in .cases.yaml.",
        "核对所给的文件夹，如：evaluator test rules",
        "Check the folder, for example: evaluator test rules",
    ),
    "inputs-changed": (
        "文件与评价时不同（{found}），无法据以重新得出结果。",
        "The file is not what was evaluated ({found}), so the result cannot be worked out again from it.",
        "恢复评价时的文件，或重新评价。",
        "Put back the file that was evaluated, or evaluate again.",
    ),
    "link-to-nobody": (
        "“{found}”不是“{link}”所关联的评价对象，材料中没有这样的对象。",
        "“{found}” is nobody that “{link}” leads to; there is no such subject in the evidence.",
        "核对编号或名称，或补交该对象的材料；目前按材料不足处理。",
        "Check the id or name, or submit that subject's evidence; until then what rests on it is insufficient.",
    ),
    "earlier-submitted": (
        "“{found}”取自上一评价期的结果，不由申报填写，所填内容未采用。",
        "“{found}” is taken from the earlier season's result and is not submitted; what was written is not used.",
        "从申报材料中删除此项。",
        "Delete it from the evidence.",
    ),
    "earlier-unreadable": (
        "上一评价期的结果无法读取（{found}），应为评价命令写出的目录。",
        "The earlier season's result cannot be read ({found}); it must be a folder that an evaluation wrote.",
        "核对“--earlier”所指的目录。",
        "Check the folder given with --earlier.",
    ),
    "earlier-column": (
        "上一评价期的结果中没有“{found}”一列。",
        "The earlier season's result has no column “{found}”.",
        "核对“‹earlier|上期›”所写的列名：总分为 total，指标得分为“指标编号.points”。",
        "Check the column named under “earlier”: total, or a criterion's id followed by .points.",
    ),
    "case-shape": (
        "此处应为一个样例，写明申报内容和应得的结果，实际为：{found}。",
        "One case, with evidence and the outcome it should have, belongs here; the file has: {found}.",
        "参照同一文件夹中其他样例文件的写法修改。",
        "Write it as the other case files beside the rules are written.",
    ),
    "case-name": (
        "评价结果中没有名为“{found}”的一项，样例只能规定结果中各项应得的内容。",
        "The result has no column “{found}”; a case can expect something only of the columns it has.",
        "核对名称；可以是指标或评审组方面的编号，在其后加“‹.points|.得分›”则为得分，也可以是“‹total|总分›”“‹status|状态›”等。",
        "Check the name; it may be the id of a criterion or aspect, which with “‹.points|.得分›” stands for its "
        "points, "
        "or “‹total|总分›”, “‹status|状态›” and the like.",
    ),
    "case-alone": (
        "“{found}”取决于还有哪些评价对象，只有一个对象的样例无从得出，样例中应有“‹subjects|各对象›”。",
        "“{found}” depends on which others there are, so a case of a single subject cannot have it; the case needs "
        "“‹subjects|各对象›”.",
        "把各评价对象写在“‹subjects|各对象›”下，再逐一写明应得，如：‹expect|应得›: {{甲: {{{found}: …}}, 乙: "
        "{{{found}: …}}}}",
        "Set up every subject under “‹subjects|各对象›” and expect it of each, for example: ‹expect|应得›: "
        "{{A: {{{found}: …}}, B: {{{found}: …}}}}",
    ),
    "case-subject": (
        "本样例的“‹subjects|各对象›”中没有“{found}”。",
        "There is no “{found}” under “‹subjects|各对象›” of this case.",
        "核对编号，或在“‹subjects|各对象›”下补上该对象。",
        "Check the id, or add the subject under “‹subjects|各对象›”.",
    ),
    "case-differs": (
        "样例“{subject}”中 {what} 的结果为 {found}，样例规定应为 {expected}。",
        "In the case “{subject}” the outcome for {what} is {found}; the case says it should be {expected}.",
        "规则有误的修改规则，样例有误的修改样例。",
        "Correct the rule if the rule is wrong, or the case if the case is.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "attachment-unreadable": (
        "附件“{found}”无法读取，或超过 4 GB。",
        "The attachment “{found}” cannot be read, or is larger than 4 GB.",
        "确认附件能够打开；过大的，压缩或拆分后重新提交。",
        "See that it can be opened; make a large one smaller and submit it again.",
    ),
    "verify-version": (
        "结果由程序版本 {found} 得出，现在的版本是 {expected}。",
        "The result was made by version {found} of the program; this is {expected}.",
        "文件有不同的，先用当时的版本核对。",
        "If files differ, verify with that version first.",
    ),
    "earlier-not-given": (
        "规则要用上一评价期的结果（{found}），但没有用“--earlier”指明，有关填报项按未填报处理。",
        "The rules use the earlier season's result ({found}), but --earlier names none; those fields count as missing.",
        "加上：--earlier 上一评价期的结果目录",
        "Add: --earlier FOLDER",
    ),
    "sample-too-small": (
        "抽查 {found} 个，按总体规模应至少抽查 {expected} 个，“{name}”不予采用。",
        "{found} were inspected, but for a population of this size at least {expected} must be; “{name}” is not used.",
        "补足抽查数量后重新填报。",
        "Inspect as many as are asked for and submit again.",
    ),
    "other-kinds": (
        "另有其他类别的评价对象（类别和份数：{found}），本方案只评价“{expected}”，其余未予接收。",
        "There are records of other kinds (kind and number: {found}); this scheme evaluates only “{expected}”, so they "
        "were not received.",
        "核对“kind”；确属其他类别的，不需处理。",
        "Check “kind”; nothing is needed where the kind is right.",
    ),
    "identity-alike": (
        "编号“{found}”看起来与 {first} 处的“{expected}”相同，所用字符却不同，按两个评价对象评定。",
        "The id “{found}” looks like “{expected}” at {first} but is written in other characters; they are evaluated as "
        "two subjects.",
        "是同一个对象的，两处写成同样的编号（数字和字母用半角）；是两个对象的，换用不会混淆的编号。",
        "If they are one subject, write its id in one way, in ordinary digits and letters; if they are two, give one "
        "of them an id that cannot be mistaken.",
    ),
    "mean-of-nobody": (
        "指标“{found}”对该评价对象不适用，应按其他评价对象的平均分计分，但对其他评价对象也都不适用，得分不能确定。",
        "The criterion “{found}” does not apply to this subject, which should get the mean of the others, but it "
        "applies to none of them; its points stay open.",
        "核对与适用条件有关的填报内容；情况属实的，由评价办公室修改规则，改为不适用时不计等",
        "Check the answers that decide what applies; if they are right, the office must change the rule, for example "
        "to when_not_applicable: leave_out",
    ),
    "event-repeated": (
        "事件表“{field}”的这一行（{found}）与 {first} 处完全相同，每件事应只填写一次，现按一次计算。",
        "This row of “{field}” ({found}) is exactly the same as at {first}; each event should stand once, and it is "
        "counted once.",
        "同一件事的，删除其中一行；是不同的事的，补充可以区分的内容。",
        "Delete one if they are the same event; if they are not, add what tells them apart.",
    ),
    "event-outside-period": (
        "事件表“{field}”中 {found} 的一行不在计算期间（{expected}）内，只列出，不计入。",
        "A row of “{field}” is dated {found}, outside the days that count ({expected}); it is listed but not counted.",
        "核对日期；日期无误的，不需处理。",
        "Check the date; nothing is needed where it is right.",
    ),
    "mark-recused": (
        "评委“{found}”对评价对象“{subject}”应当回避，其打分不计入，只计其他评委的打分。",
        "The judge “{found}” is recused for “{subject}”; the mark is left out, as only those of other judges count.",
        "不需处理；有效打分不足的，请其他评委补充打分。",
        "Nothing is needed; if too few marks are left, ask other judges to mark.",
    ),
    "ballot-void": (
        "评委“{found}”对“{subject}”的打分符合作废规则“{rule}”，不计入，只计其他评委的打分。",
        "The marks of judge “{found}” for “{subject}” are void by the rule “{rule}”; only those of other judges count.",
        "不需处理；有效打分不足的，请评委按规定重新打分或者由其他评委补充打分。",
        "Nothing is needed; if too few marks are left, ask for marks that keep to the rules, or other judges to mark.",
    ),
    "sheet-void": (
        "评委“{found}”的整张打分表符合作废规则“{rule}”，其对 {subjects} 个评价对象的打分都不计入。",
        "The whole sheet of judge “{found}” is void by the rule “{rule}”; the marks for {subjects} subjects do not "
        "count.",
        "不需处理；有效打分不足的，请评委按规定重新打分或者由其他评委补充打分。",
        "Nothing is needed; if too few marks are left, ask for marks that keep to the rules, or other judges to mark.",
    ),
    "judge-above": (
        "评委“{found}”的打分平均比其他评委高 {apart} 分，超过 {expected} 分的提醒标准（按 {subjects} 个评价对象，"
        "取其合计分与其他评委合计分中位数之差的平均）。",
        "Judge “{found}” marks {apart} points above the others, more than the {expected} at which people are told (the "
        "mean over {subjects} subjects of the judge's total less the median of the others' totals).",
        "核对打分表有无错填；没有错填的，打分照常计入，不因此改变结果。",
        "Check the judge's sheet for slips; the marks count as they are, and nothing is changed by this.",
    ),
    "judge-below": (
        "评委“{found}”的打分平均比其他评委低 {apart} 分，超过 {expected} 分的提醒标准（按 {subjects} 个评价对象，"
        "取其合计分与其他评委合计分中位数之差的平均）。",
        "Judge “{found}” marks {apart} points below the others, more than the {expected} at which people are told (the "
        "mean over {subjects} subjects of the judge's total less the median of the others' totals).",
        "核对打分表有无错填；没有错填的，打分照常计入，不因此改变结果。",
        "Check the judge's sheet for slips; the marks count as they are, and nothing is changed by this.",
    ),
    "attachment-shape": (
        "此处应写明佐证材料的填报项和文件，实际为：{found}。",
        "An attachment must name its field and its file; the file has: {found}.",
        "写为：- {{field: has_party_branch, file: 批复.pdf}}；可另写“sha256”，不写其他内容。",
        "Write: - {{field: has_party_branch, file: 批复.pdf}} — with “sha256” if wanted, and nothing else.",
    ),
    "attachment-missing": (
        "没有找到佐证材料“{found}”，应与申报文件在同一文件夹或其下级文件夹。",
        "The attachment “{found}” is not there; it should be in the folder of the evidence file or below it.",
        "补充提交该文件，或更正文件名，如：- {{field: has_party_branch, file: 批复.pdf}}",
        "Submit the file or correct its name, for example: - {{field: has_party_branch, file: 批复.pdf}}",
    ),
    "attachment-outside": (
        "佐证材料“{found}”不在申报文件夹之内，应在其内。",
        "The attachment “{found}” lies outside the folder of the evidence file; it should be inside.",
        "将文件移入申报文件夹，并只写文件名，如：file: 批复.pdf",
        "Move the file into that folder and give only its name, for example: file: 批复.pdf",
    ),
    "attachment-digest": (
        "佐证材料的校验值为 {found}，与登记的 {expected} 不一致，文件可能已被更换。",
        "The checksum of the attachment is {found}, not {expected} as recorded; the file may have been replaced.",
        "核对文件；确认无误的，更正为：sha256: {found}",
        "Check the file; if it is the right one, correct the line to: sha256: {found}",
    ),
    "attachment-field": (
        "佐证材料所对应的填报项“{found}”不存在，应为评价方案所列填报项。",
        "The attachment is for the field “{found}”, which does not exist; it should be for a field the "
        "scheme asks for.",
        "更正填报项名称，如：- {{field: has_party_branch, file: 批复.pdf}}",
        "Correct the name of the field, for example: - {{field: has_party_branch, file: 批复.pdf}}",
    ),
    "as-of-outside": (
        "评价日期 {found} 不在评价期（{expected}）内，一般应在期内。",
        "The evaluation's date {found} is outside the period {expected}; it should normally lie within it.",
        "核对日期；不写 --as-of 的，以评价期最后一天为准。",
        "Check the date; without --as-of the last day of the period is used.",
    ),
    "names-of-result": (
        "得出该结果时所用的规则已不是原样，方案、指标和等次只能用结果本身的语言（{found}）称呼。",
        "The rules the result was made by are no longer what they were, so schemes, criteria and tiers are called as "
        "in the result itself ({found}).",
        "恢复原来的规则文件，或按所需语言重新评价。",
        "Put the rule files back, or evaluate again in the language wanted.",
    ),
    "rules-changed": (
        "得出结果时所用的规则已不是原样（{found}），变化总数照列，但不能归到各处改动。",
        "The rules the result was made by are no longer what they were ({found}): the whole effect is shown, but it "
        "cannot be put down to single edits.",
        "恢复原来的规则文件；修改规则时先复制一份（cp -r rules draft），在副本中修改。",
        "Put the rule files back; to edit rules, copy them first (cp -r rules draft) and edit the copy.",
    ),
}
