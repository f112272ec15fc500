"""A real browser for tests of pages: Debian's Chromium, one for the whole session; every page is watched."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium by way of Playwright; skips where either is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.is_file():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield found
        found.close()


@contextmanager
def visited(browser: Any, file: Path, view: str = "", **options: Any) -> Iterator[Any]:
    """A page of a file; at the end it must have asked for nothing but files and complained of nothing."""
    wrong: list[str] = []
    context = browser.new_context(**{"viewport": {"width": 1360, "height": 900}, "reduced_motion": "reduce", **options})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda said: wrong.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else wrong.append(f"asked: {asked.url}"))
    page.goto(f"{file.resolve().as_uri()}{view}")
    yield page
    page.close()
    context.close()
    assert not wrong, wrong


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong with a page as it stands: the rule, and the elements."""
    from importlib.resources import files

    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"{axe}; 0")  # by the debugger, which the page's policy does not concern
    found = json.loads(page.evaluate("axe.run().then(found => JSON.stringify(found.violations))"))
    return [
        f"{one['id']}: {node['html'][:120]} {node['any'] and node['any'][0]['message']}"
        for one in found
        for node in one["nodes"]
    ]
