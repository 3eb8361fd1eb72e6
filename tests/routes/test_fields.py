"""Dates as people write them, and lists that hold only what is offered."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from iom_wagtail.approval.comparison import count
from iom_wagtail.routes.choices import DiagnosisMethod
from iom_wagtail.routes.fields import ChoiceListField, RouteDateField, StaffListField
from iom_wagtail.routes.outline import differences
from tests.routes.editor import Editor

DAY = dt.date(2026, 6, 17)


@pytest.mark.parametrize(
    "text",
    ["17.06.2026", "17.6.26", "17062026", "2026-06-17", " 17.06.2026 ", "17,06,2026", "17/06/2026",
     "17.06.2026 г."],
)  # fmt: skip
def test_a_day_is_understood(text):
    assert RouteDateField().clean(text) == DAY


@pytest.mark.parametrize(
    "text", ["31.02.2026", "завтра", "17.06", "17.06.0026", "2026-13-01", "1.2.3.4", "٣.٣.٢٠٢٦ x"]
)
def test_what_is_no_day_is_quoted_back(text):
    with pytest.raises(ValidationError) as caught:
        RouteDateField().clean(text)
    assert text in caught.value.messages[0]


def test_a_list_keeps_the_order_of_the_regulation_and_drops_doubles():
    field = ChoiceListField(choices=DiagnosisMethod)
    assert field.clean(["tests", "lessons", "tests"]) == ["lessons", "tests"]


@pytest.mark.parametrize("value", ["99", "x", ""])
def test_a_foreign_key_of_a_person_is_refused(value):
    field = StaffListField()
    field.allowed = lambda: [1, 2]
    assert field.clean(["2", "1"]) == [1, 2]
    with pytest.raises(ValidationError):
        field.clean(["1", value])


def test_saving_other_words_leaves_the_people_in_their_order(cast):
    editor = Editor(cast)
    page = editor.draft
    backwards = sorted((cast.mentor.pk, cast.deputy.pk, cast.director.pk), reverse=True)
    page.diagnosed_by = backwards
    for row in page.checkpoints.all():
        row.held_by = backwards
    for row in page.difficulties.all():
        row.methods = ["plans", "lessons"]
    page.save_revision()
    before = editor.draft.snapshot()
    assert editor.post(editor.open(), goal="Новая цель").status_code == 302
    assert count(differences(before, editor.draft.snapshot())) == 1
    assert {tuple(row.held_by) for row in editor.draft.checkpoints.all()} == {tuple(backwards)}


def test_a_new_name_stands_behind_those_chosen_before(cast):
    editor = Editor(cast)
    page = editor.draft
    page.diagnosed_by = [cast.director.pk, cast.mentor.pk]
    page.save_revision()
    data = editor.open()
    data["diagnosed_by"] = [str(key) for key in sorted([*page.diagnosed_by, cast.deputy.pk])]
    editor.post(data)
    assert editor.draft.diagnosed_by == [*page.diagnosed_by, cast.deputy.pk]
