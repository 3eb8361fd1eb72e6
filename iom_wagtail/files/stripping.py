"""Pictures without what cameras and programs write beside the pixels: where, when, with what.

A picture is drawn anew, upright as its camera held it; only its colours' profile comes along.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import IO, Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.pictures import MAX_PIXELS

#: For what can't be written just as it was read.
QUALITY = 92
#: What is drawn anew, and how: the format's name and the options to save it with.
_FORMATS: dict[str, dict[str, Any]] = {
    "JPEG": {"optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": QUALITY, "method": 4},
    "AVIF": {"quality": QUALITY},
    "GIF": {},
}
#: The orientation is written here; 1 is upright.
_ORIENTATION, _UPRIGHT = 0x0112, 1


def without_metadata(file: IO[bytes]) -> bytes:
    """Return a picture's bytes without metadata; the file is left at its beginning.

    Raises ``FileRefused`` for a damaged picture, an unknown kind and too many pixels.
    """
    try:
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs, asked about below, and of odd metadata
            return _redrawn(file)
    except Image.DecompressionBombError as error:
        raise FileRefused(
            _("The picture has too many pixels: make it smaller."), code="pixels"
        ) from error
    except (OSError, ValueError, SyntaxError, struct.error, EOFError) as error:
        raise FileRefused(
            _("The picture is damaged: it can't be opened."), code="damaged"
        ) from error
    finally:
        file.seek(0)


def _redrawn(file: IO[bytes]) -> bytes:
    with Image.open(file, formats=list(_FORMATS)) as picture:
        name = "JPEG" if picture.format == "MPO" else str(picture.format)
        frames = getattr(picture, "n_frames", 1) if name != "JPEG" else 1
        if picture.width * picture.height * frames > MAX_PIXELS:
            raise FileRefused(
                _("The picture has too many pixels (%(width)d × %(height)d): make it smaller.")
                % {"width": picture.width, "height": picture.height},
                code="pixels",
            )
        options = dict(_FORMATS[name])
        if profile := picture.info.get("icc_profile"):
            options["icc_profile"] = profile
        out = io.BytesIO()
        if frames > 1:
            _save_frames(picture, name, options, out)
        else:
            _save_one(picture, name, options, out)
    return out.getvalue()


def _save_one(picture: Image.Image, name: str, options: dict[str, Any], out: io.BytesIO) -> None:
    """Write one picture; a JPEG that stands upright keeps its very quality."""
    upright = picture.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    if name == "JPEG":
        options["quality"] = "keep" if upright else QUALITY
    if upright:
        picture.load()
    else:
        picture = ImageOps.exif_transpose(picture)
    picture.info = _kept(picture.info)
    picture.save(out, name, **options)


def _save_frames(picture: Image.Image, name: str, options: dict[str, Any], out: io.BytesIO) -> None:
    """Write a moving picture: every frame with its time."""
    frames, times = [], []
    for frame in ImageSequence.Iterator(picture):
        times.append(frame.info.get("duration", 100))
        one = frame.copy()
        one.info = _kept(frame.info)
        frames.append(one)
    first, *others = frames
    loop = {"loop": picture.info["loop"]} if "loop" in picture.info else {}
    first.save(out, name, save_all=True, append_images=others, duration=times, **loop, **options)


def _kept(info: dict[Any, Any]) -> dict[Any, Any]:
    """Return what the pixels need beside themselves."""
    return {key: info[key] for key in ("transparency", "background") if key in info}
