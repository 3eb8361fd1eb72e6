"""The two workflows of the plugin, made by code and found by name; never edited in the admin."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowState, WorkflowTask

from iom_wagtail.approval.rules import STEP_ORDER, Step

#: Names are data shown in Wagtail's history, so they are Russian and fixed.
FULL = "Утверждение"
CORRECTION = "Исправление опечатки"

TASK_NAMES: dict[Step, str] = {
    Step.MENTOR: "Согласование наставником",
    Step.DEPUTY: "Согласование заместителем директора",
    Step.TEACHER: "Ознакомление учителя",
    Step.DIRECTOR: "Утверждение директором",
}


def page_of(state: WorkflowState) -> Page | None:
    """Return the specific page a workflow runs on; Wagtail's own relation gives the base one."""
    page = state.content_object
    return page.specific if isinstance(page, Page) else None


def full() -> Workflow:
    """Return the workflow mentor → deputy → teacher → director, making it when missing."""
    return _find(FULL) or _make(FULL, STEP_ORDER)


def correction() -> Workflow:
    """Return the workflow of a corrected typing error: the director alone."""
    return _find(CORRECTION) or _make(CORRECTION, (Step.DIRECTOR,))


def ensure() -> None:
    """Make both workflows, and put right whatever was switched off in them. Idempotent."""
    _make(FULL, STEP_ORDER)
    _make(CORRECTION, (Step.DIRECTOR,))


def _find(name: str) -> Workflow | None:
    return Workflow.objects.filter(name=name, active=True).first()


def _task(step: Step) -> object:
    """Return the one task of a step, active; the director's has a class of its own."""
    if step == Step.DIRECTOR:
        model, values = apps.get_model("iom_wagtail", "DirectorTask"), {}
    else:
        model, values = apps.get_model("iom_wagtail", "RoleTask"), {"role": step.value}
    task = model.objects.filter(**values).first()
    if task is None:
        task = model(name=TASK_NAMES[step], active=True, **values)
    task.active = True
    task.save()
    return task


@transaction.atomic
def _make(name: str, steps: tuple[Step, ...]) -> Workflow:
    """Make or mend a workflow: active, with exactly these steps in this order."""
    workflow, _created = Workflow.objects.get_or_create(name=name, defaults={"active": True})
    if not workflow.active:
        workflow.active = True
        workflow.save()
    tasks = [_task(step) for step in steps]
    present = list(workflow.workflow_tasks.order_by("sort_order").values_list("task_id", flat=True))
    if present != [task.pk for task in tasks]:
        workflow.workflow_tasks.all().delete()
        WorkflowTask.objects.bulk_create(
            WorkflowTask(workflow=workflow, task=task, sort_order=order)
            for order, task in enumerate(tasks)
        )
    return workflow
