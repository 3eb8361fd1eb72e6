"""The access matrix, GET: every role × every address, exact statuses, no canary outside."""

from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access.addresses import UnknownParameter, addresses
from tests.access.checks import check_row
from tests.access.expectations import READ_BY, expected_canaries
from tests.access.world import ENTITLED

pytestmark = pytest.mark.django_db
METHOD = "GET"
ADDRESSES = {address.label: address for address in addresses()}


@pytest.mark.parametrize("label", ADDRESSES)
def test_cases_1_2_3_4_get(world, table, label):
    check_row(world, table, ADDRESSES[label], METHOD)


@pytest.mark.parametrize("label", READ_BY)
def test_case_4_the_entitled_read_everything_there(world, label):
    """A matrix that only denies proves nothing: the private words are there for whom they are."""
    for role in ENTITLED:
        cell = matrix.visit(world, ADDRESSES[label], METHOD, role)
        missing = expected_canaries(world, label, role) - cell.leaked
        assert not missing, f"{role} misses {sorted(missing)} on {label}"


def test_the_table_knows_no_address_that_is_gone():
    assert set(matrix.read_table("get")) <= set(ADDRESSES)


def test_case_3_an_unknown_parameter_stops_the_build(world, settings):
    """A new address with a parameter of tomorrow can't be walked past."""
    settings.ROOT_URLCONF = "tests.access.tomorrow"
    (new,) = [address for address in addresses() if address.name == "iom_route_secret"]
    with pytest.raises(UnknownParameter, match="secret_id"):
        new.path(world)
