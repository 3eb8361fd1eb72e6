"""What the papers of one route are made from, as its reader may see it.

Everything is asked once and only when a paper needs it, so a whole dossier costs a fixed number
of queries. Builders in ``papers/`` take these and ask the database nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from iom_wagtail.approval.sheets import short_url
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import AttachmentKind
from iom_wagtail.journal.meetings.queries import meetings
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.results.states import seen_values
from iom_wagtail.journal.testimonials.queries import readable
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.routes import rules
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.office.rows import people_today
from iom_wagtail.routes.rules import Ability

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.approval.models import ApprovedVersion
    from iom_wagtail.journal.meetings.models import Consultation
    from iom_wagtail.journal.testimonials.models import Testimonial
    from iom_wagtail.outcome.models import CouncilDecision
    from iom_wagtail.paperwork.scans.models import SignedScan
    from iom_wagtail.routes.managers import RouteQuerySet


@dataclass(frozen=True, slots=True)
class Text:
    """A text that papers show: an approved version, or a draft (``number`` is None).

    ``grifs`` and ``numbered`` are the school's print options of today; all else is as signed.
    """

    data: dict[str, Any]
    words: str
    grifs: bool
    numbered: bool
    number: int | None = None
    signature: dict[str, Any] = field(default_factory=dict)
    trail: list[dict[str, Any]] = field(default_factory=list)
    sha256: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A held checkpoint: its row in the programme, the record, its values as the reader sees."""

    planned: dict[str, Any]
    row: CheckpointResult
    seen: dict[str, Any]


def readable_routes(user: AbstractBaseUser) -> RouteQuerySet:
    """Return the routes the user may see, with all that their papers ask of a page."""
    routes = RoutePage.objects.visible_to(user).with_stop()
    return routes.select_related("school__director", "school__deputy", "school__site")


def all_sources(pages: Sequence[RoutePage], user: AbstractBaseUser) -> Iterator[Sources]:
    """Yield the sources of many readable routes; people and conclusions are asked for once.

    Each page gets its ``reader``.
    """
    prefetch_related_objects(pages, people_today())
    conclusions = {
        found.route_page_id: found
        for found in ConclusionPage.objects.visible_to(user)
        .select_related("council")
        .filter(route_page__in=[page.pk for page in pages])
    }
    for page in pages:
        # Django can't prefetch into a ``cached_property``.
        page.__dict__["current_assignments"] = page.people_today
        page.reader = page.permissions_for_user(user)
        sources = Sources(page)
        sources.__dict__["conclusion_page"] = _below(page, conclusions.get(page.pk))
        yield sources


def _below(page: RoutePage, conclusion: ConclusionPage | None) -> ConclusionPage | None:
    """Return a conclusion that knows the page it lies under."""
    if conclusion is not None:
        conclusion.route_page = page
    return conclusion


class Sources:
    """What papers are made from, for the reader of a visible route (``routes.doors``).

    ``version`` asks for one version of the programme, ``draft`` for the text being worked on.
    """

    def __init__(self, page: RoutePage, *, version: int | None = None, draft: bool = False) -> None:
        self.page = page
        self._version = version
        self._draft = draft
        self.route_title = rules.route_title(page.year_start, page.number)
        self.year = rules.year_label(page.year_start)

    # --- texts ----------------------------------------------------------------

    @cached_property
    def programme(self) -> Text:
        """The programme that was asked for: a version, else the draft.

        Raises ``NoPaper`` when there is none for this reader.
        """
        if not self._draft:
            found = self._signed(self.page, self._version)
            if found is not None:
                return found
        if self._version is not None or not self.reads_draft:
            raise NoPaper
        return self._drafted(self.page)

    @property
    def reads_draft(self) -> bool:
        """Whether the reader may see texts that nobody has approved."""
        return self.page.reader.allows(Ability.READ_DRAFT)

    @cached_property
    def conclusion_page(self) -> ConclusionPage | None:
        """The conclusion, if the reader may see it now."""
        page = self.page
        found = ConclusionPage.objects.visible_to(page.reader.user).select_related("council")
        return _below(page, found.filter(route_page=page.pk).first())

    @cached_property
    def conclusion(self) -> Text | None:
        """The conclusion in force, or its draft for those who read it; else None."""
        page = self.conclusion_page
        if page is None:
            return None
        return self._signed(page) or (self._drafted(page) if self.reads_draft else None)

    def need_conclusion(self) -> Text:
        """Return the conclusion; raises ``NoPaper`` when there is none for this reader."""
        if self.conclusion is None:
            raise NoPaper
        return self.conclusion

    @property
    def council(self) -> CouncilDecision | None:
        """What the council decided about the conclusion in force."""
        page = self.conclusion_page
        return getattr(page, "council", None) if page is not None else None

    def _signed(self, page: ApprovedPage, number: int | None = None) -> Text | None:
        if number is None:
            version = page.version_in_force()
        else:
            version = page.approved_versions.filter(number=number).first()
        return self._text(page, version) if version is not None else None

    def _text(self, page: ApprovedPage, version: ApprovedVersion) -> Text:
        return Text(
            data=version.data,
            words=page.kind_words(version.number),
            number=version.number,
            signature=version.signature,
            trail=version.trail,
            sha256=version.sha256,
            address=short_url(page, version),
            **self._options,
        )

    def _drafted(self, page: ApprovedPage) -> Text:
        draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        if draft is not page:
            draft.borrow_people(page)
        number = (version.number if (version := page.version_in_force()) else 0) + 1
        return Text(data=draft.snapshot(), words=page.kind_words(number), **self._options)

    @property
    def _options(self) -> dict[str, bool]:
        school = self.page.school
        return {"grifs": school.print_grif, "numbered": school.print_clause_numbers}

    # --- what happened --------------------------------------------------------

    @cached_property
    def visits(self) -> list[LessonVisit]:
        """The visited lessons, the oldest first; two queries."""
        rows = LessonVisit.objects.present().filter(route=self.page)
        return list(rows.prefetch_related("visitors").order_by("visited_on", "pk"))

    @cached_property
    def results(self) -> list[Result]:
        """The held checkpoints in the order of the programme; what another side may not see yet
        is left out.
        """
        rows = {
            str(row.checkpoint): row
            for row in CheckpointResult.objects.present().filter(route=self.page)
            if row.held_on
        }
        offices, together = self.page.reader.offices, self.page.school.assessments_together
        return [
            Result(planned, row, seen_values(row, offices, together=together)[0])
            for planned in self.programme.data["checkpoints"]
            if (row := rows.get(planned["uuid"]))
        ]

    @cached_property
    def meetings(self) -> list[Consultation]:
        """The meetings, the oldest first."""
        return list(meetings(self.page).order_by("held_on", "pk"))

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files attached to the card, by kind in the order of 5.3, then by day."""
        rows = Attachment.objects.filter(route=self.page).select_related("added_by")
        kinds = AttachmentKind.values
        return sorted(rows.order_by("dated_on", "pk"), key=lambda row: kinds.index(row.kind))

    @cached_property
    def all_scans(self) -> list[SignedScan]:
        """The scans of signed papers; ``scans.queries`` tells which of them the reader may see."""
        return list(self.page.signed_scans.order_by("pk"))

    @cached_property
    def testimonials(self) -> list[Testimonial]:
        """The testimonials this reader may read, the oldest first."""
        rows = readable(self.page).select_related("created_by")
        return list(rows.order_by("given_on", "pk"))
