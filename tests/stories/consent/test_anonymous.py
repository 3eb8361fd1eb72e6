"""A draft without the name: what can be emptied is, the rest is listed, nothing goes out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.stories.editing import edit
from tests.stories.made import fresh, make_consent, make_picture, make_story, text

pytestmark = pytest.mark.django_db


def key(person):
    return f"p{person.pk}"


def screen(page):
    return reverse("iom_anonymise", args=[page.pk])


@pytest.fixture
def page(cast):
    """A page of two people, with pictures, whose teacher allows nothing any more."""
    make_consent(cast.mentor)
    body = [
        text("О Лебедевой"),
        ("picture", {"image": make_picture(), "alt": "Лебедева", "caption": ""}),
        (
            "video",
            {"url": "https://v.example/1", "title": "Урок", "image": make_picture(), "alt": ""},
        ),
    ]
    return make_story(
        cast.school,
        {
            "person": cast.teacher,
            "shown_name": cast.teacher.full_name,
            "shown_position": "учитель",
            "in_picture": True,
        },
        {"person": cast.mentor, "shown_name": cast.mentor.full_name},
        title="Первый год в школе",
        slug="pervyj-god-lebedevoj",
        cover=make_picture(),
        body=body,
    )


def test_one_button_writes_the_draft_and_lists_what_is_left(enter, cast, page):
    browser = enter("site_editor")
    assert screen(page) in browser.get(edit(page)).content.decode()
    asked = browser.get(screen(page))
    assert asked.context["form"].initial == {"people": [key(cast.teacher)]}
    answer = browser.post(screen(page), {"people": [key(cast.teacher)]}, follow=True)
    draft = fresh(page).get_latest_revision_as_object()
    teacher, mentor = draft.people.all()
    assert (teacher.shown_name, teacher.shown_position, teacher.in_picture) == ("", "", False)
    assert mentor.shown_name == cast.mentor.full_name
    assert [block.block_type for block in draft.body] == ["text"] and draft.cover is None
    assert draft.slug == f"successstory-{page.pk}"
    told = answer.content.decode()
    assert "Черновик без имени готов" in told and "блок 1" in told and "«Лебедевой»" in told
    assert PageLogEntry.objects.get(action="iom_wagtail.anonymise").user == cast.user("site_editor")
    assert not fresh(page).live


def test_pictures_stay_where_they_are_allowed(enter, cast, page):
    make_consent(cast.teacher, fields=["photo"])
    enter("site_editor").post(screen(page), {"people": [key(cast.teacher)]})
    draft = fresh(page).get_latest_revision_as_object()
    assert draft.people.all()[0].in_picture and draft.cover is not None
    assert [block.block_type for block in draft.body] == ["text", "picture", "video"]


def test_mended_it_goes_out_without_the_name(enter, cast, page):
    enter("site_editor").post(screen(page), {"people": [key(cast.teacher)]})
    draft = fresh(page).get_latest_revision_as_object()
    draft.body = [text("О молодом учителе")]
    draft.save_revision().publish()
    assert fresh(page).is_shown() and not fresh(page).missing_consents()


def test_what_is_live_stays_as_it_is(enter, cast, page):
    make_consent(cast.teacher)
    page.get_latest_revision().publish()
    enter("site_editor").post(screen(page), {"people": [key(cast.teacher)]})
    live = fresh(page)
    assert live.live and live.people.first().shown_name == cast.teacher.full_name
    assert live.has_unpublished_changes


def test_whoever_does_not_write_the_page_is_turned_away(enter, cast, other, page):
    for who in ("colleague", "teacher", "deputy", "methodist"):
        browser = enter(who)
        for answer in (browser.get(screen(page)), browser.post(screen(page), {"people": "p1"})):
            assert answer.status_code in (302, 403)
    assert enter("director", other).get(screen(page)).status_code in (302, 403)
    assert page.revisions.count() == 1


def test_an_address_without_such_a_page_leads_nowhere(enter, cast):
    home = cast.school.site.root_page_id
    for pk in (home, 999_999):
        assert enter("superuser").get(reverse("iom_anonymise", args=[pk])).status_code == 404


@pytest.mark.parametrize("people", [[], ["p0"], ["nonsense"]])
def test_nobody_chosen_changes_nothing(enter, page, people):
    answer = enter("site_editor").post(screen(page), {"people": people})
    assert answer.status_code == 200 and page.revisions.count() == 1


def test_a_page_that_waits_for_a_decision_is_left_alone(enter, cast, page):
    page.locked = True
    page.locked_by = cast.user("deputy")
    page.save()
    answer = enter("site_editor").post(screen(page), {"people": [key(cast.teacher)]})
    assert answer.status_code in (200, 302) and page.revisions.count() == 1


def test_a_page_of_nobody_says_so(enter, cast):
    page = make_story(cast.school)
    assert "никто не назван" in enter("site_editor").get(screen(page)).content.decode()
