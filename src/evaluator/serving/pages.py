"""The result's own pages as they were written, with a way back to the meeting; and what a page may run and load."""

import base64
import hashlib
import html
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from evaluator.desk.past import ChangedError, Reader, opened_at
from evaluator.problems import Lang

_BODY = re.compile(rb"<body\b[^>]*>")
_INLINE = re.compile(rb"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_BACK: dict[Lang, str] = {"zh": "← 回到会议页", "en": "← Back to the meeting's page"}
_NOTHING_ELSE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src 'self' data:"
_BAR = '<nav class="small screen-only meeting-bar"><a href="/">{label}</a></nav>'
_UNPRINTED = "<style>@media print{.meeting-bar{display:none}}</style>"
_OWN_POLICY = b'http-equiv="Content-Security-Policy"'


@dataclass(frozen=True)
class ResultPages:
    """The files of a result: those that its manifest names, each as it was written."""

    reader: Reader
    inside: str

    def data(self, name: str) -> bytes | None:
        """A file by its name in the manifest. A name that is not in it is no path: nothing is looked for."""
        if name not in self.reader.manifest["outputs"]:
            return None
        root = self.reader.folder.resolve()
        if not (root / name).resolve().is_relative_to(root):
            raise ChangedError(name)
        return self.reader.data(name)


def result_pages(folder: Path) -> ResultPages | None:
    """The pages of the result in a folder."""
    opened = opened_at(str(folder))
    return None if opened is None else ResultPages(*opened)


def with_bar(page: bytes, lang: Lang) -> bytes:
    """A page with a way back; as it was where it has no body. A page with a policy of its own takes no other style."""
    told = _BAR.format(label=html.escape(_BACK[lang])) + ("" if _OWN_POLICY in page else _UNPRINTED)
    bar = told.encode()
    return _BODY.sub(lambda found: found[0] + bar, page, count=1)


def kind_of(name: str) -> str:
    """The content type of a file, by its name."""
    found = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or found == "application/json" else found


def own_policy(page: bytes) -> str:
    """What a page of the server may do: its own script, its own style, and ask the server it came from."""
    allowed = " ".join(_hashes(page, b"style"))
    return f"{_NOTHING_ELSE}; script-src 'self'; style-src 'self' {allowed}; connect-src 'self'; form-action 'self'"


def result_policy(page: bytes) -> str:
    """What a page of the result may do: run the scripts that stand in it, and look as it looks."""
    allowed = " ".join(["'self'", *_hashes(page, b"script")])
    return f"{_NOTHING_ELSE}; script-src {allowed}; style-src 'unsafe-inline'; form-action 'none'"


def made_policy() -> str:
    """What a page that was made of dropped files may do: look as it looks."""
    return f"{_NOTHING_ELSE}; script-src 'none'; style-src 'unsafe-inline'; form-action 'none'"


def _hashes(page: bytes, tag: bytes) -> list[str]:
    """Each piece of one kind that stands in a page, as a policy names it."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}'"
        for name, attributes, body in _INLINE.findall(page)
        if name == tag and b"src=" not in attributes
    ]
