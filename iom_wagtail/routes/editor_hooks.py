"""What the route editor offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, path, reverse

from iom_wagtail.approval.guard import ApprovedPage
from iom_wagtail.conf import get_settings
from iom_wagtail.routes.row_moves import rewrite

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _is_ours(page: Any) -> bool:
    return isinstance(page, ApprovedPage)


def before_edit_page(request: HttpRequest, page: Any) -> None:
    """Fetch once what showing the editor asks for again and again.

    Workflow states go where ``PageQuerySet.prefetch_workflow_states`` puts them; revisions come
    with their authors, the school is the one the user's rights were read from. A POST is left
    alone: it may change them.
    """
    if request.method != "GET" or not _is_ours(page):
        return
    states = page.workflow_states.active().select_related("current_task_state__task")
    page._current_workflow_states = list(states)
    keys = {page.latest_revision_id, page.live_revision_id} - {None}
    revisions = page.revisions.select_related("user").in_bulk(keys)
    page.latest_revision = revisions.get(page.latest_revision_id)
    page.live_revision = revisions.get(page.live_revision_id)
    staff = getattr(request.user, "staff_member", None)
    route = getattr(page, "route_page", page)
    if staff and staff.school_id == route.school_id:
        route.school = staff.school


def after_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Come back to the inserted or moved row after a button without JavaScript."""
    if request.method != "POST" or not _is_ours(page):
        return None
    _data, target = rewrite(
        request.POST, page.base_form_class.tables, get_settings().max_rows + 500
    )
    if not target:
        return None
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return HttpResponseRedirect(f"{address}#row-{target}")


def ping(request: HttpRequest) -> JsonResponse:
    """Tell an open editor who is logged in now, and the token that saving needs.

    Wagtail answers 403 by itself when nobody is. Django changes the token at every login.
    """
    response = JsonResponse({"user": str(request.user.pk), "csrf": get_token(request)})
    response["Cache-Control"] = "private, no-store"
    return response


def register_admin_urls() -> list[URLPattern]:
    """Return the address the editor asks before it saves."""
    return [path("iom/editor/ping/", ping, name="iom_editor_ping")]
