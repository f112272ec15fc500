"""What a page may do in a browser, and how data stands in it: nothing is fetched, nothing runs but what is hashed."""

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from markupsafe import Markup

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What could end a script element, open a comment in it, or end a line: spelled out, as JSON allows everywhere."""


def content_policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """A Content-Security-Policy under which these style sheets apply, these scripts run, and nothing else does."""
    parts = ["default-src 'none'", _hashed("style-src", styles), _hashed("script-src", scripts), "img-src data:"]
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hashed(kind: str, texts: Iterable[str]) -> str:
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]
    return " ".join([kind, *(hashes or ["'none'"])])


def data(value: Any) -> Markup:
    """A value as JSON that may stand in a script element whatever texts it holds."""
    return Markup(json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE))
