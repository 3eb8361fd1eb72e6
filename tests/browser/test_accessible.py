"""The site's pages by the rules of WCAG 2.2 AA (axe-core), wide and narrow, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from iom_wagtail.approval import actions
from tests.browser.conftest import PHONE, WIDE
from tests.browser.walking import expect_no_sideways_scroll, log_in
from tests.factories import approve, fill, make_cast, make_route

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page, rules=RULES) -> list[str]:
    """Return what axe finds on the page, with the elements it speaks of."""
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


@pytest.fixture
def routes(live_site):
    """One cast with a version in force that is asked to approve the next, another with a draft."""
    cast = make_cast()
    make_route(cast)
    fill(cast.route, cast, items=6)
    approve(cast)
    cast.route.refresh_from_db()
    cast.route.get_latest_revision_as_object().save_revision(user=cast.user("mentor"))
    actions.submit(type(cast.route).objects.get(pk=cast.route.pk), cast.user("mentor"))
    return cast


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_breaks_the_rules(new_page, routes, size, scheme):
    page = new_page(size)
    page.emulate_media(color_scheme=scheme)
    route = routes.route.pk

    def look(addresses):
        for address in addresses:
            page.goto(address)
            expect_no_sideways_scroll(page)
            # Where the phone bar happens to lie over a link, axe measures what is left of it.
            page.evaluate(
                "document.querySelectorAll('.dock').forEach(bar => bar.style.position = 'static')"
            )
            assert complaints(page) == [], address

    look(["/", "/nowhere/", *map(reverse, ("iom_login", "iom_password_reset"))])
    log_in(page, routes.deputy.user.username)
    look(
        [
            reverse("iom_routes"),
            reverse("iom_route", args=[route]),
            reverse("iom_route_approval", args=[route]),
            reverse("iom_route_version", args=[route, 1]),
            reverse("iom_password_change"),
            reverse("iom_logout"),
        ]
    )


def test_a_refused_form_is_accessible_too(page, live_site):
    page.goto(reverse("iom_login"))
    page.fill("input[name=username]", "nobody")
    page.fill("input[name=password]", "wrong")
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("[role=alert]")
    assert complaints(page) == []


def test_the_text_for_who_only_reads_is_accessible(new_page, routes):
    page = new_page(WIDE)
    log_in(page, routes.methodist.user.username)
    page.goto(f"/admin/pages/{routes.route.pk}/edit/")
    # The frame around the panels is Wagtail's.
    axe = Axe().run(page, context="#page-edit-form", options={"runOnly": RULES})
    own = [
        (rule["id"], node["target"])
        for rule in axe.response["violations"]
        for node in rule["nodes"]
        if "iom" in node["html"] or "said" in node["html"]
    ]
    assert own == []
