"""Examples of the reference: their text in one language, what their cases come to, and what is said of the bad ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluator.desk.case_runs import run_cases
from evaluator.desk.translate import translate
from evaluator.language.check_library import check_library
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.language.scalars import kind_of
from evaluator.language.source import PlacedList, PlacedMap, read_yaml
from evaluator.problems import Lang, Place, Problem, in_order, rendered

BETWEEN = " ｜ "
"""Stands between the Chinese and the English of a comment or of a case's name."""

_BOTH = re.compile(r"\{zh: ([^{}]*?), en: ([^{}]*)\}")
_TOLD = re.compile(rf"^(\s*#\s*|.*?\s#\s|\s*- case: )(.*?){BETWEEN}(.*)$", re.MULTILINE)
_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z][A-Za-z0-9_-]*")
_ANSWER = re.compile(r"(?<=: )(?:yes|no)(?=[,}\n])")
_OWN = re.compile(r"^[a-z-]+-example$")
MOST_LINES = 16
"""How far apart lines may stand to be shown together."""
_TOP = re.compile(r"^(\S+?):")


@dataclass(frozen=True)
class Examples:
    """The folder of examples, read in one language: own names, titles and keywords."""

    folder: Path
    lang: Lang
    names: Mapping[str, str]

    def text(self, path: str) -> str:
        """A file as a reader of the language would have written it."""
        text = (self.folder / path).read_text(encoding="utf-8")
        side = 1 if self.lang == "zh" else 2
        text = _TOLD.sub(lambda found: found[1] + found[side + 1], _BOTH.sub(lambda found: found[side], text))
        if self.lang == "en":
            return text
        spelt = self.respelt(_NAME.sub(lambda found: self._name(found[0]), text), "zh")
        return _ANSWER.sub(lambda found: {"yes": "是", "no": "否"}[found[0]], spelt)

    def _name(self, word: str) -> str:
        return self.names.get(word, "示例" if _OWN.match(word) else word)

    @staticmethod
    def respelt(text: str, to: Lang) -> str:
        """A file's text with its keywords in the other spelling."""
        made = translate(text.encode(), "", to)
        assert made.data is not None, [one.message("en") for one in made.problems]
        return made.data.decode()

    def rules(self, name: str) -> str:
        return self.text(f"good/{name}.yaml")

    def cases(self, name: str) -> str:
        return self.text(f"good/{name}.cases.yaml")

    def library(self, name: str) -> Library:
        return read_library([RuleFile(f"{name}.yaml", self.rules(name).encode())])

    def faults(self, name: str) -> list[Problem]:
        """What is wrong with a good example and its cases, which is nothing."""
        library = self.library(name)
        found = check_library(library)
        ran = run_cases({f"{name}.cases.yaml": self.cases(name).encode()}, library)
        return [*found, *ran.problems]

    def shown(self, name: str, show: Sequence[str]) -> str:
        """The part of a good example that matters: the whole `file`, `all` of its rule set, `rules` from the fields on,
        or some keys of the scheme (`scheme-all`: every one).
        """
        documents = self.rules(name).split("\n---\n")
        if "all" in show or "file" in show:
            return "\n---\n".join(documents if "file" in show else documents[:1]).partition("\n")[2]
        made: list[str] = []
        for index, document in enumerate(documents):
            blocks = _blocks(document)
            first = next(iter(blocks))
            if first in ("scheme", "评价方案"):
                kept = (
                    list(blocks)
                    if "scheme-all" in show
                    else [self._key(key) for key in show if key not in ("rules", "season", "calendar")]
                )
                made.append("\n".join(blocks[key] for key in kept))
            elif first in ("season", "年度评价"):
                made += [document] if "season" in show else []
            elif first in ("calendar", "工作日历"):
                made += [document] if "calendar" in show else []
            elif "rules" in show and index == 0:
                made.append(document[document.index(blocks["fields" if self.lang == "en" else "填报项"]) :])
            elif "rules" in show:
                made.append(document)
        return "\n---\n".join(part.strip("\n") for part in made if part)

    def _key(self, key: str) -> str:
        from evaluator.desk.reference_keys import spelt

        return spelt(key, "Scheme", self.lang)

    def outcomes(self, name: str, which: Sequence[int]) -> Iterator[tuple[str, str]]:
        """What some of the cases come to: what each is about, and what is expected of it."""
        tests = [test for document in _documents(self.cases(name)) for test in document[self._case("tests")]]
        for index in which:
            test = tests[index]
            wanted = test[self._case("expect")]
            yield str(test[self._case("case")]), "; ".join(_told(wanted))

    def _case(self, word: str) -> str:
        from evaluator.desk.reference_keys import spelt

        return spelt(word, "case-file" if word == "tests" else "case", self.lang)

    def bad(self, name: str) -> tuple[str, str]:
        """The lines of a bad example that are wrong, and what `check` says of them."""
        text = self.text(f"bad/{name}.yaml")
        found = in_order(check_library(read_library([RuleFile(f"{name}.yaml", text.encode())])))
        return _wrong_lines(text, self.rules(name), found[0].place), rendered(found[0], self.lang)

    def wrong(self, name: str) -> tuple[str, str]:
        """A case that expects the wrong thing of a good example, and what `test` says of it."""
        text = self.text(f"bad/{name}.cases.yaml")
        found = run_cases({f"{name}.cases.yaml": text.encode()}, self.library(name)).problems
        return text, rendered(found[0], self.lang)


