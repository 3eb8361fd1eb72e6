"""Cases 15, 16, 18, 21, 22 and 29 on celebrations, as ``test_cases.py`` has them on stories."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.models import CelebrationPage, HonouredPerson
from tests.factories import make_route
from tests.routes.entering import enter
from tests.stories.telling import blocks, hold, make_feasts
from tests.stories.test_hostile import ACTS, clean

pytestmark = pytest.mark.django_db
AT = "/celebrations/"


def everywhere(client):
    """Return every public page that could tell of a celebration, by its address."""
    sections = re.findall(r"<loc>[^<]*?(/sitemap-[^<]+)</loc>", client.get("/sitemap.xml").text)
    assert sections
    found = [AT, "/", "/stories/", "/stories/feed/", "/search/?q=тайна", "/search/?q=тайнова"]
    return {address: client.get(address).text for address in [*found, *sections]}


def telling(client):
    """Return the addresses that tell of the secret one; the search echoes what it seeks."""
    words = ("Тайна", "secret", "Тайнов")
    return [
        address for address, text in everywhere(client).items() if any(w in text for w in words)
    ]


@pytest.fixture
def secret(told):
    """A celebration that was never published, and honours somebody without consent."""
    page = CelebrationPage(
        title="Тайна", slug="secret", live=False, begins_at=timezone.now() + dt.timedelta(days=2)
    )
    person = {"person": told.cast.colleague, "shown_name": "Тайнова О. П.", "honour": "Тайна"}
    page.people = [HonouredPerson(**person)]
    page = told.feasts.add_child(instance=page)
    page.save_revision(clean=False)
    return CelebrationPage.objects.get(pk=page.pk)


@pytest.fixture
def held(told):
    """A celebration on the site that honours the teacher."""
    person = {"person": told.cast.teacher, "shown_name": "Анна Лебедева", "honour": "диплом"}
    return hold(told.feasts, title="Явный", slug="held", people=(person,))


def test_case_15_a_copy_or_alias_of_what_is_not_shown_is_not_shown(client, told, secret):
    secret.copy(to=told.feasts, update_attrs={"slug": "copied"}, keep_live=True)
    secret.create_alias(parent=told.feasts, update_slug="alias")
    for slug in ("secret", "copied", "alias"):
        assert client.get(f"{AT}{slug}/").status_code == 404
        assert client.get(f"{AT}{slug}/calendar/").status_code == 404
    assert telling(client) == []


def test_case_15_moving_shows_nothing(client, told, secret):
    feasts = make_feasts(title="Другие праздники", slug="others")
    secret.move(feasts, pos="last-child")
    assert client.get("/others/secret/").status_code == 404
    assert "Тайна" not in client.get("/others/").text and telling(client) == []


def test_case_15_a_live_copy_needs_the_same_consents(client, told, held):
    told.cast.teacher.consents.all().delete()
    with pytest.raises(ConsentMissing):
        held.copy(keep_live=True, update_attrs={"slug": "again"})
    alias = held.create_alias(parent=told.feasts, update_slug="alias")
    assert not CelebrationPage.objects.get(pk=alias.pk).live
    assert client.get(f"{AT}alias/").status_code == 404


def test_case_16_a_translation_is_a_draft_and_needs_the_same_consents(client, told, held):
    english = Locale.objects.get(language_code="en")
    for page in (told.feasts.get_parent(), told.feasts):
        page.copy_for_translation(english).save_revision().publish()
    translated = held.copy_for_translation(english)
    assert not translated.live
    assert "Явный" not in client.get("/en/celebrations-en/").text
    told.cast.teacher.consents.all().delete()
    with pytest.raises(ConsentMissing):
        translated.save_revision(clean=False).publish()
    assert client.get(f"/en/celebrations-en/{translated.slug}/").status_code == 404


def test_case_18_lists_sitemap_and_search_hold_no_draft_and_no_route(client, told, secret, held):
    route = make_route(told.cast)
    title = Page.objects.get(pk=route.pk).title
    pages = everywhere(client)
    assert "Явный" in pages[AT] and any("/held/" in text for text in pages.values())
    for address, text in pages.items():
        assert title not in text and f"/routes/{route.pk}" not in text, address
    assert telling(client) == []


def test_case_18_what_has_run_out_is_in_no_list(client, told, held):
    lists = (AT, "/", "/search/?q=явный")
    assert "/held/" in client.get(AT).text and "/held/" in client.get(lists[-1]).text
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    CelebrationPage.objects.filter(pk=held.pk).update(shown_until=yesterday)
    held.refresh_from_db()
    assert client.get(held.url).status_code == 404
    assert client.get(f"{held.url}calendar/").status_code == 404
    for address in lists:
        assert "/held/" not in client.get(address).text, address


def test_case_21_no_link_of_a_celebration_leads_to_a_route(client, told):
    route = make_route(told.cast)
    link = f'<p><a linktype="page" id="{route.pk}">маршрут</a></p>'
    page = hold(told.feasts, body=json.dumps(blocks(("text", link))))
    for address in (page.url, f"{page.url}calendar/"):
        assert f"/routes/{route.pk}/" not in client.get(address).text
    assert "маршрут" in client.get(page.url).text


@pytest.mark.parametrize("at", [AT, "/stories/"])
def test_case_22_what_an_editor_was_shown_reaches_nobody_else(told, secret, cached, at):
    """With Django's own cache in front, which keeps what it may."""
    editor = enter(told.cast.user("director"))
    for _time in range(2):
        answer = editor.get(at)
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    visitor = Client()
    first = visitor.get(at)
    assert "private" not in first.get("Cache-Control", "") and not first.cookies
    assert "Тайна" not in first.text and "/admin/" not in first.text
    assert told.cast.user("director").get_username() not in Client().get(at).text


def test_case_29_nothing_in_a_celebration_acts(client, told):
    body = [("text", f"<p>{''.join(ACTS)}</p>")]
    video = {"title": "Видео", "image": told.picture.pk, "alt": "Кадр"}
    body.append(("video", {"url": "javascript:alert(29)", **video}))
    page = hold(told.feasts, place="javascript:alert(29)", body=json.dumps(blocks(*body)))
    found = clean(client.get(page.url).content)
    assert "evil.example" not in str(found.find("main"))
