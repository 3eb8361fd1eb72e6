"""A password from paper is changed before anything else."""

from __future__ import annotations

import pytest
from django.conf import settings as project
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from iom_wagtail.school import accounts
from iom_wagtail.school.middleware import TemporaryPasswordGate
from iom_wagtail.school.temporary_password import SESSION_KEY
from tests.factories import PASSWORD, StaffFactory, make_cast

pytestmark = pytest.mark.django_db

GATE = "iom_wagtail.school.middleware.TemporaryPasswordGate"
NEW = "новый-долгий-пароль-7"


@pytest.fixture(autouse=True)
def _gate(settings):
    if GATE not in project.MIDDLEWARE:
        settings.MIDDLEWARE = [*project.MIDDLEWARE, GATE]


@pytest.fixture
def newcomer():
    cast = make_cast()
    person = StaffFactory(school=cast.school, surname="Зимин", given_name="Павел")
    return accounts.create_account(person, cast.user("deputy")), person, cast


def test_every_page_leads_to_the_change(client, newcomer):
    (login, password), _person, _cast = newcomer
    assert client.login(username=login, password=password)
    change = reverse("iom_password_change")
    for url in ("/admin/", "/routes/", "/admin/iom/staff/", "/"):
        response = client.get(url)
        assert response.status_code == 302 and response["Location"].startswith(change)
    assert client.post("/admin/iom/staff/add/", {"surname": "Иная"})["Location"] == change
    assert client.get(change).status_code == 200
    assert client.get(reverse("iom_logout")).status_code == 200


def test_after_the_change_everything_is_open(client, newcomer):
    (login, password), person, _cast = newcomer
    client.login(username=login, password=password)
    response = client.post(
        reverse("iom_password_change"),
        {"old_password": password, "new_password1": NEW, "new_password2": NEW},
    )
    assert response.status_code == 302
    assert client.get("/admin/").status_code == 200
    assert SESSION_KEY not in client.session
    person.refresh_from_db()
    assert not person.password_is_temporary


def test_a_reset_ends_the_open_session_and_marks_the_next(client, newcomer):
    _slip, _person, cast = newcomer
    client.login(username=cast.user("colleague").username, password=PASSWORD)
    assert client.get("/admin/").status_code == 200
    login, password = accounts.reset_password(cast.colleague, cast.user("deputy"))
    assert reverse("iom_login") in client.get("/admin/")["Location"]
    client.login(username=login, password=password)
    assert client.get("/admin/")["Location"].startswith(reverse("iom_password_change"))


def test_other_people_pay_no_query(client, rf, newcomer, django_assert_num_queries):
    _slip, _person, cast = newcomer
    client.login(username=cast.user("colleague").username, password=PASSWORD)
    request = rf.get("/admin/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.session, request.user = client.session, cast.user("colleague")
    assert SESSION_KEY not in request.session
    with django_assert_num_queries(0):
        gate = TemporaryPasswordGate(lambda request: None)
        assert gate.process_view(request, lambda request: None, (), {}) is None


def test_the_gate_leaves_the_session_of_a_visitor_alone(rf):
    request = rf.get("/")
    request.session = SessionStore()
    gate = TemporaryPasswordGate(lambda request: None)
    assert gate.process_view(request, lambda request: None, (), {}) is None
    assert request.session.accessed is False
