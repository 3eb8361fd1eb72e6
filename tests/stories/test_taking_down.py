"""Withdrawn or run out: the page goes, and all that shows the same; what is still allowed stays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from iom_wagtail.stories import signals
from iom_wagtail.stories.choices import Reason
from iom_wagtail.stories.consent import actions
from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.expiry import expire
from iom_wagtail.stories.models import StoryPerson, SuccessStoryPage
from iom_wagtail.stories.taking_down import take_down
from tests.stories.made import (
    fresh,
    hero,
    live,
    make_celebration,
    make_consent,
    make_story,
    today,
    translated,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What the site hears of pages: (signal, keys)."""
    found = []

    def shown(page, **kwargs):
        found.append(("shown", [page.pk]))

    def gone(pages, reason, **kwargs):
        found.append((str(reason), sorted(page.pk for page in pages)))

    signals.shown.connect(shown)
    signals.taken_down.connect(gone)
    yield found
    signals.shown.disconnect(shown)
    signals.taken_down.disconnect(gone)


# --- withdrawn --------------------------------------------------------------------------------


def test_a_withdrawal_takes_every_page_of_the_person_down(cast, certain, heard):
    consent = make_consent(cast.teacher)
    make_consent(cast.mentor)
    story = make_story(cast.school, hero(cast.teacher), live=True)
    feast = make_celebration(cast.school, hero(cast.teacher), live=True)
    copy = story.copy(update_attrs={"slug": "kopiya"}, keep_live=True)
    alias = story.create_alias(update_slug="alias")
    english = translated(story, live=True)
    mentors = make_story(cast.school, hero(cast.mentor), live=True)
    assert live() == {story.pk, feast.pk, copy.pk, alias.pk, english.pk, mentors.pk}
    heard.clear()
    gone = certain(withdraw, consent, cast.user("deputy"))
    expected = {story.pk, feast.pk, copy.pk, alias.pk, english.pk}
    assert {page.pk for page in gone.going} == expected and live() == {mentors.pk}
    assert sorted(key for reason, keys in heard for key in keys) == sorted(expected)
    assert {reason for reason, _keys in heard} == {"withdrawn"}
    for page in (story, feast, english):
        assert Client().get(page.url).status_code == 404


def test_translations_go_with_the_page_even_when_they_show_nobody(cast, certain):
    consent = make_consent(cast.teacher)
    story = make_story(cast.school, hero(cast.teacher), live=True)
    english = translated(story)
    draft = english.get_latest_revision_as_object()
    draft.people = []
    draft.save_revision(clean=False).publish()
    assert english.pk in live()
    certain(withdraw, consent, cast.user("deputy"))
    assert live() == set()


def test_another_consent_that_allows_as_much_keeps_the_page_up(cast, certain):
    consent = make_consent(cast.teacher)
    make_consent(cast.teacher, fields=["full_name"], valid_until=today(40))
    story = make_story(cast.school, hero(cast.teacher), live=True)
    pictured = make_story(cast.school, hero(cast.teacher, in_picture=True), live=True)
    assert story.shown_until is None
    gone = certain(withdraw, consent, cast.user("deputy"))
    assert [page.pk for page in gone.staying] == [story.pk] and live() == {story.pk}
    assert fresh(story).shown_until == today(40) and not fresh(pictured).live


def test_what_goes_is_known_before(cast):
    consent = make_consent(cast.teacher)
    make_consent(cast.teacher, fields=["full_name"])
    named = make_story(cast.school, hero(cast.teacher), live=True)
    pictured = make_story(cast.school, hero(cast.teacher, in_picture=True), live=True)
    alias = pictured.create_alias(update_slug="alias")
    found = actions.what_goes(consent)
    assert {page.pk for page in found.going} == {pictured.pk, alias.pk}
    assert [page.pk for page in found.staying] == [named.pk]
    assert live() == {named.pk, pictured.pk, alias.pk}


def test_somebody_else_is_found_by_the_first_consent_and_by_a_later_one(cast, certain):
    first = make_consent(school=cast.school)
    second = make_consent(school=cast.school, renews=first, fields=["full_name"])
    by_first = make_story(cast.school, {"consent": first, "shown_name": "Тимур"}, live=True)
    by_second = make_story(cast.school, {"consent": second, "in_picture": True}, live=True)
    certain(withdraw, first, cast.user("deputy"))
    assert live() == {by_first.pk}
    certain(withdraw, second, cast.user("deputy"))
    assert live() == set() and not fresh(by_second).live


def test_what_is_scheduled_is_cancelled(cast, certain):
    consent = make_consent(cast.teacher)
    later = timezone.now() + dt.timedelta(days=2)
    waiting = make_story(cast.school, hero(cast.teacher), go_live_at=later, live=True)
    changing = make_story(cast.school, live=True)
    draft = changing.get_latest_revision_as_object()
    draft.people, draft.go_live_at = [StoryPerson(**hero(cast.teacher))], later
    draft.save_revision(clean=False).publish()
    assert fresh(waiting).scheduled_revision and fresh(changing).scheduled_revision
    certain(withdraw, consent, cast.user("deputy"))
    assert fresh(waiting).scheduled_revision is None
    assert fresh(changing).scheduled_revision is None and fresh(changing).live
    kept = PageLogEntry.objects.filter(action="iom_wagtail.kept_back")
    assert {entry.page_id for entry in kept} == {waiting.pk, changing.pk}


