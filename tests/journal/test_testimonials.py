"""Testimonials: who reads which, nobody of themselves, no door beside ``readable``."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, ReferenceIndex

from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from iom_wagtail.journal.testimonials import actions, models, rules
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.rules import Office
from tests.factories import UserFactory

DAY = dt.date(2026, 5, 20)
LEADERS = {Office.MENTOR, Office.METHODIST, Office.DEPUTY, Office.DIRECTOR}


@pytest.mark.parametrize(
    ("circle", "shown", "readers"),
    [
        (Circle.LEADERS, False, LEADERS),
        (Circle.LEADERS, True, LEADERS | {Office.TEACHER}),
        (Circle.NARROW, False, {Office.DEPUTY}),
        # Such a record can't be written; read, it would still stay closed.
        (Circle.NARROW, True, {Office.DEPUTY}),
    ],
)
def test_who_reads_a_circle(circle, shown, readers):
    found = {
        office
        for office in Office
        if rules.may_read(circle=circle, shown_to_teacher=shown, offices={office}, own=False)
    }
    assert found == readers


@pytest.mark.parametrize("office", [office for office in Office if office != Office.TEACHER])
def test_an_office_opens_nothing_that_was_said_of_oneself(office):
    for circle in Circle:
        offices = {Office.TEACHER, office}
        assert not rules.may_read(circle=circle, shown_to_teacher=False, offices=offices, own=False)
    assert not rules.may_write({Office.TEACHER, office})


def test_who_writes_testimonials():
    writers = {office for office in Office if rules.may_write({office})}
    assert writers == {Office.MENTOR, Office.PARTICIPANT, Office.METHODIST, Office.DEPUTY}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, set()),
        ({"given_on": DAY + dt.timedelta(days=1)}, {"given_on"}),
        ({"circle": Circle.NARROW, "shown_to_teacher": True}, {"shown_to_teacher"}),
        ({"shown_to_teacher": True}, set()),
    ],
)
def test_what_a_testimonial_needs(values, wrong):
    given = {"given_on": DAY, "circle": Circle.LEADERS, "shown_to_teacher": False, **values}
    assert set(rules.problems(**given, today=DAY)) == wrong


def write(cast, who="mentor", **values):
    given = {"source": "parents", "given_on": DAY, "text": "Спасибо", **values}
    return actions.testify(cast.route, cast.user(who), **given)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("mentor", 302),
        ("psychologist", 302),
        ("methodist", 302),
        ("deputy", 302),
        ("teacher", 403),
        ("director", 403),
        ("superuser", 403),
        ("colleague", 404),
    ],
)
def test_who_writes_on_the_site(cast, client, who, status):
    user = UserFactory(is_staff=True, is_superuser=True) if who == "superuser" else cast.user(who)
    client.force_login(user)
    data = {"source": "parents", "given_on": "2026-05-20", "text": "Спасибо", "circle": "leaders"}
    response = client.post(reverse("iom_route_testimonials", args=[cast.route.pk]), data)
    assert response.status_code == status
    assert models.Testimonial.objects.count() == (status == 302)


@pytest.mark.django_db
def test_a_deputy_who_is_accompanied_reads_and_writes_nothing_of_it(cast, enter):
    row = write(cast)
    note = write(cast, "psychologist", circle=Circle.NARROW)
    cast.school.deputy = cast.teacher
    cast.school.save()
    for record in (row, note):
        address = reverse("iom_route_testimonial", args=[cast.route.pk, record.uuid])
        assert enter("teacher").get(address).status_code == 404
    with pytest.raises(NotAllowed):
        write(cast, "teacher")


@pytest.mark.django_db
def test_only_the_author_changes_and_a_second_saver_is_told(cast):
    row = write(cast)
    for who in ("teacher", "methodist", "deputy", "director", "psychologist"):
        with pytest.raises(NotAllowed):
            actions.change_testimonial(row, cast.user(who), text="Чужое")
        with pytest.raises(NotAllowed):
            actions.remove_testimonial(row, cast.user(who))
    actions.change_testimonial(row, cast.user("mentor"), seen=1, text="Первое окно")
    with pytest.raises(RecordChanged):
        actions.change_testimonial(row, cast.user("mentor"), seen=1, text="Второе окно")
    with pytest.raises(WrongRecord):
        actions.change_testimonial(
            row, cast.user("mentor"), circle=Circle.NARROW, shown_to_teacher=True
        )


@pytest.mark.django_db
def test_narrowing_a_circle_closes_it_at_the_next_request(cast, enter):
    row = write(cast, shown_to_teacher=True)
    address = reverse("iom_route_testimonial", args=[cast.route.pk, row.uuid])
    assert enter("teacher").get(address).status_code == 200
    actions.change_testimonial(
        row, cast.user("mentor"), circle=Circle.NARROW, shown_to_teacher=False
    )
    for who, status in (("teacher", 404), ("methodist", 404), ("mentor", 200), ("deputy", 200)):
        assert enter(who).get(address).status_code == status, who


@pytest.mark.django_db
def test_no_door_leads_from_the_page_the_log_or_the_search(cast):
    row = write(cast, text="Zsecretq")
    assert not hasattr(cast.route, "testimonials")
    names = {field.name for field in RoutePage._meta.get_fields()}
    assert not any("testimonial" in name for name in names)
    assert "Zsecretq" not in str(list(PageLogEntry.objects.values()))
    assert not ReferenceIndex.objects.filter(
        object_id=str(row.pk), base_content_type__model="testimonial"
    )
    assert not hasattr(models.Testimonial, "search_fields")
    cast.route.save_revision()
    assert "Zsecretq" not in str(cast.route.latest_revision.content)
