"""What Wagtail's own screens would tell of hidden routes, taken out before they are rendered.

The gate stops a request that names a hidden page. These screens name it themselves (paths under
``wagtail/``, 8.0.1):

* ``admin/views/bulk_action``: ``?id=all`` lists every page without access, by title; can go when
  ``get_all_objects_in_listing_query`` asks the policy for the explorable pages;
* ``admin/views/reports/page_types_usage.py``: the page of each type edited last, by title, and how
  many there are; can go when its ``latest_edited_page`` asks the policy;
* filters by account offer everybody who ever edited, owned, locked or submitted any page:
  ``admin/views/pages/listing.py`` (``owner``, ``edited_by``), ``reports/workflows.py``
  (``requested_by``), ``reports/locked_pages.py`` (``locked_by``) and ``reports/audit_logging.py``
  (``user``: its ``get_user_choices`` is called by nobody since the base class renamed it). Can go
  when their querysets are narrowed to what ``viewable_by_user`` returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.forms import ModelChoiceField
from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry

from iom_wagtail.routes import below
from iom_wagtail.routes.gate import hidden_among, without_hidden
from iom_wagtail.routes.models import RouteIndexPage, RoutePage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

#: Where Wagtail counts the pages of each type.
TYPE_REPORTS = frozenset({"page_types_usage", "page_types_usage_results"})

#: Names under which Wagtail's lists filter by account.
ACCOUNT_NAMES = frozenset({"edited_by", "locked_by", "owner", "requested_by", "user"})


def known_accounts(user: AbstractBaseUser) -> QuerySet:
    """Return the accounts whose traces the user may see: in the log of what is open to the user.

    A route's log counts for those alone who see the route, also when it has been deleted.
    """
    private = {
        RoutePage: RoutePage.objects.visible_to(user),
        RouteIndexPage: without_hidden(RouteIndexPage.objects.all(), user),
        **{model: model.objects.visible_to(user) for model in below.models()},
    }
    traces = Q(pk=user.pk)
    for model in registry.get_log_entry_models():
        entries = model.objects.viewable_by_user(user).order_by().exclude(user_id=None)
        if issubclass(model, PageLogEntry):
            for kind, pages in private.items():
                entries = entries.exclude(
                    ~Q(page_id__in=pages.values("pk")),
                    content_type=ContentType.objects.get_for_model(kind),
                )
        traces |= Q(pk__in=entries.values("user_id"))
    return get_user_model()._default_manager.filter(traces)


def _is_admin(request: HttpRequest) -> bool:
    """Return whether the view is one of the admin's about pages, or a report."""
    match = request.resolver_match
    return match is not None and any(
        name.startswith("wagtailadmin") for name in (*match.namespaces, match.url_name or "")
    )


def names_unknown_account(request: HttpRequest) -> bool:
    """Return whether a filter of Wagtail's lists asks for an account the user doesn't know of.

    Chosen values are shown by name above the list, also when they were only typed.
    """
    if not _is_admin(request) or not ACCOUNT_NAMES & set(request.GET):
        return False
    if request.user.is_superuser or not request.user.is_authenticated:
        return False
    values = [value for name in ACCOUNT_NAMES for value in request.GET.getlist(name)]
    asked = {int(value) for value in values if value.isascii() and value.isdigit()}
    return len(asked) != known_accounts(request.user).filter(pk__in=asked).count()


def clean(request: HttpRequest, context: dict[str, Any] | None) -> None:
    """Take hidden pages and unknown accounts out of what a screen of the admin is about to show."""
    match = request.resolver_match
    rows = context.get("items_with_no_access") if context else None
    bulk = rows and match is not None and match.url_name == "wagtail_bulk_action"
    filters = context.get("filters") if context and _is_admin(request) else None
    types = context.get("object_list") if filters and match.url_name in TYPE_REPORTS else ()
    # The user is asked for last, so that public pages don't vary by cookie.
    if not (bulk or filters) or request.user.is_superuser:
        return
    if bulk:
        context["items_with_no_access"] = _known_rows(request.user, rows)
    if filters:
        _clean_filters(request.user, filters)
    _clean_types(request.user, types)


def _known_rows(user: AbstractBaseUser, rows: list[Any]) -> list[Any]:
    """Return the rows that an action doesn't touch, without those of hidden pages."""
    items = [row["item"] if isinstance(row, dict) else row for row in rows]
    hidden = hidden_among(user, {item.pk for item in items if isinstance(item, Page)})
    return [
        row
        for row, item in zip(rows, items, strict=True)
        if not (isinstance(item, Page) and item.pk in hidden)
    ]


def _clean_types(user: AbstractBaseUser, types: Iterable[ContentType]) -> None:
    """Count only the private pages the user knows of, and name no hidden one."""
    last = {row.last_edited_page.pk for row in types if row.last_edited_page}
    hidden = hidden_among(user, last)
    for row in types:
        if (kind := row.model_class()) in (RoutePage, RouteIndexPage, *below.models()):
            row.count = without_hidden(kind.objects.all(), user).count()
        if row.last_edited_page and row.last_edited_page.pk in hidden:
            row.last_edited_page = None


def _clean_filters(user: AbstractBaseUser, filters: Any) -> None:
    """Offer in filters by account only the accounts the user knows of."""
    form = getattr(filters, "form", None)
    for field in form.fields.values() if form is not None else ():
        if isinstance(field, ModelChoiceField) and field.queryset.model is get_user_model():
            field.queryset = field.queryset.filter(pk__in=known_accounts(user).values("pk"))
