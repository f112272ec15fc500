"""Names of people as public documents give them: the surname stays, the given name does not."""

import re
import unicodedata

_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙"
    "钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里"
    "呼延东郭南门羊舌微生梁丘左丘西门第五南荣东里仲长即墨达奚褚师歐陽司馬東方獨孤聞人諸葛尉遲公孫長孫鮮于"
    "鍾離軒轅"
)
_COMPOUND = frozenset(map("".join, zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
"""Surnames of two characters."""


def mask(name: str) -> str:
    """A person's name without the given name: `张三` becomes `张某`, `欧阳明明` `欧阳某某`, `John Smith` `J. S.`.

    A name of another script, or one with a dot as minority names have it, keeps the first letter of each part.
    """
    joined = "".join(name.split())
    if joined and all(_is_han(c) for c in joined):
        surname = joined[:2] if len(joined) > 2 and joined[:2] in _COMPOUND else joined[:1]
        given = len(joined) - len(surname)
        return surname + "某" * min(given, 2) if given else "某"
    parts = [part for part in re.split(r"[\s·•・.,‧\-]+", name) if part]
    if parts and all(_is_han(c) for part in parts for c in part):
        return f"{parts[0][0]}某某"
    return " ".join(f"{part[0].upper()}." for part in parts) or "某"


def _is_han(c: str) -> bool:
    return unicodedata.name(c, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY")) or c in "〇々"
