"""The access matrix, POST: filled bodies, exact statuses, and which cells change a row."""

from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access.addresses import addresses
from tests.access.bodies import BODIES
from tests.access.checks import check_row
from tests.access.expectations import CHANGED_BY

pytestmark = pytest.mark.django_db
METHOD = "POST"
ADDRESSES = {address.label: address for address in addresses()}


@pytest.mark.parametrize("label", ADDRESSES)
def test_cases_1_2_4_post(world, table, label):
    check_row(world, table, ADDRESSES[label], METHOD)


def test_the_table_knows_no_address_that_is_gone():
    assert set(matrix.read_table("post")) <= set(ADDRESSES)


def test_every_body_belongs_to_an_address():
    assert set(BODIES) <= set(ADDRESSES)


@pytest.mark.parametrize("label", CHANGED_BY)
def test_case_4_entitled_posts_change_a_row_and_no_others_do(label):
    """The table itself is held to what the role table of docs/access.md promises."""
    cells = matrix.read_table("post")[label]
    assert {role for role, cell in cells.items() if cell.endswith("+")} == CHANGED_BY[label]
