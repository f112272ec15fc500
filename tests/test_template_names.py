"""Names in templates held against the record they are given: what is told, and that shipped templates are right."""

from pathlib import Path

import pytest

from evaluator.documents.contents.kinds import MAKERS
from evaluator.documents.contents.scoring_sheet import ScoringSheet
from evaluator.documents.html import environment
from evaluator.documents.names import unknown_names
from evaluator.kinds import KINDS

TEMPLATES = Path(__file__).parent.parent / "templates"
TREE = {path.relative_to(TEMPLATES).as_posix(): path.read_bytes() for path in sorted(TEMPLATES.rglob("*.*"))}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_shipped_templates_name_what_their_records_have(lang: str) -> None:
    made = environment({name: data for name, data in TREE.items() if not name.endswith(".docx")}, lang)
    assert set(MAKERS) == set(KINDS)
    for kind, maker in MAKERS.items():
        name = f"{lang}/{kind}.html"
        assert unknown_names(made, TREE[name].decode(), maker.content, name) == ()


PARTS = {
    "parts.html": "{% macro row(one) %}{{ one.label }}\n{{ one.lable }}{% endmacro %}",
    "frame.html": "<p>{{ tittle }}</p>\n{% block inner %}{{ nothing }}{% endblock %}",
    "piece.html": "{{ name }}\n\n{{ part.nmae }}",
}
SABOTAGED = {
    "a name": ("{{ title }}\n{{ tilte }}", [("tilte", 2, "title")]),
    "an attribute of a record in a row": (
        "{% for part in parts %}\n{{ part.nam }}{% endfor %}",
        [("part.nam", 2, "name")],
    ),
    "through two loops": (
        "{% for part in parts %}{% for one in part.criteria %}\n{% for test in one.tests %}{{ test.fuond }}{% endfor %}"
        "{% endfor %}{% endfor %}",
        [("test.fuond", 2, "found")],
    ),
    "in a condition": ("{% if name %}{% elif\n nmae %}{% endif %}", [("nmae", 2, "name")]),
    "in an else": ("{% if name %}\n{% else %}\n{{ rulse }}{% endif %}", [("rulse", 3, "rules")]),
    "in the else of a loop": ("{% for part in parts %}{% else %}\n{{ notee }}{% endfor %}", [("notee", 2, "note")]),
    "in the condition of a loop": ("{% for part in parts if part.socre %}{% endfor %}", [("part.socre", 1, "score")]),
    "an attribute that a filter names": ("{{ parts|map(attribute='nme')|join }}", [("nme", 1, "name")]),
    "what a filter selects by": ("\n{{ parts|selectattr('hasvoid')|list }}", [("hasvoid", 2, "has_void")]),
    "after a filter": ("{% set one = parts|first %}\n{{ one.wieght }}", [("one.wieght", 2, "weight")]),
    "by an index": ("{{ parts[0]['name'] }}{{ parts[0].naem }}", [("naem", 1, "name")]),
    "of what may be absent": ("{{ follow_up.snice }}", [("follow_up.snice", 1, "since")]),
    "of text": ("{{ title.label }}", [("title.label", 1, "")]),
    "a row taken for a record": ("{{ parts.name }}", [("parts.name", 1, "")]),
    "a filter": ("{{ title|uper }}", [("|uper", 1, "upper")]),
    "a variable of a loop that is over": ("{% for p in parts %}{{ p.name }}{% endfor %}\n{{ p.name }}", [("p", 2, "")]),
    "in a macro of its own": (
        "{% macro m(one) %}\n{{ one.scoer }}{% endmacro %}{{ m(parts[0]) }}",
        [("one.scoer", 2, "score")],
    ),
    "in a macro of another": (
        "{% from 'parts.html' import row %}{{ row(standing[0]) }}",
        [("one.lable", 2, "label")],
    ),
    "in what is included": (
        "{% for part in parts %}{% include 'piece.html' %}{% endfor %}",
        [("part.nmae", 3, "name")],
    ),
    "in what is extended, and in a block": (
        "{% extends 'frame.html' %}\n{% block inner %}{{ stret }}{% endblock %}",
        [("stret", 2, "street"), ("tittle", 1, "title")],
    ),
}


@pytest.mark.parametrize("what", SABOTAGED)
def test_each_name_that_nothing_has_is_told_with_its_line(what: str) -> None:
    source, expected = SABOTAGED[what]
    made = environment({name: text.encode() for name, text in PARTS.items()}, "zh")
    found = unknown_names(made, source, ScoringSheet, "sheet.html")
    assert [(one.name, one.line, one.nearest) for one in found] == expected


def test_the_template_a_name_stands_in_is_told() -> None:
    made = environment({name: text.encode() for name, text in PARTS.items()}, "zh")
    source, _ = SABOTAGED["in what is extended, and in a block"]
    found = unknown_names(made, source, ScoringSheet, "sheet.html")
    assert [one.template for one in found] == ["sheet.html", "frame.html"]


def test_what_a_template_may_do_is_not_told() -> None:
    made = environment({}, "zh")
    source = """
{% set seen = namespace(n=0) %}{% set wide = parts|length > 2 %}
{% for part in parts|sort(attribute='name') %}{{ loop.index }}{{ part.name|upper }}{{ part.name.split('、')[0] }}
{% for label, text in [(part.name, part.score)] %}{{ label }}{{ text }}{% endfor %}
{% if part.criteria and wide or lang == 'zh' %}{% set seen.n = seen.n + 1 %}{% endif %}
{% endfor %}{{ (follow_up.missed if follow_up else note) or '—' }}{{ range(3)|list }}{{ name ~ id }}{{ seen.n }}
{% with one = parts[0] %}{{ one.judges|join('、') }}{% endwith %}
"""
    assert unknown_names(made, source, ScoringSheet) == ()
