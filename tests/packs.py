"""The packs of the season beside the reference schemes: their plans, files and cases, and what their cases expect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from evaluator.desk.case_runs import run_cases
from evaluator.desk.cases import case_files
from evaluator.desk.translate import translate
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.language.season import SeasonFile
from shipped import EXAMPLES, ROOT, RULES, every_rule


def season() -> SeasonFile:
    (found,) = every_rule().seasons.values()
    return found


SCHEMES = tuple(name for name, _ in season().named if name not in EXAMPLES)
"""The schemes of the season without the three that the design fixes."""


@cache
def plan_of(scheme: str) -> Plan:
    rules = every_rule()
    wanted = rules.schemes[scheme]
    plan, problems = make_plan(wanted, rules, wanted.period.to or wanted.period.start)
    assert not problems
    return plan


@cache
def original(file: str) -> str:
    """A rule or case file with its keywords in English, laid out as a change would be written."""
    made = translate((ROOT / file).read_bytes(), file, "en")
    assert made.data is not None, file
    return made.data.decode("utf-8")


@cache
def users(file: str) -> tuple[str, ...]:
    """The schemes whose cases see a file: those it is a part of, then those that lead to it by a link."""
    using = [name for name in SCHEMES if file in plan_of(name).files]
    return tuple(sorted(using, key=lambda name: file not in _parts(name)))


def _parts(scheme: str) -> list[str]:
    return [rules.place.file for rules in plan_of(scheme).rulesets]


def files_of(scheme: str) -> list[str]:
    """The rule sets whose cases stand with a scheme: its own, and those that nothing but links lead to, once each."""
    parts = {file for name in SCHEMES for file in _parts(name)}
    apart = {"schemes", "calendars"}
    behind = [file for file in plan_of(scheme).files if file not in parts and not apart & {*file.split("/")}]
    return _parts(scheme) + [file for file in behind if users(file)[0] == scheme]


def alone(scheme: str) -> Library:
    """A scheme with its rule sets and those that stand with it."""
    read = read_library(RuleFile(file, original(file).encode()) for file in files_of(scheme))
    return Library(read.rulesets, {scheme: plan_of(scheme).scheme}, calendars=every_rule().calendars)


# --- cases ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """One document of a case file: its head, and its cases as nodes."""

    head: list[Any]
    tests: list[Any]

    def alone(self, tests: list[Any]) -> bytes:
        """The document with only some of its cases."""
        rows = yaml.SequenceNode("tag:yaml.org,2002:seq", tests)
        key = yaml.ScalarNode("tag:yaml.org,2002:str", "tests")
        node = yaml.MappingNode("tag:yaml.org,2002:map", [*self.head, (key, rows)])
        return str(yaml.serialize(node, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000)).encode()


@cache
def _documents() -> Mapping[str, list[Document]]:
    """Every case document, by the scheme it is for."""
    found: dict[str, list[Document]] = {}
    for path in case_files([RULES])[0]:
        for node in yaml.compose_all(original(Path(path).relative_to(ROOT).as_posix()), Loader=yaml.CSafeLoader):
            keys = {key.value: value for key, value in node.value}
            head = [pair for pair in node.value if pair[0].value != "tests"]
            found.setdefault(keys["cases"].value, []).append(Document(head, keys["tests"].value))
    return found


@cache
def batches(scheme: str) -> list[bytes]:
    """The cases of a scheme, cut up: each by itself, but those of one subject together if they are judged together."""
    made = []
    for document in _documents()[scheme]:
        several = [case for case in document.tests if any(key.value == "subjects" for key, _ in case.value)]
        single = [case for case in document.tests if case not in several]
        apart = [[case] for case in single] if plan_of(scheme).subjects_meet else [single] if single else []
        made += [document.alone(cases) for cases in (*apart, *([case] for case in several))]
    return made


def expected(scheme: str) -> Iterator[Mapping[str, str]]:
    """What each case of a scheme expects, of each of its subjects: columns of the result with their values."""
    for document in chain.from_iterable(yaml.load_all(one, yaml.BaseLoader) for one in batches(scheme)):
        for case in document["tests"]:
            yield from case["expect"].values() if "subjects" in case else [case["expect"]]


def with_changed(file: str, text: str) -> Library:
    """All rules, one rule set changed."""
    read = read_library([RuleFile(file, text.encode())])
    rules = every_rule()
    return replace(rules, rulesets=rules.rulesets | read.rulesets, problems=read.problems)


def noticed(file: str, text: str) -> bool:
    """Whether a case of any scheme that uses the file fails by its changed text, or the check finds something."""
    rules = with_changed(file, text)
    if rules.problems:
        return True
    if any(_case_fails(rules, scheme) for scheme in users(file)):
        return True
    plans = (make_plan(rules.schemes[name], rules, plan_of(name).as_of) for name in users(file))
    return any(problems for _, problems in plans)


def _case_fails(rules: Library, scheme: str) -> bool:
    """Whether any case of the scheme fails. Those that failed last come first: they are likely to fail again."""
    ordered = batches(scheme)
    for number, batch in enumerate(ordered):
        if run_cases({"cases": batch}, rules).problems:
            ordered.insert(0, ordered.pop(number))
            return True
    return False
