"""The stream: by date, filtered by kind, older entries on demand, in two queries."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from iom_wagtail.journal.progress.actions import set_progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(cast):
    """Two items of the route are done."""
    for row in cast.route.version_in_force().data["programme"]:
        set_progress(
            cast.route,
            cast.user("teacher"),
            UUID(row["uuid"]),
            status="done",
            actual_result=f"Итог {row['no']}",
        )
    return cast


def test_done_items_stand_in_the_stream_with_result_and_author(done, enter):
    html = enter("mentor").get(reverse("iom_route_stream", args=[done.route.pk])).content.decode()
    assert "Итог 1" in html and "Итог 2" in html
    assert done.teacher.short_name in html and f"/routes/{done.route.pk}/#p1" in html


def test_strangers_see_no_stream(done, enter):
    assert (
        enter("colleague").get(reverse("iom_route_stream", args=[done.route.pk])).status_code == 404
    )


def test_older_entries_come_on_demand(done, enter, monkeypatch):
    from iom_wagtail.journal.stream import section

    monkeypatch.setattr(section, "SHOWN", 1)
    browser = enter("teacher")
    page = browser.get(reverse("iom_route", args=[done.route.pk])).content.decode()
    address = reverse("iom_route_stream", args=[done.route.pk])
    assert f'href="{address}"' in page
    part = browser.get(address, {"from": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert part.count("stream__body") == 1 and "<html" not in part
