"""Cases 15, 16, 18, 22 and 23 on stories: copies, translations, collections, caches, the bar."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from iom_wagtail.stories.models import StoryEntry, SuccessStoryPage
from tests.factories import make_route
from tests.routes.entering import enter
from tests.stories.telling import draft, make_index

pytestmark = pytest.mark.django_db
AT = "/stories/"


def seen(client, title="Тайна", sought="тайной"):
    """Return the public addresses on which a title can be read; the search echoes what it seeks."""
    addresses = (AT, f"{AT}?q={sought}", f"{AT}feed/", "/stories/first-year/", "/")
    return [address for address in addresses if title in client.get(address).text]


@pytest.fixture
def secret(told):
    """A story that was never published, and names somebody without consent."""
    person = {"person": told.cast.colleague, "shown_name": "Тайна Тайнова", "part": "hero"}
    return draft(told.index, title="Тайна", slug="secret", people=(person,), subject="Математика")


def test_case_15_a_copy_of_what_is_not_shown_is_not_shown(client, told, secret):
    copy = secret.copy(to=told.index, update_attrs={"slug": "copied"}, keep_live=True)
    assert client.get(f"{AT}copied/").status_code == 404
    assert not StoryEntry.objects.filter(page=copy.pk).exists()
    assert seen(client) == []


def test_case_15_an_alias_of_what_is_not_shown_is_not_shown(client, told, secret):
    alias = secret.create_alias(parent=told.index, update_slug="alias")
    assert client.get(f"{AT}alias/").status_code == 404
    assert not StoryEntry.objects.filter(page=alias.pk).exists()
    assert seen(client) == []


def test_case_15_moving_shows_nothing_and_the_list_follows(client, told, secret):
    index = make_index(title="Другие успехи", slug="others")
    secret.move(index, pos="last-child")
    SuccessStoryPage.objects.get(pk=told.story.pk).move(index, pos="last-child")
    assert client.get("/stories/first-year/").url == "/others/first-year/"
    assert client.get("/stories/secret/", follow=True).status_code == 404
    assert client.get("/others/first-year/").status_code == 200
    assert StoryEntry.objects.get().index_id == index.pk
    assert "Первый" in client.get("/others/").text
    assert client.get("/others/secret/").status_code == 404
    assert client.get(AT).context["total"] == 0


def test_case_15_an_alias_goes_when_its_story_is_taken_down(client, told):
    told.story.create_alias(parent=told.index, update_slug="alias")
    assert client.get(AT).context["total"] == 2
    SuccessStoryPage.objects.get(pk=told.story.pk).unpublish()
    assert client.get(f"{AT}alias/").status_code == 404
    assert client.get(AT).context["total"] == 0


def test_case_16_a_translation_is_a_draft_until_it_is_published(client, told):
    english = Locale.objects.get(language_code="en")
    told.index.get_parent().copy_for_translation(english)
    told.index.copy_for_translation(english)
    translated = SuccessStoryPage.objects.get(pk=told.story.pk).copy_for_translation(english)
    assert not translated.live
    assert not StoryEntry.objects.filter(page=translated.pk).exists()
    assert client.get("/en/stories/first-year-en/").status_code == 404


def test_case_16_each_language_has_its_own_list_and_feed(client, told):
    english = Locale.objects.get(language_code="en")
    for page in (told.index.get_parent(), told.index):
        page.copy_for_translation(english).save_revision().publish()
    story = SuccessStoryPage.objects.get(pk=told.story.pk)
    translated = story.copy_for_translation(english)
    translated.title = "The first year"
    translated.save_revision(clean=False).publish()
    translated.refresh_from_db()
    assert translated.url.startswith("/en/")
    assert client.get(translated.url).status_code == 200
    index = translated.get_parent()
    for address in (index.url, f"{index.url}feed/"):
        text = client.get(address).text
        assert "The first year" in text.replace("\u00a0", " ") and "Первый год" not in text
    for address in (AT, f"{AT}feed/"):
        assert "The first year" not in client.get(address).text.replace("\u00a0", " ")


def test_case_18_lists_feed_and_search_hold_no_route_and_no_draft(client, told, secret):
    route = make_route(told.cast)
    title = Page.objects.get(pk=route.pk).title
    for address in (AT, f"{AT}?q=маршрут", f"{AT}feed/", "/stories/first-year/"):
        text = client.get(address).text
        assert title not in text and f"/routes/{route.pk}" not in text
    assert seen(client) == []
    assert not SuccessStoryPage.objects.shown().matching("тайна").exists()


def test_case_22_what_an_editor_was_shown_reaches_nobody_else(told, secret):
    editor = enter(told.cast.user("director"))
    answer = editor.get("/stories/first-year/")
    assert "private" in answer["Cache-Control"] and "no-store" in answer["Cache-Control"]
    public = Client().get("/stories/first-year/")
    assert "private" not in public.get("Cache-Control", "")
    assert not public.cookies
    assert "Тайна" not in public.text


def test_case_23_public_pages_have_no_bar_of_the_office(told):
    make_route(told.cast)
    for browser in (Client(), enter(told.cast.user("director"))):
        for address in (AT, "/stories/first-year/", "/celebrations/"):
            text = browser.get(address).text
            assert "wagtail-userbar" not in text and "/admin/pages/" not in text
            assert "/routes/1" not in text
