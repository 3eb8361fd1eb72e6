"""What one may do with public pages: Wagtail's rights, within one's own school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import PagePermissionTester

from iom_wagtail.school.access import staff_of
from iom_wagtail.stories.moderation import rules
from iom_wagtail.stories.moderation.context import is_deciding
from iom_wagtail.stories.moderation.people import directors

if TYPE_CHECKING:
    from iom_wagtail.school.models import School


class PublicPageTester(PagePermissionTester):
    """Wagtail's tester, asked further: is it this person's school, and does the director wish?

    The group of all staff may write on every school's pages as far as Wagtail knows: groups are
    the site's, schools are ours.
    """

    @property
    def school(self) -> School | None:
        """The school whose page it is."""
        return self.page.specific.school()

    def is_at_home(self) -> bool:
        """Return whether the person belongs to the page's school, or to no school at all."""
        staff = getattr(self.user, "staff_member", None)
        if staff is None or self.user.is_superuser:
            return True
        school = self.school
        return school is None or (staff_of(self.user) is not None and staff.school_id == school.pk)

    def publishes_alone(self) -> bool:
        """Return whether a right to publish suffices here."""
        school = self.school
        if school is None or self.user.is_superuser or is_deciding():
            return True
        wished = school.director_approves_stories
        leads = wished and self.user.pk in {one.pk for one in directors(school)}
        return rules.may_publish_alone(director_wished=wished, is_director=leads)

    def can_edit(self) -> bool:
        """Edit: in one's own school, and whoever decides while it waits."""
        return super().can_edit() and self.is_at_home()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Delete: in one's own school."""
        return super().can_delete(ignore_bulk) and self.is_at_home()

    def can_add_subpage(self) -> bool:
        """Add a page: in one's own school."""
        return super().can_add_subpage() and self.is_at_home()

    def can_publish(self) -> bool:
        """Publish: with the right to, unless the director is asked; or by deciding the step."""
        if is_deciding():
            return True
        return super().can_publish() and self.is_at_home() and self.publishes_alone()

    def can_publish_subpage(self) -> bool:
        """Publish a new page at once: the same."""
        return super().can_publish_subpage() and self.is_at_home() and self.publishes_alone()
