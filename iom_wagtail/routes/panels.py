"""The edit form of a route: tabs like the papers, help texts that quote the clause."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.telepath import register as register_telepath_adapter

from iom_wagtail.approval.rules import Problem
from iom_wagtail.routes.field_panels import (
    DateFieldPanel,
    ListFieldPanel,
    PlainFieldPanel,
    PrivateNotePanel,
)
from iom_wagtail.routes.info_panels import RoutePeoplePanel, VersionNotePanel
from iom_wagtail.routes.table_panel import TablePanel

#: How many problems stand above the tabs; the others stand under their rows.
MOST_LISTED = 20

#: White space between tags; never the (blank) inside of a textarea.
_INDENT = re.compile(r"(?<=>)\s{2,}(?=<(?!/textarea))")


class RouteTab(ObjectList):
    """A tab with an address that doesn't depend on the language: ``#tab-programme``."""

    def __init__(self, children: Any = (), slug: str = "", **kwargs: Any) -> None:
        super().__init__(children, **kwargs)
        self.slug = slug

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep the address when the panel is bound to its model."""
        return {**super().clone_kwargs(), "slug": self.slug}

    @property
    def clean_name(self) -> str:
        """Name the tab by its address, not by its translated heading."""
        return self.slug


def _words() -> dict[str, str]:
    """Return what the script says; «%s» stands for «Item 3»."""
    return {
        "above": _("Insert above"),
        "below": _("Insert below"),
        "duplicate": _("Duplicate"),
        "up": _("Move up"),
        "down": _("Move down"),
        "remove": _("Delete"),
        "undo": pgettext("deleted row", "Undo"),
        "insert": _("Insert here, after"),
        "handle": _("move"),
        "menu": _("insert, duplicate, delete"),
        "inserted": _("Inserted: %s"),
        "moved": _("Moved, now: %s"),
        "deleted": _("Deleted: %s"),
        "pasted": _("Rows pasted: %s."),
        "paste_undo": _("Take the pasted cells back"),
        "paste_undone": _("The pasted cells are taken back."),
        "paste_left": _("Columns without a place here: %s."),
        "paste_outside": _("The text beside the table was not pasted."),
        "paste_long": _("There are %s rows in the clipboard; paste at most 500 at once."),
    }


class RouteTabs(TabbedInterface):
    """The tabs, with what is missing or in conflict above them."""

    @register_telepath_adapter
    class BoundPanel(TabbedInterface.BoundPanel):
        """Shows all tabs at once when JavaScript is off."""

        template_name = "iom_wagtail/routes/editor/tabs.html"

        def render_html(self, parent_context: Any = None) -> SafeString:
            """Draw the tabs without the indentation of the stock templates: a fifth of the page."""
            html = super().render_html(parent_context)
            return mark_safe(_INDENT.sub("\n", html))

        def _listed(self, problems: list[Problem]) -> list[dict[str, Any]]:
            """Return the first problems with the element each one leads to."""
            return [
                {"problem": problem, "anchor": self.form.anchor(problem)}
                for problem in problems[:MOST_LISTED]
            ]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return problems with the places they lead to, and the conflict, if any."""
            context = super().get_context_data(parent_context)
            # What has been submitted is complete, or it would not be there.
            waits = self.form.closed and self.instance.in_approval
            found = [] if waits else self.form.current_problems()
            errors = [problem for problem in found if problem.blocking]
            warnings = [problem for problem in found if not problem.blocking]
            context.update(
                {
                    "errors": self._listed(errors),
                    "error_count": len(errors),
                    "more_errors": max(0, len(errors) - MOST_LISTED),
                    "warnings": self._listed(warnings),
                    "more_warnings": max(0, len(warnings) - MOST_LISTED),
                    "refused": bool(errors and self.form.is_bound),
                    "conflict": self.form.conflict,
                    "words": _words(),
                    "user_id": str(self.request.user.pk),
                    "ping_url": reverse("iom_editor_ping"),
                    "login_url": reverse("wagtailadmin_login"),
                }
            )
            return context


def _field(name: str, *, kind: type[FieldPanel] = PlainFieldPanel, **kwargs: Any) -> FieldPanel:
    return kind(name, disable_comments=True, **kwargs)


