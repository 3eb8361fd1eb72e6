"""What all pages of this room have in common: sub-addresses, and few questions on the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from iom_wagtail.school.models import School
from iom_wagtail.stories.moderation.workflow import publication
from iom_wagtail.stories.tester import PublicPageTester

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest
    from wagtail.models import Workflow


class PublicPage(RoutablePageMixin, Page):
    """A public page with addresses of its own below it: a feed, a copy, a file for calendars."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Let the frame know how wide the page is, and addresses below it where they begin."""
        return {
            **super().get_context(request, *args, **kwargs),
            "main_class": "wrap page",
            "page_address": self.get_url(request) or "",
        }

    @cached_property
    def above(self) -> Page | None:
        """The page above, for the way back; a site that has it at hand sets it."""
        return self.get_parent()

    @property
    def has_workflow(self) -> bool:
        """Always: who may not publish sends the page to the site editor (facts 2)."""
        return True

    def get_workflow(self) -> Workflow:
        """Return editor → director."""
        return publication()

    def permissions_for_user(self, user: AbstractBaseUser) -> PublicPageTester:
        """Return what somebody may do with the page."""
        return PublicPageTester(user, self)

    def school(self) -> School | None:
        """Return the school on whose site the page lies."""
        return school_of_page(self)


def school_of_page(page: Page) -> School | None:
    """Return the school of the site below whose root a page lies, whatever its language."""
    site = page.get_site()
    return School.objects.filter(site=site).first() if site is not None else None
