"""A small public site: a school, its home page, first pages and a story in it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from wagtail.models import Locale, Site

from home.first_pages import ensure_first_pages
from home.models import HomePage
from iom_wagtail.school.roles import setup_roles
from iom_wagtail.stories.models import SuccessStoryIndexPage, SuccessStoryPage
from tests.factories import SchoolFactory


@pytest.fixture(autouse=True)
def empty_cache():
    """Nothing is kept from one test to the next."""
    cache.clear()
    Site.clear_site_root_paths_cache()
    yield
    cache.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def home(db):
    """The home page of a school's site, with the first pages below it."""
    setup_roles()
    school = SchoolFactory()
    ensure_first_pages(school)
    return HomePage.objects.get(pk=school.site.root_page_id)


@pytest.fixture
def stories(home):
    """The index of stories."""
    return SuccessStoryIndexPage.objects.child_of(home).get()


@pytest.fixture
def tell(stories):
    """Return a function that publishes a story about nobody."""

    def act(title="Дроби в картинках", slug="fractions", **values):
        page = SuccessStoryPage(
            title=title, slug=slug, **{"told_on": dt.date(2026, 5, 27), **values}
        )
        stories.refresh_from_db()
        stories.add_child(instance=page)
        page.save_revision().publish()
        return SuccessStoryPage.objects.get(pk=page.pk)

    return act


@pytest.fixture
def english(home):
    """The same home page in English, live."""
    locale, _made = Locale.objects.get_or_create(language_code="en")
    page = home.copy_for_translation(locale)
    page.title = "Mentoring at school"
    page.save_revision().publish()
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=page.pk)
