"""What a Word template is made of: pages, styles, paragraphs and tables after GB/T 9704-2012, as WordprocessingML."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape

Lang = Literal["zh", "en"]
PageKind = Literal["official", "form", "wide"]
"""An official document; a working form; a working form on its side."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FANG, KAI, HEI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
PAGES = {
    # width, height, top, right, bottom, left, footer; in millimetres
    "official": (210, 297, 37, 26, 35, 28, 23),
    "form": (210, 297, 18, 16, 20, 16, 10),
    "wide": (297, 210, 18, 18, 18, 18, 9),
}
ROOM = {kind: size[0] - size[3] - size[5] for kind, size in PAGES.items()}
"""How wide the text of each kind of page is, in millimetres."""


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * 1440 / 25.4)


def run(text: str, look: str = "") -> str:
    """Text of one look; `\\n` is a break within the paragraph."""
    said = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in text.split("\n"))
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{said}</w:t></w:r>'


def char(style: str) -> str:
    """The look of a character style."""
    return f'<w:rStyle w:val="{style}"/>'


def para(style: str, *parts: "str | tuple[str, str]", look: str = "") -> str:
    """A paragraph of a style; a part is text, or text with a character style."""
    runs = "".join(run(one) if isinstance(one, str) else run(one[1], char(one[0])) for one in parts if one)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>'


@dataclass(frozen=True)
class Cell:
    """A cell: its text, its style, over how many columns it goes."""

    text: "str | tuple[str | tuple[str, str], ...]"
    style: str = "CellCentre"
    span: int = 1

    def xml(self, width: int) -> str:
        parts = (self.text,) if isinstance(self.text, str) else self.text
        span = f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        look = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        return f"<w:tc>{look}{para(self.style, *parts)}</w:tc>"


STYLES = {"l": "CellText", "c": "CellCentre", "r": "CellNumber", "h": "CellHead"}


def cells(texts: Iterable[str | Cell], align: str) -> list[Cell]:
    """Cells of a row, each as its letter says: left, centred, right, or a heading."""
    return [
        one if isinstance(one, Cell) else Cell(one, STYLES[letter]) for one, letter in zip(texts, align, strict=False)
    ]


def row(widths: Sequence[int], given: Sequence[Cell], *, head: bool = False, height: float = 0) -> str:
    look = "<w:cantSplit/>"
    look += f'<w:trHeight w:val="{mm(height)}" w:hRule="atLeast"/>' if height else ""
    look += "<w:tblHeader/>" if head else ""
    at, made = 0, ""
    for cell in given:
        made += cell.xml(sum(widths[at : at + cell.span]))
        at += cell.span
    return f"<w:tr><w:trPr>{look}</w:trPr>{made}</w:tr>"


