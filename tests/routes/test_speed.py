"""What the editor costs beside Wagtail's own panel: measured in the same run."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from iom_wagtail.routes.models import RoutePage
from tests.benchmarks.editor import SHARE, compare, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(settings):
    """The example's route, and a client of its leading mentor."""
    settings.DEBUG = True
    call_command("load_demo", verbosity=0)
    route = RoutePage.objects.get(year_start=2025)
    client = Client()
    client.force_login(route.leading_mentor.user)
    return client, route


def test_three_hundred_rows_cost_an_eighth_of_stock_panels(example):
    ours, stock = compare(*example, 300, rounds=2)
    assert ours.cpu <= stock.cpu * SHARE, (ours, stock)
    assert ours.kilobytes <= 600
    assert ours.queries <= 45


def test_the_example_data_cost_what_the_budget_allows(example):
    client, route = example
    figures = look(client, f"/admin/pages/{route.pk}/edit/", rounds=1)
    assert figures.queries <= 45
    assert figures.kilobytes <= 350
