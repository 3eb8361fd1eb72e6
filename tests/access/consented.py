"""A consent of the route's teacher with its signed copy, and a story that needs it."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from iom_wagtail.stories.consent.models import ConsentScan
from tests.factories import Cast
from tests.stories.made import make_consent, make_story


def plant_consent(cast: Cast) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what addresses of consents point to, and path → canary of what a paper says."""
    consent = make_consent(cast.teacher, conditions="Ckn0001q")
    scan = ConsentScan(consent=consent, file_name="Ckn0002q.pdf", file_kind="pdf", file_size=20)
    scan.sha256 = "0" * 64
    scan.file.save("x", ContentFile(b"%PDF-1.4 Ckn0003q"), save=False)
    scan.save()
    story = make_story(cast.school, {"person": cast.teacher, "in_picture": True}, live=True)
    return (
        {"consent": consent, "consentscan": scan, "story": story},
        {
            "consent.conditions": "Ckn0001q",
            "consent.copy_name": "Ckn0002q",
            "consent.copy": "Ckn0003q",
        },
    )
