"""Guards of the place: no door leads a route, or an index, under a public parent.

Every way to put a page somewhere (the admin, bulk actions, an API, a translation app,
``add_child``, ``CopyPageAction`` on the base page or on an ancestor) ends in one of these signals.
What writes the tree's columns past them (raw SQL, treebeard's own move) is found by
``placement.faults``.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import pre_page_move

from iom_wagtail.routes.exceptions import WrongPlace
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.routes.placement import INDEX_DEPTH, index_path, private_kinds

#: Columns whose change may move a page, or make it another page's double.
PLACING = frozenset({"path", "depth", "alias_of", "alias_of_id", "translation_key", "locale"})


def _places(update_fields: Any) -> bool:
    """Return whether a save writes the page's place."""
    return update_fields is None or bool(PLACING & set(update_fields))


def _refuse_doubles(page: Page, same: Q) -> None:
    """Raise ``WrongPlace`` for an alias, and for a new page that doubles one that is there."""
    double = Q(translation_key=page.translation_key) | same
    if page.alias_of_id is not None:
        raise WrongPlace
    if page._state.adding and Page.objects.filter(double).exists():
        raise WrongPlace


@receiver(pre_save, sender=RoutePage, dispatch_uid="iom_wagtail_route_place")
def keep_route(
    instance: RoutePage, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Let a route be saved in its school's index alone, and once."""
    if raw or not _places(update_fields):
        return
    _refuse_doubles(
        instance,
        Q(
            routepage__school=instance.school_id,
            routepage__year_start=instance.year_start,
            routepage__number=instance.number,
        ),
    )
    _check_route(instance, instance.school_id)


@receiver(pre_save, sender=RouteIndexPage, dispatch_uid="iom_wagtail_index_place")
def keep_index(
    instance: RouteIndexPage, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Let an index be saved at the tree's root alone, one a school."""
    if raw or not _places(update_fields):
        return
    _refuse_doubles(instance, Q(routeindexpage__school=instance.school_id))
    _check_index(instance)


@receiver(pre_save, sender=Page, dispatch_uid="iom_wagtail_base_place")
def keep_base(instance: Page, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Hold the same when one of them is saved as a plain ``Page``, as moving does."""
    kind = instance.specific_class
    if raw or kind not in private_kinds() or not _places(update_fields):
        return
    _refuse_doubles(instance, Q(pk__in=[]))
    if kind is RouteIndexPage:
        _check_index(instance)
    elif kind is RoutePage:
        _check_route(instance, RoutePage.objects.values("school").filter(pk=instance.pk)[:1])
    else:
        _check_below(instance, kind.objects.values("route_page").filter(pk=instance.pk)[:1])


def keep_below(instance: Page, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Let a page be saved under its own route alone, one of its kind."""
    if raw or not _places(update_fields):
        return
    name = instance._meta.model_name
    _refuse_doubles(instance, Q(**{f"{name}__route_page": instance.route_page_id}))
    _check_below(instance, instance.route_page_id)


def watch(model: type[Page]) -> None:
    """Guard the place of a page type that lies under routes; called when the app is ready."""
    pre_save.connect(keep_below, sender=model, dispatch_uid=f"{model._meta.label}_place")


def _check_route(page: Page, school: Any) -> None:
    path = index_path(page.path)
    home = RouteIndexPage.objects.filter(path=path, depth=INDEX_DEPTH, school=school)
    if page.depth != INDEX_DEPTH + 1 or not home.exists():
        raise WrongPlace


def _check_below(page: Page, route: Any) -> None:
    path = page.path[: -Page.steplen]
    home = RoutePage.objects.filter(path=path, depth=INDEX_DEPTH + 1, pk=route)
    if page.depth != INDEX_DEPTH + 2 or not home.exists():
        raise WrongPlace


def _check_index(page: Page) -> None:
    if page.depth != INDEX_DEPTH:
        raise WrongPlace


@receiver(pre_page_move, dispatch_uid="iom_wagtail_move")
def keep_when_moved(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Refuse before the tree is touched; routes may change their order among themselves."""
    if instance.specific_class in private_kinds() and parent_page_before.pk != parent_page_after.pk:
        raise WrongPlace


@receiver(pre_save, sender=Site, dispatch_uid="iom_wagtail_site_root")
def keep_site(instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """Refuse a public site that would begin above the routes, or at them."""
    if not raw and (
        instance.root_page.is_root() or instance.root_page.specific_class in private_kinds()
    ):
        raise WrongPlace
