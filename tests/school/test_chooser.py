"""The staff chooser: the own school's people in every one of its views."""

from __future__ import annotations

import pytest
from django.urls import reverse

from iom_wagtail.school.models import StaffMember
from tests.factories import StaffFactory, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client, staffed):
    client.force_login(staffed.user("mentor"))
    return staffed


@pytest.fixture
def stranger(cast):
    other = make_cast()
    StaffMember.objects.filter(pk=other.colleague.pk).update(surname="Чужакова")
    return other.colleague


def url(name, *args):
    return reverse(f"iom_staff_chooser:{name}", args=args)


@pytest.mark.parametrize("name", ["choose", "choose_results"])
def test_only_active_people_of_the_own_school_are_offered(client, cast, stranger, name):
    StaffFactory(school=cast.school, surname="Ушедшая", active=False)
    response = client.get(url(name))
    page = response.json()["html"] if name == "choose" else response.content.decode()
    assert "Орлова" in page and "учитель математики" in page
    assert "Чужакова" not in page and "Ушедшая" not in page


@pytest.mark.parametrize(
    ("words", "found"),
    [("орлова", True), ("ОРЛО", True), ("учитель матем", True), ("Чужакова", False), ("((", False)],
)
def test_search(client, cast, stranger, words, found):
    page = client.get(url("choose_results"), {"q": words}).content.decode()
    assert ("Орлова Имя" in page) is found
    assert "Чужакова Имя" not in page


def test_the_chosen_person_has_a_position(client, cast):
    answer = client.get(url("chosen", cast.mentor.pk)).json()
    assert answer["result"]["title"] == "Орлова Имя Отчество, учитель математики"
    many = client.get(url("chosen_multiple"), {"id": [cast.mentor.pk, cast.teacher.pk]})
    assert len(many.json()["result"]) == 2


@pytest.mark.parametrize("key", ["stranger", "left", "0", "x", "9" * 30])
def test_who_is_not_on_offer_does_not_exist(client, cast, stranger, key):
    left = StaffFactory(school=cast.school, active=False)
    pk = {"stranger": stranger.pk, "left": left.pk}.get(key, key)
    assert client.get(url("chosen", pk)).status_code == 404
    many = client.get(url("chosen_multiple"), {"id": [pk]})
    assert "Чужакова" not in many.content.decode()
    assert many.status_code in (200, 404)


def test_nobody_is_created_in_the_chooser(client, cast):
    client.force_login(cast.user("deputy"))
    before = StaffMember.objects.count()
    assert client.post("/admin/iom/staff-chooser/create/", {"surname": "Иная"}).status_code == 404
    assert StaffMember.objects.count() == before
