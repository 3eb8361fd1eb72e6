"""Every column of every row of a route is in its archive, or ``coverage.py`` says why not."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from pydantic import BaseModel

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.journal.records.models import Record
from iom_wagtail.paperwork.archive.gathering import gather, routes
from iom_wagtail.paperwork.archive.packing import write_archive
from iom_wagtail.paperwork.archive.reading import read_archive
from iom_wagtail.paperwork.archive.shapes.base import AccountNamed, Chosen, PersonNamed
from iom_wagtail.school.models import StaffMember
from tests.paperwork.archive import coverage

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("iom_wagtail").get_models())
PAGES = ("route", "conclusion")


@pytest.fixture(scope="module")
def archive(route, tmp_path_factory):
    """The archive of the route, written and read back."""
    output = tmp_path_factory.mktemp("archive") / "route.zip"
    write_archive(gather(routes().get(pk=route)), output)
    return read_archive(output)


def columns(model):
    """Return the columns of a model that an archive has to tell."""
    left_out = coverage.COLUMNS_LEFT_OUT | coverage.SINGLE_COLUMNS_LEFT_OUT.get(model, {})
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.name not in left_out]


def from_database(value):
    """Return a value of a column so that both sides can be compared."""
    if isinstance(value, StaffMember | get_user_model()):
        return value.pk
    if isinstance(value, models.Model):
        return getattr(value, "uuid", None) or value.series
    if isinstance(value, models.Manager):
        return {row.pk for row in value.all()}
    return comparable(value)


def from_archive(value):
    """Return a field of the archive in the same way."""
    if isinstance(value, PersonNamed | AccountNamed):
        return value.id
    if isinstance(value, Chosen):
        return value.value
    if isinstance(value, list):
        return [from_archive(one) for one in value]
    if hasattr(value, "series"):
        return value.series
    if hasattr(value, "model_dump"):
        return comparable(value.model_dump())
    return comparable(value)


def comparable(value):
    """Return uuids as text, wherever they are; nothing chosen as nothing."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list):
        return [comparable(one) for one in value]
    if isinstance(value, dict):
        return {key: comparable(one) for key, one in value.items()}
    return value


def told(shape, field):
    """Return what the archive says of a column; a page's stand beside its text or in it."""
    parts = shape if isinstance(shape, tuple) else (shape,)
    (holder,) = [part for part in parts if field.name in type(part).model_fields]
    return getattr(holder, field.name)


def same(row, shape, field):
    """Compare one column of a row with the archive."""
    stored, shown = from_database(getattr(row, field.name)), from_archive(told(shape, field))
    if isinstance(row, ApprovedVersion) and field.name == "content":
        return row.data == shown
    if field.many_to_many:
        return stored == set(shown)
    if stored == "" and shown is None:
        return field.choices is not None
    return comparable(stored) == comparable(shown)


def test_every_model_is_told_or_left_out_for_a_reason():
    assert set(coverage.TOLD) | set(coverage.MODELS_LEFT_OUT) == set(MODELS)
    assert not set(coverage.TOLD) & set(coverage.MODELS_LEFT_OUT)
    records = {model for model in MODELS if issubclass(model, Record)}
    assert records <= set(coverage.TOLD), "a record is never left out"


@pytest.mark.parametrize("model", coverage.TOLD, ids=lambda model: model.__name__)
def test_every_column_of_every_row_is_in_the_archive(archive, page, model):
    told_of = coverage.TOLD[model]
    rows, shapes = list(told_of.rows(page)), told_of.shapes(archive)
    assert len(rows) == len(shapes) > 0
    fields = columns(model)
    for row, shape in zip(rows, shapes, strict=True):
        wrong = [field.name for field in fields if not same(row, shape, field)]
        assert wrong == [], f"{model.__name__} {row.pk}"


@pytest.mark.parametrize("model", coverage.TOLD, ids=lambda model: model.__name__)
def test_nothing_is_left_out_that_is_not_there(model):
    names = {f.name for f in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    assert set(coverage.SINGLE_COLUMNS_LEFT_OUT.get(model, {})) <= names


@pytest.mark.parametrize("kind", PAGES)
def test_the_latest_draft_is_in_the_archive(archive, page, kind):
    live = {"route": page, "conclusion": page.conclusion}[kind]
    draft, shape = live.get_latest_revision_as_object(), getattr(archive, kind).draft
    fields = [f for f in columns(type(live)) if f.name in type(shape.text).model_fields]
    assert len(fields) > 8
    assert [f.name for f in fields if not same(draft, shape.text, f)] == []
    tables = [
        name for name in type(shape.text).model_fields if hasattr(getattr(draft, name), "all")
    ]
    for name in tables:
        rows, shapes = list(getattr(draft, name).all()), getattr(shape.text, name)
        assert len(rows) == len(shapes) > 0
        for row, one in zip(rows, shapes, strict=True):
            assert [f.name for f in columns(type(row)) if not same(row, one, f)] == []
    revision = live.latest_revision
    assert (shape.created_at, shape.user.id) == (revision.created_at, revision.user_id)


def test_the_draft_is_not_what_is_in_force(archive):
    assert archive.route.draft.text.goal.endswith("Черновик на следующий год.")
    in_force = archive.route.approved_versions[-1].content["passport"]["goal"]
    assert in_force == archive.route.text.goal != archive.route.draft.text.goal


def named_in(part):
    """Return the keys of everybody whom a part of the archive names."""
    if isinstance(part, PersonNamed):
        return {part.id}
    if isinstance(part, list):
        return set().union(*map(named_in, part))
    if isinstance(part, BaseModel):
        return set().union(*(named_in(getattr(part, name)) for name in type(part).model_fields))
    return set()


def test_people_are_named_with_their_posts_and_choices_in_words(archive, page):
    (row,) = [row for row in archive.route.assignments if row.role.value == "teacher"]
    teacher = page.teacher
    assert (row.staff.full_name, row.staff.position) == (teacher.full_name, teacher.position)
    assert row.role.label == "молодой учитель"
    assert named_in(archive) == {person.id for person in archive.people}


def test_each_record_brings_its_history(archive):
    removed = [row for row in archive.journal.consultation_requests if row.removed_at]
    (row,) = removed
    assert [change.act.value for change in row.history] == ["created", "removed"]
    assert row.edition == row.history[-1].edition == 2
    assert archive.journal.other_changes == []