def test_the_draft_of_a_page_that_went_cannot_be_published(cast, certain):
    consent = make_consent(cast.teacher)
    story = make_story(cast.school, hero(cast.teacher), live=True)
    certain(withdraw, consent, cast.user("deputy"))
    with pytest.raises(ConsentMissing):
        fresh(story).get_latest_revision().publish()
    make_consent(cast.teacher)
    fresh(story).get_latest_revision().publish()
    assert fresh(story).is_shown()


def test_case_24_the_log_tells_what_was_done_and_nobodys_name(cast, certain):
    consent = make_consent(cast.teacher, conditions="Канарейка")
    story = make_story(cast.school, hero(cast.teacher), title="Успех Лебедевой", live=True)
    certain(withdraw, consent, cast.user("deputy"))
    down = PageLogEntry.objects.get(action="iom_wagtail.take_down")
    assert down.label == f"№ {story.pk}" and down.user == cast.user("deputy")
    assert down.data == {"reason": "withdrawn", "consent": consent.pk}
    entry = ModelLogEntry.objects.get(action="iom_wagtail.withdraw_consent")
    assert entry.label == f"№ {consent.pk}"
    assert entry.data == {"staff": cast.teacher.pk, "how": "demand"}
    told = f"{down.label}{down.data}{entry.label}{entry.data}"
    assert "Лебедев" not in told and "Канарейка" not in told


def test_case_59_who_left_stays_on_the_page_until_the_consent_ends(cast, certain):
    from django.db.models import ProtectedError

    from iom_wagtail.school import actions as school

    consent = make_consent(cast.teacher)
    story = make_story(cast.school, hero(cast.teacher), live=True)
    school.set_active(cast.teacher, cast.user("director"), False)
    assert fresh(story).is_shown() and story.people.get().shown_name == cast.teacher.full_name
    with pytest.raises(ProtectedError):
        cast.teacher.delete()
    certain(withdraw, consent, cast.user("deputy"))
    assert live() == set() and fresh(consent).withdrawn_on == today()


# --- renewed and run out ------------------------------------------------------------------------


def test_a_renewal_moves_the_last_day(cast, certain, heard):
    make_consent(cast.teacher, valid_until=today(5))
    story = make_story(cast.school, hero(cast.teacher), live=True)
    heard.clear()
    certain(
        actions.record,
        cast.school,
        cast.user("deputy"),
        person=cast.teacher,
        fields=["full_name"],
        signed_on=today(),
        valid_until=today(300),
    )
    assert fresh(story).shown_until == today(300) and heard == [("shown", [story.pk])]


def test_at_midnight_nobody_sees_it_and_the_daily_task_takes_it_down(cast, certain, monkeypatch):
    make_consent(cast.teacher, valid_until=today())
    story = make_story(cast.school, hero(cast.teacher), live=True)
    stays = make_story(cast.school, live=True)
    assert certain(expire) == 0 and live() == {story.pk, stays.pk}
    tomorrow = today(1)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: tomorrow)
    assert Client().get(story.url).status_code == 404 and fresh(story).live
    assert certain(expire) == 1 and live() == {stays.pk}
    entry = PageLogEntry.objects.get(action="iom_wagtail.take_down")
    assert entry.data == {"reason": "run_out", "consent": None} and entry.user is None
    assert certain(expire) == 0


def test_the_command_says_what_it_did(cast, capsys, certain):
    make_consent(cast.teacher, valid_until=today())
    story = make_story(cast.school, hero(cast.teacher), live=True)
    SuccessStoryPage.objects.filter(pk=story.pk).update(shown_until=today(-1))
    cast.teacher.consents.update(valid_until=today(-1))
    certain(call_command, "iom_daily", "consents")
    assert capsys.readouterr().out.strip() == "consents: 1"


def test_what_was_renewed_past_the_page_stays(cast, certain):
    """A page's own last day may be old; its consents say."""
    make_consent(cast.teacher, valid_until=today(5))
    story = make_story(cast.school, hero(cast.teacher), live=True)
    SuccessStoryPage.objects.filter(pk=story.pk).update(shown_until=today(-1))
    assert certain(expire) == 0 and fresh(story).shown_until == today(5)


# --- caches in front ----------------------------------------------------------------------------


def test_caches_in_front_are_told_of_the_page_and_of_what_listed_it(cast, certain, settings):
    """As with ``wagtail.contrib.frontend_cache`` in a project that has one."""
    from django.apps import apps
    from wagtail.contrib.frontend_cache import utils

    asked = []
    consent = make_consent(cast.teacher)
    story = make_story(cast.school, hero(cast.teacher), live=True)
    installed = apps.is_installed
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            apps,
            "is_installed",
            lambda name: name == "wagtail.contrib.frontend_cache" or installed(name),
        )
        patch.setattr(utils.PurgeBatch, "purge", lambda self, **kwargs: asked.extend(self.urls))
        certain(withdraw, consent, cast.user("deputy"))
    parent = story.get_parent()
    assert {story.full_url, parent.full_url, parent.get_parent().full_url} <= set(asked)


def test_taking_down_asks_no_editors_right(cast, certain):
    make_consent(cast.teacher)
    story = make_story(cast.school, hero(cast.teacher), live=True)
    certain(take_down, [story], Reason.WITHDRAWN, cast.user("colleague"))
    assert live() == set()
