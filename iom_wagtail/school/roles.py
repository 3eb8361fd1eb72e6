"""Roles as Django groups: which screens they open. Who signs is the School record's matter.

Group names are data that people see, so they are Russian and fixed; code uses ``GroupCode``.
The table for people: ``docs/access.md``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import StaffMember


class GroupCode(StrEnum):
    """The six groups by their names in code."""

    DIRECTOR = "director"
    DEPUTY = "deputy"
    METHODIST = "methodist"
    STAFF = "staff"
    SITE_EDITOR = "site_editor"
    TECHNICIAN = "technician"


GROUP_NAMES: dict[GroupCode, str] = {
    GroupCode.DIRECTOR: "Директор",
    GroupCode.DEPUTY: "Заместитель директора",
    GroupCode.METHODIST: "Методист",
    GroupCode.STAFF: "Сотрудник",
    GroupCode.SITE_EDITOR: "Редактор сайта",
    GroupCode.TECHNICIAN: "Технический специалист",
}

#: Groups that follow a person's office; the other two are given by hand.
OFFICE_GROUPS = frozenset(
    {GroupCode.DIRECTOR, GroupCode.DEPUTY, GroupCode.METHODIST, GroupCode.STAFF}
)

_SCHOOL = ("change_school", "view_staffmember", "add_staffmember", "change_staffmember")

#: Model permissions of each group, beside entering the admin, which all have.
MODEL_PERMISSIONS: dict[GroupCode, tuple[str, ...]] = {
    GroupCode.DIRECTOR: _SCHOOL,
    GroupCode.DEPUTY: _SCHOOL,
    GroupCode.METHODIST: ("view_staffmember",),
    GroupCode.STAFF: (),
    GroupCode.SITE_EDITOR: (),
    GroupCode.TECHNICIAN: (
        "view_user",
        "add_user",
        "change_user",
        "view_site",
        "change_site",
        "view_redirect",
        "add_redirect",
        "change_redirect",
        "delete_redirect",
        "view_staffmember",
    ),
}

#: What site editors may do with the public pages, images and documents.
_PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
_FILE_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document")


def group(code: str) -> Group:
    """Return the group of a code; ``setup_roles`` has made it."""
    return Group.objects.get(name=GROUP_NAMES[GroupCode(code)])


@transaction.atomic
def setup_roles() -> None:
    """Make the six groups and put their permissions right. Idempotent; keeps their members."""
    enter = Permission.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for code, name in GROUP_NAMES.items():
        found, _created = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(
            Q(content_type__app_label__in=("iom_wagtail", "auth", "wagtailcore"))
            | Q(content_type__app_label="wagtailredirects"),
            codename__in=MODEL_PERMISSIONS[code],
        )
        found.permissions.set([enter, *wanted])
    _let_editors_edit(group(GroupCode.SITE_EDITOR))


def _let_editors_edit(editors: Group) -> None:
    """Give site editors the public pages of every site and the root collection's files."""
    for site in Site.objects.select_related("root_page"):
        for right in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=_PAGE_RIGHTS
        ):
            GroupPagePermission.objects.get_or_create(
                group=editors, page=site.root_page, permission=right
            )
    root = Collection.get_first_root_node()
    for right in Permission.objects.filter(codename__in=_FILE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=root, permission=right
        )


def sync_groups(person: StaffMember) -> None:
    """Let an account's groups follow the person's offices; groups given by hand stay."""
    if person.user is None:
        return
    wanted = {GROUP_NAMES[code] for code in _offices(person)}
    managed = {GROUP_NAMES[code] for code in OFFICE_GROUPS}
    groups = {found.name: found for found in Group.objects.filter(name__in=managed)}
    person.user.groups.remove(*(found for name, found in groups.items() if name not in wanted))
    person.user.groups.add(*(found for name, found in groups.items() if name in wanted))


def _offices(person: StaffMember) -> set[GroupCode]:
    if not person.active:
        return set()
    school = person.school
    found = {GroupCode.STAFF}
    if school.director_id == person.pk:
        found.add(GroupCode.DIRECTOR)
    if school.deputy_id == person.pk:
        found.add(GroupCode.DEPUTY)
    if school.methodists.filter(pk=person.pk).exists():
        found.add(GroupCode.METHODIST)
    return found


def in_group(user: AbstractBaseUser, code: GroupCode) -> bool:
    """Return whether an account is in one of the six groups; cached on the user object."""
    cached = getattr(user, "_iom_groups", None)
    if cached is None:
        cached = frozenset(user.groups.values_list("name", flat=True))
        user._iom_groups = cached
    return GROUP_NAMES[code] in cached
