"""Cases 5 to 10 and 23: what Wagtail's admin tells outsiders of a route, which is nothing."""

from __future__ import annotations

import pytest
from django.core import mail
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.routes.models import RoutePage
from tests.access.canaries import found
from tests.access.outsiders import Secret, absent

pytestmark = pytest.mark.django_db

BULK_ACTIONS = ("delete", "move", "publish", "unpublish")


def planted(secret: Secret) -> RoutePage:
    return RoutePage.objects.get(pk=secret.route.pk)


def test_case_5_move_confirm(secret, outsider):
    client = secret.client(outsider)
    route, home, index = secret.route.pk, secret.home.pk, secret.index.pk
    for page, destination in ((route, home), (home, route), (home, index), (index, home)):
        address = reverse("wagtailadmin_pages:move_confirm", args=[page, destination])
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 404
            absent(secret, outsider, response)
    for page in (route, index):
        response = client.get(reverse("wagtailadmin_pages:move", args=[page]))
        assert response.status_code == 404
        absent(secret, outsider, response)


@pytest.mark.parametrize("action", BULK_ACTIONS)
def test_case_6_bulk_actions(secret, outsider, action):
    client = secret.client(outsider)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    route, index = secret.route.pk, secret.index.pk
    for query in (
        f"?id={route}",
        f"?id={index}",
        f"?id={secret.home.pk}&id={route}",
        f"?id=all&childOf={index}",
        f"?id=all&childOf={route}",
    ):
        for response in (client.get(address + query), client.post(address + query)):
            assert response.status_code == 404
            absent(secret, outsider, response)
    for query in ("?id=all", "?id=all&childOf=1", "?id=all&q=ИОМ", "?id=all&q=Zkn"):
        absent(secret, outsider, response := client.get(address + query))
        assert response.status_code in (200, 302, 404)
        if action in ("move", "publish"):  # the others may take the public home page away
            absent(secret, outsider, client.post(address + query))
    assert planted(secret).live
    assert planted(secret).path == secret.route.path


