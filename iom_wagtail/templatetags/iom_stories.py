"""Template tags of public pages: pictures, typography, what programs read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString

from iom_wagtail.school.words import ru_typography
from iom_wagtail.stories import metadata, photos
from iom_wagtail.stories.letters import one_line, tidy
from iom_wagtail.stories.parts import safe_html

register = template.Library()


@register.filter
def words(text: object) -> str:
    """Show a line that somebody wrote: nothing unseen in it, its non-breaking spaces set."""
    return _line(str(text)) if text else ""


@lru_cache(maxsize=1024)
def _line(text: str) -> str:
    """Set a line; a public page draws forty, the same ones for everybody."""
    return ru_typography(one_line(text))


@register.filter
def prose(text: object) -> str:
    """The same for a text of several lines."""
    return ru_typography(tidy(text))


@register.filter
def rich(value: Any) -> SafeString:
    """Show a rich text: as ``parts`` has made it, or a block's own value."""
    return value if isinstance(value, SafeString) else safe_html(getattr(value, "source", value))


@register.simple_tag
def photo(image: Any, shape: str, alt: str = "", lazy: bool = True) -> SafeString:
    """Draw a picture in the sizes of a shape (``stories/photos.py``)."""
    return photos.photo(image, shape, one_line(alt), lazy=lazy)


@register.filter
def description(page: Any) -> str:
    """Return what is said of a page in lists of search results."""
    return metadata.description_of(page)


@register.simple_tag(takes_context=True)
def whole_address(context: template.Context, page: Any) -> str:
    """Return the one address of a page, with the host."""
    return metadata.address_of(page, context["request"])


@register.simple_tag(takes_context=True)
def share_picture(context: template.Context, image: Any) -> dict[str, Any] | None:
    """Return ``url``, ``width``, ``height`` of the picture shown where the address is shared."""
    return metadata.share_picture(image, context["request"])


@register.simple_tag(takes_context=True)
def article_data(context: template.Context, school: Any) -> SafeString:
    """Say in schema.org's words what the story is."""
    return metadata.json_ld(
        metadata.article(
            context["page"],
            context["request"],
            school=school,
            cover=context["cover"],
            heroes=context["heroes"],
        )
    )


@register.simple_tag(takes_context=True)
def event_data(context: template.Context, school: Any) -> SafeString:
    """Say in schema.org's words what the celebration is."""
    return metadata.json_ld(
        metadata.event(context["page"], context["request"], school=school, cover=context["cover"])
    )


@register.filter
def place_of(places: dict[int, str], image: Any) -> str:
    """Return where a picture of a copy lies; "" when its file is gone."""
    return places.get(image.pk, "") if image is not None else ""
