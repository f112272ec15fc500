"""Problems as a small page or a part of one, made by the server itself: for what does not come as far as a template."""

import html
from collections.abc import Iterable

from evaluator.problems import Lang, Problem

_TITLE: dict[Lang, str] = {"zh": "无法完成", "en": "This cannot be done"}
_CODE: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}


def told_part(problems: Iterable[Problem], lang: Lang) -> bytes:
    """What is wrong and what to do about it, as a part of a page."""
    lines = [f'<section class="told"><h2>{_TITLE[lang]}</h2>']
    for item in problems:
        place = html.escape(str(item.place))
        lines.append(f'<p class="problem">{html.escape(item.message(lang))}</p><p>{html.escape(item.remedy(lang))}</p>')
        lines += [f'<p class="place">{place}</p>'] if place else []
    return "\n".join([*lines, "</section>", ""]).encode()


def told_page(problems: Iterable[Problem], lang: Lang) -> bytes:
    """The same as a page."""
    head = (
        f'<!DOCTYPE html>\n<html lang="{_CODE[lang]}"><head><meta charset="utf-8"><title>{_TITLE[lang]}</title></head>'
    )
    return b"\n".join([head.encode(), b"<body><main>", told_part(problems, lang), b"</main></body></html>\n"])
