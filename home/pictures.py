"""Ready sizes of pictures, fetched at once and without their rows: a public page asks often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images import get_image_model

#: The shapes in which public pages show pictures, each in the sizes a browser chooses from.
SHAPES = {
    "card": ("fill-400x267|format-webp", "fill-800x533|format-webp"),
    "hero": ("fill-800x533|format-webp", "fill-1200x800|format-webp"),
    "wide": ("fill-400x225|format-webp", "fill-800x450|format-webp"),
}


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a picture."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in one shape: the smallest size, and all of them as ``srcset`` wants them."""

    first: Size
    srcset: str


def pictures(wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Picture]:
    """Return pictures by key of the image and shape, in one question where all sizes are there.

    A size that nobody has asked for yet is made now.
    """
    wanted = list(dict.fromkeys(wanted))
    if not wanted:
        return {}
    images = get_image_model()
    renditions = images.get_rendition_model()
    specs = {spec for _image, shape in wanted for spec in SHAPES[shape]}
    rows = renditions.objects.filter(
        image__in={image for image, _shape in wanted}, filter_spec__in=specs
    ).values_list("image_id", "filter_spec", "file", "width", "height")
    storage = renditions._meta.get_field("file").storage
    ready = {(row[0], row[1]): Size(storage.url(row[2]), row[3], row[4]) for row in rows}
    missing = {
        (image, spec)
        for image, shape in wanted
        for spec in SHAPES[shape]
        if (image, spec) not in ready
    }
    if missing:
        originals = images.objects.in_bulk({image for image, _spec in missing})
        for image, spec in missing:
            made = originals[image].get_rendition(spec)
            ready[image, spec] = Size(made.url, made.width, made.height)
    return {
        (image, shape): _picture([ready[image, spec] for spec in SHAPES[shape]])
        for image, shape in wanted
    }


def _picture(sizes: list[Size]) -> Picture:
    return Picture(sizes[0], ", ".join(f"{size.url} {size.width}w" for size in sizes))
