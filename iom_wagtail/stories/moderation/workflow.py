"""The workflow of public pages, made by code and found by name."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from wagtail.models import Workflow, WorkflowTask

from iom_wagtail.stories.moderation.rules import Step

#: Names are data shown in Wagtail's history, so they are Russian and fixed.
PUBLICATION = "Публикация на сайте"
TASK_NAMES = {
    Step.EDITOR: "Проверка редактором сайта",
    Step.DIRECTOR: "Согласие директора на публикацию",
}


def publication() -> Workflow:
    """Return the workflow editor → director, making or mending it when it isn't whole."""
    found = Workflow.objects.filter(name=PUBLICATION, active=True).first()
    if found is not None and found.workflow_tasks.filter(task__active=True).count() == len(Step):
        return found
    return ensure()


@transaction.atomic
def ensure() -> Workflow:
    """Make the workflow and its two steps, or switch on again what was switched off."""
    workflow, _created = Workflow.objects.get_or_create(name=PUBLICATION)
    if not workflow.active:
        workflow.active = True
        workflow.save()
    kind = apps.get_model("iom_wagtail", "PublicationTask")
    workflow.workflow_tasks.all().delete()
    for order, step in enumerate(Step):
        task, _created = kind.objects.get_or_create(step=step, defaults={"name": TASK_NAMES[step]})
        if not task.active:
            task.active = True
            task.save()
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return workflow
