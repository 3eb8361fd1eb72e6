"""Which page ids a request names, and which of them its user may not know of.

Gaps of Wagtail 8.0.1 that this covers (paths under ``wagtail/``); each can go when the named view
asks the page's own tester, or the registered policy, before it shows a title:

* ``admin/views/pages/move.py``: ``MoveConfirmView`` shows the page and its destination on GET;
* ``admin/views/pages/bulk_actions``: ``?id=`` and ``?childOf=`` list titles without access
  (``?id=all`` names nothing: ``routes/screens.py`` takes the rows out);
* ``admin/views/chooser.py``: ``chosen-multiple``, ``?page_type=`` browsing below a given parent;
* ``admin/views/pages/{usage,workflow_history}.py``, ``generic/workflow.py`` (``status``, actions),
  ``admin/views/workflows.py`` (``remove`` by ``page_pk``): the answer tells that a page is there;
* ``contrib/redirects`` and ``sites``: a form that comes back shows the title of any page sent;
* ``api/v2``: ``child_of``, ``descendant_of`` and ``translation_of`` tell that a page is there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from iom_wagtail.routes import access, below
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.school.models import School

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser

#: URL namespaces of Wagtail in which a bare key is a page's.
PAGE_NAMESPACES = ("wagtailadmin_pages", "wagtailadmin_explore", "wagtailadmin_choose_page")

#: Names under which any view may carry a page's key.
PAGE_NAMES = frozenset(
    {
        "page_id",
        "parent_page_id",
        "parent_id",
        "destination_page_id",
        "destination_id",
        "page_to_move_id",
        "root_page_id",
        "child_of",
        "descendant_of",
        "translation_of",
        "new_parent_page",
        "chooser",
        "next_page",
        "page_pk",
        "childOf",
        "redirect_page",
        "root_page",
    }
)

#: Names that mean a page only inside the page namespaces and the bulk actions on pages.
BARE_NAMES = frozenset({"id", "pk", "ids", "object_id"})


def _is_about_pages(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    match = request.resolver_match
    spaces = [*match.namespaces, match.url_name or ""]
    if any(space.startswith(PAGE_NAMESPACES) for space in spaces):
        return True
    return match.url_name == "wagtail_bulk_action" and kwargs.get("model_name") == "page"


def page_ids(request: HttpRequest, kwargs: dict[str, Any]) -> set[int]:
    """Return every page key that the address, the query or the form of a request names."""
    if request.resolver_match is None:
        return set()
    names = PAGE_NAMES | BARE_NAMES if _is_about_pages(request, kwargs) else PAGE_NAMES
    given: list[Any] = [value for name, value in kwargs.items() if name in names]
    for name in names:
        given += request.GET.getlist(name)
        if request.method == "POST" and name in PAGE_NAMES | {"id"}:
            given += request.POST.getlist(name)
    words = (word for value in given for word in str(value).split(","))
    return {int(word) for word in words if word.isascii() and word.strip().isdigit()}


def hidden_routes(user: AbstractBaseUser) -> QuerySet:
    """Return the keys of all routes that the user may not know of."""
    return RoutePage.objects.exclude(pk__in=RoutePage.objects.visible_to(user).values("pk")).values(
        "pk"
    )


def hidden_indexes(user: AbstractBaseUser) -> QuerySet:
    """Return the keys of the indexes of schools in which the user reads no route."""
    known = RouteIndexPage.objects.filter(
        Q(school__in=access.leads_school(user, School.objects.all()))
        | Q(school__in=RoutePage.objects.visible_to(user).values("school"))
    )
    return RouteIndexPage.objects.exclude(pk__in=known.values("pk")).values("pk")


@dataclass(frozen=True, slots=True)
class Asker:
    """All of an account that the conditions of sight may depend on, and the day they are for."""

    pk: int | None
    is_authenticated: bool
    is_active: bool
    is_superuser: bool
    day: dt.date


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an account may not know of: the keys kind by kind, and the same as one question."""

    kinds: tuple[QuerySet, ...]
    all: QuerySet


def _hidden(user: AbstractBaseUser) -> Conditions:
    """Return under which conditions something of ours is hidden from the user today."""
    return _conditions(
        Asker(
            pk=user.pk,
            is_authenticated=user.is_authenticated,
            is_active=user.is_active,
            is_superuser=user.is_superuser,
            day=timezone.localdate(),
        )
    )


# An account's conditions take about half a megabyte.
@lru_cache(maxsize=32)
def _conditions(asker: Asker) -> Conditions:
    """Build these conditions, once for everybody who asks the same.

    Building them costs several times what the database takes to answer, and every request of the
    admin asks. What is kept are questions, never rows: whenever they are asked, they tell what is
    so at that moment. They are built from ``asker`` alone, so nothing else can get into them.
    """
    kinds = (hidden_routes(asker), hidden_indexes(asker), *below.hidden(asker))
    hidden = reduce(or_, (Q(pk__in=keys) for keys in kinds))
    return Conditions(kinds, Page.objects.filter(hidden).values_list("pk", flat=True))


def forget_conditions() -> None:
    """Drop all that is kept, so that the next question is built anew."""
    _conditions.cache_clear()


def without_hidden(pages: QuerySet, user: AbstractBaseUser) -> QuerySet:
    """Take out of a page queryset every route, what lies under it, and every index, if hidden."""
    if user.is_superuser and user.is_active:
        return pages
    for keys in _hidden(user).kinds:
        pages = pages.exclude(pk__in=keys)
    return pages


def hidden_among(user: AbstractBaseUser, ids: Iterable[int]) -> set[int]:
    """Return which of these keys are private pages of ours hidden from the user."""
    if user.is_superuser and user.is_active:
        return set()
    return set(_hidden(user).all.filter(pk__in=ids))
