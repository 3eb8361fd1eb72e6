"""The school's sets of criteria in the office: who opens them, adding, changing, taking out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from iom_wagtail.journal.visits import sets
from iom_wagtail.journal.visits.models import CriteriaSet
from tests import factories

pytestmark = pytest.mark.django_db

KEEPERS = ("methodist", "deputy", "director")
OTHERS = ("teacher", "mentor", "psychologist", "colleague")
LIST, ADD = reverse("iom_criteria"), reverse("iom_criteria_add")


@pytest.mark.parametrize("name", ["iom_criteria", "iom_criteria_add", "iom_criteria_set"])
def test_who_opens_the_screens(enter, first_set, name):
    where = reverse(name, args=[first_set.pk] if name == "iom_criteria_set" else [])
    for who in KEEPERS:
        assert enter(who).get(where).status_code == 200
        assert LIST in enter(who).get(reverse("wagtailadmin_home")).content.decode()
    for who in OTHERS:
        assert enter(who).get(where)["Location"] == reverse("wagtailadmin_home")
        assert enter(who).post(where, {"name": "Чужой", "criteria": "Чужое"}).status_code == 302
        assert LIST not in enter(who).get(reverse("wagtailadmin_home")).content.decode()
    assert CriteriaSet.objects.count() == 1


def test_a_set_is_added_and_changed(enter, first_set):
    browser = enter("methodist")
    answer = browser.post(ADD, {"name": "Открытый урок", "criteria": "Цель | Видна\nИтог"})
    assert answer["Location"] == LIST
    row = CriteriaSet.objects.get(name="Открытый урок")
    assert row.criteria == [{"text": "Цель", "hint": "Видна"}, {"text": "Итог", "hint": ""}]
    where = reverse("iom_criteria_set", args=[row.pk])
    assert "Цель | Видна\nИтог" in browser.get(where).content.decode()
    browser.post(where, {"name": "Открытый урок", "criteria": "Цель"})
    latest = CriteriaSet.objects.get(series=row.series, edition=2)
    row.refresh_from_db()
    assert (latest.active, row.active) == (True, False)
    entry = ModelLogEntry.objects.filter(action="iom_wagtail.criteria").latest("pk")
    assert entry.data == {"set": latest.pk, "edition": 2, "act": "change"}


def test_a_refused_set_keeps_what_was_typed(enter, first_set):
    where = reverse("iom_criteria_set", args=[first_set.pk])
    html = enter("deputy").post(where, {"name": "", "criteria": "Цель\nцель"}).content.decode()
    assert "Цель\nцель" in html
    sets.change_set(
        first_set, first_set.school.deputy.user, name="Раньше", criteria=[{"text": "а", "hint": ""}]
    )
    html = enter("methodist").post(where, {"name": "Позже", "criteria": "Моё"}).content.decode()
    assert "Моё" in html and "уже изменили" in html
    assert not CriteriaSet.objects.filter(name="Позже").exists()


def test_a_set_is_taken_out_of_use_but_never_the_last(enter, first_set):
    browser = enter("deputy")
    take_out = {"set": str(first_set.pk), "active": "false"}
    html = browser.post(LIST, take_out, follow=True).content.decode()
    assert "Хотя бы один набор" in html and sets.sets_in_use(first_set.school)
    browser.post(ADD, {"name": "Открытый урок", "criteria": "Цель"})
    browser.post(LIST, take_out)
    assert [row.name for row in sets.sets_in_use(first_set.school)] == ["Открытый урок"]


def test_another_schools_set_is_not_found(enter, first_set):
    theirs = sets.sets_in_use(factories.make_cast().school)[0]
    browser = enter("director")
    where = reverse("iom_criteria_set", args=[theirs.pk])
    assert browser.get(where).status_code == 404
    assert browser.post(where, {"name": "Чужой", "criteria": "Чужое"}).status_code == 404
    for key in (str(theirs.pk), "x", "9" * 40):
        assert browser.post(LIST, {"set": key, "active": "false"}).status_code == 404
    assert CriteriaSet.objects.filter(active=True).count() == 2


def test_scripts_in_criteria_are_words(enter, first_set):
    browser = enter("director")
    browser.post(ADD, {"name": "<script>a", "criteria": "<script>b | <script>c"})
    row = CriteriaSet.objects.latest("pk")
    for where in (LIST, reverse("iom_criteria_set", args=[row.pk])):
        assert "&lt;script&gt;" in (html := browser.get(where).content.decode())
        assert not any(f"<script>{letter}" in html for letter in "abc")
