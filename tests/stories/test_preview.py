"""The preview beside the editor: shown in a frame of this site, with Wagtail's content checks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.stories.editing import row, story
from tests.stories.made import make_consent, make_story

pytestmark = pytest.mark.django_db


def test_the_preview_is_framed_and_checked_and_the_public_page_is_neither(enter, cast):
    make_consent(cast.teacher)
    shown = {"person": cast.teacher, "shown_name": "А. И."}
    page = make_story(cast.school, shown, live=True)
    editor, address = (
        enter("site_editor"),
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
    )
    written = story(row(cast.teacher, shown_name="А. И."), words="Новые слова")
    assert editor.post(address, written).json()["is_valid"]
    preview = editor.get(address, {"in_preview_panel": "true"})
    assert "Новые слова" in preview.text.replace("\u00a0", " ")
    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "wagtail-userbar" in preview.text  # it carries the checks
    for visitor in (Client(), editor):
        public = visitor.get(page.url)
        assert "frame-ancestors 'none'" in public.headers["Content-Security-Policy"]
        assert public.headers["X-Frame-Options"] == "DENY"
        assert "wagtail-userbar" not in public.text
