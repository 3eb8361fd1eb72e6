"""The table of what papers tell knows every field of a route and every table in it."""

from __future__ import annotations

import pytest
from modelcluster.models import get_all_child_relations

from iom_wagtail.paperwork.intake.word.limits import RELATIONS
from iom_wagtail.routes.models import RoutePage
from tests.paperwork.trip.told import NO_TABLES, TABLES, TOLD, UNTOLD


@pytest.mark.parametrize("model", TOLD, ids=lambda model: model.__name__)
def test_every_field_is_told_or_has_its_reason(model):
    own = [f for f in model._meta.get_fields(include_parents=False) if f.concrete]
    fields = {field.name for field in own} | {f.name for f in model._meta.local_concrete_fields}
    assert fields == {*TOLD[model], *UNTOLD[model]}
    assert not TOLD[model].keys() & UNTOLD[model].keys()
    assert all(UNTOLD[model].values())


def test_every_table_of_a_route_is_told_or_has_its_reason():
    relations = {r.get_accessor_name() for r in get_all_child_relations(RoutePage)}
    assert relations == {*TABLES, *NO_TABLES}
    assert {name: RoutePage._meta.get_field(name).related_model for name in TABLES} == TABLES
    assert set(TABLES) == set(RELATIONS)
