"""The look of the site: account pages, no inline code, no outside hosts, icons that exist."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponseNotFound
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views import defaults
from django.views.debug import technical_404_response

from home.middleware import OwnPageNotFound
from home.views import bad_request, server_error
from tests.factories import make_cast

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "iom_wagtail/static/iom_wagtail"
TEMPLATES = [
    path
    for folder in ("iom_wagtail/templates", "templates", "home/templates")
    for path in sorted((ROOT / folder).rglob("*.html"))
]
PASSWORD = "tetrad-v-kletku-7"


@pytest.fixture
def person(db):
    user = make_cast().user("teacher")
    user.set_password(PASSWORD)
    user.email = "teacher@example.org"
    user.save()
    return user


# --- files --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_inline_code_and_no_other_hosts(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|href)=[\"']https?://", text)


def test_every_icon_is_in_the_sprite():
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'id="i-([a-z-]+)"', sprite))
    used = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([a-z-]+)" %}', path.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= drawn


def test_styles_name_only_files_that_exist_and_no_other_host():
    for sheet in (STATIC / "css").glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        for address in re.findall(r"url\(\"?([^)\"#]+)\"?\)", text):
            assert (sheet.parent / address).is_file()


def test_the_licences_lie_beside_what_they_license():
    assert (STATIC / "fonts/OFL.txt").is_file()
    assert (STATIC / "icons-LICENSE.txt").is_file()


# --- account ------------------------------------------------------------------------------


def log_in(client: Client, person, **data):
    return client.post(
        reverse("iom_login"), {"username": person.username, "password": PASSWORD, **data}
    )


def test_login_goes_to_the_asked_page(client, person):
    target = reverse("iom_password_change")
    assert log_in(client, person, next=target).url == target


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_login_never_leaves_the_site(client, person, target):
    assert log_in(client, person, next=target).url == "/routes/"


def test_a_wrong_password_is_told(client, person):
    response = client.post(reverse("iom_login"), {"username": person.username, "password": "wrong"})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert response["Cache-Control"] == "private, no-store"


def test_a_temporary_password_is_changed_first(client, person):
    staff = person.staff_member
    staff.password_is_temporary = True
    staff.save()
    response = log_in(client, person)
    assert response.url.startswith(reverse("iom_password_change"))
    assert client.get(reverse("iom_routes")).url.startswith(reverse("iom_password_change"))
    changed = client.post(
        response.url,
        {
            "old_password": PASSWORD,
            "new_password1": "novyj-parol-8",
            "new_password2": "novyj-parol-8",
            "next": "/routes/",
        },
    )
    assert changed.url == "/routes/"
    staff.refresh_from_db()
    assert not staff.password_is_temporary
    assert client.get("/routes/").status_code == 200


def test_logout_asks_on_get_and_acts_on_post(client, person):
    client.force_login(person)
    assert client.get(reverse("iom_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post(reverse("iom_logout")).status_code == 302
    assert "_auth_user_id" not in client.session
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert strict.post(reverse("iom_logout")).status_code == 403


def test_reset_answers_the_same_for_known_and_unknown(client, person):
    answers = [
        client.post(reverse("iom_password_reset"), {"email": email})
        for email in (person.email, "nobody@example.org")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("iom_password_reset_done"))
    }
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert "/account/reset/" in mail.outbox[0].body


def test_the_link_of_the_letter_sets_a_password_once(client, person):
    address = reverse(
        "iom_password_reset_confirm",
        args=[
            urlsafe_base64_encode(force_bytes(person.pk)),
            default_token_generator.make_token(person),
        ],
    )
    form = client.get(address, follow=True)
    words = {"new_password1": "novyj-parol-8", "new_password2": "novyj-parol-8"}
    done = client.post(form.redirect_chain[-1][0], words)
    assert done.url == reverse("iom_password_reset_complete")
    again = Client().get(address, follow=True)
    assert again.status_code == 200
    assert "new_password1" not in again.text


@pytest.mark.parametrize(
    "name",
    [
        "iom_login",
        "iom_password_reset",
        "iom_password_reset_done",
        "iom_password_reset_complete",
    ],
)
def test_public_account_pages_open(client, db, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"


def test_a_missing_page_costs_next_to_nothing(client, person, django_assert_max_num_queries):
    client.get("/warm/")  # content types are remembered from the first request on
    with django_assert_max_num_queries(3):
        response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "<main" in response.text


@pytest.mark.parametrize(
    ("view", "error", "status"),
    [
        (bad_request, SuspiciousOperation(), 400),
        (defaults.permission_denied, PermissionDenied(), 403),
        (lambda request, _error: server_error(request), None, 500),
    ],
)
def test_what_went_wrong_has_the_sites_own_page_without_a_query(rf, view, error, status):
    """No database is at hand in this test, and none is asked."""
    request = rf.get("/")
    request.COOKIES["lv"] = "black.3.1.serif.off"
    response = view(request, error)
    assert response.status_code == status
    page = response.content.decode()
    assert "tokens.css" in page and 'data-lv-scheme="black"' in page
    assert "<h1>" in page
    assert 'href="/"' in page


def test_a_missing_page_stands_in_the_sites_frame(client, person):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert 'class="nav bar__end"' in answer.text and 'role="search"' in answer.text
    assert person.staff_member.school.short_name in html.unescape(answer.text).replace("\xa0", " ")


def test_in_development_too_a_missing_page_is_the_sites_own(rf, db):
    technical = technical_404_response(rf.get("/nowhere/"), Http404())
    answer = OwnPageNotFound(lambda _request: technical)(rf.get("/nowhere/"))
    assert answer.status_code == 404
    assert "tokens.css" in answer.content.decode()
    own = HttpResponseNotFound("nothing")
    assert OwnPageNotFound(lambda _request: own)(rf.get("/nowhere/")) is own


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/nowhere/", "ru", "Страница не найдена"),
        ("/en/nowhere/", "en", "Page not found"),
        ("/routes/100000000/versions/x/", "ru", "Страница не найдена"),
    ],
)
def test_a_missing_page_speaks_the_language_of_its_address_each_time(
    client, db, address, language, words
):
    """The page is kept ready in each language, and never handed out in another."""
    for chosen in ("en", "ru", "en"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen
        assert client.get("/en/nowhere/").status_code == 404
        response = client.get(address)
    assert f"<h1>{words}</h1>" in response.text and f'lang="{language}"' in response.text


def test_where_addresses_have_no_language_a_missing_page_speaks_the_chosen_one(client, person):
    client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(reverse("iom_route", args=[10**8]))
    assert "<h1>Page not found</h1>" in response.text and 'lang="en"' in response.text
