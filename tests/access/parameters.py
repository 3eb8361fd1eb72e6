"""How each parameter of an address is filled."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Collection, PageViewRestriction, Workflow

from iom_wagtail.approval.codes import code_of
from iom_wagtail.approval.models import ApprovedVersion, RoleTask
from tests.access import printed, translated
from tests.access.record_pages import RECORDS, uuid_of
from tests.access.world import World

#: Addresses without a name, by their pattern.
UNNAMED = {"test404/": "/admin/test404/", "^.*/$": "/admin/no-such-screen/"}


def route(world: World) -> int:
    """The approved route; the thing everybody here wants to reach."""
    return world.route.pk


def waiting(world: World) -> int:
    """The route in approval."""
    return world.waiting.pk


def draft(world: World) -> int:
    """The route that was never submitted."""
    return world.draft.pk


def conclusion(world: World) -> int:
    """The route's conclusion: approved, opened again, and its next draft written."""
    return world.things["conclusion"].pk


def index(world: World) -> int:
    """The school's private index."""
    return world.route.get_parent().pk


def home(world: World) -> int:
    """The public home page."""
    return world.home.pk


def _state(world: World) -> Any:
    return world.waiting.current_workflow_state


def _step(world: World) -> int:
    return RoleTask.objects.first().pk


def _teacher(world: World) -> int:
    return world.cast.teacher.pk


def login(world: World) -> int:
    """The account of the route's teacher."""
    return world.cast.teacher.user_id


def _code(world: World) -> str:
    return code_of_version(world.route.pk)


def code_of_version(page: int) -> str:
    """Return the short address of a page's first version."""
    version = ApprovedVersion.objects.get(page=page, number=1)
    return code_of(version.pk, version.sha256)


def image(world: World) -> int:
    """A picture of the public site."""
    return world.things["image"].pk


def document(world: World) -> int:
    """A document of the public site."""
    return world.things["document"].pk


#: Wagtail's own: the first exists to fail, the other fails without an upload before it.
FAILING = {"wagtailadmin_error_test", "wagtailredirects:process_import"}

#: Parameters that mean the same wherever they stand.
BY_NAME = {
    "section": lambda w: "pages-1",
    "page_id": route,
    "parent_page_id": route,
    "page_to_move_id": route,
    "destination_id": home,
    "content_type_app_name": lambda w: "iom_wagtail",
    "content_type_model_name": lambda w: "routepage",
    "revision_id": lambda w: w.route.latest_revision_id,
    "revision_id_a": lambda w: w.route.live_revision_id,
    "revision_id_b": lambda w: w.route.latest_revision_id,
    "workflow_state_id": lambda w: _state(w).pk,
    "task_state_id": lambda w: _state(w).current_task_state_id,
    "task_id": lambda w: _state(w).current_task_state.task_id,
    "workflow_pk": lambda w: Workflow.objects.get(name="Утверждение").pk,
    "page_pk": route,
    "number": lambda w: 1,
    "collection_id": lambda w: Collection.get_first_root_node().pk,
    "restriction_id": lambda w: 1,
    "page_view_restriction_id": lambda w: PageViewRestriction.objects.get(page_id=index(w)).pk,
    "image_id": image,
    "document_id": document,
    "doc_id": document,
    "uploaded_file_id": lambda w: 1,
    "filter_spec": lambda w: "original",
    "redirect_id": lambda w: w.things["redirect"].pk,
    "session_id": lambda w: 1,
    "object_id": lambda w: str(w.route.pk),
    "uidb64": lambda w: "MQ",
    "token": lambda w: "no-such-token",
}

