"""The wall: no way to make a page live asks nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry

from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.models import StoryPerson, SuccessStoryPage
from tests.stories.made import (
    english,
    fresh,
    index_of,
    make_celebration,
    make_consent,
    make_story,
    text,
    today,
    translated,
)

pytestmark = pytest.mark.django_db


def told(error):
    return [(one.shown.name, one.field) for one in error.value.missing]


def hero(person, **values):
    return {"person": person, "shown_name": person.full_name, **values}


def test_a_page_about_nobody_needs_nobody(cast):
    assert make_story(cast.school, live=True).live


def test_each_thing_shown_is_asked_for(cast):
    make_consent(cast.teacher, fields=["full_name"])
    page = make_story(
        cast.school,
        hero(cast.teacher, shown_position="учитель", in_picture=True),
        hero(cast.mentor),
        body=[("achievements", [{"title": "Диплом", "detail": ""}])],
    )
    with pytest.raises(ConsentMissing) as error:
        page.get_latest_revision().publish()
    teacher, mentor = cast.teacher.short_name, cast.mentor.short_name
    assert told(error) == [
        (teacher, "position"),
        (teacher, "photo"),
        (teacher, "contest_result"),
        (mentor, "full_name"),
        (mentor, "contest_result"),
    ]
    assert not fresh(page).live


def test_what_a_celebration_honours_is_a_result(cast):
    make_consent(cast.teacher, fields=["full_name"])
    page = make_celebration(cast.school, hero(cast.teacher, honour="Победа в конкурсе"))
    with pytest.raises(ConsentMissing) as error:
        page.get_latest_revision().publish()
    assert told(error) == [(cast.teacher.short_name, "contest_result")]


def test_the_page_is_shown_as_long_as_all_consents_hold(cast):
    make_consent(cast.teacher, valid_until=today(30))
    make_consent(cast.teacher, valid_until=today(90))
    make_consent(cast.mentor, valid_until=today(60))
    page = make_story(cast.school, hero(cast.teacher), hero(cast.mentor), live=True)
    assert page.shown_until == today(60) and page.is_shown()
    assert list(SuccessStoryPage.objects.shown(today(60))) == [page]
    assert not SuccessStoryPage.objects.shown(today(61))


@pytest.mark.parametrize("days", [-1, 1])
def test_a_consent_of_yesterday_or_tomorrow_is_none(cast, days):
    values = {"valid_until": today(-1)} if days < 0 else {"signed_on": today(1)}
    make_consent(cast.teacher, **values)
    with pytest.raises(ConsentMissing):
        make_story(cast.school, hero(cast.teacher), live=True)


def test_a_new_consent_of_somebody_else_counts_for_the_old_rows(cast):
    first = make_consent(school=cast.school, valid_until=today(-1))
    page = make_story(cast.school, {"consent": first, "shown_name": "Тимур"})
    with pytest.raises(ConsentMissing):
        page.get_latest_revision().publish()
    make_consent(school=cast.school, renews=first, valid_until=today(20))
    page.get_latest_revision().publish()
    assert fresh(page).shown_until == today(20)


def test_wagtails_own_action_meets_the_wall(cast):
    """The editor and the admin's API publish without asking the page's ``publish``."""
    page = make_story(cast.school, hero(cast.teacher))
    with pytest.raises(ConsentMissing):
        PublishPageRevisionAction(page.get_latest_revision()).execute()
    assert not fresh(page).live


def test_a_new_live_page_meets_the_wall(cast):
    page = SuccessStoryPage(title="Сразу", live=True)
    page.people = [StoryPerson(**hero(cast.teacher))]
    with pytest.raises(ConsentMissing):
        index_of(cast.school).add_child(instance=page)
    assert not SuccessStoryPage.objects.exists()


def test_a_copy_published_at_once_meets_the_wall(cast):
    consent = make_consent(cast.teacher)
    page = make_story(cast.school, hero(cast.teacher), live=True)
    twin = page.copy(update_attrs={"slug": "kopiya"}, keep_live=True)
    assert twin.specific.is_shown()
    consent.delete()
    with pytest.raises(ConsentMissing):
        page.copy(update_attrs={"slug": "kopiya-2"}, keep_live=True)


def test_case_16_a_consent_to_one_school_allows_nothing_on_the_site_of_another(cast, other):
    make_consent(cast.teacher)
    page = make_story(cast.school, hero(cast.teacher), live=True)
    abroad = index_of(other.school)
    with pytest.raises(ConsentMissing):
        page.copy(to=abroad, update_attrs={"slug": "abroad"}, keep_live=True)
    draft = page.copy(to=abroad, update_attrs={"slug": "abroad"}, keep_live=False)
    with pytest.raises(ConsentMissing):
        draft.get_latest_revision().publish()
    assert page.missing_consents() == [] and len(draft.missing_consents()) == 1


def test_what_moves_to_the_site_of_another_school_goes_offline(cast, other):
    make_consent(cast.teacher)
    shown = make_story(cast.school, hero(cast.teacher), live=True)
    nobodys = make_story(cast.school, live=True)
    for page in (shown, nobodys):
        page.move(index_of(other.school), pos="last-child")
    assert (fresh(shown).live, fresh(nobodys).live) == (False, True)
    entry = PageLogEntry.objects.get(page=shown.pk, action="iom_wagtail.take_down")
    assert entry.data["reason"] == "moved" and cast.teacher.surname not in str(entry.data)
    # ... and comes back only when somebody publishes it at home
    fresh(shown).move(index_of(cast.school), pos="last-child")
    fresh(shown).get_latest_revision().publish()
    assert fresh(shown).live


def test_case_16_neither_alias_nor_translation_goes_live_without_consent(cast):
    """What Wagtail writes without being asked stays offline; a translation is refused in words."""
    consent = make_consent(cast.teacher)
    page = make_story(cast.school, hero(cast.teacher), live=True)
    alias = page.create_alias(update_slug="alias")
    assert alias.specific.is_shown() and alias.specific.shown_until == page.shown_until
    copy = translated(page)
    assert copy.locale == english() and not copy.live
    consent.delete()
    with pytest.raises(ConsentMissing):
        copy.get_latest_revision().publish()
    late = fresh(page).create_alias(update_slug="alias-2")
    assert not fresh(late.specific).live


def test_what_is_scheduled_asks_again_when_its_time_comes(cast):
    make_consent(cast.teacher, valid_until=today(5))
    late = dt.timedelta(days=9)
    page = make_story(cast.school, hero(cast.teacher), go_live_at=timezone.now() + late)
    with pytest.raises(ConsentMissing):
        page.get_latest_revision().publish()
    make_consent(cast.teacher)
    page.get_latest_revision().publish()
    revision = fresh(page).scheduled_revision
    assert revision is not None
    cast.teacher.consents.all().delete()
    passed = timezone.now() - dt.timedelta(minutes=1)
    content = {**revision.content, "go_live_at": passed.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(
        approved_go_live_at=passed, content=content
    )
    call_command("publish_scheduled", verbosity=0)
    page = fresh(page)
    assert not page.live and page.scheduled_revision is None
    entry = PageLogEntry.objects.get(action="iom_wagtail.kept_back")
    assert entry.label == f"№ {page.pk}" and entry.data == {}


def test_a_scheduled_change_of_a_live_page_leaves_its_last_day_alone(cast):
    make_consent(cast.teacher, valid_until=today(30))
    make_consent(cast.mentor, valid_until=today(90))
    page = make_story(cast.school, hero(cast.teacher), live=True)
    draft = page.get_latest_revision_as_object()
    draft.people = [StoryPerson(**hero(cast.mentor))]
    draft.go_live_at = timezone.now() + dt.timedelta(days=2)
    draft.save_revision(clean=False).publish()
    page = fresh(page)
    assert page.scheduled_revision is not None and page.shown_until == today(30)


def test_a_draft_is_saved_whatever_it_shows(cast):
    make_consent(cast.teacher)
    page = make_story(cast.school, hero(cast.teacher), live=True)
    draft = page.get_latest_revision_as_object()
    draft.people = [StoryPerson(**hero(cast.mentor))]
    draft.save_revision()
    page = fresh(page)
    assert page.live and page.has_unpublished_changes


# --- anonymous ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Первый год А. Лебедевой"},
        {"lead": "О Лебедевой рассказывают дети"},
        {"slug": "god-lebedevoy"},
        {"search_description": "Лебедева, учитель"},
        {"cover_alt": "Лебедева у доски"},
        {"body": [text("Урок ведёт Имя Отчество")]},
        {"body": [text('Смотрите <a href="https://x.example/lebedeva/">здесь</a>')]},
        {"body": [("quote", {"text": "Спасибо", "who": "Лебедева"})]},
        {"body": [("achievements", [{"title": "Диплом Лебедевой", "detail": ""}])]},
        {"body": [("figures", [{"what": "Оценка Лебедевой", "before": "3", "after": "5"}])]},
    ],
    ids=lambda values: next(iter(values)),
)
def test_who_is_shown_without_a_name_is_named_nowhere(cast, values):
    page = make_story(cast.school, {"person": cast.teacher}, **values)
    with pytest.raises(ConsentMissing) as error:
        page.get_latest_revision().publish()
    [place] = error.value.named
    assert place.field == next(iter(values)) and place.where and not error.value.missing


def test_the_name_of_a_pictures_file_counts(cast):
    from tests.stories.made import make_picture

    picture = make_picture("lebedeva.png")
    body = [("gallery", [{"image": picture, "alt": "Класс", "caption": ""}] * 2)]
    page = make_story(cast.school, {"person": cast.teacher}, body=body)
    with pytest.raises(ConsentMissing) as error:
        page.get_latest_revision().publish()
    assert "имя файла" in error.value.named[0].where


def test_a_story_without_the_name_goes_out(cast):
    page = make_story(
        cast.school, {"person": cast.teacher}, title="Первый год молодого учителя", live=True
    )
    assert page.is_shown() and page.shown_until is None


def test_a_row_without_a_person_is_nobodys_consent(cast):
    make_consent(cast.teacher)
    page = make_story(cast.school, {"shown_name": "Кто-то"})
    with pytest.raises(ConsentMissing):
        page.get_latest_revision().publish()
