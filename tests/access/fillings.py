"""Which addresses of the matrix are walked several times, on what, with which query."""

from __future__ import annotations

from typing import Any

from iom_wagtail.outcome.models import ConclusionPage
from tests.access import printed
from tests.access.parameters import (
    code_of_version,
    conclusion,
    document,
    home,
    image,
    index,
    login,
    route,
    waiting,
)
from tests.access.telling import TELLING
from tests.access.world import World


def _asked(step: str) -> Any:
    """Return what fills in the conclusion that waits at a step."""
    return lambda world: world.things[f"at_{step}"].pk


def _asked_route(step: str) -> Any:
    """Return what fills in the route of the conclusion that waits at a step."""
    return lambda world: world.things[f"at_{step}"].route_page_id


def _asked_state(world: World) -> Any:
    """Return the director's step of the waiting conclusion."""
    return ConclusionPage.objects.get(pk=_asked("director")(world)).current_workflow_task_state


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


#: Wagtail's views of a step that are walked with a waiting conclusion as well.
STEP_VIEWS = ("workflow_action", "collect_workflow_action_data", "workflow_preview")


def _waiting_too() -> list[tuple]:
    asked = {
        "page_id": _asked("director"),
        "task_id": lambda w: _asked_state(w).task_id,
        "task_state_id": lambda w: _asked_state(w).pk,
    }
    return [("", {}, None), ("conclusion", asked, None)]


def _at_each_step(parameter: str, filling: Any) -> list[tuple]:
    steps = ("teacher", "director")
    return [(f"conclusion at {step}", {parameter: filling(step)}, None) for step in steps]


def _conclusion_too(parameter: str) -> list[tuple]:
    return [("", {}, None), ("conclusion", {parameter: conclusion}, None)]


#: What a bulk action of a model is tried on; and addresses walked several times: each filling
#: is (label, values given, query).
GROUPS: dict[str, Any] = {
    "wagtailcore.page": route,
    "auth.user": login,
    "wagtailimages.image": image,
    "home.schooldocument": document,
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
        ("conclusion in approval", {"page_id": _asked("director")}, None),
    ],
    **{f"wagtailadmin_pages:{name}": _waiting_too() for name in STEP_VIEWS},
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
    "iom_route_conclusion": [
        ("", {}, None),
        ("none yet", {"pk": waiting}, None),
        *_at_each_step("pk", _asked_route),
    ],
    "iom_route_conclusion_approval": [("", {}, None), *_at_each_step("pk", _asked_route)],
    "iom_routes": [("", {}, None)],
    "iom_consent_form": [
        ("", {}, None),
        ("blank", {}, lambda w: {"blank": "parent"}),
        ("a colleague's", {}, lambda w: {"person": w.cast.colleague.pk}),
    ],
    "iom_route_paper": printed.SINGLE,
    "iom_route_record_paper": printed.RECORDED,
    "iom_register": [
        (kind, {"kind": lambda w, kind=kind: kind}, None)
        for kind in ("routes", "items", "checkpoints")
    ],
    "iom_sheet": [
        ("", {}, None),
        ("conclusion", {"code": lambda w: code_of_version(conclusion(w))}, None),
    ],
    "iom_route": [("", {}, None), ("never approved", {"pk": waiting}, None)],
    "iom_route_approval": [("", {}, None), ("nothing waits", {"pk": route}, None)],
    "iom_approval": [
        ("", {}, None),
        ("nothing waits", {"pk": route}, None),
        *_at_each_step("pk", _asked),
    ],
    "wagtail_serve": [
        ("home", {"0": lambda w: ""}, None),
        ("a route's slug", {"0": lambda w: f"{w.route.slug}/"}, None),
        ("the tree's path", {"0": lambda w: w.route.url_path.strip("/") + "/"}, None),
    ],
}
for _name, _more in TELLING.items():
    GROUPS[_name] = [*GROUPS.get(_name, ()), *_more]
