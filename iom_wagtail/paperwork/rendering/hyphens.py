"""Hyphens at line ends as hyphens.

Where typst divides a word, the hyphen it draws reads «soft hyphen» (U+00AD) to whoever copies or
searches the text, and most programs then find neither «сопровож» nor «сопровождения». As a plain
hyphen it is understood: poppler, pdf.js and PDFium put such a word together again. typst has no
option for it (0.15), so the finished file is written once more with those two places changed: the
font's table from glyphs to text, and the text beside a glyph that has another meaning elsewhere.
"""

from __future__ import annotations

import re
import zlib

_TABLE = re.compile(rb"(<[0-9A-F]{4}> )<00AD>")
_BESIDE = b"/ActualText<FEFF00AD>"
_PLAIN = b"/ActualText<FEFF002D>"
_STREAM = re.compile(rb"/Length (\d+)(.*?)>>\nstream\n", re.DOTALL)
_OFFSET = re.compile(rb"(\d{10}) 00000 n")


def plain_hyphens(pdf: bytes) -> bytes:
    """Return a PDF of typst's with every soft hyphen read as a hyphen.

    Raises ``ValueError`` for a file that is not written as typst writes it: a plain table of
    objects, one after the other.
    """
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    table = pdf[start:]
    if not table.startswith(b"xref\n0 "):
        raise ValueError("This PDF has no plain cross-reference table.")
    offsets = [int(found) for found in _OFFSET.findall(table)]
    order = sorted(offsets)
    written = bytearray(pdf[: order[0]])
    moved = {}
    for offset, end in zip(order, [*order[1:], start], strict=True):
        moved[offset] = len(written)
        written += _mended(pdf[offset:end])
    table = _OFFSET.sub(lambda found: b"%010d 00000 n" % moved[int(found[1])], table)
    head = table[: table.rindex(b"startxref")]
    return bytes(written) + head + b"startxref\n%d\n%%%%EOF" % len(written)


def _mended(block: bytes) -> bytes:
    """Return an object of the file, mended if it is a packed stream with a soft hyphen in it."""
    stream = _STREAM.search(block)
    if stream is None or b"/FlateDecode" not in stream[0]:
        return block
    begin, size = stream.end(), int(stream[1])
    before = zlib.decompress(block[begin : begin + size])
    after = before.replace(_BESIDE, _PLAIN)
    if b"/CMap" in stream[0]:
        after = _TABLE.sub(rb"\1<002D>", after)
    if after == before:
        return block
    packed = zlib.compress(after)
    head = block[: stream.start()] + b"/Length %d" % len(packed) + block[stream.end(1) : begin]
    return head + packed + block[begin + size :]
