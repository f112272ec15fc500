"""One cell's process: `python matrix_child.py TASK.json` runs its calls one after another and keeps what they said.

What the process found its surroundings to be goes to `TASK.was.json`: a cell that changed nothing would prove nothing.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def listed_backwards() -> None:
    """Directories are listed from the last name to the first from here on, whatever the file system does."""
    names, entries = os.listdir, os.scandir

    class Backwards:
        def __init__(self, *place: Any) -> None:
            with entries(*place) as found:
                self._entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> "Backwards":
            return self

        def __next__(self) -> Any:
            return next(self._entries)

        def __enter__(self) -> "Backwards":
            return self

        def __exit__(self, *raised: object) -> None:
            self.close()

        def close(self) -> None:
            self._entries = iter(())

    os.listdir = lambda *place: sorted(names(*place), reverse=True)  # type: ignore[assignment]
    os.scandir = Backwards  # type: ignore[assignment, misc]


def called(arguments: list[str], said: Path) -> None:
    """A call of the command in this process; both streams go to files."""
    from evaluator.cli.main import run

    for number, name in ((1, "stdout"), (2, "stderr")):
        sys.__dict__[name].flush()
        with said.with_suffix(f".{name}").open("wb") as file:
            os.dup2(file.fileno(), number)
    try:
        run(arguments)
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        said.with_suffix(".status").write_text(f"{ended.code}\n", encoding="utf-8")


def was() -> dict[str, Any]:
    import locale

    import polars

    locale.setlocale(locale.LC_ALL, "")
    return {
        "hash": hash("a"),
        "zone": time.tzname[0],
        "locale": locale.setlocale(locale.LC_ALL),
        "year": time.localtime().tm_year,
        "umask": os.umask(0),
        "folder": os.environ["PWD"],
        "threads": polars.thread_pool_size(),
        "optimised": sys.flags.optimize,
        "first listed": next(Path("rules").iterdir()).name,
        "python": sys.version.split()[0],
    }


if __name__ == "__main__":
    task = Path(sys.argv[1])
    asked = json.loads(task.read_bytes())
    os.umask(int(asked["umask"], 8))
    if asked["backwards"]:
        listed_backwards()
    for name, arguments in asked["calls"]:
        called(arguments, task.parent / "said" / name)
    task.with_suffix(".was.json").write_text(json.dumps(was()), encoding="utf-8")
