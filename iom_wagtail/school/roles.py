"""Roles as Django groups: which screens they open. Who signs is the School record's matter.

Group names are data that people see, so they are Russian and fixed; code uses ``GroupCode``.
The table for people: ``docs/access.md``.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)
from wagtail.signals import copy_for_translation_done

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

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

_SCHOOL = (
    "iom_wagtail.view_school",
    "iom_wagtail.change_school",
    "iom_wagtail.view_staffmember",
    "iom_wagtail.add_staffmember",
    "iom_wagtail.change_staffmember",
)

#: The screens of criteria for lessons; the journal's model, named here as data.
_CRITERIA = ("iom_wagtail.change_criteriaset",)

#: The screens of consents to publication; the stories room's model.
_CONSENTS = ("iom_wagtail.view_publicationconsent",)

#: Model permissions of each group, beside entering the admin, which all have. They open screens;
#: what one may do there, and with whom, is said by ``school/rules.py``.
MODEL_PERMISSIONS: dict[GroupCode, tuple[str, ...]] = {
    GroupCode.DIRECTOR: (*_SCHOOL, *_CRITERIA, *_CONSENTS),
    GroupCode.DEPUTY: (*_SCHOOL, *_CRITERIA, *_CONSENTS),
    GroupCode.METHODIST: ("iom_wagtail.view_staffmember", *_CRITERIA),
    GroupCode.STAFF: (),
    # The second is wagtail-localize's, where it is installed.
    GroupCode.SITE_EDITOR: (*_CONSENTS, "wagtail_localize.submit_translation"),
    GroupCode.TECHNICIAN: (
        "wagtailcore.view_site",
        "wagtailcore.change_site",
        "wagtailredirects.view_redirect",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        "iom_wagtail.view_staffmember",
        "iom_wagtail.add_staffmember",
    ),
}

#: The collection of what is public: pictures on the site have addresses that anybody can open.
#: Found by its name below the root; schools that want more make collections inside it.
PUBLIC_COLLECTION = "Для сайта"

#: What site editors may do with the public pages, images and documents.
_PAGE_RIGHTS = ("wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page")
_FILE_RIGHTS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


def _permissions(names: Iterable[str]) -> QuerySet[Permission]:
    """Return the permissions that exist among ``app.codename`` ones."""
    wanted = Q(pk__in=())
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)


def _names_for(code: GroupCode) -> list[str]:
    """Return the permissions of a group, those of the project's own models included."""
    names = ["wagtailadmin.access_admin", *MODEL_PERMISSIONS[code]]
    if code == GroupCode.TECHNICIAN:
        user = get_user_model()._meta
        names += [f"{user.app_label}.{act}_{user.model_name}" for act in ("view", "add", "change")]
        names += [
            f"{model._meta.app_label}.change_{model._meta.model_name}"
            for model in settings_registry
        ]
    return names


def _words_on_pages() -> list[str]:
    """Return the permissions to the project's settings that only say what stands on its pages."""
    return [
        f"{model._meta.app_label}.change_{model._meta.model_name}"
        for model in settings_registry
        if getattr(model, "for_site_editors", False)
    ]


def group(code: str) -> Group:
    """Return the group of a code; ``setup_roles`` has made it."""
    return Group.objects.get(name=GROUP_NAMES[GroupCode(code)])


@transaction.atomic
def setup_roles() -> None:
    """Make the six groups and put their permissions right. Idempotent; keeps their members.

    Permissions added to these groups by hand are taken back: wishes beyond the table of
    ``docs/access.md`` belong into groups of one's own.
    """
    for code, name in GROUP_NAMES.items():
        found, _created = Group.objects.get_or_create(name=name)
        found.permissions.set(_permissions(_names_for(code)))
    _let_editors_edit(group(GroupCode.SITE_EDITOR))


def _let_editors_edit(editors: Group) -> None:
    """Give site editors the public pages of the default site, the settings that say what stands on
    them (those with ``for_site_editors``), and the public collection's files.

    The group is one, so it is good for one site: on a further site, editors of the first would
    write on another school's pages.
    """
    site = Site.objects.filter(is_default_site=True).first()
    rights = list(_permissions(_words_on_pages())) if site is not None else []
    settings = GroupSitePermission.objects.filter(group=editors)
    settings.exclude(site=site, permission__in=rights).delete()
    for right in rights:
        GroupSitePermission.objects.get_or_create(group=editors, site=site, permission=right)
    stored = GroupPagePermission.objects.filter(group=editors)
    if site is None:
        stored.delete()
    else:
        homes = site.root_page.get_translations(inclusive=True)
        stored.exclude(page__in=homes).delete()
        for home, right in product(homes, _permissions(_PAGE_RIGHTS)):
            GroupPagePermission.objects.get_or_create(group=editors, page=home, permission=right)
    public = public_collection()
    GroupCollectionPermission.objects.filter(group=editors).exclude(collection=public).delete()
    for right in _permissions(_FILE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=public, permission=right
        )


@receiver(copy_for_translation_done, dispatch_uid="iom_editors_follow_languages")
def follow_languages(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Give site editors the home page in a new language: it lies beside the one they have."""
    if not isinstance(target_obj, Page):
        return
    editors = Group.objects.filter(name=GROUP_NAMES[GroupCode.SITE_EDITOR]).first()
    if editors and Site.objects.filter(is_default_site=True, root_page=source_obj.pk).exists():
        _let_editors_edit(editors)


def public_collection() -> Collection:
    """Return the collection «Для сайта», made when it isn't there."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=PUBLIC_COLLECTION).first()
    return found or root.add_child(name=PUBLIC_COLLECTION)


def sync_groups(person: StaffMember) -> None:
    """Let an account's groups follow the person's offices; groups given by hand stay."""
    if person.user is None:
        return
    wanted = {GROUP_NAMES[code] for code in _offices(person)}
    managed = {GROUP_NAMES[code] for code in OFFICE_GROUPS}
    groups = {found.name: found for found in Group.objects.filter(name__in=managed)}
    person.user.groups.remove(*(found for name, found in groups.items() if name not in wanted))
    person.user.groups.add(*(found for name, found in groups.items() if name in wanted))
    # What was answered before on this object no longer holds.
    person.user.__dict__.pop("_iom_groups", None)


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
