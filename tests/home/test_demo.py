"""The demo's site: alive in both languages, and gone with the demo."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import ContentPage, HomePage, SiteFooter
from iom_wagtail.management.demo import loader
from iom_wagtail.stories.choices import Withdrawal
from iom_wagtail.stories.consent.actions import withdraw
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import SuccessStoryPage

pytestmark = pytest.mark.django_db

STORY = "/en/stories/anna-lebedevas-first-year/"


@pytest.fixture(scope="module")
def demo(once):
    """Load the demo for all tests of the module: a load takes seconds."""
    once(load)


def load():
    """Load the demo; wagtail-localize publishes when all is written."""
    loader.load()
    for page in Page.objects.filter(locale__language_code="en").order_by("path").specific():
        page.get_latest_revision().publish()


def test_the_site_of_the_demo_is_alive_in_both_languages(demo):
    home = Client().get("/").text
    for words in ("2025/26", "Новые", "Наш первый год", "Персональные", "school@example.invalid"):
        assert words in home, words
    for address in ("/about/", "/privacy/", "/mentoring/"):
        assert Client().get(address).status_code == 200
    assert 'hreflang="en"' in home
    for address in ("/en/", "/en/stories/", "/en/celebrations/", "/en/mentoring/", STORY):
        page = Client().get(address)
        assert page.status_code == 200, address
        if address == "/en/mentoring/":
            continue  # names the regulation, which has one language
        main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
        assert not re.search("[а-яё]", main, re.IGNORECASE), address
    # The button leads on in the visitor's own language.
    assert 'href="/en/mentoring/"' in Client().get("/en/").text


def test_the_story_leaves_the_site_in_both_languages_at_once(demo):
    consent = PublicationConsent.objects.get(person__surname="Лебедева")
    withdraw(consent, consent.person.user, how=Withdrawal.SELF)
    told = SuccessStoryPage.objects.filter(people__part="hero")
    assert told.count() == 2 and not told.live()
    assert Client().get(STORY).status_code == 404


def test_the_site_is_as_before_when_the_demo_is_gone(demo):
    call_command("purge_demo")
    home = HomePage.objects.get()
    kinds = [block.block_type for block in home.body]
    assert kinds == ["hero", "steps", "stories", "celebration", "counts"]
    assert not ContentPage.objects.exists() and not SiteFooter.objects.exists()
    assert not Page.objects.filter(locale__language_code="en").exists()
    assert not TranslationSource.objects.exists() and not Translation.objects.exists()
