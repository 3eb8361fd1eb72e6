"""Wagtail's screens of workflows and tasks: ours are looked at there, never changed.

A superuser switching off the last waiting task left a page approved, signed by nobody (facts
45). Signing refuses that anyway (decision 2); this closes the door itself. Can go when Wagtail
asks the registered policy about the very workflow, not about all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from wagtail.models import Workflow

from iom_wagtail.approval.workflows import CORRECTION, FULL

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Acts of ``wagtailadmin_workflows`` by what their key means.
WORKFLOW_ACTS = frozenset({"edit", "disable", "enable"})
TASK_ACTS = frozenset({"edit_task", "disable_task", "enable_task"})


def changes_ours(request: HttpRequest) -> bool:
    """Return whether a request would change a workflow or a step that this plugin made."""
    match = request.resolver_match
    if request.method != "POST" or match is None:
        return False
    if match.namespaces != ["wagtailadmin_workflows"]:
        return False
    key = match.kwargs.get("pk")
    if match.url_name in WORKFLOW_ACTS:
        return Workflow.objects.filter(pk=key, name__in=(FULL, CORRECTION)).exists()
    if match.url_name in TASK_ACTS:
        steps = [apps.get_model("iom_wagtail", name) for name in ("RoleTask", "DirectorTask")]
        return any(step.objects.filter(pk=key).exists() for step in steps)
    return False
