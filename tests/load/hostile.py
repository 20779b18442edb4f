"""Files that are made to hurt: each is small on disk, or damaged as files get damaged."""

import io
import stat
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.load.old_formats import cells, xls, xlsb

HEAD = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
LINE = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"
TABLE = (HEAD + LINE).encode()
NAMES = HEAD.strip().split(";")
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(files: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return made.getvalue()


def xlsx(sheet: str, prolog: str = "", part: str = "sheet1.xml") -> bytes:
    """A workbook of one sheet with this XML as its rows."""
    return archive(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
            '2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
            f'2006/relationships"><Relationship Id="rId1" Type="{RELATION}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<?xml version="1.0"?><workbook {MAIN} {RELATED}><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.'
            'openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{RELATION}/worksheet" Target="worksheets/{part}"/></Relationships>',
            f"xl/worksheets/{part}": f'<?xml version="1.0"?>{prolog}<worksheet {MAIN}><sheetData>{sheet}'
            "</sheetData></worksheet>",
        }
    )


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def shared(text: str, rows: int) -> bytes:
    """A workbook of which many cells share one text."""
    lines = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(3, rows + 3))
    strings = f'<?xml version="1.0"?><sst {MAIN}><si><t>{text}</t></si></sst>'
    link = f'<Relationship Id="rId2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
    with ZipFile(io.BytesIO(xlsx(good_rows() + lines))) as plain:
        parts = {name: plain.read(name).decode() for name in plain.namelist()}
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f"{link}</Relationships>"
    )
    return archive({**parts, "xl/sharedStrings.xml": strings})


def far(place: str = 'r="XFD1048576"', name: str = "c") -> str:
    """A filled cell in the farthest corner, written in some way."""
    return f'<row r="3"><{name} t="inlineStr" {place}><is><t>x</t></is></{name}></row>'


def good_rows() -> str:
    lines = [NAMES, LINE.strip().split(";")]
    return "".join(
        f'<row r="{row}">'
        + "".join(cell(f"{'ABCDEF'[place]}{row}", text) for place, text in enumerate(line))
        + "</row>"
        for row, line in enumerate(lines, 1)
    )


def ods(rows: str, prolog: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f'<?xml version="1.0"?>{prolog}<office:document-content {names}><office:body>'
            f'<office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        }
    )


def ods_row(texts: list[str], again: int = 1, wide: int = 1) -> str:
    made = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{wide}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{again}">{made}</table:table-row>'


def ods_rows() -> str:
    return ods_row(NAMES) + ods_row(LINE.strip().split(";"))


def lying() -> bytes:
    """A workbook of which a part says that it is far smaller than it is."""
    content = bytearray(xlsx(good_rows() + " " * 5_000_000))
    made = ZipFile(io.BytesIO(bytes(content))).getinfo("xl/worksheets/sheet1.xml")
    real = made.file_size.to_bytes(4, "little")
    assert bytes(content).count(real) == 2  # in its own header and in the list at the end
    return bytes(content).replace(real, (2000).to_bytes(4, "little"))


def broken() -> bytes:
    """A workbook of which some bytes in the middle of a part went wrong."""
    content = bytearray(xlsx(good_rows() + "".join(f"<row r='{row}'/>" for row in range(3, 3000))))
    place = content.index(b"sheet1.xml") + 2000
    content[place : place + 20] = bytes(20)
    return bytes(content)


def linked() -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as out:
        out.writestr("vocvo.csv", TABLE)
        link = ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, "/etc/passwd")
    return made.getvalue()


