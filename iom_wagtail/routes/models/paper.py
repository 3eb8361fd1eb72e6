"""What approval asks of a route as a paper: its words, its addresses, its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.wording import Verb
from iom_wagtail.conf import get_settings
from iom_wagtail.routes.outline import differences
from iom_wagtail.routes.reading import read_route

if TYPE_CHECKING:
    from wagtail.models import Revision

    from iom_wagtail.approval.comparison import Changes, Snapshot
    from iom_wagtail.routes.reading import Reading


class RoutePaper:
    """Mixin of the route page: the answers that need neither fields nor queries of their own."""

    head_template = "iom_wagtail/routes/approval_head.html"
    text_template = "iom_wagtail/routes/text.html"

    # --- words and addresses --------------------------------------------------

    def about(self) -> str:
        """Return its own title."""
        return self.title

    def kind_words(self, number: int) -> str:
        """Return «Программа, редакция 2»."""
        return _("Programme, version %(number)d") % {"number": number}

    def whom(self) -> str:
        """Return the teacher as lists write names, with the post."""
        teacher = self.teacher
        if teacher is None:
            return self.title
        return ", ".join(part for part in (teacher.list_name, teacher.position) if part)

    def verb(self, step: Step) -> Verb:
        """Return how yes is said to a programme."""
        match step:
            case Step.TEACHER:
                # Translators: «Ознакомлен(а)», «Подтвердить ознакомление»
                return Verb(_("Acquainted"), _("Confirm acquaintance"), _("Your mark is recorded."))
            case Step.DIRECTOR:
                # Translators: «Утверждаю», «Утвердить программу»
                return Verb(_("I approve"), _("Approve the programme"), _("Approved and in force."))
        # Translators: «Согласовано», «Согласовать программу»
        return Verb(_("Agreed"), _("Agree to the programme"), _("Agreed; the next step is asked."))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list of routes and the route."""
        teacher = self.teacher
        return [
            (_("Routes"), reverse("iom_routes")),
            (teacher.list_name if teacher else self.title, self.reading_url()),
        ]

    def approval_url(self) -> str:
        """Return the decision page of the route."""
        return reverse("iom_route_approval", args=[self.pk])

    def reading_url(self) -> str:
        """Return the page of the route."""
        return reverse("iom_route", args=[self.pk])

    def version_url(self, number: int) -> str:
        """Return the page of one version."""
        return reverse("iom_route_version", args=[self.pk, number])

    def sheet_url(self, number: int) -> str:
        """Return the approval sheet of one version."""
        return reverse("iom_route_version_sheet", args=[self.pk, number])

    # --- text -----------------------------------------------------------------

    def text_of(self, revision: Revision) -> Any:
        """Return the route as a revision holds it, with the people and the school of today.

        ``revision.as_object()`` asks the database once a row whether the row's page still
        exists; here it is the very page that asks.
        """
        text = type(self).from_serializable_data(revision.content, check_fks=False)
        text.pk = self.pk
        text.borrow_people(self)
        if "is_stopped" in self.__dict__:
            text.is_stopped = self.is_stopped
        return text

    def read(self, content: Snapshot) -> Reading:
        """Return the text as its readers see it today."""
        soon = get_settings().deadline_soon_days
        return read_route(content, timezone.localdate(), soon_days=soon)

    def differences(self, before: Snapshot, after: Snapshot) -> list[Changes]:
        """Return what changed between two texts of the route."""
        return differences(before, after)
