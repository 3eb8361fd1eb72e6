"""Nothing about people goes public without their consent, through whichever door (152-ФЗ)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from iom_wagtail.stories.choices import ConsentField, Part
from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.models import StoryPerson, SuccessStoryPage
from iom_wagtail.stories.placement import story_index
from iom_wagtail.stories.rules import Given, Shown, missing, shown_until
from tests.factories import UserFactory
from tests.stories.editing import row
from tests.stories.editing import story as written

DAY = dt.date(2026, 5, 27)


@pytest.fixture
def story(succeeded):
    page = SuccessStoryPage(title="Первый год", live=False, owner=succeeded.editor.user)
    page.people = [
        StoryPerson(person=succeeded.teacher, shown_name="Анна Лебедева", in_picture=True),
        StoryPerson(person=succeeded.mentor, part=Part.MENTOR),
    ]
    story_index(succeeded.school).add_child(instance=page)
    page.save_revision()
    return page


def fresh(page):
    return SuccessStoryPage.objects.get(pk=page.pk)


def by_action(page):
    """What Wagtail's editor does: it never calls the page's own ``publish``."""
    PublishPageRevisionAction(page.latest_revision).execute(skip_permission_checks=True)


def by_hand(page):
    page.live = True
    page.save()


def by_revision(page):
    page.latest_revision.publish()


DOORS = [by_action, by_hand, by_revision]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_without_consent_no_door_makes_a_story_public(story, door):
    with pytest.raises(ConsentMissing) as refusal:
        door(fresh(story))
    fields = [one.field for one in refusal.value.missing]
    assert fields == [ConsentField.FULL_NAME, ConsentField.PHOTO]
    assert not fresh(story).live


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_half_a_consent_is_none(succeeded, story, allow, door):
    allow(succeeded.teacher, "full_name")
    with pytest.raises(ConsentMissing) as refusal:
        door(fresh(story))
    assert [one.field for one in refusal.value.missing] == [ConsentField.PHOTO]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_with_all_consents_it_is_shown_until_the_first_of_them_ends(succeeded, story, allow, door):
    end = timezone.localdate() + dt.timedelta(days=30)
    allow(succeeded.teacher, "full_name", until=end)
    allow(succeeded.teacher, "photo")
    door(fresh(story))
    page = fresh(story)
    assert page.live and page.shown_until == end
    shown = SuccessStoryPage.objects.shown
    assert page in shown(end) and page not in shown(end + dt.timedelta(days=1))


@pytest.mark.django_db
def test_on_the_day_after_its_end_a_story_is_not_there(succeeded, story, allow):
    allow(succeeded.teacher, "full_name", "photo")
    by_action(fresh(story))
    address = fresh(story).get_url()
    assert address.endswith("/pervyy-god/")
    assert Client().get(address).status_code == 200
    listed = Client().get(story_index(succeeded.school).get_url())
    assert "/pervyy-god/" in listed.text
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    SuccessStoryPage.objects.filter(pk=story.pk).update(shown_until=yesterday)
    assert Client().get(address).status_code == 404
    assert "/pervyy-god/" not in Client().get(story_index(succeeded.school).get_url()).text


@pytest.mark.django_db
def test_the_editor_is_told_whose_consent_is_missing(succeeded, story):
    client = Client()
    boss = UserFactory(is_staff=True, is_superuser=True)
    client.force_login(boss)
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    person = row(succeeded.teacher, shown_name="Анна Лебедева")
    answer = client.post(address, written(person, slug=story.slug, **{"action-publish": "1"}))
    told = answer.context["form"].formsets["people"].forms[0].errors
    assert succeeded.teacher.short_name in str(told) and not fresh(story).live


@pytest.mark.django_db
def test_what_was_scheduled_stays_down_and_stops_nobody_else(succeeded, story):
    page = fresh(story)
    page.latest_revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    page.latest_revision.save()
    call_command("publish_scheduled")
    assert not fresh(story).live
    assert fresh(story).latest_revision.approved_go_live_at is None


@pytest.mark.django_db
def test_case_15_a_live_copy_needs_the_same_consents(succeeded, story, allow):
    consent = allow(succeeded.teacher, "full_name", "photo")
    by_action(fresh(story))
    copied = fresh(story).copy(keep_live=True, update_attrs={"slug": "copy"})
    assert copied.live
    consent.withdrawn_at = timezone.now()
    consent.save()
    with pytest.raises(ConsentMissing):
        fresh(story).copy(keep_live=True, update_attrs={"slug": "another"})


# --- the rule ---------------------------------------------------------------------------------

NAME, PHOTO = ConsentField.FULL_NAME, ConsentField.PHOTO


def shown(*fields, person=1):
    return Shown(person=person, consent=None, name="", fields=frozenset(fields))


def given(*fields, until=None, withdrawn=False, person=1, since=DAY):
    return Given(1, person, frozenset(fields), since, until, withdrawn)


@pytest.mark.parametrize(
    ("consents", "lacking"),
    [
        ([], [NAME, PHOTO]),
        ([given("full_name")], [PHOTO]),
        ([given("full_name"), given("photo")], []),
        ([given("full_name", "photo", person=2)], [NAME, PHOTO]),
        ([given("full_name", "photo", withdrawn=True)], [NAME, PHOTO]),
        ([given("full_name", "photo", until=DAY)], []),
        ([given("full_name", "photo", until=DAY - dt.timedelta(days=1))], [NAME, PHOTO]),
        ([given("full_name", "photo", since=DAY + dt.timedelta(days=1))], [NAME, PHOTO]),
    ],
)
def test_what_is_missing_is_said_field_by_field(consents, lacking):
    assert [one.field for one in missing([shown(NAME, PHOTO)], consents, DAY)] == lacking


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([None], None),
        ([DAY], DAY),
        ([DAY, None], None),
        ([DAY, DAY + dt.timedelta(days=9)], DAY + dt.timedelta(days=9)),
    ],
)
def test_the_consent_that_lasts_longest_counts(ends, expected):
    assert (
        shown_until([shown(NAME)], [given("full_name", until=end) for end in ends], DAY) == expected
    )
