"""The task that writes a dossier where the site has a worker for tasks."""

from __future__ import annotations

from contextlib import suppress

from django_tasks import task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from iom_wagtail.paperwork.dossier.making import advance
from iom_wagtail.paperwork.dossier.models import Dossier


def works_apart() -> bool:
    """Return whether tasks are done by somebody else than the request that orders them."""
    return not isinstance(task_backends["default"], ImmediateBackend)


@task()
def make_dossier(pk: int) -> None:
    """Write the dossier to its end; one that was discarded meanwhile is nobody's any more."""
    with suppress(Dossier.DoesNotExist):
        advance(Dossier.objects.get(pk=pk))
