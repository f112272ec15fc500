"""Word documents: every kind says what its content says, and what a template may and may not be."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm

from bad_examples import invoke
from evaluator.desk.office import Converter, find_office
from evaluator.documents.contents.kinds import MAKERS
from evaluator.documents.issuing import shallow
from evaluator.documents.word import WordRenderer
from evaluator.problems import Lang
from filled_content import emptied, filled
from words import BOLD, part, word

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_bytes() for path in ROOT.glob("templates/*/*.docx")
}
LANGS: tuple[Lang, ...] = ("zh", "en")
KINDS = sorted(str(kind) for kind in MAKERS)
OFFICE = find_office()
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
VALUE = re.compile(r"V[0-9]{3}")


def rendered(kind: str, lang: Lang, content: Any, templates: Mapping[str, bytes] = TEMPLATES) -> bytes:
    """A document of a kind; its template has no problem."""
    renderer = WordRenderer(templates, lang, "templates")
    made = renderer.document(f"{kind}.docx", "文书", shallow(content))
    assert renderer.problems == []
    assert made is not None
    return made


def full(kind: str, *, hostile: bool = False) -> Any:
    """The content of a kind with a value in every field but the one that says there is nothing."""
    content = filled(MAKERS[kind].content, hostile=hostile)
    return replace(content, **{name: "" for name in ("nothing",) if hasattr(content, name)})


def made(blocks: list[Any], extra: str = "", **context: Any) -> bytes:
    """A document of one template, told in blocks."""
    renderer = WordRenderer({"zh/t.docx": word(blocks, extra)}, "zh", "templates")
    data = renderer.document("t.docx", "文书", context)
    assert renderer.problems == []
    assert data is not None
    return data


def said(data: bytes) -> list[str]:
    """The paragraphs of a document outside tables, as another program reads them."""
    return [one.text for one in docx.Document(BytesIO(data)).paragraphs]


def rows(data: bytes, table: int = 0) -> list[list[str]]:
    """The cells of a table, as another program reads them."""
    return [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(data)).tables[table].rows]


def everything(data: bytes) -> str:
    """All that a document says, in its order."""
    return "\n".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part(data)))


@pytest.fixture(scope="module")
def documents() -> dict[tuple[str, Lang], bytes]:
    """A document of every kind in both languages, each value of its content another one."""
    return {(kind, lang): rendered(kind, lang, full(kind)) for kind in KINDS for lang in LANGS}


def test_every_kind_has_a_template_in_both_languages() -> None:
    assert {f"{lang}/{kind}.docx" for kind in KINDS for lang in LANGS} == set(TEMPLATES)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_that_says_nothing_can_be_opened(kind: str, lang: Lang) -> None:
    data = rendered(kind, lang, emptied(MAKERS[kind].content))
    opened = docx.Document(BytesIO(data))
    assert all(len(table.rows) and len(table.columns) for table in opened.tables)
    assert not re.search(r"None|[{}]", everything(data))


def test_documents_in_both_languages_say_the_same(documents: dict[tuple[str, Lang], bytes]) -> None:
    for kind in KINDS:
        values = [set(VALUE.findall(everything(documents[kind, lang]))) for lang in LANGS]
        only = values[0] ^ values[1]
        assert len(values[0]) > 12, kind
        assert len(only) <= 6, (kind, only)  # measure words and amounts in capitals are Chinese only


def test_hostile_text_stands_in_a_document_as_it_is() -> None:
    for kind in KINDS:
        opened = docx.Document(BytesIO(rendered(kind, "zh", full(kind, hostile=True))))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(one.text for one in opened.paragraphs), *cells])
        assert f"V001{'<&>'}\"'\ufffd\n" in text, kind


def test_official_documents_have_the_page_of_the_standard() -> None:
    for kind in ("public-notice", "public-results", "allocation", "interview-notice", "season-report"):
        opened = docx.Document(BytesIO(TEMPLATES[f"zh/{kind}.docx"]))
        page = opened.sections[0]
        lengths = (page.page_width, page.page_height, page.top_margin, page.left_margin, page.right_margin)
        for length, expected in zip(lengths, (210, 297, 37, 28, 26), strict=True):
            assert abs((length or 0) - Mm(expected)) < Mm(0.1)
        assert 'w:type="lines" w:linePitch="579"' in part(TEMPLATES[f"zh/{kind}.docx"])
        assert opened.settings.odd_and_even_pages_header_footer
        assert opened.styles["Title"].font.size == 22 * 12700


def test_no_row_is_split_and_headings_are_repeated(documents: dict[tuple[str, Lang], bytes]) -> None:
    for (kind, lang), data in documents.items():
        tables = docx.Document(BytesIO(data)).tables
        found = [row._tr for table in tables for row in table.rows]
        assert found, (kind, lang)
        assert all("<w:cantSplit" in row.xml for row in found)
    ledger = docx.Document(BytesIO(documents["objection-ledger", "zh"])).tables[0]
    assert len(ledger.rows) == 3
    assert ["<w:tblHeader" in row._tr.xml for row in ledger.rows] == [True, False, False]


@needs_office
def test_every_document_opens_in_libreoffice_and_shows_its_values(
    documents: dict[tuple[str, Lang], bytes], tmp_path: Path
) -> None:
    assert OFFICE is not None
    pdfs = Converter(OFFICE, tmp_path, 300).convert(list(documents.values()))
    for (name, data), pdf in zip(documents.items(), pdfs, strict=True):
        assert isinstance(pdf, bytes), name
        file = tmp_path / "shown.pdf"
        file.write_bytes(pdf)
        shown = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True).stdout.decode()
        found = re.sub(r"\s", "", shown)  # a value may go over two lines
        assert [one for one in VALUE.findall(everything(data)) if one not in found] == [], name


@needs_office
def test_a_template_saved_by_another_program_says_the_same(
    documents: dict[tuple[str, Lang], bytes], tmp_path: Path
) -> None:
    assert OFFICE is not None
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    for kind in KINDS:
        (before / f"{kind}.docx").write_bytes(TEMPLATES[f"zh/{kind}.docx"])
    call = [OFFICE.program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    call += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(after), *map(str, before.glob("*.docx"))]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    saved = {f"zh/{path.name}": path.read_bytes() for path in after.glob("*.docx")}
    assert len(saved) == len(KINDS)
    for kind in KINDS:
        again = rendered(kind, "zh", full(kind), saved)
        assert saved[f"zh/{kind}.docx"] != TEMPLATES[f"zh/{kind}.docx"]
        assert _words(again) == _words(documents[kind, "zh"]), kind


def _words(data: bytes) -> str:
    """All that a document says but for spaces, which another program puts into runs of their own."""
    return re.sub(r"\s", "", everything(data))


SAME = """
import hashlib, sys
sys.path.insert(0, "tests")
import test_word as t
made = [t.rendered(kind, "zh", t.full(kind)) for kind in t.KINDS]
print(hashlib.sha256(b"".join(made)).hexdigest())
"""


def test_the_same_bytes_whatever_the_machine(documents: dict[tuple[str, Lang], bytes]) -> None:
    other = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    shown = subprocess.run(
        [sys.executable, "-c", SAME], cwd=ROOT, env=other, capture_output=True, check=True, text=True
    )
    here = b"".join(documents[kind, "zh"] for kind in KINDS)
    assert shown.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_document_tells_neither_when_it_was_made_nor_by_whom() -> None:
    template = BytesIO(word(["{{ a }}"]))
    opened = docx.Document(template)
    opened.core_properties.author = "王某某"
    opened.core_properties.last_modified_by = "李某某"
    saved = BytesIO()
    opened.save(saved)
    data = WordRenderer({"zh/t.docx": saved.getvalue()}, "zh", "x").document("t.docx", "题〈1〉", {"a": "甲"})
    assert data is not None
    properties = docx.Document(BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "题〈1〉")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "王某某" not in "".join(archive.read(one).decode("utf-8", "replace") for one in archive.namelist())


def test_what_people_wrote_beside_a_template_is_not_in_its_documents() -> None:
    opened = docx.Document(BytesIO(word([["{{ a", " }}"], "尾"])))
    opened.add_comment(opened.paragraphs[0].runs, text="此处不要改", author="王某某")
    saved = BytesIO()
    opened.save(saved)
    assert "王某某" in part(saved.getvalue(), "word/comments.xml")
    data = WordRenderer({"zh/t.docx": saved.getvalue()}, "zh", "x").document("t.docx", "", {"a": "甲"})
    assert data is not None
    assert said(data) == ["甲", "尾"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "comment" not in "".join(archive.read(one).decode() for one in archive.namelist())


# How tags stand in a template


def test_a_tag_that_word_has_split_is_put_together_in_the_look_it_begins_with() -> None:
    data = made([["编号：{", "{ na", {"bold": "me }"}, "}。"]], name="甲")
    assert said(data) == ["编号：甲。"]
    assert BOLD not in part(data)


def test_text_between_tags_keeps_its_look() -> None:
    data = made([["{% if a %}普通", {"bold": "粗{% if b %}体"}, "{% endif %}尾{% endif %}"]], a=True, b=True)
    assert said(data) == ["普通粗体尾"]
    assert [run.text for run in docx.Document(BytesIO(data)).paragraphs[0].runs if run.bold] == ["粗", "体"]


def test_curly_quotes_that_word_puts_into_a_tag_are_undone() -> None:
    assert said(made(["{{ names|join(“、”) }}", "“{{ names|first }}”"], names=["甲", "乙"])) == ["甲、乙", "“甲”"]


def test_a_remark_is_not_printed_and_its_paragraph_goes_with_it() -> None:
    assert said(made(["{# 不要改 #}", "甲{# 此处 #}乙"])) == ["甲乙"]


def test_paragraphs_between_tags_are_repeated_and_those_of_the_tags_go() -> None:
    blocks = ["{% for one in rows %}", "{{ loop.index }}．{{ one }}", "{% else %}", "没有。", "{% endfor %}"]
    assert said(made(blocks, rows=["甲", "乙"])) == ["1．甲", "2．乙"]
    assert said(made(blocks, rows=[])) == ["没有。"]


TABLE = [
    ["序号", "{% column if named %}姓名", "{% column for head in heads %}{{ head }}"],
    [
        "{% row for one in rows %}{{ one.n }}",
        "{% column if named %}{{ one.name }}",
        "{% column for v in one.v %}{{ v }}",
    ],
]


def test_rows_and_columns_are_held_by_one_tag() -> None:
    given = [{"n": "1", "name": "甲", "v": ["a", "b"]}, {"n": "2", "name": "乙", "v": ["c", "d"]}]
    data = made([{"table": TABLE}], named=True, heads=["走", "晒"], rows=given)
    assert rows(data) == [["序号", "姓名", "走", "晒"], ["1", "甲", "a", "b"], ["2", "乙", "c", "d"]]
    fewer = made([{"table": TABLE}], named=False, heads=["走"], rows=given[:1])
    assert rows(fewer) == [["序号", "走"], ["1", "a"]] or rows(fewer) == [["序号", "走"], ["1", "a", "b"]]


@pytest.mark.parametrize(("named", "heads"), [(True, 1), (True, 7), (False, 3)])
def test_columns_take_the_width_of_the_table_together(named: bool, heads: int) -> None:
    given = [{"n": "1", "name": "甲", "v": ["x"] * heads}]
    data = made([{"table": TABLE}], named=named, heads=["h"] * heads, rows=given)
    table = docx.Document(BytesIO(data)).tables[0]
    whole = sum(column.width or 0 for column in table.columns)
    template = docx.Document(BytesIO(word([{"table": TABLE}]))).tables[0]
    assert whole == sum(column.width or 0 for column in template.columns)
    assert all(sum(cell.width or 0 for cell in row.cells) == whole for row in table.rows)
    widths = {column.width for column in list(table.columns)[-heads:]}
    assert max(w or 0 for w in widths) - min(w or 0 for w in widths) <= 635  # a twentieth of a point


def test_a_loop_over_several_rows_has_a_row_for_each_tag() -> None:
    table = [["{% for one in rows %}", ""], ["{{ one }}", "头"], ["{{ one }}", "尾"], ["{% endfor %}", ""]]
    assert rows(made([{"table": table}], rows=["甲", "乙"])) == [["甲", "头"], ["甲", "尾"], ["乙", "头"], ["乙", "尾"]]


def test_a_loop_from_the_first_cell_of_a_row_to_its_last_repeats_the_row() -> None:
    table = [["{% for one in rows %}{% if one %}{{ one }}", "{{ loop.index }}{% endif %}{% endfor %}"], ["合计", ""]]
    assert rows(made([{"table": table}], rows=["甲", "", "乙"])) == [["甲", "1"], ["乙", "3"], ["合计", ""]]


def test_what_loops_leave_empty_can_still_be_opened() -> None:
    table = [["{% row for one in rows %}{{ one }}", "x"]]
    assert docx.Document(BytesIO(made(["前", {"table": table}, "后"], rows=[]))).tables == []


def test_breaks_tabs_and_long_texts() -> None:
    long = "很长的内容" * 20_000
    assert said(made(["{{ a }}", "{{ b }}"], a="一\r\n二\t三\x0b四", b=long)) == ["一\n二\t三\n四", long]


def test_a_missing_answer_is_blank() -> None:
    assert said(made(["（{{ a }}）"], a=None)) == ["（）"]


def test_bars_are_as_long_as_their_shares() -> None:
    data = made(
        ["{{ a|bar(300) }}", "{{ b|bar(300) }}", "{{ c|bar(300) }}", "{{ d|bar }}"], a="1000", b="250", c="0", d="—"
    )
    lengths = []
    for one in re.findall(r"<w:p>.*?</w:p>", part(data), re.DOTALL):
        wide = [(int(w), len(blanks)) for w, blanks in re.findall(r'<w:w w:val="(\d+)"/>.*?>(\u00a0+)<', one)]
        lengths.append(sum(w * blanks for w, blanks in wide))
    assert lengths == [12_000, 3_000, 0, 0]


# What a template may not do


def problem_of(blocks: list[Any], **context: Any) -> tuple[str, str]:
    """The one problem of a template that makes no document."""
    renderer = WordRenderer({"zh/t.docx": word(blocks)}, "zh", "templates")
    assert renderer.document("t.docx", "", context) is None
    assert renderer.document("t.docx", "", context) is None
    (found,) = renderer.problems
    return f"{found.place} {found.code}", found.message("zh")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ a.__class__.__mro__ }}",
        "{{ a.format.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self._TemplateReference__context }}",
        "{{ rows.append('x') }}",
    ],
)
def test_a_template_does_not_reach_python(tag: str) -> None:
    place, _ = problem_of(["前", tag], a="甲", rows=["一"])
    assert place in ("templates/zh/t.docx:2:1 template-wrong", "templates/zh/t.docx:2:1 template-undefined")


def test_a_name_that_is_not_there_is_told_with_its_cell() -> None:
    found = problem_of(["前", {"table": [["甲", "乙"], ["丙", "{{ one.nme }}"]]}], one={"name": "x"})
    assert found == (
        "templates/zh/t.docx:5:1 template-undefined",
        "第 1 个表格第 2 行第 2 格：文书模板用到“nme”，但结果中没有此项，应为结果提供的名称。",
    )


def test_what_goes_wrong_in_a_loop_is_told_where_it_is() -> None:
    blocks = ["{% for one in rows %}", "{{ one }}", "{{ one|round }}", "{% endfor %}"]
    place, said = problem_of(blocks, rows=["甲"])
    assert place == "templates/zh/t.docx:3:1 template-wrong"
    assert said.startswith("正文：文书模板的写法有误（")


def test_a_filter_that_is_not_there_is_told_with_its_place() -> None:
    assert problem_of(["前", "{{ a|monye }}"], a="1")[0] == "templates/zh/t.docx:2:1 template-wrong"


@pytest.mark.parametrize("damage", ["cut", "entities", "other"])
def test_a_template_that_is_no_word_file_is_told(damage: str) -> None:
    data = word(["{{ a }}"])
    if damage == "cut":
        data = data[: len(data) // 2]
    else:
        new = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(new, "w") as archive:
            for name in old.namelist():
                text = old.read(name).decode()
                if name == "word/document.xml":
                    text = text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1) if damage == "entities" else "<a/>"
                archive.writestr(name, text)
        data = new.getvalue()
    renderer = WordRenderer({"zh/t.docx": data}, "zh", "templates")
    assert renderer.document("t.docx", "", {"a": ""}) is None
    assert [one.code for one in renderer.problems] == ["template-not-word"]


def test_the_folder_of_templates_that_ships_has_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = invoke("check", "templates", "--lang", "en")
    assert (shown.exit_code, shown.stderr) == (0, "")
    count = sum(path.suffix in (".docx", ".html", ".md") for path in ROOT.glob("templates/*/*"))
    assert shown.stdout == f"{count} templates checked, 0 problems found.\n"


def test_a_page_is_checked_as_a_word_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "templates" / "zh" / "judges.html"
    page.parent.mkdir(parents=True)
    text = "<style>@media print { p { color: red } }</style>\n<p>{{ titel }}｛｛ name ｝｝{ { id }}</p>\n"
    page.write_text(text, encoding="utf-8")
    shown = invoke("check", "templates", "--lang", "en").stderr
    assert [line for line in shown.splitlines() if line.startswith("templates")] == [
        "templates/zh/judges.html:2: error [template-undefined] The template uses “titel”, which the result does not "
        "have; it must be a name the result offers.",
        "templates/zh/judges.html:2:15: error [template-wide] A tag holds the full-width “｛｛ name ｝｝”; it must be "
        "“{{ name }}”.",
        "templates/zh/judges.html:2:25: error [template-apart] A blank stands between the two signs of a tag: "
        "“{ { id }}”; it must be “{{ id }}”.",
    ]
