"""The first pages of a result in a real browser: to find, filter, sort, open, compare and print what stands in them."""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from browser import violations, visited
from evaluator import evaluate
from evaluator.documents.pages.policy import content_policy, data
from evaluator.documents.pages.readings import readings
from evaluator.documents.render import render
from evaluator.result.explain import explain
from evaluator.roots import shipped
from evaluator.run import Run
from evaluator.writing.folder import write_folder

ROOT = Path(__file__).parent.parent
SEASON = """
season: short
title: {zh: 两个方案, en: Two schemes}
period: {from: 2021-01-01, to: 2021-06-30}
source: {document: haiyang-2021}
chapters:
  - {id: one, title: {zh: 甲板块, en: First}, schemes: [demonstration-neighbourhoods]}
  - {id: two, title: {zh: 乙板块, en: Second}, schemes: [volunteer-stations]}
"""
SCHEME = "demonstration-neighbourhoods"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Run]]:
    """A season of two schemes in both languages, with the earlier result of its neighbourhoods."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "rules", folder / "rules")
    (folder / "rules" / "seasons" / "short.yaml").write_text(SEASON, encoding="utf-8")
    before = folder / "before" / SCHEME
    before.mkdir(parents=True)
    (before / "results.csv").write_text(
        "id,total,rank,grade,tier,subsidy\n"
        "370687001002-02,94.10,3,,二等,50000.00\n370687002001-03,95.71,1,,一等,60000.00\n370687003001-05,93.65,,,,\n",
        encoding="utf-8-sig",
    )
    given = [ROOT / "examples" / "haiyang-2021" / kind for kind in ("neighbourhoods", "stations")]
    found = {}
    for lang in ("zh", "en"):
        run = evaluate(
            "short",
            given,
            rules=folder / "rules",
            lang=lang,
            reports="decided",
            earlier=folder / "before",  # type: ignore[arg-type]
        )
        write_folder(folder / lang, run.files)
        found[lang] = (folder / lang, run)
    return found


@pytest.fixture(scope="module")
def page_of(made: dict[str, tuple[Path, Run]]) -> Path:
    """The Chinese page of the neighbourhoods."""
    return made["zh"][0] / SCHEME / "index.html"


@pytest.fixture
def page(browser: Any, page_of: Path) -> Iterator[Any]:
    with visited(browser, page_of) as page:
        yield page


def names(page: Any) -> list[str]:
    """Names in the rows that are listed, from the top."""
    return page.locator("#listing tbody .name").all_inner_texts()


def column(page: Any, kind: str) -> list[str]:
    return page.locator(f"#listing tbody td.{kind}").all_text_contents()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_can_use_the_pages(browser: Any, made: dict[str, tuple[Path, Run]], lang: str) -> None:
    out = made[lang][0]
    wrong: dict[str, list[str]] = {}
    for name, file, view, options in (
        ("light", f"{SCHEME}/index.html", "", {"color_scheme": "light"}),
        ("dark", f"{SCHEME}/index.html", "", {"color_scheme": "dark"}),
        ("narrow", f"{SCHEME}/index.html", "#q=f", {"viewport": {"width": 390, "height": 844}}),
        ("sheet", f"{SCHEME}/index.html", "#s=370687003002-03", {"color_scheme": "dark"}),
        ("compare", f"{SCHEME}/index.html", "#s=370687003002-03&w=370687001002-02", {}),
        ("check-list", "volunteer-stations/index.html", "", {"color_scheme": "dark"}),
        ("season", "index.html", "", {"color_scheme": "light"}),
        ("street", "index.html", f"#street={quote('方圆街道')}", {"color_scheme": "dark"}),
    ):
        with visited(browser, out / file, view, **options) as page:
            if found := violations(page):
                wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bly", "白鹭苑"),
        ("bailuyuan", "白鹭苑"),
        ("bailuy", "白鹭苑"),
        ("白l", "白鹭苑"),
        ("lu苑", "白鹭苑"),
        ("370687003002-03", "白鹭苑"),
        ("  YJsq   bly ", "白鹭苑"),
    ],
)
def test_a_subject_is_found_by_how_it_is_read(page: Any, query: str, expected: str) -> None:
    page.fill("#query", query)
    assert names(page) == [expected]


def test_several_readings_of_a_character_are_searched_by() -> None:
    assert readings(["单家庄 A1"]) == {"单": "dan/chan/shan", "家": "jia/jie/gu", "庄": "zhuang/peng"}


def test_a_view_is_counted_aloud_and_can_be_sent_around(browser: Any, page_of: Path) -> None:
    with visited(browser, page_of) as page:
        assert page.locator("#counted").get_attribute("role") == "status"
        page.select_option("[data-filter=street]", "方圆街道")
        page.select_option("[data-filter=c]", "disclosure")
        page.get_by_role("button", name="总分", exact=True).click()
        found, address = names(page), page.url
        told = page.inner_text("#counted")
        assert set(column(page, "place")) >= {"方圆街道"}
        totals = [Decimal(one) for one in column(page, "total")]
    assert told == f"共46处，符合条件的{len(found)}处。"
    assert totals == sorted(totals)
    assert 0 < len(found) < 13
    with visited(browser, page_of, address[address.index("#") :]) as page:
        assert names(page) == found
        assert page.locator("[data-filter=v]").input_value() == "short"
        page.click("#reset")
        page.locator("#listing tbody .name").nth(45).wait_for()  # what is off the screen comes when the browser is idle
        assert len(names(page)) == 46
        assert "#" not in page.url


def test_the_filtered_rows_are_those_of_the_result(made: dict[str, tuple[Path, Run]], page: Any) -> None:
    result = made["zh"][1].parts[0].result
    short = [
        one.name
        for one in result.subjects or ()
        for line in one.findings
        if line.criterion == "disclosure" and line.verdict in ("not-met", "partly-met")
    ]
    page.locator("a[data-view]").first.wait_for()
    page.select_option("[data-filter=c]", "disclosure")
    assert names(page) == short
    page.select_option("[data-filter=v]", "not-met")
    page.select_option("[data-filter=tier]", "none")
    page.check("#only-open")
    assert names(page) == []
    assert page.inner_text("#counted") == "共46处，没有符合条件的。"


def test_the_keyboard_is_enough(page: Any) -> None:
    page.focus("#query")
    page.keyboard.type("fy")
    assert len(names(page)) == 13
    while page.evaluate("document.activeElement.textContent") != "总分":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#listing th.total").get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert page.locator("#listing th.total").get_attribute("aria-sort") == "descending"
    first = names(page)[0]
    while not page.evaluate("document.activeElement.matches('.name')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sheet-name"
    assert page.inner_text("#sheet-name") == first
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#sheet').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.evaluate("[document.activeElement.textContent, document.querySelector('#sheet').open]") == [
        first,
        False,
    ]
    assert "s=" not in page.url


def test_a_sheet_says_what_explain_says(made: dict[str, tuple[Path, Run]], browser: Any) -> None:
    for lang, (out, run) in made.items():
        for part in run.parts:
            file = out / part.result.scheme.id / "index.html"
            with visited(browser, file) as page:
                told = page.evaluate(
                    "rows.map((row, number) => sheetOf(number).flatMap(section => [[section.heading, ''], "
                    "...section.blocks.flatMap(block => block.lines.map(line => [line.said, line.place]))]))"
                )
            for one, lines in zip(part.result.subjects or (), told, strict=True):
                rows = list(explain(part.result, one))[1:]
                expected = [[row.said, row.place] for row in rows if row.said]
                assert [line for line in lines if line[0]] == expected, (lang, one.id)


def test_a_sheet_leads_on_and_back(page: Any) -> None:
    page.click("#listing tbody tr:nth-child(7) .name")
    assert page.inner_text("#sheet-name") == "白鹭苑"
    assert "待决定 白鹭苑（370687003002-03）、叠翠家园（370687004001-04） 的先后" in page.inner_text("#sheet-reasons")
    page.click("#sheet-after")
    assert page.inner_text("#sheet-name") == "叠翠家园"
    page.go_back()
    assert not page.evaluate("document.querySelector('#sheet').open")
    page.go_forward()
    assert page.inner_text("#sheet-name") == "叠翠家园"


def test_what_tells_two_apart_adds_up(page: Any) -> None:
    for name in ("白鹭苑", "松涛家园"):
        page.get_by_role("checkbox", name=f"选{name}作对比", exact=True).check()
    assert page.inner_text("#picked-names") == "已选白鹭苑和松涛家园"
    page.click("#picked-open")
    assert page.inner_text("#compare-name") == "白鹭苑比松涛家园低4.42分"
    parts = [
        Decimal(one.replace("−", "-")) for one in re.findall(r"[+−]\d+(?:\.\d+)?", page.inner_text("#compare-why"))
    ]
    assert sum(parts) == Decimal("-4.42")
    shown = page.inner_text("#compare-table")
    assert "居民参与评价的比例 37.93%（不少于 50%）" in shown
    assert "正式党员人数" not in shown  # both have enough, and the criterion does not tell them apart
    page.click("#compare-swap")
    assert page.inner_text("#compare-name") == "松涛家园比白鹭苑高4.42分"
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('#compare').open")


def test_differences_are_exact(page: Any) -> None:
    draw = random.Random(1)
    pairs = [
        [f"{draw.randint(0, 99)}.{draw.randint(0, 9999):04}", f"{draw.choice('-+')}{draw.randint(0, 99)}.5"]
        for _ in range(200)
    ]
    said = page.evaluate(
        "pairs => pairs.map(([a, b]) => [decimal.minus(decimal.parse(a), decimal.parse(b)), "
        "decimal.times(decimal.parse(a), decimal.parse(b))].map(one => decimal.text(one)))",
        pairs,
    )
    for (a, b), (less, times) in zip(pairs, said, strict=True):
        assert Decimal(less.replace("−", "-")) == Decimal(a) - Decimal(b)
        assert Decimal(times.replace("−", "-")) == Decimal(a) * Decimal(b)


def test_last_season_stands_beside_this_one(made: dict[str, tuple[Path, Run]], page: Any) -> None:
    one, two, three, *rest = made["zh"][1].parts[0].result.subjects or ()
    assert one.earlier is not None
    assert (one.id, one.earlier.total_moved, one.earlier.rank_moved) == ("370687001002-02", "1.05", 2)
    assert two.earlier is not None
    assert (two.earlier.total_moved, two.earlier.rank_moved) == ("-1.00", -1)
    assert three.earlier is not None
    assert (three.earlier.total_moved, three.earlier.rank_moved) == ("0.00", None)
    assert all(other.earlier is None for other in rest)
    changes = column(page, "change")
    assert changes[:9] == ["↑上升 2", "+1.05", "二等", "↓下降 1", "−1.00", "一等", "—", "0.00", "—"]
    assert "名次上升的1处，下降的1处；上期没有的43处" in page.inner_text("body")
    page.click("#listing tbody tr:nth-child(1) .name")
    assert "总分 94.10、第 3 名、二等；总分增加 1.05、名次上升 2 名" in page.inner_text("#sheet-reasons")


def printed(page: Any, folder: Path) -> str:
    page.pdf(path=str(folder / "page.pdf"), prefer_css_page_size=True)
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed")
    return subprocess.run(
        [tool, "-layout", folder / "page.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout


def test_what_is_printed_is_the_view(made: dict[str, tuple[Path, Run]], page: Any, tmp_path: Path) -> None:
    paper = printed(page, tmp_path)
    ids = [one.id for one in made["zh"][1].parts[0].result.subjects or ()]
    assert [one for one in ids if one not in paper] == []
    assert "清除条件" not in paper
    assert paper.count("补助（元）") > 2  # the header of the table stands on each of its pages
    page.fill("#query", "bly")
    table = printed(page, tmp_path).split("各小区结果")[1].split("同分已分出先后")[0]
    assert [one for one in ids if one in table] == ["370687003002-03"]


def test_without_scripts_everything_can_be_read(browser: Any, made: dict[str, tuple[Path, Run]]) -> None:
    out, run = made["zh"]
    with visited(browser, out / SCHEME / "index.html", java_script_enabled=False) as page:
        rows = page.locator("#listing tbody tr")
        assert rows.count() == 46
        assert page.locator("#tools").is_hidden()
        assert page.locator("#listing thead button").count() == 0
        assert rows.nth(0).locator("td.total").inner_text() == (run.parts[0].result.subjects or ())[0].total
        link = rows.nth(0).locator("a").first.get_attribute("href")
        assert (out / SCHEME / link).is_file()
    with visited(browser, out / "index.html", java_script_enabled=False) as page:
        assert page.locator("#tools").is_hidden()
        assert page.locator(".matrix tbody tr").count() > 3


HOSTILE = (
    "<img src=x onerror=\"document.title='no'\">",
    "</script><script>document.title='no'</script><!--",
    "${7*7}{{7*7}}\u2028'\"&",
)


def test_names_that_are_markup_are_names(browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for file, name in zip(("jia", "yi", "bing"), HOSTILE, strict=True):
        text = (ROOT / "examples" / "small" / f"{file}.yaml").read_text(encoding="utf-8")
        quoted = "".join(f"\\\\u{ord(c):04x}" for c in name)
        (tmp_path / f"{file}.yaml").write_text(
            re.sub(r"name: [^,}\n]+", f'name: "{quoted}"', text, count=1), encoding="utf-8"
        )
    shutil.copy(ROOT / "examples" / "small" / "marks.csv", tmp_path)
    run = evaluate(SCHEME, tmp_path, out=tmp_path / "out")
    assert run.result is not None
    with visited(browser, tmp_path / "out" / "index.html") as page:
        assert sorted(page.locator("#listing tbody .name").all_text_contents()) == sorted(HOSTILE)
        title = page.title()
        for number in range(3):
            page.locator("#listing tbody .name").nth(number).click()
            page.keyboard.press("Escape")
        for box in page.locator(".pick input").all()[:2]:
            box.check()
        page.click("#picked-open")
        assert page.title() == title
        assert page.locator("img").count() == 0


def test_very_many_are_listed_as_they_are_wanted(
    browser: Any, made: dict[str, tuple[Path, Run]], tmp_path: Path
) -> None:
    result = made["zh"][1].parts[0].result
    many = tuple(
        one.model_copy(update={"id": f"{one.id}-{copy:02}", "name": f"{one.name}{copy}"})
        for one in result.subjects or ()
        for copy in range(20)
    )
    folder = shipped("templates")
    tree = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files, problems = render(result.model_copy(update={"subjects": many}), (), tree, "templates")
    assert problems == []
    page_of = tmp_path / "index.html"
    page_of.write_bytes(files["index.html"])
    with visited(browser, page_of) as page:
        assert len(names(page)) < len(many)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert len(names(page)) == len(many) == 920
        page.fill("#query", "bly")
        assert len(names(page)) == 20
    with visited(browser, page_of, java_script_enabled=False) as page:
        assert page.locator("#listing tbody tr").count() == 400
        assert "共920处小区，此处只列没有全部达到或者尚未确定的400处" in page.inner_text("body")


def test_a_season_leads_to_a_subject(browser: Any, made: dict[str, tuple[Path, Run]]) -> None:
    with visited(browser, made["zh"][0] / "index.html") as page:
        page.fill("#query", "bly")
        assert page.inner_text("#counted") == "找到1个评价对象"
        page.click("#found a")
        page.wait_for_selector("#sheet[open]")
        assert page.inner_text("#sheet-name") == "白鹭苑"


def test_a_season_is_seen_by_street(browser: Any, made: dict[str, tuple[Path, Run]]) -> None:
    with visited(browser, made["zh"][0] / "index.html") as page:
        page.select_option("#street", "龙山街道")
        shown = page.inner_text("#found")
        assert "叠翠家园" in shown
        assert "白鹭苑" not in shown
        heads = page.locator(".matrix thead th:visible").all_inner_texts()
        assert heads == ["方案", "龙山街道", "全市"]
        page.click(".matrix td:visible >> nth=0 >> a")
        page.wait_for_selector("#listing.sortable")
        assert set(column(page, "place")[::2]) == {"龙山街道"}


def test_data_cannot_leave_its_element() -> None:
    assert data(["</script><!-- &\u2028"]) == '["\\u003c/script\\u003e\\u003c!-- \\u0026\\u2028"]'


def test_only_what_is_hashed_may_run() -> None:
    assert content_policy(["a"], []) == (
        "default-src 'none'; style-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; script-src 'none'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
