"""Case 36: six wrong passwords, and a login rests; a new password or time opens it."""

from __future__ import annotations

import datetime as dt

import pytest
from axes.models import AccessAttempt, AccessLog
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from home.logins import address_behind_proxy
from iom_wagtail.school import accounts
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counting(settings):
    settings.AXES_ENABLED = True


def enter(client, name, password=PASSWORD, **headers):
    return client.post(reverse("iom_login"), {"username": name, "password": password}, **headers)


def fail(client, name, times):
    return [enter(client, name, "не тот пароль").status_code for _time in range(times)]


@pytest.fixture
def name(staffed):
    return staffed.teacher.user.username


def test_case_36_the_sixth_wrong_password_lets_the_login_rest(client, name):
    assert fail(client, name, 7) == [200] * 5 + [429] * 2
    answer = enter(client, name)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "15\u00a0минут" in answer.text or "15 минут" in answer.text
    assert "_auth_user_id" not in client.session


def test_case_36_time_opens_it(client, name):
    fail(client, name, 6)
    before = timezone.now() - dt.timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=before)
    assert enter(client, name).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_case_36_a_new_temporary_password_opens_it(client, staffed, name):
    fail(client, name, 6)
    _login, password = accounts.reset_password(staffed.teacher, staffed.user("deputy"))
    assert enter(client, name, password).status_code == 302


def test_case_36_others_go_on(client, staffed, name):
    fail(client, name, 6)
    assert enter(client, staffed.mentor.user.username).status_code == 302
    # ... and so does the teacher, from another address
    assert enter(client, name, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_whoever_enters_begins_anew(client, name):
    assert fail(client, name, 5) == [200] * 5
    assert enter(client, name).status_code == 302
    client.logout()
    assert fail(client, name, 5) == [200] * 5


def test_no_name_is_logged_and_no_password_kept(client, name, caplog):
    fail(client, name, 6)
    enter(client, name)
    stored = AccessAttempt.objects.get()
    assert name not in stored.post_data and "пароль" not in stored.post_data
    assert not AccessLog.objects.exists()
    assert "Locking out somebody" in caplog.text  # the log did speak
    assert name not in caplog.text and "пароль" not in caplog.text


@pytest.mark.parametrize(
    ("told", "address"),
    [("", "127.0.0.1"), ("192.0.2.9", "192.0.2.9"), ("10.0.0.1, 192.0.2.9", "192.0.2.9")],
)
def test_behind_a_proxy_its_own_word_counts(told, address):
    request = RequestFactory().get("/", headers={"x-forwarded-for": told})
    assert address_behind_proxy(request) == address