def test_case_6_all_lists_what_an_editor_may_know(secret):
    """The rows are taken out one by one: the editor still sees the home page."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = secret.client("site_editor").get(f"{address}?id=all")
    rows = [*response.context["items"], *response.context["items_with_no_access"]]
    shown = {row["item"].pk for row in rows}
    assert secret.home.pk in shown
    assert shown.isdisjoint({secret.route.pk, secret.index.pk})


def test_case_7_choosers(secret, outsider):
    client = secret.client(outsider)
    route, index = secret.route.pk, secret.index.pk
    for name in ("wagtailadmin_choose_page", "wagtailadmin_choose_page_search"):
        for query in (
            {},
            {"page_type": "iom_wagtail.RoutePage"},
            {"page_type": "iom_wagtail.RouteIndexPage"},
            {"q": "ИОМ"},
            {"q": "7919"},
            {"q": "Маршруты", "allow_external_link": "true"},
        ):
            response = client.get(reverse(name), query)
            assert response.status_code == 200
            absent(secret, outsider, response)
            if outsider != "their_director":  # an index of their own has the same title
                assert f'data-id="{index}"' not in response.text
    for parent in (route, index):
        response = client.get(reverse("wagtailadmin_choose_page_child", args=[parent]))
        assert response.status_code == 404
        absent(secret, outsider, response)
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    for ids in ([route], [secret.home.pk, route], [index]):
        response = client.get(chosen, {"id": ids})
        assert response.status_code == 404
        absent(secret, outsider, response)


REPORTS = (
    "page_types_usage",
    "site_history",
    "workflow",
    "workflow_tasks",
    "locked_pages",
    "aging_pages",
)


@pytest.mark.parametrize("report", REPORTS)
def test_case_8_reports_and_their_filters(secret, outsider, report):
    """HTML, the list alone, CSV and XLSX; an account in a filter is a person on a route."""
    approval.submit(planted(secret), secret.cast.user("mentor"))
    # A locked route, so that the report of locked pages has something to hide.
    mentor = secret.cast.user("mentor")
    Page.objects.filter(pk=secret.route.pk).update(locked=True, locked_by=mentor)
    client = secret.client(outsider)
    whole = reverse(f"wagtailadmin_reports:{report}")
    rows = reverse(f"wagtailadmin_reports:{report}_results")
    asked = [(whole, {}), (rows, {}), (whole, {"export": "csv"}), (whole, {"export": "xlsx"})]
    answers = [client.get(address, query) for address, query in asked]
    absent(secret, outsider, *answers)
    statuses = {response.status_code for response in answers}
    assert statuses in ({200}, {302})
    # Whoever has every right on pages, and everybody for the history, does get the report.
    assert statuses == {200} or (outsider != "page_admin" and report != "site_history")
    for field in ("user", "owner", "edited_by", "locked_by", "requested_by"):
        response = client.get(whole, {field: mentor.pk})
        assert response.status_code == 404
        absent(secret, outsider, response)


def test_case_8_reports_show_entitled_people_their_route(secret):
    """A wall that hides everything from everybody proves nothing."""
    approval.submit(planted(secret), secret.cast.user("mentor"))
    director = secret.client("director")
    mentor = secret.cast.user("mentor")
    history = reverse("wagtailadmin_reports:site_history")
    for response in (director.get(history), director.get(history, {"user": mentor.pk})):
        assert {"route.title", "people.mentor.last_name"} <= found(response, secret.canaries)
    usage = director.get(reverse("wagtailadmin_reports:page_types_usage"))
    assert "route.title" in found(usage, secret.canaries)


LISTS = (
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
)


@pytest.mark.parametrize("name", LISTS)
def test_case_8_lists_of_pages_and_their_filters(secret, outsider, name):
    client = secret.client(outsider)
    for query in (
        {},
        {"q": "ИОМ"},
        {"q": "Zkn0"},
        {"ordering": "-latest_revision_created_at"},
    ):
        response = client.get(reverse(name), query, follow=True)
        assert response.status_code == 200
        absent(secret, outsider, response)
    mentor = secret.cast.user("mentor").pk
    response = client.get(reverse(name), {"edited_by": mentor}, follow=True)
    assert response.status_code == 404
    absent(secret, outsider, response)


def test_case_8_usage_of_a_page_type(secret, outsider):
    for kind in ("routepage", "routeindexpage"):
        for name in ("type_use", "type_use_results"):
            address = reverse(f"wagtailadmin_pages:{name}", args=["iom_wagtail", kind])
            absent(secret, outsider, secret.client(outsider).get(address, {"q": "ИОМ"}))


def views_of_a_route(secret: Secret) -> dict[str, str]:
    """Addresses of everything Wagtail says about a route, its text and its approval."""
    route = planted(secret)
    first = route.revisions.order_by("pk").first().pk
    last = route.latest_revision_id
    state = WorkflowState.objects.filter(object_id=str(route.pk)).latest("pk")
    task = TaskState.objects.filter(workflow_state=state).latest("pk").pk
    page = {
        name: reverse(f"wagtailadmin_pages:{name}", args=[route.pk])
        for name in (
            "edit",
            "history",
            "history_results",
            "workflow_history",
            "view_draft",
            "preview_on_edit",
            "usage",
            "delete",
            "unpublish",
            "copy",
            "set_privacy",
            "lock",
            "unlock",
            "confirm_workflow_cancellation",
            "revisions_index",
            "convert_alias",
        )
    }
    return page | {
        "compare": reverse("wagtailadmin_pages:revisions_compare", args=[route.pk, first, last]),
        "compare words": reverse(
            "wagtailadmin_pages:revisions_compare", args=[route.pk, "earliest", "latest"]
        ),
        "revision": reverse("wagtailadmin_pages:revisions_view", args=[route.pk, last]),
        "revert": reverse("wagtailadmin_pages:revisions_revert", args=[route.pk, first]),
        "unschedule": reverse("wagtailadmin_pages:revisions_unschedule", args=[route.pk, first]),
        "workflow detail": reverse(
            "wagtailadmin_pages:workflow_history_detail", args=[route.pk, state.pk]
        ),
        "approve": reverse("wagtailadmin_pages:workflow_action", args=[route.pk, "approve", task]),
        "reject": reverse("wagtailadmin_pages:workflow_action", args=[route.pk, "reject", task]),
        "task preview": reverse("wagtailadmin_pages:workflow_preview", args=[route.pk, task]),
        "explorer": reverse("wagtailadmin_explore", args=[route.pk]),
        "explorer of the index": reverse("wagtailadmin_explore", args=[secret.index.pk]),
        "api": reverse("wagtailadmin_api:pages:detail", args=[route.pk]),
        "site": reverse("iom_route", args=[route.pk]),
        "approval": reverse("iom_route_approval", args=[route.pk]),
        "version": reverse("iom_route_version", args=[route.pk, 1]),
        "changes": reverse("iom_route_changes", args=[route.pk, 1]),
    }


def test_case_9_history_revisions_previews_and_workflow(secret, outsider):
    approval.submit(planted(secret), secret.cast.user("mentor"))
    before = planted(secret).latest_revision_id
    client = secret.client(outsider)
    for name, address in views_of_a_route(secret).items():
        for method in (client.get, client.post):
            response = method(address)
            allowed = (404, 405) if method == client.post else (404,)
            assert response.status_code in allowed, (name, response.status_code)
            absent(secret, outsider, response)
    route = planted(secret)
    assert route.workflow_in_progress and route.latest_revision_id == before


def test_case_9_the_editing_session_of_a_route(secret, outsider):
    client = secret.client(outsider)
    for model in ("wagtailcore/page", "iom_wagtail/routepage"):
        response = client.post(f"/admin/editing-sessions/ping/{model}/{secret.route.pk}/1/")
        assert response.status_code == 404
        absent(secret, outsider, response)


def test_case_10_another_schools_director(secret):
    """No mail, no row on the home screen, no approval."""
    approval.submit(planted(secret), secret.cast.user("mentor"))
    for name in ("deputy", "teacher"):
        route = planted(secret)
        approval.agree(route, secret.cast.user(name), revision_id=route.latest_revision_id)
    director = secret.users["their_director"]
    client = secret.client("their_director")
    absent(secret, "their_director", client.get(reverse("wagtailadmin_home")))
    absent(secret, "their_director", client.get(reverse("iom_routes")))
    absent(secret, "their_director", client.get(reverse("iom_route_list")))
    route = planted(secret)
    task = route.current_workflow_task_state
    decision = {"decision": "agree", "action": "agree", "revision": route.latest_revision_id}
    for address in (
        reverse("iom_route_approval", args=[route.pk]),
        reverse("wagtailadmin_pages:workflow_action", args=[route.pk, "approve", task.pk]),
    ):
        assert client.post(address, decision).status_code == 404
    with pytest.raises(approval.NotYourStep):
        approval.agree(route, director, revision_id=route.latest_revision_id)
    assert ApprovedVersion.objects.filter(page=route).count() == 1
    approval.agree(route, secret.cast.user("director"), revision_id=route.latest_revision_id)
    told = {address for message in mail.outbox for address in message.recipients()}
    assert secret.cast.user("deputy").email in told or mail.outbox == []
    assert told.isdisjoint({director.email, secret.other.user("deputy").email})


def test_case_23_userbar_on_public_pages(secret, outsider):
    """The tag, on the page nearest to the routes: nothing of them, no link to one."""
    request = RequestFactory().get("/")
    request.user = secret.users[outsider]
    page = secret.home.specific
    template = Template("{% load wagtailuserbar %}{% wagtailuserbar %}")
    html = template.render(Context({"request": request, "page": page, "self": page}))
    absent(secret, outsider, html)
    assert f"/{secret.route.pk}/" not in html and f"/{secret.index.pk}/" not in html
    absent(secret, outsider, secret.client(outsider).get("/"))