def locked() -> bytes:
    content = bytearray(archive({"vocvo.csv": TABLE}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    return bytes(content)


def twice() -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as out:
        out.writestr("a.csv", TABLE)
        out.writestr("A.csv", TABLE)
    return made.getvalue()


HOSTILE: Mapping[str, tuple[str, str, Callable[[], bytes]]] = {
    # what it is: the end of its name, what is said of it, its bytes
    "a ZIP bomb": ("zip", "buitensporig groot", lambda: archive({"a.csv": TABLE + b"0" * 100_000_000})),
    "a workbook that is a bomb": ("xlsx", "buitensporig groot", lambda: xlsx(good_rows() + " " * 100_000_000)),
    "a workbook that lies on its size": ("xlsx", "beschadigd", lying),
    "an entity bomb in XLSX": ("xlsx", "entiteiten", lambda: xlsx(good_rows(), LAUGHS)),
    "an entity bomb in ODS": ("ods", "entiteiten", lambda: ods(ods_rows(), LAUGHS)),
    "cells in far corners": (
        "xlsx", "miljoen cellen", lambda: xlsx(good_rows() + f'<row r="1048576">{cell("XFD1048576", "x")}</row>')
    ),
    "cells in far corners, written oddly": (
        "xlsx", "miljoen cellen",
        lambda: xlsx(good_rows() + "<row r = '1048576'><c t='inlineStr' r = 'XFD1048576'><is><t>x</t></is></c></row>"),
    ),
    "far cells in small letters": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far('r="xfd1048576"'))),
    "far cells that say twice where they are": (
        "xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far("""q=' r="A1"' r="XFD1048576\""""))
    ),
    "far cells behind a sign": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far('q=">" r="XFD1048576"'))),
    "far cells of a name space": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far(name="é:c"))),
    "far cells in a part of another kind": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far(), part="sheet1.dat")),
    "far cells in a part for records": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far(), part="sheet1.bin")),
    "cells that say nowhere where they are": (
        "xlsx", "miljoen cellen", lambda: xlsx(good_rows() + f'<row>{"<c><v>1</v></c>" * 16_000}</row><row r="900000">{cell("A900000", "x")}</row>')
    ),
    "a place of ten thousand digits": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + far(f'r="A{"9" * 10_000}"'))),
    "an ODS cell that comes endlessly": (
        "ods", "miljoen cellen", lambda: ods(ods_rows() + ods_row(["x"]).replace('repeated="1"', f'repeated="{"9" * 10_000}"'))
    ),
    "tags in tags": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + '<c "' * 2_000_000 + ">")),
    "a million columns in XLSX": ("xlsx", "miljoen cellen", lambda: xlsx(good_rows() + f'<row r="3">{cell("BDWGN3", "x")}</row>')),
    "an ODS cell that comes a milliard times": ("ods", "miljoen cellen", lambda: ods(ods_rows() + ods_row(["x"], wide=10**9))),
    "ODS rows that come a milliard times": ("ods", "miljoen cellen", lambda: ods(ods_rows() + ods_row(["x", "y"], again=10**9))),
    "far cells in XLSB": ("xlsb", "miljoen cellen", lambda: xlsb({"Data": [*cells([NAMES]), (1_048_575, 16_383, "x")]})),
    "a million columns in CSV": ("csv", "langer dan 256 kB", lambda: b";".join([HEAD.strip().encode(), *[b"x"] * 1_000_000]) + b"\n"),
    "a million columns in one line": ("csv", "geweigerd", lambda: TABLE * 20 + b";" * 1_000_000 + b"x\n" + b"1;2\n" * 60),
    "a cell of 100 MB": ("csv", "meer dan 16777216 tekens", lambda: TABLE * 9000 + b"1;" + b"x" * 100_000_000 + b"\n"),
    "a cell of 100 MB in quotes": ("csv", "meer dan 131072 tekens", lambda: TABLE * 9000 + b'1;"' + b"x\n" * 50_000_000 + b'"\n'),
    "a cell of 100 MB at the top": ("csv", "langer dan 256 kB", lambda: b"x" * 100_000_000 + b"\n" + TABLE),
    "a long text in many cells": ("xlsx", "buitensporig groot", lambda: shared("x" * 5_000_000, 2000)),
    "a text that hides its length": (
        "xlsx", "buitensporig groot", lambda: shared("<![CDATA[" + "<si>x" * 1_000_000 + "]]>", 2000)
    ),
    "a cell of 200 kB in XLSX": (
        "xlsx", "op regel 3 heeft meer dan 131072 tekens", lambda: xlsx(good_rows() + f'<row r="3">{cell("A3", "x" * 200_000)}</row>')
    ),
    "a name that climbs": ("zip", "die eruit leidt", lambda: archive({"a.csv": TABLE, "../../b.csv": TABLE})),
    "a name from the root": ("zip", "die eruit leidt", lambda: archive({"/tmp/b.csv": TABLE})),
    "a name of Windows": ("zip", "die eruit leidt", lambda: archive({"..\\b.csv": TABLE})),
    "a link": ("zip", "die eruit leidt", linked),
    "a ZIP in a ZIP": ("zip", "staat een ZIP of ander archief", lambda: archive({"a.csv": TABLE, "b.zip": archive({"a.csv": TABLE})})),
    "a ZIP with a password": ("zip", "wachtwoord", locked),
    "two members of one name": ("zip", "dezelfde naam", twice),
    "a ZIP without tables": ("zip", "geen enkel bestand", lambda: archive({"foto.png": b"x"})),
    "ten thousand members": ("zip", "buitensporig groot", lambda: archive({f"{one}.csv": b"" for one in range(10_000)})),
    "only NUL bytes": ("csv", "lege bytes", lambda: bytes(50_000)),
    "a table that ends in NUL bytes": ("csv", "meer dan 16777216 tekens", lambda: TABLE * 9000 + bytes(20_000_000)),
    "half a workbook": ("xlsx", "onvolledig", lambda: xlsx(good_rows())[:-200]),
    "a workbook with a broken part": ("xlsx", "onvolledig", broken),
    "half a ZIP": ("zip", "onvolledig", lambda: archive({"a.csv": TABLE})[:-30]),
    "an XLS that says it is endless": (
        "xls", "beschadigd of buitensporig", lambda: xls({"Data": cells([NAMES])}, says=(4_294_967_295, 65_535))
    ),
    "an XLS that says it is huge": ("xls", "beschadigd of buitensporig", lambda: xls({"Data": cells([NAMES])}, says=(1_000_000, 60_000))),
    "a milliard spaces in ODS": (
        "ods", "beschadigd of buitensporig",
        lambda: ods(ods_rows() + ods_row(["x"]).replace("x<", '<text:s text:c="1900000000"/>x<')),
    ),
    "half an XLS": ("xls", "leesbaar rekenblad", lambda: xls({"Data": cells([NAMES])})[:700]),
    "the start of an XLS and no more": ("xls", "leesbaar rekenblad", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "a web page called XLS": ("xls", "webpagina", lambda: b"<html><table><tr><td>Nummer</td></tr></table></html>"),
    "a PDF called CSV": ("csv", "PDF", lambda: b"%PDF-1.7\n" + bytes(100)),
}  # fmt: skip
