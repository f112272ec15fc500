"""What is said about files dropped into the meeting's page and about the server, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    # Files that are dropped in
    "upload-kind": (
        "不能查看这一类文件（{found}），应为填好的申报表、申报内容、打分表或者规则文件。",
        "A file of this kind ({found}) is not looked at; it must be a form that was filled in, evidence, marks or "
        "a rule file.",
        "可以是 .xlsx、.csv、.yaml、.json、.jsonl、.parquet 文件；佐证材料不在此处查看。",
        "It may be a file in .xlsx, .csv, .yaml, .json, .jsonl or .parquet; attachments are not looked at here.",
    ),
    "upload-stopped": (
        "读取这个文件所需的时间或内存超过允许范围，没有读取。",
        "Reading this file takes more time or memory than is allowed, so it was not read.",
        "确认是正常填写的文件；内容确实很多的，分成几个文件。",
        "See that it is the file that was filled in; if it does hold very much, divide it into several.",
    ),
    "upload-too-large": (
        "文件过大（{found}），最大为 {expected}。",
        "The file is too large ({found}); the most is {expected}.",
        "确认是填好的表格，删去其中的图片；内容确实很多的，用 evaluator preview 预审。",
        "See that it is the form that was filled in and take pictures out of it; if it does hold very much, use "
        "evaluator preview.",
    ),
    "upload-broken": (
        "文件没有完整传到，或者一次超过 {expected} 个。",
        "The files did not arrive whole, or there are more than {expected} at once.",
        "重新选择文件再试；文件多的，分几次查看。",
        "Choose the files again, fewer at a time if there are many.",
    ),
    "upload-nothing": (
        "没有收到文件，应至少有一个文件。",
        "No file came in; there must be one at least.",
        "先选择文件，再查看。",
        "Choose a file first.",
    ),
    "look-stopped": (
        "查看没有完成，所需的时间或内存超过允许范围。",
        "The look was not finished: it took more time or memory than is allowed.",
        "减少文件数量再试；仍不能完成的，用 evaluator preview 或 evaluator whatif。",
        "Try again with fewer files; if that does not help, use evaluator preview or evaluator whatif.",
    ),
    # The server
    "serve-not-installed": (
        "没有安装网页服务所需的程序包（{found}）。",
        "What serving pages takes is not installed ({found}).",
        "安装：pip install 'evaluator[serve]'",
        "Install it: pip install 'evaluator[serve]'",
    ),
    "port-taken": (
        "端口 {found} 不能使用（{reason}）。",
        "Port {found} cannot be used ({reason}).",
        "换一个端口，或不写 --port，由系统选一个空闲端口。",
        "Give another port, or leave out --port and one that is free is taken.",
    ),
    "serve-token": (
        "没有查看本页的凭证，应使用启动服务时给出的完整网址。",
        "There is no token for this page; it takes the whole address that was given when the server was started.",
        "从命令窗口复制完整网址，粘贴到浏览器地址栏。",
        "Copy the whole address from the terminal into the address bar.",
    ),
    "serve-host": (
        "访问地址为“{found}”，应为 {expected}。",
        "The page was asked for at “{found}”; it is at {expected}.",
        "使用启动服务时给出的网址。",
        "Use the address that was given when the server was started.",
    ),
    "serve-origin": (
        "请求来自“{found}”，应来自 {expected} 的页面。",
        "This was asked from “{found}”; it must come from a page of {expected}.",
        "打开启动服务时给出的网址，在那个页面上操作。",
        "Open the address that was given when the server was started, and go on from there.",
    ),
    "serve-method": (
        "不接受“{found}”请求，应为 {expected}。",
        "“{found}” is not answered; it must be {expected}.",
        "打开启动服务时给出的网址，在那个页面上操作。",
        "Open the address that was given when the server was started, and go on from there.",
    ),
    "page-missing": (
        "没有这个页面或文件（{found}）。",
        "There is no such page or file ({found}).",
        "回到会议页；下载文件只保留最近几次查看的，必要时重新查看。",
        "Go back to the meeting's page; files to save are kept for the last few looks, so look again if needed.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {}