def _day(name: str, **kwargs: Any) -> FieldPanel:
    return _field(name, kind=DateFieldPanel, **kwargs)


def _passport() -> RouteTab:
    return RouteTab(
        [
            VersionNotePanel(),
            _field(
                "import_note",
                kind=PrivateNotePanel,
                help_text=gettext_lazy(
                    "What the file held and the route has no place for. Only those who write the "
                    "route see it; it is no part of the approved text. Clear it when done."
                ),
            ),
            # Translators: people of the route (5.1, items 2 and 3)
            RoutePeoplePanel(heading=gettext_lazy("People")),
            MultiFieldPanel(
                [
                    FieldRowPanel([_day("decision_date"), _field("decision_basis")]),
                    FieldRowPanel([_day("start_on"), _day("end_on")]),
                ],
                heading=gettext_lazy("Decision and period"),
                # Translators: п. 5.1 Положения, «Решение о сопровождении принято (дата)»
                help_text=gettext_lazy("Clause 5.1 of the regulation, item 1 of the passport."),
            ),
            MultiFieldPanel(
                [
                    _field("goal"),
                    FieldRowPanel([_field("dominance"), _field("place")]),
                    _field("place_note"),
                ],
                heading=gettext_lazy("Goal and kind of the route"),
                help_text=gettext_lazy("Clauses 2.1 and 3.1 of the regulation."),
            ),
            TablePanel("objectives", tab="passport"),
            MultiFieldPanel(
                [
                    FieldRowPanel([_field("achievements"), _field("requests")]),
                    FieldRowPanel([_field("strengths"), _field("weaknesses")]),
                    _field("self_education_topic"),
                ],
                heading=gettext_lazy("What the route starts from"),
                help_text=gettext_lazy("Clause 3.1 of the regulation. One thing on a line."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([_field("mentor_consent"), _day("mentor_consent_on")]),
                    _field("mentor_consent_document"),
                    _field("mentor_order"),
                ],
                heading=gettext_lazy("The mentor's consent and order"),
            ),
        ],
        slug="passport",
        # Translators: «Паспорт» (5.1)
        heading=gettext_lazy("Passport"),
    )


def _card() -> RouteTab:
    return RouteTab(
        [
            MultiFieldPanel(
                [
                    _field("subject"),
                    FieldRowPanel([_field("education"), _field("category")]),
                    FieldRowPanel([_field("total_experience"), _field("school_experience")]),
                    _field("load_words"),
                    FieldRowPanel([_field("load_hours"), _field("classes")]),
                ],
                heading=gettext_lazy("Card of the teacher"),
                help_text=gettext_lazy("Clause 5.2 of the regulation."),
            ),
            TablePanel("taught_programmes", tab="card"),
        ],
        slug="card",
        # Translators: «Карта» (5.2)
        heading=gettext_lazy("Card"),
    )


def _diagnosis() -> RouteTab:
    return RouteTab(
        [
            MultiFieldPanel(
                [
                    _day("diagnosed_on"),
                    _field("diagnosed_by", kind=ListFieldPanel),
                    _field("diagnosed_by_other"),
                ],
                heading=gettext_lazy("Diagnosis: when and by whom"),
                help_text=gettext_lazy("Clause 4.2 of the regulation."),
            ),
            TablePanel("difficulties", tab="diagnosis"),
        ],
        slug="diagnosis",
        # Translators: «Диагностика» (4)
        heading=gettext_lazy("Diagnosis"),
    )


def route_edit_handler() -> RouteTabs:
    """Return the edit form of a route; no Promote tab, no title, no slug, no comments."""
    return RouteTabs(
        [
            _passport(),
            _card(),
            _diagnosis(),
            RouteTab(
                [TablePanel("programme_items", tab="programme")],
                slug="programme",
                # Translators: «Программа» (5.1)
                heading=gettext_lazy("Programme"),
            ),
            RouteTab(
                [TablePanel("checkpoints", tab="checkpoints")],
                slug="checkpoints",
                # Translators: «Срезы» (3.1)
                heading=pgettext_lazy("tab", "Checkpoints"),
            ),
        ]
    )
