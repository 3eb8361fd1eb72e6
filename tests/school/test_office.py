"""Screens of the school room as several roles: exact statuses, a stranger's school is 404."""

from __future__ import annotations

import pytest
from django.urls import reverse

from iom_wagtail.school import roles
from iom_wagtail.school.models import StaffMember
from tests.factories import StaffFactory, UserFactory, make_cast

pytestmark = pytest.mark.django_db

#: Wagtail's admin answers a refusal with a redirect to home, and a stranger's record with 404.
REFUSED = 302
READERS = ("superuser", "director", "deputy", "methodist", "technician")
EVERYBODY = (*READERS, "site_editor", "colleague")


@pytest.fixture
def cast(staffed):
    cast = staffed
    for name in ("technician", "site_editor"):
        person = StaffFactory(school=cast.school, account=True)
        roles.sync_groups(person)
        person.user.groups.add(roles.group(name))
        setattr(cast, name, person)
    cast.superuser = StaffFactory(school=cast.school, user=UserFactory(is_superuser=True))
    return cast


@pytest.fixture
def other(cast):
    return make_cast()


def address(name, cast):
    return reverse(name, args=[cast.colleague.pk] if name in BY_PERSON else [])


BY_PERSON = {"iom_staff_edit", "iom_staff_state", "iom_staff_password", "iom_staff_rights"}
MANAGERS = {"superuser", "director", "deputy"}
ADDERS = MANAGERS | {"technician"}
SCREENS = {
    "iom_staff": set(READERS),
    "iom_staff_results": set(READERS),
    "iom_staff_add": ADDERS,
    "iom_staff_import": ADDERS,
    "iom_staff_accounts": ADDERS,
    "iom_staff_edit": MANAGERS,
    "iom_staff_state": MANAGERS,
    "iom_school": MANAGERS,
    "iom_setup_staff": ADDERS,
    "iom_setup_accounts": ADDERS,
    "iom_setup_done": ADDERS,
}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_opens_what(client, cast, who):
    client.force_login(cast.user(who))
    statuses = {name: client.get(address(name, cast)).status_code for name in SCREENS}
    expected = {name: 200 if who in may else REFUSED for name, may in SCREENS.items()}
    assert statuses == expected


def test_the_anonymous_is_asked_to_log_in(client, cast):
    for name in SCREENS:
        response = client.get(address(name, cast))
        assert response.status_code == 302 and reverse("iom_login") in response["Location"]


@pytest.mark.parametrize("who", ["director", "deputy", "methodist", "technician", "colleague"])
def test_a_person_of_another_school_does_not_exist(client, cast, other, who):
    client.force_login(cast.user(who))
    for name in BY_PERSON:
        url = reverse(name, args=[other.colleague.pk])
        if name in {"iom_staff_edit", "iom_staff_state"}:
            assert client.get(url).status_code == 404, name
        assert client.post(url, {"surname": "Иная", "active": "false"}).status_code in (404, 405)
    assert StaffMember.objects.get(pk=other.colleague.pk).active


@pytest.mark.parametrize("who", ["methodist", "technician", "site_editor", "colleague"])
def test_who_manages_nobody_posts_nothing(client, cast, who):
    client.force_login(cast.user(who))
    for name in ("iom_staff_edit", "iom_staff_state", "iom_staff_rights", "iom_staff_password"):
        data = {"surname": "Иная", "active": "false", "group": "technician", "act": "reset"}
        assert client.post(address(name, cast), data).status_code == 302
    person = StaffMember.objects.select_related("user").get(pk=cast.colleague.pk)
    assert person.surname == cast.colleague.surname and person.active
    assert not roles.in_group(person.user, roles.GroupCode.TECHNICIAN)
    assert not person.password_is_temporary


