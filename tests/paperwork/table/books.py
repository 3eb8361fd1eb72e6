"""Spreadsheets made by the tests, as people and programs save them, and those that pretend."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from iom_wagtail.files.sheets.book import Book
from iom_wagtail.files.sheets.reading import read_book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def saved(workbook: Workbook) -> bytes:
    """Return a workbook as a file."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def xlsx(
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "Лист1",
    first_row: int = 1,
    first_column: int = 1,
    merged: Sequence[str] = (),
    more: Callable[[Workbook], None] | None = None,
) -> bytes:
    """Return a workbook of one sheet with these rows, from a given corner on."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row_number, row in enumerate(rows, start=first_row):
        for column, value in enumerate(row, start=first_column):
            if value is not None:
                cell = sheet.cell(row_number, column, value)
                if isinstance(value, str) and value.startswith("'="):
                    cell.value = value[1:]
                    cell.data_type = "s"
    for area in merged:
        sheet.merge_cells(area)
    if more:
        more(workbook)
    return saved(workbook)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """Return an archive with each part changed (None: dropped) and further parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = change(entry.filename, old.read(entry))
            if content is not None:
                new.writestr(entry.filename, content)
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def calculated(data: bytes, values: dict[str, str]) -> bytes:
    """Return a workbook whose formulas have been calculated, as Excel saves it."""

    def change(name: str, content: bytes) -> bytes:
        if "worksheets/" not in name:
            return content
        text = content.decode()
        for cell, value in values.items():
            kind = ' t="e"' if value.startswith("#") else ""
            text = re.sub(
                rf'<c r="{cell}"[^>]*>(<f>.*?</f>)<v ?/?>(</v>)?</c>',
                rf'<c r="{cell}"{kind}>\1<v>{value}</v></c>',
                text,
            )
        return text.encode()

    return repacked(data, change)


def ods(rows_xml: str, name: str = "Лист1") -> bytes:
    """Return an ODS with one sheet of these rows."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="{name}">{rows_xml}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def ods_row(*cells: str) -> str:
    """Return a row of an ODS with these texts."""
    inside = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def read(data: bytes, name: str = "таблица.xlsx") -> Book:
    """Return what is read from a file of these bytes."""
    return read_book(io.BytesIO(data), name, size=len(data))


def cells(data: bytes, name: str = "таблица.xlsx") -> list[list[str]]:
    """Return the cells of the first sheet."""
    return [row.cells for row in read(data, name).sheets[0].rows]


def upload(data: bytes, name: str = "таблица.xlsx") -> SimpleUploadedFile:
    """Return bytes as a browser sends them."""
    return SimpleUploadedFile(name, data, XLSX)


def with_part(name: str, content: bytes) -> bytes:
    """Return an honest workbook with one part more."""
    return repacked(xlsx([["Содержание", "Срок"]]), lambda part, data: data, **{name: content})


def with_prologue(prologue: bytes) -> bytes:
    """Return a workbook whose sheet begins with these declarations."""

    def change(name: str, data: bytes) -> bytes:
        if "worksheets/" not in name:
            return data
        body = data[data.index(b"?>") + 2 :] if data.startswith(b"<?xml") else data
        return prologue + body

    return repacked(xlsx([["Содержание", "Срок"], ["&x;", "май"]]), change)


def encrypted_entry(data: bytes) -> bytes:
    """Return an archive whose first entry says that it is encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.index(mark) + place
        struct.pack_into("<H", changed, at, struct.unpack_from("<H", changed, at)[0] | 1)
    return bytes(changed)


def long_sheet(rows: int) -> bytes:
    """Return a programme of so many items."""
    return xlsx([["Содержание", "Срок", "Деятельность наставника"],
                 *([f"Урок {n}", "май", "Смотрит урок"] for n in range(rows))])  # fmt: skip
