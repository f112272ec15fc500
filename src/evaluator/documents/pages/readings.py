"""How names are read: the syllables of each Chinese character, by which a search finds them typed in Latin letters."""

from collections.abc import Iterable

MOST = 3
"""So many readings of a character are searched by, the commonest first: 单 is dan, chan, shan."""


def readings(texts: Iterable[str]) -> dict[str, str]:
    """The readings of every Chinese character in some texts, without tones: `{"单": "dan/chan/shan"}`."""
    found = sorted({char for text in texts for char in text if "\u3400" <= char <= "\u9fff"})
    if not found:
        return {}
    from pypinyin import Style, pinyin

    made = {char: pinyin(char, style=Style.NORMAL, heteronym=True)[0] for char in found}
    return {char: "/".join(_latin(one) for one in said[:MOST]) for char, said in made.items() if said != [char]}


def _latin(syllable: str) -> str:
    return syllable.replace("ü", "v").replace("ê", "e")
