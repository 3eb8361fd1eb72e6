"""Small real files for the demo: a text, a table, a sheet of paper as a picture or as a PDF.

Made in code, so that nothing but words has to be kept. A file is a few kilobytes and opens
everywhere.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from PIL import Image, ImageDraw, ImageFont

from iom_wagtail.files.kinds import OPENXML

FONTS = Path(__file__).parents[2] / "static" / "iom_wagtail" / "fonts"
NOTICE = "Материал вымышленной школы, только для показа программы."

#: First words of a title → how such material usually comes; anything else is a text.
AS_PICTURE = ("Диплом", "Удостоверение", "Скриншот", "Карточки", "Сравнительный анализ работ")
AS_PDF = ("Портфолио", "Презентация", "Справка")
AS_TABLE = ("Сводная", "Сводка", "Результаты", "Сравнительный анализ срезовых")

#: A sheet of A5 across, in pixels, and its grey tones.
SHEET = (744, 524)
INK, SOFT, LINE, PAPER = 30, 100, 190, 255

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def upload(name: str, title: str, *lines: str) -> SimpleUploadedFile:
    """Return a file called ``name`` with this title and these lines, as a form receives it."""
    words = [title, *lines, NOTICE]
    if title.startswith(AS_PICTURE):
        return SimpleUploadedFile(f"{name}.png", _sheet(words, "PNG"))
    if title.startswith(AS_PDF):
        return SimpleUploadedFile(f"{name}.pdf", _sheet(words, "PDF"))
    if title.startswith(AS_TABLE):
        return SimpleUploadedFile(f"{name}.xlsx", _table(words))
    return SimpleUploadedFile(f"{name}.docx", _text(words))


# --- a sheet of paper ------------------------------------------------------------------


def _sheet(words: list[str], form: str) -> bytes:
    """Return a framed sheet with the words on it, as a picture or as a PDF of one page."""
    words = [text.replace("→", "–") for text in words]  # the letters have no arrow
    sheet = Image.new("L", SHEET, PAPER)
    draw = ImageDraw.Draw(sheet)
    width, height = SHEET
    draw.rectangle((24, 24, width - 24, height - 24), outline=LINE, width=3)
    top = 72
    for number, text in enumerate(words):
        size, tone = (32, INK) if number == 0 else (21, SOFT)
        for line in textwrap.wrap(text, 32 if number == 0 else 52):
            _write(draw, (64, top), line, size, tone)
            top += round(size * 1.4)
        top += 22
    out = io.BytesIO()
    sheet.save(out, form, **({"optimize": True} if form == "PNG" else {"resolution": 90}))
    return out.getvalue()


@cache
def _font(script: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"golos-text-{script}.woff2", size)


def _write(draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, tone: int) -> None:
    """Write a line in the site's own letters, which lie in a file a script."""
    left, top = at
    for script, run in groupby(text, lambda c: "cyrillic" if "Ѐ" <= c <= "ӿ" else "latin"):
        letters, font = "".join(run), _font(script, size)
        draw.text((left, top), letters, fill=tone, font=font, anchor="ls")
        left += round(font.getlength(letters))


# --- office files ----------------------------------------------------------------------


def _text(words: list[str]) -> bytes:
    """Return a DOCX with the title in bold and a paragraph for each line."""
    paragraphs = "".join(
        f"<w:p><w:r><w:rPr>{'<w:b/>' if number == 0 else ''}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for number, text in enumerate(words)
    )
    part = f"{OPENXML}.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Override PartName="/word/document.xml" ContentType="{part}"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr(name, f"{head}\n{content}")
    return out.getvalue()


def _table(words: list[str]) -> bytes:
    """Return an XLSX with a line a row."""
    book = Workbook()
    page = book.active
    page.title = "Сводка"
    page.column_dimensions["A"].width = 90
    for number, text in enumerate(words, start=1):
        cell = page.cell(number, 1, text)
        cell.font = Font(bold=number == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
