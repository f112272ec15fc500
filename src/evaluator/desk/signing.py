"""Sign a result: a statement over its manifest by somebody's key, in a file of its own."""

import base64
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.desk.acts import Act, not_usable, opened
from evaluator.desk.at_hand import compared
from evaluator.desk.keys import private_key
from evaluator.problems import Place, Problem, errors_in, problem
from evaluator.result.known import Known, read_known
from evaluator.result.manifest import MANIFEST, SIGNATURES, digest
from evaluator.result.signatures import Statement, key_id, signatures_in
from evaluator.writing import disk
from evaluator.writing.failures import cannot_write
from evaluator.writing.hold import Held, cleared, hold

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LONGEST = 200


@dataclass(frozen=True)
class Words:
    """What goes with an act: by whom, on which day, with what remark; empty where it is left out."""

    by: str
    on: str
    remark: str = ""


@dataclass(frozen=True)
class Signed:
    """A signature that was made and the file it lies in, with what is to be said beside; or why there is none."""

    problems: tuple[Problem, ...]
    file: str = ""
    statement: Statement | None = None


def wrong_words(words: Words) -> list[Problem]:
    """What cannot be said so of an act."""
    problems = [] if _one_line(words.by) and words.by.strip() else [problem("sign-by")]
    problems += [] if _one_line(words.remark) else [problem("sign-remark")]
    return problems + ([] if words.on == "" or _day(words.on) else [problem("sign-day", found=words.on)])


def sign(folder: str, key: str, passphrase: str | None, words: Words, log: str | None) -> Signed:
    """Sign the result in a folder, if its files are what its manifest says; with a log, the log goes on with it.

    From the reading of the manifest to the last line of the log nobody else writes into the folder.
    """
    secret = private_key(key, passphrase)
    problems = wrong_words(words) + ([secret] if isinstance(secret, Problem) else [])
    with hold(folder) as held:
        if isinstance(held, Problem):
            return Signed((held,))
        known, wrong = read_known(Path(folder))
        problems += wrong
        if known is not None:
            problems += compared(Path(folder), known.says["outputs"])
        problems += not_usable(log, folder) if log is not None else []
        if known is None or isinstance(secret, Problem) or problems:
            return Signed(tuple(problems))
        made = _put(_Signing(held, known, secret, words), log)
    return made if made.statement is None else replace(made, problems=(*held.warnings, *made.problems))


@dataclass(frozen=True)
class _Signing:
    """A result that is held and whole, and what is to be put beside it."""

    held: Held
    known: Known
    secret: "Ed25519PrivateKey"
    words: Words

    def signed(self, head: str) -> tuple[Statement, bytes]:
        """The statement, made when a log had this last line, and the bytes of its file."""
        raw = self.secret.public_key().public_bytes_raw()
        identity, words = (key_id(raw), base64.b64encode(raw).decode()), self.words
        said = Statement(*identity, digest(self.known.data), head, words.by, words.on, words.remark)
        return said, said.file(self.secret.sign(said.signed(self.known.data)))


def _put(signing: _Signing, log: str | None) -> Signed:
    """Put a signature in its place and a line into the log; what the log does not tell of was not done."""
    folder = signing.held.typed
    if log is None:
        statement, data = signing.signed("")
        said = _write(signing, statement, data)
        return Signed(tuple(said)) if errors_in(said) else Signed(tuple(said), f"{folder}/{statement.name}", statement)
    try:
        with opened(log) as going:
            if going.log.problems:
                return Signed(going.log.problems)
            statement, data = signing.signed(going.log.head)
            said = _write(signing, statement, data)
            if errors_in(said):
                return Signed(tuple(said))
            words, manifest = signing.words, digest(signing.known.data)
            try:
                going.append(Act("signed", words.by, words.on, Path(folder).as_posix(), manifest, digest(data)))
            except OSError:
                (signing.held.target / statement.name).unlink()
                _unmake(signing.held.target / SIGNATURES)
                raise
    except OSError as error:
        return Signed((cannot_write(log, error),))
    return Signed(tuple(said), f"{folder}/{statement.name}", statement)


def evaluated(log: str, folder: str, manifest: bytes, words: Words) -> list[Problem]:
    """Write into a log that a result was made, while nobody else may write into its folder."""
    try:
        with opened(log) as going:
            if not going.log.problems:
                going.append(Act("evaluated", words.by, words.on, Path(folder).as_posix(), digest(manifest)))
            return list(going.log.problems)
    except OSError as error:
        return [problem("log-not-written", Place(log), found=error.strerror or "")]


def _write(signing: _Signing, statement: Statement, data: bytes) -> list[Problem]:
    """Write a signature's file whole, in no other's place; it stays only beside the files that it signs."""
    held = signing.held
    fresh, target = held.beside.fresh(), held.target / statement.name
    place = Place(f"{held.typed}/{statement.name}")
    try:
        lost = _linked(fresh, target, data, place)
        said = _still(signing, target, place) if lost is None else lost
    finally:
        left = list(cleared(fresh))
        _unmake(target.parent)
    return [*said, *left]


def _linked(fresh: Path, target: Path, data: bytes, place: Place) -> list[Problem] | None:
    """Put a file in its place by its name beside it; why that was not done, nothing where the same is there already."""
    try:
        target.parent.mkdir(exist_ok=True)
        disk.write(fresh, data)
        disk.flush([fresh])
        os.link(fresh, target)
    except FileExistsError:
        there = signatures_in(target.parent.parent).get(f"{SIGNATURES}/{target.name}")
        return [] if there == data else [problem("sign-twice", place)]
    except OSError as error:
        return [cannot_write(place.file, error)]
    return None


def _still(signing: _Signing, target: Path, place: Place) -> list[Problem]:
    """Wait until a signature is on the disk, if what it signs is still there; else it goes."""
    try:
        lost = _changed(signing)
        disk.flush_folder(target.parent)
        disk.flush_folder(signing.held.target)
    except OSError as error:
        lost = [cannot_write(place.file, error)]
    except BaseException:
        list(cleared(target))
        raise
    return [*lost, *(cleared(target) if lost else ())]


def _unmake(folder: Path) -> None:
    with suppress(OSError):  # as a rule because signatures lie in it
        folder.rmdir()


def _changed(signing: _Signing) -> list[Problem]:
    """Files that are not what was signed any more: whoever edits a file, or has no locks, asks nobody."""
    held, known = signing.held, signing.known
    folder = Path(held.typed)
    now, _ = read_known(folder)
    if os.path.realpath(held.typed) != str(held.target) or now is None or now.data != known.data:
        return [problem("sign-changed", Place(f"{held.typed}/{MANIFEST}"))]
    return [problem("sign-changed", one.place) for one in compared(folder, known.says["outputs"])]


def _one_line(text: str) -> bool:
    return (text == "" or text.isprintable()) and len(text) <= LONGEST


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
