"""What every problem says to people: a severity, a sentence and a remedy, in Chinese and English.

The texts stand in `messages_rules` (files and rules), `messages_proofs` (what rules can come to), `messages_evidence`
(evidence, marks, decisions and runs), `messages_course` (acts and calendars), `messages_sheets` (workbooks and tables)
and `messages_documents` (templates and documents); `messages_serving` is of the meeting’s page, `messages_writing` of
what is written, `messages_signing` of manifests, signatures and the log of acts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from evaluator import (
    messages_course,
    messages_documents,
    messages_evidence,
    messages_proofs,
    messages_rules,
    messages_serving,
    messages_sheets,
    messages_signing,
    messages_workers,
    messages_writing,
)

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Message:
    """What one code says. The texts are templates filled with a problem's details."""

    severity: Severity
    sentence: Mapping[str, str]
    remedy: Mapping[str, str]


def _messages() -> Iterator[tuple[str, Message]]:
    for catalogue in (
        messages_rules,
        messages_proofs,
        messages_evidence,
        messages_course,
        messages_sheets,
        messages_documents,
        messages_serving,
        messages_workers,
        messages_writing,
        messages_signing,
    ):
        sections: tuple[tuple[Severity, Mapping[str, tuple[str, str, str, str]]], ...] = (
            ("error", catalogue.ERRORS),
            ("warning", catalogue.WARNINGS),
            ("warning", getattr(catalogue, "NOTES", {})),
        )
        for severity, said in sections:
            for code, (zh, en, fix_zh, fix_en) in said.items():
                sentence = MappingProxyType({"zh": zh, "en": en})
                yield code, Message(severity, sentence, MappingProxyType({"zh": fix_zh, "en": fix_en}))


MESSAGES: Mapping[str, Message] = MappingProxyType(dict(_messages()))
