"""Pictures of public pages: in which sizes they are drawn, and fetching them all at once.

The shapes are the only place that names sizes: a page asks for its renditions in one query, by
these very specs, and the tag ``photo`` draws them. Whole pictures of Wagtail would be the dearest
part of a page, so a page gets addresses and sizes alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of one kind of picture; each cut around the focal point that the editor has set."""

    specs: tuple[str, ...]
    sizes: str


def _webp(*boxes: str) -> tuple[str, ...]:
    """Return the specs as Wagtail spells them; the order counts, it is a key."""
    return tuple(f"format-webp|fill-{box}" for box in boxes)


SHAPES = {
    # in a list: one, two or three beside each other
    "card": Shape(
        _webp("400x267", "800x533"),
        "(min-width: 72em) 23rem, (min-width: 44em) 45vw, calc(100vw - 2rem)",
    ),
    # across the text
    "wide": Shape(
        _webp("480x320", "960x640", "1600x1067"),
        "(min-width: 62em) 50rem, (min-width: 44em) 42rem, calc(100vw - 2rem)",
    ),
    # in a gallery: two beside each other
    "half": Shape(_webp("400x267", "800x533"), "(min-width: 44em) 24rem, calc(100vw - 2rem)"),
    # beside the first words of a home page
    "hero": Shape(_webp("800x533", "1200x800"), "(min-width: 56em) 38rem, 100vw"),
    # beside a few words about what is coming
    "feature": Shape(_webp("480x270", "960x540"), "(min-width: 52em) 34rem, 100vw"),
    # the still of a video
    "video": Shape(
        _webp("480x270", "960x540"),
        "(min-width: 62em) 50rem, (min-width: 44em) 42rem, calc(100vw - 2rem)",
    ),
}
#: For where others show our address, and for other sites: a format that everything reads.
SHARE = "format-jpeg|bgcolor-ffffff|fill-1200x630"
COPY = "format-jpeg|bgcolor-ffffff|max-1200x1200"


#: What the place of a cut depends on; a rendition is found by it.
_FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
#: Wagtail reads a spec anew in each ``Filter``; these are read once.
_FILTERS: dict[str, Filter] = {}


def filter_of(spec: str) -> Filter:
    """Return Wagtail's filter of one of our specs."""
    return _FILTERS.setdefault(spec, Filter(spec=spec))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One rendition: where it lies and how large it is."""

    url: str
    width: int
    height: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as a page shows it: its renditions by their specs."""

    pk: int
    drawn: dict[str, Drawn] = field(default_factory=dict)


def with_renditions(wanted: Iterable[tuple[int, Iterable[str]]]) -> dict[int, Photo]:
    """Return pictures by their keys, drawn in the specs asked for; one query once they are drawn.

    ``wanted`` names keys and specs. A picture that is gone is left out; what was never drawn yet
    is drawn now.
    """
    specs: dict[int, set[str]] = {}
    for key, own in wanted:
        specs.setdefault(key, set()).update(own)
    if not specs:
        return {}
    found = _drawn_already(specs)
    lacking = {
        key: own
        for key, names in specs.items()
        if (own := names - found[key].drawn.keys() if key in found else names)
    }
    if lacking:
        for key, image in get_image_model().objects.in_bulk(lacking).items():
            found.setdefault(key, Photo(key)).drawn.update(_draw(image, lacking[key]))
    return found


def _drawn_already(specs: dict[int, set[str]]) -> dict[int, Photo]:
    model = get_image_model().get_rendition_model()
    storage = model._meta.get_field("file").storage
    rows = model.objects.filter(
        image__in=specs, filter_spec__in=set().union(*specs.values())
    ).values_list(
        "image_id", "filter_spec", "focal_point_key", "file", "width", "height",
        *(f"image__{name}" for name in _FOCUS),
    )  # fmt: skip
    found: dict[int, Photo] = {}
    for key, spec, focus, name, width, height, *around in rows:
        image = SimpleNamespace(**dict(zip(_FOCUS, around, strict=True)))
        # A rendition cut around another point is an old one.
        if spec in specs[key] and focus == filter_of(spec).get_cache_key(image):
            drawn = Drawn(storage.url(name), width, height, name)
            found.setdefault(key, Photo(key)).drawn[spec] = drawn
    return found


def _draw(image: Any, specs: Iterable[str]) -> dict[str, Drawn]:
    """Draw a picture; what has lost its file gets Wagtail's sign for that."""
    rows = get_renditions_or_not_found(image, [filter_of(spec) for spec in specs])
    return {
        spec: Drawn(row.url, row.width, row.height, row.file.name or "")
        for spec, row in rows.items()
    }


def shape_specs(name: str) -> tuple[str, ...]:
    """Return the specs of a shape."""
    return SHAPES[name].specs


def photo(image: Any, shape: str, alt: str, *, lazy: bool = True) -> SafeString:
    """Return the tag of a picture in all its sizes, its box fixed; "" for no picture.

    ``image`` is a ``Photo``, or a picture of Wagtail's where a block stands on a page by itself.
    """
    if image is None:
        return SafeString("")
    form = SHAPES[shape]
    if not isinstance(image, Photo):
        image = Photo(image.pk, _draw(image, form.specs))
    drawn = [image.drawn[spec] for spec in form.specs if spec in image.drawn]
    if not drawn:
        return SafeString("")
    first = drawn[0]
    many = ", ".join(f"{one.url} {one.width}w" for one in drawn) if len(drawn) > 1 else ""
    how = 'loading="lazy" decoding="async"' if lazy else 'fetchpriority="high"'
    return mark_safe(
        f'<img src="{escape(first.url)}"'
        + (f' srcset="{escape(many)}" sizes="{form.sizes}"' if many else "")
        + f' width="{first.width}" height="{first.height}" alt="{escape(alt)}" {how}>'
    )
