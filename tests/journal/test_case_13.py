"""Case 13 of the abuse cases: testimonials and the psychologist's note, role by role.

A canary of each circle is looked for on everything that a role may open: found where the role
reads it, absent everywhere else.
"""

from __future__ import annotations

import copy
import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from iom_wagtail.approval import actions as approval
from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.testimonials import actions
from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.access import canaries
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

#: Canary → its author, circle, whether the teacher reads it.
WRITTEN = {
    "leaders": ("mentor", Circle.LEADERS, False),
    "shown": ("methodist", Circle.LEADERS, True),
    "note": ("psychologist", Circle.NARROW, False),
    "mentors_note": ("mentor", Circle.NARROW, False),
}
#: Role → the canaries it reads.
READS = {
    "teacher": {"shown"},
    "mentor": {"leaders", "shown", "mentors_note"},
    "psychologist": {"note"},
    "methodist": {"leaders", "shown"},
    "deputy": {"leaders", "shown", "note", "mentors_note"},
    "director": {"leaders", "shown"},
    "colleague": set(),
    "director_of_another_school": set(),
    "superuser": set(),
    "anonymous": set(),
}
WORDS = {name: f"Zkn{name}q" for name in WRITTEN} | {
    f"{name}.who": f"Zkw{name}q" for name in WRITTEN
}


def with_who(names):
    return set(names) | {f"{name}.who" for name in names}


def plant(cast):
    cast.records = {
        name: actions.testify(
            cast.route,
            cast.user(who),
            source="psychologists",
            given_on=dt.date(2026, 5, 20),
            text=WORDS[name],
            author_words=WORDS[f"{name}.who"],
            circle=circle,
            shown_to_teacher=shown,
        )
        for name, (who, circle, shown) in WRITTEN.items()
    }
    factories.fill(cast.route, cast, items=3)
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return cast


@pytest.fixture(scope="module")
def planted_once(once, cast_once):
    """The planted route as it was made."""
    return once(plant, cast_once)


@pytest.fixture
def planted(planted_once, db):
    """The route with a testimonial a circle, and a draft newer than its version."""
    return copy.deepcopy(planted_once)


@pytest.fixture
def browser(planted, client):
    def log_in(role):
        if role == "superuser":
            client.force_login(UserFactory(is_staff=True, is_superuser=True))
        elif role == "director_of_another_school":
            client.force_login(factories.make_cast().user("director"))
        elif role != "anonymous":
            client.force_login(planted.user(role))
        return client

    return log_in


def found(client, address):
    return canaries.found(client.get(address), WORDS)


@pytest.mark.parametrize("role", READS)
def test_case_13_lists_and_stream_show_what_the_role_reads(planted, browser, role):
    client, pk = browser(role), planted.route.pk
    stream = reverse("iom_route_stream", args=[pk])
    for address in (
        reverse("iom_route", args=[pk]),
        stream,
        f"{stream}?kind=testimonial",
        reverse("iom_route_testimonials", args=[pk]),
    ):
        assert found(client, address) == with_who(READS[role]), address
    part = client.get(f"{stream}?from=0", headers={"HX-Request": "true"})
    assert canaries.found(part, WORDS) == with_who(READS[role])


@pytest.mark.parametrize("role", READS)
def test_case_13_even_their_number_is_hidden(planted, browser, role):
    stream = reverse("iom_route_stream", args=[planted.route.pk])
    client = browser(role)
    chip = f"{stream}?kind=testimonial"
    response = client.get(stream)
    if READS[role]:
        chips = {chip.href: chip.total for chip in response.context["chips"]}
        assert chips[chip] == len(READS[role])
    else:
        assert chip not in response.content.decode()


@pytest.mark.parametrize("role", READS)
def test_case_13_own_pages(planted, browser, role):
    client = browser(role)
    for name, record in planted.records.items():
        address = reverse("iom_route_testimonial", args=[planted.route.pk, record.uuid])
        response = client.get(address)
        if name in READS[role]:
            assert canaries.found(response, WORDS) == with_who({name})
        else:
            assert response.status_code == (302 if role == "anonymous" else 404)
            assert not canaries.found(response, WORDS)
            for act in ("change", "remove"):
                post = client.post(address, {"act": act, "text": "Чужое"})
                assert post.status_code == (302 if role == "anonymous" else 404)
                assert not canaries.found(post, WORDS)


