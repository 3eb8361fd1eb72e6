"""A consent of the route's teacher with its signed copy, and public pages that need it."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from iom_wagtail.stories.consent.models import ConsentScan
from iom_wagtail.stories.moderation import workflow
from iom_wagtail.stories.placement import ensure_places
from tests.factories import Cast
from tests.stories.made import make_celebration, make_consent, make_story


def plant_consent(cast: Cast) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what addresses of consents and public pages point to, and path → canary.

    A canary is what a paper says, and a word of the story that a colleague still writes.
    """
    ensure_places(cast.school)
    workflow.ensure()
    consent = make_consent(cast.teacher, conditions="Pkn0001q")
    scan = ConsentScan(consent=consent, file_name="Pkn0002q.pdf", file_kind="pdf", file_size=20)
    scan.sha256 = "0" * 64
    scan.file.save("x", ContentFile(b"%PDF-1.4 Pkn0003q"), save=False)
    scan.save()
    shown = {"person": cast.teacher, "in_picture": True}
    story = make_story(cast.school, shown, live=True, slug="told")
    celebration = make_celebration(cast.school, shown, live=True, slug="held")
    draft = make_story(
        cast.school, {"person": cast.mentor, "in_picture": True}, slug="begun", lead="Pkn0004q",
        owner=cast.user("colleague"),
    )  # fmt: skip
    return (
        {
            "consent": consent,
            "consentscan": scan,
            "story": story,
            "celebration": celebration,
            "story draft": draft,
        },
        {
            "consent.conditions": "Pkn0001q",
            "consent.copy_name": "Pkn0002q",
            "consent.copy": "Pkn0003q",
            "telling.lead": "Pkn0004q",
        },
    )
