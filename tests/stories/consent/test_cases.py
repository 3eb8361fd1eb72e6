"""Cases 16, 18, 22 and 29 on consents: translators, lists and caches get no word of a paper."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from tests.stories.made import english, fresh, make_celebration, make_consent, make_story

pytestmark = pytest.mark.django_db

CONDITIONS, SIGNER = "Канарейка-условие", "Канарейкина Ольга Петровна"
PAPER = ("Канарейка", "Канарейкин", "Пухова", "Пуховой")


@pytest.fixture
def paper(cast):
    """A pupil's consent that a parent signed; the pupil is to be seen and not named."""
    return make_consent(
        school=cast.school,
        other_name="Пухова Милана Тимуровна",
        signed_by=SIGNER,
        conditions=CONDITIONS,
    )


@pytest.fixture
def pages(cast, paper):
    """A story and a celebration on the site, made possible by the paper."""
    row = {"consent": paper, "in_picture": True}
    return (
        make_story(cast.school, row, live=True, slug="told"),
        make_celebration(cast.school, row, live=True, slug="held"),
    )


def test_case_16_translators_get_no_word_of_a_consent(cast, pages):
    for page in pages:
        translate_object(page, [english()])
        translation = Translation.objects.get(source__object_id=page.translation_key)
        catalogue = str(translation.export_po())
        assert page.title in catalogue
        assert not [word for word in PAPER if word in catalogue]
        target = page.get_translation(english())
        assert not target.live and fresh(target.specific).people.count() == 1


def test_case_18_no_list_feed_or_search_holds_a_word_of_a_consent(client, pages, paper):
    addresses = [page.url for page in pages]
    addresses += [f"{addresses[0]}{below}" for below in ("print/", "copy/")]
    addresses += [f"{addresses[1]}calendar/", "/", "/sitemap.xml", "/sitemap-pages-1.xml"]
    addresses += [f"{pages[0].get_parent().url}{below}" for below in ("", "feed/", "?q=пуховой")]
    addresses += ["/search/?q=милана", "/search/?q=условие"]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not [word for word in PAPER if word in answer.text], address
        assert f"/consents/{paper.pk}" not in answer.text, address


def test_case_22_a_cache_in_front_hands_a_consent_to_nobody_else(cast, enter, paper, cached):
    own = make_consent(cast.teacher, conditions=CONDITIONS)
    office = [reverse("iom_consents"), reverse("iom_consent", args=[paper.pk])]
    mine = [reverse("iom_my_consents"), reverse("iom_my_consent_withdraw", args=[own.pk])]
    form = reverse("iom_consent_form", args=["docx"])
    for who, addresses in (("deputy", office), ("teacher", mine)):
        browser, seen = enter(who), ""
        for address in addresses * 2:
            seen += browser.get(address).text
        assert CONDITIONS in seen
    assert enter("teacher").get(form).status_code == 200
    for browser in (enter("colleague"), enter("mentor"), Client()):
        for address in (*office, *mine):
            answer = browser.get(address)
            assert "no-store" in answer["Cache-Control"], address
            assert not [word for word in PAPER if word in answer.text], address
    assert Client().get(form).status_code == 302


def test_case_29_no_text_of_a_consent_becomes_a_link(cast, enter):
    text = "javascript:alert(29) https://evil.example <a href='javascript:alert(29)'>т</a>"
    own = make_consent(cast.teacher, conditions=text)
    other = make_consent(school=cast.school, other_name=text[:190], signed_by=text[:190])
    asked = [("teacher", reverse("iom_my_consents"))]
    asked += [("teacher", reverse("iom_my_consent_withdraw", args=[own.pk]))]
    for name in ("iom_consent", "iom_consent_withdraw"):
        asked += [("deputy", reverse(name, args=[row.pk])) for row in (own, other)]
    asked += [("deputy", reverse("iom_consents"))]
    for who, address in asked:
        html = enter(who).get(address).text
        assert 'href="javascript' not in html and "href='javascript" not in html, address
        assert 'href="https://evil.example' not in html, address
