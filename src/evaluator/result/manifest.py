"""The manifest: what went in and what came out, by SHA-256, so that anyone can check a result."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

MANIFEST = "manifest.json"
FORMAT = "evaluator-result-1"
SIGNATURES = "signatures"
_SIGNATURE = re.compile(SIGNATURES + "/[0-9a-f]{16}\\.sig")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def manifest(
    version: str,
    call: Mapping[str, Any],
    inputs: Mapping[str, bytes | str],
    rules: Mapping[str, bytes],
    templates: Mapping[str, bytes],
    outputs: Mapping[str, bytes],
) -> bytes:
    """The manifest's bytes. Paths are as typed and sorted; where the result was written to is left out."""

    def digests(files: Mapping[str, bytes | str]) -> dict[str, str]:
        return {name: data if isinstance(data, str) else digest(data) for name, data in sorted(files.items())}

    made = {
        "format": FORMAT,
        "version": version,
        "as_of": call["as_of"],
        "call": dict(call),
        "inputs": digests(inputs),
        "rules": digests(rules),
        "templates": digests(templates),
        "outputs": digests(outputs),
    }
    return json_bytes(made)


def json_bytes(value: Any) -> bytes:
    """JSON that people can read and that is the same everywhere."""
    import msgspec

    return _formatted(msgspec.json.encode(value))


def model_bytes(model: "BaseModel") -> bytes:
    """The same of a model, by the names its keys have in JSON."""
    return _formatted(model.model_dump_json(by_alias=True).encode())


def _formatted(text: bytes) -> bytes:
    import msgspec

    return msgspec.json.format(text, indent=1) + b"\n"


def is_signature(name: str) -> bool:
    """Whether a file of a result's folder is called as a signature is: the manifest names none."""
    return _SIGNATURE.fullmatch(name) is not None


def is_ours(names: Sequence[str], data: bytes | None) -> bool:
    """Whether a folder holds a result of ours and nothing else: its manifest names every file in it."""
    if data is None:
        return not names
    says = decoded(data)
    outputs = says.get("outputs") if isinstance(says, dict) and says.get("format") == FORMAT else None
    if not isinstance(outputs, dict):
        return False
    return {name for name in names if not is_signature(name)} <= {MANIFEST, *outputs}


def decoded(data: bytes) -> Any:
    """What JSON says; None where it is none, however deep it goes."""
    import msgspec

    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
