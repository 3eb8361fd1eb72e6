"""Consents at the school and in one's own hands, as the guide's chapter shows them."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import SuccessStoryPage
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessible import complaints
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in, picture

#: Kinds of files, and titles of translated pages.
FOREIGN = (
    *("jpeg", "png", "heic"),
    *["Our", "First", "Year", "a", "celebration", "of", "success"],
    *["Anna", "Lebedeva", "first", "year", "from", "quiet", "please", "to", "a", "diploma"],
)


@pytest.fixture
def come(new_page, live_site):
    """Return a function that opens a page of the demo in a person's own window."""
    call_command("load_demo", "--force", stdout=io.StringIO())

    def come_in(login, address, viewport=WIDE):
        window = new_page(viewport)
        log_in(window, login, DEMO_PASSWORD)
        window.goto(address)
        return window

    return come_in


def look(page, name):
    """The screen is Russian, fits, and axe finds nothing; take its picture."""
    expect_russian(page, FOREIGN)
    expect_no_sideways_scroll(page)
    assert complaints(page) == []
    picture(page, name, only=page.viewport_size["width"])


def test_consents_at_the_school_and_in_ones_own_hands(come):
    consent = PublicationConsent.objects.get(person__user__username="teacher")
    deputy = come("deputy", "/admin/iom/consents/")
    look(deputy, "consent-01-list")
    deputy.goto(f"/admin/iom/consents/{consent.pk}/")
    look(deputy, "consent-02-one")

    story = SuccessStoryPage.objects.get(people__part="hero", locale__language_code="ru")
    editor = come("editor", f"/admin/pages/{story.pk}/edit/")
    panel = editor.locator(".iom-consents")
    panel.scroll_into_view_if_needed()
    expect(panel).to_contain_text("разрешено по 31.08.2027")
    expect(editor.get_by_text("Человек 1", exact=True)).to_be_visible()
    picture(editor, "consent-03-people", only=WIDE["width"])

    teacher = come("teacher", "/consents/", PHONE)
    look(teacher, "consent-04-mine")
    teacher.get_by_role("link", name="Отозвать согласие").click()
    look(teacher, "consent-05-withdraw")
    teacher.get_by_role("button", name="Да, отозвать").click()
    expect(teacher.get_by_text("Сняты с сайта 4 страницы")).to_be_visible()
    look(teacher, "consent-06-withdrawn")
    assert teacher.goto(story.url).status == 404
    assert teacher.goto("/en/stories/anna-lebedevas-first-year/").status == 404
