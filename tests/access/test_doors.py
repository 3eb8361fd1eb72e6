"""Doors of the whole site: forged forms, ways to other hosts, services of other hosts, headers."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.http import Http404
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.regex_helper import normalize
from wagtail.models import Page
from wagtail.users.models import UserProfile

from home.models import HomePage
from tests.factories import PASSWORD, UserFactory
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db

#: Values that some kind of URL parameter accepts: numbers, words, uuid.
FILLINGS = ("1", "a", "00000000-0000-4000-8000-000000000000", "100-100", "hero.jpg", "")


@pytest.fixture
def cast(staffed):
    """A school with everybody in it."""
    return staffed


# --- forged forms -----------------------------------------------------------------------


def patterns(resolver=None, before: str = ""):
    """Yield the whole regular expression and the view of every address of the project."""
    resolver = resolver or get_resolver()
    for part in resolver.url_patterns:
        here = before + part.pattern.regex.pattern.removeprefix("^")
        if isinstance(part, URLResolver):
            yield from patterns(part, here)
        elif isinstance(part, URLPattern):
            yield here, part.callback


def address(expression: str, view) -> str | None:
    """Return an address that leads to this view; None when no filling makes one."""
    for form, names in normalize(re.sub(r"\\Z|\$$", "", expression)):
        for fillings in product(FILLINGS, repeat=len(names)):
            path = "/" + form % dict(zip(names, fillings, strict=True))
            try:
                if resolve(path).func is view:
                    return path
            except (Http404, ValueError):
                continue
    return None


def test_case_34_without_its_token_no_post_is_taken_anywhere(cast):
    """Every address of the site and the admin answers 403, whoever posts and whatever."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(is_superuser=True))
    walked, unknown, taken = 0, [], []
    for expression, view in patterns():
        path = address(expression, view)
        if path is None:
            unknown.append(expression)
            continue
        walked += 1
        if client.post(path, {"name": "value"}).status_code != 403:
            taken.append(path)
    assert unknown == [] and taken == []
    assert walked > 200


def test_case_34_only_wagtails_admin_api_checks_the_token_itself(cast):
    """Its act on a page is refused without the token by its own check, and then taken with it."""
    exempt = [path for path, view in patterns() if getattr(view, "csrf_exempt", False)]
    # wagtail-localize's own is read, or checks the token by itself, too.
    localize = [path for path in exempt if path.startswith("admin/localize/")]
    api = [path for path in exempt if path not in localize]
    assert api and all(path.startswith("admin/api/main/") for path in api)
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(UserFactory(is_superuser=True))
    snippets = reverse("wagtail_localize:snippets_api_listing", args=["iom_wagtail", "school"])
    string = reverse("wagtail_localize:edit_string_translation", args=[1, 1])
    assert len(localize) == 4 and guarded.post(snippets).status_code in (403, 405)
    assert guarded.put(string, {"value": "x"}, "application/json").status_code == 403
    page = Page.get_first_root_node().add_child(instance=HomePage(title="Лист", slug="list"))
    boss = UserFactory(is_superuser=True)
    act = reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(boss)
    assert strict.post(act).status_code == 403
    assert Page.objects.filter(pk=page.pk).exists()
    assert enter(boss).post(act).status_code == 204
    assert not Page.objects.filter(pk=page.pk).exists()


def test_case_34_the_refusal_says_in_russian_what_to_do(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("iom_login"), {"username": "x", "password": "y"})
    assert answer.status_code == 403 and "Форма не принята" in answer.text


def test_case_34_with_its_token_the_same_post_is_taken(cast):
    """Without this, the test above could pass because everything is refused."""
    client = Client(enforce_csrf_checks=True)
    form = client.get(reverse("iom_login"))
    sent = {
        "username": cast.mentor.user.username,
        "password": PASSWORD,
        "csrfmiddlewaretoken": str(form.context["csrf_token"]),
    }
    assert client.post(reverse("iom_login"), sent).status_code == 302


# --- ways to other hosts ----------------------------------------------------------------

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "\thttps://evil.example/",
)


#: The way to the version for the visually impaired carries the address of the very page, with
#: what stands behind it; that one is asked again where it leads.
THIS_PAGE = re.compile(r'href="/low-vision/\?next=(?:/|%2F)(?!/|%2F|\\|%5C)[^"]*"', re.IGNORECASE)


def stays(answer) -> bool:
    """Return whether an answer leads on within the site."""
    if answer.status_code != 302:
        text = THIS_PAGE.sub("", answer.text)
        return "evil.example" not in text and "alert(1)" not in text
    url = answer.headers["Location"]
    return url.startswith("/") and not url.startswith(("//", "/\\")) and "evil" not in url


