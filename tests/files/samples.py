"""Files made by the tests: honest ones, and those that pretend."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from iom_wagtail.files.kinds import OPENDOCUMENT, OPENXML

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
EXE = b"MZ\x90\x00" + b"\0" * 200
TEXT = "План урока\nЦель: дроби\n".encode()


def pdf(words: bytes = b"1") -> bytes:
    """Return a small PDF; other words make another file."""
    return b"%PDF-1.4\n%" + words + b"\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(form: str = "PNG", size: tuple[int, int] = (4, 3), colour: str = "red") -> bytes:
    """Return a real picture in one of Pillow's formats."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def pixel_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that claims a huge size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def heic(width: int, height: int) -> bytes:
    """Return the beginning of a HEIC file that tells its size."""
    box = b"ispe" + b"\0" * 4 + struct.pack(">II", width, height)
    return b"\0\0\0\x18ftypheic" + b"\0" * 12 + struct.pack(">I", len(box) + 4) + box


def packed(parts: dict[str, bytes], *, store: bool = False) -> bytes:
    """Return a ZIP archive of these parts, in this order."""
    out = io.BytesIO()
    way = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, content in parts.items():
            # A fixed moment: the same parts give the same bytes, and so the same test ids.
            archive.writestr(zipfile.ZipInfo(name), content, way)
    return out.getvalue()


def openxml(
    family: str = "wordprocessingml.document", more: dict[str, bytes] | None = None
) -> bytes:
    """Return a bare DOCX, XLSX or PPTX with further parts."""
    types = f'<Types><Override ContentType="{OPENXML}.{family}.main+xml"/></Types>'
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<w/>"}
    return packed({**parts, **(more or {})})


def opendocument(kind: str = "text", more: dict[str, bytes] | None = None) -> bytes:
    """Return a bare ODT or ODS with further parts."""
    parts = {"mimetype": f"{OPENDOCUMENT}.{kind}".encode(), "content.xml": b"<office/>"}
    return packed({**parts, **(more or {})}, store=True)


def compound(*streams: str) -> bytes:
    """Return an OLE container whose directory names these streams."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return OLE + b"\0" * 504 + names


def zip_bomb(megabytes: int = 400) -> bytes:
    """Return a DOCX of a few hundred kilobytes that unpacks to hundreds of megabytes."""
    out = io.BytesIO(openxml())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/media/image1.bin", "w", force_zip64=True) as part,
    ):
        for _megabyte in range(megabytes):
            part.write(b"\0" * 1024 * 1024)
    return out.getvalue()


def upload(content: bytes, name: str, said: str = "") -> SimpleUploadedFile:
    """Return a file as a form receives it, with the type the browser claims."""
    return SimpleUploadedFile(name, content, content_type=said or "application/octet-stream")
