"""``manage.py export_route``: one route as an archive, for the server's administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iom_wagtail.paperwork.archive.actions import export_route
from iom_wagtail.paperwork.archive.reading import BrokenArchive
from iom_wagtail.routes.models import RoutePage


class Command(BaseCommand):
    """Write everything there is of a route into one file; print numbers, nobody's words."""

    help = "Exports one route with its records, files and checksums as a ZIP archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the route and the file."""
        parser.add_argument("pk", type=int, help="the number in the route's address")
        parser.add_argument("--output", type=Path, help="the file to write; route-<pk>.zip here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the archive; raises ``CommandError`` when there is none in the end."""
        output = options["output"] or Path(f"route-{options['pk']}.zip")
        if output.is_dir():
            raise CommandError(f"{output} is a folder: name a file.")
        try:
            report = export_route(options["pk"], output)
        except RoutePage.DoesNotExist:
            raise CommandError(f"There is no route {options['pk']}.") from None
        except OSError as error:
            raise CommandError(f"{output} can't be written: {error.strerror}.") from error
        except BrokenArchive as error:
            raise CommandError(f"The archive can't be read back: {error}.") from error
        if report.missing:
            self.stderr.write(f"{report.missing} file(s) are missing in the private storage.")
        if report.changed:
            self.stderr.write(f"{report.changed} file(s) are not what was attached.")
        self.stdout.write(
            f"{output}: {report.versions} approved version(s), {report.files} file(s)."
        )
