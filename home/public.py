"""Which pages are public: shown, and restricted by nobody."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from iom_wagtail.stories.showing import only_shown


def public(pages: PageQuerySet) -> PageQuerySet:
    """Return those of any pages that everybody may see; that they lie below a public home page is
    for the caller to say.

    Asks nothing beforehand: restrictions are looked at inside the same question.
    """
    restricted = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    return only_shown(pages).filter(~Exists(restricted))
