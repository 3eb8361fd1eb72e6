"""What a user may do with a conclusion in Wagtail's own views: it follows its route."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iom_wagtail.approval.guard import is_signing
from iom_wagtail.routes import rules
from iom_wagtail.routes.rules import Ability, Office
from iom_wagtail.routes.tester import ClosedPageTester, RoutePermissionTester

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.outcome.models import ConclusionPage


class ConclusionPermissionTester(ClosedPageTester):
    """Answers from the person's roles and offices on the route, never from stored rights."""

    page: ConclusionPage

    def __init__(self, user: AbstractBaseUser, page: ConclusionPage) -> None:
        super().__init__(user, page)
        self.permissions = {"change"} if self.allows(Ability.EDIT) else set()

    @cached_property
    def offices(self) -> frozenset[Office]:
        """Roles on the route and offices in its school."""
        return RoutePermissionTester(self.user, self.page.route_page).offices

    def allows(self, ability: Ability) -> bool:
        """Return whether any of the person's offices allows the ability."""
        return ability in rules.abilities(self.offices)

    def can_edit(self) -> bool:
        """Open the editor: whoever may read the draft; the locks stop those who may not write."""
        return self.allows(Ability.READ_DRAFT)

    def can_submit_for_moderation(self) -> bool:
        """Submit: mentor and deputy, when nothing waits and nothing is frozen or put away."""
        page = self.page
        return (
            self.allows(Ability.SUBMIT)
            and not page.in_approval
            and not page.is_frozen
            and not page.route_page.is_archived
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
