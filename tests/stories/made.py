"""Stories, celebrations, consents and pictures for tests."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from iom_wagtail.school.roles import public_collection
from iom_wagtail.stories.choices import ConsentField, Withdrawal
from iom_wagtail.stories.consent import actions
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    HonouredPerson,
    StoryPerson,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)

EVERYTHING = tuple(ConsentField.values)


def today(days: int = 0) -> dt.date:
    """Return today, or a day beside it."""
    return timezone.localdate() + dt.timedelta(days=days)


def index_of(school: Any, model: type[Page] = SuccessStoryIndexPage) -> Page:
    """Return the index of stories or celebrations on the school's site, made when needed."""
    home = school.site.root_page
    found = model.objects.descendant_of(home).first()
    if found is not None:
        return found
    slug = "stories" if model is SuccessStoryIndexPage else "celebrations"
    return home.add_child(instance=model(title="Наши успехи", slug=slug))


def make_consent(person: Any = None, *, school: Any = None, **values: Any) -> PublicationConsent:
    """Return a consent of somebody to everything, unless told otherwise, written past the act."""
    given = {"fields": list(EVERYTHING), "signed_on": today(-10), **values}
    if person is not None:
        return PublicationConsent.objects.create(school=person.school, person=person, **given)
    given.setdefault("other_name", "Ахмадов Тимур Русланович")
    return PublicationConsent.objects.create(school=school, **given)


def make_picture(name: str = "photo.png", colour: str = "red") -> Any:
    """Return a picture of the public site."""
    drawn = io.BytesIO()
    Drawing.new("RGB", (640, 480), colour).save(drawn, "PNG")
    return get_image_model().objects.create(
        title="Снимок", file=ContentFile(drawn.getvalue(), name), collection=public_collection()
    )


def text(words: str) -> tuple[str, str]:
    """Return a block of text."""
    return "text", f"<p>{words}</p>"


def make_story(school: Any, *rows: dict[str, Any], live: bool = False, **values: Any) -> Any:
    """Return a story that shows these people; a draft with its revision, or published."""
    given = {"title": "Первый год", "slug": f"story-{uuid.uuid4().hex[:8]}", **values}
    body = given.pop("body", [text("Прошёл первый год.")])
    page = SuccessStoryPage(live=False, **given)
    page.body = body
    page.people = [StoryPerson(**row) for row in rows]
    index_of(school).add_child(instance=page)
    return _saved(page, live)


def make_celebration(school: Any, *rows: dict[str, Any], live: bool = False, **values: Any) -> Any:
    """Return a celebration that honours these people."""
    given = {"title": "Праздник", "slug": f"day-{uuid.uuid4().hex[:8]}", **values}
    given.setdefault("begins_at", timezone.now() + dt.timedelta(days=3))
    page = CelebrationPage(live=False, **given)
    page.people = [HonouredPerson(**row) for row in rows]
    index_of(school, CelebrationIndexPage).add_child(instance=page)
    return _saved(page, live)


def _saved(page: Any, live: bool) -> Any:
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
    return fresh(page)


def fresh(page: Any) -> Any:
    """Return a page as it is now."""
    return type(page).objects.get(pk=page.pk)


def english() -> Locale:
    """Return the language of translations."""
    return Locale.objects.get_or_create(language_code="en")[0]


def translated(page: Any, *, live: bool = False) -> Any:
    """Return a page's English translation, with its index and home made when needed."""
    locale = english()
    copy = page.copy_for_translation(locale, copy_parents=True)
    return _saved(copy.specific, live)


def hero(person: Any, **values: Any) -> dict[str, Any]:
    """Return the row of somebody who is named in full."""
    return {"person": person, "shown_name": person.full_name, **values}


def withdraw(consent: PublicationConsent, user: Any, how: Withdrawal = Withdrawal.DEMAND) -> Any:
    """Withdraw a consent through the act."""
    return actions.withdraw(consent, user, how=how)


def live() -> set[int]:
    """Return the keys of all stories and celebrations that are live."""
    pages = [*SuccessStoryPage.objects.live(), *CelebrationPage.objects.live()]
    return {page.pk for page in pages}