@pytest.mark.parametrize("role", READS)
def test_case_13_the_admin_shows_none_to_anybody(planted, browser, role):
    """Editor, draft, compare, history, API, search, exports: a testimonial is in none of them."""
    client, page = browser(role), planted.route
    pk, new, live = page.pk, page.latest_revision_id, page.live_revision_id
    searched = WORDS["leaders"]
    for address in (
        f"/admin/pages/{pk}/edit/",
        f"/admin/pages/{pk}/view_draft/",
        f"/admin/pages/{pk}/history/",
        f"/admin/pages/{pk}/revisions/compare/{live}...{new}/",
        f"/admin/pages/{pk}/revisions/{new}/view/",
        f"/admin/pages/{pk}/usage/",
        f"/admin/api/main/pages/{pk}/?fields=*",
        f"/admin/api/main/pages/?fields=*&search={searched}",
        f"/admin/pages/search/?q={searched}",
        "/admin/reports/site-history/?export=csv",
        "/admin/reports/site-history/?export=xlsx",
        reverse("iom_route_list"),
        f"{reverse('iom_route_list')}?export=csv",
        f"{reverse('iom_route_list')}?export=xlsx",
        reverse("iom_routes"),
        reverse("iom_route_version", args=[pk, 1]),
    ):
        hits = found(client, address)
        if searched in address:  # what was asked for is said again in the field of the search
            hits -= {"leaders"}
        assert not hits, address


def test_case_13_no_revision_version_or_letter_holds_one(planted):
    approval.submit(planted.route, planted.user("mentor"))
    for name in ("deputy", "teacher", "director"):
        route = RoutePage.objects.get(pk=planted.route.pk)
        approval.agree(route, planted.user(name), revision_id=route.latest_revision_id)
    route = RoutePage.objects.get(pk=planted.route.pk)
    held = [
        *(str(revision.content) for revision in route.revisions.all()),
        *(str(version.data) for version in route.approved_versions.all()),
        str(route.serializable_data()),
        str(route.snapshot()),
        *(str(vars(entry)) for entry in route.wagtail_admin_comments.all()),
        *mail.outbox,
    ]
    assert not canaries.found(held, WORDS)


def test_case_13_a_mentor_taken_off_the_route_reads_nothing(planted, browser):
    from iom_wagtail.routes import actions as routes

    client = browser("mentor")
    address = reverse(
        "iom_route_testimonial", args=[planted.route.pk, planted.records["leaders"].uuid]
    )
    assert client.get(address).status_code == 200
    row = planted.route.assignments.get(staff=planted.mentor)
    routes.end_assignment(
        row, planted.user("deputy"), until=dt.date(2026, 1, 1), basis="Приказ № 7"
    )
    assert client.get(address).status_code == 404


def test_case_13_no_way_leads_from_a_page_or_a_person_to_a_testimonial(planted):
    """Whoever walks the models finds no relation; search indexes none; the audit holds no word."""
    from wagtail.models import PageLogEntry
    from wagtail.search import index

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.journal.testimonials.models import Testimonial
    from iom_wagtail.school.models import StaffMember

    for model in (RoutePage, StaffMember):
        related = {relation.related_model for relation in model._meta.related_objects}
        assert Testimonial not in related
        assert not [name for name in dir(model) if "testimonial" in name]
    assert not issubclass(Testimonial, index.Indexed)
    assert Testimonial.wagtail_reference_index_ignore
    told = [*RecordChange.objects.values(), *PageLogEntry.objects.values()]
    assert told and not canaries.found([str(row) for row in told], WORDS)


@pytest.mark.parametrize("role", READS)
def test_case_13_the_offices_list_of_records_and_its_files_hold_none(planted, browser, role):
    client = browser(role)
    for query in ({}, {"export": "csv"}, {"export": "xlsx"}, {"q": WORDS["note"]}):
        hits = found(client, reverse("iom_lines", query=query))
        assert not hits - ({"note"} if "q" in query else set())
