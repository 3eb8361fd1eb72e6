"""Putting a signed text in force: what publication writes, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME
from wagtail.signals import page_published, published

if TYPE_CHECKING:
    from wagtail.models import Page, Revision

#: Where a page lies and what it is: settled when it was opened, never by a signature.
SETTLED = frozenset(
    {
        "content_type",
        "translation_key",
        "locale",
        "alias_of",
        "path",
        "depth",
        "numchild",
        "slug",
        "url_path",
    }
)


def put_in_force(text: Page, revision: Revision) -> None:
    """Write a signed revision, rebuilt as ``text``, into the page's row and its tables.

    Raises ``ValidationError`` for a value that its field refuses. In the place of Wagtail's
    ``PublishPageRevisionAction``, which asks twenty questions more about what can't be here: a
    schedule, an alias, a comment, a revision newer than the one the act has locked, another
    title or address. A missing key or a number taken twice is refused by the database.
    """
    fields = [field for field in text._meta.concrete_fields if not field.primary_key]
    text.clean_fields(exclude=[field.name for field in fields if field.is_relation])
    now = timezone.now()
    text.live, text.expired, text.has_unpublished_changes = True, False, False
    text.live_revision = revision
    text.last_published_at = now
    text.first_published_at = text.first_published_at or now
    tables = [relation.get_accessor_name() for relation in get_all_child_relations(text)]
    written = {*(field.name for field in fields), *tables} - SETTLED - {COMMENTS_RELATION_NAME}
    text.save(clean=False, update_fields=sorted(written))
    kind = type(text)
    page_published.send(sender=kind, instance=text, revision=revision)
    published.send(sender=kind, instance=text, revision=revision)
