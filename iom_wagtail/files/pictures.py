"""Pictures: their size in pixels from the header alone, nothing is decoded."""

from __future__ import annotations

import struct
import warnings
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.kinds import Kind

#: More than any camera of a telephone makes without a trick.
MAX_PIXELS = 80_000_000
MAX_SIDE = 30_000
#: Where a HEIC file tells its sizes: in the boxes at its beginning.
HEIC_HEAD = 1024 * 1024


def check_picture(file: IO[bytes], kind: Kind) -> None:
    """Raise ``FileRefused`` for a damaged picture and for one with too many pixels."""
    file.seek(0)
    width, height = _heic_size(file) if kind.code == "heic" else _size(file, kind)
    if not width or not height:
        raise FileRefused(_("The picture is damaged: it can't be opened."), code="damaged")
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise FileRefused(
            _("The picture has too many pixels (%(width)d × %(height)d): make it smaller.")
            % {"width": width, "height": height},
            code="pixels",
        )


def _size(file: IO[bytes], kind: Kind) -> tuple[int, int]:
    """Return width and height; Pillow reads the header and stops there."""
    with warnings.catch_warnings():
        # Pillow's own alarm comes as a warning; ours comes right after, with the figures.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=[kind.code]) as picture:
                return picture.size
        except Image.DecompressionBombError as error:
            raise FileRefused(
                _("The picture has too many pixels: make it smaller."), code="pixels"
            ) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error):
            return (0, 0)
        finally:
            file.seek(0)


def _heic_size(file: IO[bytes]) -> tuple[int, int]:
    """Return the largest size named by the boxes ``ispe`` (the tiles have boxes of their own)."""
    head = file.read(HEIC_HEAD)
    found = [(0, 0)]
    at = head.find(b"ispe")
    while at != -1:
        sizes = head[at + 8 : at + 16]
        if len(sizes) == 8:
            found.append(struct.unpack(">II", sizes))
        at = head.find(b"ispe", at + 4)
    return max(found, key=lambda size: size[0] * size[1])
