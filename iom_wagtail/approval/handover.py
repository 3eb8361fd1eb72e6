"""Letters to whoever takes an office over, or signs for the director: what waits for them already.

The text was submitted to somebody else; nobody would tell the new one. What waits, and for whom,
is asked of the database when the letter goes out: whoever was replaced meanwhile gets none, and
neither does the one before. A letter names titles of pages, which hold no name.

Whoever will sign for the director in days to come is told when it is settled, and again by the
daily task when the days begin: what waits then did not wait yet.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import delegations
from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.waiting import Row, waiting_rows
from iom_wagtail.school import letters
from iom_wagtail.school.signals import appointed

if TYPE_CHECKING:
    from iom_wagtail.approval.models import Delegation
    from iom_wagtail.school.models import School, StaffMember

FOLDER = "iom_wagtail/approval/mail"

#: How many titles a letter holds; the rest is counted.
LISTED = 20

#: Steps that come to somebody with an office. Where the director is the route's mentor, the
#: deputy signs, so either may get the director's.
STEPS: dict[str, frozenset[Step]] = {
    "director": frozenset({Step.DIRECTOR}),
    "deputy": frozenset({Step.DEPUTY, Step.DIRECTOR}),
}


@receiver(appointed, dispatch_uid="iom_wagtail_mail_appointed")
def tell_appointed(school: School, office: str, people: list[StaffMember], **kwargs: Any) -> None:
    """Tell a new director or deputy what waits for them; nobody else has to be told."""
    if office not in STEPS:
        return
    told = [person.pk for person in people]
    if office == "director" and school.deputy_id is not None:
        told.append(school.deputy_id)
    for key in dict.fromkeys(told):
        transaction.on_commit(lambda key=key: _tell_heir(key, STEPS[office]))


@receiver(delegations.appointed, dispatch_uid="iom_wagtail_mail_delegated")
def tell_delegate(delegation: Delegation, **kwargs: Any) -> None:
    """Tell somebody in which days they sign for the director, and what waits already."""
    transaction.on_commit(lambda: _tell_delegate(delegation.pk))


def _people() -> Any:
    return apps.get_model("iom_wagtail", "StaffMember").objects.select_related("user", "school")


def _tell_heir(key: int, steps: Collection[Step]) -> None:
    person = _people().filter(pk=key).first()
    if person is None or not letters.reachable(person):
        return
    if rows := _inherited(person, steps):
        letters.deliver(person, f"{FOLDER}/inherited", _values(person, rows))


def _tell_delegate(key: int) -> None:
    rows = apps.get_model("iom_wagtail", "Delegation").objects.filter(pk=key)
    delegation = rows.select_related("person__user", "person__school").first()
    if delegation is None or delegation.until < timezone.localdate():
        return
    if letters.reachable(delegation.person) and _send_to_delegate(delegation):
        rows.filter(since__lte=timezone.localdate()).update(told_on=timezone.localdate())


def _send_to_delegate(delegation: Delegation) -> bool:
    person = delegation.person
    values = _values(person, _inherited(person, {Step.DIRECTOR}))
    return letters.deliver(person, f"{FOLDER}/delegated", {**values, "delegation": delegation})


class NotDelivered(Exception):
    """Letters that were due did not go out; the next day tries again."""


def tell_begun() -> int:
    """Tell whoever signs for the director from today on, or from a day that was missed.

    Each is told once, however often this runs; return how many were. Raises ``NotDelivered`` when
    all have been tried and some letter could not be sent.
    """
    today = timezone.localdate()
    begun = apps.get_model("iom_wagtail", "Delegation").objects.filter(
        since__lte=today, until__gte=today, told_on=None
    )
    told = failed = 0
    for delegation in begun.select_related("person__user", "person__school").order_by("pk"):
        own = begun.filter(pk=delegation.pk)
        if not letters.reachable(delegation.person) or not own.update(told_on=today):
            continue
        if _send_to_delegate(delegation):
            told += 1
        else:
            failed += 1
            begun.model.objects.filter(pk=delegation.pk).update(told_on=None)
    if failed:
        raise NotDelivered(failed)
    return told


def _inherited(person: StaffMember, steps: Collection[Step]) -> list[Row]:
    """Return what waits for a person at these steps now, the longest waiting first.

    Whoever decides a step does so by an office of their own, a superuser too.
    """
    rows = waiting_rows(person.user)
    return [row for row in rows if row.mine and row.waiting.step in steps]


def _values(person: StaffMember, rows: list[Row]) -> dict[str, Any]:
    return {
        "rows": rows[:LISTED],
        "more": len(rows[LISTED:]),
        "total": len(rows),
        "link": person.school.site.root_url + reverse("iom_approvals"),
    }
