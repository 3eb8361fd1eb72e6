"""The mixin of an approved page: nothing but signing puts its text in force."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from iom_wagtail.approval import context, locks, publishing, workflows
from iom_wagtail.approval.context import is_signing
from iom_wagtail.approval.exceptions import OutsideSigning
from iom_wagtail.approval.mixin import ApprovalMixin
from iom_wagtail.approval.rules import EventKind

if TYPE_CHECKING:
    from wagtail.locks import BaseLock
    from wagtail.models import Revision, Workflow

    from iom_wagtail.approval.models import ApprovedVersion

__all__ = ["ApprovedPage", "is_signing"]


class ApprovedPage(ApprovalMixin):
    """Mixin for a ``Page`` whose published state is an ``ApprovedVersion``.

    Stands before ``Page`` among the bases. Closes every door to publication except signing:
    the publish button, bulk actions, schedules, code (``abuse-cases.md`` 46, 47).
    """

    # --- state ----------------------------------------------------------------

    @property
    def in_approval(self) -> bool:
        """Whether a text of this page waits for somebody's decision."""
        return self.workflow_in_progress

    def version_in_force(self) -> ApprovedVersion | None:
        """Return the newest approved version, or None before the first."""
        return self._version_in_force

    @cached_property
    def _version_in_force(self) -> ApprovedVersion | None:
        version = apps.get_model("iom_wagtail", "ApprovedVersion")
        return version.objects.filter(page_id=self.pk).order_by("-number").first()

    # --- workflow -------------------------------------------------------------

    @property
    def has_workflow(self) -> bool:
        """Always: approval can't be switched off (facts 2)."""
        return True

    def get_workflow(self) -> Workflow:
        """Return the full path of approval."""
        return workflows.full()

    def get_lock(self) -> BaseLock | None:
        """Lock for everybody while in approval, and at other times for those who only read."""
        if self.in_approval:
            return locks.ApprovalLock(self)
        return locks.ReaderLock(self)

    # --- doors ----------------------------------------------------------------

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Put a revision in force; raises ``OutsideSigning`` but inside the act of signing.

        The snapshot is taken while the rows are still in memory, and handed to the act. The
        act has checked the person and logs the version, so neither is done twice.
        """
        if not is_signing(self.pk):
            raise OutsideSigning
        text = revision.as_object()
        context.current().take_snapshot(text)
        publishing.put_in_force(text, revision)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: an approved version stays in force until the next one."""
        raise PermissionDenied(_("An approved text can't be unpublished."))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse when a version exists, before the database refuses with an error page."""
        if self.approved_versions.exists():
            raise PermissionDenied(_("An approved text is never deleted, only archived."))
        return super().delete(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision; while in approval this ends the round, whoever saves, by any door.

        Raises ``PermissionDenied`` for a user who only reads the draft: Wagtail's API reverts
        for whoever may open the editor.
        """
        user = kwargs.get("user")
        if user is not None and "change" not in self.permissions_for_user(user).permissions:
            raise PermissionDenied(_("You read this draft; others write it."))
        revision = super().save_revision(*args, **kwargs)
        if not is_signing(self.pk) and (state := self.current_workflow_state):
            with context.acting(moment=context.moment(), cancels_as=EventKind.CHANGED):
                state.cancel(user=user)
        return revision
