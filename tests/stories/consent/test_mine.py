"""«Мои согласия»: everybody sees and withdraws the own consents, and no other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from iom_wagtail.stories.choices import Withdrawal
from tests.stories.made import fresh, make_consent, make_story, today

pytestmark = pytest.mark.django_db

MINE = "/consents/"


@pytest.fixture
def consent(cast):
    return make_consent(cast.teacher, conditions="Без года рождения", valid_until=today(200))


def words(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_a_person_sees_the_own_consents_and_where_they_are_told_of(enter, cast, consent):
    story = make_story(
        cast.school,
        {"person": cast.teacher, "shown_name": "А. И."},
        title="Первый год",
        live=True,
    )
    page = words(enter("teacher").get(MINE))
    assert "Без года рождения" in page and "фотографии и видео" in page
    assert f'href="{story.url}"' in page and "Первый год" in page
    assert reverse("iom_my_consent_withdraw", args=[consent.pk]) in page


@pytest.mark.parametrize("who", ["mentor", "deputy", "site_editor", "superuser"])
def test_nobody_sees_or_withdraws_anothers(enter, consent, who):
    browser = enter(who)
    page = words(browser.get(MINE))
    assert "Без года рождения" not in page and "Вы пока ничего не разрешали" in page
    url = reverse("iom_my_consent_withdraw", args=[consent.pk])
    assert browser.get(url).status_code == browser.post(url).status_code == 404
    assert not fresh(consent).withdrawn_at


def test_the_anonymous_is_asked_to_log_in(consent):
    for url in (MINE, reverse("iom_my_consent_withdraw", args=[consent.pk])):
        answer = Client().get(url)
        assert answer.status_code == 302 and reverse("iom_login") in answer["Location"]


def test_a_person_withdraws_at_once(enter, cast, consent):
    story = make_story(
        cast.school, {"person": cast.teacher, "shown_name": "А. И."}, title="Первый год", live=True
    )
    browser, url = enter("teacher"), reverse("iom_my_consent_withdraw", args=[consent.pk])
    asked = words(browser.get(url))
    assert "Сразу уйдут с сайта" in asked and "Первый год" in asked and fresh(story).live
    answer = browser.post(url, follow=True)
    page = words(answer)
    assert "Снята с сайта 1 страница" in page and "самостоятельно на сайте" in page
    assert Client().get(story.url).status_code == 404
    row = fresh(consent)
    assert (row.withdrawal, row.withdrawn_on) == (Withdrawal.SELF, today())
    entry = ModelLogEntry.objects.get(action="iom_wagtail.withdraw_consent")
    assert entry.user == cast.user("teacher") and entry.data["how"] == "self"
    assert browser.get(url)["Location"] == MINE
    assert browser.post(url)["Location"] == MINE


def test_case_22_no_cache_keeps_the_page(enter, consent):
    browser = enter("teacher")
    for url in (MINE, reverse("iom_my_consent_withdraw", args=[consent.pk])):
        assert browser.get(url)["Cache-Control"] == "private, no-store"


def test_case_34_without_its_token_nothing_is_withdrawn(cast, consent):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.user("teacher"))
    url = reverse("iom_my_consent_withdraw", args=[consent.pk])
    assert strict.post(url).status_code == 403 and not fresh(consent).withdrawn_at


def test_case_26_conditions_are_shown_as_text(enter, cast):
    make_consent(cast.teacher, conditions="<script>alert(26)</script> javascript:alert(29)")
    page = words(enter("teacher").get(MINE))
    assert "<script>alert(26)" not in page and "alert(26)" in page


def test_the_menu_leads_there(enter):
    assert f'href="{MINE}"' in words(enter("teacher").get("/routes/"))
