"""``manage.py iom_daily``: what has to be done once a day; for cron."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iom_wagtail import daily


class Command(BaseCommand):
    """Do every daily task, each by itself; print numbers, nobody's words."""

    help = "Does what is due each day, or the tasks that are named; fails when one of them failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the names of tasks."""
        parser.add_argument(
            "tasks", nargs="*", metavar="task", help="all of them when none is named"
        )
        parser.add_argument("--list", action="store_true", help="print the names of the tasks")

    def handle(self, *args: Any, tasks: list[str], **options: Any) -> None:
        """Run and report; raises ``CommandError`` when a task failed or isn't known."""
        if options["list"]:
            self.stdout.write("\n".join(daily.names()))
            return
        try:
            found = daily.run(tasks)
        except daily.UnknownTask as error:
            raise CommandError(
                f"Unknown: {', '.join(error.args)}. There are: {', '.join(daily.names())}."
            ) from None
        failed = []
        for done in found:
            if done.count is None:
                failed.append(done.name)
            else:
                self.stdout.write(f"{done.name}: {done.count}")
        if failed:
            raise CommandError(f"Failed (see the log): {', '.join(failed)}.")
