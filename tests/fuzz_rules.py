"""Rule files and templates."""

from typing import Any
from unittest.mock import patch

from evaluator.desk.translate import translate
from evaluator.documents import html
from evaluator.documents.bounded import bounded
from evaluator.documents.html import Pages
from evaluator.language.library import Library, RuleFile, read_library
from evaluator.language.planning import make_plan
from evaluator.problems import Lang
from fuzz_sound import LANGS, has_errors, plan, sound


def of_rules(data: bytes) -> None:
    """A file is rules or a problem, and what is read of it makes a plan or a problem."""
    library = read_library([RuleFile("fuzz.yaml", data)])
    problems = list(library.problems)
    for scheme in library.schemes.values():
        problems += make_plan(scheme, library, scheme.period.to or scheme.period.start)[1]
    sound(problems, data)
    assert problems or any(_models(library)), "a file of no rules is a problem"


def _models(library: Library) -> tuple[Any, ...]:
    return library.rulesets, library.schemes, library.seasons, library.calendars


def of_translated(data: bytes) -> None:
    """Rules that are read without a word are the same in the other spelling, and the same bytes when spelt back."""
    library = read_library([RuleFile("fuzz.yaml", data)])
    if library.problems:
        return
    spelt: dict[Lang, bytes] = {}
    for lang in LANGS:
        made = translate(data, "fuzz.yaml", lang)
        assert made.data is not None, made.problems
        other = read_library([RuleFile("fuzz.yaml", made.data)])
        assert not has_errors(other.problems), other.problems
        assert _models(other) == _models(library)
        spelt[lang] = made.data
    for lang in LANGS:
        assert translate(spelt["en" if lang == "zh" else "zh"], "fuzz.yaml", lang).data == spelt[lang]


def of_template(data: bytes) -> None:
    """A page, the same twice, or a problem."""
    given = {"result": plan().scheme.title, "rows": [{"name": "甲", "total": "1.5"}, {"name": "<乙>", "total": ""}]}
    pages = Pages({"zh/fuzz.html": data}, "zh", "templates")
    with patch.object(html, "bounded", lambda: bounded(2, 512 << 20)):  # more than any template here needs
        made = pages.page("fuzz.html", given)
        again = pages.page("fuzz.html", given)
    assert (made is None) == bool(pages.problems)
    assert made == again
    sound(pages.problems, None)
