"""The page policy: routes are reached by role, never by stored page permissions (facts 17, 18).

Registered on ``Page`` in ``AppConfig.ready()``, and imported nowhere else (``design.md``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from iom_wagtail.routes import access
from iom_wagtail.routes.gate import without_hidden
from iom_wagtail.routes.models import RouteAssignment
from iom_wagtail.routes.models.private import PrivatePage
from iom_wagtail.school.access import staff_with_school
from iom_wagtail.school.models import School

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

#: What the plain policy calls the actions that a route's own tester answers.
_ANSWERS = {"change": "can_edit", "publish": "can_publish"}


class RouteAwarePolicy(PagePermissionPolicy):
    """Wagtail's page policy, with routes taken out and given back by role.

    Mentors get the editor on their own routes, the school's leaders on their school's index;
    everybody else's queries don't contain a route, whatever rights they hold on the tree.
    """

    def get_all_permissions_for_user(self, user: AbstractBaseUser) -> Iterable[Any]:
        """Return stored permissions and, unsaved, those that roles on routes confer."""
        stored = super().get_all_permissions_for_user(user)
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return stored
        reached = self._reached(user)
        change = Permission(codename="change_page")
        own = _within_the_own_school(stored, user)
        return [*own, *(GroupPagePermission(page=page, permission=change) for page in reached)]

    def _reached(self, user: AbstractBaseUser) -> QuerySet:
        """Return the indexes the user reads by office, and the routes the user mentors now.

        What lies under a route is reached with it: Wagtail's permissions go down the tree.
        """
        schools = access.leads_school(user, School.objects.all())
        mentors = RouteAssignment.objects.filter(role="mentor")
        return Page.objects.filter(
            Q(routeindexpage__school__in=schools) | Q(pk__in=access.on_route(user, mentors))
        )

    def instances_user_has_any_permission_for(
        self, user: AbstractBaseUser, actions: Iterable[str]
    ) -> QuerySet:
        """Return Wagtail's answer without hidden routes."""
        return without_hidden(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user: AbstractBaseUser) -> QuerySet:
        """Return Wagtail's answer without hidden routes."""
        return without_hidden(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(
        self, user: AbstractBaseUser, actions: Iterable[str], instance: Page
    ) -> bool:
        """Ask a private page's own tester; for any other page, Wagtail's rule."""
        if issubclass(instance.specific_class or Page, PrivatePage):
            tester = instance.specific.permissions_for_user(user)
            return any(
                getattr(tester, _ANSWERS[action])() for action in actions if action in _ANSWERS
            )
        return super().user_has_any_permission_for_instance(user, actions, instance)


def _within_the_own_school(stored: Iterable[Any], user: AbstractBaseUser) -> list[Any]:
    """Return stored permissions without those on the sites of other schools than one's own.

    The groups of all staff and of site editors are the installation's, schools are ours: what one
    may do on public pages ends where the own school does. Whoever is on no staff keeps everything.
    """
    found, staff = list(stored), staff_with_school(user)
    if staff is None:
        return found
    home = staff.school.site.root_page.path
    elsewhere = [one for one in found if not _on_one_way(one.page.path, home)]
    if not elsewhere:
        return found
    others = Page.objects.filter(sites_rooted_here__iom_school__isnull=False).exclude(path=home)
    # In every language: a translated home page lies beside the one it was made from.
    in_all = Page.objects.filter(translation_key__in=others.values("translation_key"))
    foreign = tuple(in_all.values_list("path", flat=True))
    gone = [one for one in elsewhere if foreign and one.page.path.startswith(foreign)]
    return [one for one in found if one not in gone]


def _on_one_way(path: str, other: str) -> bool:
    """Return whether one of two places of the tree lies below the other."""
    return path.startswith(other) or other.startswith(path)


def register() -> None:
    """Register the policy for every page type; the last registration wins (facts 48)."""
    register_permission_policy(Page, RouteAwarePolicy())
