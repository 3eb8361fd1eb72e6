"""``manage.py check_paper_templates``: can a school's own paper forms be filled in?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iom_wagtail.conf import get_settings
from iom_wagtail.paperwork.rendering.checking import faults_of
from iom_wagtail.paperwork.rendering.docx import OURS


class Command(BaseCommand):
    """Name unknown placeholders, broken tags and what a form doesn't print, each with its place."""

    help = (
        "Checks paper templates: the files that are named, else those in "
        'IOM_WAGTAIL["paper_templates"], else the ones that come with the program.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="*", type=Path, metavar="file")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        """Print every fault; exit with an error when there is one."""
        folder = Path(get_settings().paper_templates or OURS)
        paths = files or sorted(folder.glob("[!~]*.docx"))
        if not paths:
            raise CommandError(_("There are no templates (.docx) in %s.") % folder)
        count = 0
        for path in paths:
            for fault in faults_of(path):
                count += 1
                self.stderr.write(f"{path.name}: {fault}")
        if count:
            raise CommandError(
                ngettext("%(count)d fault.", "%(count)d faults.", count) % {"count": count}
            )
        self.stdout.write(
            ngettext("%(count)d template checked.", "%(count)d templates checked.", len(paths))
            % {"count": len(paths)}
        )
