"""The office's screens of consents: who opens them, what they record, what they withdraw."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from iom_wagtail.stories.choices import Withdrawal
from iom_wagtail.stories.consent.models import PublicationConsent
from tests.stories.made import fresh, make_consent, make_story, today

pytestmark = pytest.mark.django_db

#: Wagtail's admin answers a refusal with a redirect to home.
REFUSED = 302
KEEPERS = {"director", "deputy", "site_editor"}
READERS = KEEPERS | {"superuser"}
EVERYBODY = (
    *("director", "deputy", "site_editor", "superuser"),
    *("teacher", "mentor", "methodist", "colleague", "technician"),
)
MESSY = "<script>alert(26)</script> javascript:alert(29) \u202eзадом\u202c"


def day(date: dt.date) -> str:
    return f"{date:%d.%m.%Y}"


def said(**values):
    """Return what the form of a new consent sends."""
    return {"fields_allowed": ["full_name", "photo"], "signed_on": day(today()), **values}


@pytest.fixture
def consent(cast):
    return make_consent(cast.teacher, conditions="Только на сайте школы")


@pytest.fixture
def screens(consent):
    """The address of each screen, and who opens it."""
    one = [consent.pk]
    return {
        reverse("iom_consents"): READERS,
        reverse("iom_consent_add"): KEEPERS,
        reverse("iom_consent", args=one): READERS,
        reverse("iom_consent_withdraw", args=one): KEEPERS,
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_opens_what(enter, screens, who):
    browser = enter(who)
    statuses = {url: browser.get(url).status_code for url in screens}
    assert statuses == {url: 200 if who in may else REFUSED for url, may in screens.items()}


def test_nobody_else_posts_anything(enter, cast, screens, consent):
    for who in set(EVERYBODY) - KEEPERS:
        browser = enter(who)
        for url in screens:
            answer = browser.post(url, said(person=cast.mentor.pk, how="demand"))
            assert answer.status_code in (302, 405)
    assert PublicationConsent.objects.get() == consent and not fresh(consent).withdrawn_at


def test_a_superusers_look_is_logged(enter, consent):
    enter("superuser").get(reverse("iom_consent", args=[consent.pk]))
    enter("deputy").get(reverse("iom_consent", args=[consent.pk]))
    entry = ModelLogEntry.objects.get(action="iom_wagtail.read_consent")
    assert entry.user.is_superuser and entry.label == f"№ {consent.pk}"


def test_case_10_another_schools_director_finds_no_consent(enter, other, screens, consent):
    for who in ("director", "deputy"):
        browser = enter(who, other)
        page = browser.get(reverse("iom_consents")).content.decode()
        assert "Лебедева" not in page and "Согласий пока нет" in page
        for url in screens:
            if str(consent.pk) in url:
                assert browser.get(url).status_code == 404
                assert browser.post(url, {"how": "demand"}).status_code == 404
    assert not fresh(consent).withdrawn_at


def test_case_16_no_consent_is_recorded_for_another_school(enter, cast, other):
    theirs = make_consent(school=other.school)
    browser = enter("deputy")
    answer = browser.post(reverse("iom_consent_add"), said(person=other.teacher.pk))
    assert answer.status_code == 200
    assert "нет среди сотрудников школы" in answer.content.decode()
    renewing = f"{reverse('iom_consent_add')}?renews={theirs.pk}"
    assert browser.get(renewing).status_code == browser.post(renewing, said()).status_code == 404
    assert list(PublicationConsent.objects.all()) == [theirs]


def test_case_34_without_its_token_nothing_is_recorded_or_withdrawn(cast, consent):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.user("deputy"))
    for name, args in (("iom_consent_add", []), ("iom_consent_withdraw", [consent.pk])):
        answer = strict.post(reverse(name, args=args), said(person=cast.mentor.pk, how="demand"))
        assert answer.status_code == 403
    assert PublicationConsent.objects.get() == consent and not fresh(consent).withdrawn_at


@pytest.mark.parametrize("who", sorted(KEEPERS))
def test_a_consent_of_the_staff_is_recorded(enter, cast, who):
    until = today(100)
    answer = enter(who).post(
        reverse("iom_consent_add"),
        said(person=cast.mentor.pk, valid_until=day(until), conditions=" Без года \n рождения "),
    )
    row = PublicationConsent.objects.get()
    assert answer["Location"] == reverse("iom_consent", args=[row.pk])
    assert (row.person, row.school, row.other_name) == (cast.mentor, cast.school, "")
    assert row.fields == ["full_name", "photo"] and row.valid_until == until
    assert row.conditions == "Без года \n рождения"
    entry = ModelLogEntry.objects.get(action="iom_wagtail.record_consent")
    assert entry.data == {"staff": cast.mentor.pk, "fields": ["full_name", "photo"]}


def test_a_consent_of_somebody_else_is_recorded_and_renewed(enter, cast):
    browser = enter("deputy")
    browser.post(
        reverse("iom_consent_add"), said(other_name="Ахмадов  Тимур", signed_by="Ахмадова З. А.")
    )
    first = PublicationConsent.objects.get()
    assert (first.person, first.other_name, first.signed_by) == (
        None,
        "Ахмадов Тимур",
        "Ахмадова З. А.",
    )
    again = f"{reverse('iom_consent_add')}?renews={first.pk}"
    assert "Ахмадов Тимур" in browser.get(again).content.decode()
    browser.post(again, said(other_name="Другой", signed_by="Ахмадова З. А."))
    second = PublicationConsent.objects.exclude(pk=first.pk).get()
    assert (second.renews, second.other_name) == (first, "Ахмадов Тимур")
    browser.post(
        f"{reverse('iom_consent_add')}?renews={second.pk}", said(signed_by="Ахмадова З. А.")
    )
    assert PublicationConsent.objects.order_by("-pk").first().renews == first


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Выберите сотрудника или впишите имя другого человека."),
        ({"other_name": "Гость", "fields_allowed": []}, "Без отметок согласия нет."),
        ({"other_name": "Гость", "signed_on": ""}, "Требуется заполнить это поле."),
        ({"other_name": "Гость", "signed_on": "вчера"}, "Напишите дату"),
        ({"other_name": "Гость", "signed_on": "01.01.2099"}, "Этот день ещё не наступил."),
        (
            {"other_name": "Гость", "valid_until": "01.01.2020"},
            "Срок кончается раньше, чем подписано согласие.",
        ),
        ({"other_name": "Гость", "fields_allowed": ["diagnosis"]}, "diagnosis"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(enter, values, words):
    answer = enter("deputy").post(reverse("iom_consent_add"), said(conditions="Условие", **values))
    page = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 200 and words in page and "Условие" in page
    assert not PublicationConsent.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["Ӏела Хаӏбулаева", "О’Нил-Петрова Анна", "Мадонна", "Тимур 😀", "Д" * 200],
)
def test_case_33_names_are_kept_as_written(enter, name):
    enter("deputy").post(reverse("iom_consent_add"), said(other_name=name))
    assert PublicationConsent.objects.get().other_name == name


def test_cases_26_29_what_people_write_is_shown_as_text(enter, cast):
    row = make_consent(school=cast.school, other_name=MESSY, signed_by=MESSY, conditions=MESSY)
    browser = enter("deputy")
    for url in (
        reverse("iom_consents"),
        reverse("iom_consent", args=[row.pk]),
        reverse("iom_consent_withdraw", args=[row.pk]),
        f"{reverse('iom_consent_add')}?renews={row.pk}",
    ):
        page = browser.get(url).content.decode()
        assert "<script>alert(26)" not in page and 'href="javascript' not in page
        assert "alert(26)" in page


def test_nothing_of_a_recorded_consent_changes(enter, consent):
    """There is no screen for it: a post to the consent adds copies and does nothing else."""
    enter("deputy").post(
        reverse("iom_consent", args=[consent.pk]),
        said(conditions="Иначе", fields_allowed=["birth_date"], valid_until=day(today(900))),
    )
    row = fresh(consent)
    assert (row.conditions, row.valid_until) == ("Только на сайте школы", None)
    assert row.fields == consent.fields


def test_a_withdrawal_says_what_goes_and_does_it(enter, cast, consent):
    story = make_story(
        cast.school,
        {"person": cast.teacher, "shown_name": "А. И."},
        title="Первый год в школе",
        live=True,
    )
    url = reverse("iom_consent_withdraw", args=[consent.pk])
    browser = enter("site_editor")
    asked = browser.get(url).content.decode()
    assert "Сразу уйдёт с сайта" in asked and "Первый год в школе" in asked
    assert fresh(story).live
    answer = browser.post(url, {"how": "demand", "withdrawn_on": day(today())}, follow=True)
    assert "Снята с сайта 1 страница" in answer.content.decode().replace("\u00a0", " ")
    row = fresh(consent)
    assert (row.withdrawal, row.withdrawn_on) == (Withdrawal.DEMAND, today())
    assert not fresh(story).live
    assert browser.get(url)["Location"] == reverse("iom_consent", args=[consent.pk])
    again = browser.post(url, {"how": "demand", "withdrawn_on": day(today())})
    assert "уже отозвано" in again.content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"how": "self", "withdrawn_on": "today"},
        {"how": "demand", "withdrawn_on": "01.01.2099"},
        {"how": "demand", "withdrawn_on": "01.01.2001"},
        {"withdrawn_on": "today"},
    ],
)
def test_a_wrong_withdrawal_changes_nothing(enter, consent, values):
    values = {name: day(today()) if value == "today" else value for name, value in values.items()}
    answer = enter("deputy").post(reverse("iom_consent_withdraw", args=[consent.pk]), values)
    assert answer.status_code == 200 and "Ничего не изменено" in answer.content.decode()
    assert not fresh(consent).withdrawn_at


def test_a_wrong_record_is_withdrawn_after_the_right_one(enter, cast, consent):
    story = make_story(cast.school, {"person": cast.teacher, "shown_name": "А. И."}, live=True)
    browser = enter("deputy")
    browser.post(reverse("iom_consent_add"), said(person=cast.teacher.pk))
    url = reverse("iom_consent_withdraw", args=[consent.pk])
    assert "Останется на сайте" in browser.get(url).content.decode()
    browser.post(url, {"how": "mistake", "withdrawn_on": day(today())})
    assert fresh(consent).withdrawal == Withdrawal.MISTAKE and fresh(story).live


def test_drafts_without_the_name_are_prepared_at_the_withdrawal(enter, cast, consent):
    story = make_story(
        cast.school,
        {"person": cast.teacher, "shown_name": cast.teacher.full_name, "in_picture": True},
        lead="О работе Лебедевой",
        live=True,
    )
    answer = enter("deputy").post(
        reverse("iom_consent_withdraw", args=[consent.pk]),
        {"how": "demand", "withdrawn_on": day(today()), "anonymise": "on"},
        follow=True,
    )
    page = answer.content.decode()
    assert "Черновики без имени готовы: 1" in page and "имя ещё стоит: 1" in page
    draft = fresh(story).get_latest_revision_as_object()
    row = draft.people.get()
    assert (row.shown_name, row.in_picture) == ("", False) and not fresh(story).live


def test_the_menu_leads_keepers_to_the_list(enter):
    for who in ("deputy", "site_editor", "colleague"):
        page = enter(who).get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse("iom_consents") in page) is (who != "colleague")


def test_case_22_no_cache_keeps_a_consent(enter, screens):
    browser = enter("deputy")
    for url in screens:
        assert browser.get(url)["Cache-Control"] == "private, no-store"
