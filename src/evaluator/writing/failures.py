"""Why something could not be written, in words for those who run the program."""

import errno
from collections.abc import Mapping
from pathlib import Path

from evaluator.problems import Place, Problem, problem

_WORDS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘空间不足", "no space left on the disk"),
    errno.EDQUOT: ("超出磁盘配额", "the disk quota is used up"),
    errno.EFBIG: ("文件超出允许的大小", "the file is larger than allowed"),
    errno.EACCES: ("没有写入权限", "no permission to write there"),
    errno.EPERM: ("系统不允许写入", "the system does not allow it"),
    errno.EROFS: ("该处只能读取", "that place can only be read"),
    errno.EIO: ("磁盘或网络读写出错", "the disk or the network failed"),
    errno.ESTALE: ("共享文件夹已经断开", "the shared folder is no longer connected"),
    errno.ENOENT: ("上级文件夹不存在", "its folder does not exist"),
    errno.ENOTDIR: ("上级路径是文件，不是文件夹", "what stands above it is a file, not a folder"),
    errno.EISDIR: ("该处是文件夹，不是文件", "a folder stands there, not a file"),
    errno.ENAMETOOLONG: ("名称过长", "the name is too long"),
    errno.EBUSY: (
        "该处正在使用：已被打开，或者是当前文件夹、挂载点",
        "it is in use, or is a mount or the folder one is in",
    ),
    errno.EMFILE: ("打开的文件过多", "too many files are open"),
    errno.ENFILE: ("打开的文件过多", "too many files are open"),
}


def cannot_write(place: str | Path, error: OSError) -> Problem:
    """The problem of a file or folder, as typed, that could not be written."""
    return _said("cannot-write", place, error)


def left_over(place: Path, error: OSError) -> Problem:
    """The warning of a file or folder of this program's that could not be removed."""
    return _said("out-left-over", place, error)


def _said(code: str, place: str | Path, error: OSError) -> Problem:
    other = error.strerror or type(error).__name__
    zh, en = _WORDS.get(error.errno or 0, (other, other))
    return problem(code, Place(str(place)), found_zh=zh, found_en=en)
