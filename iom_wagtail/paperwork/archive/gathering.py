"""From the database to the shapes of the archive, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import Moment
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.paperwork.archive import names
from iom_wagtail.paperwork.archive.records import RECORDS, records
from iom_wagtail.paperwork.archive.shapes import RouteArchive
from iom_wagtail.paperwork.archive.shapes.base import Gathering
from iom_wagtail.paperwork.archive.shapes.school import PersonShape
from iom_wagtail.paperwork.archive.shapes.whole import FORMAT, SCHEMA_VERSION
from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.db.models.fields.files import FieldFile
    from wagtail.models import Page

    from iom_wagtail.files.models import PrivateFile
    from iom_wagtail.paperwork.scans.models import SignedScan

#: The tables of a route's text, and those of a conclusion's.
TABLES = ("objectives", "taught_programmes", "difficulties", "programme_items", "checkpoints")


@dataclass(frozen=True, slots=True)
class Stored:
    """A private file, the name it gets in the archive, and its checksum as the row has it."""

    path: str
    file: FieldFile
    sha256: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What goes into an archive: the route in shapes, the approved texts to the letter, files."""

    archive: RouteArchive
    versions: dict[str, str]
    files: list[Stored]


class _Beside:
    """A row and what belongs to it in the archive without being a column of it."""

    def __init__(self, row: Model, **more: Any) -> None:
        self.__dict__.update(more, row=row)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


def routes() -> QuerySet:
    """Return routes with what stands beside one: school, leaders, archive, tables, draft."""
    return RoutePage.objects.select_related(
        "school__director",
        "school__deputy",
        "archived__archived_by__staff_member",
        "latest_revision__user__staff_member",
    ).prefetch_related(*TABLES)


@translation.override("ru")
def gather(page: RoutePage) -> Gathered:
    """Return all that there is of a route (one of ``routes()``); labels are Russian for anybody."""
    conclusion = (
        ConclusionPage.objects.select_related(
            "council__recorded_by", "latest_revision__user__staff_member"
        )
        .prefetch_related("outcome_rows")
        .filter(route_page=page)
        .first()
    )
    pages = {"programme": page, "conclusion": conclusion}
    versions, events = _approval({kind: one for kind, one in pages.items() if one is not None})
    texts = {one.file: one.content for rows in versions.values() for one in rows}
    attachments, scans = _attachments(page), _scans(page, texts)
    whole = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "school": _Beside(page.school, methodists=list(page.school.methodists.all())),
        "route": _Beside(
            page,
            text=page,
            draft=_draft(page),
            archived=getattr(page, "archived", None),
            assignments=list(
                page.assignments.select_related("staff", "created_by__staff_member").order_by("pk")
            ),
            stops=list(page.stops.select_related("stopped_by", "resumed_by").order_by("pk")),
            approved_versions=versions[page.pk],
            approval_events=events[page.pk],
        ),
        "journal": {**_journal(page), "attachments": attachments},
        "conclusion": conclusion and _conclusion(conclusion, versions, events),
        "signed_scans": scans,
        "people": [],
    }
    return Gathered(
        archive=_shaped(whole),
        versions=texts,
        files=[
            Stored(row.path, row.file, row.sha256) for row in [*attachments, *scans] if row.path
        ],
    )


def _shaped(whole: dict[str, Any]) -> RouteArchive:
    """Return the shapes, with everybody who is named in them."""
    gathering = Gathering(staff=_staff(whole["school"], whole["route"]))
    archive = RouteArchive.model_validate(whole, context=gathering)
    people = [PersonShape.model_validate(person) for _key, person in sorted(gathering.met.items())]
    return archive.model_copy(update={"people": people})


