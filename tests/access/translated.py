"""The public home page in English, and how the addresses of its translation are filled."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.operations import translate_object


def translated(page: Page) -> Translation:
    """Submit a public page for translation into English, as a site editor does."""
    translate_object(page.specific, [Locale.objects.get(language_code="en")])
    return Translation.objects.get(source__object_id=page.translation_key)


def _translation(world: Any) -> int:
    return world.things["translation"].pk


#: Of wagtail-localize; what lies under the private index has no translation to be named.
PARAMETERS = {
    ("wagtail_localize", "translation_id"): _translation,
    ("wagtail_localize", "translation_source_id"): lambda w: w.things["translation"].source_id,
    ("wagtail_localize", "string_segment_id"): lambda w: (
        StringSegment.objects.filter(source=w.things["translation"].source_id).first().pk
    ),
    ("wagtail_localize", "overridable_segment_id"): lambda w: 1,
    ("wagtail_localize", "mode"): lambda w: "default",
    # None of our models is a snippet.
    ("wagtail_localize", "app_label"): lambda w: "iom_wagtail",
    ("wagtail_localize", "model_name"): lambda w: "school",
    ("wagtail_localize", "pk"): lambda w: w.cast.school.pk,
    ("wagtaillocales", "pk"): lambda w: Locale.objects.get(language_code="en").pk,
}
