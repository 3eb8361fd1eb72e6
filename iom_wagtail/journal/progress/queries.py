"""Reading what is known of a route's items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Value

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.progress.models import ItemProgress

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

EVIDENCE = "evidence"


def progress_and_evidence(page: RoutePage) -> tuple[list[ItemProgress], dict[str, int]]:
    """Return the records of a route's items, and item uuid → how many files prove it.

    One query, for every tap asks it: the counts are rows of the same UNION, and all they have is
    an item and a number. An item may have files before anything is written of it.
    """
    fields = ItemProgress._meta.concrete_fields
    names = [field.attname for field in fields]
    blank = {
        name: Value(None, output_field=field)
        for name, field in zip(names, fields, strict=True)
        if name != "item"
    }
    written = ItemProgress.objects.filter(route=page).order_by()
    counted = (
        Attachment.objects.filter(route_id=page.pk, item__isnull=False)
        .order_by()
        .values("item")
        .annotate(**{EVIDENCE: Count("pk")}, **{f"no_{name}": none for name, none in blank.items()})
        .values_list(*(f"no_{name}" if name in blank else name for name in names), EVIDENCE)
    )
    rows: list[ItemProgress] = []
    counts: dict[str, int] = {}
    both = written.annotate(**{EVIDENCE: Value(0)}).values_list(*names, EVIDENCE)
    for *values, count in both.union(counted, all=True):
        if count:
            counts[str(values[names.index("item")])] = count
        else:
            rows.append(ItemProgress.from_db(page._state.db, names, values))
    return rows, counts
