"""What is said about who does the work: processes and clusters, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    "worker-failed": (
        "从此处起的一批材料无法完成评价：程序出错（{found}）。本次未产生结果。",
        "The records from here on could not be judged: this program failed ({found}). There is no result.",
        "请将这条信息和此处的材料报告给程序的维护者。",
        "Report this message, with the records here, to those who maintain this program.",
    ),
    "worker-file": (
        "负责的进程读不到此文件（{found}）。本次未产生结果。",
        "The process at work cannot read this file ({found}). There is no result.",
        "集群各机器应在同一路径下读到申报材料：将材料放在共享存储上，并在那里运行本命令。",
        "Every machine of a cluster must reach the evidence by the same path: put it on shared storage and run from "
        "there.",
    ),
    "worker-version": (
        "集群机器上的程序版本（{found}）与本机不同。本次未产生结果。",
        "The version of this program on a machine of the cluster ({found}) is not the one here. There is no result.",
        "在集群各机器和本机安装同一版本后重新运行。",
        "Install the same version on the machines of the cluster and here, then run again.",
    ),
    "cluster-missing": (
        "未安装集群组件，无法使用调度器 {found}。",
        "What a cluster needs is not installed, so scheduler {found} cannot be used.",
        "安装：pip install 'evaluator[cluster]'；或者不用 --scheduler，在本机运行。",
        "Install it: pip install 'evaluator[cluster]' — or run on this machine, without --scheduler.",
    ),
    "scheduler-unreached": (
        "连接不上调度器 {found}（{reason}）。",
        "Scheduler {found} cannot be reached ({reason}).",
        "核对地址和加密设置，确认调度器已启动；或者不用 --scheduler，在本机运行。",
        "Check the address and the TLS settings, and that the scheduler runs; or run on this machine, without "
        "--scheduler.",
    ),
    "scheduler-with-documents": (
        "--scheduler 只用于不出文书的评价，本次要出文书。",
        "--scheduler is for evaluation without documents, and documents are asked for.",
        "加上 --reports none；文书在有了结果之后，按需要的对象另行生成。",
        "Add --reports none; make documents once there is a result, of the subjects that need them.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "not-apart": (
        "方案 {found} 的评价对象不能分批评价（{expected}），全部在本机评价，未使用集群。",
        "Subjects of scheme {found} cannot be judged apart ({expected}); all were judged on this machine, without the "
        "cluster.",
        "无需处理；结果不受影响。",
        "Nothing to be done; the result is the same.",
    ),
}
