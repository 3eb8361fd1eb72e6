"""The newest stories on the home page: by their list's index, as everybody may see them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from iom_wagtail.stories.models import SuccessStoryPage
from tests.stories.made import make_picture

pytestmark = pytest.mark.django_db


def titles(client, *known):
    """Return which of the known titles stand on the home page, in their order there."""
    text = client.get("/").text
    found = [title for title in known if f">{title}</a></h3>" in text]
    return sorted(found, key=text.index)


def test_the_newest_three_stand_there_in_the_order_of_their_list(client, tell):
    days = {"Первая": 1, "Вторая": 2, "Третья": 3, "Четвёртая": 3}
    for number, (title, day) in enumerate(days.items()):
        tell(title, f"s{number}", told_on=dt.date(2026, 5, day))
    assert titles(client, *days) == ["Четвёртая", "Третья", "Вторая"]


def test_what_nobody_may_see_today_is_not_among_them(client, tell):
    day = timezone.localdate()
    for slug, until in (("today", day), ("over", day - dt.timedelta(days=1)), ("ever", None)):
        page = tell(slug, slug)
        SuccessStoryPage.objects.filter(pk=page.pk).update(shown_until=until)
    tell("down", "down").unpublish()
    assert set(titles(client, "today", "over", "ever", "down")) == {"today", "ever"}


def test_a_picture_that_lost_its_file_leaves_the_page_standing(client, tell):
    image = make_picture("lost.png")
    tell("С картинкой", "pictured", cover=image, cover_alt="Учитель у доски")
    image.file.storage.delete(image.file.name)
    answer = client.get("/")
    assert answer.status_code == 200
    assert 'alt="Учитель у доски"' in answer.text
