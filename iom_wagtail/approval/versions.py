"""Writing the approved version: what was signed, frozen with its trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import OuterRef, Subquery
from wagtail.log_actions import log

from iom_wagtail.approval import context, record
from iom_wagtail.approval.rules import EventKind, canonical, checksum

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion


def newest_of(pages: Iterable[ApprovedPage]) -> dict[int, ApprovedVersion]:
    """Return the newest version of each page that has one, by the page's key; one query."""
    versions = apps.get_model("iom_wagtail", "ApprovedVersion").objects
    newest = versions.filter(page_id=OuterRef("page_id")).order_by("-number").values("number")[:1]
    found = versions.filter(page_id__in=[page.pk for page in pages], number=Subquery(newest))
    return {version.page_id: version for version in found}


def write_version(
    page: ApprovedPage, user: AbstractBaseUser, events: list[ApprovalEvent]
) -> ApprovedVersion:
    """Freeze what was signed: the content with the people of this day, and the round's events."""
    version_model = apps.get_model("iom_wagtail", "ApprovedVersion")
    text = canonical(context.current().snapshots[-1])
    last = page.approved_versions.order_by("-number").values_list("number", flat=True).first()
    trail = record.trail(events)
    signature = events[-1]
    version = version_model(
        page_id=page.pk,
        number=(last or 0) + 1,
        content=text,
        sha256=checksum(text),
        trail=trail,
        approved_at=signature.moment,
        is_correction=any(row["kind"] == EventKind.CORRECTION for row in trail),
        revision_id=signature.revision_id,
    )
    version.save()
    log(
        instance=page,
        action="iom_wagtail.version",
        user=user,
        data={
            "number": version.number,
            "sha256": version.sha256,
            "trail_sha256": checksum(canonical({"trail": trail})),
        },
    )
    page.__dict__.pop("_version_in_force", None)
    return version
