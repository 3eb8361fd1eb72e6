"""Two people saving one draft: the second is told what the first changed, nothing is lost.

Wagtail refuses a stale *autosave* by itself; a stale save by hand it lets overwrite in silence
(``wagtail8-facts.md`` 35).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.utils.safestring import SafeString
    from wagtail.models import Page, Revision


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the other changed: where, and both texts with the difference marked."""

    where: str
    difference: SafeString | str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A newer version by somebody else: whose, when, what is different in it."""

    revision_id: int
    who: str
    changes: list[Change]


def find_conflict(
    page: Page, user: AbstractBaseUser, based_on: int | None, accepted: int | None
) -> Conflict | None:
    """Return what somebody else saved since the form was opened, or None.

    ``based_on``: the revision the form showed; ``accepted``: the newer one whose changes the
    user has read and decided to overwrite.
    """
    if based_on is None:
        return None
    seen = max(based_on, accepted or 0)
    newer = page.revisions.filter(pk__gt=seen).exclude(user=user).select_related("user")
    other: Revision | None = newer.order_by("-pk").first()
    if other is None:
        return None
    before = page.revisions.filter(pk=based_on).first()
    changes = changes_between(before, other) if before else []
    who = _person(other.user) if other.user else _("Somebody")
    return Conflict(revision_id=other.pk, who=who, changes=changes)


def _person(user: AbstractBaseUser) -> str:
    staff = getattr(user, "staff_member", None)
    return staff.list_name if staff else user.get_username()


def changes_between(before: Revision, after: Revision) -> list[Change]:
    """Return the difference of two revisions in words, field by field and row by row."""
    old, new = before.as_object(), after.as_object()
    panel = new.get_edit_handler().get_bound_panel(instance=new, request=None, form=None)
    found: list[Change] = []
    for make in panel.get_comparison():
        comparison = make(old, new)
        if not comparison.has_changed():
            continue
        if comparison.is_child_relation:
            found.extend(_row_changes(comparison))
        else:
            found.append(Change(comparison.field_label(), comparison.htmldiff()))
    return found


def _row_changes(comparison: Any) -> list[Change]:
    """Return what changed in a table: added and deleted rows whole, others cell by cell."""
    found = []
    for number, row in enumerate(comparison.get_child_comparisons(), start=1):
        where = f"{comparison.field_label()}, {number}"
        cells = row.get_field_comparisons()
        if row.is_addition() or row.is_deletion():
            what = _("row added") if row.is_addition() else _("row deleted")
            text = next((cell.htmldiff() for cell in cells if cell.val_b), "")
            found.append(Change(f"{comparison.field_label()}: {what}", text))
            continue
        found.extend(
            Change(f"{where}: {cell.field_label()}", cell.htmldiff())
            for cell in cells
            if cell.has_changed()
        )
    return found
