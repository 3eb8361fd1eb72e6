"""``manage.py setup_roles``: the six groups, the workflows and the private place of routes."""

from __future__ import annotations

from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from iom_wagtail.approval import workflows
from iom_wagtail.routes.placement import ensure_index
from iom_wagtail.school.models import School
from iom_wagtail.school.roles import GROUP_NAMES, setup_roles


class Command(BaseCommand):
    """Make groups, workflows and indexes, or put right what was changed in them. Idempotent."""

    help = "Makes groups, workflows and the private indexes of routes, or puts them right."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and report; raises ``SystemCheckError`` when routes lie where outsiders see them."""
        setup_roles()
        workflows.ensure()
        for school in School.objects.all():
            ensure_index(school)
        self.stdout.write("Groups: " + ", ".join(GROUP_NAMES.values()))
        self.check(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
