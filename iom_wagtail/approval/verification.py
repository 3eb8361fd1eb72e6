"""Recomputing every checksum, and comparing rows with what the log says was signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import PageLogEntry

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import canonical, checksum


@dataclass(frozen=True, slots=True)
class Finding:
    """A version that is not what was signed: which one, and in which way."""

    page_id: int
    number: int
    complaint: str


#: Complaints, as the command prints them.
CONTENT_CHANGED = "content does not match its checksum"
CONTENT_REPLACED = "content and checksum were changed together: the log has another sum"
TRAIL_CHANGED = "trail does not match the log"
NOT_IN_LOG = "no log entry tells that it was approved"
ROW_MISSING = "the log tells of a version that is gone"


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
        complaint = _complaint(version, entry)
        if complaint:
            yield Finding(version.page_id, version.number, complaint)
    for page_id, number in logged:
        yield Finding(page_id, number, ROW_MISSING)


def _complaint(version: ApprovedVersion, entry: dict[str, str] | None) -> str:
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
