"""What is posted where a post changes a conclusion; the part of ``bodies.py`` about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.access.world import World
from tests.routes.editor import fields

Body = Callable[[World], dict[str, Any]]


def conclusion_editor(world: World) -> dict[str, Any]:
    """The mentor's edit form of the conclusion with other reasons."""
    if "conclusion editor" not in world.things:
        with world.as_role("mentor") as client:
            response = client.get(f"/admin/pages/{world.things['conclusion'].pk}/edit/")
        world.things["conclusion editor"] = {**fields(response), "reasons": ["Другие причины"]}
    return world.things["conclusion editor"]


def approve(world: World) -> dict[str, Any]:
    """A yes to the very text that waits."""
    return {
        "decision": "approve",
        "revision_id": world.waiting.latest_revision_id,
        "step": "deputy",
    }


def agree_to_conclusion(step: str) -> Body:
    """Return a yes to the conclusion that waits at a step; the director's by an order."""

    def body(world: World) -> dict[str, Any]:
        page = world.things[f"at_{step}"]
        said = {"decision": "approve", "revision_id": page.latest_revision_id, "step": step}
        if step == "director":
            today = timezone.localdate().isoformat()
            said |= {"document_no": "64-од", "document_on": today}
        return said

    return body


def signed_in_the_office(world: World) -> dict[str, Any]:
    """The director's yes, said in Wagtail's own screen."""
    said = agree_to_conclusion("director")(world)
    return {**said, "revision": said["revision_id"], "comment": "", "next": "/admin/"}


#: By the label of the address.
CONCLUSION_BODIES: dict[str, Body] = {
    "wagtailadmin_pages:edit [conclusion]": conclusion_editor,
    "wagtailadmin_pages:preview_on_edit [conclusion]": conclusion_editor,
    "wagtailadmin_pages:copy [conclusion]": lambda w: {
        "new_title": "Копия",
        "new_slug": "kopiya",
        "new_parent_page": w.home.pk,
        "publish_copies": "on",
    },
    "wagtailadmin_pages:set_privacy [conclusion]": lambda w: {"restriction_type": "none"},
    **{
        f"{view} [conclusion at {step}]": agree_to_conclusion(step)
        for view in ("iom_approval", "iom_route_conclusion_approval")
        for step in ("teacher", "director")
    },
    "wagtailadmin_pages:workflow_action [conclusion]": signed_in_the_office,
    "iom_route_conclusion [conclusion at teacher]": lambda w: {"act": "discard"},
    "iom_route_conclusion [conclusion at director]": lambda w: {"act": "withdraw"},
    "iom_route_conclusion": lambda w: {"act": "submit"},
    "iom_route_conclusion_approval": approve,
    "iom_route_conclusion [none yet]": lambda w: {"act": "open"},
}
