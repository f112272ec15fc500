"""What is said about workbooks and tables, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    "workbook-broken": (
        "文件不是完整的 .xlsx 工作簿，无法读取（{found}）。",
        "The file is not a whole .xlsx workbook and cannot be read ({found}).",
        "用表格软件打开，另存为“Excel 工作簿（.xlsx）”；打不开的，请填报单位重新提交。",
        "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx); if it does not open, ask for it "
        "again.",
    ),
    "workbook-locked": (
        "工作簿设有打开密码，或者是旧格式的文件改了扩展名，无法读取。",
        "The workbook needs a password to be opened, or is of an older format under a new name, and cannot be read.",
        "打开后取消密码，另存为“Excel 工作簿（.xlsx）”。",
        "Open it, remove the password, and save it as an Excel workbook (.xlsx).",
    ),
    "workbook-kind": (
        "“{found}”格式的表格不能读取，应为 {expected}。",
        "Spreadsheets of the kind “{found}” are not read; it must be {expected}.",
        "用表格软件打开，另存为“Excel 工作簿（.xlsx）”；与评价无关的文件，在文件名前加“_”。",
        "Open it and save it as an Excel workbook (.xlsx); put “_” before the name of a file that is no evidence.",
    ),
    "workbook-too-large": (
        "工作簿展开后的内容超出可以读取的限度，不予读取。",
        "What the workbook unpacks to is beyond what is read, so it is not read.",
        "把填报内容复制到新的工作簿，分成几个文件提交；不是填报内容的文件，请填报单位说明来源。",
        "Copy what was filled in to a new workbook, or to several; if the file is no evidence, ask where it comes "
        "from.",
    ),
    "workbook-stopped": (
        "读取此工作簿耗用的内存或时间超出限度，已经停止，整个文件不予读取。",
        "Reading this workbook took more memory or time than is allowed and was stopped; none of it is read.",
        "把填报内容复制到新的工作簿后重新提交；其他文件不受影响。",
        "Copy what was filled in to a new workbook and submit that; other files are not affected.",
    ),
    "workbook-no-table": (
        "工作簿中没有可以读取的表（现有工作表：{found}），应有一行表头写明“编号”和各填报项。",
        "The workbook has no table that can be read (its sheets are: {found}); one row must name “id” and the fields.",
        "使用 evaluator form 生成的申报表；自制的表，表头如：类别、编号、名称、所在街道、正式党员人数。",
        "Use the form that evaluator form makes; the header of a table of your own is, for example: kind, id, name, "
        "street, formal_party_members.",
    ),
    "form-key": (
        "申报表中的隐藏工作表“_evaluator”已被改动，或由更新版本的程序生成，无法据以读取。",
        "The hidden sheet “_evaluator” of the form was changed, or comes from a later version of the program, so the "
        "form cannot be read.",
        "重新领取空白申报表，把填报内容复制过去。",
        "Get a new blank form and copy to it what was filled in.",
    ),
    "sheet-missing": (
        "申报表缺少工作表“{found}”，其中的内容按未填报处理。",
        "The form lacks the sheet “{found}”; what belongs on it counts as not answered.",
        "工作表改过名的，改回“{found}”；删除了的，从空白申报表复制。",
        "If the sheet was renamed, name it “{found}” again; if it was deleted, copy it from the blank form.",
    ),
    "header-missing": (
        "工作表中找不到表头，应有：{found}等。",
        "The sheet has no headings; there must be: {found} and others.",
        "从空白申报表复制表头，放在填报内容的上方。",
        "Copy the headings from the blank form to the place they had.",
    ),
    "heading-missing": (
        "缺少“{found}”，此项按未填报处理。",
        "“{found}” is missing among the headings, and counts as not answered.",
        "表头文字改过的，改回“{found}”；删除了的，从空白申报表复制。",
        "If the heading was changed, write “{found}” again; if it was deleted, copy it from the blank form.",
    ),
    "heading-twice": (
        "“{found}”在表头中出现两次（另一处在 {first}），应只有一次，两处内容均不采用。",
        "“{found}” stands twice among the headings (also at {first}); it must stand once, and neither is used.",
        "核实后删除其中一处。",
        "Find out which is right and delete the other.",
    ),
    "cell-outside": (
        "此格有内容（{found}），但上方没有表头，没有读取；工作表中这样的格共 {number} 个。",
        "This cell holds something ({found}) under no heading, and is not read; cells like it on the sheet: {number}.",
        "把内容填入对应的格；不需要的，清除内容。",
        "Put it where it belongs, or clear the cell.",
    ),
    "cell-error": (
        "“{field}”的格中是错误值 {found}，应为填报的内容。",
        "“{field}” holds the error {found}; it must hold an answer.",
        "改正公式，或直接填写内容。",
        "Correct the formula, or type the answer.",
    ),
    "cell-formula": (
        "“{field}”的格中是公式，但文件没有保存计算结果，应有结果。",
        "“{field}” holds a formula whose result was not saved; the result must be there.",
        "用表格软件打开，重新计算后保存；或直接填写内容。",
        "Open the file in a spreadsheet program, let it calculate, and save it; or type the answer.",
    ),
    "cell-moment": (
        "“{field}”的格中带有时间（{found}），应只有日期。",
        "“{field}” holds a time ({found}); it must be a date alone.",
        "只填日期，如：2021-06-18",
        "Give the date alone, for example: 2021-06-18",
    ),
    "cell-long-number": (
        "“{field}”存成了 {found}，超过 15 位的数字在表格中末几位已经丢失，应以文本填写。",
        "“{field}” was saved as {found}; of a number with more than 15 digits a spreadsheet loses the last, so it must "
        "be typed as text.",
        "把格的格式改为“文本”，再按原件重新填写。",
        "Format the cell as text and type it again from the original.",
    ),
    "cell-merged": (
        "“{field}”的格已并入 {found}，只有左上角一格有内容，本格按填报有误处理。",
        "“{field}” is one of the merged cells {found}, of which only the first holds anything; it counts as wrongly "
        "answered.",
        "取消合并，在每一行分别填写。",
        "Unmerge the cells and fill in each row.",
    ),
    "row-without-id": (
        "本行填了内容，但没有填写编号，无法知道属于哪个评价对象，不予受理。",
        "This row is filled in but has no id, so nobody knows whom it is about; it is not accepted.",
        "补填编号；不需要的，清除整行内容。",
        "Fill in the id, or clear the row.",
    ),
    "judge-missing": (
        "打分表没有填写评委姓名，应填在“{found}”右边的格中，整张表不予采用。",
        "The sheet of marks does not say whose they are; the name belongs in the cell right of “{found}”, and without "
        "it none of them is used.",
        "补填评委姓名。",
        "Fill in the judge's name.",
    ),
    "events-and-none": (
        "“{field}”填为“{found}”，但明细表中有记录（{first}），两处应一致；现按明细表计算。",
        "“{field}” says “{found}”, but there are rows of it (at {first}); the two must agree, and the rows are used.",
        "确有记录的，清除此格；没有的，删除明细表中的行。",
        "Clear this cell if the rows are right, or delete the rows.",
    ),
    "identity-blank": (
        "没有填写“{found}”，未写明的不予受理。",
        "“{found}” is not filled in; without it the subject is not accepted.",
        "在此格填写。",
        "Fill in this cell.",
    ),
    "parquet-broken": (
        "文件不完整，或者不是 Parquet 文件，此处起无法读取（{found}）。",
        "This is no Parquet file, or not a whole one, and cannot be read from here on ({found}).",
        "由导出数据的程序重新生成此文件；传输中截断的，重新传送。",
        "Have the program that exported the data write the file again; send it again if it was cut off on the way.",
    ),
    "parquet-locked": (
        "Parquet 文件已经加密，无法读取，应为未加密的文件。",
        "The Parquet file is encrypted and cannot be read; it must be one that is not.",
        "由导出数据的程序不加密地重新生成此文件。",
        "Have the program that exported the data write the file without encryption.",
    ),
    "parquet-too-large": (
        "Parquet 文件展开后的内容超出可以读取的限度，不予读取。",
        "What the Parquet file unpacks to is beyond what is read, so it is not read.",
        "分成几个文件，每个文件每组行数少一些（如 100000 行）；不是填报内容的文件，请填报单位说明来源。",
        "Write several files with smaller row groups (100,000 rows, for example); if the file is no evidence, ask "
        "where it comes from.",
    ),
    "parquet-columns": (
        "这些列不能组成申报表（{found}），列名不得空缺或重复，且应有“编号”，或者“kind”和“id”。",
        "These columns make no table of evidence ({found}); each must have a name of its own, “kind” and “id” (or "
        "“编号”) among them.",
        "申报表的列如：kind、id、name、street、formal_party_members；打分表的列为：judge、subject、aspect、mark。",
        "The columns are, for evidence: kind, id, name, street, formal_party_members — for marks: judge, subject, "
        "aspect, mark.",
    ),
    "parquet-identity": (
        "“{field}”一列的类型为 {found}，应为文本。",
        "The column “{field}” is of type {found}; it must be of text.",
        '从原件读入时就把编号、名称读作文本，如：pandas.read_csv(…, dtype={{"id": str}})，再重新导出；已经成为小数的编号，'
        "不要由小数换算。",
        'Read ids and names as text from the original, for example pandas.read_csv(…, dtype={{"id": str}}), and export '
        "the file again; do not convert ids that have become numbers with places.",
    ),
    "parquet-type": (
        "“{field}”的类型为 {found}，不能作为填报内容。",
        "“{field}” is of type {found}, which cannot be an answer.",
        "导出为：是否用布尔，整数用整型，小数用 decimal，日期用 date，文字和选项用文本，多选用文本列表，"
        "多行表用结构列表。",
        "Export yes-no as Boolean, whole numbers as integers, decimals as decimal, days as date, texts and choices as "
        "text, several choices as a list of text, tables of rows as a list of structs.",
    ),
    "parquet-single": (
        "“{field}”的类型为 {found}，只保留约 7 位数字，原来填写的数值可能已经改变，应为 decimal、double 或整数。",
        "“{field}” is of type {found}, which keeps about 7 digits, so the number may no longer be the one that was "
        "given; it must be a decimal, a double or a whole number.",
        "从原始数据导出为 decimal（写明小数位数）；不要由单精度换算。",
        "Export it from the original data as a decimal with so many places; do not convert it from single precision.",
    ),
    "kind-missing": (
        "表中没有“{found}”一列，而本次评价的对象不止一类，无法知道每行属于哪一类。",
        "The table has no column “{found}”, and subjects of more than one kind are evaluated, so nobody knows of which "
        "kind a row is.",
        "加上“类别”一列，每行填写类别，如：neighbourhood",
        "Add a column “kind” and fill it in on each row, for example: neighbourhood",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "workbook-unlimited": (
        "本机的操作系统不能限制读取工作簿所用的内存，恶意文件可能耗尽内存。",
        "This system cannot limit the memory used for reading workbooks, so a malicious file could exhaust it.",
        "来历不明的文件，在 Linux 系统上读取。",
        "Read files of unknown origin on Linux.",
    ),
    "sheet-ignored": (
        "下列工作表有内容，但不属于填报内容，没有读取：{found}。",
        "These sheets hold something but are no part of the evidence, and are not read: {found}.",
        "需要的内容，移到填报的工作表；不需要的，删除工作表即可。",
        "Move what is needed to a sheet that is read; delete the sheets if nothing is.",
    ),
    "heading-unknown": (
        "申报表没有“{found}”，此处内容没有读取。",
        "The form has no “{found}”; what stands there is not read.",
        "表头文字改过的，改回原样；自己加的，不影响其他内容。",
        "If a heading was changed, write it as it was; one that was added changes nothing else.",
    ),
    "cells-hidden": (
        "工作表或者其中的行、列已隐藏（{found}），内容已照常读取。",
        "The sheet, or rows or columns of it, are hidden ({found}); what they hold is read like the rest.",
        "取消隐藏，核对内容。",
        "Unhide them and check what they hold.",
    ),
    "csv-encoding": (
        "文件没有标明编码，按 {found} 读取，而不是 {expected}。",
        "The file does not say its encoding; it was read as {found} and not as {expected}.",
        "核对其中的汉字；不正确的，另存为“CSV UTF-8（逗号分隔）”。",
        "Check that the characters are right; if not, save it as “CSV UTF-8 (comma delimited)”.",
    ),
    "form-other-scheme": (
        "此表是为评价方案“{found}”制作的，现按 {expected} 评价。",
        "This form was made for the scheme “{found}”; it is evaluated by {expected}.",
        "核对所用的评价方案；无误的，重新领取该方案的申报表填写。",
        "Check which scheme is used; if it is right, fill in the form of that scheme.",
    ),
    "form-other-edition": (
        "此表是按评价方案“{found}”的另一版规则制作的，所问内容与现行规则不尽相同。",
        "This form was made from another edition of the rules of “{found}”, which does not ask quite the same.",
        "核对有无遗漏的填报项；必要时重新领取申报表，把内容复制过去。",
        "See whether a field is missing; if so, get a new form and copy to it what was filled in.",
    ),
}
