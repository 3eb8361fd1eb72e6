"""On the product's own pages no statement repeats more than twice, whatever stands on them.

Every address that a person opens is in the table; a new one fails until it is added.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from tests.factories import (
    Cast,
    StaffFactory,
    add_participant,
    approve,
    fill,
    make_cast,
    make_route,
)
from tests.many import add_routes
from tests.sql import MOST_REPEATS, most_repeated, statements_of

pytestmark = pytest.mark.django_db

#: Pages of the plugin: name of the address, who opens it, which keys it takes.
OWN = [
    ("iom_routes", "deputy"),
    ("iom_routes", "teacher"),
    ("iom_route", "deputy", "route"),
    ("iom_route", "teacher", "route"),
    ("iom_route", "mentor", "fresh"),
    ("iom_route", "director", "waiting"),
    ("iom_route_version", "teacher", "route", "1"),
    ("iom_route_changes", "deputy", "route", "2"),
    ("iom_route_approval", "director", "waiting"),
    ("iom_route_approval", "deputy", "waiting"),
    ("iom_route_approval", "mentor", "fresh"),
    ("iom_password_change", "teacher"),
    ("iom_password_change_done", "teacher"),
    ("iom_login", None),
    ("iom_password_reset", None),
    ("iom_password_reset_done", None),
    ("iom_password_reset_complete", None),
    ("iom_route_list", "deputy"),
    ("iom_route_list_results", "deputy"),
    ("iom_route_open", "deputy"),
    ("iom_route_people", "deputy", "route"),
    ("iom_route_correction", "mentor", "corrected"),
    ("iom_delegations", "director"),
    ("iom_school", "deputy"),
    ("iom_staff", "director"),
    ("iom_staff_results", "director"),
    ("iom_staff_add", "deputy"),
    ("iom_staff_import", "deputy"),
    ("iom_staff_accounts", "deputy"),
    ("iom_staff_edit", "director", "mentor"),
]

#: Pages of Wagtail that show what is ours, and the site's own.
OTHERS = [
    ("wagtailadmin_home", "deputy"),
    ("wagtailadmin_explore", "deputy", "index"),
    ("wagtailadmin_pages:edit", "mentor", "route"),
    ("wagtailadmin_pages:history", "mentor", "route"),
]

#: Acts without a page; set-up and links from mails, which have tests of their own.
NOT_HERE = {
    "iom_editor_ping",
    "iom_logout",
    "iom_password_reset_confirm",
    "iom_staff_password",
    "iom_staff_rights",
    "iom_staff_state",
    "iom_setup",
    "iom_setup_leaders",
    "iom_setup_staff",
    "iom_setup_accounts",
    "iom_setup_done",
}


@pytest.fixture
def cast():
    """A school with much in it: versions, a text in approval, drafts, people, other routes."""
    cast = make_cast()
    StaffFactory.create_batch(30, school=cast.school, account=True)
    make_route(cast)
    add_participant(cast)
    approve(cast)
    fill(cast.route, cast, items=12)
    approve(cast)
    add_routes(cast.school, 30, mentor=cast.mentor)
    return cast


@pytest.fixture
def keys(cast) -> dict[str, str]:
    """What the addresses of the table name, as text."""

    def another(**kwargs: Any) -> Cast:
        """Return a cast around a further route: a teacher has but one at a time."""
        more = replace(cast, teacher=StaffFactory(school=cast.school, account=True))
        make_route(more, **kwargs)
        return more

    route, fresh = cast.route, another(filled=False).route
    approved = another()
    approve(approved)
    corrected = approved.route
    draft = corrected.get_latest_revision_as_object()
    draft.goal = "Без опечатки"
    draft.save_revision(clean=False)
    waiting = another().route
    approval.submit(waiting, cast.user("mentor"))
    shown = RoutePage.objects.get(pk=waiting.pk).latest_revision_id
    approval.send_back(waiting, cast.user("deputy"), revision_id=shown, comment="Уточните.")
    approval.submit(RoutePage.objects.get(pk=waiting.pk), cast.user("mentor"))
    index = RouteIndexPage.objects.get(school=cast.school)
    found = {
        "route": route, "fresh": fresh, "corrected": corrected, "waiting": waiting,
        "index": index, "mentor": cast.mentor,
    }  # fmt: skip
    return {name: str(thing.pk) for name, thing in found.items()}


def test_no_statement_repeats_more_than_twice(cast, keys):
    clients = {None: Client()}
    wrong = {}
    for name, who, *arguments in OWN + OTHERS:
        if who not in clients:
            clients[who] = Client()
            clients[who].force_login(cast.user(who))
        client = clients[who]
        address = reverse(name, args=[keys.get(word, word) for word in arguments])
        assert client.get(address).status_code == 200, (name, who, address)
        sql, times = most_repeated(statements_of(lambda c=client, a=address: c.get(a)))
        if times > MOST_REPEATS:
            wrong[name, who] = (times, sql)
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


def test_every_own_page_is_measured():
    assert own_names(get_resolver()) == {name for name, *_rest in OWN} | NOT_HERE
