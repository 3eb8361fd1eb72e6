"""What this part offers to Wagtail's hooks, and to the office of routes."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from iom_wagtail.routes.office.ways import Way, offer


def urls() -> list[URLPattern]:
    """Return the address of the import, under ``/admin/``."""
    from iom_wagtail.paperwork.intake.word.views import WordImportView

    return [
        path("iom/routes/import/word/", WordImportView.as_view(), name="iom_route_import_word"),
    ]


def register() -> None:
    """Offer the import beside opening a route by hand."""
    offer(
        Way(
            label=_("From a Word file"),
            about=_("Is the route in a Word file already? It needn't be typed again."),
            url_name="iom_route_import_word",
            icon="upload",
        )
    )
