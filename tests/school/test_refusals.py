"""A form whose token is no longer good: a plain page, and nothing written is lost."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from iom_wagtail.school.refusals import texts_of

pytestmark = pytest.mark.django_db
HOME = "http://testserver"


@pytest.fixture
def client():
    """A browser that is asked for its token, as real ones are."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def cast(drafted):
    return drafted


def send(client, cast, **headers):
    address = reverse("iom_route_approval", args=[cast.route.pk])
    data = {"decision": "approve", "comment": "Прочитала <b>всё</b>", "revision_id": "17"}
    return client.post(address, data, headers=headers)


def test_the_site_uses_the_page():
    assert settings.CSRF_FAILURE_VIEW == "iom_wagtail.school.refusals.csrf_failure"


def test_what_was_written_comes_back(client, cast):
    client.force_login(cast.user("teacher"))
    page = f"{HOME}/routes/{cast.route.pk}/approval/?from=mail"
    response = send(client, cast, origin=HOME, referer=page)
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "private, no-store"
    text = response.content.decode()
    assert "Прочитала &lt;b&gt;всё&lt;/b&gt;" in text
    assert f'href="/routes/{cast.route.pk}/approval/?from=mail"' in text
    assert cast.teacher.short_name in text


@pytest.mark.parametrize("headers", [{}, {"origin": "null"}, {"origin": "https://evil.example"}])
def test_another_site_puts_no_words_on_our_page(client, cast, headers):
    client.force_login(cast.user("teacher"))
    response = send(client, cast, **headers)
    assert response.status_code == 403
    assert "Прочитала" not in response.content.decode()


@pytest.mark.parametrize("address", ["iom_login", "iom_password_reset"])
def test_the_anonymous_are_led_to_login_and_no_password_comes_back(client, address):
    data = {"username": "lebedeva", "password": "пароль из слов", "email": "a@b.example"}
    response = client.post(reverse(address), data, headers={"origin": HOME})
    assert response.status_code == 403
    assert "пароль из слов" not in response.content.decode()
    assert reverse("iom_login") in response.content.decode()


def write_diary(client, cast, **headers):
    address = reverse("iom_route_diary", args=[cast.route.pk])
    return client.post(address, {"text": "Вчера <b>получилось</b>", "date": ""}, headers=headers)


def test_what_was_written_when_the_login_had_ended_comes_back(signed):
    page = f"/routes/{signed.route.pk}/?from=mail"
    headers = {"origin": HOME, "referer": f"{HOME}{page}", "sec-fetch-mode": "navigate"}
    response = write_diary(Client(), signed, **headers)
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Вход больше не действует" in response.text
    assert "Вчера &lt;b&gt;получилось&lt;/b&gt;" in response.text
    assert f"{reverse('iom_login')}?next={quote(page, safe='')}" in response.text
    # who is signed in goes on as ever
    writer = Client()
    writer.force_login(signed.user("teacher"))
    assert "Вход больше не действует" not in write_diary(writer, signed, **headers).text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": HOME, "sec-fetch-mode": "cors"},
        {"origin": HOME, "hx-request": "true"},
    ],
)
def test_strangers_and_scripts_are_sent_to_the_login(signed, headers):
    response = write_diary(Client(), signed, **headers)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("iom_login"))


def test_a_form_whose_script_keeps_the_words_leads_to_the_login(signed):
    address = reverse("iom_route_diary", args=[signed.route.pk])
    data = {"text": "Вчера получилось", "kept": ""}
    assert Client().post(address, data, headers={"origin": HOME}).status_code == 302


def test_a_form_without_words_leads_to_the_login(signed):
    address = reverse("iom_route_diary", args=[signed.route.pk])
    response = Client().post(address, {"date": "27.03.2026"}, headers={"origin": HOME})
    assert response.status_code == 302


@override_settings(DEBUG=True)
def test_the_page_is_the_same_in_development(client, cast):
    assert "iom_wagtail/account/csrf.html" in {t.name for t in send(client, cast).templates}


def test_texts_are_told_from_keys_and_choices():
    data = {
        "goal": "Вести уроки",
        "uuid": "0b5f2c9e-6a4e-4f8e-9a66-0a6a1d2f7a11",
        "start_on": "01.09.2025",
        "kind": "general",
        "word": "Математика",
        "new_password1": "тихий ручей 47",
        "csrfmiddlewaretoken": "abc def",
    }
    assert texts_of(RequestFactory().post("/", data)) == ["Вести уроки", "Математика"]
