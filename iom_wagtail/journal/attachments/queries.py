"""What is read of attachments: by set, by item. Whoever sees the route reads them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import COMPARISONS, AttachmentKind, Moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.routes.models import RoutePage


@dataclass
class FileSet:
    """Files that belong together, as a page shows them; it has at least one file."""

    batch: UUID
    files: list[Attachment] = field(default_factory=list)
    item: dict[str, Any] | None = None

    @property
    def first(self) -> Attachment:
        """The file that was attached first; it speaks for the set."""
        return self.files[0]

    @property
    def title(self) -> str:
        """The title the files share, or "" when each is called by its own name."""
        return self.first.title if len({row.title for row in self.files}) == 1 else ""

    @property
    def before(self) -> list[Attachment]:
        """What was before the accompaniment."""
        return [row for row in self.files if row.moment == Moment.BEFORE]

    @property
    def after(self) -> list[Attachment]:
        """What came after it."""
        return [row for row in self.files if row.moment == Moment.AFTER]

    @property
    def others(self) -> list[Attachment]:
        """Files of neither side: the analysis itself, sheets of a survey."""
        return [row for row in self.files if not row.moment]

    @property
    def notes(self) -> list[str]:
        """The notes of its files, each once."""
        return list(dict.fromkeys(row.note for row in self.files if row.note))

    @property
    def by_whom(self) -> str:
        """Who compared or surveyed."""
        return ", ".join(dict.fromkeys(row.by_whom for row in self.files if row.by_whom))

    @property
    def compares(self) -> bool:
        """Whether it has two sides, of which one may be still to come."""
        return bool(self.before or self.after)

    @property
    def may_compare(self) -> bool:
        """Whether material of this kind can have sides."""
        return self.first.kind in COMPARISONS


def file_sets(page: RoutePage, *, item: UUID | None = None) -> list[FileSet]:
    """Return the attachments of a route by set, in the order of the regulation; one query.

    With ``item`` only its evidence.
    """
    order = AttachmentKind.values
    rows = _rows(page) if item is None else _rows(page).filter(item=item)
    sets: dict[UUID, FileSet] = {}
    for row in rows.order_by("pk"):
        sets.setdefault(row.batch, FileSet(row.batch)).files.append(row)
    items = items_of(page)
    for each in sets.values():
        each.item = items.get(str(each.first.item))
    return sorted(sets.values(), key=lambda s: (order.index(s.first.kind), s.first.dated_on))


def file_set(page: RoutePage, batch: UUID) -> FileSet | None:
    """Return one set of this very route, or None; one query."""
    rows = list(_rows(page).filter(batch=batch).order_by("pk"))
    return FileSet(batch, rows) if rows else None


def items_of(page: RoutePage) -> dict[str, dict[str, Any]]:
    """Return the items of the programme in force by their uuid; none before the first version."""
    version = page.version_in_force()
    return {row["uuid"]: row for row in version.data["programme"]} if version else {}


def may_be_evidence(page: RoutePage, item: UUID, batch: UUID | None) -> bool:
    """Return whether a file may be attached to an item: one of the programme in force.

    A set grows on when a later version has dropped its item.
    """
    return str(item) in items_of(page) or page.attachments.filter(batch=batch, item=item).exists()


def _rows(page: RoutePage) -> QuerySet[Attachment]:
    return Attachment.objects.filter(route_id=page.pk).select_related("added_by")