def _documents(text: str) -> list[PlacedMap]:
    documents, problems = read_yaml(text, "")
    assert not problems
    return documents


def _told(wanted: Any) -> Iterator[str]:
    """What is expected, as entries in one line, of one subject or of several."""
    for key, value in wanted.items():
        inside = ", ".join(_told(value)) if isinstance(value, PlacedMap) else ""
        yield f"{key}: {{{inside}}}" if inside else f"{key}: {_written(value)}"


def _written(value: Any) -> str:
    if isinstance(value, PlacedList):
        return kind_of(value)
    return str(value) if str(value) else '""'


def _blocks(document: str) -> dict[str, str]:
    """The top-level entries of a document, each with the lines below it."""
    blocks: dict[str, list[str]] = {}
    key = ""
    for line in document.split("\n"):
        found = _TOP.match(line)
        if found and not line.startswith("#"):
            key = found[1]
        if key:
            blocks.setdefault(key, []).append(line)
    return {key: "\n".join(lines) for key, lines in blocks.items()}


def _wrong_lines(bad: str, good: str, place: Place) -> str:
    """The entries a problem stands in, with those that differ from the good example if they stand near."""
    lines, right = bad.split("\n"), set(good.split("\n"))
    begin, end = _entry(lines, place.line - 1)
    changed = [_entry(lines, at) for at, line in enumerate(lines) if line not in right]
    first, last = min([begin, *(one[0] for one in changed)]), max([end, *(one[1] for one in changed)])
    if last - first <= MOST_LINES and "---" not in lines[first:last]:
        begin, end = first, last
    return "\n".join(line for line in lines[begin:end] if line.strip())


def _entry(lines: list[str], at: int) -> tuple[int, int]:
    """From where to where an entry of a list or of a mapping goes that a line belongs to."""
    begin = at
    while begin and _indent(lines[begin]) > 2:
        begin -= 1
    plain = not lines[begin].lstrip().startswith("- ") and "{" not in lines[begin] and not lines[begin].endswith(":")
    if plain and _indent(lines[begin - 1]) < _indent(lines[begin]):
        begin -= 1  # a word that stands first in a mapping stands for all of it
    depth = _indent(lines[begin])
    end = max(at, begin) + 1
    while end < len(lines) and lines[end].strip() not in ("", "---") and _indent(lines[end]) > depth:
        end += 1
    return begin, end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 99
