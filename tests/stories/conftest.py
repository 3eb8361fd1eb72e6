"""A route that succeeded, and the places where stories lie."""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from django.contrib.auth.models import Group

from iom_wagtail.school.roles import GROUP_NAMES, GroupCode, setup_roles, sync_groups
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.placement import ensure_places
from tests import factories


def _succeeded():
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.approve(cast)
    factories.make_conclusion(cast)
    factories.approve_conclusion(cast)
    setup_roles()
    ensure_places(cast.school)
    for who in ("teacher", "mentor", "deputy", "director"):
        sync_groups(cast.user(who).staff_member)
    cast.editor = factories.StaffFactory(school=cast.school, account=True)
    cast.editor.user.groups.add(
        *Group.objects.filter(name__in=[GROUP_NAMES[GroupCode.SITE_EDITOR], "Сотрудник"])
    )
    return cast


@pytest.fixture(scope="module")
def succeeded_once(once):
    """A school in which a route was called successful, as it was made."""
    return once(_succeeded)


@pytest.fixture
def succeeded(succeeded_once, db):
    """A school in which a route was called successful."""
    return copy.deepcopy(succeeded_once)


@pytest.fixture
def allow():
    """Record a consent of a person to some fields."""

    def act(person, *fields, until=None):
        return PublicationConsent.objects.create(
            school=person.school,
            person=person,
            fields=list(fields),
            signed_on=dt.date(2025, 9, 1),
            valid_until=until,
        )

    return act
