"""The version for the visually impaired: one cookie, checked, and written onto every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from iom_wagtail.school.low_vision import A_YEAR, COOKIE, Look, look_from_cookie, look_from_form

pytestmark = pytest.mark.django_db
WANTED = {"scheme": "black", "size": "3", "space": "1", "font": "serif", "images": "off"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "on",
        "white.2.2.sans",
        "white.2.2.sans.on.on",
        'x" onload=".2.2.sans.on", "white.9.2.sans.on',
    ],
)
def test_a_cookie_that_is_not_ours_is_as_good_as_none(text):
    assert look_from_cookie(text) is None


def test_a_look_survives_its_cookie():
    look = Look(**WANTED)
    assert look_from_cookie(look.as_cookie()) == look


def test_a_form_changes_what_it_names_and_nothing_unknown():
    assert look_from_form({"size": "3", "scheme": "<b>"}, Look()) == Look(size="3")


def test_it_is_switched_on_for_a_year_and_off(client):
    address = reverse("iom_low_vision")
    answer = client.post(address, {**WANTED, "next": "/account/login/"})
    assert (answer.status_code, answer.url) == (302, "/account/login/")
    cookie = answer.cookies[COOKIE]
    assert cookie["max-age"] == A_YEAR and cookie["httponly"] and cookie["samesite"] == "Lax"
    page = client.get(reverse("iom_login"))
    assert 'data-lv data-lv-scheme="black" data-lv-size="3"' in page.text
    assert 'class="lv"' in page.text
    client.post(address, {"off": "1"})
    assert "data-lv-scheme" not in client.get(reverse("iom_login")).text


def test_public_and_missing_pages_wear_it_too(client):
    client.cookies[COOKIE] = Look().as_cookie()
    for address in ("/", "/nowhere/", "/search/"):
        assert 'data-lv-scheme="white"' in client.get(address).text, address


def test_a_forged_cookie_reaches_no_page(client):
    client.cookies[COOKIE] = 'white.2.2.sans."><script>'
    answer = client.get("/")
    assert "<script>" not in answer.text and "data-lv-scheme" not in answer.text


def test_its_page_shows_the_look_before_it_is_switched_on(client):
    answer = client.get(reverse("iom_low_vision"))
    assert answer.status_code == 200 and 'data-lv-scheme="white"' in answer.text
    assert COOKIE not in answer.cookies


def test_case_34_without_its_token_it_is_not_switched(client):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("iom_low_vision"), WANTED).status_code == 403


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"],
)
def test_case_35_the_way_back_never_leads_to_another_host(client, target):
    address = reverse("iom_low_vision")
    assert client.post(address, {"next": target}).url == "/"
    assert client.post(f"{address}?next={target}", {"off": "1"}).url == "/"
    assert "evil.example" not in client.get(address, {"next": target}).text


def test_caches_are_told_that_pages_differ_by_cookie(client):
    assert "Cookie" in client.get("/").headers["Vary"]
