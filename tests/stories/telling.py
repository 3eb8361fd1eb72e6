"""Stories and celebrations of the suite, published through the real door, with consents."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Site

from iom_wagtail.school.models import School
from iom_wagtail.school.roles import public_collection
from iom_wagtail.stories.choices import ConsentField
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    HonouredPerson,
    ProgrammePoint,
    StoryPerson,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)
from tests.files import samples

LONG_AGO = dt.date(2020, 1, 1)


def make_picture(title: str = "Доска", size: tuple[int, int] = (900, 600)) -> Any:
    """Return a picture of the public library."""
    upload = samples.upload(samples.picture(size=size), "board.png")
    file = ImageFile(upload, name="board.png")
    return get_image_model().objects.create(title=title, file=file, collection=public_collection())


def home() -> Any:
    """Return the public home page."""
    return Site.objects.get(is_default_site=True).root_page.specific


def make_index(**values: Any) -> SuccessStoryIndexPage:
    """Return «Наши успехи» below the home page."""
    values = {"title": "Наши успехи", "slug": "stories", **values}
    return home().add_child(instance=SuccessStoryIndexPage(**values))


def make_feasts(**values: Any) -> CelebrationIndexPage:
    """Return «Праздники» below the home page."""
    values = {"title": "Праздники", "slug": "celebrations", **values}
    return home().add_child(instance=CelebrationIndexPage(**values))


def consent(person: Any, *, school: School | None = None, **values: Any) -> PublicationConsent:
    """Record a consent of a member of staff to everything."""
    values = {"fields": ConsentField.values, "signed_on": LONG_AGO, **values}
    return PublicationConsent.objects.create(
        school=school or person.school, person=person, **values
    )


def draft(
    index: SuccessStoryIndexPage, *, people: tuple[dict[str, Any], ...] = (), **values: Any
) -> SuccessStoryPage:
    """Write a story that nobody sees yet."""
    number = SuccessStoryPage.objects.count() + 1
    values = {"title": f"История {number}", "slug": f"story-{number}", **values}
    story = SuccessStoryPage(live=False, **values)
    story.people = [StoryPerson(sort_order=n, **one) for n, one in enumerate(people)]
    return index.add_child(instance=story)


def tell(index: SuccessStoryIndexPage, **values: Any) -> SuccessStoryPage:
    """Write a story and publish it; return it as it is in the database."""
    story = draft(index, **values)
    story.save_revision(clean=False).publish()
    return SuccessStoryPage.objects.get(pk=story.pk)


def hold(
    index: CelebrationIndexPage,
    *,
    people: tuple[dict[str, Any], ...] = (),
    programme: tuple[tuple[dt.time | None, str], ...] = (),
    **values: Any,
) -> CelebrationPage:
    """Write a celebration and publish it; tomorrow, unless told otherwise."""
    number = CelebrationPage.objects.count() + 1
    values = {
        "title": f"Праздник {number}",
        "slug": f"feast-{number}",
        "begins_at": timezone.now() + dt.timedelta(days=1),
        **values,
    }
    page = CelebrationPage(live=False, **values)
    page.people = [HonouredPerson(sort_order=n, **one) for n, one in enumerate(people)]
    page.programme = [
        ProgrammePoint(sort_order=n, time=time, title=title)
        for n, (time, title) in enumerate(programme)
    ]
    page = index.add_child(instance=page)
    page.save_revision(clean=False).publish()
    return CelebrationPage.objects.get(pk=page.pk)


def blocks(*parts: tuple[str, Any]) -> list[dict[str, Any]]:
    """Return a text as the field stores it."""
    return [
        {"type": kind, "value": value, "id": str(number)}
        for number, (kind, value) in enumerate(parts)
    ]


def full_body(picture: Any) -> str:
    """Return a text with every kind of block, as JSON."""
    shown = {"image": picture.pk, "alt": "Двенадцать карточек", "caption": "Комплект карточек"}
    item = {"type": "item", "value": shown, "id": "i"}
    rows = [
        ("text", "<p>В сентябре урок начинался с шума. 27 марта всё изменилось.</p>"),
        ("quote", {"text": "Приходят не проверять, а помогать.", "who": "Анна Лебедева"}),
        ("picture", shown),
        ("gallery", [item, item]),
        (
            "achievements",
            [
                {
                    "type": "item",
                    "value": {"title": "Диплом призёра", "detail": "муниципальный этап"},
                    "id": "a",
                }
            ],
        ),
        (
            "figures",
            [
                {
                    "type": "item",
                    "value": {"what": "Понимают цель урока", "before": "61 %", "after": "82 %"},
                    "id": "f",
                }
            ],
        ),
        (
            "video",
            {
                "url": "https://video.example/lesson",
                "title": "Запись урока",
                "image": picture.pk,
                "alt": "Кадр урока",
            },
        ),
    ]
    return json.dumps(blocks(*rows))
