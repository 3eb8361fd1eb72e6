"""Scans of the papers that were signed by hand."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from iom_wagtail.paperwork.archive.shapes.base import Chosen, Person, Shape


class ScanShape(Shape):
    """A page or file of a signed paper; several together may be the whole paper.

    ``path`` is the file in the archive, nothing if it was missing. ``version`` is the number of the
    approved version that the paper shows, and ``shows`` the file of its text; papers of records
    (``record`` is the ``uuid``) show none.
    """

    uuid: UUID
    path: str | None
    file_name: str
    file_kind: str
    file_size: int
    sha256: str
    paper: Chosen
    record: UUID | None
    version: int | None
    shows: str | None
    added_by: Person
    added_at: dt.datetime
