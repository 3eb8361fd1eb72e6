"""``manage.py load_demo``: the fictional school with one full and one unfinished route."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.management.demo import loader
from iom_wagtail.school.models import School


class Command(BaseCommand):
    """Load the demo through the real actions, on the example's dates; idempotent."""

    help = "Loads the fictional demo school. Refused outside DEBUG unless forced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--force", action="store_true", help="load it outside DEBUG too")
        parser.add_argument(
            "--if-empty", action="store_true", help="load it only into a database without people"
        )
        parser.add_argument("--show-logins", action="store_true", help="print the demo logins")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say why not; raises ``CommandError`` when refused."""
        if options["if_empty"] and self._has_people() and not loader.is_loaded():
            return
        if not settings.DEBUG and not options["force"]:
            raise CommandError("The demo has a public password: outside DEBUG it needs --force.")
        try:
            loaded = loader.load()
        except loader.DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The demo is loaded." if loaded else "The demo is here already.")
        if options["show_logins"]:
            self._print_logins()

    def _has_people(self) -> bool:
        return School.objects.exists() or get_user_model().objects.exists()

    def _print_logins(self) -> None:
        self.stdout.write(f"\nDemo logins (password of all: {DEMO_PASSWORD}):")
        for login, position in loader.logins():
            self.stdout.write(f"  {login:<13} {position}")
