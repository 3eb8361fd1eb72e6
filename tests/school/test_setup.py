"""The first run: five steps by hand, and nobody else's business."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.urls import reverse
from wagtail.models import Site

from iom_wagtail.routes.models import RouteIndexPage
from iom_wagtail.school import roles
from iom_wagtail.school.models import School, StaffMember
from tests.factories import UserFactory, make_cast

pytestmark = pytest.mark.django_db

SCHOOL = {
    "full_name": "МБОУ «Средняя общеобразовательная школа № 7»",
    "short_name": "МБОУ СОШ № 7",
    "place": "с. Заречное",
    "regulation_title": "Положение об ИОМ",
    "adopted_on": "29.08.2025",
}
LEADERS = {
    "director": "Соколов Андрей Николаевич",
    "director_position": "директор",
    "deputy": "Дроздова Елена Павловна",
    "deputy_position": "заместитель директора",
}


def make_technician():
    roles.setup_roles()
    user = UserFactory()
    user.groups.add(roles.group("technician"))
    return user


@pytest.fixture(params=["superuser", "technician"])
def user(request, db):
    return UserFactory(is_superuser=True) if request.param == "superuser" else make_technician()


def test_the_home_page_greets(client, user):
    client.force_login(user)
    assert reverse("iom_setup") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_whole_first_run(client, user):
    client.force_login(user)
    assert client.get(reverse("iom_setup")).status_code == 200
    # Screens of a school that isn't there yet lead to the set-up.
    assert client.get(reverse("iom_staff"))["Location"] == reverse("iom_setup")
    assert client.get(reverse("iom_setup_leaders"))["Location"] == reverse("iom_setup")

    response = client.post(reverse("iom_setup"), SCHOOL)
    assert response["Location"] == reverse("iom_setup_leaders")
    school = School.objects.get()
    assert school.site == Site.objects.get(is_default_site=True)
    assert RouteIndexPage.objects.filter(school=school).exists()

    response = client.post(reverse("iom_setup_leaders"), LEADERS)
    assert response["Location"] == reverse("iom_setup_staff")
    school = School.objects.get()
    assert school.director.full_name == LEADERS["director"]
    assert school.deputy.position == "заместитель директора"

    text = "Лебедева Анна Игоревна;учитель математики\nОрлова Мария Викторовна;учитель математики"
    assert "Лебедева" in client.post(reverse("iom_setup_staff"), {"text": text}).content.decode()
    response = client.post(reverse("iom_setup_staff"), {"text": text, "take": "1"})
    assert response["Location"] == reverse("iom_setup_accounts")

    people = StaffMember.objects.values_list("pk", flat=True)
    response = client.post(reverse("iom_setup_accounts"), {"person": list(people)})
    page = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert reverse("iom_setup_done") in page
    codes = re.findall(r'iom-slip__code">([^<]+)<', page)
    assert len(codes) == 8
    for login, password in zip(codes[::2], codes[1::2], strict=True):
        assert authenticate(username=login, password=password)
    deputy = get_user_model().objects.get(pk=School.objects.get().deputy.user_id)
    assert roles.in_group(deputy, roles.GroupCode.DEPUTY)
    assert "Дроздова" in client.get(reverse("iom_setup_done")).content.decode()
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("iom_setup") not in home


def test_this_is_me(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    client.post(reverse("iom_setup"), SCHOOL)
    client.post(reverse("iom_setup_leaders"), {**LEADERS, "me": "deputy"})
    assert School.objects.get().deputy.user == user
    client.post(reverse("iom_setup_staff"), {"text": "Лебедева Анна Игоревна;учитель", "take": "1"})
    assert reverse("iom_route_open") in client.get(reverse("iom_setup_done")).content.decode()


def test_case_37_a_technician_does_not_become_the_director(client):
    client.force_login(make_technician())
    client.post(reverse("iom_setup"), SCHOOL)
    client.post(reverse("iom_setup_leaders"), {**LEADERS, "me": "director"})
    assert School.objects.get().director.user is None


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"short_name": ""}, "Заречное"),
        ({"adopted_on": "31.02.2025"}, "31.02.2025"),
        ({"place": "я" * 151}, "я" * 151),
    ],
)
def test_what_was_typed_survives_in_step_one(client, user, changes, kept):
    client.force_login(user)
    response = client.post(reverse("iom_setup"), {**SCHOOL, **changes})
    assert response.status_code == 200 and kept in response.content.decode()
    assert not School.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"director": ""},
        {"director": "Соколов А. Н."},
        {"director_position": "я" * 201},
        {"deputy": "Дроздова 2"},
    ],
)
def test_what_was_typed_survives_in_step_two(client, user, changes):
    client.force_login(user)
    client.post(reverse("iom_setup"), SCHOOL)
    response = client.post(reverse("iom_setup_leaders"), {**LEADERS, **changes})
    assert response.status_code == 200 and "заместитель директора" in response.content.decode()
    assert not StaffMember.objects.exists()


def test_a_school_without_a_deputy(client, user):
    client.force_login(user)
    client.post(reverse("iom_setup"), SCHOOL)
    client.post(reverse("iom_setup_leaders"), {**LEADERS, "deputy": ""})
    assert School.objects.get().deputy is None and School.objects.get().director


def test_afterwards_the_setup_is_over(client):
    cast = make_cast()
    statuses = {}
    technician = make_technician()
    users = {name: cast.user(name) for name in ("director", "deputy", "teacher")}
    users |= {"technician": technician, "superuser": UserFactory(is_superuser=True)}
    for name, user in users.items():
        client.force_login(user)
        for step in ("iom_setup", "iom_setup_leaders"):
            statuses[name, step] = client.get(reverse(step)).status_code
            assert client.post(reverse(step), {**SCHOOL, **LEADERS}).status_code in (302, 404)
    assert {key for key, status in statuses.items() if status == 302} == {
        ("superuser", "iom_setup"),
        ("superuser", "iom_setup_leaders"),
    }
    assert set(statuses.values()) == {302, 404}
    assert School.objects.get(pk=cast.school.pk).director == cast.director


def test_nobody_else_sets_a_school_up(client):
    roles.setup_roles()
    user = UserFactory()
    user.groups.add(roles.group("staff"), roles.group("site_editor"))
    client.force_login(user)
    for step in ("iom_setup", "iom_setup_leaders"):
        assert client.get(reverse(step)).status_code == 404
        assert client.post(reverse(step), SCHOOL).status_code == 404
    for step in ("iom_setup_staff", "iom_setup_accounts", "iom_setup_done", "iom_staff"):
        assert client.get(reverse(step)).status_code == 302
    assert reverse("iom_setup") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert not School.objects.exists()


def test_a_closed_browser_finds_the_way_back(client, user):
    client.force_login(user)
    home = reverse("wagtailadmin_home")

    def stands_at(step):
        greeted = reverse(step) in client.get(home).content.decode()
        led_to = step == "iom_setup" or client.get(reverse("iom_setup"))["Location"] == reverse(
            step
        )
        return greeted and led_to

    assert stands_at("iom_setup")
    client.post(reverse("iom_setup"), SCHOOL)
    assert stands_at("iom_setup_leaders")
    client.post(reverse("iom_setup_leaders"), LEADERS)
    assert stands_at("iom_setup_staff")
    client.post(reverse("iom_setup_staff"), {"text": "Зимин Павел;учитель", "take": "1"})
    assert stands_at("iom_setup_accounts")
    # Only one of the leaders gets an account: the set-up is not over.
    school = School.objects.get()
    client.post(reverse("iom_setup_accounts"), {"person": [school.deputy_id]})
    assert stands_at("iom_setup_accounts")
    client.post(reverse("iom_setup_accounts"), {"person": [school.director_id]})
    assert "iom-start" not in client.get(home).content.decode()


def test_rows_to_mend_stay_in_the_list(client, user):
    client.force_login(user)
    client.post(reverse("iom_setup"), SCHOOL)
    client.post(reverse("iom_setup_leaders"), LEADERS)
    url = reverse("iom_setup_staff")
    text = "Зимин Павел;учитель\nПетров;учитель физики\nДроздова Елена Павловна;заместитель"
    response = client.post(url, {"text": text, "take": "1"})
    assert response.status_code == 200
    assert StaffMember.objects.filter(surname="Зимин").exists()
    left = response.context["form"]["text"].value()
    assert "Петров;учитель физики" in left and "Зимин" not in left and "Дроздова" not in left
    page = response.content.decode()
    assert "Петров" in page and reverse("iom_setup_accounts") in page

    mended = left.replace("Петров", "Петров Олег")
    response = client.post(url, {"text": mended, "take": "1"})
    assert response["Location"] == reverse("iom_setup_accounts")
    person = StaffMember.objects.get(surname="Петров")
    assert (person.given_name, person.position) == ("Олег", "учитель физики")
    # Sent once more, nobody is added twice.
    client.post(url, {"text": mended, "take": "1"})
    assert StaffMember.objects.filter(surname="Петров").count() == 1


def test_a_deputy_adds_a_list_later(client):
    cast = make_cast()
    client.force_login(cast.user("deputy"))
    response = client.post(
        reverse("iom_staff_import"), {"text": "Зимин Павел;учитель", "take": "1"}
    )
    assert response["Location"] == reverse("iom_staff_accounts")
    assert StaffMember.objects.get(surname="Зимин").school == cast.school
