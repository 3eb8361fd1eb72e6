"""Draws the font of last resort: a frame for every character that no other font of ours has.

PDF/UA refuses a text with a character that no font can show. With this font behind the others a
name in Hindi prints as frames, and still copies and reads as it was typed. Run once, by hand, with
fontTools at hand (``pip install fonttools==4.68.0``); the font lies in the wheel.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).resolve().parents[1] / "iom_wagtail/paperwork/fonts/IOMLastResort.ttf"
EM, WIDTH, LINE = 1000, 600, 40
NAMES = {
    "familyName": "IOM Last Resort",
    "styleName": "Regular",
    "psName": "IOMLastResort",
    "version": "Version 1.0",
    "licenseDescription": "BSD-3-Clause, as the plugin it belongs to",
}


def frame() -> TTGlyphPen:
    """Return the pen that has drawn an upright frame."""
    pen = TTGlyphPen(None)
    outer = [(60, 0), (60, 700), (540, 700), (540, 0)]
    left, right, low, high = 60 + LINE, 540 - LINE, LINE, 700 - LINE
    inner = [(left, low), (right, low), (right, high), (left, high)]
    for contour in (outer, inner):
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen


def everything() -> CmapSubtable:
    """Return a table that leads every character to the one glyph."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    codes = [*range(0xA0, 0xD800), *range(0xE000, 0xFDD0), *range(0xFDF0, 0xFFFE)]
    for plane in range(1, 17):
        codes += range(plane << 16, (plane << 16) + 0xFFFE)
    table.cmap = dict.fromkeys(codes, "frame")
    return table


def main() -> None:
    """Write the font."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "frame"])
    glyph = frame().glyph()
    builder.setupGlyf({".notdef": glyph, "frame": glyph})
    builder.setupCharacterMap({})
    builder.font["cmap"].tables = [everything()]
    builder.setupHorizontalMetrics({".notdef": (WIDTH, 60), "frame": (WIDTH, 60)})
    builder.setupHorizontalHeader(ascent=890, descent=-220)
    builder.setupNameTable(NAMES)
    builder.setupOS2(sTypoAscender=890, sTypoDescender=-220, usWinAscent=890, usWinDescent=220)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(TARGET)


if __name__ == "__main__":
    main()
