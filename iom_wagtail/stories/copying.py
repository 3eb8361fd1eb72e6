"""A story for another site: clean HTML to paste, and one file with the text and its pictures.

Official sites of schools take text with its simplest marks through an editor, and pictures one by
one; scripts, styles and pictures inside the text («data:») they throw away. So the text to paste
names its pictures by their address here, and the file brings them along for uploading.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from django.http import FileResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.metadata import address_of
from iom_wagtail.stories.models.public import PublicPage
from iom_wagtail.stories.parts import Part, Picture, Video, pictures_wanted, read
from iom_wagtail.stories.photos import COPY, with_renditions
from iom_wagtail.stories.presenting import Who, people_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.stories.models import SuccessStoryPage

#: Larger files are written to the disk while they are made.
IN_MEMORY = 2 * 1024 * 1024
#: Three blank lines say no more than one.
_BLANK = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A story as it goes to another site."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    cover: Picture | None
    heroes: tuple[Who, ...]
    mentors: tuple[Who, ...]
    source: str
    school: str

    @property
    def pictures(self) -> list[Any]:
        """The pictures, each once, in their order."""
        found: dict[int, Any] = {}
        for value in (self.cover, *(part.value for part in self.parts)):
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Picture | Video) and one.image is not None:
                    found.setdefault(one.image.pk, one.image)
        return list(found.values())


def copy_of(story: SuccessStoryPage, request: HttpRequest) -> Copy:
    """Return a story with its pictures at hand; three queries."""
    raw = list(story.body.raw_data)
    keys = [*([story.cover_id] if story.cover_id else []), *_keys(raw)]
    images = with_renditions((key, (COPY,)) for key in keys)
    people = people_of(story.people.all())
    school = story.school()
    cover = images.get(story.cover_id)
    return Copy(
        title=one_line(story.title),
        lead=one_line(story.lead),
        parts=tuple(read(raw, images)),
        cover=Picture(cover, one_line(story.cover_alt)) if cover else None,
        heroes=tuple(people["heroes"]),
        mentors=tuple(people["mentors"]),
        source=address_of(story, request),
        school=one_line(school.short_name) if school else "",
    )


def _keys(raw: list[Any]) -> list[int]:
    return [key for key, _specs in pictures_wanted(raw)]


def html_of(copy: Copy, place: Callable[[Any], str]) -> str:
    """Return the text as HTML of the simplest kind; ``place`` says where a picture lies."""
    places = {image.pk: place(image) for image in copy.pictures}
    context = {"copy": copy, "places": places, "absolute": _absolute(copy.source)}
    text = render_to_string("iom_wagtail/stories/copy/text.html", context)
    return _BLANK.sub("\n", text).strip() + "\n"


def _absolute(source: str) -> str:
    """Return the beginning of addresses on this site: «https://school.example»."""
    return "/".join(source.split("/", 3)[:3])


def copy_page(story: SuccessStoryPage, request: HttpRequest) -> HttpResponse:
    """Show the text ready to be copied, and the way to the file."""
    copy = copy_of(story, request)
    text = html_of(copy, lambda image: request.build_absolute_uri(image.drawn[COPY].url))
    above = story.above
    context = {
        **PublicPage.get_context(story, request),  # neighbours and cards stand beside no copy
        "index_address": above.get_url(request) if above is not None else "",
        "copy": copy,
        "text": text,
        "picture_count": len(copy.pictures),
    }
    return TemplateResponse(request, "iom_wagtail/stories/copy/page.html", context)


def copy_files(story: SuccessStoryPage, request: HttpRequest) -> HttpResponse:
    """Hand out a ZIP: the text, its pictures beside it, and how to put both on a site."""
    copy = copy_of(story, request)
    names: dict[int, str] = {}
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    # Closed by Django when it has been handed out.
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for image in copy.pictures:
            name = f"pictures/{len(names) + 1:02}.jpg"
            try:
                with storage.open(image.drawn[COPY].name, "rb") as picture:
                    archive.writestr(name, picture.read(), zipfile.ZIP_STORED)
            except (OSError, ValueError):  # the file is gone; the words for it stay
                continue
            names[image.pk] = name
        text = html_of(copy, lambda image: names.get(image.pk, ""))
        document = render_to_string(
            "iom_wagtail/stories/copy/document.html", {"copy": copy, "text": text}
        )
        archive.writestr("story.html", document)
        archive.writestr(_("how-to-use.txt"), _how_to(copy))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{story.slug}.zip")


def _how_to(copy: Copy) -> str:
    """Return the page of advice, with the line breaks that Windows' Notepad knows."""
    text = render_to_string("iom_wagtail/stories/copy/how_to.txt", {"copy": copy})
    return "\r\n".join(text.strip().splitlines()) + "\r\n"
