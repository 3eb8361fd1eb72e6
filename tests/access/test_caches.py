"""Nothing that one person was shown reaches another: browsers, proxies, Django's own cache."""

from __future__ import annotations

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import HomePage
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.models import RoutePage
from tests.factories import make_cast
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db

CANARY = "Канарейка-цель"
SECRETS = (CANARY, "Лебедева", "Орлова")


@pytest.fixture
def cast(signed):
    """A school whose route is in force and has a newer draft, beside a public home page."""
    cast = signed
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = CANARY
    route_actions.save_draft(draft, cast.user("mentor"))
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return cast


@pytest.fixture
def home():
    """The public home page of the default site, with a text of its own."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Дом", slug="dom", lead="Для всех"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    return home


@pytest.fixture
def cached(settings):
    """Django's site-wide cache in front of everything, as somebody may switch it on."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "c22"}
    }
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *site_settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    cache.clear()
    yield
    cache.clear()


def addresses(cast):
    """Return the pages on which the route's text or its people stand."""
    pk = cast.route.pk
    return [
        reverse("iom_routes"),
        reverse("iom_route", args=[pk]),
        reverse("iom_route_version", args=[pk, 1]),
        reverse("iom_route_approval", args=[pk]),
        reverse("iom_route_list"),
        reverse("iom_route_people", args=[pk]),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[pk]),
        reverse("wagtailadmin_pages:history", args=[pk]),
        reverse("wagtailadmin_explore", args=[cast.route.get_parent().pk]),
    ]


def is_private(answer) -> bool:
    """Return whether no cache, a browser's included, may keep an answer."""
    words = {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")}
    return {"private", "no-store"} <= words and "public" not in words


@pytest.mark.parametrize("who", ["deputy", "mentor", "director"])
def test_case_22_pages_primed_by_an_entitled_person_reach_nobody_else(cast, cached, who):
    entitled = enter(cast.user(who))
    seen = ""
    for address in addresses(cast):
        for _time in range(2):
            answer = entitled.get(address)
            assert answer.status_code in (200, 302), address
            assert is_private(answer), address
            seen += answer.content.decode()
    assert all(secret in seen for secret in SECRETS)
    for stranger in (enter(cast.user("colleague")), enter(make_cast().user("director")), Client()):
        for address in addresses(cast):
            answer = stranger.get(address)
            assert is_private(answer), address
            shown = answer.content.decode() + str(answer.headers)
            assert not any(secret in shown for secret in SECRETS), address


def test_case_22_the_cache_in_front_really_works_and_public_pages_use_it(home, cached):
    """Without this, the test above could pass because nothing is cached at all."""
    first = Client().get("/")
    assert "Для всех" in first.content.decode() and not is_private(first)
    HomePage.objects.filter(pk=home.pk).update(lead="Другое")
    assert "Для всех" in Client().get("/").content.decode()


def test_case_22_a_signed_in_persons_public_page_is_not_kept_for_visitors(cast, home, cached):
    answer = enter(cast.user("deputy")).get("/")
    assert answer.status_code == 200 and is_private(answer)
    HomePage.objects.filter(pk=home.pk).update(lead="Другое")
    assert "Другое" in Client().get("/").content.decode()


def test_a_public_page_asks_for_no_session(home):
    """It sets no cookie, so a proxy may keep it for everybody who carries none."""
    answer = Client().get("/")
    assert not answer.cookies
    assert not answer.wsgi_request.session.accessed


def test_no_cache_mixes_the_looks_of_visitors(home, cached):
    """A page differs for whoever reads the version for the visually impaired, and says so."""
    plain, large = Client(), Client()
    large.cookies["lv"] = "white.3.2.sans.on"
    for _time in range(2):
        assert 'data-lv-size="3"' in large.get("/").text
        assert "data-lv-size" not in plain.get("/").text


def test_every_way_to_answer_about_a_route_is_private(cast):
    """200, 302, 403, 404 and 405, on the site and in the office, for whoever asks."""
    pk = cast.route.pk
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.user("mentor"))
    mentor, colleague = enter(cast.user("mentor")), enter(cast.user("colleague"))
    route, approval = reverse("iom_route", args=[pk]), reverse("iom_route_approval", args=[pk])
    editor = reverse("wagtailadmin_pages:edit", args=[pk])
    move = reverse("wagtailadmin_pages:move", args=[pk])
    for answer, status in (
        (mentor.get(route), 200),
        (mentor.get(approval), 200),
        (Client().get(route), 302),
        (colleague.get(route), 404),
        (mentor.get(reverse("iom_route", args=[10**8])), 404),
        (mentor.post(route), 405),
        (mentor.get("/there/is/no/such/page/"), 404),
        (strict.post(approval), 403),
        (Client(enforce_csrf_checks=True).post(reverse("iom_login")), 403),
        (mentor.get(editor), 200),
        (mentor.get(move), 302),
        (strict.post(editor), 403),
        (colleague.get(editor), 404),
        (colleague.get(move), 404),
        (Client().get(editor), 302),
        (mentor.get(reverse("iom_password_change")), 200),
        (Client().get(reverse("iom_login")), 200),
    ):
        assert answer.status_code == status, answer.request["PATH_INFO"]
        assert is_private(answer), (status, answer.request["PATH_INFO"])
