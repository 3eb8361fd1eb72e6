"""The approval sheet of a version: who did what when, by which document, and its checksum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from iom_wagtail.approval.codes import code_of, key_in
from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import EventKind, checksum
from iom_wagtail.approval.verification import complaint_about, logged_of
from iom_wagtail.approval.wording import complaint_words, did_words, passed_because

if TYPE_CHECKING:
    from iom_wagtail.approval.guard import ApprovedPage


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet."""

    what: str
    who: str
    event: dict[str, Any]

    @property
    def words(self) -> str:
        """The comment of a person, or why a step needed nobody."""
        comment = self.event["comment"]
        passed = self.event["kind"] == EventKind.PASSED
        return passed_because(comment) if passed else comment


def sheet(request: HttpRequest, page: ApprovedPage, number: int) -> HttpResponse:
    """Show the sheet of one version of a page that the person may see; 404 when there is none.

    Every sum is computed anew from the row and compared with the row and the log.
    """
    version = page.approved_versions.filter(number=number).first()
    if version is None:
        raise Http404
    complaint = complaint_about(version, logged_of(version))
    address = short_url(page, version)
    context = {
        "page": page,
        "school": page.approval_school(),
        "section": "routes",
        "version": version,
        "reading_url": page.version_url(number),
        "kind_words": page.kind_words(number),
        "lines": lines(version.trail),
        "signature": version.signature,
        "computed": checksum(version.content),
        "complaint": complaint_words(complaint) if complaint else "",
        "address": address,
        "qr": drawn(address),
    }
    return render(request, "iom_wagtail/approval/sheet.html", context)


def lines(trail: list[dict[str, Any]]) -> list[Line]:
    """Return a trail, one line an event, in its order."""
    return [
        Line(
            what=did_words(event),
            who=", ".join(part for part in (event["name"], event["position"]) if part),
            event=event,
        )
        for event in trail
    ]


def short_url(page: ApprovedPage, version: ApprovedVersion) -> str:
    """Return the full short address of a version, for paper."""
    path = reverse("iom_sheet", args=[code_of(version.pk, version.sha256)])
    return page.approval_school().site.root_url + path


def drawn(address: str) -> SafeString:
    """Return an address as a QR code, drawn inside the page; dark on light whatever the theme."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(border=2, omitsize=True, light="#fff", svgclass="qr__code"))


def version_of_code(code: str) -> ApprovedVersion | None:
    """Return the version that a code names, or None.

    A code on paper stays right when somebody changes the row's sum: the log has the first one.
    """
    key = key_in(code)
    version = ApprovedVersion.objects.select_related("page").filter(pk=key).first()
    if version is None:
        return None
    sums = [version.sha256, (logged_of(version) or {}).get("sha256", "")]
    return version if code in {code_of(version.pk, each) for each in sums} else None
