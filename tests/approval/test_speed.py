"""What approving costs: at most 60 queries and two more a row (performance budget).

Measured at the size of the example route and at twice that.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iom_wagtail.approval import actions
from iom_wagtail.routes.models import RoutePage
from tests.factories import fill, make_cast, make_route

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("items", [30, 60])
def test_signing_stays_within_the_budget(items):
    cast = make_cast()
    make_route(cast)
    fill(cast.route, cast, items=items)
    route = RoutePage.objects.get(pk=cast.route.pk)
    actions.submit(route, cast.user("mentor"))
    for name in ("deputy", "teacher"):
        route = RoutePage.objects.get(pk=route.pk)
        actions.agree(route, cast.user(name), revision_id=route.latest_revision_id)
    route = RoutePage.objects.get(pk=route.pk)
    director = cast.user("director")
    rows = items + 1 + 2  # items, one difficulty, two checkpoints
    with CaptureQueriesContext(connection) as queries:
        actions.agree(route, director, revision_id=route.latest_revision_id)
    assert len(queries) <= 60 + 2 * rows, len(queries)
