"""Signing a conclusion costs a fixed number of queries and a little for each row."""

from __future__ import annotations

import pytest
from django.utils import timezone

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.rules import Document
from iom_wagtail.routes import actions
from iom_wagtail.routes.models import Difficulty, RoutePage
from tests.factories import (
    agree_to_conclusion,
    approve,
    conclude,
    fresh_conclusion,
    make_conclusion,
)
from tests.sql import statements_of

pytestmark = pytest.mark.django_db

ROWS = 20


def test_signing_keeps_to_its_budget(cast):
    """60 queries, and 2 for each row of the analysis."""
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.difficulties = [
        Difficulty(sort_order=n, kind="org", text=f"Журнал {n}", severity=1, methods=["journal"])
        for n in range(ROWS)
    ]
    for item in (items := list(draft.programme_items.all())):
        item.difficulties = []
    draft.programme_items = items
    actions.save_draft(draft, cast.user("mentor"))
    approve(cast)
    make_conclusion(cast, filled=False)
    conclude(cast, cast.conclusion)
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    agree_to_conclusion(cast, "deputy", "teacher")
    page, director = fresh_conclusion(cast), cast.user("director")
    order = Document("64-од", timezone.localdate())
    asked = statements_of(
        lambda: approval.agree(page, director, revision_id=page.latest_revision_id, document=order)
    )
    assert len(asked) <= 60 + 2 * ROWS
    assert len(fresh_conclusion(cast).version_in_force().data["rows"]) == ROWS
