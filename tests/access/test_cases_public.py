"""Cases 14, 17 and 18: forged rows, APIs, and everything that collects public pages."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import NoReverseMatch, path, reverse
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from home.models import HomePage
from home.urls import urlpatterns as site_urls
from iom_wagtail.routes.models import ProgrammeItem, RoutePage
from tests.access.canaries import found
from tests.access.outsiders import Secret, absent
from tests.routes.editor import Editor

pytestmark = pytest.mark.django_db

#: A site that mounts Wagtail's public API on purpose.
api = WagtailAPIRouter("wagtailapi")
api.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [path("api/v2/", api.urls), *site_urls]


def items_of(route: RoutePage) -> list[tuple[int, str]]:
    return list(
        ProgrammeItem.objects.filter(page=route).order_by("pk").values_list("pk", "content")
    )


# --- case 14 ------------------------------------------------------------------------------


def test_case_14_an_outsiders_forged_editor_form(secret, outsider):
    """The form that the mentor would send, sent by somebody else."""
    data = Editor(secret.cast).open()
    data["goal"] = "Подделано"
    before = RoutePage.objects.get(pk=secret.route.pk)
    response = secret.client(outsider).post(f"/admin/pages/{secret.route.pk}/edit/", data)
    assert response.status_code == 404
    absent(secret, outsider, response)
    after = RoutePage.objects.get(pk=secret.route.pk)
    assert (after.latest_revision_id, after.goal) == (before.latest_revision_id, before.goal)


def test_case_14_a_row_of_another_route(secret):
    """The other school's mentor puts the key of this route's row into the own form."""
    mine = Editor(secret.other)
    stolen, content = items_of(secret.route)[0]
    data = mine.open()
    data["programme_items-0-id"] = [str(stolen)]
    data["programme_items-0-content"] = ["Подделано"]
    response = mine.post(data)
    assert response.status_code == 200  # the form comes back with what is wrong
    assert found(response, secret.canaries) == set()
    assert items_of(secret.route)[0] == (stolen, content)
    assert stolen not in {row.pk for row in mine.draft.programme_items.all()}
    assert "Подделано" not in mine.contents()


def test_case_14_fields_that_no_form_has(secret):
    """School, number, owner and place are not in the form; sent along, they change nothing."""
    mentor = Editor(secret.cast)
    forged = {
        "school": secret.other.school.pk,
        "number": "1",
        "owner": secret.users["colleague"].pk,
        "path": secret.home.path + "0001",
        "depth": "3",
        "slug": "forged",
        "title": "Подделано",
        "live": "",
        "assignments-TOTAL_FORMS": "1",
        "assignments-INITIAL_FORMS": "0",
        "assignments-0-staff": secret.cast.colleague.pk,
        "assignments-0-role": "mentor",
    }
    before = RoutePage.objects.filter(pk=secret.route.pk).values(
        "school", "number", "owner", "path", "depth", "slug", "title", "live"
    )
    was = before.get()
    assert mentor.post(mentor.open(), **forged).status_code in (200, 302)
    assert before.get() == was
    draft = mentor.draft
    assert (draft.school_id, draft.title) == (secret.cast.school.pk, was["title"])
    assert not secret.cast.route.assignments.filter(staff=secret.cast.colleague).exists()


# --- case 17 ------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/api/", "/api/v2/pages/", "/api/v3/pages/"])
def test_case_17_no_api_is_mounted(secret, outsider, address):
    assert secret.client(outsider).get(address).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("wagtailapi:pages:listing")


@pytest.mark.urls(__name__)
def test_case_17_a_public_api_brings_out_no_route(secret, outsider, client):
    secret.home.add_child(instance=HomePage(title="Открытая страница", slug="open"))
    route, index = secret.route.pk, secret.index.pk
    for browser in (client, secret.client(outsider)):
        listing = browser.get("/api/v2/pages/", {"fields": "*"})
        assert listing.status_code == 200 and "Открытая страница" in listing.text
        absent(secret, outsider, listing)
        for query in (
            {"search": "ИОМ"},
            {"search": "7919"},
            {"slug": secret.route.slug},
            {"type": "iom_wagtail.RoutePage"},
            {"type": "iom_wagtail.RouteIndexPage"},
        ):
            response = browser.get("/api/v2/pages/", query)
            assert response.status_code == 200
            assert response.json()["meta"]["total_count"] == 0
        for name in ("child_of", "descendant_of", "translation_of", "ancestor_of"):
            for page in (route, index):
                response = browser.get("/api/v2/pages/", {name: page})
                assert response.status_code in (400, 404)
                absent(secret, outsider, response)
        for page in (route, index):
            response = browser.get(f"/api/v2/pages/{page}/")
            assert response.status_code == 404
            absent(secret, outsider, response)
        response = browser.get("/api/v2/pages/find/", {"html_path": f"/{secret.route.slug}/"})
        assert response.status_code == 404


# --- case 18 ------------------------------------------------------------------------------


def locations(sitemap: Sitemap) -> list[str]:
    return [entry["location"] for entry in sitemap._urls(1, "https", "testserver")]


def test_case_18_sitemap(secret):
    """Neither the site's sitemap nor one that takes in the whole tree holds a route."""

    class WholeTree(Sitemap):
        def items(self):
            return Page.objects.live().filter(depth__gt=1).specific().order_by("path")

    Site.clear_site_root_paths_cache()
    request = RequestFactory().get("/", headers={"host": "localhost"})
    public = secret.home.add_child(instance=HomePage(title="Открытая страница", slug="open"))
    for sitemap in (Sitemap(request), WholeTree(request)):
        shown = locations(sitemap)
        assert public.get_full_url(request) in shown
        assert not [address for address in shown if address and "/routes/" in address]


#: What public listings, feeds and search pages are made of.
PUBLIC = {
    "all public": lambda: Page.objects.live().public(),
    "below home": lambda: Page.objects.live().descendant_of(
        Site.objects.get(is_default_site=True).root_page, inclusive=True
    ),
    "in a menu": lambda: Page.objects.live().public().in_menu(),
    "in the site": lambda: Page.objects.in_site(Site.objects.get(is_default_site=True)),
    "latest first": lambda: Page.objects.live().public().order_by("-first_published_at")[:20],
}


@pytest.mark.parametrize("query", PUBLIC)
def test_case_18_public_listings_and_feeds(secret, query):
    RoutePage.objects.filter(pk=secret.route.pk).update(show_in_menus=True)
    keys = {page.pk for page in PUBLIC[query]()}
    assert keys.isdisjoint({secret.route.pk, secret.index.pk})


@pytest.mark.parametrize("words", ["ИОМ", "7919", "Маршруты", "Zkn0001q"])
def test_case_18_public_search(secret, words):
    call_command("update_index", verbosity=0)
    private = {secret.route.pk, secret.index.pk}
    backend = get_search_backend()
    for pages in (Page.objects.live().public(), PUBLIC["below home"]()):
        assert private.isdisjoint(page.pk for page in pages.search(words))
        assert private.isdisjoint(page.pk for page in backend.autocomplete(words, pages))
        assert private.isdisjoint(pages.filter(title__icontains=words).values_list("pk", flat=True))


def test_case_18_no_public_address(secret: Secret, client):
    for address in (
        f"/{secret.route.slug}/",
        f"/{secret.index.slug}/",
        f"/{secret.index.slug}/{secret.route.slug}/",
        secret.route.url_path,
    ):
        response = client.get(address)
        assert response.status_code == 404
        assert found(response, secret.canaries) <= {"route.slug"}  # as it was asked for
