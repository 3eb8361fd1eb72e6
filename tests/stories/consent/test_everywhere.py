"""Withdrawn, it is gone everywhere within the same request: asked before, and asked again after."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.stories.made import index_of, make_consent, make_picture, make_story, text, translated

pytestmark = pytest.mark.django_db

TITLE, NAME = "Канарейка-история", "Лебедева А. И."


@pytest.fixture(autouse=True)
def _files_on_disk(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


def file_of(address: str) -> Path:
    return Path(django_settings.MEDIA_ROOT) / address.removeprefix(django_settings.MEDIA_URL)


def addresses(client, *pages):
    """Return every public address that may tell of the pages: they, their indexes and homes, and
    what the site offers of feed, sitemap and search.
    """
    found = [page.url for page in pages]
    for page in pages:
        found += [each.url for each in page.get_ancestors().filter(depth__gt=1)]
        found += [f"{each.url}feed/" for each in page.get_ancestors().filter(depth__gt=2)]
    found += ["/sitemap.xml", "/search/?q=Канарейка", "/poisk/?q=Канарейка"]
    return list(dict.fromkeys(found))


def telling(client, found):
    """Return the addresses that answer and hold the title, the name or the address of a page."""
    told = {}
    for address in found:
        answer = client.get(address, follow=True)
        body = answer.content.decode()
        if answer.status_code == 200:
            told[address] = {word for word in (TITLE, NAME, "kanarejka") if word in body}
    return {address for address, words in told.items() if words}


@pytest.mark.parametrize("who", ["person", "office"])
def test_it_is_gone_everywhere_within_the_same_request(cast, certain, who):
    """``certain`` does what waits for the commit when the request is over, as its commit would."""
    consent = make_consent(cast.teacher)
    picture = make_picture("class.png")
    rows = [{"person": cast.teacher, "shown_name": NAME, "in_picture": True}]
    body = [text("Слова"), ("picture", {"image": picture, "alt": "Класс", "caption": ""})]
    values = {"title": TITLE, "slug": "kanarejka", "cover": picture, "body": body}
    story = certain(make_story, cast.school, *rows, live=True, **values)
    english = certain(translated, story, live=True)
    visitor = Client()
    asked = addresses(visitor, story, english)
    before = telling(visitor, asked)
    assert {story.url, english.url} <= before and english.url.startswith("/en/")
    drawn = [picture.get_rendition(spec).url for spec in ("width-400", "width-800", "max-165x165")]
    drawn += re.findall(r'src="(/media/[^"]+)"', visitor.get(story.url).content.decode())
    original = picture.file.url
    assert all(file_of(address).is_file() for address in [*drawn, original])

    browser = Client()
    if who == "person":
        browser.force_login(cast.user("teacher"))
        answer = certain(browser.post, reverse("iom_my_consent_withdraw", args=[consent.pk]))
    else:
        browser.force_login(cast.user("deputy"))
        answer = certain(
            browser.post,
            reverse("iom_consent_withdraw", args=[consent.pk]),
            {"how": "demand", "withdrawn_on": f"{consent.signed_on:%d.%m.%Y}"},
        )
    assert answer.status_code == 302
    assert telling(visitor, asked) == set()
    assert visitor.get(story.url).status_code == visitor.get(english.url).status_code == 404
    assert not any(file_of(address).exists() for address in [*drawn, original])
    picture.refresh_from_db()
    assert file_of(picture.file.url).is_file()  # the office keeps it, under another name
    assert index_of(cast.school).get_children().live().count() == 0
