"""What route and index have in common: they exist once, and no public address leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from wagtail.models import Page

from iom_wagtail.routes.exceptions import WrongPlace

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from wagtail.models import Locale


class PrivatePage:
    """Mixin that stands before ``Page``: not copied, not translated, not served by the tree.

    The doors that lead past these methods (actions on the base ``Page``, tree functions) end at
    the guards in ``routes/guards.py``.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer 404: readers come by the own view, which asks the oracle, wherever the page lies.

        Wagtail's ``serve`` asks nobody but the view restrictions, and "logged in" is not enough.
        """
        raise Http404

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return nothing, whatever a sitemap was asked about."""
        return []

    def copy(self, *args: Any, **kwargs: Any) -> Page:
        """Refuse: a route is opened from an earlier one, never copied as a page (facts 21)."""
        raise WrongPlace

    def create_alias(self, *args: Any, **kwargs: Any) -> Page:
        """Refuse: an alias under a public parent would be public (facts 21)."""
        raise WrongPlace

    def get_translations(self, inclusive: bool = False) -> QuerySet:
        """Return no translation: there is none, and the editor need not look for it (facts 27)."""
        return type(self)._default_manager.filter(pk=self.pk) if inclusive else Page.objects.none()

    def copy_for_translation(
        self, locale: Locale, copy_parents: bool = False, alias: bool = False, **kwargs: Any
    ) -> Page:
        """Refuse to translate; asked for an alias, do nothing (facts 27).

        wagtail-localize asks every page of the tree for an alias when a language is added, and a
        refusal would stop the whole tree: it gets a stub that is saved nowhere and, without a
        language, synchronised no further. Can go when ``synctree`` lets a page stand aside.
        """
        if alias:
            return Page(title=self.title, locale=None)
        raise WrongPlace
