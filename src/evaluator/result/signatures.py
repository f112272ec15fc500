"""Signatures of a result: a file each beside the manifest, which names none of them.

A signature's file is JSON as the program writes it, one line a key, `signature` first. What is signed are these bytes:
the line `evaluator-signature-1`, the file without the line of its signature, and the manifest. So anybody can check one
with `grep`, `cat` and `openssl`.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evaluator.problems import Place, Problem, problem
from evaluator.result.manifest import SIGNATURES as FOLDER
from evaluator.result.manifest import decoded, is_signature, json_bytes

FORMAT = "evaluator-signature-1"
ALGORITHM = "ed25519"
MAX_BYTES = 64 * 1024
_DER = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410)."""


@dataclass(frozen=True)
class Statement:
    """What somebody signs: by which key, which manifest, who, on which day and with what remark; the rest is how."""

    key: str
    public_key: str
    manifest: str
    log: str
    by: str
    on: str
    remark: str
    format: str = FORMAT
    algorithm: str = ALGORITHM

    def text(self) -> bytes:
        """The statement as it stands in the file."""
        return json_bytes(self._ordered())

    def signed(self, manifest: bytes) -> bytes:
        """The bytes that are signed."""
        return f"{FORMAT}\n".encode() + self.text() + manifest

    def file(self, signature: bytes) -> bytes:
        """The bytes of the signature's file."""
        return json_bytes({"signature": base64.b64encode(signature).decode(), **self._ordered()})

    def _ordered(self) -> dict[str, str]:
        said = asdict(self)
        return {name: said[name] for name in _KEYS}

    @property
    def name(self) -> str:
        """Where the signature lies in the result's folder: one key signs once."""
        return f"{FOLDER}/{self.key[:16]}.sig"


_KEYS = ("format", "algorithm", "key", "public_key", "manifest", "log", "by", "on", "remark")


def key_id(raw: bytes) -> str:
    """The SHA-256 of a public key in DER, as `openssl pkey -pubin -outform DER | sha256sum` gives it."""
    return hashlib.sha256(_DER + raw).hexdigest()


@dataclass(frozen=True)
class Signature:
    """A signature as it lies there: not yet held against a manifest or a key."""

    file: str
    statement: Statement
    signature: bytes
    raw: bytes
    data: bytes


def read_signature(name: str, data: bytes, place: Place) -> Signature | Problem:
    """A signature from its bytes, if they are those that are written of what it says, in a file of its name."""
    says = decoded(data)
    if not isinstance(says, dict):
        return problem("signature-broken", place)
    for key, wanted in (("format", FORMAT), ("algorithm", ALGORITHM)):
        if says.get(key) != wanted:
            return problem(f"signature-{key}", place, found=says.get(key, ""), expected=wanted)
    known = {"signature", *_KEYS}
    if set(says) != known or not all(isinstance(value, str) for value in says.values()):
        return problem("signature-broken", place)
    statement = Statement(**{key: says[key] for key in _KEYS})
    signature, raw = _bytes(says["signature"]), _bytes(says["public_key"])
    if len(signature) != 64 or len(raw) != 32:
        return problem("signature-broken", place)
    if statement.file(signature) != data:
        return problem("signature-form", place)
    if statement.key != key_id(raw) or statement.name != name:
        return problem("signature-name", place, found=name, expected=f"{FOLDER}/{key_id(raw)[:16]}.sig")
    return Signature(name, statement, signature, raw, data)


def _bytes(text: str) -> bytes:
    """Bytes in base64; none where it is written otherwise than it would be."""
    try:
        made = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return made if base64.b64encode(made).decode() == text else b""


def signatures_in(folder: Path) -> dict[str, bytes]:
    """The signatures that lie in a result's folder, whatever they are worth."""
    return dict(_there(folder))


def _there(folder: Path) -> Iterator[tuple[str, bytes]]:
    if (folder / FOLDER).is_symlink() or not (folder / FOLDER).is_dir():
        return
    for path in sorted((folder / FOLDER).iterdir()):
        name = f"{FOLDER}/{path.name}"
        if is_signature(name) and path.is_file() and not path.is_symlink():
            try:
                with path.open("rb") as file:
                    yield name, file.read(MAX_BYTES + 1)
            except OSError:
                yield name, b""


def lost_with(folder: Path, files: Mapping[str, bytes], manifest: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Of the signatures in a folder that new files shall replace: those that stay good, and whose are lost.

    A run that gives the same manifest gives the same result, and what was signed is still what is there.
    """
    there = signatures_in(folder)
    before = folder / manifest
    if not there or not before.is_file():
        return {}, []
    if before.read_bytes() == files[manifest]:
        return there, []
    who = [_signer(name, data) for name, data in there.items()]
    return {}, [problem("signatures-lost", Place(folder.as_posix()), found=who)]


def _signer(name: str, data: bytes) -> str:
    says: Any = decoded(data)
    by = says.get("by") if isinstance(says, dict) else None
    return by if isinstance(by, str) and by else name
