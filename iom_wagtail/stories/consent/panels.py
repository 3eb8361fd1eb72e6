"""The editor's panel of consents: who is shown with what, and whether each of them allowed it."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from wagtail.admin.panels import Panel
from wagtail.admin.telepath import register as register_telepath_adapter


class ConsentPanel(Panel):
    """Says of each person of the page, as it was saved last, what is shown and what is missing."""

    class BoundPanel(Panel.BoundPanel):
        """Draws the page's own answer."""

        template_name = "iom_wagtail/stories/consent/panel.html"
        telepath_adapter_name = "wagtail.panels.Panel"

        @property
        def media(self) -> Media:
            """The office's style sheet."""
            return Media(css={"all": ["iom_wagtail/office/office.css"]})

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the lines of the panel, and where to go on from here."""
            context = super().get_context_data(parent_context)
            context.update(self.instance.consents_told(self.request.user))
            return context


register_telepath_adapter(ConsentPanel.BoundPanel)
