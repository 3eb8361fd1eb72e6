"""Small copies of pictures, for lists and comparisons. Nothing but pixels comes along.

A photograph from a telephone tells where and when it was taken, and with what. The copy is drawn
anew on a blank sheet, so none of that is in it, whatever the format kept it in.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import IO

from PIL import Image, ImageOps

from iom_wagtail.files.kinds import Kind

#: Enough for half a wide screen; a page with sixty of them still opens on a telephone.
LONGEST_SIDE = 640
QUALITY = 80
#: A JPEG is read at an eighth of its size; other formats are decoded whole, so large ones aren't.
MOST_PIXELS = 25_000_000
#: Kinds that Pillow reads without further libraries; HEIC is not among them.
READABLE = frozenset({"jpeg", "png", "webp", "gif"})

PREVIEW_KIND = Kind("jpeg", "JPEG", ("jpg",), "image/jpeg", picture=True, inline=True)


def preview_of(file: IO[bytes], kind: Kind) -> bytes | None:
    """Return a small JPEG of a picture, upright and on white; the file is left at its beginning.

    None for what is no picture, is too large to be decoded, or turns out to be damaged inside:
    a picture without a preview is still a file that people may keep.
    """
    if kind.code not in READABLE:
        return None
    try:
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs, looked at before, and of odd metadata
            return _draw(file, kind)
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
        return None
    finally:
        file.seek(0)


def _draw(file: IO[bytes], kind: Kind) -> bytes | None:
    with Image.open(file, formats=[kind.code]) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        if picture.width * picture.height > MOST_PIXELS:
            return None
        small = ImageOps.exif_transpose(picture).convert("RGBA")
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new("RGB", small.size, "white")
    sheet.paste(small, mask=small)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
