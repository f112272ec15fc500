"""The reference of the rule language, made from its models, the list of constructs and their examples.

`rules/LANGUAGE.md` and `rules/LANGUAGE.zh.md` are what this makes; a test keeps them so.
"""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from evaluator.desk.reference_examples import BETWEEN, Examples
from evaluator.desk.reference_keys import caption, model_named, operators, table
from evaluator.problems import Lang

TITLES: Mapping[Lang, str] = {"zh": "规则语言手册", "en": "The rule language"}
_CONTENTS = {"zh": "目录", "en": "Contents"}
_FINDER = {
    "zh": ("从评分表的说法找写法", "| 评分表这样说 | 这样写 |"),
    "en": ("From a sheet's words to a construct", "| where the sheet says | write |"),
}
_MADE = {
    "zh": "<!-- 由 evaluator reference --lang zh 生成，请勿直接修改；内容在 examples/language/。 -->",
    "en": "<!-- Made by evaluator reference --lang en; edit examples/language/ instead. -->",
}
_WORDS = {
    "good": {"zh": "例：", "en": "Example:"},
    "outcomes": {"zh": "按此评定：", "en": "Outcomes:"},
    "bad": {"zh": "常见错误：", "en": "A likely mistake:"},
    "wrong": {"zh": "应得写错的样例：", "en": "A case that expects the wrong thing:"},
    "tested": {"zh": "`evaluator test` 指出：", "en": "`evaluator test` says:"},
    "said": {"zh": "`evaluator check` 指出：", "en": "`evaluator check` says:"},
}


def folder() -> Path:
    """Where the list of constructs and the examples are: inside the installed package, or in the checkout."""
    package = Path(str(files("evaluator")))
    inside = package / "shipped" / "language"
    return inside if inside.is_dir() else package.parent.parent / "examples" / "language"


def chapters(where: Path) -> Mapping[str, Any]:
    """The list of constructs in reading order."""
    read: Mapping[str, Any] = yaml.safe_load((where / "constructs.yaml").read_text(encoding="utf-8"))
    return read


def constructs(where: Path) -> list[Mapping[str, Any]]:
    """Every construct, in reading order."""
    return [one for chapter in chapters(where)["chapters"] for one in chapter["constructs"]]


def examples(where: Path, lang: Lang) -> Examples:
    names = yaml.load((where / "names.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return Examples(where, lang, names)


def said(text: str, lang: Lang) -> str:
    """The side of a text that holds both languages."""
    zh, _, en = text.partition(BETWEEN)
    return zh if lang == "zh" else en


def reference(lang: Lang, where: Path | None = None) -> str:
    """The reference in one language, as Markdown."""
    where = where or folder()
    listed = chapters(where)
    shown = examples(where, lang)
    lines = [f"# {TITLES[lang]}", "", _MADE[lang], "", listed["prologue"][lang].strip(), ""]
    lines += [f"## {_CONTENTS[lang]}", "", *_contents(listed["chapters"], lang), ""]
    title, head = _FINDER[lang]
    lines += [f"## {title}", "", head, "| --- | --- |", *_finder(listed["chapters"], lang), ""]
    for chapter in listed["chapters"]:
        lines += [f"## {said(chapter['title'], lang)}", ""]
        if "intro" in chapter:
            lines += [chapter["intro"][lang].strip(), ""]
        for one in chapter["constructs"]:
            lines += [*_construct(one, shown, lang)]
    return "\n".join(lines).rstrip("\n") + "\n"


def anchor(title: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _contents(listed: list[Mapping[str, Any]], lang: Lang) -> Iterator[str]:
    for title in (_FINDER[lang][0],):
        yield f"- [{title}](#{anchor(title)})"
    for chapter in listed:
        title = said(chapter["title"], lang)
        yield f"- [{title}](#{anchor(title)})"
        for one in chapter["constructs"]:
            name = said(one["title"], lang)
            if name != title:
                yield f"  - [{name}](#{anchor(name)})"


def _finder(listed: list[Mapping[str, Any]], lang: Lang) -> Iterator[str]:
    for chapter in listed:
        for one in chapter["constructs"]:
            name = said(one["title"], lang)
            yield f"| {said(one['sheet'], lang)} | [{name}](#{anchor(name)}) |"


def _construct(one: Mapping[str, Any], shown: Examples, lang: Lang) -> Iterator[str]:
    """One construct: what it means, its keys, a good example with outcomes, a bad one with its message."""
    yield from (f"### {said(one['title'], lang)}", "")
    yield from (one["meaning"][lang].strip(), "")
    if one.get("operators"):
        yield from (*operators(lang), "")
    for model, keys in one.get("keys", {}).items():
        made = model_named(model)
        if caption(made, lang):
            yield from (caption(made, lang), "")
        yield from (*table(made, {key: said(text, lang) for key, text in keys.items()}, lang), "")
    if "examples" in one:
        yield from (_WORDS["good"][lang], "")
        for path in one["examples"]:
            yield from _block(shown.text(f"good/{path}"), "yaml")
        lines, message = shown.wrong(one["wrong"])
        yield from (_WORDS["wrong"][lang], "", *_block(lines, "yaml"), _WORDS["tested"][lang], "")
        yield from _block(message, "text")
        return
    if "both" in one:
        for spelling in ("zh", "en"):
            other = examples(shown.folder, spelling)
            yield from _block(other.shown(one["both"], ["rules"]), "yaml")
        return
    yield from (_WORDS["good"][lang], "", *_block(shown.shown(one["id"], one.get("show", ["rules"])), "yaml"))
    yield from (_WORDS["outcomes"][lang], "")
    for told, wanted in shown.outcomes(one["id"], one["cases"]):
        yield f"- {told}{'：' if lang == 'zh' else ': '}`{wanted}`"
    lines, message = shown.bad(one["id"])
    yield from ("", _WORDS["bad"][lang], "", *_block(lines, "yaml"), _WORDS["said"][lang], "")
    yield from _block(message, "text")


def _block(text: str, kind: str) -> Iterator[str]:
    """A block of code, indented no further than its first line."""
    lines = text.strip("\n").split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    body = lines if kind == "text" else [line[margin:] for line in lines]
    yield from (f"```{kind}", *body, "```", "")
