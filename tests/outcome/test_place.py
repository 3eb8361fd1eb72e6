"""A conclusion lies under its own route, and nowhere else; what came past the guards is found."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site

from iom_wagtail.checks import check_places
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.exceptions import WrongPlace
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.placement import FaultKind, faults

pytestmark = pytest.mark.django_db


def test_a_conclusion_in_its_place_is_no_fault(approved):
    assert list(faults()) == []


def test_one_that_came_to_lie_elsewhere_is_found(opened):
    home = Site.objects.get(is_default_site=True).root_page
    pages = Page.objects.filter(pk=opened.conclusion.pk)
    pages.update(path=home.path + "0099", depth=home.depth + 1)
    assert (FaultKind.BELOW_ASTRAY, opened.conclusion.pk) in list(faults())
    found = {message.id for message in check_places(databases=["default"])}
    assert found == {"iom_wagtail.E015"}


def test_the_guards_hold_when_it_is_saved_as_a_plain_page(opened):
    home = Site.objects.get(is_default_site=True).root_page
    plain = Page.objects.get(pk=opened.conclusion.pk)
    plain.path, plain.depth = home.path + "0099", home.depth + 1
    with pytest.raises(WrongPlace):
        plain.save()
    double = Page.objects.get(pk=opened.conclusion.pk)
    double.alias_of_id = opened.route.pk
    with pytest.raises(WrongPlace):
        double.save()


def test_a_second_one_under_the_same_route_is_refused(opened):
    route = RoutePage.objects.get(pk=opened.route.pk)
    with pytest.raises((WrongPlace, ValidationError)):
        route.add_child(instance=ConclusionPage(route_page=route, locale=route.locale))


def test_no_public_site_begins_at_it(opened):
    site = Site.objects.get(is_default_site=True)
    site.root_page = Page.objects.get(pk=opened.conclusion.pk)
    with pytest.raises(WrongPlace):
        site.save()


def test_the_tree_serves_it_to_nobody(approved, client):
    page = approved.conclusion
    for path in (page.url_path, f"/{page.slug}/"):
        assert client.get(path).status_code == 404
    assert page.get_sitemap_urls() == []
    assert page.url.endswith(f"/routes/{approved.route.pk}/conclusion/")
