"""Case 51 of the abuse cases: no approval, return, publishing or revert loses a record."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.exceptions import OutsideSigning
from iom_wagtail.routes import actions as routes
from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.journal.forms import typed
from tests.journal.written import WRITTEN, write

pytestmark = pytest.mark.django_db
KINDS = [*WRITTEN, "attachment"]


def again(cast):
    return RoutePage.objects.get(pk=cast.route.pk)


def record(cast, client, kind):
    """Write a record while the programme waits; return it."""
    if kind != "attachment":
        return write(cast, kind, "Во время согласования")
    client.force_login(cast.user("teacher"))
    where = reverse("iom_route_attachments", args=[cast.route.pk])
    client.post(where, typed("attachment", cast))
    return cast.route.attachments.get()


def columns_of(row):
    return type(row).objects.filter(pk=row.pk).values().get()


@pytest.mark.parametrize("kind", KINDS)
def test_case_51_a_record_survives_whatever_becomes_of_the_programme(cast, client, kind):
    mentor, old = cast.user("mentor"), again(cast).latest_revision
    draft = again(cast).get_latest_revision_as_object()
    draft.goal = "Новая цель"
    routes.save_draft(draft, mentor)
    approval.submit(again(cast), mentor)
    row = record(cast, client, kind)
    before = columns_of(row)
    # Returned, sent again and approved: a new version is published.
    page = again(cast)
    approval.send_back(
        page, cast.user("deputy"), revision_id=page.latest_revision_id, comment="Сроки"
    )
    assert columns_of(row) == before
    factories.approve(cast)
    assert again(cast).version_in_force().number == 2 and columns_of(row) == before
    # An old revision is taken up again; Wagtail's own way of publishing it is closed.
    routes.save_draft(old.as_object(), mentor)
    factories.approve(cast)
    assert again(cast).version_in_force().number == 3 and columns_of(row) == before
    with pytest.raises(OutsideSigning):
        old.publish()
    assert columns_of(row) == before
    for revision in again(cast).revisions.all():
        assert "Во время согласования" not in str(revision.content)
        assert str(row.uuid) not in str(revision.content)


@pytest.mark.parametrize("kind", ["itemprogress", "checkpointresult"])
def test_case_51_a_row_that_a_new_version_drops_keeps_its_record(cast, kind):
    row = write(cast, kind)
    draft = again(cast).get_latest_revision_as_object()
    table = "programme_items" if kind == "itemprogress" else "checkpoints"
    rows = list(getattr(draft, table).all())
    rows[0].uuid = uuid.uuid4()
    setattr(draft, table, rows)
    draft.save_revision(clean=False)
    factories.approve(cast)
    data = str(again(cast).version_in_force().data)
    assert str(getattr(row, "item", None) or row.checkpoint) not in data
    assert type(row).objects.filter(pk=row.pk, removed_at=None).exists()
