"""Recomputing every checksum, and comparing rows with what the log says was signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import PageLogEntry

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import (
    CONTENT_CHANGED,
    CONTENT_REPLACED,
    NOT_IN_LOG,
    ROW_MISSING,
    TRAIL_CHANGED,
    canonical,
    checksum,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A version that is not what was signed: which one, and in which way."""

    page_id: int
    number: int
    complaint: str


def findings() -> Iterator[Finding]:
    """Yield everything that is not as it was signed; nothing when all is well.

    The log entry written at signing holds the sums of content and trail, so changing a row
    and its own checksum together is found too. Versions stream; memory stays constant.
    """
    logged = {
        (entry.page_id, entry.data["number"]): entry.data
        for entry in PageLogEntry.objects.filter(action="iom_wagtail.version").iterator()
    }
    for version in ApprovedVersion.objects.order_by("pk").iterator(chunk_size=50):
        entry = logged.pop((version.page_id, version.number), None)
        complaint = complaint_about(version, entry)
        if complaint:
            yield Finding(version.page_id, version.number, complaint)
    for page_id, number in logged:
        yield Finding(page_id, number, ROW_MISSING)


def logged_of(version: ApprovedVersion) -> dict[str, str] | None:
    """Return what the log says was signed as this version, or None."""
    entries = PageLogEntry.objects.filter(page=version.page_id, action="iom_wagtail.version")
    found = (entry.data for entry in entries if entry.data["number"] == version.number)
    return next(found, None)


def complaint_about(version: ApprovedVersion, entry: dict[str, str] | None) -> str:
    """Return in which way a version is not what was signed; "" when it is."""
    computed = checksum(version.content)
    if computed != version.sha256:
        return CONTENT_CHANGED
    if entry is None:
        return NOT_IN_LOG
    if computed != entry["sha256"]:
        return CONTENT_REPLACED
    if checksum(canonical({"trail": version.trail})) != entry["trail_sha256"]:
        return TRAIL_CHANGED
    return ""
