"""Issue 7, "done when": the example's story, told, found, translated, then withdrawn and gone."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState

from iom_wagtail.management.demo.source import example
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.stories.models import SuccessStoryPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def route():
    call_command("load_demo", "--force", stdout=io.StringIO())
    return RoutePage.objects.get(year_start=2025)


def test_the_tree_of_pages_is_whole(route):
    assert not any(Page.find_problems())


def read(client, addresses):
    """Return what an anonymous visitor reads at addresses that answer."""
    found = {address: client.get(address) for address in addresses}
    return {
        address: answer.text.replace("\u00a0", " ")
        for address, answer in found.items()
        if answer.status_code == 200
    }


def test_the_examples_story_is_told_found_translated_withdrawn_and_gone(
    route, django_capture_on_commit_callbacks
):
    title = example()["success_story"]["title"]
    story = SuccessStoryPage.objects.get(title=title)
    steps = TaskState.objects.filter(workflow_state__in=story.workflow_states.all())
    assert set(steps.values_list("status", flat=True)) == {"approved"} and steps.count() == 2
    [english] = story.get_translations().live()
    words = {title, "Лебедева", "Лебедевой", english.title, story.slug, english.slug}

    places = {
        "page": [story.url, f"{story.url}print/", f"{story.url}copy/", english.url],
        "list": ["/stories/", "/stories/?q=диплом", "/en/stories/"],
        "feed": ["/stories/feed/", "/en/stories/feed/"],
        "search": ["/search/?q=Лебедева", "/search/?q=диплом", "/en/search/?q=Lebedeva"],
        "sitemap": ["/sitemap-stories-1.xml"],
        "home": ["/", "/en/"],
    }
    every = [address for addresses in places.values() for address in addresses]
    visitor = Client()
    before = read(visitor, every)
    assert set(before) == set(every)
    silent = {address for address, text in before.items() if not any(w in text for w in words)}
    assert silent == set()

    teacher = Client()
    teacher.force_login(route.teacher.user)
    consent = route.teacher.consents.get()
    with django_capture_on_commit_callbacks(execute=True):
        answer = teacher.post(reverse("iom_my_consent_withdraw", args=[consent.pk]))
    assert answer.status_code == 302

    after = read(visitor, every)
    assert not set(places["page"]) & set(after)
    told = {
        address: sorted(word for word in words if word in text) for address, text in after.items()
    }
    # The search says what was asked for.
    told["/search/?q=Лебедева"].remove("Лебедева")
    assert {address: found for address, found in told.items() if found} == {}
    log = PageLogEntry.objects.filter(action="iom_wagtail.take_down")
    assert set(log.values_list("page_id", flat=True)) >= {story.pk, english.pk}
