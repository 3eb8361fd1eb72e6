"""Where a record of a route is shown, to whom, and how its pages are read."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from bs4 import BeautifulSoup
from django.urls import reverse

from iom_wagtail.journal.kinds import KINDS
from tests.factories import Cast
from tests.journal.written import row_of

PAGES = {kind.model._meta.model_name: kind for kind in KINDS.values()}


def addresses(cast: Cast, kind: str, record: Any) -> list[str]:
    """Return every address at which a record may be read, by those on its route."""
    pk = cast.route.pk
    stream = reverse("iom_route_stream", args=[pk])
    found = [reverse("iom_route", args=[pk]), stream]
    match kind:
        case "diaryreply":
            own = [reverse("iom_route_diary_entry", args=[pk, record.entry.uuid])]
        case "itemprogress":
            own = [reverse("iom_route_item", args=[pk, row_of(cast, "programme")])]
        case "checkpointresult":
            own = [reverse("iom_route_checkpoint", args=[pk, row_of(cast, "checkpoints")])]
        case "attachment":
            own = [reverse("iom_route_attachments", args=[pk])]
        case "lessonvisit":
            own = [PAGES[kind].list_url(cast.route), PAGES[kind].record_url(record)]
            own.append(reverse("iom_route_visit_change", args=[pk, record.uuid]))
        case _:
            own = [PAGES[kind].list_url(cast.route), PAGES[kind].record_url(record)]
    return [*found, *own, reverse("iom_lines")]


def tree(response: Any) -> BeautifulSoup:
    """Return a page as a browser understands it."""
    return BeautifulSoup(response.content, "html.parser")


def workbook(client: Any) -> list[str]:
    """Return all cells of the office's exported list."""
    response = client.get(reverse("iom_lines", query={"export": "xlsx"}))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value]
