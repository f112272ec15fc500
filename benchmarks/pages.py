"""What a scheme's page costs: made, sent, opened, searched, for a growing number of subjects with twelve criteria.

    python benchmarks/pages.py --n 100,1000,5000

Figures are printed, and what each costs a subject against the smallest size. Needs Playwright and Debian's Chromium.
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from stages import HERE, write_subjects

SCHEME = "rules/schemes/large-season.yaml"
CRITERIA = 12


def result_of(count: int, folder: Path) -> Any:
    """A result of so many subjects, each with twice the six lines of the scheme."""
    from evaluator import pipeline
    from evaluator.evidence.read import read_file
    from evaluator.result.assemble import assemble
    from evaluator.rules import load_rules

    evidence = folder / "evidence.jsonl"
    write_subjects(evidence, count)
    plan = load_rules(str(HERE / SCHEME), str(HERE / "rules"), None).plan
    assert plan is not None
    season = pipeline.judge_season(plan, pipeline.gather_season(plan, read_file(evidence.read_bytes(), evidence.name)))
    result = assemble(season, "zh", "0")
    more = [
        one.model_copy(
            update={
                "findings": (
                    *one.findings,
                    *(
                        line.model_copy(update={"criterion": f"{line.criterion}-2", "title": f"{line.title}二"})
                        for line in one.findings
                    ),
                )
            }
        )
        for one in result.subjects or ()
    ]
    assert len(more[0].findings) == CRITERIA
    return result.model_copy(update={"subjects": tuple(more)})


def timed(function: Any, *given: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    made = function(*given)
    return (time.perf_counter() - began) * 1000, made


def opened(browser: Any, file: Path) -> dict[str, float]:
    """Milliseconds until something is painted, until the script is done, and of what people do on the page."""
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    page.goto(file.as_uri())
    found = {
        "first paint": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
        "ready": page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"),
    }
    for name, act in (
        ("keystroke", "change({q: 'xq9'})"),
        ("another", "change({q: 'xq99'})"),
        ("cleared", "change({q: ''})"),
        ("sorted", "change({sort: '-total'})"),
        ("filtered", "change({c: columns.find(one => one.kind === 'finding').key.slice(8), v: 'short'})"),
        ("sheet", "go({s: rows[order[0]][ID]})"),
        ("next sheet", "go({s: rows[order[1]][ID]})"),
        ("all rows", "(change({q: '', c: '', v: '', s: ''}), render(order.length))"),
    ):
        found[name] = page.evaluate(
            f"() => {{ const began = performance.now(); {act}; document.body.offsetHeight; "
            "return performance.now() - began; }"
        )
    page.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the page of a scheme by size.")
    parser.add_argument("--n", default="100,1000,5000", help="sizes, separated by commas")
    sizes = [int(part.replace("_", "")) for part in parser.parse_args().n.split(",")]

    from playwright.sync_api import sync_playwright

    from evaluator.documents.render import render
    from evaluator.roots import shipped

    folder = shipped("templates")
    tree = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with tempfile.TemporaryDirectory(prefix="evaluator-bench-") as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        first: dict[str, float] = {}
        for count in sizes:
            result = result_of(count, Path(place))
            spent, (files, problems) = timed(render, result, (), tree, "templates")
            assert not problems, problems
            file = Path(place) / "index.html"
            file.write_bytes(files["index.html"])
            found = {"rendered": spent, "size": len(files["index.html"]) / 1000} | opened(browser, file)
            first = first or {name: value / count for name, value in found.items()}
            print(f"\n{count:,} subjects × {CRITERIA} criteria")
            for name, value in found.items():
                unit = "kB" if name == "size" else "ms"
                print(
                    f"  {name:<12} {value:10,.1f} {unit}   a subject {value / count / first[name]:6.2f} × as at first"
                )
        browser.close()


if __name__ == "__main__":
    main()
