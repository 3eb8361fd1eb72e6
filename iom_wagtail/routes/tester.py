"""What a user may do with a route in Wagtail's own views: starts from nothing (facts 18)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from wagtail.models import Page, PagePermissionTester

from iom_wagtail.approval.guard import is_signing
from iom_wagtail.routes import rules
from iom_wagtail.routes.rules import Ability, Office
from iom_wagtail.school.access import staff_with_school
from iom_wagtail.school.models import StaffMember

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import School


def methodists_of(school: School) -> frozenset[int]:
    """Return the keys of a school's methodists, cached on the school object like its delegates."""
    from iom_wagtail.approval.signing import office_holders

    return office_holders(school).methodists


class ClosedPageTester(PagePermissionTester):
    """Says no to everything Wagtail's own views could do to a page, a superuser's included."""

    def __init__(self, user: AbstractBaseUser, page: Page) -> None:
        self.user = user
        self.page = page
        self.page_is_root = False
        self.permissions: set[str] = set()

    def can_edit(self) -> bool:
        """Edit: never."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """Submit: never."""
        return False

    def can_publish(self) -> bool:
        """Publish: never."""
        return False

    def can_view_revisions(self) -> bool:
        """See history: never."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Delete: never through Wagtail's views."""
        return False

    def can_unpublish(self) -> bool:
        """Unpublish: never; an approved version stays in force until the next one."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Change privacy: never; placement and the oracle decide."""
        return False

    def can_unschedule(self) -> bool:
        """Unschedule: never; nothing is scheduled."""
        return False

    def can_lock(self) -> bool:
        """Lock by hand: never; approval locks."""
        return False

    def can_unlock(self) -> bool:
        """Unlock by hand: never."""
        return False

    def can_publish_subpage(self) -> bool:
        """Publish a child page: never here."""
        return False

    def can_reorder_children(self) -> bool:
        """Reorder children: never."""
        return False

    def can_add_subpage(self) -> bool:
        """Add a child page: never through Wagtail's views."""
        return False

    def can_move(self) -> bool:
        """Move: never (facts 21)."""
        return False

    def can_move_to(self, destination: Page) -> bool:
        """Move there: never."""
        return False

    def can_copy(self) -> bool:
        """Copy: never (facts 21)."""
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        """Copy there: never."""
        return False


class RoutePermissionTester(ClosedPageTester):
    """Answers every ``can_*`` from the person's roles and offices, never from stored rights.

    Stored page permissions of groups don't count on a route, a superuser reads only;
    publishing is possible only inside the act of signing (facts 4).
    """

    def __init__(self, user: AbstractBaseUser, page: Page) -> None:
        super().__init__(user, page)
        self.permissions = {"change"} if self.allows(Ability.EDIT) else set()

    @cached_property
    def offices(self) -> frozenset[Office]:
        """Roles on the route and offices in its school; empty for everybody else."""
        user, page = self.user, self.page
        if not user.is_authenticated or not user.is_active:
            return frozenset()
        found: set[Office] = {Office.SUPERUSER} if user.is_superuser else set()
        staff = self._person()
        if staff is None or not staff.active:
            return frozenset(found)
        found.update(
            Office(row.role) for row in page.current_assignments if row.staff_id == staff.pk
        )
        if staff.school_id == page.school_id:
            found.update(self._school_offices(staff))
        return frozenset(found)

    def _person(self) -> StaffMember | None:
        """Return the user's staff record; without a query when it stands among the page's people.

        The assignments and the school's leaders have come with the page. A list of pages asks
        for the user once and never looks here again.
        """
        relation = StaffMember._meta.get_field("user").remote_field
        if relation.is_cached(self.user) or "school" not in self.page._state.fields_cache:
            return staff_with_school(self.user)
        school = self.page.school
        leaders = (school._state.fields_cache.get(name) for name in ("director", "deputy"))
        people = [*(row.staff for row in self.page.current_assignments), *leaders]
        person = next((p for p in people if p and p.user_id == self.user.pk), None)
        if person is None:
            return staff_with_school(self.user)
        if person.school_id == school.pk:
            person.school = school
        relation.set_cached_value(self.user, person)
        return person

    def _school_offices(self, staff: StaffMember) -> set[Office]:
        """Return the offices a person of this very school holds there today.

        The school is asked through the person, unless the page has it at hand: one object for
        all pages of a request, so its delegations and methodists are fetched once.
        """
        from iom_wagtail.approval.signing import office_holders

        at_hand = self.page if "school" in self.page._state.fields_cache else staff
        school, staff_id = at_hand.school, staff.pk
        self.page.school = school  # the same row; whoever asks the page next needs no query
        holders = office_holders(school)
        found = set()
        if staff_id == school.director_id or staff_id in holders.delegate_keys:
            found.add(Office.DIRECTOR)
        if staff_id == school.deputy_id:
            found.add(Office.DEPUTY)
        if staff_id in holders.methodists:
            found.add(Office.METHODIST)
        return found

    def allows(self, ability: Ability) -> bool:
        """Return whether any of the person's offices allows the ability."""
        return ability in rules.abilities(self.offices)

    def can_edit(self) -> bool:
        """Open the editor: whoever may read the draft; the lock stops those who only read."""
        return self.allows(Ability.READ_DRAFT)

    def can_submit_for_moderation(self) -> bool:
        """Submit: mentor and deputy, when nothing is in approval and not from the archive."""
        return (
            self.allows(Ability.SUBMIT) and not self.page.in_approval and not self.page.is_archived
        )

    def can_withdraw(self) -> bool:
        """Take back what is in approval: mentor and deputy."""
        return self.allows(Ability.SUBMIT)

    def can_publish(self) -> bool:
        """Publish: only inside the act of signing, whoever asks."""
        return is_signing(self.page.pk)

    def can_view_revisions(self) -> bool:
        """See history and compare: whoever may read the draft."""
        return self.allows(Ability.READ_DRAFT)
