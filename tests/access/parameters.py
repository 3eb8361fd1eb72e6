"""How each parameter of an address is filled, and which addresses are walked several times."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Collection, PageViewRestriction, Workflow

from iom_wagtail.approval.codes import code_of
from iom_wagtail.approval.models import ApprovedVersion, RoleTask
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


def _login(world: World) -> int:
    return world.cast.teacher.user_id


def _code(world: World) -> str:
    version = ApprovedVersion.objects.get(page=world.route.pk, number=1)
    return code_of(version.pk, version.sha256)


def _image(world: World) -> int:
    return world.things["image"].pk


def _document(world: World) -> int:
    return world.things["document"].pk


#: Wagtail's own: the first exists to fail, the other fails without an upload before it.
FAILING = {"wagtailadmin_error_test", "wagtailredirects:process_import"}

#: Parameters that mean the same wherever they stand.
BY_NAME = {
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
    "image_id": _image,
    "document_id": _document,
    "doc_id": _document,
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
    ("wagtailadmin_api:documents", "pk"): _document,
    ("wagtailadmin_api:images", "pk"): _image,
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
    ("iom_route_conclusion_version", "pk"): route,
    ("iom_route_conclusion_approval", "pk"): route,
    ("iom_route_conclusion_sheet", "pk"): route,
    ("iom_route_archive", "pk"): route,
    ("iom_route_delete", "pk"): draft,
    ("iom_route_attachments", "pk"): route,
    ("iom_route_attachment", "pk"): route,
    ("iom_route_attachment", "uuid"): lambda w: w.things["attachment"].uuid,
    ("iom_route_attachment_preview", "pk"): route,
    ("iom_route_attachment_preview", "uuid"): lambda w: w.things["attachment"].uuid,
    ("wagtailsettings", "app_name"): lambda w: "home",
    ("wagtailsettings", "model_name"): lambda w: "nosuchsettings",
    ("wagtailsettings", "pk"): lambda w: w.cast.school.site_id,
    ("wagtailsites", "pk"): lambda w: w.cast.school.site_id,
    ("wagtailusers_users", "pk"): _login,
    ("wagtailusers_groups", "pk"): lambda w: Group.objects.get(name="Сотрудник").pk,
    ("wagtaildocs_chooser", "pk"): _document,
    ("wagtailimages_chooser", "pk"): _image,
    ("wagtaildocs_serve", "0"): _document,
    ("wagtaildocs_serve", "1"): lambda w: w.things["document"].filename,
}

for _name, _record in RECORDS.items():
    BY_SPACE[_name, "pk"] = route
    if _record:
        BY_SPACE[_name, "uuid"] = uuid_of(_record)
BY_SPACE["iom_route_restore", "kind"] = lambda w: "diary"
BY_SPACE["iom_criteria_set", "pk"] = lambda w: w.things["criteria"].pk

_SEARCH = {"q": "ИОМ"}
_CSV, _XLSX = {"export": "csv"}, {"export": "xlsx"}


def _report(*more: tuple[str, dict]) -> list[tuple]:
    """Return the fillings of a report: on the screen and as files."""
    return [
        ("", {}, None),
        ("csv", {}, lambda w: _CSV),
        ("xlsx", {}, lambda w: _XLSX),
        *((label, {}, lambda w, query=query: query) for label, query in more),
    ]


#: Wagtail's views of one page that are walked with the conclusion as well.
PAGE_VIEWS = (
    "copy",
    "delete",
    "history",
    "preview_on_edit",
    "set_privacy",
    "unpublish",
    "view_draft",
    "workflow_history",
)


def _conclusion_too(parameter: str) -> list[tuple]:
    return [("", {}, None), ("conclusion", {parameter: conclusion}, None)]


#: What a bulk action of a model is tried on; and addresses walked several times: each filling
#: is (label, values given, query).
GROUPS: dict[str, Any] = {
    "wagtailcore.page": route,
    "auth.user": _login,
    "wagtailimages.image": _image,
    "home.schooldocument": _document,
    "wagtailadmin_explore": [
        ("route", {}, None),
        ("index", {"parent_page_id": index}, None),
        ("conclusion", {"parent_page_id": conclusion}, None),
    ],
    "wagtailadmin_explore_root": [("", {}, None), ("all", {}, lambda w: _SEARCH)],
    "wagtailadmin_pages:add": [
        ("conclusion", {"content_type_model_name": lambda w: "conclusionpage"}, None),
        ("route", {"parent_page_id": index}, None),
        (
            "home page",
            {
                "content_type_app_name": lambda w: "home",
                "content_type_model_name": lambda w: "homepage",
            },
            None,
        ),
    ],
    "wagtailadmin_pages:search": [("", {}, lambda w: _SEARCH)],
    "wagtailadmin_pages:search_results": [("", {}, lambda w: _SEARCH)],
    "wagtailadmin_pages:edit": [
        ("draft", {}, None),
        ("in approval", {"page_id": waiting}, None),
        ("index", {"page_id": index}, None),
        ("conclusion", {"page_id": conclusion}, None),
    ],
    **{f"wagtailadmin_pages:{name}": _conclusion_too("page_id") for name in PAGE_VIEWS},
    "wagtailadmin_pages:move": _conclusion_too("page_to_move_id"),
    "wagtailadmin_pages:move_confirm": [
        ("", {}, None),
        ("conclusion", {"page_to_move_id": conclusion}, None),
        ("into the index", {"page_to_move_id": home, "destination_id": index}, None),
    ],
    "wagtailadmin_choose_page": [
        ("", {}, None),
        ("routes", {}, lambda w: {"page_type": "iom_wagtail.RoutePage"}),
    ],
    "wagtailadmin_choose_page_child": [
        ("route", {}, None),
        ("index", {"parent_page_id": index}, None),
    ],
    "wagtailadmin_choose_page_search": [
        ("", {}, lambda w: {**_SEARCH, "page_type": "iom_wagtail.RoutePage"})
    ],
    "wagtailadmin_choose_page_chosen_multiple": [
        ("", {}, lambda w: {"id": [route(w), index(w), conclusion(w)]})
    ],
    "wagtailadmin_api:pages:listing": [
        ("", {}, None),
        ("child_of", {}, lambda w: {"child_of": index(w)}),
        ("descendant_of", {}, lambda w: {"descendant_of": index(w)}),
        ("type", {}, lambda w: {"type": "iom_wagtail.RoutePage", "fields": "*"}),
        ("search", {}, lambda w: {"search": "ИОМ"}),
    ],
    "wagtailadmin_api:pages:find": [("", {}, lambda w: {"id": route(w)})],
    "wagtailadmin_reports:locked_pages": _report(),
    "wagtailadmin_reports:workflow": _report(),
    "wagtailadmin_reports:workflow_tasks": _report(),
    "wagtailadmin_reports:site_history": _report(),
    "wagtailadmin_reports:aging_pages": _report(),
    "wagtailadmin_reports:page_types_usage": _report(),
    "wagtailusers_users:index": _report(),
    "iom_route_list": _report(("search", _SEARCH)),
    "iom_lines": _report(),
    "iom_route_conclusion": [("", {}, None), ("none yet", {"pk": waiting}, None)],
    "iom_routes": [("", {}, None)],
    "iom_route": [("", {}, None), ("never approved", {"pk": waiting}, None)],
    "iom_route_approval": [("", {}, None), ("nothing waits", {"pk": route}, None)],
    "iom_approval": [("", {}, None), ("nothing waits", {"pk": route}, None)],
    "wagtail_serve": [
        ("home", {"0": lambda w: ""}, None),
        ("a route's slug", {"0": lambda w: f"{w.route.slug}/"}, None),
        ("the tree's path", {"0": lambda w: w.route.url_path.strip("/") + "/"}, None),
    ],
}
