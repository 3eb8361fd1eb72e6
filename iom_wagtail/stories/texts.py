"""All words of a public page, with the places they stand in; addresses and names of files too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import COMMENTS_RELATION_NAME, Page
from wagtail.rich_text import RichText

from iom_wagtail.stories.rules import Text

#: Columns of every page that visitors never see, or see as ``slug`` already.
_NOT_SHOWN = {"draft_title", "url_path", "path"}
_ADDRESS = re.compile(r"""\bhref=["']([^"']+)""")
_BLOCK_ENDS = re.compile(r"<(?:/(?:p|li|h\d)|br ?/?)>")


def texts_of(
    page: Page, rows: Mapping[str, Iterable[models.Model]] | None = None
) -> Iterator[Text]:
    """Yield every text of a page as it would be published, in the order of its fields.

    ``rows`` are rows typed into an editor, by their relation, in the place of those of the page.
    """
    yield from _own(page, page._meta.get_fields(), "", "")
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME:  # the office's alone
            continue
        heading = capfirst(str(relation.related_model._meta.verbose_name))
        typed = rows.get(name) if rows else None
        for number, row in enumerate(getattr(page, name).all() if typed is None else typed, 1):
            fields = row._meta.get_fields()
            yield from _own(row, fields, name, f"{heading} {number}: ")


def _own(thing: models.Model, fields: Any, relation: str, before: str) -> Iterator[Text]:
    image = get_image_model()
    for field in fields:
        if not isinstance(field, models.Field) or field.name in _NOT_SHOWN:
            continue
        where = before + capfirst(str(field.verbose_name))
        told = relation or field.name
        if isinstance(field, StreamField):
            yield from _stream(told, where, getattr(thing, field.name))
        elif field.many_to_one and issubclass(field.related_model, image):
            yield from _picture(told, where, getattr(thing, field.name))
        elif _holds_words(field) and (words := getattr(thing, field.name)):
            yield Text(told, where, words, address=isinstance(field, models.SlugField))


def _holds_words(field: models.Field) -> bool:
    written = isinstance(field, models.CharField | models.TextField)
    return written and field.editable and not field.choices


def _stream(field: str, where: str, value: blocks.StreamValue) -> Iterator[Text]:
    for number, child in enumerate(value, start=1):
        place = _("%(field)s, block %(number)d (%(kind)s)") % {
            "field": where,
            "number": number,
            "kind": child.block.label,
        }
        yield from _value(field, place, child.block, child.value)


def _value(field: str, where: str, block: blocks.Block, value: Any) -> Iterator[Text]:
    match value:
        case blocks.StructValue():
            for name, inner in value.items():
                yield from _value(field, where, block.child_blocks[name], inner)
        case blocks.list_block.ListValue():
            for inner in value:
                yield from _value(field, where, block.child_block, inner)
        case blocks.StreamValue():
            yield from _stream(field, where, value)
        case RichText():
            source = value.source
            words = unescape(strip_tags(_BLOCK_ENDS.sub("\n", source)))
            yield Text(field, where, words)
            for address in _ADDRESS.findall(source):
                yield Text(field, where, unescape(address), address=True)
        case str():
            yield Text(field, where, value, address=isinstance(block, blocks.URLBlock))
        case _ if isinstance(value, get_image_model()):
            yield from _picture(field, where, value)


def _picture(field: str, where: str, image: Any) -> Iterator[Text]:
    """Yield the name of a picture's file, which stands in the picture's address."""
    if image is not None and image.file:
        name = image.file.name.rpartition("/")[2]
        place = _("%(where)s: name of the file") % {"where": where}
        yield Text(field, place, name, address=True)
