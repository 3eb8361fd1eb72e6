"""``manage.py purge_demo``: remove the demo, leave everything real."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from iom_wagtail.management.demo import loader


class Command(BaseCommand):
    """Remove the demo's routes, people, accounts and school; say what had to stay."""

    help = "Removes the demo without touching real data."

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge and report."""
        for line in loader.purge():
            self.stdout.write(f"Kept: {line}")
        self.stdout.write("The demo is removed.")
