"""The meeting's page in a browser, from drop to result."""

import io
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from browser import violations
from evaluator.marked.workbook import WRONG
from meeting import ROOT, Server, ended, season, started

YI = (ROOT / "examples" / "small" / "yi.yaml").read_bytes()
STREET = (ROOT / "examples" / "forms" / "first" / "street.xlsx").read_bytes()
SCHEME = "schemes/demonstration-neighbourhoods.yaml"

DROP = """([names, bytes]) => {
    const held = new DataTransfer();
    names.forEach((name, i) => held.items.add(new File([new Uint8Array(bytes[i])], name)));
    for (const kind of ["dragenter", "dragover", "drop"])
        document.querySelector("#drop").dispatchEvent(
            new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("meeting")
    season(folder)
    running = started(folder, "out", "--rules", "draft")
    yield running
    assert ended(running, signal.SIGTERM) == (0, "")


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    """The meeting's page as somebody opens it; nothing may go wrong in it, and no dialogue may come up."""
    context = browser.new_context()
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    opened.goto(server.url)
    assert opened.url == f"http://{server.host}/"  # the token does not stay in the address
    yield opened
    context.close()
    assert wrong == []


def drop(page: Any, *files: tuple[str, bytes]) -> str:
    """Files dropped onto the page, and what is announced when it has been told what they come to."""
    before = page.locator("#looked-title").count()
    if before:
        page.evaluate("document.querySelector('#answer').replaceChildren()")
    page.evaluate(DROP, [[name for name, _ in files], [list(data) for _, data in files]])
    page.locator("#answer h2").wait_for()
    return str(page.locator("#status").text_content())


def test_a_form_with_mistakes_from_drop_to_marked_copy(page: Any) -> None:
    assert drop(page, ("street.xlsx", STREET)) == (
        "错误 2 个，提醒 15 个；评价对象 3 个，其中材料不足 2 个；其他对象变动 0 个。"
    )
    assert page.locator("#status").get_attribute("aria-live") == "polite"
    assert "street.xlsx:申报内容!G6" in page.locator("#answer .problems").first.inner_text()
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载 已标注-street.xlsx").click()
    assert saved.value.suggested_filename == "已标注-street.xlsx"
    marked = openpyxl.load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
    assert marked["申报内容"]["G6"].fill.fgColor.rgb == WRONG
    assert violations(page) == []


def test_evidence_from_drop_to_how_it_would_stand(page: Any) -> None:
    better = YI.replace(b"service_area: 80", b"service_area: 120")
    assert drop(page, ("new.yaml", better)).startswith("错误 1 个，提醒 5 个")
    page.get_by_label("new.yaml 与年度材料的关系").select_option("small/yi.yaml")
    page.get_by_text("错误 0 个，提醒 0 个；评价对象 1 个；其他对象变动 0 个。").first.wait_for()
    total = page.locator("#answer .figures div", has_text="总分")
    assert " ".join(total.inner_text().split()) == "总分 86.40原为 81.60"
    row = page.locator("#answer .criteria tr", has_text="有服务阵地")
    assert row.inner_text().split() == ["✓", "有服务阵地", "20", "/", "20", "符合"]
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="打开比较页").click()
    assert "out + new.yaml" in opened.value.locator("h1 + p").inner_text()
    assert violations(page) == []


def test_a_bomb_is_one_problem_and_the_page_goes_on(page: Any) -> None:
    bomb = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 120))
    assert drop(page, ("bomb.yaml", bomb)).startswith("错误 1 个，提醒 0 个；评价对象 0 个")
    assert drop(page, ("yi.yaml", YI)).startswith("错误 0 个，提醒 0 个；评价对象 1 个")


def test_what_is_too_large_is_said_without_sending_it(page: Any) -> None:
    page.evaluate("""() => {
        const held = new DataTransfer();
        held.items.add(new File([new Uint8Array(25 << 20)], "large.csv"));
        document.querySelector("#drop").dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true}));
    }""")
    page.get_by_text("文件过大或过多，没有查看。一次最多 20 个，每个不超过 8 MB，合计不超过 24 MB。").wait_for()
    assert page.locator("#answer h2").count() == 0


def test_names_that_hold_marks_are_names(page: Any) -> None:
    """No dialogue comes up and nothing is loaded: the fixture would say so."""
    evil = "<img src=x onerror=alert(1)>"
    data = YI.replace("乙小区".encode(), f'"{evil}"'.encode())
    assert evil.encode() in data
    drop(page, (f"{evil}.yaml", data), ("../../<script>alert(2)<／script>.yaml", b"[" * 100_000))
    assert evil in page.locator("#answer .stand h4").inner_text()
    assert f"{evil}.yaml" in page.locator("#answer tbody th").first.inner_text()
    assert page.locator("#answer img, #answer script").count() == 0


def test_an_edit_of_the_rules_shows_who_would_move(page: Any, server: Server) -> None:
    """Saving is enough: nobody asks for anything."""
    file = server.folder / "draft" / SCHEME
    written = file.read_text(encoding="utf-8")
    edits = page.locator("#edits h3")
    with page.expect_response("**/rules/stamp"):
        pass
    try:
        edited = written.replace("weight: 60%", "weight: 30%").replace("weight: 40%", "weight: 70%")
        file.write_text(edited, encoding="utf-8")
        edits.get_by_text(f"draft/{SCHEME}：3 个对象的结果会变。").wait_for()
        assert "60% → 30%" in page.locator("#edits .clauses").inner_text()
        assert page.locator("#edits .movers tbody tr").count() == 3
        assert violations(page) == []
        file.write_text(edited.replace("weight: 30%", "weight: 20%"), encoding="utf-8")
        edits.get_by_text("改正以后才能试算").wait_for()
        assert f"draft/{SCHEME}:" in page.locator("#edits .problems .place").first.inner_text()
    finally:
        file.write_text(written, encoding="utf-8")
    edits.get_by_text("规则与得出结果时相同。").wait_for()


def test_files_are_chosen_with_the_keyboard_alone(page: Any) -> None:
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "files"
    page.set_input_files("#files", [{"name": "yi.yaml", "mimeType": "text/yaml", "buffer": YI}])
    page.locator("#looked-title").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "again"


def test_without_its_script_the_page_is_a_form(browser: Any, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url)
    page.set_input_files("#files", [{"name": "yi.yaml", "mimeType": "text/yaml", "buffer": YI}])
    page.get_by_role("button", name="查看").click()
    assert re.match("错误 0 个，提醒 0 个；评价对象 1 个", page.locator("#looked-title").inner_text())
    page.get_by_role("button", name="按现在的规则试算").click()
    assert page.get_by_text("规则与得出结果时相同。").count() == 1
    context.close()


def test_the_results_own_pages_work_and_lead_back(page: Any, server: Server) -> None:
    page.get_by_role("link", name="打开评价结果").click()
    assert page.url == f"http://{server.host}/result/index.html"
    page.get_by_role("link", name="← 回到会议页").click()
    assert page.locator("#drop").count() == 1
