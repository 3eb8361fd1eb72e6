"""THE question of everything public, asked of pages of any kind at once."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.apps import apps
from django.utils import timezone
from wagtail.query import PageQuerySet

from iom_wagtail.stories.models.base import ConsentedPage


@cache
def _consented() -> tuple[str, ...]:
    """Return the names under which a page leads to its story, its celebration and so on."""
    models = (model for model in apps.get_models() if issubclass(model, ConsentedPage))
    return tuple(model._meta.model_name for model in models)


def only_shown(pages: PageQuerySet, on: dt.date | None = None) -> PageQuerySet:
    """Return those of any pages that everybody may see on a day, as ``shown()`` says it of ours.

    That a page lies below a public home page is for the caller to say.
    """
    day = on or timezone.localdate()
    found = pages.live()
    for name in _consented():
        found = found.exclude(**{f"{name}__shown_until__lt": day})
    return found
