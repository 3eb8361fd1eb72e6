"""A conclusion as a paper: its words, its addresses, its text; needs no fields of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from iom_wagtail.approval.rules import Step
from iom_wagtail.approval.versions import newest_of
from iom_wagtail.approval.wording import Verb
from iom_wagtail.outcome.outline import differences
from iom_wagtail.outcome.reading import read_conclusion

if TYPE_CHECKING:
    from wagtail.models import Revision

    from iom_wagtail.approval.comparison import Changes, Snapshot
    from iom_wagtail.outcome.reading import ConclusionReading


class ConclusionPaper:
    """Mixin of the conclusion's page."""

    #: The director approves a conclusion by an order or a protocol, with its number and date.
    asks_document = True

    text_template = "iom_wagtail/outcome/sheet.html"

    # --- words and addresses --------------------------------------------------

    def kind_words(self, number: int) -> str:
        """Return «Общее заключение», from the second version on with its number."""
        if number == 1:
            return _("General conclusion")
        return _("General conclusion, version %(number)d") % {"number": number}

    def about(self) -> str:
        """Return the title of the route: the own title would say twice what it is."""
        return self.route_page.title

    def whom(self) -> str:
        """Return the teacher as lists write names, with the post."""
        teacher = self.route_page.teacher
        if teacher is None:
            return self.title
        return ", ".join(part for part in (teacher.list_name, teacher.position) if part)

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list of routes, the route and the conclusion."""
        teacher = self.route_page.teacher
        return [
            (_("Routes"), reverse("iom_routes")),
            (
                teacher.list_name if teacher else self.route_page.title,
                reverse("iom_route", args=[self.route_page_id]),
            ),
            (_("Outcomes and conclusion"), self.reading_url()),
        ]

    def verb(self, step: Step) -> Verb:
        """Return how yes is said to a conclusion."""
        match step:
            case Step.TEACHER:
                return Verb(_("Acquainted"), _("Confirm acquaintance"), _("Your mark is recorded."))
            case Step.DIRECTOR:
                # Translators: «Утверждаю», «Утвердить заключение»
                done = _("Approved and in force.")
                return Verb(_("I approve"), _("Approve the conclusion"), done)
        # Translators: «Согласовано», «Согласовать заключение»
        return Verb(_("Agreed"), _("Agree to the conclusion"), _("Agreed; the next step is asked."))

    def approval_url(self) -> str:
        """Return where it is decided."""
        return reverse("iom_route_conclusion_approval", args=[self.route_page_id])

    def reading_url(self) -> str:
        """Return where it is read."""
        return reverse("iom_route_conclusion", args=[self.route_page_id])

    def version_url(self, number: int) -> str:
        """Return the page of one version."""
        return reverse("iom_route_conclusion_version", args=[self.route_page_id, number])

    def sheet_url(self, number: int) -> str:
        """Return the approval sheet of one version."""
        return reverse("iom_route_conclusion_sheet", args=[self.route_page_id, number])

    # --- text -----------------------------------------------------------------

    def text_of(self, revision: Revision) -> Any:
        """Return the conclusion as a revision holds it, with route and evidence of today."""
        self._bring_versions()
        text = type(self).from_serializable_data(revision.content, check_fks=False)
        text.pk = self.pk
        text.borrow_people(self)
        text.__dict__["evidence"] = self.evidence
        return text

    def _bring_versions(self) -> None:
        """Ask for the versions of conclusion and programme together: a text needs both."""
        pages = (self, self.route_page)
        if any("_version_in_force" in page.__dict__ for page in pages):
            return
        newest = newest_of(pages)
        for page in pages:
            page._version_in_force = newest.get(page.pk)

    def read(self, content: Snapshot) -> ConclusionReading:
        """Return the text as its official form reads."""
        return read_conclusion(content)

    def differences(self, before: Snapshot, after: Snapshot) -> list[Changes]:
        """Return what changed between two texts of the conclusion."""
        return differences(before, after)
