"""The child process in which a season is kept, files are read and judged, and the parts of pages are made.

It writes no file, and what it may use is limited: when a look goes beyond that, this process ends, and the next look
begins with the season loaded anew. The server itself reads nothing of what is dropped in.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from evaluator.desk.stamps import stamp_of
from evaluator.documents.render import render_differences, render_page
from evaluator.limited import Limited
from evaluator.problems import Problem
from evaluator.result.assemble import shown_problem
from evaluator.result.differences import Differences
from evaluator.roots import Root, find_root
from evaluator.serving import limits
from evaluator.serving.asked import Answer, Asked, Dropped, Place
from evaluator.serving.edited import dropped, edited_files, watched
from evaluator.serving.loaded import Loaded, load
from evaluator.serving.names import Named, told_apart
from evaluator.serving.shown import FileShown, Meeting
from evaluator.serving.submitted import look
from evaluator.serving.trial import tried

COMPARISON = "comparison.html"
WHAT_IF = "what-if.html"


def work(data: bytes) -> bytes:
    """One thing done, from bytes to bytes."""
    asked = msgspec.msgpack.decode(data, type=Asked)
    loaded, problems = _loaded(asked.place.folder, asked.place.base, asked.place.lang)
    if loaded is None:
        return msgspec.msgpack.encode(Answer(problems=problems))
    made = _opened(loaded, asked)
    if asked.what == "rules":
        made = _rules(loaded, asked)
    elif asked.what == "files":
        made = _files(loaded, asked)
    return msgspec.msgpack.encode(made)


_loaded = cache(load)
"""The season, loaded when it is first asked for: the one result that this process is there for."""


@cache
def _reader() -> Limited:
    """The child process of this one, in which every file is read for the first time; it ends with this one."""
    return Limited(limits.READING)


def _watched(loaded: Loaded, place: Place) -> Root:
    """The folder of rules that is watched."""
    root = find_root("rules", place.rules) if place.rules else loaded.rules.root
    return replace(root, path=(root.path if place.rules else Path(place.base) / root.path).resolve())


def _opened(loaded: Loaded, asked: Asked) -> Answer:
    """The page of the meeting."""
    place = asked.place
    first = loaded.rules.season.title if loaded.rules.season else loaded.rules.plans[0].scheme.title
    root = _watched(loaded, place)
    tried(Dropped("first.yaml", b""), _reader())  # started now, so that the first look is quick
    meeting = Meeting(
        lang=loaded.lang,
        title=first[loaded.lang],
        folder=place.folder,
        as_of=loaded.past.manifest["as_of"],
        schemes=len(loaded.plans),
        subjects=sum(len(season.evidence) for season in loaded.before.values()),
        rules=root.shown,
        stamp="" if edited_files(loaded, root) else stamp_of(str(root.path.resolve())),
        pages="index.html" in loaded.past.manifest["outputs"],
        files=limits.FILES,
        file_size=limits.FILE >> 20,
        all_size=limits.REQUEST >> 20,
        inputs=len(loaded.reads),
    )
    return _page("serve.html", loaded, asked, {}, meeting=meeting, watched=str(root.path.resolve()))


def _files(loaded: Loaded, asked: Asked) -> Answer:
    """What dropped files come to."""
    place = asked.place
    evidence: list[Named] = []
    rules: list[Named] = []
    problems: list[Problem] = []
    others: list[FileShown] = []
    numbers: dict[str, int] = {}
    for number, one in enumerate(told_apart(asked.files, loaded.reads)):
        numbers[one.name] = number
        kind, lost = tried(Dropped(one.name, one.file.data), _reader())
        problems += lost
        if kind == "evidence":
            evidence.append(one)
        else:
            rules += [one] if kind == "rules" else []
            others.append(FileShown(number, one.name, len(one.file.data), kind or ""))
    kept: dict[str, bytes] = {}
    looked = None
    if evidence or problems or not rules:
        made = look(loaded, evidence, others, _reader())
        files_shown = tuple(replace(one, number=numbers[one.name]) for one in made.looked.files)
        shown = tuple(shown_problem(one, loaded.lang) for one in problems) + made.looked.problems
        kept |= {**made.copies, **_compared(loaded, place, made.differences, COMPARISON)}
        files_shown = tuple(sorted(files_shown, key=lambda one: one.number))
        looked = replace(made.looked, files=files_shown, problems=shown, kept=tuple(kept))
    edits = []
    for number, one in enumerate(rules):
        tried_under = dropped(loaded, _watched(loaded, place), one)
        pages = _compared(loaded, place, tried_under.differences, f"{number or ''}{WHAT_IF}")
        edits.append(replace(tried_under, kept=tuple(pages)))
        kept |= pages
    return _page("serve-answer.html", loaded, asked, kept, looked=looked, edits=edits)


def _rules(loaded: Loaded, asked: Asked) -> Answer:
    """What the watched folder of rules comes to."""
    place = asked.place
    made = watched(loaded, _watched(loaded, place))
    kept = _compared(loaded, place, made.differences, WHAT_IF)
    edits = [replace(made, kept=tuple(kept))]
    return _page("serve-answer.html", loaded, asked, kept, looked=None, edits=edits)


def _compared(loaded: Loaded, place: Place, found: Differences | None, name: str) -> dict[str, bytes]:
    """The page of a comparison, to save; none where nothing differs."""
    if found is None or not found.parts:
        return {}
    root = find_root("templates", place.templates or None)
    page, _ = render_differences(found, root.tree().files, root.shown)
    return {} if page is None else {name: page}


def _page(
    name: str, loaded: Loaded, asked: Asked, kept: Mapping[str, bytes], watched: str = "", **shown: Any
) -> Answer:
    root = find_root("templates", asked.place.templates or None)
    shown["key"] = asked.key
    tree = root.tree()
    page, problems = render_page(name, loaded.lang, tree.files, root.shown, shown)
    return Answer(page or b"", dict(kept), loaded.lang, watched, [*tree.problems, *problems])
