"""The demo's pages in English, made as a translator makes them: through wagtail-localize."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import ContentPage, HomePage, MentoringPage
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)

#: What stands in Russian → what stands in English.
WORDS = Path(__file__).parent / "english.json"


def load(home: HomePage, users: dict[str, Any]) -> None:
    """Translate the home page, what its menu leads to, the story with names and the celebration."""
    locale = Locale.objects.filter(language_code="en").first()
    if locale is None:
        return
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    for page in [home, *_sections(home), *_told(home)]:
        _translate(page, locale, words, users["editor"])


def _sections(home: HomePage) -> list[Page]:
    kinds = (SuccessStoryIndexPage, CelebrationIndexPage, MentoringPage, ContentPage)
    return [page for kind in kinds for page in kind.objects.child_of(home)]


def _told(home: HomePage) -> list[Page]:
    """Return the celebration, and the story that names its hero; the other ones stay Russian."""
    stories = SuccessStoryPage.objects.descendant_of(home).filter(people__isnull=False).distinct()
    return [*stories, *CelebrationPage.objects.descendant_of(home)]


def _translate(page: Page, locale: Locale, words: dict[str, str], by: Any) -> None:
    page = type(page).objects.get(pk=page.pk)
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    catalogue = translation.export_po()
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid.replace("\u00a0", " "), entry.msgid)
    translation.import_po(catalogue, user=by)
    # wagtail-localize would publish when all is committed, with the tree as it is now.
    translation.save_target(user=by, publish=False)
    page.get_translation(locale).get_latest_revision().publish(user=by, skip_permission_checks=True)


def purge(home: HomePage, users: dict[str, Any]) -> None:
    """Remove the translations; what somebody real has written since, and what lies above, stays."""
    for root in home.get_translations():
        below = Page.objects.descendant_of(root, inclusive=True)
        own = below.filter(latest_revision__user__in=users.values())
        for page in own.order_by("-depth").specific():
            Translation.objects.filter(source__object_id=page.translation_key).delete()
            TranslationSource.objects.filter(object_id=page.translation_key).delete()
            if not page.get_children().exists():
                page.delete()
