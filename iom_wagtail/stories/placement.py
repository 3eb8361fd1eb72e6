"""Where a school's stories and celebrations lie: under the home page of its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page

from iom_wagtail.school.roles import GroupCode, group
from iom_wagtail.stories.models import CelebrationIndexPage, SuccessStoryIndexPage

if TYPE_CHECKING:
    from iom_wagtail.school.models import School

#: Kind, title and address of each index; titles are data that people see.
PLACES = (
    (SuccessStoryIndexPage, "Наши успехи", "stories"),
    (CelebrationIndexPage, "Праздники", "celebrations"),
)


def ensure_places(school: School) -> None:
    """Make the two indexes of a school that has none, and let its staff write there. Idempotent."""
    for kind, title, slug in PLACES:
        index = _index(kind, school) or _make(kind, school, title, slug)
        GroupPagePermission.objects.get_or_create(
            group=group(GroupCode.STAFF),
            page=index,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename="add_page"
            ),
        )


def story_index(school: School) -> SuccessStoryIndexPage:
    """Return the index of a school's stories, made when it isn't there."""
    return _index(SuccessStoryIndexPage, school) or _make(*PLACES[0][:1], school, *PLACES[0][1:])


def _index(kind: type[Page], school: School) -> Page | None:
    root = school.site.root_page
    return kind.objects.child_of(root).first()


def _make(kind: type[Page], school: School, title: str, slug: str) -> Page:
    root = school.site.root_page
    taken = set(root.get_children().values_list("slug", flat=True))
    free = slug if slug not in taken else f"{slug}-{kind._meta.model_name}"
    return root.add_child(instance=kind(title=title, slug=free, show_in_menus=True))
