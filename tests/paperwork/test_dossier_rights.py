"""Rights that end between the order of a dossier and its download."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.testimonials import models as testimonials
from iom_wagtail.paperwork.dossier import making
from iom_wagtail.paperwork.dossier.models import Dossier
from iom_wagtail.routes.models import RouteAssignment
from tests.paperwork.test_dossier import names_in, ordered
from tests.paperwork.test_dossier_faults import scan


@pytest.fixture
def cast(signed, settings, tmp_path):
    """A school with a route in force; private files lie in a folder of each test."""
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    return signed


def fetch(enter, name, dossier):
    return enter(name).get(reverse("iom_dossier_file", args=[dossier.uuid]))


def test_case_13_a_testimonial_that_is_for_fewer_now_is_not_handed_out(cast, enter):
    row = testimonials.Testimonial(
        route=cast.route,
        source="parents",
        given_on=dt.date(2026, 2, 2),
        author_words="Родители 7 «А»",
        text="Дети ждут её уроков",
        circle="leaders",
        shown_to_teacher=True,
    )
    records.write(row, cast.user("deputy"))
    dossier = making.advance(ordered(cast, "teacher"))
    assert any("Отзыв" in name for name in names_in(dossier))
    assert fetch(enter, "teacher", dossier).status_code == 200
    type(row).objects.filter(pk=row.pk).update(shown_to_teacher=False)
    assert fetch(enter, "teacher", dossier).status_code == 302
    assert not Dossier.objects.exists()


def test_a_file_that_was_removed_meanwhile_is_not_handed_out(cast, enter):
    row = scan(cast, enter)
    dossier = making.advance(ordered(cast, "mentor"))
    assert fetch(enter, "mentor", dossier).status_code == 200
    row.delete()
    assert fetch(enter, "mentor", dossier).status_code == 302


def test_what_came_after_the_order_takes_nothing_from_it(cast, enter):
    dossier = making.advance(ordered(cast, "mentor"))
    scan(cast, enter)
    assert fetch(enter, "mentor", dossier).status_code == 200


def test_case_11_an_office_that_changed_asks_for_a_new_package(cast, enter):
    dossier = making.advance(ordered(cast, "mentor"))
    own = RouteAssignment.objects.filter(staff=cast.mentor)
    own.update(until=timezone.localdate())
    route = {"route": cast.route, "staff": cast.mentor, "role": "participant"}
    RouteAssignment.objects.create(**route, since=timezone.localdate())
    assert fetch(enter, "mentor", dossier).status_code == 302


def test_case_12_who_lost_the_account_gets_nothing_more_written(cast):
    dossier = ordered(cast, "mentor")
    type(dossier.ordered_by).objects.filter(pk=dossier.ordered_by_id).update(is_active=False)
    assert names_in(making.advance(dossier)) == []