@pytest.mark.parametrize("target", ELSEWHERE)
def test_case_35_next_never_leads_to_another_host(cast, target):
    user = cast.user("mentor")
    login = {"username": user.username, "password": PASSWORD, "next": target}
    for name in ("iom_login", "wagtailadmin_login"):
        assert stays(Client().get(reverse(name), {"next": target})), name
        assert stays(Client().post(reverse(name), login)), name
    for name in ("iom_login", "wagtailadmin_login"):  # already logged in: led on at once
        assert stays(enter(user).get(reverse(name), {"next": target})), name
    for look in (Client(), enter(user)):
        assert stays(look.get(reverse("iom_low_vision"), {"next": target}))
        assert stays(look.post(reverse("iom_low_vision"), {"next": target, "size": "3"}))
    for name in ("iom_logout", "wagtailadmin_logout"):
        assert stays(enter(user).post(reverse(name), {"next": target})), name
        assert stays(enter(user).post(f"{reverse(name)}?next={target}")), name
    changed = {
        "old_password": PASSWORD,
        "new_password1": "novyj-parol-8",
        "new_password2": "novyj-parol-8",
        "next": target,
    }
    assert stays(enter(user).get(reverse("iom_password_change"), {"next": target}))
    assert stays(enter(user).post(reverse("iom_password_change"), changed))
    for client in (Client(), enter(user)):
        answer = client.post(reverse("set_language"), {"language": "ru", "next": target})
        assert stays(answer)
        referred = {"headers": {"referer": target.strip()}}
        assert stays(client.post(reverse("set_language"), {"language": "ru"}, **referred))


def test_case_35_next_within_the_site_is_followed(cast):
    """Without this, the test above could pass because ``next`` is never looked at."""
    inside, user = "/account/password/", cast.user("mentor")
    login = {"username": user.username, "password": PASSWORD, "next": inside}
    assert Client().post(reverse("iom_login"), login).url == inside
    language = {"language": "ru", "next": inside}
    assert Client().post(reverse("set_language"), language).url == inside


# --- services of other hosts ------------------------------------------------------------


@pytest.mark.parametrize("provider", ["//www.gravatar.com/avatar", None])
def test_case_20_no_avatar_comes_from_an_outside_service(cast, settings, provider):
    """Also where a project has left Wagtail's own setting alone."""
    settings.WAGTAIL_GRAVATAR_PROVIDER_URL = provider
    boss = enter(UserFactory(is_superuser=True))
    for path in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:edit", args=[cast.mentor.user_id]),
        reverse("wagtailadmin_reports:site_history"),
    ):
        answer = boss.get(path)
        assert answer.status_code == 200, path
        assert "gravatar.com" not in answer.text, path
        for source in re.findall(r'<img[^>]+src="([^"]*)"', answer.text):
            assert source.startswith("/") and not source.startswith("//"), (path, source)


def test_case_20_a_picture_of_ones_own_is_shown(cast, settings):
    settings.WAGTAIL_GRAVATAR_PROVIDER_URL = "//www.gravatar.com/avatar"
    user = cast.user("director")
    profile = UserProfile.get_for_user(user)
    UserProfile.objects.filter(pk=profile.pk).update(avatar="avatar_images/me.png")
    assert "avatar_images/me.png" in enter(user).get(reverse("wagtailadmin_home")).text


# --- what browsers are told -------------------------------------------------------------


def directives(answer) -> dict[str, list[str]]:
    """Return the Content-Security-Policy of an answer, directive by directive."""
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts)}


def test_pages_of_the_site_take_nothing_from_inside_the_page_or_from_elsewhere(cast):
    route_list = enter(cast.user("deputy")).get(reverse("iom_routes"))
    for answer in (route_list, Client().get(reverse("iom_login")), Client().get("/no/such/")):
        policy = directives(answer)
        assert policy["default-src"] == ["'none'"] and policy["frame-ancestors"] == ["'none'"]
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
        assert all(value in ("'self'", "'none'") for values in policy.values() for value in values)
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\son[a-z]+=|\sstyle=", answer.text)


def test_pages_of_the_admin_take_nothing_from_elsewhere(cast):
    policy = directives(enter(cast.user("deputy")).get(reverse("wagtailadmin_home")))
    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    allowed = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert {value for values in policy.values() for value in values} <= allowed


def test_every_answer_carries_the_other_rules(cast):
    for answer in (
        Client().get(reverse("iom_login")),
        Client().get("/no/such/"),
        enter(cast.user("deputy")).get(reverse("wagtailadmin_home")),
    ):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "camera=()" in answer.headers["Permissions-Policy"]
