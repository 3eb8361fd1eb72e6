"""Many routes cost a register no more queries than few, and no more memory."""

from __future__ import annotations

import datetime as dt
import tracemalloc
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import canonical
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.paperwork.registers.kinds import REGISTERS
from iom_wagtail.paperwork.registers.streams import known
from iom_wagtail.routes.models import RoutePage
from tests.many import add_routes
from tests.paperwork.registers.conftest import opened

pytestmark = pytest.mark.django_db

ITEMS, WORDS = 12, "Готовит технологическую карту урока и обсуждает её с наставником. " * 6


def live_through(keys, mentor):
    """Give each of these routes a programme, and half of its items their progress."""
    versions = list(ApprovedVersion.objects.filter(page_id__in=keys))
    progress = []
    for version in versions:
        items = [
            {
                "uuid": str(uuid.uuid4()),
                "no": number + 1,
                "content": WORDS,
                "direction": "",
                "due_from": "2024-09-02",
                "due_to": "2025-03-01",
                "due_words": "",
            }
            for number in range(ITEMS)
        ]
        version.content = canonical({"programme": items, "checkpoints": []})
        progress += [
            ItemProgress(
                route_id=version.page_id,
                item=row["uuid"],
                status="done",
                done_on=dt.date(2025, 1, 9),
                actual_result=WORDS,
                created_by=mentor,
                changed_by=mentor,
            )
            for row in items[: ITEMS // 2]
        ]
    # A version refuses to be changed; these are only as long as a test needs them.
    column = ApprovedVersion._meta.get_field("content")
    for version in versions:
        ApprovedVersion.objects.filter(pk=version.pk)._update([(column, None, version.content)])
    ItemProgress.objects.bulk_create(progress)


def cost(client, kind):
    """Return how many queries a register takes, and how many lines it has."""
    address = reverse("iom_register", args=[kind])
    client.get(reverse("iom_registers"))
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    return len(asked), opened(response).max_row - 3


@pytest.mark.parametrize("kind", REGISTERS)
def test_four_hundred_routes_take_as_many_queries_as_ten(cast, client, kind):
    client.force_login(cast.user("deputy"))
    live_through(add_routes(cast.school, 9, mentor=cast.mentor), cast.mentor)
    few, lines = cost(client, kind)
    live_through(add_routes(cast.school, 390, mentor=cast.mentor), cast.mentor)
    many, more = cost(client, kind)
    assert few == many <= 12
    expected = {"routes": (10, 400), "items": (9 * ITEMS + 2, 399 * ITEMS + 2)}
    assert (lines, more) == expected.get(kind, (2, 2))


def test_a_superuser_is_logged_in_as_many_queries(cast, client):
    client.force_login(get_user_model().objects.create_superuser("root", "r@example.invalid", "pw"))
    add_routes(cast.school, 9, mentor=cast.mentor)
    live_through(
        RoutePage.objects.exclude(pk=cast.route.pk).values_list("pk", flat=True), cast.mentor
    )
    assert cost(client, "routes")[0] <= 14


def peak():
    """Return the most memory that walking all routes took, and how many records it met."""
    tracemalloc.start()
    records = sum(len(one.progress) for one in known(RoutePage.objects.all()))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most, records


def test_memory_does_not_grow_with_the_routes(cast):
    live_through(add_routes(cast.school, 220, mentor=cast.mentor), cast.mentor)
    peak()
    few, records = peak()
    live_through(add_routes(cast.school, 440, mentor=cast.mentor), cast.mentor)
    many, more = peak()
    assert (records, more) == (220 * ITEMS // 2, 660 * ITEMS // 2)
    assert many < few * 1.3
