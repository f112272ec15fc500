"""What is said of manifests, keys, signatures and the log of acts, set out as in `messages_rules`."""

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    # Manifests and files of a result
    "manifest-too-large": (
        "结果清单大小为 {found} 字节，超过 {expected} 字节的上限。",
        "The manifest has {found} bytes, more than the {expected} allowed.",
        "这不是本程序写出的清单；放回原来的清单，或者重新评价。",
        "This program did not write it; put the old manifest back, or evaluate again.",
    ),
    "manifest-broken": (
        "结果清单不是完整的 JSON，无法据以核对。",
        "The manifest is not whole JSON, so nothing can be held against it.",
        "放回原来的清单，或者重新评价。",
        "Put the old manifest back, or evaluate again.",
    ),
    "manifest-format": (
        "结果清单的格式为“{found}”，应为“{expected}”。",
        "The manifest is of the format “{found}”; it must be “{expected}”.",
        "放回原来的清单；由其他版本的程序得出的结果，用该版本核对。",
        "Put the old manifest back; a result made by another version of the program is verified with that version.",
    ),
    "manifest-entry": (
        "结果清单中的“{found}”缺少、多余或者不是应有的内容。",
        "“{found}” in the manifest is lacking, is not known, or is not what belongs there.",
        "放回原来的清单，或者重新评价。",
        "Put the old manifest back, or evaluate again.",
    ),
    "manifest-form": (
        "结果清单的写法已改动：空白、先后、重复的项或者字符的写法与本程序写出的不同。",
        "The manifest is not written as this program writes it: other white space, order, repeated entries or escapes.",
        "放回原来的清单，或者重新评价。",
        "Put the old manifest back, or evaluate again.",
    ),
    "verify-link": (
        "“{found}”是一个链接，应为文件本身。",
        "“{found}” is a link; it must be the file itself.",
        "把链接换成原来的文件。",
        "Put the file back in the place of the link.",
    ),
    "verify-not-a-file": (
        "“{found}”是文件夹或其他对象，应为文件。",
        "“{found}” is a folder or something else; it must be a file.",
        "把它移到别处，放回原来的文件。",
        "Move it elsewhere and put the file back.",
    ),
    "verify-renamed": (
        "文件已改名：现为“{found}”，结果清单中为“{expected}”（看上去相同的，是大小写或字符的编码不同）。",
        "The file has another name: it is “{found}”, and “{expected}” in the manifest (where they look alike, capitals "
        "or the coding of characters differ).",
        "改回原来的名称。",
        "Give it its old name.",
    ),
    "verify-not-again": (
        "不能按结果清单载明的评价方案和材料重新评价，原因见其他问题。",
        "The evaluation cannot be made again by the scheme and the evidence that the manifest names; other problems "
        "say why.",
        "核对清单是否改动过，评价时所在的文件夹是否正确（--from）。",
        "See whether the manifest was changed and whether this is the folder of the run (--from).",
    ),
    "verify-start": (
        "没有文件夹“{found}”，应为评价时所在的文件夹。",
        "There is no folder “{found}”; it must be the one the run was made in.",
        "核对 --from 后的文件夹。",
        "Check the folder given with --from.",
    ),
    # Keys
    "sign-not-installed": (
        "没有安装签名所需的 {found}。",
        "{found}, which signatures need, is not installed.",
        "安装：pip install 'evaluator[sign]'",
        "Install it: pip install 'evaluator[sign]'",
    ),
    "key-not-private": (
        "此文件不是 PEM 格式的私钥，签署要用私钥。",
        "This is not a private key in PEM; a private key signs.",
        "没有私钥的，用 evaluator sign --new-key 张三.key 生成一对。",
        "Where there is none, evaluator sign --new-key NAME.key makes a pair.",
    ),
    "key-not-public": (
        "此文件不是 PEM 格式的公钥，核对要用签署人的公钥。",
        "This is not a public key in PEM; the public key of whoever signed verifies.",
        "向签署人索取 .pub 文件；私钥（.key）由签署人自己保管。",
        "Ask whoever signed for the .pub file; the private key (.key) stays with them.",
    ),
    "key-kind": (
        "密钥的算法不是 Ed25519。",
        "The key is not one of Ed25519.",
        "用 evaluator sign --new-key 张三.key 生成，或用 openssl genpkey -algorithm ed25519 生成。",
        "Make one with evaluator sign --new-key NAME.key, or with openssl genpkey -algorithm ed25519.",
    ),
    "key-locked": (
        "私钥有口令保护。",
        "The private key is protected by a passphrase.",
        "把口令写在一个文件的第一行，用 --passphrase-file 指明。",
        "Write the passphrase in the first line of a file and name it with --passphrase-file.",
    ),
    "key-passphrase": (
        "口令不能打开这个私钥。",
        "The passphrase does not open this private key.",
        "核对 --passphrase-file 所指的文件；私钥没有口令的，不写此项。",
        "Check the file named with --passphrase-file; leave it out where the key has no passphrase.",
    ),
    "key-name": (
        "私钥的文件名应以“.key”结尾，给出的是“{found}”。",
        "The file of a private key must end in “.key”; the name given is “{found}”.",
        "如：--new-key 张三.key；公钥写在同名的 .pub 文件中。",
        "For example: --new-key NAME.key; the public key goes into the .pub file of the same name.",
    ),
    "key-there": (
        "文件已存在，不会覆盖。",
        "The file is there already and is not overwritten.",
        "换一个文件名；原来的密钥确不再用的，先移走。",
        "Give another name; move the old key away first if it is no longer used.",
    ),
    # Signatures
    "sign-by": (
        "没有写明由谁经办（--by），应为姓名或单位，一行以内，不超过 200 字。",
        "This does not say by whom (--by); it must be the name of a person or an office, one line of at most 200 "
        "characters.",
        "写明经办人，如：--by 张三",
        "Say by whom, for example: --by 张三",
    ),
    "sign-remark": (
        "附言应在一行以内，不超过 200 字。",
        "The remark must be one line of at most 200 characters.",
        "缩短附言，如：--remark 同意",
        "Make it shorter, for example: --remark agreed",
    ),
    "sign-day": (
        "“{found}”不是有效日期，应按年、月、日的顺序书写。",
        "“{found}” is not a date; it must be written as year, month and day.",
        "月和日各写两位，如：--on 2021-07-21",
        "Write month and day with two digits each, for example: --on 2021-07-21",
    ),
    "sign-twice": (
        "这把密钥已经签署了这份结果。",
        "This key has signed this result already.",
        "不需再签；要改附言的，先删除原来的签名文件。",
        "There is nothing to be done; to change the remark, delete the old signature first.",
    ),
    "sign-changed": (
        "签署期间此文件有改动，没有签署。",
        "This file was changed while the result was being signed; nothing was signed.",
        "查明是谁改动；用 evaluator verify 核对后重新签署。",
        "Find out who changed it; see what evaluator verify says, and sign again.",
    ),
    "signature-broken": (
        "签名文件不是本程序写出的内容。",
        "This is not a signature as this program writes it.",
        "放回原来的签名文件，或者请签署人重新签署。",
        "Put the old signature back, or have it signed again.",
    ),
    "signature-format": (
        "签名的格式为“{found}”，只接受“{expected}”。",
        "The signature is of the format “{found}”; only “{expected}” is accepted.",
        "放回原来的签名文件，或者请签署人重新签署。",
        "Put the old signature back, or have it signed again.",
    ),
    "signature-algorithm": (
        "签名的算法为“{found}”，只接受“{expected}”。",
        "The signature names the algorithm “{found}”; only “{expected}” is accepted.",
        "放回原来的签名文件，或者请签署人重新签署。",
        "Put the old signature back, or have it signed again.",
    ),
    "signature-form": (
        "签名文件的写法已改动：空白、先后、重复的项或者字符的写法与本程序写出的不同。",
        "The signature is not written as this program writes it: other white space, order, repeated entries or "
        "escapes.",
        "放回原来的签名文件，或者请签署人重新签署。",
        "Put the old signature back, or have it signed again.",
    ),
    "signature-name": (
        "签名文件名为“{found}”，按其中的密钥应为“{expected}”：是复制、改名或者改动过的签名。",
        "The signature is called “{found}”; by the key in it it must be “{expected}”: it was copied, renamed or "
        "changed.",
        "改回原来的名称；多出的一份删除。",
        "Give it its old name; delete what is there twice.",
    ),
    "signature-other": (
        "签名签署的是另一份结果：其清单的校验码以 {found} 开头，这份结果的以 {expected} 开头。",
        "What was signed is another result: the SHA-256 of its manifest begins with {found}, of this one with "
        "{expected}.",
        "核对签名之后结果是否改动或重新得出；确认无误的，请签署人重新签署。",
        "See whether the result was changed or made again after it was signed; if it is right, have it signed again.",
    ),
    "signature-wrong": (
        "签名与内容不符：签名之后，签名文件或结果清单有改动，或者签名是伪造的。",
        "The signature does not fit: it or the manifest was changed after signing, or the signature was made up.",
        "查明原因；确认结果无误的，请签署人重新签署。",
        "Find out why; if the result is right, have it signed again.",
    ),
    "signature-lacking": (
        "持此密钥的人没有签署这份结果，或其签名无效（密钥编号以 {found} 开头）。",
        "Whoever has this key has not signed this result, or the signature is not good (the id of the key begins with "
        "{found}).",
        "请其签署；已经签署的，看结果文件夹中的签名文件是否丢失。",
        "Have it signed; where it was, see whether the signature in the result's folder is lost.",
    ),
    # The log of acts
    "log-torn": (
        "办理记录的最后一行不完整，写入时可能中断。",
        "The last line of the log is not whole; writing it may have been broken off.",
        "查明这一行所记的事是否办成，删除这一行后补记。",
        "Find out whether what it tells of was done; delete the line and do what is lacking again.",
    ),
    "log-inside": (
        "办理记录在结果文件夹“{found}”之内，应在别处：重新评价时结果文件夹整个更换。",
        "The log lies in the folder of the result, “{found}”; it must lie elsewhere: an evaluation replaces that "
        "folder as a whole.",
        "把办理记录放在结果文件夹之外，如：--log 办理记录.jsonl",
        "Put the log outside the result's folder, for example: --log acts.jsonl",
    ),
    "log-line": (
        "这一行不是本程序写出的记录。",
        "This line is not one that this program wrote.",
        "从备份恢复记录，查明改动的原因。",
        "Restore the log from a copy, and find out why it was changed.",
    ),
    "log-changed": (
        "这一行的内容已改动：与其校验码不符。",
        "This line was changed: it does not fit its own SHA-256.",
        "从备份恢复记录，查明改动的原因。",
        "Restore the log from a copy, and find out why it was changed.",
    ),
    "log-number": (
        "此处应为第 {expected} 条记录，实为第 {found} 条：有记录被删除、调换或重复。",
        "Act {expected} belongs here, but this is act {found}: lines were removed, put elsewhere or repeated.",
        "从备份恢复记录，查明改动的原因。",
        "Restore the log from a copy, and find out why it was changed.",
    ),
    "log-chain": (
        "这一行接续的不是它的上一行：载明的上一行校验码以 {expected} 开头，上一行现为 {found}。",
        "This line does not follow on the one before: it names a line whose SHA-256 begins with {expected}; that of "
        "the line before begins with {found}.",
        "上一行已被改写；从备份恢复记录，查明改动的原因。",
        "The line before was rewritten; restore the log from a copy, and find out why it was changed.",
    ),
    "log-unknown": (
        "办理记录中没有这份结果：没有哪次评价得出过校验码以 {found} 开头的清单。",
        "The log does not know this result: no evaluation in it gave a manifest whose SHA-256 begins with {found}.",
        "核对所给的办理记录是否为这份结果的；评价时用 --log 写明记录文件。",
        "See whether this is the log of the result; name the log with --log when evaluating.",
    ),
    "log-superseded": (
        "这份结果已由另一次评价取代，见办理记录第 {found} 条。",
        "This result was replaced by another evaluation: see act {found} of the log.",
        "使用最近一次评价的结果。",
        "Use the result of the latest evaluation.",
    ),
    "log-differs": (
        "“{found}”中的结果与办理记录所载不同：记录中其清单的校验码以 {expected} 开头。",
        "The result in “{found}” is not the one the log tells of: there the SHA-256 of its manifest begins with "
        "{expected}.",
        "查明该结果何时得出，恢复原来的结果。",
        "Find out when that result was made, and put the old one back.",
    ),
    "log-signature-gone": (
        "办理记录载明“{found}”签署了这份结果，但没有该签名，或签名不是当时的。",
        "The log says that “{found}” signed this result, but the signature is not there, or is not the one of then.",
        "放回原来的签名文件。",
        "Put the signature back.",
    ),
    "log-signature-unknown": (
        "办理记录中没有这个签名。",
        "The log does not tell of this signature.",
        "查看办理记录的最后几行是否丢失；签署时用 --log 写明记录文件。",
        "See whether the last lines of the log are lost; name the log with --log when signing.",
    ),
    "log-rewritten": (
        "签署之后，此前的办理记录被改写：签名载明当时最后一条记录的校验码以 {expected} 开头，现为 {found}。",
        "What came before this signature was rewritten later: the signature names a last act whose SHA-256 begins with "
        "{expected}; now it begins with {found}.",
        "从备份恢复记录，查明改动的原因。",
        "Restore the log from a copy, and find out why it was changed.",
    ),
    "log-not-written": (
        "结果已写出，但没有记入办理记录（{found}）。",
        "The result was written, but the log does not tell of it ({found}).",
        "排除原因后重新评价，即可补记。",
        "Put that right and evaluate again: the log will then have it.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str, str, str]] = {
    "signatures-lost": (
        "新的结果取代了已经签署的结果，原有的签名（{found}）随之失效，已经删除。",
        "The new result takes the place of one that was signed; its signatures ({found}) do not hold for it and are "
        "gone.",
        "核对新结果后，请签署人重新签署。",
        "Check the new result and have it signed again.",
    ),
    "signatures-unchecked": (
        "结果有签名，但没有安装核对签名所需的 {found}，签名未核对。",
        "The result is signed, but {found}, which signatures need, is not installed; they were not checked.",
        "安装：pip install 'evaluator[sign]'",
        "Install it: pip install 'evaluator[sign]'",
    ),
}