#: Parameters whose meaning depends on the room: (name or namespace, parameter).
BY_SPACE = {
    ("wagtailadmin_api:pages", "pk"): route,
    ("wagtailadmin_api:documents", "pk"): document,
    ("wagtailadmin_api:images", "pk"): image,
    ("wagtailadmin_pages:revisions_compare", "pk"): route,
    ("wagtailadmin_pages:choose_parent", "app_label"): lambda w: "home",
    ("wagtailadmin_pages:choose_parent", "model_name"): lambda w: "homepage",
    ("wagtailadmin_pages:workflow_action", "page_id"): waiting,
    ("wagtailadmin_pages:workflow_action", "action_name"): lambda w: "approve",
    ("wagtailadmin_pages:collect_workflow_action_data", "page_id"): waiting,
    ("wagtailadmin_pages:collect_workflow_action_data", "action_name"): lambda w: "approve",
    ("wagtailadmin_pages:confirm_workflow_cancellation", "page_id"): waiting,
    ("wagtailadmin_pages:workflow_preview", "page_id"): waiting,
    ("wagtailadmin_pages:workflow_history_detail", "page_id"): waiting,
    ("wagtailadmin_tag_model_autocomplete", "app_name"): lambda w: "taggit",
    ("wagtailadmin_tag_model_autocomplete", "model_name"): lambda w: "tag",
    ("wagtailadmin_collections", "pk"): lambda w: Collection.get_first_root_node().pk,
    ("wagtailadmin_workflows", "pk"): lambda w: _state(w).workflow_id,
    ("wagtailadmin_workflows", "app_label"): lambda w: "iom_wagtail",
    ("wagtailadmin_workflows", "model_name"): lambda w: "roletask",
    ("wagtailadmin_workflows:edit_task", "pk"): _step,
    ("wagtailadmin_workflows:enable_task", "pk"): _step,
    ("wagtailadmin_workflows:disable_task", "pk"): _step,
    ("wagtailadmin_editing_sessions", "app_label"): lambda w: "iom_wagtail",
    ("wagtailadmin_editing_sessions", "model_name"): lambda w: "routepage",
    ("iom_consent", "pk"): lambda w: w.things["consent"].pk,
    ("iom_consent_withdraw", "pk"): lambda w: w.things["consent"].pk,
    ("iom_consent_scan", "pk"): lambda w: w.things["consent"].pk,
    ("iom_consent_scan", "uuid"): lambda w: w.things["consentscan"].uuid,
    ("iom_my_consent_withdraw", "pk"): lambda w: w.things["consent"].pk,
    ("iom_consent_form", "suffix"): lambda w: "docx",
    ("iom_anonymise", "page_id"): lambda w: w.things["story"].pk,
    ("iom_staff_edit", "pk"): _teacher,
    ("iom_staff_password", "pk"): _teacher,
    ("iom_staff_state", "pk"): _teacher,
    ("iom_staff_rights", "pk"): _teacher,
    ("iom_staff_chooser", "pk"): _teacher,
    ("iom_route_people", "pk"): route,
    ("iom_route_correction", "pk"): route,
    ("iom_route_stop", "pk"): route,
    ("iom_route", "pk"): route,
    ("iom_route_approval", "pk"): waiting,
    ("iom_approval", "pk"): waiting,
    ("iom_sheet", "code"): _code,
    ("iom_route_version_sheet", "pk"): route,
    ("iom_route_version", "pk"): route,
    ("iom_route_changes", "pk"): route,
    ("iom_route_conclusion", "pk"): route,
    ("iom_route_story", "pk"): route,
    ("iom_route_conclusion_version", "pk"): route,
    ("iom_route_conclusion_approval", "pk"): route,
    ("iom_route_conclusion_sheet", "pk"): route,
    ("iom_route_archive", "pk"): route,
    ("iom_route_delete", "pk"): draft,
    ("iom_route_attachments", "pk"): route,
    ("iom_route_import_items", "pk"): route,
    ("iom_route_import_marks", "pk"): route,
    ("iom_route_attachment", "pk"): route,
    ("iom_route_attachment", "uuid"): lambda w: w.things["attachment"].uuid,
    ("iom_route_attachment_preview", "pk"): route,
    ("iom_route_attachment_preview", "uuid"): lambda w: w.things["attachment"].uuid,
    ("wagtailsettings", "app_name"): lambda w: "home",
    ("wagtailsettings", "model_name"): lambda w: "nosuchsettings",
    ("wagtailsettings", "pk"): lambda w: w.cast.school.site_id,
    ("wagtailsites", "pk"): lambda w: w.cast.school.site_id,
    ("wagtailusers_users", "pk"): login,
    ("wagtailusers_groups", "pk"): lambda w: Group.objects.get(name="Сотрудник").pk,
    ("wagtaildocs_chooser", "pk"): document,
    ("wagtailimages_chooser", "pk"): image,
    ("wagtaildocs_serve", "0"): document,
    ("wagtaildocs_serve", "1"): lambda w: w.things["document"].filename,
}

BY_SPACE |= translated.PARAMETERS
for _name, _record in RECORDS.items():
    BY_SPACE[_name, "pk"] = route
    if _record:
        BY_SPACE[_name, "uuid"] = uuid_of(_record)
BY_SPACE["iom_route_restore", "kind"] = lambda w: "diary"
for _name, _values in printed.PARAMETERS.items():
    BY_SPACE[_name, "pk"] = route
    for _parameter, _filled in _values.items():
        BY_SPACE[_name, _parameter] = _filled
BY_SPACE["iom_criteria_set", "pk"] = lambda w: w.things["criteria"].pk
