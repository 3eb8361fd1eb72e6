"""Where routes lie: one private index a school, at the tree's root, beside the public home page."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from wagtail.models import Locale, Page, PageViewRestriction, Site

from iom_wagtail.routes import below
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.school.models import School

#: Title of every index. It is data, shown in the tree, so it is Russian and fixed.
INDEX_TITLE = "Маршруты"

#: Depth of an index: a child of the tree's root; its routes lie one deeper, and theirs two.
INDEX_DEPTH = 2


def private_kinds() -> frozenset[type[Page]]:
    """Return the page types whose place is guarded."""
    return frozenset({RouteIndexPage, RoutePage, *below.models()})


def index_path(path: str) -> str:
    """Return the path of the index in which a page of this path would lie."""
    return path[: INDEX_DEPTH * Page.steplen]


@transaction.atomic
def ensure_index(school: School) -> RouteIndexPage:
    """Return the school's index, making it, or mending its privacy, when needed. Idempotent.

    It is live, because an unpublished parent hides nothing, and restricted to people who have
    logged in, because ``.public()`` queries ignore how a page is served (facts 20).
    """
    School.objects.select_for_update().get(pk=school.pk)
    index = RouteIndexPage.objects.filter(school=school).first()
    if index is None:
        index = Page.get_first_root_node().add_child(
            instance=RouteIndexPage(
                title=INDEX_TITLE,
                slug=f"routes-{school.pk}",
                school=school,
                live=True,
                locale=Locale.get_default(),
            )
        )
    restrictions = PageViewRestriction.objects.filter(page=index)
    if not restrictions.filter(restriction_type=PageViewRestriction.LOGIN).exists():
        restrictions.delete()
        PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    return index


class FaultKind(StrEnum):
    """What may be wrong with the place of routes; each exposes them."""

    ROUTE_ASTRAY = "route_astray"
    INDEX_ASTRAY = "index_astray"
    BELOW_ASTRAY = "below_astray"
    NOT_RESTRICTED = "not_restricted"
    DOUBLED = "doubled"
    SITE_ABOVE = "site_above"


def faults() -> Iterator[tuple[FaultKind, int]]:
    """Yield what is wrong with a key: of the route, of the index, or of the public site.

    The guards keep this from happening; it tells of what came past them, or was there before.
    """
    for kind, rows in _queries().items():
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield kind, pk


def fault_kinds() -> list[FaultKind]:
    """Return the kinds of fault there are, in one query."""
    found = {kind.value: Exists(rows) for kind, rows in _queries().items()}
    row = Site.objects.order_by("pk").values(**found).first() or {}
    return [kind for kind in FaultKind if row.get(kind.value)]


def _queries() -> dict[FaultKind, QuerySet]:
    """Return for each kind of fault the rows that have it."""
    steps = INDEX_DEPTH * Page.steplen
    own_index = RouteIndexPage.objects.filter(
        school=OuterRef("school"), depth=INDEX_DEPTH, path=Substr(OuterRef("path"), 1, steps)
    )
    restricted = PageViewRestriction.objects.filter(
        page=OuterRef("pk"), restriction_type=PageViewRestriction.LOGIN
    )
    names = [kind._meta.model_name for kind in private_kinds()]
    private = reduce(or_, (Q(**{f"{name}__isnull": False}) for name in names))
    root_private = reduce(or_, (Q(**{f"root_page__{name}__isnull": False}) for name in names))
    twin = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(
        pk=OuterRef("pk")
    )
    return {
        FaultKind.ROUTE_ASTRAY: RoutePage.objects.filter(
            ~Q(depth=INDEX_DEPTH + 1) | ~Exists(own_index)
        ),
        FaultKind.INDEX_ASTRAY: RouteIndexPage.objects.exclude(depth=INDEX_DEPTH),
        FaultKind.BELOW_ASTRAY: Page.objects.filter(_astray_below()),
        FaultKind.NOT_RESTRICTED: RouteIndexPage.objects.exclude(Exists(restricted)),
        FaultKind.DOUBLED: Page.objects.filter(private).filter(
            Q(alias_of__isnull=False) | Exists(twin)
        ),
        FaultKind.SITE_ABOVE: Site.objects.filter(Q(root_page__depth=1) | root_private),
    }


def _astray_below() -> Q:
    """Return the condition of a page that lies elsewhere than under its own route."""
    steps = (INDEX_DEPTH + 1) * Page.steplen
    own_route = RoutePage.objects.filter(
        pk=OuterRef("route_page"), path=Substr(OuterRef("path"), 1, steps)
    )
    found = Q(pk__in=[])
    for model in below.models():
        astray = model.objects.filter(~Q(depth=INDEX_DEPTH + 2) | ~Exists(own_route))
        found |= Q(pk__in=astray.values("pk"))
    return found
