"""Panels of the route's editor that only say something: who is on the route, what is in force."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import date as date_filter
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel
from wagtail.admin.telepath import register as register_telepath_adapter

from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.rules import Ability


class InfoPanel(Panel):
    """A panel that only says something; it adds nothing to the form."""

    template_name = ""

    class BoundPanel(Panel.BoundPanel):
        """Draws the panel's template with its facts."""

        telepath_adapter_name = "wagtail.panels.Panel"

        @property
        def template_name(self) -> str:
            """The template named by the panel."""
            return self.panel.template_name

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the page and the panel's facts about it."""
            context = super().get_context_data(parent_context)
            context.update(self.panel.facts(self.instance, self.request.user))
            return context

    def facts(self, page: Any, user: Any) -> dict[str, Any]:
        """Return what the template shows about a page to a user."""
        raise NotImplementedError


register_telepath_adapter(InfoPanel.BoundPanel)


class RoutePeoplePanel(InfoPanel):
    """Who is on the route, read-only, with a link to change it (5.1, items 2 and 3)."""

    template_name = "iom_wagtail/routes/editor/people.html"

    def facts(self, page: Any, user: Any) -> dict[str, Any]:
        """Return teacher, mentors and participants of today."""
        rows = list(page.current_assignments)
        return {
            "teachers": [row for row in rows if row.role == Role.TEACHER],
            "mentors": [row for row in rows if row.role == Role.MENTOR],
            "participants": [row for row in rows if row.role == Role.PARTICIPANT],
            "people_url": reverse("iom_route_people", args=[page.pk]),
            "changes": page.permissions_for_user(user).allows(Ability.ASSIGN),
        }


class VersionNotePanel(InfoPanel):
    """What is in force and what is being written."""

    template_name = "iom_wagtail/routes/editor/version_note.html"

    def facts(self, page: Any, user: Any) -> dict[str, Any]:
        """Return the note: the version in force, and the number of the draft."""
        version = page.version_in_force()
        if version is None:
            return {"note": _("This is the first draft: nothing is approved yet.")}
        note = _(
            "Version %(number)d of %(day)s is in force. This is the draft of version %(next)d: "
            "what is approved doesn't change until the director approves it."
        )
        values = {
            "number": version.number,
            "day": date_filter(version.approved_at, "d.m.Y"),
            "next": version.number + 1,
        }
        return {"note": note % values}
