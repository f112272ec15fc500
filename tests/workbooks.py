"""Workbooks written as XML by hand, in the ways in which different programs write them.

A workbook is told as sheets of rows of cells: text, a number, true or false, nothing, or a mapping: `{day: 44355}` a
number formatted as a date, `{shown: 0.95, as: '0%'}` one formatted otherwise, `{formula: A1, value: 5}`,
`{error: '#N/A'}`.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from evaluator.problems import cell_name

Dialect = Literal["excel", "wps", "bare", "prefixed"]
DIALECTS: tuple[Dialect, ...] = ("excel", "wps", "bare", "prefixed")
"""Shared strings with phonetic runs; rich text and a wrong dimension; inline strings and no references; prefixes."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORMATS = ("General", "yyyy-mm-dd")


@dataclass
class _Writer:
    """Writes one workbook in one dialect."""

    dialect: Dialect
    epoch_1904: bool = False

    def __post_init__(self) -> None:
        self.strings: list[str] = []
        self.formats: list[str] = list(_FORMATS)

    def sheet(self, told: Mapping[str, Any]) -> str:
        rows = "".join(self._rows(told))
        hidden = "".join(
            f'<col min="{one}" max="{one}" width="9" hidden="1"/>' for one in told.get("hidden_columns", ())
        )
        merged = "".join(f'<mergeCell ref="{one}"/>' for one in told.get("merged", ()))
        wrong = '<dimension ref="A1"/>' if self.dialect == "wps" else ""
        return (
            f'<worksheet xmlns="{_MAIN}">{wrong}{f"<cols>{hidden}</cols>" if hidden else ""}'
            f"<sheetData>{rows}</sheetData>"
            f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
        )

    def _rows(self, told: Mapping[str, Any]) -> Iterator[str]:
        for number, cells in enumerate(told.get("rows", ()), 1):
            hidden = ' hidden="1"' if number in told.get("hidden_rows", ()) else ""
            written = "".join(self._cell(number, column, cell) for column, cell in enumerate(cells, 1))
            yield f"<row{self._at(str(number))}{hidden}>{written}</row>"

    def _at(self, name: str) -> str:
        return "" if self.dialect == "bare" else f' r="{name}"'

    def _cell(self, row: int, column: int, cell: Any) -> str:
        at = self._at(cell_name(row, column))
        if cell is None:
            return f"<c{at}/>"
        if isinstance(cell, bool):
            return f'<c{at} t="b"><v>{int(cell)}</v></c>'
        if isinstance(cell, (int, float)):
            return f"<c{at}><v>{cell!r}</v></c>"
        if isinstance(cell, str):
            return self._text(at, cell)
        if "error" in cell:
            return f'<c{at} t="e"><v>{escape(cell["error"])}</v></c>'
        if "formula" in cell:
            value = f"<v>{cell['value']}</v>" if "value" in cell else ""
            return f"<c{at}><f>{escape(cell['formula'])}</f>{value}</c>"
        shown, form = (cell["day"], "yyyy-mm-dd") if "day" in cell else (cell["shown"], cell["as"])
        if form not in self.formats:
            self.formats.append(form)
        return f'<c{at} s="{self.formats.index(form)}"><v>{shown!r}</v></c>'

    def _text(self, at: str, text: str) -> str:
        if self.dialect == "bare":
            return f'<c{at} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        self.strings.append(text)
        return f'<c{at} t="s"><v>{len(self.strings) - 1}</v></c>'

    def shared(self) -> str:
        return f'<sst xmlns="{_MAIN}">{"".join(map(self._shared, self.strings))}</sst>'

    def _shared(self, text: str) -> str:
        if self.dialect == "wps" and len(text) > 1:
            runs = f"<r><rPr><b/></rPr>{_t(text[0])}</r><r>{_t(text[1:])}</r>"
            return f"<si>{runs}</si>"
        return f'<si>{_t(text)}<rPh sb="0" eb="1"><t>ping yin</t></rPh><phoneticPr fontId="1"/></si>'

    def styles(self) -> str:
        formats = "".join(
            f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(f)}/>' for n, f in enumerate(self.formats)
        )
        cells = "".join(f'<xf numFmtId="{200 + n}"/>' for n, _ in enumerate(self.formats))
        return (
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
            f"<cellXfs>{cells}</cellXfs></styleSheet>"
        )


