"""``manage.py verify_approvals``: is every approved version still what was signed?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.verification import findings


class Command(BaseCommand):
    """Recompute the checksum of every approved version and compare it with the log."""

    help = "Recomputes every checksum and compares rows with the log; fails on a difference."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every finding; exit with an error when there is one."""
        found = list(findings())
        for finding in found:
            self.stderr.write(
                f"page {finding.page_id}, version {finding.number}: {finding.complaint}"
            )
        if found:
            raise CommandError(f"{len(found)} approved version(s) are not as they were signed.")
        self.stdout.write(f"{ApprovedVersion.objects.count()} approved version(s) verified.")