def test_the_list_shows_the_own_school_only_and_searches(client, cast, other):
    StaffMember.objects.filter(pk=other.mentor.pk).update(surname="Чужакова")
    StaffFactory(school=cast.school, surname="Ёлкина", position="логопед", active=False)
    client.force_login(cast.user("deputy"))

    def found(**query):
        return client.get(reverse("iom_staff_results"), query).content.decode()

    everybody = found()
    assert "Ёлкина" in everybody and "Орлова" in everybody and "Чужакова" not in everybody
    assert "Чужакова" not in found(q="Чужакова")
    for words in ("елкина", "ЁЛКИНА", "логопед"):
        assert "Ёлкина" in found(q=words) and "Орлова" not in found(q=words)
    assert "Ёлкина" not in found(active="true") and "Орлова" not in found(active="false")
    assert "Ёлкина" in found(account="false") and "Орлова" not in found(account="false")


@pytest.mark.parametrize("who", READERS)
def test_names_are_links_for_those_who_edit(client, cast, who):
    client.force_login(cast.user(who))
    page = client.get(reverse("iom_staff")).content.decode()
    assert "Орлова" in page
    assert (reverse("iom_staff_edit", args=[cast.mentor.pk]) in page) is (who in MANAGERS)


def test_queries_of_the_list_do_not_grow(client, cast, django_assert_max_num_queries):
    client.force_login(cast.user("deputy"))
    StaffFactory.create_batch(40, school=cast.school, account=True)
    client.get(reverse("iom_staff"))
    with django_assert_max_num_queries(20):
        client.get(reverse("iom_staff"))


def test_what_was_typed_survives_an_error(client, cast):
    client.force_login(cast.user("deputy"))
    data = {"surname": "", "given_name": "Жанна", "position": "учитель " + "я" * 300}
    response = client.post(reverse("iom_staff_add"), data)
    page = response.content.decode()
    assert response.status_code == 200 and "Жанна" in page and "я" * 300 in page
    assert not StaffMember.objects.filter(given_name="Жанна").exists()


def test_adding_and_changing_a_person(client, cast):
    client.force_login(cast.user("deputy"))
    client.post(reverse("iom_staff_add"), {"surname": "Петрова-Водкина", "given_name": "Ӏела"})
    person = StaffMember.objects.get(surname="Петрова-Водкина")
    assert person.school == cast.school and person.given_name == "Ӏела"
    edit = reverse("iom_staff_edit", args=[person.pk])
    client.post(edit, {"surname": "Водкина", "outside": "on", "organisation": "ЦПМСС"})
    person.refresh_from_db()
    assert (person.surname, person.outside, person.organisation) == ("Водкина", True, "ЦПМСС")


def test_one_password_page_is_shown_once_and_kept_by_nobody(client, cast):
    client.force_login(cast.user("deputy"))
    person = StaffFactory(school=cast.school, surname="Зимин", given_name="Павел", patronymic="")
    url = reverse("iom_staff_password", args=[person.pk])
    assert client.get(url).status_code == 405
    response = client.post(url, {"act": "create"})
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert "zimin.p" in response.content.decode()
    # The answer is reloaded: nothing is made twice, no password is shown.
    assert client.post(url, {"act": "create"}).status_code == 302


def test_accounts_for_many(client, cast, other):
    client.force_login(cast.user("deputy"))
    people = [StaffFactory(school=cast.school, surname=name) for name in ("Альфа", "Бета", "Гамма")]
    stranger = StaffFactory(school=other.school, surname="Чужой")
    url = reverse("iom_staff_accounts")
    page = client.get(url).content.decode()
    assert "Альфа" in page and "Чужой" not in page
    response = client.post(
        url,
        {
            "person": [people[0].pk, people[1].pk, stranger.pk, cast.director.pk],
            f"email-{people[0].pk}": "a@e.example",
            f"email-{people[1].pk}": "не адрес",
        },
    )
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    accounts = dict(StaffMember.objects.values_list("surname", "user__email"))
    assert accounts["Альфа"] == "a@e.example"
    assert accounts["Бета"] is None and accounts["Гамма"] is None and accounts["Чужой"] is None
    assert "Бета" in response.content.decode()


