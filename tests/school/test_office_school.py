"""The screen of the school's record and its offices."""

from __future__ import annotations

import pytest
from django.urls import reverse

from iom_wagtail.school.models import School
from tests.factories import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(staffed):
    return staffed


@pytest.fixture
def other(cast):
    return make_cast()


def record(school, **changes):
    names = ("full_name", "short_name", "place", "regulation_title", "adoption_protocol")
    return {"form": "record", **{name: getattr(school, name) for name in names}, **changes}


def test_the_schools_record(client, cast):
    client.force_login(cast.user("deputy"))
    url = reverse("iom_school")
    client.post(
        url, record(cast.school, place="г. Новый", adopted_on="29.08.2025", step_deputy="on")
    )
    school = School.objects.get(pk=cast.school.pk)
    assert (school.place, str(school.adopted_on)) == ("г. Новый", "2025-08-29")
    assert (school.step_mentor, school.step_deputy) == (False, True)
    assert (school.director, school.deputy) == (cast.director, cast.deputy)
    page = client.post(url, record(cast.school, short_name="", place="г. Иной", adopted_on="вчера"))
    assert "г. Иной" in page.content.decode() and "вчера" in page.content.decode()
    assert School.objects.get(pk=cast.school.pk).place == "г. Новый"


def test_case_37_offices_change_by_appointment_alone(client, cast, other):
    url = reverse("iom_school")
    posted = {
        "form": "offices",
        "offices-director": cast.deputy.pk,
        "offices-deputy": cast.mentor.pk,
        "offices-methodists": [cast.methodist.pk],
    }
    client.force_login(cast.user("deputy"))
    client.post(url, posted)
    assert School.objects.get(pk=cast.school.pk).director == cast.director
    client.force_login(cast.user("director"))
    stranger = client.post(url, {**posted, "offices-deputy": other.deputy.pk})
    assert stranger.status_code == 200
    assert School.objects.get(pk=cast.school.pk).deputy == cast.deputy
    assert client.post(url, posted).status_code == 302
    school = School.objects.get(pk=cast.school.pk)
    assert (school.director, school.deputy) == (cast.deputy, cast.mentor)


def test_without_a_director_there_is_no_school(client, cast):
    client.force_login(cast.user("director"))
    data = {"form": "offices", "offices-director": "", "offices-deputy": cast.deputy.pk}
    assert client.post(reverse("iom_school"), data).status_code == 200
    assert School.objects.get(pk=cast.school.pk).director == cast.director
