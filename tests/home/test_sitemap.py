"""The list of public pages: what is shown, and nothing a moment longer."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db


def test_the_index_names_sections_that_open(client, tell):
    page = tell()
    index = client.get("/sitemap.xml")
    assert index["Content-Type"].startswith("application/xml")
    assert "/sitemap-pages-1.xml" in index.text and "/sitemap-stories-1.xml" in index.text
    assert page.get_url() in client.get("/sitemap-stories-1.xml").text


def test_what_is_taken_down_leaves_it_at_once(client, tell):
    page = tell()
    assert page.get_url() in client.get("/sitemap-stories-1.xml").text
    page.unpublish()
    assert client.get("/sitemap-stories-1.xml").status_code == 404


def test_closed_pages_leave_it_at_once(client, tell, stories):
    tell()
    assert client.get("/sitemap-stories-1.xml").status_code == 200
    PageViewRestriction.objects.create(page=stories, restriction_type="login")
    assert client.get("/sitemap-stories-1.xml").status_code == 404


def test_translations_stand_beside_each_other(client, english):
    assert 'hreflang="en"' in client.get("/sitemap-pages-1.xml").text


@pytest.mark.parametrize(
    "name", ["stories-9", "routes-1", "pages-0", "pages-x", "pages", "pages-²"]
)
def test_there_is_no_other_section(client, home, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_it_is_cheap_when_nothing_has_changed(client, tell, django_assert_max_num_queries):
    tell()
    for address in ("/sitemap.xml", "/sitemap-stories-1.xml"):
        client.get(address)
        with django_assert_max_num_queries(4):
            client.get(address)


def test_robots_are_told_where_it_lies(client, home):
    text = client.get("/robots.txt").text
    assert "Sitemap: http://testserver/sitemap.xml" in text and "Disallow: /routes/" in text