def test_leaving_and_rights(client, cast):
    client.force_login(cast.user("deputy"))
    client.post(address("iom_staff_rights", cast), {"group": "site_editor", "given": "true"})
    assert roles.in_group(cast.user("colleague"), roles.GroupCode.SITE_EDITOR)
    client.post(address("iom_staff_rights", cast), {"group": "technician", "given": "true"})
    client.post(address("iom_staff_rights", cast), {"group": "director", "given": "true"})
    assert not roles.in_group(cast.user("colleague"), roles.GroupCode.TECHNICIAN)
    assert not roles.in_group(cast.user("colleague"), roles.GroupCode.DIRECTOR)
    client.post(address("iom_staff_state", cast), {"active": "false"})
    assert not StaffMember.objects.get(pk=cast.colleague.pk).active


def test_the_list_import_shows_first_and_takes_then(client, cast):
    client.force_login(cast.user("deputy"))
    url = reverse("iom_staff_import")
    text = (
        "Зимин Павел;учитель;физика;zimin@e.example\nЛебедева А. И.;учитель\nОрлова Имя Отчество;?"
    )
    page = client.post(url, {"text": text}).content.decode()
    assert "Зимин" in page and "Лебедева А. И." in page
    assert not StaffMember.objects.filter(surname="Зимин").exists()
    response = client.post(url, {"text": text, "take": "1"})
    assert "Лебедева А. И." in response.context["form"]["text"].value()
    assert reverse("iom_staff") in response.content.decode()
    person = StaffMember.objects.get(surname="Зимин")
    assert person.school == cast.school and person.subject == "физика"
    assert StaffMember.objects.filter(school=cast.school, surname="Орлова").count() == 1
    assert "zimin@e.example" in client.get(reverse("iom_staff_accounts")).content.decode()


def test_a_file_that_is_no_list_and_an_empty_form(client, cast):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(cast.user("deputy"))
    url = reverse("iom_staff_import")
    for data in ({}, {"text": "  "}, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}):
        response = client.post(url, data)
        assert response.status_code == 200 and "error-message" in response.content.decode()
    upload = SimpleUploadedFile("staff.csv", "Ёлкина Анна;логопед".encode("cp1251"))
    assert "Ёлкина" in client.post(url, {"file": upload}).content.decode()


def test_menu_entries(client, cast):
    shown = {}
    for who in EVERYBODY:
        client.force_login(cast.user(who))
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        shown[who] = ("iom-staff" in page, "iom-school" in page)
    assert shown == {
        "superuser": (True, True),
        "director": (True, True),
        "deputy": (True, True),
        "methodist": (True, False),
        "technician": (True, False),
        "site_editor": (False, False),
        "colleague": (False, False),
    }


def test_slips_of_many_come_in_portions_that_no_server_gives_up_on(client, cast, monkeypatch):
    monkeypatch.setattr("iom_wagtail.school.office.people_accounts.MOST_AT_ONCE", 2)
    client.force_login(cast.user("deputy"))
    people = [StaffFactory(school=cast.school, surname=name) for name in ("Альфа", "Бета", "Гамма")]
    url = reverse("iom_staff_accounts")
    first = client.post(
        url, {"person": [p.pk for p in people], f"email-{people[2].pk}": "g@e.example"}
    )
    assert [slip.person.surname for slip in first.context["slips"]] == ["Альфа", "Бета"]
    assert not StaffMember.objects.get(pk=people[2].pk).user
    page = first.content.decode()
    assert f'name="person" value="{people[2].pk}"' in page and "g@e.example" in page
    second = client.post(url, {"person": [people[2].pk], f"email-{people[2].pk}": "g@e.example"})
    assert [slip.person.surname for slip in second.context["slips"]] == ["Гамма"]
    assert StaffMember.objects.get(pk=people[2].pk).user.email == "g@e.example"
