"""Who opens the import: those who open routes, and whom of the school it finds."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests import factories
from tests.paperwork.word.conftest import ADDRESS, Screen
from tests.paperwork.word.reading import stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("deputy", True),
        ("director", True),
        ("methodist", False),
        ("mentor", False),
        ("teacher", False),
        ("colleague", False),
    ],
)
def test_only_those_who_open_routes_read_files(cast, who, opens):
    screen = Screen(cast.user(who))
    assert (screen.client.get(ADDRESS).status_code == 200) == opens
    response = screen.send(stored("as_regulated"))
    assert (response.status_code == 200) == opens
    assert opens or "Лебедев" not in response.content.decode()


def test_a_superuser_and_a_stranger_read_none(cast):
    boss = get_user_model().objects.create_superuser("root", "root@example.invalid", "x")
    assert Screen(boss).send(stored("boxes")).status_code == 302
    assert Client().get(ADDRESS).status_code == 302


def test_the_people_of_another_school_are_not_found(cast):
    other = factories.make_cast()
    screen = Screen(other.user("deputy"))
    values = screen.fields(screen.send(stored("as_regulated")))
    keys = {values["teacher"], values["mentor"], values["participants-0-staff"]}
    assert not keys & {str(cast.teacher.pk), str(cast.mentor.pk), str(cast.deputy.pk)}


def test_the_office_leads_there(screen):
    for address in ("/admin/iom/routes/", "/admin/iom/routes/open/"):
        assert f'href="{ADDRESS}"' in screen.client.get(address).content.decode()


def test_the_office_leads_nobody_else_there(cast):
    factories.make_route(cast)
    response = Screen(cast.user("mentor")).client.get("/admin/iom/routes/")
    assert ADDRESS not in response.content.decode()
