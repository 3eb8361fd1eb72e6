"""Page types that lie under a route and follow it; filled by rooms above, when the app is ready.

Policy, gate, screens and guards of the place treat such a page as they treat its route, without
knowing what it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet
    from wagtail.models import Page

    from iom_wagtail.routes.models import RoutePage

_models: dict[str, type[Page]] = {}


def register(model: type[Page]) -> None:
    """Make a page type known: its rows lie under their ``route_page``, one under each route.

    Its manager answers ``visible_to(user)``; its class stands on ``PrivatePage``.
    """
    _models[model._meta.label] = model


def models() -> tuple[type[Page], ...]:
    """Return the page types that lie under a route."""
    return tuple(_models.values())


def hidden(user: AbstractBaseUser) -> list[QuerySet]:
    """Return for each type the keys of the pages that the user may not know of."""
    return [
        model.objects.exclude(pk__in=model.objects.visible_to(user).values("pk")).values("pk")
        for model in models()
    ]


def pages_under(route: RoutePage) -> list[Page]:
    """Return the pages that lie under a route now."""
    found = (model.objects.filter(route_page=route.pk).first() for model in models())
    return [page for page in found if page is not None]
