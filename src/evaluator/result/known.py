"""A manifest read back: each thing in it of its kind, and its bytes those that are written of what it says."""

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluator.files import bytes_of
from evaluator.kinds import FORMATS, TABLES
from evaluator.problems import Place, Problem, problem
from evaluator.result.manifest import FORMAT, MANIFEST, decoded, json_bytes

MAX_BYTES = 256 * 1024 * 1024
"""The largest manifest that is read: that of millions of files."""

_TEXTS = ("format", "version", "as_of")
_DIGESTS = ("inputs", "rules", "templates", "outputs")
_PARTS = (*_TEXTS, "call", *_DIGESTS)
_CALL = ("scheme", "evidence", "as_of", "lang", "reports", "formats", "table", "earlier", "rules")
_OPTIONAL = ("formats", "table", "earlier", "rules")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "lang": ("zh", "en"),
    "reports": ("all", "decided", "none"),
    "table": tuple(TABLES),
}
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Known:
    """A manifest: its bytes, and what they say."""

    data: bytes
    says: Mapping[str, Any]


def read_known(folder: Path) -> tuple[Known | None, list[Problem]]:
    """The manifest in a folder if it can be gone by, and all that is wrong with it."""
    path = folder / MANIFEST
    place = Place(path.as_posix())
    try:
        kind = path.lstat()
        if stat.S_ISLNK(kind.st_mode):
            return None, [problem("verify-link", place, found=MANIFEST)]
        if not stat.S_ISREG(kind.st_mode):
            return None, [problem("verify-not-a-file", place, found=MANIFEST)]
        if kind.st_size > MAX_BYTES:
            return None, [problem("manifest-too-large", place, found=kind.st_size, expected=MAX_BYTES)]
        data = manifest_bytes(path)
    except OSError as error:
        return None, [problem("file-unreadable", place, found=error.strerror or "")]
    return known(data, place)


def known(data: bytes, place: Place) -> tuple[Known | None, list[Problem]]:
    """A manifest from its bytes if it can be gone by, and all that is wrong with it."""
    says = decoded(data)
    if not isinstance(says, dict):
        return None, [problem("manifest-broken", place)]
    if says.get("format") != FORMAT:
        return None, [problem("manifest-format", place, found=says.get("format", ""), expected=FORMAT)]
    wrong = [problem("manifest-entry", place, found=name) for name in _wrong(says)]
    if wrong:
        return None, wrong
    return Known(data, says), [] if data == _written(says) else [problem("manifest-form", place)]


def manifest_bytes(path: Path) -> bytes:
    """What is in a manifest, if it is an ordinary file and not too large. Raises `OSError`."""
    return bytes_of(path, MAX_BYTES)


def _wrong(says: Mapping[str, Any]) -> Iterator[str]:
    """Each entry that is not there, is not known or is not what it must be."""
    yield from (name for name in says if name not in _PARTS)
    yield from (name for name in _TEXTS if not _text(says.get(name)))
    for name in _DIGESTS:
        files = says.get(name)
        if not isinstance(files, dict):
            yield name
            continue
        for file, digest in files.items():
            named = _inside(file) if name == "outputs" else _text(file)
            if not named or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
                yield f"{name}: {file}"
    call = says.get("call")
    if not isinstance(call, dict):
        yield "call"
        return
    yield from (f"call: {name}" for name in call if name not in _CALL)
    for name in _CALL:
        if (name in call or name not in _OPTIONAL) and not _called(name, call.get(name)):
            yield f"call: {name}"
    if call.get("as_of") != says.get("as_of") or not _day(says.get("as_of")):
        yield "as_of"


def _text(value: Any) -> bool:
    return _typed(value) and value != ""


def _called(name: str, value: Any) -> bool:
    """Whether a call may have said so."""
    if name == "evidence":
        return isinstance(value, list) and value != [] and all(map(_typed, value))
    if name == "formats":
        return isinstance(value, list) and value != [] and all(one in FORMATS for one in value)
    return _typed(value) and (name not in _CHOICES or value in _CHOICES[name])


def _typed(value: Any) -> bool:
    """Whether somebody may have typed it on a command line."""
    return isinstance(value, str) and "\0" not in value


def _inside(name: str) -> bool:
    """Whether a name is that of a file within a folder."""
    return _text(name) and not any(part in ("", ".", "..") for part in name.split("/"))


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _written(says: Mapping[str, Any]) -> bytes:
    """The bytes that are written of what a manifest says."""
    ordered = {name: dict(sorted(says[name].items())) if name in _DIGESTS else says[name] for name in _PARTS}
    call = says["call"]
    ordered["call"] = {name: call[name] for name in _CALL if name in call} | {"evidence": sorted(call["evidence"])}
    return json_bytes(ordered)
