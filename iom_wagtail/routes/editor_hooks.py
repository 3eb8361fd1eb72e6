"""What the route editor offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse

from iom_wagtail.routes.tables import TABLES

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def after_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Come back to the inserted or moved row after a button without JavaScript."""
    if request.method != "POST" or page.specific_class.__name__ != "RoutePage":
        return None
    from iom_wagtail.routes.row_moves import rewrite

    _data, target = rewrite(request.POST, TABLES, 10_000)
    if not target:
        return None
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return HttpResponseRedirect(f"{address}#row-{target}")
