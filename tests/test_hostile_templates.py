"""Templates that would run for ever or fill memory end as one problem, and the run goes on."""

import subprocess
import sys

import pytest

from evaluator.documents.html import Pages

ENDLESS = {
    "loops": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "a text that doubles": "{% set a = namespace(b='x') %}{% for i in range(60) %}{% set a.b = a.b*2 %}{% endfor %}",
    "a power": "{% set n = 9 %}{{ n ** (n ** n) }}",
    "a wide text": "{{ 'x'|center(2000000000) }}",
    "a repetition": "{% set n = 3000000000 %}{{ 'x' * n }}",
    "a format": "{{ '%9999999999d' % 1 }}",
    "a list of wide texts": "{{ range(99999)|map('center', 99999)|join }}",
}


ALONE = """
import sys
from functools import partial
from evaluator.documents import bounded, html

html.bounded = partial(bounded.bounded, 0.5, 200 << 20)
pages = html.Pages({"zh/endless.html": sys.argv[1].encode(), "zh/good.html": b"{{ lang }}"}, "zh", "templates")
assert pages.page("endless.html", {}) is None
print([(item.code, item.place.file) for item in pages.problems])
assert pages.page("good.html", {}) == b"zh"
assert bytes(300 << 20)
"""
"""In a process of its own: the threads of a test run ask for memory of their own while a page has none."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process may have as many addresses as it likes")
@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_template_without_end_is_one_problem(text: str) -> None:
    made = subprocess.run([sys.executable, "-c", ALONE, text], capture_output=True, text=True, check=False)
    assert (made.stdout, made.stderr) == ("[('template-too-much', 'templates/zh/endless.html')]\n", "")


REACHING = [
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lang.format.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ '{0.__class__}'.format(lang) }}",
    "{% include '/etc/passwd' %}",
    "{% import '../../x' as x %}",
    "{{ lipsum() }}",
    "{{ [1, 2]|random }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
]


@pytest.mark.parametrize("text", REACHING)
def test_a_template_reaches_neither_python_nor_files_nor_chance(text: str) -> None:
    pages = Pages({"zh/reaching.html": text.encode()}, "zh", "templates")
    assert pages.page("reaching.html", {}) is None
    assert [item.code.partition("-")[0] for item in pages.problems] == ["template"]


REFUSED_BY_PYTHON = {
    "{% macro m(a, a) %}{% endmacro %}": "duplicate argument 'l_1_a' in function definition",
    "{{ dict(a=1, a=2) }}": "keyword argument repeated: a",
    "{% for a in [1] %}" * 25 + "{% endfor %}" * 25: "too many statically nested blocks",
    "{% if lang %}" * 120 + "{% endif %}" * 120: "too many levels of indentation",
    "{{ '%d'|format(1e999) }}": "name 'inf' is not defined",
}


@pytest.mark.parametrize(("text", "said"), REFUSED_BY_PYTHON.items())
def test_what_python_refuses_of_a_compiled_template_is_one_problem(text: str, said: str) -> None:
    pages = Pages({"zh/wrong.html": text.encode()}, "zh", "templates")
    assert pages.page("wrong.html", {}) is None
    assert [(item.code, dict(item.details)["found"], item.place.file) for item in pages.problems] == [
        ("template-wrong", said, "templates/zh/wrong.html")
    ]
