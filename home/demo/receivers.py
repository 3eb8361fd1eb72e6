"""The demo's site, made and taken away with the demo school."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.dispatch import receiver

from home.models import HomePage
from iom_wagtail.school.models import School
from iom_wagtail.school.signals import demo_loaded, demo_purged

Users = dict[str, AbstractBaseUser]


def _home(school: School) -> HomePage | None:
    return HomePage.objects.filter(pk=school.site.root_page_id).first()


@receiver(demo_loaded, dispatch_uid="home_demo_loaded")
def make(school: School, users: Users, **kwargs: Any) -> None:
    """Add the plain pages, then the translations of all that there is."""
    from home.demo import english, pages

    home = _home(school)
    if home is not None:
        pages.load(home, school, users)
        english.load(home, users)


@receiver(demo_purged, dispatch_uid="home_demo_purged")
def remove(school: School, users: Users, **kwargs: Any) -> None:
    """Take away what was added, and nothing that somebody else wrote."""
    from home.demo import english, pages

    home = _home(school)
    if home is not None:
        english.purge(home, users)
        pages.purge(home, school, users)
