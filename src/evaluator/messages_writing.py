"""What is said about writing results and files, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    "cannot-write": (
        "无法写入（{found_zh}）。",
        "This cannot be written ({found_en}).",
        "确认上级文件夹存在、有写入权限，磁盘有空间，原有的文件没有在其他程序中打开。",
        "See that its folder exists and may be written to, that the disk has room, and that no other program has what "
        "stands there open.",
    ),
    "out-in-use": (
        "另一次运行正在写入此处，本次未进行。",
        "Another run is writing here; nothing was done.",
        "等其结束后再运行；评价也可以用 --out 另指一处。运行中断的，锁定自行解除，不需要删除任何文件。",
        "Wait until it has ended; an evaluation may name another place with --out. A run that was killed holds "
        "nothing; there is no file to remove.",
    ),
    "out-inside-result": (
        "此处在结果文件夹“{found}”之内。除评价和签署外，不向结果文件夹写入任何文件。",
        "This lies in the folder of a result, “{found}”; nothing but an evaluation and its signatures is written "
        "there.",
        "写到结果文件夹之外。",
        "Name a place outside the result's folder.",
    ),
    "changed-while-run": (
        "此文件在评价期间被修改、替换或者移走，评价依据的是原来的内容。本次未写出结果。",
        "This file was changed, replaced or removed while it was being evaluated, and what was evaluated is no longer "
        "there. No result was written.",
        "等修改完毕后重新运行；文件夹由多人共用的，先复制一份，用副本评价。",
        "Run again when the changes are done; where several people work in a folder, copy it and evaluate the copy.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "out-not-locked": (
        "此处的文件系统不能加锁，无法防止两次运行同时写入。",
        "The file system here has no locks, so two runs that write at the same time cannot be kept apart.",
        "不要同时向此处运行两次；以前中断的运行留下的“.名称.evaluator-…”，请自行删除。",
        "Do not run twice into this place at the same time, and remove what a killed run left (.NAME.evaluator-…) by "
        "hand.",
    ),
    "out-left-over": (
        "已不再需要，但无法删除（{found_zh}）。",
        "This is not needed any more, and cannot be removed ({found_en}).",
        "无需处理，下次运行时再次删除；也可自行删除。",
        "Nothing to be done: the next run tries again. It may be removed by hand.",
    ),
}
