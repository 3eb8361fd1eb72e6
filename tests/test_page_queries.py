"""On the product's own pages no statement repeats more than twice, whatever stands on them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import StaffFactory, add_participant, approve, make_cast, make_route
from tests.many import add_routes
from tests.pages import NO_PAGES, PAGES
from tests.sql import most_repeated, statements_of
from tests.world import make_world


@pytest.fixture
def cast(db):
    """A school with many people and routes; the first is approved."""
    cast = make_cast()
    StaffFactory.create_batch(30, school=cast.school, account=True)
    make_route(cast)
    add_participant(cast)
    approve(cast)
    add_routes(cast.school, 30, mentor=cast.mentor)
    return cast


def test_pages_keep_to_their_queries(cast):
    keys = make_world(cast)
    clients = {None: Client()}
    wrong = {}
    for page in PAGES:
        if page.who not in clients:
            clients[page.who] = Client()
            clients[page.who].force_login(cast.user(page.who))
        client, address = clients[page.who], page.address(keys)
        visit = page.visitor(address)
        assert visit(client).status_code == page.status, (page.title, address)
        statements = statements_of(lambda c=client, open_it=visit: open_it(c))
        sql, times = most_repeated(statements)
        if times > page.limits["repeat"]:
            wrong[page.title] = (times, sql)
        if len(statements) > page.limits.get("queries", 100):
            wrong[page.title] = len(statements)
    assert not wrong


def own_names(resolver: URLResolver) -> set[str]:
    """Return the names of the plugin's addresses below a resolver."""
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= own_names(pattern)
        elif isinstance(pattern, URLPattern) and (pattern.name or "").startswith("iom_"):
            found.add(pattern.name)
    return found


def test_every_page_is_in_the_table():
    listed = {page.view for page in PAGES if page.view.startswith("iom_")}
    assert own_names(get_resolver()) == listed | NO_PAGES
    assert len({page.title for page in PAGES}) == len(PAGES)
