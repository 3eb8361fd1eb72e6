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

from functools import reduce
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


def _hidden(user: AbstractBaseUser) -> list[QuerySet]:
    """Return the keys of everything of ours that the user may not know of, kind by kind.

    One screen asks several times, and building these conditions costs more than the database's
    answer. So they are kept at the account's object, which lives for one request. They hold no
    rows: each time they are asked, they tell what is so at that moment.
    """
    today_for = (user.pk, user.is_active, user.is_superuser, timezone.localdate())
    kept = getattr(user, "_iom_hidden", None)
    if kept is None or kept[0] != today_for:
        conditions = [hidden_routes(user), hidden_indexes(user), *below.hidden(user)]
        kept = user._iom_hidden = (today_for, conditions)
    return kept[1]


def without_hidden(pages: QuerySet, user: AbstractBaseUser) -> QuerySet:
    """Take out of a page queryset every route, what lies under it, and every index, if hidden."""
    if user.is_superuser and user.is_active:
        return pages
    for keys in _hidden(user):
        pages = pages.exclude(pk__in=keys)
    return pages


def hidden_among(user: AbstractBaseUser, ids: Iterable[int]) -> set[int]:
    """Return which of these keys are private pages of ours hidden from the user."""
    if user.is_superuser and user.is_active:
        return set()
    hidden = reduce(or_, (Q(pk__in=keys) for keys in _hidden(user)))
    return set(Page.objects.filter(hidden, pk__in=ids).values_list("pk", flat=True))
