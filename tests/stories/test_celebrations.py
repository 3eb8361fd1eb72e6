"""Celebrations: coming and past, and the page of one."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone

from iom_wagtail.stories.models import CelebrationPage
from tests.stories.telling import full_body, hold

pytestmark = pytest.mark.django_db
AT = "/celebrations/"


def words(response):
    page = BeautifulSoup(response.content, "html.parser")
    return re.sub(r"\s+", " ", page.find("main").get_text(" ").replace("\u00a0", " "))


def local(hour, *, days=0):
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def test_coming_ones_stand_first_and_in_their_order(client, told):
    for title, days in (("Далёкий", 30), ("Близкий", 2), ("Прошлый", -40), ("Недавний", -3)):
        hold(told.feasts, title=title, begins_at=local(12, days=days))
    context = client.get(AT).context
    assert [feast.title for feast in context["coming"]] == ["Близкий", "Далёкий"]
    assert [feast.title for feast in context["past"]] == ["Недавний", "Прошлый"]


def test_one_without_an_end_lasts_its_day(client, told):
    hold(told.feasts, title="Сегодня", begins_at=local(0))
    hold(told.feasts, title="Вчера", begins_at=local(23, days=-1))
    context = client.get(AT).context
    assert [feast.title for feast in context["coming"]] == ["Сегодня"]
    assert [feast.title for feast in context["past"]] == ["Вчера"]


def test_past_ones_come_in_pages(client, told):
    for number in range(14):
        hold(told.feasts, title=f"Был {number}", begins_at=local(12, days=-1 - number))
    assert len(client.get(AT).context["past"]) == 12
    assert len(client.get(AT, {"page": 2}).context["past"]) == 2
    for bad in ("999", "abc", "-1", "\x00"):
        assert client.get(AT, {"page": bad}).status_code == 200


def test_when_nothing_is_announced(client, told):
    assert "Праздник пока не объявлен" in client.get(AT).text


def test_the_page_of_a_celebration(client, told):
    page = hold(
        told.feasts,
        title="Наш первый год",
        begins_at=local(14, days=5),
        ends_at=local(16, days=5),
        place="Актовый зал",
        cover=told.picture,
        cover_alt="Флажки и награда",
        body=full_body(told.picture),
        programme=((dt.time(14), "Открытие"), (None, "Вручение благодарностей")),
        people=(
            {
                "person": told.cast.teacher,
                "shown_name": "Анна Лебедева",
                "shown_position": "учитель математики",
                "honour": "Призёр конкурса",
            },
        ),
    )
    response = client.get(page.url)
    text = words(response)
    for told_words in (
        "Актовый зал", "14:00", "16:00", "Открытие", "Вручение благодарностей",
        "Анна Лебедева", "Призёр конкурса", "В календарь", "Диплом призёра",
    ):  # fmt: skip
        assert told_words in text, told_words
    found = BeautifulSoup(response.content, "html.parser").find(type="application/ld+json")
    data = json.loads(found.string)
    assert data["@type"] == "Event" and data["location"]["name"] == "Актовый зал"
    assert dt.datetime.fromisoformat(data["startDate"]) == page.begins_at


def test_a_past_celebration_goes_into_no_calendar(client, told):
    page = hold(told.feasts, begins_at=local(12, days=-9))
    text = words(client.get(page.url))
    assert "Праздник прошёл" in text and "В календарь" not in text


def test_an_end_before_the_beginning_is_refused(told):
    page = CelebrationPage(title="x", begins_at=local(14), ends_at=local(13))
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "ends_at" in refused.value.message_dict


def test_what_has_run_out_is_not_listed(client, told):
    page = hold(told.feasts)
    CelebrationPage.objects.filter(pk=page.pk).update(shown_until=dt.date(2020, 1, 1))
    assert client.get(AT).context["coming"] == []
    assert client.get(page.url).status_code == 404
