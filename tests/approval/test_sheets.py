"""The approval sheet and its short address: what paper is compared with."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from iom_wagtail.approval import actions
from iom_wagtail.approval.codes import ALPHABET, code_of, key_in
from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import checksum
from iom_wagtail.approval.sheets import short_url
from tests.approval.acting import reload, say_yes
from tests.factories import UserFactory, approve, make_cast
from tests.sql import statements_of

pytestmark = pytest.mark.django_db
SHA = "0" * 64


def browser(cast, name):
    client = Client()
    client.force_login(cast.user(name))
    return client


def page_of(answer):
    return BeautifulSoup(answer.text.replace("\xa0", " "), "html.parser")


def forge(version, **values):
    """Change a row past its queryset, as somebody with access to the database would."""
    QuerySet(ApprovedVersion).filter(pk=version.pk).update(**values)


# --- codes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [1, 30, 31, 32, 961, 123_456, 10**12])
def test_a_code_names_its_version_and_nobody_guesses_the_rest(key):
    code = code_of(key, SHA)
    assert key_in(code) == key
    assert code != code_of(key, "1" * 64) and code[:-8] == code_of(key, "1" * 64)[:-8]
    assert len(code) <= 17


def test_codes_are_short_and_hold_nothing_that_looks_alike():
    codes = {code_of(key, SHA) for key in range(1, 500)}
    assert len(codes) == 499 and max(map(len, codes)) == 10
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("il1o0") & set(ALPHABET) and ALPHABET.lower() == ALPHABET
    tails = [code[-8:] for code in codes]
    assert len(set(tails)) == len(tails)


@pytest.mark.parametrize("code", ["", "bcdefghj", "b1cdefghj", "абвгдежзик", "a" * 10, "b" * 60])
def test_what_is_no_code(code):
    assert key_in(code) is None


def test_a_code_does_not_change_with_the_releases():
    """It stands on paper."""
    assert code_of(7, SHA) == "hz8zd8xgg"


# --- the sheet ------------------------------------------------------------------------------------


def test_the_sheet_tells_who_did_what_when_with_which_words(cast):
    actions.submit(cast.route, cast.user("mentor"))
    route = reload(cast)
    actions.agree(
        route, cast.user("deputy"), revision_id=route.latest_revision_id, comment="Хорошо"
    )
    actions.minute_refusal(reload(cast), cast.user("deputy"), route.latest_revision_id, "При двух")
    say_yes(cast, "director")
    page = page_of(browser(cast, "teacher").get(cast.route.sheet_url(1)))
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.select(".signing tbody tr")
    ]
    assert [(row[0], row[3]) for row in rows] == [
        ("Передано на утверждение", "—"),
        ("Согласование наставником", "засчитано: текст передал сам согласующий"),
        ("Согласовано", "Хорошо"),
        ("Отказ от ознакомления зафиксирован", "При двух"),
        ("Утверждено", "—"),
    ]
    assert rows[-1][1] == f"{cast.director.short_name}, директор".replace("\xa0", " ")
    assert all(re.fullmatch(r"\d\d\.\d\d\.\d{4}", row[2]) for row in rows)
    version = ApprovedVersion.objects.get()
    assert page.select_one(".hash").text == version.sha256
    assert "совпадает с подписанной" in page.select_one(".signing__match").text
    address = page.select_one(".signing__address").text
    assert address == short_url(cast.route, version)
    assert page.select_one(".qr svg path") and not page.select(".qr svg [style]")


@pytest.mark.parametrize(
    ("forged", "words"),
    [
        ({"content": "{}"}, "текст изменён"),
        ({"content": "{}", "sha256": checksum("{}")}, "текст и контрольная сумма заменены"),
        ({"trail": []}, "ход согласования изменён"),
    ],
)
def test_the_sum_is_computed_when_the_sheet_is_opened(cast, forged, words):
    version = approve(cast)
    printed = short_url(cast.route, version).rpartition("/s/")[2]
    forge(version, **forged)
    deputy = browser(cast, "deputy")
    answer = deputy.get(f"/s/{printed}", follow=True)
    page = page_of(answer)
    assert answer.redirect_chain == [(cast.route.sheet_url(1), 302)]
    assert "не совпадает" in page.select_one("[role=alert]").text
    assert words in page.select_one("[role=alert]").text.lower()
    assert not page.select(".signing__match")


def test_a_sheet_of_no_version_is_not_found(cast):
    approve(cast)
    assert browser(cast, "deputy").get(cast.route.sheet_url(2)).status_code == 404


def test_what_the_sheet_costs(cast):
    approve(cast)
    client = browser(cast, "deputy")
    address = cast.route.sheet_url(1)
    client.get(address)
    assert len(statements_of(lambda: client.get(address))) <= 12


# --- the short address ---


def test_the_short_address_leads_readers_to_the_sheet_and_nobody_else(cast):
    version = approve(cast)
    other = make_cast()
    right = reverse("iom_sheet", args=[code_of(version.pk, version.sha256)])
    wrong = [
        reverse("iom_sheet", args=[code])
        for code in (
            code_of(version.pk, SHA),
            code_of(version.pk + 1, version.sha256),
            "zzzzzzzzz",
            "no-code",
        )
    ]
    for name in ("teacher", "mentor", "methodist", "deputy", "director"):
        client = browser(cast, name)
        answer = client.get(right)
        assert (answer.status_code, answer["Location"]) == (302, cast.route.sheet_url(1)), name
        assert client.get(right.upper().replace("/S/", "/s/")).status_code == 302
        assert {client.get(address).status_code for address in wrong} == {404}
    for client in (browser(cast, "colleague"), browser(other, "director")):
        assert {client.get(address).status_code for address in (right, *wrong)} == {404}
    anonymous = Client()
    for address in (right, *wrong):
        answer = anonymous.get(address)
        assert answer.status_code == 302
        assert answer["Location"] == f"{reverse('iom_login')}?next={address}"


def test_a_superusers_way_to_a_sheet_is_logged(cast):
    version = approve(cast)
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("iom_sheet", args=[code_of(version.pk, version.sha256)])
    assert client.get(address, follow=True).status_code == 200
    reads = PageLogEntry.objects.filter(page=cast.route.pk, action="iom_wagtail.read")
    assert reads.exists()


def test_the_way_to_the_sheet_stands_with_the_version(cast):
    approve(cast)
    page = browser(cast, "teacher").get(cast.route.reading_url())
    assert f'href="{cast.route.sheet_url(1)}"' in page.text
