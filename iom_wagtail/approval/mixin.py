"""What a page must offer so that this room can approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iom_wagtail.approval.rules import Problem, Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.school.models import School, StaffMember


class ApprovalMixin:
    """The questions the approval room asks a page, and the school it belongs to.

    The room never learns what it approves: a route, a conclusion, anything that answers.
    """

    def approval_school(self) -> School:
        """Return the school whose record decides which steps are on and who signs."""
        raise NotImplementedError

    def people_for(self, step: Step) -> list[StaffMember]:
        """Return the people of this object who decide the step, today; perhaps none."""
        raise NotImplementedError

    def concerns(self, user: AbstractBaseUser) -> bool:
        """Return whether this user may read the object now by a role or office of their own.

        Asks the database. Being a superuser is none: it opens everything and concerns nobody.
        """
        raise NotImplementedError

    def snapshot(self) -> dict[str, Any]:
        """Return the content as plain JSON values, with names and posts of this day."""
        raise NotImplementedError

    def borrow_people(self, other: Any) -> None:
        """Take what another object of the same page already knows of its people; may do nothing."""

    def problems(self) -> list[Problem]:
        """Return all that is missing or contradictory; errors stop submission."""
        raise NotImplementedError
