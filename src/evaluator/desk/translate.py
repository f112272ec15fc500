"""Translating: a rule or case file with its keywords in the other spelling, and everything else as it was."""

import re
from dataclasses import dataclass

from evaluator.language.source import decode, place_of, read_yaml
from evaluator.language.spelling import read_spelling
from evaluator.language.spelling_copies import Token
from evaluator.language.words import Spelling
from evaluator.problems import Place, Problem, Told, errors_in, in_order, problem

BOM = b"\xef\xbb\xbf"
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line for those who read YAML."""
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)


@dataclass(frozen=True)
class Translated:
    """A file in the spelling asked for, or why there is none."""

    data: bytes | None
    problems: tuple[Problem, ...] = ()


def translate(data: bytes, name: str, to: Spelling) -> Translated:
    """The file with every keyword spelt as asked, in place; documents spelt so already stay as they are."""
    text, problems = decode(data, name)
    documents, faults = read_yaml(text, name) if text is not None else ([], Told())
    problems = [*problems, *faults.closed()]
    if text is None or errors_in(problems):
        return Translated(None, tuple(in_order(problems)))
    tokens: list[Token] = []
    for document in documents or [None]:
        reading = read_spelling(document)
        if not reading.known:
            problems.append(problem("not-a-rule-file", place_of(document, Place(name))))
        elif reading.spelling != to:
            problems += [*reading.mixed, *reading.tolerated]
            tokens += reading.tokens
        else:
            problems += reading.mixed
    if errors_in(problems):
        return Translated(None, tuple(in_order(problems)))
    made = _respelt(text, tokens, to).encode("utf-8")
    return Translated(BOM + made if data.startswith(BOM) else made)


def _respelt(text: str, tokens: list[Token], to: Spelling) -> str:
    """The text with each keyword replaced where it stands."""
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    parts: list[str] = []
    done = 0
    for token in sorted(tokens, key=lambda one: one.place):
        at = starts[token.place.line - 1] + token.place.column - 1
        old, new = (token.en, token.zh) if to == "zh" else (token.zh, token.en)
        begin, end = _extent(text, at, old)
        parts += [text[done:begin], new]
        done = end
    return "".join([*parts, text[done:]])


def _extent(text: str, at: int, written: str) -> tuple[int, int]:
    """From where to where a keyword stands that begins at a place, without its quotation marks."""
    quoted = _QUOTED.match(text, at)
    if quoted:
        return quoted.start() + 1, quoted.end() - 1
    begin = text.index(written, at)
    return begin, begin + len(written)
