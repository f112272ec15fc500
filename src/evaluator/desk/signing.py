"""Sign a result: a statement over its manifest by somebody's key, in a file of its own."""

import base64
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluator.desk.acts import Act, not_usable, opened
from evaluator.desk.at_hand import compared
from evaluator.desk.keys import private_key
from evaluator.problems import Place, Problem, problem
from evaluator.result.known import read_known
from evaluator.result.manifest import MANIFEST, digest
from evaluator.result.signatures import Statement, key_id
from evaluator.writing.failures import cannot_write

LONGEST = 200


@dataclass(frozen=True)
class Words:
    """What goes with an act: by whom, on which day, with what remark; empty where it is left out."""

    by: str
    on: str
    remark: str = ""


@dataclass(frozen=True)
class Signed:
    """A signature that was made and the file it lies in; or why there is none."""

    problems: tuple[Problem, ...]
    file: str = ""
    statement: Statement | None = None


def wrong_words(words: Words) -> list[Problem]:
    """What cannot be said so of an act."""
    problems = [] if _one_line(words.by) and words.by.strip() else [problem("sign-by")]
    problems += [] if _one_line(words.remark) else [problem("sign-remark")]
    return problems + ([] if words.on == "" or _day(words.on) else [problem("sign-day", found=words.on)])


def sign(folder: str, key: str, passphrase: str | None, words: Words, log: str | None) -> Signed:
    """Sign the result in a folder, if its files are what its manifest says; with a log, the log goes on with it."""
    known, problems = read_known(Path(folder))
    problems += wrong_words(words)
    if known is not None:
        problems += compared(Path(folder), known.says["outputs"])
    secret = private_key(key, passphrase)
    if isinstance(secret, Problem):
        problems.append(secret)
    problems += not_usable(log, folder) if log is not None else []
    if known is None or isinstance(secret, Problem) or problems:
        return Signed(tuple(problems))
    raw = secret.public_key().public_bytes_raw()
    identity = key_id(raw), base64.b64encode(raw).decode()

    def signed(head: str) -> tuple[Statement, bytes]:
        said = Statement(*identity, digest(known.data), head, words.by, words.on, words.remark)
        return said, said.file(secret.sign(said.signed(known.data)))

    if log is None:
        statement, data = signed("")
        lost = _write(folder, statement, data)
        return Signed((lost,)) if lost else Signed((), f"{folder}/{statement.name}", statement)
    try:
        with opened(log) as going:
            if going.log.problems:
                return Signed(going.log.problems)
            statement, data = signed(going.log.head)
            if lost := _write(folder, statement, data):
                return Signed((lost,))
            act = Act("signed", words.by, words.on, Path(folder).as_posix(), digest(known.data), digest(data))
            try:
                going.append(act)
            except OSError:
                (Path(folder) / statement.name).unlink()  # what the log does not tell of was not done
                raise
    except OSError as error:
        return Signed((cannot_write(log, error),))
    return Signed((), f"{folder}/{statement.name}", statement)


def evaluated(log: str, folder: str, words: Words) -> list[Problem]:
    """Write into a log that a result was made."""
    try:
        manifest = digest((Path(folder) / MANIFEST).read_bytes())
        with opened(log) as going:
            if not going.log.problems:
                going.append(Act("evaluated", words.by, words.on, Path(folder).as_posix(), manifest))
            return list(going.log.problems)
    except OSError as error:
        return [problem("log-not-written", Place(log), found=error.strerror or "")]


def _one_line(text: str) -> bool:
    return (text == "" or text.isprintable()) and len(text) <= LONGEST


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _write(folder: str, statement: Statement, data: bytes) -> Problem | None:
    """Write a signature's file whole, in no other's place."""
    target = Path(folder) / statement.name
    place = Place(target.as_posix())
    try:
        target.parent.mkdir(exist_ok=True)
        number, beside = tempfile.mkstemp(prefix=f".{Path(folder).name}-", dir=Path(folder).resolve().parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o644)
            os.link(beside, target)
        finally:
            Path(beside).unlink()
    except FileExistsError:
        return None if target.read_bytes() == data else problem("sign-twice", place)
    except OSError as error:
        return cannot_write(target.as_posix(), error)
    return None
