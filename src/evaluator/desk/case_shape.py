"""The shape of case files: what stands where it should, so that what does not is said of the part that is wrong."""

from collections.abc import Collection, Iterator
from typing import Any

from evaluator.language.conditions import names_in
from evaluator.language.plan import Plan
from evaluator.language.scalars import kind_of
from evaluator.language.source import PlacedList, PlacedMap
from evaluator.language.vocabulary import spelt_column
from evaluator.language.words import keyword, keywords, spelt
from evaluator.problems import Place, Problem, nearest, problem
from evaluator.result.table import columns_of

FILE_KEYS = ("cases", "as_of", "given", "assessed", "tests")
CASE_KEYS = ("case", "given", "assessed", "marks", "expect", "subjects")
SUBJECT_KEYS = ("given", "assessed", "marks", "street", "community", "kind", "id", "name")
"""`kind`, `id` and `name` are for subjects behind a link, which start from nothing the others share."""

DOCUMENTS = "documents"
"""Beside the columns of a result, what a case may expect: the documents a subject gets, a list of their ids."""

AMONG_OTHERS = frozenset({"rank", "tier", "subsidy", "interview"})
"""Columns that depend on who else there is, so that a case must set up its subjects to expect them."""


def file_problems(document: Any, place: Place) -> Iterator[Problem]:
    """What a case file gets wrong around its cases."""
    if not isinstance(document, PlacedMap) or "cases" not in document:
        yield problem("case-shape", place, found=kind_of(document))
        return
    yield from _keys(document, "case-file", FILE_KEYS, ("tests",))
    for key in ("given", "assessed"):
        if document.get(key) is not None:
            yield from _mapping(document, key)
    if "tests" in document and not isinstance(document["tests"], PlacedList):
        yield problem("list-expected", document.places["tests"], found=kind_of(document["tests"]))


def case_problems(test: Any, place: Place, plan: Plan) -> Iterator[Problem]:
    """What a case gets wrong before anything is judged: its parts, and the names of what it expects."""
    if not isinstance(test, PlacedMap):
        yield problem("case-shape", place, found=kind_of(test))
        return
    yield from _keys(test, "case", CASE_KEYS, ("case", "expect"))
    if "case" in test and not isinstance(test["case"], str):
        yield problem("text-expected", test.places["case"], found=kind_of(test["case"]))
    yield from _submitted(test, plan)
    wrong = [one for key in ("expect", "subjects") for one in _mapping(test, key)]
    yield from wrong
    if wrong or "expect" not in test:
        return
    if "subjects" not in test:
        yield from _expected(test["expect"], plan, alone=True)
        return
    for name in test["subjects"]:
        wrong = list(_mapping(test["subjects"], name))
        yield from wrong
        if not wrong:
            yield from _keys(test["subjects"][name], "case-subject", SUBJECT_KEYS)
            yield from _submitted(test["subjects"][name], plan)
    for name, wanted in test["expect"].items():
        if name not in test["subjects"]:
            hint = nearest(name, test["subjects"])
            yield problem("case-subject", test["expect"].key_places[name], found=name, nearest=hint)
        elif isinstance(wanted, PlacedMap):
            yield from _expected(wanted, plan, alone=False)
        else:
            yield from _mapping(test["expect"], name)


def _keys(part: PlacedMap, name: str, known: Collection[str], needed: Collection[str] = ()) -> Iterator[Problem]:
    """Keys that have no place in a part, and those that it lacks."""
    for key in part:
        if key not in known:
            where = part.key_places[key]
            hint = nearest(key, [spelt(word, name, where) for word in known])
            yield problem("key-unknown", where, found=key, expected=keywords(known, name), nearest=hint)
    for key in needed:
        if key not in part:
            yield problem("key-missing", part.place, found=keyword(key, name))


def _mapping(part: PlacedMap, key: str) -> Iterator[Problem]:
    if key in part and not isinstance(part[key], PlacedMap):
        yield problem("mapping-expected", part.places[key], found=kind_of(part[key]))


def _submitted(part: PlacedMap, plan: Plan) -> Iterator[Problem]:
    """Answers and what people judged are mappings, and marks a mapping from the panel's aspects to lists."""
    for key in ("given", "assessed", "marks"):
        yield from _mapping(part, key)
    marks = part.get("marks")
    aspects = [aspect.id for aspect in plan.scheme.panel.aspects] if plan.scheme.panel else []
    if isinstance(marks, PlacedMap) and plan.scheme.panel is None:
        count = sum(len(given) for given in marks.values() if isinstance(given, PlacedList))
        yield problem("marks-not-asked", part.key_places["marks"], found=count)
    elif isinstance(marks, PlacedMap):
        for aspect, given in marks.items():
            if aspect not in aspects:
                hint = nearest(aspect, aspects)
                yield problem("mark-aspect", marks.key_places[aspect], found=aspect, nearest=hint)
            elif not isinstance(given, PlacedList):
                yield problem("list-expected", marks.places[aspect], found=kind_of(given))


def _expected(expect: PlacedMap, plan: Plan, *, alone: bool) -> Iterator[Problem]:
    """Columns that there are not, and those of a subject by itself that depend on others."""
    documents = {one.id: one.when for one in plan.scheme.documents if one.per == "subject"}
    known = [*columns_of(plan), DOCUMENTS]
    among = AMONG_OTHERS | ({"grade"} if any(grade.quota for grade in plan.scheme.grades) else set())
    if among & {name for when in documents.values() if when is not None for name in names_in(when)}:
        among |= {DOCUMENTS}
    for column in expect:
        where = expect.key_places[column]
        if column not in known:
            hint = nearest(spelt_column(column, where), [spelt_column(name, where) for name in known])
            yield problem("case-name", where, found=spelt_column(column, where), nearest=hint)
        elif alone and column in among:
            yield problem("case-alone", where, found=spelt_column(column, where))
        elif column == DOCUMENTS and not isinstance(expect[column], PlacedList):
            yield problem("list-expected", expect.places[column], found=kind_of(expect[column]))
        elif column == DOCUMENTS:
            for one, place in zip(expect[column], expect[column].places, strict=True):
                if one not in documents:
                    yield problem("case-name", place, found=kind_of(one), nearest=nearest(str(one), documents))
        elif isinstance(expect[column], PlacedList):
            yield problem("text-expected", expect.places[column], found=kind_of(expect[column]))