@dataclass
class Maker:
    """A template being written, in one language on one kind of page."""

    lang: Lang
    page: PageKind
    title: str
    body: list[str] = field(default_factory=list)

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def add(self, style: str, *parts: "str | tuple[str, str]", look: str = "") -> None:
        self.body.append(para(style, *parts, look=look))

    def tag(self, text: str) -> None:
        """A tag alone in its paragraph."""
        self.add("Tag", text)

    def table(self, widths: Sequence[float], *rows: str | Sequence[str | Cell], align: str = "", **more: float) -> None:
        """A table: the first row is its heading; a row may be a tag that stands alone in it.

        Widths are shares of the page. `heads` is how many rows are headings, `height` the least height of the others.
        """
        heads, height = int(more.get("heads", 1)), more.get("height", 0)
        room = mm(ROOM[self.page]) - 4
        total = sum(widths)
        exact = [int(room * width / total) for width in widths]
        letters = align or "c" * len(widths)
        made = ""
        for number, one in enumerate(rows):
            if isinstance(one, str):
                made += row(exact, [Cell(one, "Tag", span=len(exact))])
            else:
                head = number < heads
                given = cells(one, "h" * len(widths) if head else letters)
                made += row(exact, given, head=head, height=0 if head else height)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in exact)
        named = ("top", "left", "bottom", "right", "insideH", "insideV") if more.get("lines", 1) else ()
        edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in named)
        look = (
            f'<w:tblW w:w="{sum(exact)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        )
        self.body.append(f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>")

    def data(self) -> bytes:
        """The file; the same bytes each time."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self._parts().items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
                archive.writestr(info, text.encode())
        return made.getvalue()

    def _parts(self) -> dict[str, str]:
        official = self.page == "official"
        footers = {
            "footer1.xml": self._footer("default"),
            **({"footer2.xml": self._footer("even")} if official else {}),
        }
        overrides = {
            "/word/document.xml": f"{MAIN}.document.main+xml",
            "/word/styles.xml": f"{MAIN}.styles+xml",
            "/word/settings.xml": f"{MAIN}.settings+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            **{f"/word/{name}": f"{MAIN}.footer+xml" for name in footers},
        }
        named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        links = {"styles": "styles.xml", "settings": "settings.xml"}
        joined = "".join(
            f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate([*links.items(), *(("footer", name) for name in footers)], 1)
        )
        packages = "http://schemas.openxmlformats.org/package/2006"
        core = f"{packages}/metadata/core-properties"
        return {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{packages}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/>{named}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" '
            f'Type="{LINKS}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
            f'Type="{packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{core}" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(self.title)}</dc:title></cp:coreProperties>',
            "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{''.join(self.body)}{self._section()}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{packages}/relationships">{joined}'
            "</Relationships>",
            "word/styles.xml": styles(self.lang, self.page),
            "word/settings.xml": f'{HEAD}<w:settings {W}><w:defaultTabStop w:val="420"/>'
            f"{'<w:evenAndOddHeaders/>' if official else ''}"
            '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
            '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
            **{f"word/{name}": text for name, text in footers.items()},
        }

    def _section(self) -> str:
        width, height, top, right, bottom, left, footer = map(mm, PAGES[self.page])
        side = ' w:orient="landscape"' if self.page == "wide" else ""
        even = '<w:footerReference w:type="even" r:id="rId4"/>' if self.page == "official" else ""
        grid = '<w:docGrid w:type="lines" w:linePitch="579"/>' if self.page == "official" and self.lang == "zh" else ""
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>{even}'
            f'<w:pgSz w:w="{width}" w:h="{height}"{side}/><w:pgMar w:top="{top}" w:right="{right}" '
            f'w:bottom="{bottom}" w:left="{left}" w:header="{mm(10)}" w:footer="{footer}" w:gutter="0"/>'
            f"{grid}</w:sectPr>"
        )

    def _footer(self, which: str) -> str:
        """Page numbers: of an official document between dashes, outside; of a form `1 / 3` in the middle."""

        def number(what: str) -> str:
            return "".join(
                f"<w:r>{part}</w:r>"
                for part in (
                    '<w:fldChar w:fldCharType="begin"/>',
                    f'<w:instrText xml:space="preserve"> {what} </w:instrText>',
                    '<w:fldChar w:fldCharType="separate"/>',
                    "<w:t>1</w:t>",
                    '<w:fldChar w:fldCharType="end"/>',
                )
            )

        if self.page == "official":
            side = "right" if which == "default" else "left"
            look = f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
            inner = run("— ") + number("PAGE") + run(" —")
        else:
            look, inner = '<w:jc w:val="center"/>', number("PAGE") + run(" / ") + number("NUMPAGES")
        return f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/>{look}</w:pPr>{inner}</w:p></w:ftr>'


def styles(lang: Lang, page: PageKind) -> str:
    """The styles people find in Word's list: those of the standard for official documents, smaller ones for forms."""
    zh, official = lang == "zh", page == "official"
    size, exact = ((16, 579) if zh else (12, 360)) if official else (10.5, 0)
    small = (12 if zh else 10) if official else (10.5 if zh else 9.5)
    body = FANG if official else SONG

    def fonts(east: str) -> str:
        return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{east}" w:cs="{LATIN}"/>'

    def style(
        name: str, shown: str, like: str = "Normal", paragraph: str = "", text: str = "", kind: str = "paragraph"
    ) -> str:
        base = f'<w:basedOn w:val="{like}"/>' if like else ""
        usual = ' w:default="1"' if name == "Normal" else ""
        inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{text}</w:rPr>" if text else "")
        return (
            f'<w:style w:type="{kind}"{usual} w:styleId="{name}"><w:name w:val="{shown}"/>{base}<w:qFormat/>{inner}'
            "</w:style>"
        )

    def sized(points: float) -> str:
        return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'

    apart = "" if zh else ' w:after="80"'
    line = (
        f'<w:spacing{apart} w:line="{exact}" w:lineRule="exact"/>'
        if exact
        else '<w:spacing w:line="300" w:lineRule="auto"/>'
    )
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if zh and official else ""
    none = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    kept = "<w:keepNext/>"
    free = '<w:snapToGrid w:val="0"/>'
    leading = 32 if zh else 27
    title = 22 if official and zh else 20 if official else 18
    tight = f'{free}<w:spacing w:line="{round(small * 27)}" w:lineRule="exact"/>'
    made = [
        style("Normal", "Normal", "", line + indent + f'<w:jc w:val="{"both" if zh else "left"}"/>'),
        style(
            "Title",
            "Title",
            paragraph=f'{kept}{free}<w:spacing w:after="{289 if official else 60}" w:line="{round(title * leading)}" '
            f'w:lineRule="exact"/>{none}<w:jc w:val="center"/>',
            text=fonts(TITLE if zh else body) + ("" if zh and official else "<w:b/>") + sized(title),
        ),
        style(
            "Heading1",
            "heading 1",
            paragraph=kept
            + ("" if official and zh else '<w:spacing w:before="160" w:after="60" w:line="300" w:lineRule="auto"/>')
            + '<w:outlineLvl w:val="0"/>',
            text=(fonts(HEI) if official and zh else "<w:b/>") + ("" if official else sized(12)),
        ),
        style(
            "Heading2",
            "heading 2",
            paragraph=f'{kept}<w:outlineLvl w:val="1"/>',
            text=fonts(KAI) if zh else "<w:i/>",
        ),
        style(
            "Under",
            "题注" if zh else "Under the title",
            paragraph=f'{none}<w:jc w:val="center"/>',
            text=(fonts(KAI) if zh else "<w:i/>") if official else sized(10.5),
        ),
        style("Plain", "顶格" if zh else "Without indent", paragraph=none),
        style(
            "Signed",
            "落款" if zh else "Signature",
            paragraph=f'{kept}<w:ind w:firstLineChars="0" w:firstLine="0" '
            f'w:left="{mm(40)}" w:right="{mm(4)}"/><w:jc w:val="center"/>',
        ),
        style(
            "CellText",
            "表格文字" if zh else "Table text",
            paragraph=f'{tight}{none}<w:jc w:val="left"/>',
            text=sized(small),
        ),
        style("CellCentre", "表格居中" if zh else "Table centred", "CellText", '<w:jc w:val="center"/>'),
        style(
            "Chart",
            "图表文字" if zh else "Chart text",
            "CellText",
            kept,
        ),
        style("CellNumber", "表格数字" if zh else "Table number", "CellText", '<w:jc w:val="right"/>'),
        style(
            "CellHead",
            "表格标题" if zh else "Table heading",
            "CellText",
            f'{kept}<w:jc w:val="center"/>',
            fonts(HEI) if zh else "<w:b/>",
        ),
        style(
            "Note",
            "附注" if zh else "Note",
            paragraph=f'<w:spacing w:before="60" w:line="{round((small - 1) * 28)}" w:lineRule="exact"/>{none}',
            text=sized(small - 1),
        ),
        style(
            "Tag",
            "标签" if zh else "Tag",
            paragraph=f'{tight}{none}<w:jc w:val="left"/>',
            text='<w:color w:val="7F7F7F"/>' + sized(9),
        ),
        style(
            "Footer",
            "footer",
            paragraph=f'{free}<w:spacing w:line="240" w:lineRule="auto"/>{none}<w:jc w:val="center"/>',
            text=fonts(SONG) + sized(14 if official else 9),
        ),
        style("Strong", "Strong", "", text="<w:b/>", kind="character"),
        style("Kai", "楷体字" if zh else "Italic words", "", text=fonts(KAI) if zh else "<w:i/>", kind="character"),
        style("Struck", "删去" if zh else "Struck", "", text="<w:strike/>", kind="character"),
    ]
    spread = '<w:spacing w:val="-5"/>' if official and zh else ""
    usual = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(body)}{spread}{sized(size)}"
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    return f"{HEAD}<w:styles {W}>{usual}{''.join(made)}</w:styles>"
