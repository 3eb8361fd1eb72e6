"""Whatever deletes a dossier (its time, its school, the account it is of): its files go too."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from iom_wagtail.faults import told
from iom_wagtail.files.storage import private_storage
from iom_wagtail.paperwork.dossier.making import workplace
from iom_wagtail.paperwork.dossier.models import Dossier

logger = logging.getLogger(__name__)


@receiver(post_delete, sender=Dossier, dispatch_uid="iom_wagtail_forget_dossier")
def forget_files(instance: Dossier, **kwargs: Any) -> None:
    """Delete the file, finished or not, once the deletion is certain."""
    transaction.on_commit(partial(_delete, instance, instance.file.name))


def _delete(dossier: Dossier, name: str) -> None:
    try:
        workplace(dossier).unlink(missing_ok=True)
        if name:
            private_storage().delete(name)
    except OSError as error:
        logger.error("The file of a dossier can't be deleted: %s", told(error))
