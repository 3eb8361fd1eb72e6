"""Which collections are public: «Для сайта» and those inside it, unless restricted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Collection, CollectionViewRestriction

from iom_wagtail.school.roles import PUBLIC_COLLECTION

if TYPE_CHECKING:
    from django.db.models import QuerySet


def public_collections() -> QuerySet[Collection]:
    """Return the collections whose content everybody may see."""
    root = Collection.get_first_root_node()
    public = root.get_children().filter(name=PUBLIC_COLLECTION).first() if root else None
    if public is None:
        return Collection.objects.none()
    found = public.get_descendants(inclusive=True)
    for restriction in CollectionViewRestriction.objects.select_related("collection"):
        found = found.exclude(path__startswith=restriction.collection.path)
    return found


def picture_problem(collection: Collection | None) -> str:
    """Return why a picture can't lie in a collection, or ""."""
    if collection is not None and public_collections().filter(pk=collection.pk).exists():
        return ""
    return _(
        "Pictures have public addresses: they lie only in the collection “%(name)s” or one inside "
        "it, without restrictions. Attach private pictures to a route."
    ) % {"name": PUBLIC_COLLECTION}
