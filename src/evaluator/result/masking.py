"""Names of people as public documents give them: the surname stays, the given name does not."""

import re
import unicodedata

_COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 "
    "呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 "
    "仲长 子书 子桑 即墨 达奚 褚师 第二 欧陽 司馬 東方 獨孤 聞人 諸葛 尉遲 長孫 鮮于 鐘離 軒轅".split()
)
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
