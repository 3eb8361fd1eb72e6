"""``manage.py setup_roles``: the six groups and the workflows of the plugin."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from iom_wagtail.approval import workflows
from iom_wagtail.school.roles import GROUP_NAMES, setup_roles


class Command(BaseCommand):
    """Make groups and workflows, or put right what was changed in them. Idempotent."""

    help = "Makes the groups of roles and the workflows of approval, or puts them right."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and report."""
        setup_roles()
        workflows.ensure()
        self.stdout.write("Groups: " + ", ".join(GROUP_NAMES.values()))
