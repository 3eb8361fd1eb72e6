"""A request's site is the one that Wagtail itself would find."""

from __future__ import annotations

import itertools

import pytest
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname

from home.frame.lines import read_site

HOSTS = ("a.example", "b.example", "c.example", "unknown.example")
SITES = (("a.example", 80), ("a.example", 8000), ("b.example", 443), ("c.example", 80))
PORTS = (80, 8000, "443")


def wagtails(hostname, port):
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None


@pytest.mark.django_db
@pytest.mark.parametrize("default", [None, *range(len(SITES))])
def test_the_site_is_wagtails(default):
    root = Page.objects.get(depth=1)
    for chosen in itertools.product([False, True], repeat=len(SITES)):
        Site.objects.all().delete()
        # Past the guard, which keeps a site from showing the whole tree.
        Site.objects.bulk_create(
            Site(hostname=hostname, port=port, root_page=root, is_default_site=number == default)
            for number, (hostname, port) in enumerate(SITES)
            if chosen[number]
        )
        for hostname, port in itertools.product(HOSTS, PORTS):
            found, lines = read_site(hostname, port)
            assert (found, lines) == (wagtails(hostname, port), None), (chosen, hostname, port)