def _t(text: str) -> str:
    return f'<t xml:space="preserve">{escape(text)}</t>'


def workbook(sheets: Mapping[str, Any], dialect: Dialect = "excel", *, epoch_1904: bool = False) -> bytes:
    """The bytes of a workbook; a sheet is its rows, or a mapping with `rows`, `merged`, `hidden_rows` and the like."""
    writer = _Writer(dialect, epoch_1904)
    told = {name: sheet if isinstance(sheet, Mapping) else {"rows": sheet} for name, sheet in sheets.items()}
    parts = {f"xl/worksheets/sheet{n}.xml": writer.sheet(one) for n, one in enumerate(told.values(), 1)}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"{_state(one)}/>'
        for n, (name, one) in enumerate(told.items(), 1)
    )
    pr = '<workbookPr date1904="1"/>' if epoch_1904 else "<workbookPr/>"
    parts["xl/workbook.xml"] = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{pr}<sheets>{listed}</sheets></workbook>'
    links = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(told, 1)]
    links += [("rIdS", "styles", "styles.xml")]
    parts["xl/styles.xml"] = writer.styles()
    if writer.strings:
        links.append(("rIdT", "sharedStrings", "/xl/sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = writer.shared()
    parts["xl/_rels/workbook.xml.rels"] = _related(links)
    parts["_rels/.rels"] = _related([("rId1", "officeDocument", "xl/workbook.xml")])
    parts["[Content_Types].xml"] = _types(parts)
    if dialect == "prefixed":
        parts = {
            name: _prefixed(xml) if name.startswith("xl/") and "rels" not in name else xml
            for name, xml in parts.items()
        }
    return packed({name: f'<?xml version="1.0" encoding="UTF-8"?>{xml}'.encode() for name, xml in parts.items()})


def _state(told: Mapping[str, Any]) -> str:
    return f' state="{told["state"]}"' if "state" in told else ""


def _related(links: Sequence[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for name, kind, to in links)
    return f'<Relationships xmlns="{_LINKS}">{each}</Relationships>'


def _types(parts: Mapping[str, str]) -> str:
    """What each part is, without which LibreOffice opens nothing."""
    kinds = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles", "xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {name: "worksheet" for name in parts if name.startswith("xl/worksheets/")}
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    each = [f'<Override PartName="/{n}" ContentType="{main}.{k}+xml"/>' for n, k in kinds.items() if n in parts]
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{"".join(each)}</Types>'


def _prefixed(xml: str) -> str:
    """The same XML with its main namespace under a prefix."""
    out = xml.replace(f'xmlns="{_MAIN}"', f'xmlns:x="{_MAIN}"')
    return out.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts in a zip file, the same bytes whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def form(key: Mapping[str, Any], sheets: Mapping[str, Any]) -> dict[str, Any]:
    """The sheets of a form: what its key says (`scheme`, `version`, `kind` and `sheets`), and what people filled in.

    A sheet of the key is a role, or a role and a field, with the name of each heading.
    """
    rows: list[list[str]] = [["evaluator-form", "1"]]
    rows += [[name, str(key[name])] for name in ("scheme", "version", "kind")]
    for name, said in key["sheets"].items():
        rows.append(["sheet", name, *said["role"].split()])
        rows += [["column", name, heading, column] for heading, column in said["names"].items()]
    return {**sheets, "_evaluator": {"rows": rows, "state": "veryHidden"}}


def around(sheet: Iterator[bytes]) -> bytes:
    """A workbook whose one sheet is some XML that comes in pieces."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns:r="{_OFFICE}"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _related([("a", "worksheet", "worksheets/sheet1.xml")]))
        with archive.open("xl/worksheets/sheet1.xml", "w") as file:
            for piece in sheet:
                file.write(piece)
    return made.getvalue()


@cache
def workbook_bomb() -> bytes:
    """Half a megabyte that unpacks to half a gigabyte."""
    blank = b" " * (1 << 20)
    return around(iter([b"<worksheet><sheetData>", *[blank] * 500, b"</sheetData></worksheet>"]))