def _staff(school: _Beside, route: _Beside) -> dict[int, StaffMember]:
    """Return by key whom diagnosis and checkpoints name; most often they are on the route."""
    here = [school.director, school.deputy, *school.methodists]
    here += [row.staff for row in route.assignments]
    known = {person.pk: person for person in here if person is not None}
    texts = [route.text, *([route.draft.text] if route.draft else [])]
    keys = {key for text in texts for key in text.diagnosed_by}
    keys |= {key for text in texts for row in text.checkpoints.all() for key in row.held_by}
    if missing := keys - known.keys():
        known |= StaffMember.objects.filter(school=school.row).in_bulk(missing)
    return known


def _draft(page: Page) -> _Beside | None:
    """Return the latest draft; as the revision has it, without asking for anything else."""
    revision = page.latest_revision
    if revision is None:
        return None
    return _Beside(revision, text=type(page).from_serializable_data(revision.content))


def _conclusion(page: ConclusionPage, versions: Any, events: Any) -> _Beside:
    return _Beside(
        page,
        text=page,
        draft=_draft(page),
        approved_versions=versions[page.pk],
        approval_events=events[page.pk],
        reopenings=list(page.reopenings.select_related("by").order_by("pk")),
        council=getattr(page, "council", None),
    )


def _approval(pages: dict[str, Page]) -> tuple[dict[int, list[Any]], dict[int, list[Any]]]:
    """Return the versions and the events of the pages, by the key of the page."""
    kinds = {page.pk: kind for kind, page in pages.items()}
    versions = ApprovedVersion.objects.filter(page__in=kinds).order_by("number")
    events = ApprovalEvent.objects.filter(page__in=kinds).select_related("person").order_by("pk")
    named = [_Beside(row, file=names.version(kinds[row.page_id], row.number)) for row in versions]
    return _grouped(named, "page_id"), _grouped(events, "page_id")


def _journal(page: RoutePage) -> dict[str, list[Any]]:
    """Return the records of each kind, with the history of each record."""
    changes = RecordChange.objects.filter(route=page).select_related("person").order_by("pk")
    by_record: dict[UUID, list[Any]] = _grouped(changes, "record")
    found = {
        name: [_Beside(row, history=by_record.pop(row.uuid, [])) for row in records(page, name)]
        for name in RECORDS
    }
    return {**found, "other_changes": [row for rows in by_record.values() for row in rows]}


def _attachments(page: RoutePage) -> list[_Beside]:
    """Return the attachments; one whose file is gone from the disk has no path."""
    rows = Attachment.objects.filter(route=page).select_related("added_by")
    return [
        _Beside(row, path=_attachment_path(place, row) if _lies_there(row) else None)
        for place, row in enumerate(rows.order_by("dated_on", "pk"), start=1)
    ]


def _lies_there(row: PrivateFile) -> bool:
    return row.file.storage.exists(row.file.name)


def _attachment_path(place: int, row: Attachment) -> str:
    side = {Moment.BEFORE: pgettext("file", "before"), Moment.AFTER: pgettext("file", "after")}
    extension = row.kind_of_file.extension
    return names.attachment(place, row.dated_on, row.title, side.get(row.moment, ""), extension)


def _scans(page: RoutePage, texts: Container[str]) -> list[_Beside]:
    """Return the scans of signed papers, each with the name of its paper and the text it shows."""
    rows = page.signed_scans.select_related("added_by").order_by("pk")
    return [_scan(place, row, texts) for place, row in enumerate(rows, start=1)]


def _scan(place: int, row: SignedScan, texts: Container[str]) -> _Beside:
    kind = KINDS.get(row.paper)
    name = str(kind.name) if kind else row.paper
    shown = names.version(kind.of, row.version) if kind and kind.of and row.version else None
    version = _("version %(number)s") % {"number": row.version} if row.version else ""
    path = names.scan(place, name, version, row.kind_of_file.extension)
    return _Beside(
        row,
        path=path if _lies_there(row) else None,
        paper={"value": row.paper, "label": name},
        shows=shown if shown in texts else None,
    )


def _grouped(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
