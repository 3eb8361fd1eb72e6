"""WordprocessingML written by hand, as generators other than Word write it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """Return a run; a line break of the text is one of Word's."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def par(*content: str, properties: str = "") -> str:
    """Return a paragraph of runs; a plain text is a run."""
    runs = "".join(part if part.startswith("<") else run(part) for part in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def cell(*content: str, span: int = 1, merge: str = "", extra: str = "") -> str:
    """Return a cell of paragraphs; ``merge`` is the whole vMerge or hMerge element."""
    inside = "".join(part if part.startswith("<") else par(part) for part in content) or par("")
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{spans}{merge}{extra}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; a plain text is a cell."""
    inside = "".join(part if part.startswith("<") else cell(part) for part in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def table(*rows: str) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sdt(inside: str, properties: str = "") -> str:
    """Return a content control around something."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(ticked: bool) -> str:
    """Return Word's check box; the sign in it says the opposite, the state counts."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return sdt(run("☐" if ticked else "☒"), state)


def old_box(ticked: bool) -> str:
    """Return a check box of a form of before 2007."""
    default = '<w:default w:val="0"/>'
    checked = "<w:checked/>" if ticked else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>'
        f"{default}{checked}</w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP of parts whose moment is always the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def part(root: str, inside: str) -> str:
    """Return a part of a file with its namespaces."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:{root} {SPACES}>{inside}</w:{root}>"


def docx(body: str, *, head: str = "", main: str = "word/document.xml", **asides: str) -> bytes:
    """Return a DOCX; ``asides`` are headers, footers and footnotes by their kind.

    ``head`` stands before the document element: a document type, for example.
    """
    folder, _slash, name = main.rpartition("/")
    document = part("document", f"<w:body>{body}<w:sectPr/></w:body>")
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{MAIN}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": _rels([("officeDocument", main)]),
        main: document.replace("?>", f"?>{head}", 1),
        f"{folder}/_rels/{name}.rels": _rels([(kind, f"{kind}1.xml") for kind in asides]),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, inside in asides.items():
        parts[f"{folder}/{kind}1.xml"] = part(roots.get(kind, kind), inside)
    return package(parts)


def _rels(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'
