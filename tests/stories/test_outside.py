"""What leaves the site: the feed, the copy for another site, the file for calendars."""

from __future__ import annotations

import datetime as dt
import io
import xml.etree.ElementTree as ET
import zipfile
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from iom_wagtail.stories.models import CelebrationPage
from tests.stories.telling import hold, tell

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
AT = "/stories/first-year/"
MOSCOW = ZoneInfo("Europe/Moscow")


def opened(response):
    """Return the files of a ZIP that was handed out."""
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_feed_names_the_latest_stories(client, told):
    tell(told.index, title="Вторая", told_on=dt.date(2026, 6, 1))
    response = client.get("/stories/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)
    assert feed.find(f"{ATOM}title").text == f"Наши успехи — {told.cast.school.short_name}"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["Вторая", told.story.title]
    entry = entries[1]
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{AT}"
    assert entry.find(f"{ATOM}id").text == f"urn:uuid:{told.story.translation_key}"
    assert entry.find(f"{ATOM}published").text.startswith("2026-05-27T00:00:00+03:00")
    assert entry.find(f"{ATOM}author") is None


def test_the_copy_is_clean_html(client, told):
    page = BeautifulSoup(client.get(f"{AT}copy/").content, "html.parser")
    copied = BeautifulSoup(page.find("textarea").get_text(), "html.parser")
    for tag in copied.find_all(True):
        assert not {"class", "style", "id", "srcset"} & set(tag.attrs), tag
        assert tag.name in {
            "h2", "h3", "p", "strong", "em", "blockquote", "img", "br", "ul", "li", "a",
        }, tag  # fmt: skip
    sources = [image["src"] for image in copied.find_all("img")]
    assert sources and all(one.startswith("http://testserver/media/images/") for one in sources)
    assert all(image["alt"] for image in copied.find_all("img"))
    text = copied.get_text().replace("\u00a0", " ")
    for words in ("Приходят не проверять", "было 61 %, стало 82 %", "Диплом призёра", "Источник:"):
        assert words in text
    assert copied.find_all("a")[-1]["href"] == f"http://testserver{AT}"


def test_the_file_brings_the_text_and_its_pictures(client, told):
    response = client.get(f"{AT}copy/files/")
    assert "attachment" in response["Content-Disposition"]
    files = opened(response)
    assert set(files) == {"story.html", "pictures/01.jpg", "как-вставить.txt"}
    assert files["pictures/01.jpg"].startswith(b"\xff\xd8\xff")
    document = BeautifulSoup(files["story.html"], "html.parser")
    assert {image["src"] for image in document.find_all("img")} == {"pictures/01.jpg"}
    assert "Ctrl+A" in files["как-вставить.txt"].decode()


# --- calendars ------------------------------------------------------------------------------


def event_of(client, page):
    """Return the one event of a celebration's file."""
    response = client.get(f"{page.url}calendar/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'"{page.slug}.ics"' in response["Content-Disposition"]
    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    return event


def test_a_celebration_in_a_calendar_has_the_schools_hours(client, told):
    begins = dt.datetime(2026, 5, 22, 11, 0, tzinfo=dt.UTC)
    page = hold(
        told.feasts,
        title="Наш первый год",
        slug="first",
        begins_at=begins,
        ends_at=begins + dt.timedelta(hours=2),
        place="Актовый зал",
    )
    event = event_of(client, page)
    assert event.decoded("dtstart") == begins
    assert event.decoded("dtstart").astimezone(MOSCOW).hour == 14
    assert event["dtstart"].params["TZID"] == "Europe/Moscow"
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(hours=2)
    assert str(event["summary"]) == "Наш первый год" and str(event["location"]) == "Актовый зал"
    assert b"BEGIN:VTIMEZONE" in client.get(f"{page.url}calendar/").content


def test_the_key_stays_and_the_edition_grows(client, told):
    page = hold(told.feasts, slug="first")
    before = event_of(client, page)
    CelebrationPage.objects.filter(pk=page.pk).update(
        slug="other",
        url_path=page.url_path.replace("/first/", "/other/"),
        last_published_at=page.last_published_at + dt.timedelta(hours=1),
    )
    after = event_of(client, CelebrationPage.objects.get(pk=page.pk))
    assert str(after["uid"]) == str(before["uid"])
    assert int(after["sequence"]) == int(before["sequence"]) + 60


def test_no_calendar_of_what_is_not_shown(client, told):
    page = hold(told.feasts)
    CelebrationPage.objects.filter(pk=page.pk).update(live=False)
    assert client.get(f"{page.url}calendar/").status_code == 404
