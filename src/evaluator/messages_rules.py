"""What is said about files and rules: for each code the sentence and the remedy, each in Chinese, then in English.

In these templates {{ and }} stand for the braces a file holds.
"""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    # Files
    "file-too-large": (
        "文件大小为 {found} 字节，超过 {expected} 字节的上限。",
        "The file has {found} bytes, more than the {expected} allowed.",
        "将文件拆分为几个较小的文件。",
        "Split the file into several smaller ones.",
    ),
    "folder-too-many": (
        "文件夹中的文件超过 {expected} 个，全部未读取。",
        "The folder holds more than {expected} files; none of them was read.",
        "核对是否指错了文件夹；无关的文件移到别处。",
        "See whether this is the folder that is meant; move away what does not belong there.",
    ),
    "folder-too-large": (
        "文件夹中所要读取的文件合计超过 {expected} 字节，全部未读取。",
        "The files to be read in this folder have more than {expected} bytes together; none of them was read.",
        "核对是否指错了文件夹；无关的文件移到别处。",
        "See whether this is the folder that is meant; move away what does not belong there.",
    ),
    "not-utf8": (
        "本行有不属于 UTF-8 编码的内容（{found}），文件应以 UTF-8 编码保存。",
        "This line holds something that is not UTF-8 text ({found}); the file must be saved as UTF-8.",
        "用“另存为”重新保存文件，编码选“UTF-8”；表格选“CSV UTF-8（逗号分隔）”。",
        "Save the file again with the encoding “UTF-8”; for a spreadsheet choose “CSV UTF-8 (comma delimited)”.",
    ),
    "yaml-syntax": (
        "此处不符合 YAML 书写格式，文件自此处起无法读取（{found}）。",
        "The file cannot be read from here on, because this is not written as YAML ({found}).",
        "检查本行和上一行：冒号后空一格，缩进用空格而不用制表符，括号和引号成对。",
        "Check this line and the one before: a space after each colon, spaces and no tabs for indents, brackets and "
        "quotation marks in pairs.",
    ),
    "yaml-alias": (
        "此处用了“&”或“*”的引用写法，内容应在每处直接写明。",
        "This uses “&” or “*” to refer to another part of the file; everything must be written out where it stands.",
        "把所引用的内容直接写在此处；“&”“*”属于文字的，用引号括起。",
        "Write the content out here; where “&” or “*” belongs to a text, put the text in quotation marks.",
    ),
    "yaml-tag": (
        "此处用了类型标记“{found}”，应只写内容本身。",
        "This carries the type mark “{found}”; only the value itself may be written.",
        "删除该标记，保留其后的内容。",
        "Delete the mark and keep what follows it.",
    ),
    "yaml-depth": (
        "此处的层次过深，最多可有 {expected} 层。",
        "This stands too many levels deep; at most {expected} levels are allowed.",
        "减少层次；规则的条件过于复杂的，拆为几项指标。",
        "Use fewer levels; in rules, divide a condition that is too long among several criteria.",
    ),
    "yaml-key": (
        "冒号前写的是一组内容，应为一个名称。",
        "A list or a group stands before the colon, where a single name belongs.",
        "冒号前只写一个名称，如：‹has_party_branch|已成立党支部›: ‹yes|是›",
        "Write one name before the colon, for example: ‹has_party_branch|已成立党支部›: ‹yes|是›",
    ),
    "duplicate-key": (
        "“{found}”重复，第 {first} 行已经写过，同一处只能写一次。",
        "“{found}” is written twice, first in line {first}; it may stand only once in the same place.",
        "核对两处内容，保留正确的一处。",
        "Compare the two and keep the correct one.",
    ),
    "not-a-rule-file": (
        "此文件没有“ruleset”“scheme”“season”“calendar”（“规则集”“评价方案”“年度评价”“工作日历”）中的任何一个，规则文件应以其中之一写明编号。",
        "This has none of “ruleset”, “scheme”, “season” and “calendar”; a rule file must give its id with one of them.",
        "补上一行，如：ruleset: six-haves（规则集: 六有标准）；不是规则文件的，移出规则文件夹，或在文件名前加“_”。",
        "Add a line such as: ruleset: six-haves — or, if it holds no rules, move the file out of the rules folder or "
        "put “_” before its name.",
    ),
    "spelling-mixed": (
        "此文件的关键词用‹英文|中文›书写，“{found}”应写为“{expected}”。",
        "The keywords of this file are in ‹English|Chinese›, so “{found}” must be written “{expected}”.",
        "全文用同一种文字书写关键词；属于名称或文字的，换一个名称或加引号。",
        "Write all keywords of a file in one language. If it is a name or "
        "a text, "
        "choose another name or use quotation marks.",
    ),
    # Values and their form
    "number-quoted": (
        "数字“{found}”加了引号，此处应直接写数字。",
        "The number “{found}” is in quotation marks; it must be written without them.",
        "去掉引号，写为：{found}",
        "Remove the quotation marks: {found}",
    ),
    "number-expected": (
        "此处应为不加引号的数字，实际为：{found}。",
        "A number without quotation marks belongs here; the file has: {found}.",
        "用半角数字书写，不加引号和千位分隔符，可带小数或百分号，如：3、2.5、60%。",
        "Write plain digits without quotation marks or thousands separators, with decimals or a percent sign if "
        "needed: 3, 2.5 or 60%.",
    ),
    "count-expected": (
        "此处应为不小于 0 的整数，实际为：{found}。",
        "A whole number, 0 or more, belongs here; the file has: {found}.",
        "改为整数，如：3",
        "Write a whole number, for example: 3",
    ),
    "date-expected": (
        "此处应为日期，实际为：{found}。",
        "A date belongs here; the file has: {found}.",
        "按年、月、日的顺序书写，月和日各两位，如：2021-06-18",
        "Write year, month and day, the last two with two digits ‹each|每一›: 2021-06-18",
    ),
    "yes-no-expected": (
        "此处应为“‹yes|是›”或“‹no|否›”，实际为：{found}。",
        "“‹yes|是›” or “‹no|否›” belongs here; the file has: {found}.",
        "改为“‹yes|是›”或“‹no|否›”，也可以写“true”“false”‹或“是”“否”|›。",
        "Write “‹yes|是›” or “‹no|否›”; “true” and “false”‹, “是” and “否”|› are read as well.",
    ),
    "text-expected": (
        "此处应为文字，实际为：{found}。",
        "Text belongs here; the file has: {found}.",
        '改为文字；由数字组成的编号和含冒号、井号的文字，用引号括起，如："370687001001-01"',
        'Write a text; put an id made of digits, or a text with a colon or “#”, in quotation marks: "370687001001-01"',
    ),
    "name-expected": (
        "此处应为 1 至 80 个字的名称，实际为：{found}。",
        "A name of 1 to 80 characters belongs here; the file has: {found}.",
        "改为一个简短的名称，如：‹six-haves|六有标准›；单位、编号只写一种文字，不分 zh、en。",
        "Write one short name, for example: ‹six-haves|六有标准›; units and ids are written once, and not for “zh” and "
        "“en” each.",
    ),
    "title-expected": (
        "此处应为一段文字，或“zh”“en”两种文字，实际为：{found}。",
        "A text, or one each for “zh” and “en”, belongs here; the file has: {found}.",
        "写为：{{zh: 有党组织, en: Has a Party organisation}}；文字里有逗号、冒号或括号的，用引号括起。",
        "Write: {{zh: 有党组织, en: Has a Party organisation}}; put quotation marks round a text that holds a comma, "
        "colon or bracket.",
    ),
    "list-expected": (
        "此处应为列表，实际为：{found}。",
        "A list belongs here; the file has: {found}.",
        "每项一行，以“- ”开头，或写在方括号内，如：[财务收支, 维修资金]；只有一项的也这样写。",
        "Write each item on its own line after “- ”, or in square brackets even if there is only one: "
        "[财务收支, 维修资金]",
    ),
    "mapping-expected": (
        "此处应为一项或几项“名称: 内容”，实际为：{found}。",
        "Entries of the form “‹name|姓名›: value” belong here; the file has: {found}.",
        "写在花括号内，或每项各占一行，如：{{‹type|类型›: ‹integer|整数›}} 或 {{‹has_party_branch|已成立党支部›: "
        "‹yes|是›}}",
        "Write them in braces, or each on its own line, for example {{‹type|类型›: ‹integer|整数›}} or "
        "{{‹has_party_branch|已成立党支部›: ‹yes|是›}}",
    ),
    "key-unknown": (
        "“{found}”不能写在此处，此处可以写：{expected}。",
        "“{found}” cannot stand here; what can is: {expected}.",
        "核对拼写和缩进，或删除此项。",
        "Check the spelling and the indent, or delete the entry.",
    ),
    "key-missing": (
        "此处缺少“{found}”，该项必须写明。",
        "“{found}” is missing here; it must be given.",
        "补上一行，以“{found}: ”开头。",
        "Add a line that begins “{found}: ”.",
    ),
    "word-unknown": (
        "此处应为下列词语之一：{expected}；实际为：{found}。",
        "One of these words belongs here: {expected}; the file has: {found}.",
        "改为所列词语之一，按原样书写。",
        "Use one of the listed words, spelt as shown.",
    ),
    "value-wrong": (
        "此处的内容不合要求（{expected}），实际为：{found}。",
        "This value does not fit ({expected}); the file has: {found}.",
        "参照其他规则文件中同名项的写法修改。",
        "Write it as the entry of the same name is written in another rule file.",
    ),
    "origin-expected": (
        "“‹origin|出处›”应为“‹source|来源›”（出自政策原文）或“‹local|自定›”（本市自定），实际为：{found}。",
        "“‹origin|出处›” must be “‹source|来源›” (from the policy) or “‹local|自定›” (the office's own "
        "choice); the file has: {found}.",
        "写为：‹origin|出处›: ‹local|自定›；各项来源不同的，写为：‹origin|出处›: {{‹worth|分值›: ‹local|自定›, "
        "‹when|条件›: ‹source|来源›}}",
        "Write: ‹origin|出处›: ‹local|自定› — or, where the parts differ: ‹origin|出处›: {{‹worth|分值›: "
        "‹local|自定›, ‹when|条件›: ‹source|来源›}}",
    ),
    # Conditions
    "condition-expected": (
        "此处应为一项条件，实际为：{found}。",
        "A condition belongs here; the file has: {found}.",
        "写明填报项及其要求，如：‹formal_party_members|正式党员数›: {{‹at_least|不少于›: 3}}；"
        "“‹of|其中›”须与“‹at_least|不少于›”写在一起。",
        "Name a field and what it must be, for example: ‹formal_party_members|正式党员数›: {{‹at_least|不少于›: 3}} — "
        "“‹of|其中›” goes together "
        "with “‹at_least|不少于›”.",
    ),
    "condition-two-keys": (
        "此处将 {found} 写在同一项条件中，每项条件只能写一个名称。",
        "This condition names {found} together; each condition may name only one.",
        "分开写在“‹all|全部›”下，如：‹all|全部›: [{{‹formal_party_members|正式党员数›: {{‹at_least|不少于›: 3}}}}, "
        "{{‹has_party_branch|已成立党支部›: {{‹is|为›: ‹yes|是›}}}}]",
        "List them under “‹all|全部›”: ‹all|全部›: [{{‹formal_party_members|正式党员数›: {{‹at_least|不少于›: 3}}}}, "
        "{{‹has_party_branch|已成立党支部›: {{‹is|为›: ‹yes|是›}}}}]",
    ),
    "condition-list-expected": (
        "此处应为条件的列表，至少一项，实际为：{found}。",
        "A list of at least one condition belongs here; the file has: {found}.",
        "每项条件一行，以“- ”开头，如：- ‹has_party_branch|已成立党支部›: {{‹is|为›: ‹yes|是›}}",
        "Write each condition on its own line after “- ”, for example: - ‹has_party_branch|已成立党支部›: "
        "{{‹is|为›: ‹yes|是›}}",
    ),
    "at-least-number": (
        "“‹at_least|不少于›”应为整数，从 1 到“‹of|其中›”所列条件的项数（{expected} 项），实际为：{found}。",
        "“‹at_least|不少于›” must be a whole number from 1 to the number of conditions under “‹of|其中›” "
        "({expected}); the file has: "
        "{found}.",
        "改为应当满足的条件项数，如：‹at_least|不少于›: 2",
        "Write how many of the conditions must hold, for example: ‹at_least|不少于›: 2",
    ),
    "finding-expected": (
        "“‹finding|结论›”后应为一项指标及其结论，实际为：{found}。",
        "“‹finding|结论›” must name one criterion and its verdict; the file has: {found}.",
        "写为：‹finding|结论›: {{‹party-organisation|有党组织›: {{‹is|为›: ‹met|符合›}}}}",
        "Write: ‹finding|结论›: {{‹party-organisation|有党组织›: {{‹is|为›: ‹met|符合›}}}}",
    ),
    "test-expected": (
        "此处应写明怎样判断，可用：{expected}；实际为：{found}。",
        "This must say how to judge, with one ‹of|其中›: {expected}; the file has: {found}.",
        "写为：{{‹is|为›: ‹yes|是›}}，或：{{‹at_least|不少于›: 3}}",
        "Write {{‹is|为›: ‹yes|是›}} or {{‹at_least|不少于›: 3}}",
    ),
    "operator-unknown": (
        "不能用“{found}”判断，可用：{expected}。",
        "“{found}” is not a way to judge; these are: {expected}.",
        "改为所列词语之一，如：{{‹at_least|不少于›: 3}}",
        "Use one of the listed words, for example: {{‹at_least|不少于›: 3}}",
    ),
    "operator-type": (
        "“{column}”不能用“{found}”判断，可用：{expected}。",
        "“{column}” cannot be judged with “{found}”; it can with: {expected}.",
        "改用所列词语之一；其中没有所需词语的，核对该项的“‹type|类型›”。",
        "Use one of the listed words; if the one you need is not among them, check the “‹type|类型›” of this entry.",
    ),
    "value-list": (
        "“{operator}”后应为列表，至少一项，实际为：{found}。",
        "A list of at least one item must follow “{operator}”; the file has: {found}.",
        "用方括号列出各项，如：{operator}: [财务收支, 维修资金] 或 {operator}: [3, 5]",
        "List the items in square brackets, for example {operator}: [财务收支, 维修资金] or {operator}: [3, 5]",
    ),
    "choice-unknown": (
        "“{found}”不在可选内容之中，可选：{expected}。",
        "“{found}” is not one of the choices; they are: {expected}.",
        "改为所列内容之一；确需增加填报项选项的，先写入该填报项的“‹of|内容›”。",
        "Use one of the listed choices; to add a choice to a field, first write it under “‹of|内容›” of that field.",
    ),
    "pattern-wrong": (
        "“‹matches|格式符合›”后的“{found}”不是有效的匹配式（{expected}）。",
        "“{found}” is not a pattern that “‹matches|格式符合›” can use ({expected}).",
        "改正匹配式；可以逐项列举的，改用“‹one_of|为其一›”，如：{{‹one_of|为其一›: [方圆街道, 东村街道]}}",
        "Correct the pattern; where the texts can be listed, use “‹one_of|为其一›”: {{‹one_of|为其一›: "
        "[方圆街道, 东村街道]}}",
    ),
    "criteria-cycle": (
        "指标之间循环引用：{found}；一项指标的结论不得取决于其自身。",
        "These criteria use one another in a circle: {found}; a criterion must not depend on itself.",
        "删除其中一项指标的“‹finding|结论›”条件。",
        "Remove the “‹finding|结论›” condition from one of them.",
    ),
    "quantity-criterion-cycle": (
        "计算项与指标之间循环引用：{found}；一项的结果不得取决于其自身。",
        "These derived quantities and criteria use one another in a circle: {found}; none may depend on itself.",
        "修改其中一项，使其不再用到后面的各项。",
        "Change one of them so that it no longer uses the others.",
    ),
    # Names
    "name-unknown": (
        "此处不能使用这一名称：{found}；应为已写明且适用于此处的名称。",
        "This name cannot be used here: {found}; it must be one that the rules define and that fits this place.",
        "核对拼写；填报项先写入“‹fields|填报项›”，计算项先写入“‹derived|计算项›”；"
        "“‹dated|日期栏›”应为事件表的日期列，“‹sum|合计›”的“‹of|栏目›”应为其数字列。",
        "Check the spelling; a field must stand under “‹fields|填报项›” and a computed quantity under "
        "“‹derived|计算项›”; “‹dated|日期栏›” takes "
        "a date column of the events table, and “‹of|栏目›” beside “‹sum|合计›” takes a number column.",
    ),
    "criterion-unknown": (
        "没有编号为“{found}”的指标，此处应为已有指标的编号。",
        "There is no criterion “{found}”; the id of an existing criterion belongs here.",
        "核对“‹criteria|指标›”下各项指标的“‹id|编号›”。",
        "Compare it with the “‹id|编号›” of each entry under “‹criteria|指标›”.",
    ),
    "ruleset-unknown": (
        "规则文件夹中没有编号为“{found}”的规则集，此处应为已有规则集的编号。",
        "The rules folder has no rule set “{found}”; the id of an existing rule set belongs here.",
        "核对规则集文件中“‹ruleset|规则集›”一行，并确认该文件在规则文件夹内且没有其他错误。",
        "Compare it with the “‹ruleset|规则集›” line of the file, and see that the file is in the rules folder "
        "and free of "
        "other errors.",
    ),
    "scheme-not-there": (
        "规则文件夹中没有编号为“{found}”的评价方案，此处应为已有方案的编号。",
        "The rules folder has no scheme “{found}”; the id of an existing scheme belongs here.",
        "核对方案文件中“‹scheme|评价方案›”一行，并确认该文件在规则文件夹内且没有其他错误。",
        "Compare it with the “‹scheme|评价方案›” line of the file, and see that the file is in the rules folder and "
        "free of other errors.",
    ),
    "panel-unknown": (
        "没有编号为“{found}”的评审组，此处应与“‹panel|评审组›”的“‹id|编号›”一致。",
        "There is no panel “{found}”; this must be the “‹id|编号›” given under “‹panel|评审组›”.",
        "把此处与“‹panel|评审组›”下的“‹id|编号›”改为一致。",
        "Make this and the “‹id|编号›” under “‹panel|评审组›” the same.",
    ),
    "grade-unknown": (
        "没有编号为“{found}”的评定等级，此处应为“‹grades|评定等级›”下已有的编号。",
        "There is no grade “{found}”; the id of a grade under “‹grades|评定等级›” belongs here.",
        "核对“‹grades|评定等级›”下各等级的“‹id|编号›”。",
        "Compare it with the “‹id|编号›” of each entry under “‹grades|评定等级›”.",
    ),
    "figure-unknown": (
        "没有名为“{found}”的标准值，标准值应先写入“‹figures|标准值›”。",
        "There is no figure “{found}”; a figure must be written under “‹figures|标准值›” first.",
        "核对名称，或在“‹figures|标准值›”下补上：{found}: [{{‹from|自›: 2021-01-01, ‹value|值›: 3, "
        "‹origin|出处›: ‹local|自定›, ‹authority|制定机关›: 制定机关}}]",
        "Check the name, or add under “‹figures|标准值›”: "
        "{found}: [{{‹from|自›: 2021-01-01, ‹value|值›: 3, ‹origin|出处›: ‹local|自定›, ‹authority|制定机关›: "
        "who set it}}]",
    ),
    "out-of-range": (
        "{found} 不能用于此处，允许的范围是：{expected}。",
        "{found} cannot be used here; the range is {expected}.",
        "改为允许范围之内的数值。",
        "Write a value within the range.",
    ),
    "name-reserved": (
        "“{found}”是规则文件的专用词，不能用作名称。",
        "“{found}” is a word with a fixed meaning in rule files and cannot be used as a name.",
        "换一个名称，并修改用到它的各处。",
        "Choose another name and change it wherever it is used.",
    ),
    "name-twice": (
        "名称“{found}”已经用过，填报项、计算项、指标组和计分部分不得重名。",
        "The name “{found}” is already in use; fields, derived quantities, groups and components need different names.",
        "为其中一项改名，并修改用到它的各处。",
        "Rename one of them and change it wherever it is used.",
    ),
    "field-twice": (
        "填报项“{found}”与 {first} 处的设定不同，同一填报项的设定应一致。",
        "The field “{found}” is set differently at {first}; the same field must be set the same way.",
        "将两处改为一致，或为其中一项改名。",
        "Make the two the same, or rename one of them.",
    ),
    "id-twice": (
        "编号“{found}”已在 {first} 处用过，编号不得重复。",
        "The id “{found}” is already in use at {first}; ids must differ.",
        "为其中一项另定编号，并修改用到它的各处。",
        "Give one of them another id and change it wherever it is used.",
    ),
    "grouped-twice": (
        "“{found}”被列入指标组两次，每项指标、每个指标组只能列入一次。",
        "“{found}” is listed in groups twice; each criterion, and each group, may be listed once.",
        "只保留一处，删除另一处。",
        "Keep it in one place and delete it from the other.",
    ),
    "groups-cycle": (
        "指标组之间循环包含：{found}；一个指标组不得包含其自身。",
        "These groups hold one another in a circle: {found}; no group may be part of itself.",
        "从其中一组的“‹criteria|指标›”中删除后面的组。",
        "Remove the group that follows from the “‹criteria|指标›” of one of them.",
    ),
    # Fields, figures and derived quantities
    "choices-missing": (
        "“{found}”是选择项，但没有列出选项，应在“‹of|内容›”中列出。",
        "“{found}” is a choice but lists none; the choices belong under “‹of|内容›”.",
        "补上选项，如：‹of|内容›: [财务收支, 维修资金]",
        "Add the choices, for example: ‹of|内容›: [财务收支, 维修资金]",
    ),
    "columns-missing": (
        "“{found}”是事件表，但没有列出各列，应在“‹of|内容›”中列出。",
        "“{found}” is a table of events but lists no columns; they belong under “‹of|内容›”.",
        "补上各列，如：‹of|内容›: {{‹date|议事日期›: {{‹type|类型›: ‹date|日期›}}, ‹topic|议题›: {{‹type|类型›: "
        "‹text|文字›}}}}",
        "Add the columns, for example: ‹of|内容›: {{‹date|议事日期›: {{‹type|类型›: ‹date|日期›}}, ‹topic|议题›: "
        "{{‹type|类型›: "
        "‹text|文字›}}}}",
    ),
    "key-not-for-type": (
        "类型为“{type}”的填报项不能写“{found}”。",
        "A field of the type “{type}” cannot have “{found}”.",
        "删除“{found}”，或修改“‹type|类型›”：“‹of|内容›”用于 ‹choice|单选›、‹choices|多选›、‹events|明细›，"
        "“‹minimum|最小值›”“‹maximum|最大值›”用于 ‹integer|整数›、‹decimal|小数›，"
        "“‹places|小数位›”用于 ‹decimal|小数›，“‹assessed|评定›”用于明细的 ‹integer|整数›、‹decimal|小数› 栏。",
        "Delete “{found}” or change “‹type|类型›”: “‹of|内容›” is for ‹choice|单选›, ‹choices|多选› and "
        "‹events|明细›, “‹minimum|最小值›” and “‹maximum|最大值›” for "
        "‹integer|整数› and ‹decimal|小数›, “‹places|小数位›” for ‹decimal|小数›, “‹assessed|评定›” for columns of "
        "the type ‹integer|整数› or ‹decimal|小数›.",
    ),
    "minimum-above-maximum": (
        "最小值 {found} 大于最大值 {expected}，最小值不应大于最大值。",
        "The minimum {found} is above the maximum {expected}; it must not be.",
        "核对“‹minimum|最小值›”和“‹maximum|最大值›”，必要时对调。",
        "Check “‹minimum|最小值›” and “‹maximum|最大值›”, and exchange them if needed.",
    ),
    "figure-expected": (
        "此处应为一个值、用“‹figure|标准›”指明的标准值，或用“‹value_of|取值›”指明的另一个数，实际为：{found}。",
        "A value, a figure named with “‹figure|标准›”, or another number named with “‹value_of|取值›” belongs here; "
        "the file "
        "has: {found}.",
        "直接写值，如：‹at_least|不少于›: 3；或指明标准值，如：‹at_least|不少于›: {{‹figure|标准›: "
        "‹fewest_members|最少党员数›}}",
        "Write the value, for example ‹at_least|不少于›: 3, or name a figure, for example ‹at_least|不少于›: "
        "{{‹figure|标准›: ‹fewest_members|最少党员数›}}",
    ),
    "figure-not-yet": (
        "标准值“{found}”自 {expected} 起施行，评价日期 {as_of} 没有可用的值。",
        "The figure “{found}” holds only from {expected} on, so it has no value on the evaluation's date {as_of}.",
        "在“‹figures|标准值›”下补上自 {as_of} 或更早起施行的值，或把评价日期改为 {expected} 或以后。",
        "Add under “‹figures|标准值›” a value that holds from {as_of} or earlier, or evaluate on {expected} or later.",
    ),
    "figure-twice": (
        "同一标准值有两个自 {found} 起施行的值，同一日期只能有一个。",
        "The same figure has two values that begin on {found}; there may be only one for a date.",
        "保留正确的值，或修改其中一个的“‹from|自›”。",
        "Keep the correct value, or change “‹from|自›” of one of them.",
    ),
    "derived-kind": (
        "计算项应写明且只写明一种计算方法，可用：{expected}；实际为：{found}。",
        "A derived quantity must say how it is computed, in exactly one of these ways: {expected}; the file has: "
        "{found}.",
        "只保留一种计算方法，如：{{‹count|计数›: ‹consultations|议事明细›}}",
        "Keep one way to compute it, for example: {{‹count|计数›: ‹consultations|议事明细›}}",
    ),
    "derived-cycle": (
        "计算项之间循环引用：{found}；一个计算项不得由其自身算出。",
        "These derived quantities use one another in a circle: {found}; none may be computed from itself.",
        "修改其中一项，使其不再用到后面的各项。",
        "Change one of them so that it no longer uses the others.",
    ),
    "last-without-condition": (
        "“‹by_condition|按条件›”各项中只有最后一项不写条件，其余各项都应写明，第 {found} 项不是这样。",
        "Of the values of “‹by_condition|按条件›” the last has no condition and every other has one; number {found} is "
        "not so.",
        "为前面的各项写明“‹when|条件›”；最后补一项只写“‹value|值›”的，前面的条件都不符合时取该值。",
        "Give every earlier one its “‹when|条件›”, and end with one that has only a “‹value|值›”, which is taken where "
        "no condition holds.",
    ),
    "points-of-unknown": (
        "没有编号为“{found}”的指标或指标组，“‹points_of|指标得分›”应为其中之一的编号。",
        "There is no criterion or group “{found}”, and “‹points_of|指标得分›” must be the id of one.",
        "核对拼写；应为“‹criteria|指标›”或“‹groups|指标组›”中的编号。",
        "Check the spelling; it must be an id under “‹criteria|指标›” or “‹groups|指标组›”.",
    ),
    "points-of-check-list": (
        "“{found}”只判断是否符合，没有分值，因而没有得分可取。",
        "“{found}” is only met or not met and is worth no points, so there are none to take.",
        "需要分数的，为该指标写明“‹worth|分值›”；只看是否符合的，改用“‹by_condition|按条件›”并以“‹finding|结论›”为条件。",
        "Give the criterion a “‹worth|分值›”; or, where only its verdict matters, use “‹by_condition|按条件›” with a "
        "condition on its “‹finding|结论›”.",
    ),
    "points-of-left-out": (
        "“{found}”不适用时不计，没有得分，此处未写明这时按几分计算。",
        "“{found}” has no points where it does not apply and is left out, and what counts then is not said here.",
        "补上，如：‹when_not_applicable|不适用时›: 0",
        "Add, for example: ‹when_not_applicable|不适用时›: 0",
    ),
    "points-of-never-left-out": (
        "“{name}”总有得分，“{found}”永远不会用到。",
        "“{name}” always has points, so “{found}” can never be used.",
        "删除“{found}”。",
        "Delete “{found}”.",
    ),
    "operand-expected": (
        "此处应为数字类的名称、一个数字或一个标准值，实际为：{found}。",
        "The name of a number, a number, or a figure belongs here; the file has: {found}.",
        "写为：‹households|户数›、90% 或 {{‹figure|标准›: ‹fewest_members|最少党员数›}}",
        "Write, for example: ‹households|户数›, 90% or {{‹figure|标准›: ‹fewest_members|最少党员数›}}",
    ),
    "items-number": (
        "此处应列出 {expected} 项，实际列出 {found} 项。",
        "Exactly {expected} items belong here; the file lists {found}.",
        "补上缺少的项，或删除多余的项，如：‹difference|差›: [‹households|户数›, 3]；三项以上相加的，"
        "用“‹total_of|总和›”。",
        "Add what is missing or delete what is too much, for example: ‹difference|差›: [‹households|户数›, 3] — to "
        "add up more, "
        "use “‹total_of|总和›”.",
    ),
    "cell-missing": (
        "表格中缺少“{found}”的值，每一格都应写明。",
        "The table has no value for “{found}”; every cell must be given.",
        "补上这一格；不得分的写 0。有两个键的，先写第一个键，再在其下写第二个键。",
        "Add the cell; write 0 where nothing is earned. With two keys, the second stands under the first.",
    ),
    "every-and-part": (
        "“‹every|每满›”和“‹part|不足一份›”只写了一个，两者应同时写明。",
        "Only one of “‹every|每满›” and “‹part|不足一份›” is given; they must stand together.",
        "写为：{{‹each|每一›: 1, ‹every|每满›: 2, ‹part|不足一份›: ‹dropped|舍去›}}；不按每满多少计的，两项都删除。",
        "Write: {{‹each|每一›: 1, ‹every|每满›: 2, ‹part|不足一份›: ‹dropped|舍去›}} — or delete both.",
    ),
    "limits-order": (
        "各级的界限应由小到大，最后一级不设界限，此处为：{found}。",
        "The limits must rise from one to the next, and the last has none; this one is: {found}.",
        "按由小到大排列；最后一级只写值，不写“‹up_to|不超过›”或“‹below|低于›”。",
        "Put them in rising order; leave “‹up_to|不超过›” and “‹below|低于›” out of the last.",
    ),
    "one-of-keys": (
        "此处应写且只写其中一项：{expected}。",
        "Exactly one of these must be given here: {expected}.",
        "保留其中一项，删除其他各项；都没有写的，补上一项。",
        "Keep one of them and delete the others; where none is given, add one.",
    ),
    "key-not-here": (
        "“{found}”只能与“{expected}”一起使用。",
        "“{found}” can be used only together with “{expected}”.",
        "删除“{found}”，或补上“{expected}”。",
        "Delete “{found}”, or add “{expected}”.",
    ),
    "template-of-kind": (
        "“{found}”是文书“{expected}”的模板，这种文书应写明种类。",
        "“{found}” is the template of a kind of document, which is to be named as a kind.",
        "写为：‹kind|种类›: {expected}，删除“‹template|模板›”。",
        "Write “‹kind|种类›: {expected}” and delete “‹template|模板›”.",
    ),
    "public-unsaid": (
        "“{found}”是公开的文书，方案没有写明评价对象的哪些内容可以公开。",
        "“{found}” is a public document, and the scheme does not say what of a subject is public.",
        "在方案中补上，如：‹public|公开›: {{‹names|姓名›: ‹masked|隐名›, ‹shows|列出›: [‹street|街道›, ‹tier|等次›]}}",
        "Add to the scheme, for example: ‹public|公开›: {{‹names|姓名›: ‹masked|隐名›, ‹shows|列出›: [‹street|街道›, "
        "‹tier|等次›]}}",
    ),
    "public-of-subject": (
        "“{found}”公开，又每个对象一份；公开的文书只能整个评价一份。",
        "“{found}” is public and made for each subject; a public document can only be one for the season.",
        "写为：‹per|针对›: ‹season|年度评价›；或改为：‹audience|公开范围›: ‹internal|内部›",
        "Write “‹per|针对›: ‹season|年度评价›”, or “‹audience|公开范围›: ‹internal|内部›”.",
    ),
    "link-unknown": (
        "没有名为“{found}”的关联，关联应先写入“‹links|关联›”。",
        "There is no link “{found}”; a link must be written under “‹links|关联›” first.",
        "核对名称，或在“‹links|关联›”下补上：{found}: {{‹ruleset|规则集›: 规则集编号, ‹mine|本方›: 填报项}}",
        "Check the name, or add under “‹links|关联›”: {found}: {{‹ruleset|规则集›: its rule set, ‹mine|本方›: "
        "a field}}",
    ),
    "key-not-for-link": (
        "“{link}”关联的是评价对象，不是按日期填写的明细，不能写“{found}”。",
        "“{link}” leads to subjects and not to dated events, so “{found}” cannot be used.",
        "删除“{found}”；需要限定对象的，用“‹where|限于›”写明条件。",
        "Delete “{found}”; use “‹where|限于›” to count only some of them.",
    ),
    "links-cycle": (
        "关联循环：{found}；一个规则集不得经关联取决于其自身。",
        "These links lead in a circle: {found}; a rule set must not depend on itself through links.",
        "删除其中一个关联，只由一方引用另一方。",
        "Delete one of the links, so that only one side uses the other.",
    ),
    "derived-base": (
        "“{found}”不能用于此处，此处应为下列类型之一：{expected}。",
        "“{found}” cannot be used here; what belongs here is of one of these types: {expected}.",
        "改用所列类型的一项；没有这样一项的，换一种计算方法。",
        "Use something of a listed type; where there is none, compute this in another way.",
    ),
    "per-and-take": (
        "“‹per|每期›”和“‹take|取值方式›”只写了一个，两者应同时写明。",
        "Only one of “‹per|每期›” and “‹take|取值方式›” is given; they must stand together.",
        "两项都写，如：{{‹count|计数›: ‹consultations|议事明细›, ‹per|每期›: ‹quarter|季度›, ‹take|取值方式›: "
        "‹fewest|最少›}}；不按月或季度计的，两项都删除。",
        "Give both, for example: {{‹count|计数›: ‹consultations|议事明细›, ‹per|每期›: ‹quarter|季度›, "
        "‹take|取值方式›: "
        "‹fewest|最少›}} — or delete both.",
    ),
    "dated-unclear": (
        "无法确定事件表“{found}”按哪一个日期列计算，应由“‹dated|日期栏›”写明。",
        "It is not clear which date column of the table “{found}” counts; “‹dated|日期栏›” must name it.",
        "写明日期列，如：‹dated|日期栏›: ‹date|议事日期›；没有日期列的，先为该表增加一列：‹date|议事日期›: "
        "{{‹type|类型›: ‹date|日期›}}",
        "Name the column, for example: ‹dated|日期栏›: ‹date|议事日期› — if the table has none, first add one: "
        "‹date|议事日期›: "
        "{{‹type|类型›: ‹date|日期›}}",
    ),
    "share-of-negative": (
        "“{found}”没有规定不小于 0，用来计算比例的数不得为负数。",
        "“{found}” is not bound to be 0 or more; a share can be computed only of numbers that are.",
        "在该填报项下补上：‹minimum|最小值›: 0",
        "Add to that field: ‹minimum|最小值›: 0",
    ),
    "number-needed": (
        "“{found}”不是数字，此处应为数字类的填报项或计算项。",
        "“{found}” is not a number; a field or derived quantity that is one belongs here.",
        "改用类型为“‹integer|整数›”或“‹decimal|小数›”的填报项，或“‹derived|计算项›”下的计算项。",
        "Use a field of the type “‹integer|整数›” or “‹decimal|小数›”, or a quantity under “‹derived|计算项›”.",
    ),
    "date-needed": (
        "“{found}”不是日期，此处只能比较日期。",
        "“{found}” is not a date; only dates can be compared here.",
        "改用类型为“‹date|日期›”的填报项或明细栏。",
        "Use a field or a column of the type “‹date|日期›”.",
    ),
    "name-in-both": (
        "“{found}”既是明细的一栏，又是评价对象的填报项或计算项，不能确定与哪一个比较。",
        "“{found}” is both a column of the table and a field or quantity of the subject; it is not clear which of them "
        "to compare with.",
        "修改其中一个的名称，使两者不同。",
        "Rename one of them, so that they differ.",
    ),
    "base-missing": (
        "指标“{criterion}”既有加分又有扣分，应由“‹base|基础分›”写明从多少分起算。",
        "The criterion “{criterion}” both adds and takes off; “‹base|基础分›” must say from how many points it starts.",
        "补上一行，如：‹base|基础分›: 5",
        "Add a line, for example: ‹base|基础分›: 5",
    ),
    "entry-threshold": (
        "按超出或不足的数量计分的，"
        "应写明“‹of|依据›”“‹every|每满›”“‹part|不足一份›”以及“‹above|高于›”“‹below|低于›”之一，"
        "不写“‹each|每一›”；此处写了：{found}。",
        "What counts past a threshold needs “‹of|依据›”, “‹every|每满›”, “‹part|不足一份›” and either "
        "“‹above|高于›” or “‹below|低于›”, and no “‹each|每一›”; this "
        "has: {found}.",
        "写为：{{‹points|分数›: 1, ‹of|依据›: ‹rate|完成率›, ‹below|低于›: 90%, ‹every|每满›: 1%, ‹part|不足一份›: "
        "‹dropped|舍去›}}",
        "Write: {{‹points|分数›: 1, ‹of|依据›: ‹rate|完成率›, ‹below|低于›: 90%, ‹every|每满›: 1%, ‹part|不足一份›: "
        "‹dropped|舍去›}}",
    ),
    "assessors-take": (
        "由几人评定的，应由“‹take|取值方式›”写明取平均、最高还是最低；只由一人评定的不写。",
        "With several assessors “‹take|取值方式›” must say whether the mean, the highest or the lowest counts; "
        "with one it has no "
        "place.",
        "写为：‹assessors|评定人数›: 3, ‹take|取值方式›: ‹mean|平均›",
        "Write: ‹assessors|评定人数›: 3, ‹take|取值方式›: ‹mean|平均›",
    ),
    "quota-one-way": (
        "名额应写明占比（并由“‹part|不足一份›”写明不足一个名额怎样计）或者名额数，二者只写其一。",
        "A quota needs either a share, with “‹part|不足一份›” for what a part of a place counts, or a number "
        "of places.",
        "写为：‹quota|名额控制›: {{‹share|占比›: 30%, ‹part|不足一份›: ‹dropped|舍去›}} 或 ‹quota|名额控制›: "
        "{{‹places|名额›: 3}}",
        "Write: ‹quota|名额控制›: {{‹share|占比›: 30%, ‹part|不足一份›: ‹dropped|舍去›}} or ‹quota|名额控制›: "
        "{{‹places|名额›: 3}}",
    ),
    "quota-without-ranking": (
        "等级名额按名次确定，但方案没有写明排名。",
        "A quota of a grade goes by rank, but the scheme has no ranking.",
        "补上“‹ranking|排名›”，或删除名额。",
        "Add “‹ranking|排名›”, or delete the quota.",
    ),
    "quota-of-the-last": (
        "“{found}”是最后一个等级，超出名额的没有更低的等级可评。",
        "“{found}” is the last grade; those beyond its quota would have no grade left.",
        "删除这一名额，或在其后补上一个等级。",
        "Delete the quota, or add a grade after it.",
    ),
    # Criteria
    "nothing-asked": (
        "指标“{criterion}”没有写明条件或计分方法，应写明其中一种。",
        "The criterion “{criterion}” has neither a condition nor a way to score; it needs one of them.",
        "补上条件，如：‹when|条件›: {{‹has_party_branch|已成立党支部›: {{‹is|为›: ‹yes|是›}}}}；"
        "或写“‹bands|分档›”“‹proportional|按比例›”“‹deductions|扣分›”“‹bonus|加分›”“‹assessed|评定›”之一。",
        "Add a condition, for example ‹when|条件›: {{‹has_party_branch|已成立党支部›: {{‹is|为›: ‹yes|是›}}}}, or "
        "one of "
        "“‹bands|分档›”, “‹proportional|按比例›”, "
        "“‹deductions|扣分›”, “‹bonus|加分›” and “‹assessed|评定›”.",
    ),
    "two-scorings": (
        "指标“{criterion}”同时写了 {found}，只能有一种计分方法。",
        "The criterion “{criterion}” has {found} together; it may have only one way to score.",
        "只保留一种，或拆为两项指标。",
        "Keep one of them, or make two criteria of it.",
    ),
    "worth-missing": (
        "指标“{criterion}”按“{found}”计分，但没有写明分值，应有“‹worth|分值›”。",
        "The criterion “{criterion}” scores by “{found}” but does not say what it is worth; “‹worth|分值›” is needed.",
        "补上一行，如：‹worth|分值›: 20",
        "Add a line, for example: ‹worth|分值›: 20",
    ),
    "worth-twice": (
        "指标“{criterion}”按“{found}”计分，满分由此确定，不应再写“‹worth|分值›”。",
        "The criterion “{criterion}” scores by “{found}”, which already sets the most it can earn, so "
        "“‹worth|分值›” must not "
        "be given.",
        "删除“‹worth|分值›”一行；加分的上限写在“‹cap|上限›”中。",
        "Delete the “‹worth|分值›” line; the limit of a “‹bonus|加分›” goes into “‹cap|上限›”.",
    ),
    "worth-negative": (
        "指标“{criterion}”的分值为 {found}，分值应大于 0。",
        "The criterion “{criterion}” is worth {found}; it must be worth more than 0.",
        "改为大于 0 的分值，如：‹worth|分值›: 20；不计分的，删除“‹worth|分值›”；需要扣分的，用“‹deductions|扣分›”。",
        "Write more than 0, for example ‹worth|分值›: 20; delete “‹worth|分值›” where no points are given; to "
        "take points off, use "
        "“‹deductions|扣分›”.",
    ),
    "bonus-without-cap": (
        "指标“{criterion}”有加分，但没有写明“‹cap|上限›”，加分必须写明上限。",
        "The criterion “{criterion}” gives a bonus but does not write “‹cap|上限›”, which a bonus must.",
        "按政策原文写明“‹cap|上限›”；原文不设上限的，写“‹cap|上限›: ‹unlimited|不设限›”，不要自行设定。",
        "Write “‹cap|上限›” as the policy has it; where the policy sets no limit, write "
        "“‹cap|上限›: ‹unlimited|不设限›”, and do not make one up.",
    ),
    "full-marks-needed": (
        "指标“{criterion}”的得分要由满分算出，“{found}”应为数字，不得为“‹unlimited|不设限›”。",
        "The points of the criterion “{criterion}” are worked out from its full marks; “{found}” must be a number and "
        "not “‹unlimited|不设限›”.",
        "写明满分；没有满分的，得分用“‹additions|累加›”从零加起，不适用时不计满分。",
        "Give a number; a line without full marks adds its points up by “‹additions|累加›”, and counts nothing in full "
        "where it does not apply.",
    ),
    "whole-open": (
        "指标“{criterion}”没有满分，总分无法按满分折算；“‹total|总分›”应为原得分之和。",
        "The criterion “{criterion}” has no full marks, so there is no whole to scale the total to; the total must be "
        "the points as they are.",
        "在“‹total|总分›”中写“‹out_of|满分值›: ‹points|原分›”，或写明分值，或列入有“‹cap|上限›”的指标组。",
        "Write “‹out_of|满分值›: ‹points|原分›” in “‹total|总分›”, give the worth as a number, or put the criterion "
        "into a group with a “‹cap|上限›”.",
    ),
    "not-applicable-unsaid": (
        "指标“{criterion}”的“‹applies|适用条件›”和“‹when_not_applicable|不适用时›”只写了一个，两者应同时写明。",
        "The criterion “{criterion}” has only one of “‹applies|适用条件›” and "
        "“‹when_not_applicable|不适用时›”; they must stand together.",
        "补上另一项，如：‹when_not_applicable|不适用时›: ‹leave_out|不计›；“‹leave_out|不计›”为不计入，"
        "“‹full|满分›”为计满分，“‹zero|零分›”为计零分。",
        "Add the other, for example: ‹when_not_applicable|不适用时›: ‹leave_out|不计› — this leaves it out; "
        "“‹full|满分›” gives full points, "
        "“‹zero|零分›” none.",
    ),
    "band-unreachable": (
        "指标“{criterion}”的这一档排在没有条件的一档之后，永远不会用到，没有条件的一档应在最后。",
        "This band of “{criterion}” comes after a band without a condition and can never be used; the band without a "
        "condition must come last.",
        "将没有“‹when|条件›”的一档移到最后，或为其补上“‹when|条件›”。",
        "Move the band without “‹when|条件›” to the end, or give it a “‹when|条件›”.",
    ),
    "bands-not-falling": (
        "这一档为 {found} 分，应低于上一档的 {expected} 分。",
        "This band gives {found} points; it must give fewer than the band before it, which gives {expected}.",
        "按分数从高到低排列各档。",
        "Put the bands in order, the most points first.",
    ),
    "each-or-when": (
        "指标“{criterion}”此项的“‹each|每一›”和“‹when|条件›”都写了或都没有写，应写且只写一个。",
        "This entry of “{criterion}” has both or neither of “‹each|每一›” and “‹when|条件›”; it must have exactly one.",
        "按数量计的写“‹each|每一›”，按情形计的写“‹when|条件›”，如：{{‹points|分数›: 2, ‹when|条件›: "
        "{{‹has_party_branch|已成立党支部›: {{‹is|为›: ‹no|否›}}}}}}",
        "Use “‹each|每一›” to count by quantity and “‹when|条件›” for a case: {{‹points|分数›: 2, ‹when|条件›: "
        "{{‹has_party_branch|已成立党支部›: {{‹is|为›: ‹no|否›}}}}}}",
    ),
    "points-not-positive": (
        "此处的分数为 {found}，扣分和加分都应写为大于 0 的数。",
        "The points here are {found}; deductions and bonuses alike are written as numbers above 0.",
        "改为正数，如：‹points|分数›: 2；扣分写在“‹deductions|扣分›”下，加分写在“‹bonus|加分›”下。",
        "Write a number above 0, for example ‹points|分数›: 2; “‹deductions|扣分›” takes it off and "
        "“‹bonus|加分›” adds it.",
    ),
    "bounds-equal": (
        "“‹to|至›”为 {found}，与“‹from|自›”之间没有可以计分的区间，两者应不同，"
        "“‹assessed|评定›”的“‹to|至›”应大于“‹from|自›”。",
        "“‹to|至›” is {found}, which leaves nothing to score between it and “‹from|自›”; the two must differ, "
        "and in “‹assessed|评定›” "
        "“‹to|至›” must be the greater.",
        "核对“‹from|自›”和“‹to|至›”，如：‹from|自›: 0, ‹to|至›: 100",
        "Check “‹from|自›” and “‹to|至›”, for example: ‹from|自›: 0, ‹to|至›: 100",
    ),
    # Schemes
    "period-open": (
        "评价期没有结束日期，应写明“‹to|至›”。",
        "The period of the evaluation has no last day; “‹to|至›” must give it.",
        "写明起止日期，如：‹period|评价期›: {{‹from|自›: 2021-01-01, ‹to|至›: 2021-06-30}}",
        "Give both days, for example: ‹period|评价期›: {{‹from|自›: 2021-01-01, ‹to|至›: 2021-06-30}}",
    ),
    "period-backwards": (
        "结束日期 {found} 早于开始日期，“‹to|至›”不应早于“‹from|自›”。",
        "The last day {found} comes before the first; “‹to|至›” must not be earlier than “‹from|自›”.",
        "核对起止日期，如：{{‹from|自›: 2021-01-01, ‹to|至›: 2021-06-30}}",
        "Check the two days, for example: {{‹from|自›: 2021-01-01, ‹to|至›: 2021-06-30}}",
    ),
    "not-in-force": (
        "规则集“{found}”在评价日期 {expected} 不在施行期内，应使用当日施行的规则集。",
        "The rule set “{found}” is not in force on the evaluation's date {expected}; it must be.",
        "修改该规则集的“‹in_force|施行期›”，或换用当日施行的规则集，或另定评价日期。",
        "Change “‹in_force|施行期›” of the rule set, use one that is in force that day, or evaluate on another date.",
    ),
    "two-in-force": (
        "规则集“{found}”有两个版本同时施行（另一个在 {first}），同一日期只能有一个。",
        "Two versions of the rule set “{found}” are in force at once (the other is at {first}); there may be only one.",
        "为旧版本写明结束日期，如：‹in_force|施行期›: {{‹from|自›: 2020-01-01, ‹to|至›: 2020-12-31}}",
        "Give the older version a last day, for example: ‹in_force|施行期›: {{‹from|自›: 2020-01-01, ‹to|至›: "
        "2020-12-31}}",
    ),
    "subject-differs": (
        "规则集的评价对象为“{found}”，评价方案的评价对象为“{expected}”，两者应一致。",
        "The rule set is for “{found}” and the scheme for “{expected}”; they must be for the same.",
        "改用适用的规则集，或将规则集中的一行改为：‹subject|评价对象›: {expected}",
        "Use a rule set that applies, or change the line in this one to: ‹subject|评价对象›: {expected}",
    ),
    "weights-sum": (
        "各计分部分的权重合计为 {found}，应为 100%。",
        "The weights of the components add up to {found}; they must add up to 100%.",
        "调整“‹components|组成›”下各部分的“‹weight|权重›”，如 60% 和 40%。",
        "Adjust each “‹weight|权重›” under “‹components|组成›”, for example 60% and 40%.",
    ),
    "component-one": (
        "此处的“‹ruleset|规则集›”和“‹panel|评审组›”都写了或都没有写，每个计分部分应写且只写一个。",
        "This has both or neither of “‹ruleset|规则集›” and “‹panel|评审组›”; each component must have exactly one.",
        "写为：{{‹ruleset|规则集›: ‹six-haves|六有标准›, ‹weight|权重›: 60%, ‹origin|出处›: ‹local|自定›}}，或："
        "{{‹panel|评审组›: ‹onsite|现场评审›, ‹weight|权重›: 40%, ‹origin|出处›: ‹local|自定›}}",
        "Write {{‹ruleset|规则集›: ‹six-haves|六有标准›, ‹weight|权重›: 60%, ‹origin|出处›: ‹local|自定›}} or "
        "{{‹panel|评审组›: ‹onsite|现场评审›, ‹weight|权重›: 40%, ‹origin|出处›: ‹local|自定›}}",
    ),
    "ranking-without-total": (
        "评价方案规定了排名，但没有规定总分，应有“‹total|总分›”。",
        "The scheme ranks but has no total to rank by; “‹total|总分›” is needed.",
        "补上一行：‹total|总分›: {{‹places|小数位›: 2, ‹rounding|修约方式›: ‹half-even|四舍六入五成双›, "
        "‹origin|出处›: ‹local|自定›}}",
        "Add a line: ‹total|总分›: {{‹places|小数位›: 2, ‹rounding|修约方式›: ‹half-even|四舍六入五成双›, "
        "‹origin|出处›: ‹local|自定›}}",
    ),
    "veto-grade": (
        "“‹effect|效果›: ‹grade|等级›”和“‹grade|等级›”只写了一个，两者应同时写明或都不写。",
        "Only one of “‹effect|效果›: ‹grade|等级›” and “‹grade|等级›” is given; they must stand together or "
        "not at all.",
        "一票否决结果为评定等级的，写为：‹effect|效果›: ‹grade|等级›, ‹grade|等级›: 较差；为其他结果的，"
        "删除“‹grade|等级›”。",
        "Where the veto sets a grade, write: ‹effect|效果›: ‹grade|等级›, ‹grade|等级›: 较差 — where it does "
        "not, delete “‹grade|等级›”.",
    ),
    "grade-two-ways": (
        "评定等级“{found}”既有“‹when|条件›”又有分数区间，只能写一种。",
        "The grade “{found}” has both “‹when|条件›” and an interval of points; it may have only one.",
        "保留“‹when|条件›”，或保留“‹from|自›”和“‹below|低于›”。",
        "Keep “‹when|条件›”, or keep “‹from|自›” and “‹below|低于›”.",
    ),
    "grades-do-not-meet": (
        "评定等级“{grade}”与低一级（{found}）的分数区间不衔接，本级的“‹from|自›”应等于低一级的“‹below|低于›”。",
        "The grade “{grade}” does not begin where the one below it ({found}) ends; its “‹from|自›” must equal "
        "the “‹below|低于›” "
        "of that grade.",
        "改为首尾相接，如：{{‹id|编号›: 好, ‹from|自›: 90}} 和 {{‹id|编号›: 较好, ‹from|自›: 80, ‹below|低于›: 90}}",
        "Let the intervals meet, for example: {{‹id|编号›: 好, ‹from|自›: 90}} and {{‹id|编号›: 较好, "
        "‹from|自›: 80, ‹below|低于›: 90}}",
    ),
    "interviews-without-ranking": (
        "评价方案规定了约谈，但没有规定排名，应有“‹ranking|排名›”。",
        "The scheme provides for interviews but does not rank; “‹ranking|排名›” is needed.",
        "补上一行，如：‹ranking|排名›: {{‹within|范围›: ‹street|街道›, ‹origin|出处›: ‹local|自定›}}",
        "Add a line, for example: ‹ranking|排名›: {{‹within|范围›: ‹street|街道›, ‹origin|出处›: ‹local|自定›}}",
    ),
    "allocation-needs-ranking": (
        "资金分配应依据全部评价对象的统一排名，本方案没有排名，或只在街道、社区内排名。",
        "Money is allocated by one ranking of all, but this scheme has none or ranks within streets or communities.",
        "补上“‹ranking|排名›”，其中不写“‹within|范围›”，如：‹ranking|排名›: {{‹origin|出处›: ‹local|自定›}}",
        "Give a “‹ranking|排名›” without “‹within|范围›”, for example: ‹ranking|排名›: {{‹origin|出处›: ‹local|自定›}}",
    ),
    "money-not-fen": (
        "金额为 {found} 元，应不小于 0，且最多两位小数（精确到分）。",
        "The amount is {found} yuan; it must be 0 or more, with at most two decimals.",
        "改为以元为单位的金额，如：60000 或 60000.50",
        "Write an amount in yuan, for example 60000 or 60000.50",
    ),
    "budget-needed": (
        "资金按“{found}”分配，预算应为数字，不得为“‹unlimited|不设限›”。",
        "Money allocated by “{found}” needs a number as its budget; it cannot be “‹unlimited|不设限›”.",
        "写明预算数额，如：‹budget|预算›: 100000",
        "Give the budget as a number, for example: ‹budget|预算›: 100000",
    ),
    "over-budget": (
        "各等次名额全部发放需 {found} 元，超过预算 {expected} 元，应在预算之内。",
        "Paying every place of every tier takes {found} yuan; it must not exceed the budget of {expected}.",
        "减少“‹places|名额›”或“‹amount|金额›”，或经批准后增加“‹budget|预算›”。",
        "Lower “‹places|名额›” or “‹amount|金额›”, or raise “‹budget|预算›” if that has been approved.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "origin-missing": (
        "“{criterion}”没有注明所用数值的来源，应有“‹origin|出处›”。",
        "“{criterion}” does not say where its figures come from; “‹origin|出处›” should.",
        "属本市自定的，补上一行：‹origin|出处›: ‹local|自定›；出自政策原文的，写为：‹origin|出处›: ‹source|来源›",
        "For the office's own choice add a line: ‹origin|出处›: ‹local|自定› — for what the policy gives: "
        "‹origin|出处›: ‹source|来源›",
    ),
    "figure-without-authority": (
        "此标准值没有写全来源和制定机关，应有“‹origin|出处›”和“‹authority|制定机关›”。",
        "This figure does not give both its origin and who set it; “‹origin|出处›” and “‹authority|制定机关›” should.",
        "补全两项，如：‹origin|出处›: ‹local|自定›, ‹authority|制定机关›: 本市评价办公室",
        "Give both, for example: ‹origin|出处›: ‹local|自定›, ‹authority|制定机关›: the city's evaluation office",
    ),
}
