"""System checks of the plugin, with stable ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import OperationalError, ProgrammingError, router

from iom_wagtail import conf

#: 300 programme items of one route post about 3 000 fields (``wagtail8-facts.md`` 33).
FIELDS_NEEDED = 10_000

#: Which fault of ``routes/placement.py`` is which check, and what it exposes.
PLACES = {
    "route_astray": ("E010", "Route {pk} lies outside its school's index."),
    "index_astray": ("E011", "The index of routes {pk} doesn't lie at the root of the page tree."),
    "below_astray": ("E015", "Page {pk} doesn't lie under the route it belongs to."),
    "not_restricted": ("E012", "The index of routes {pk} is open to people who haven't logged in."),
    "doubled": ("E013", "The route or index {pk} is a copy, an alias or a translation."),
    "site_above": ("E014", "Site {pk} begins above the routes, or at them, and publishes them."),
}
PLACE_HINT = (
    "`manage.py setup_roles` mends the login. Move back, or delete, the rest in `manage.py shell`; "
    "no screen of the admin may."
)


@register
def check_settings(**kwargs: Any) -> list[CheckMessage]:
    """E001: no key of ``IOM_WAGTAIL`` is unknown. W001: a large form isn't refused."""
    messages: list[CheckMessage] = [
        Error(f"IOM_WAGTAIL has an unknown key: {key}.", id="iom_wagtail.E001")
        for key in sorted(conf.unknown_keys())
    ]
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is not None and limit < FIELDS_NEEDED:
        messages.append(
            Warning(
                f"DATA_UPLOAD_MAX_NUMBER_FIELDS is {limit}: a long programme would be refused.",
                hint=f"Set it to {FIELDS_NEEDED}.",
                id="iom_wagtail.W001",
            )
        )
    if "iom_wagtail.middleware.RouteGate" not in settings.MIDDLEWARE:
        messages.append(
            Error(
                "The gate that hides routes in Wagtail's admin is not in MIDDLEWARE.",
                hint='Add "iom_wagtail.middleware.RouteGate" after the authentication middleware.',
                id="iom_wagtail.E002",
            )
        )
    if "iom_wagtail.school.middleware.TemporaryPasswordGate" not in settings.MIDDLEWARE:
        messages.append(
            Warning(
                "One-time passwords from paper stay valid: nothing asks to change them.",
                hint='Add "iom_wagtail.school.middleware.TemporaryPasswordGate" to MIDDLEWARE, '
                "after the authentication middleware.",
                id="iom_wagtail.W002",
            )
        )
    return messages


@register
def check_paper_templates(**kwargs: Any) -> list[CheckMessage]:
    """E003: the folder of a school's own paper forms isn't there, so ours would print unnoticed."""
    folder = conf.get_settings().paper_templates
    if not folder or Path(folder).is_dir():
        return []
    return [
        Error(
            f"The folder of paper templates doesn't exist: {folder}.",
            hint='Set IOM_WAGTAIL["paper_templates"], or leave it out to print our own forms.',
            id="iom_wagtail.E003",
        )
    ]


@register
def check_policy(**kwargs: Any) -> list[CheckMessage]:
    """W003: no other app has registered its page policy over ours (``wagtail8-facts.md`` 48).

    Asked when checks run, when every app has had its say.
    """
    from wagtail.models import Page
    from wagtail.permissions import policy_registry

    from iom_wagtail.routes.models import RouteIndexPage, RoutePage
    from iom_wagtail.routes.policy import RouteAwarePolicy

    return [
        Warning(
            f"Another permission policy answers for {model._meta.label}: "
            f"{type(policy).__module__}.{type(policy).__qualname__}. Lists of Wagtail's admin may "
            "show routes to anybody.",
            hint="Let it inherit from iom_wagtail.routes.policy.RouteAwarePolicy.",
            id="iom_wagtail.W003",
        )
        for model in (Page, RouteIndexPage, RoutePage)
        if not isinstance(policy := policy_registry.get_by_type(model), RouteAwarePolicy)
    ]


@register(Tags.database)
def check_places(databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """E010 to E015: every private page lies where it is private, once.

    Runs with ``migrate``, ``setup_roles`` and ``check --database default``.
    """
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.placement import faults

    if router.db_for_read(RoutePage) not in (databases or ()):
        return []
    try:
        found = list(faults())
    except (OperationalError, ProgrammingError):
        return []  # the tables are yet to be made
    return [
        Error(PLACES[kind][1].format(pk=pk), hint=PLACE_HINT, id=f"iom_wagtail.{PLACES[kind][0]}")
        for kind, pk in found
    ]
