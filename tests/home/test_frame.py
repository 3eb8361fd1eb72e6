"""What stands around a public page, and the way from an address to it."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from home.models import ContentPage, HomePage
from iom_wagtail.school.models import School

pytestmark = pytest.mark.django_db


def test_the_menu_follows_the_tree_and_marks_the_page(client, home):
    answer = client.get("/mentoring/")
    assert '<a href="/mentoring/" aria-current="page">' in answer.text
    assert 'href="/stories/"' in answer.text and 'href="/celebrations/"' in answer.text


def test_what_is_kept_of_the_frame_is_never_somebody_elses(client, home, english):
    """Every word of it is asked for again: the language, the place in the menu, the school."""
    here = '<a href="/mentoring/" aria-current="page">'
    assert here not in client.get("/").text
    assert here in client.get("/mentoring/").text and here not in client.get("/").text
    assert "Основное меню" in client.get("/").text
    assert "Main menu" in client.get("/en/").text
    assert "Основное меню" in client.get("/").text
    School.objects.update(short_name="Школа с новым именем")
    assert client.get("/").text.count("Школа с\u00a0новым именем") == 2  # above and below
    home.get_children().get(slug="mentoring").specific.unpublish()
    assert "/mentoring/" not in client.get("/").text


def test_a_page_below_has_its_way_back(client, home, tell):
    page = tell()
    answer = client.get(page.get_url())
    assert 'class="crumbs' in answer.text
    assert '<a href="/stories/" aria-current="true">' in answer.text


def test_a_page_out_of_the_menu_is_served_and_not_listed(client, home):
    page = home.add_child(instance=ContentPage(title="Тихая", slug="quiet"))
    page.save_revision().publish()
    assert client.get("/quiet/").status_code == 200
    assert "/quiet/" not in client.get("/").text


def test_a_draft_is_not_there(client, home):
    home.add_child(instance=ContentPage(title="Черновик", slug="draft", live=False))
    assert client.get("/draft/").status_code == 404


def test_a_restriction_above_a_page_holds(client, tell, stories):
    page = tell()
    assert client.get(page.get_url()).status_code == 200
    PageViewRestriction.objects.create(page=stories, restriction_type="login")
    assert client.get(page.get_url()).status_code == 302


def test_a_language_without_a_home_page_leads_to_the_sites_own(client, home):
    answer = client.get("/en/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "hreflang" not in client.get("/").text


def test_translations_name_each_other(client, home, english):
    answer = client.get("/")
    for code in ("ru", "en", "x-default"):
        assert f'<link rel="alternate" hreflang="{code}"' in answer.text


def test_an_untranslated_page_leads_to_the_home_page_that_says_so(client, home, english):
    assert "/en/?untranslated=/mentoring/" in client.get("/mentoring/").text
    answer = client.get("/en/", {"untranslated": "/mentoring/"})
    assert (
        "not in this language yet" in answer.text.replace("\xa0", " ")
        and 'href="/mentoring/"' in answer.text
    )


@pytest.mark.parametrize("target", ["//evil.example/", "/\\evil.example/", "https://evil.example/"])
def test_case_35_the_page_one_came_from_is_never_on_another_host(client, english, target):
    answer = client.get("/en/", {"untranslated": target})
    assert f'href="{target}' not in answer.text


@pytest.mark.parametrize("count", [1, 60])
def test_a_missing_page_costs_three_questions(client, home, count, django_assert_max_num_queries):
    for number in range(count):
        HomePage.objects.get(pk=home.pk).add_child(
            instance=ContentPage(title=f"Страница {number}", slug=f"page-{number}")
        )
    client.get("/nowhere/")
    with django_assert_max_num_queries(3):
        assert client.get("/nowhere/").status_code == 404
