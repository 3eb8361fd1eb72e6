"""The two workflows of the plugin, made by code and found by name; never edited in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState, WorkflowTask
from wagtail.signals import workflow_approved

from iom_wagtail.approval.rules import STEP_ORDER, Step

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

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


def running(page: Page) -> QuerySet[WorkflowState]:
    """Return the one workflow in progress on a page, perhaps none, with its task and its step."""
    return WorkflowState.objects.filter(
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).select_related(
        "workflow",
        "current_task_state__task__roletask",
        "current_task_state__task__directortask",
    )


def step_of(task: Task) -> Step:
    """Return the step of a task; for one that ``running`` loaded this asks nothing."""
    own = getattr(task, "roletask", None) or getattr(task, "directortask", None)
    return (own or task.specific).step


def hand_over(page: Page, state: TaskState) -> None:
    """Give Wagtail's workflow the page and the revision of the act, so that it loads neither.

    Stock code asks the database for the page three times and for the revision twice.
    """
    revision = state.revision
    revision.content_object = page
    page.latest_revision = revision
    base = page.page_ptr  # made of the page's own values: parent links need no query
    base.specific = page
    base.latest_revision = revision
    state.workflow_state.content_object = base


def finish(state: WorkflowState, user: AbstractBaseUser) -> None:
    """End a workflow whose last step was decided, and do what Wagtail does at its end.

    In the place of ``WorkflowState.update``: whoever calls has locked the row and knows that no
    step is open. Stock code looks for one more task and validates every key of the row that was
    just read, which costs thirteen queries.
    """
    WorkflowState.objects.filter(pk=state.pk).update(status=WorkflowState.STATUS_APPROVED)
    state.status = WorkflowState.STATUS_APPROVED
    state.on_finish(user=user)
    workflow_approved.send(sender=WorkflowState, instance=state, user=user)


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
