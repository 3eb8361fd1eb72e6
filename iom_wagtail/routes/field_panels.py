"""Fields of the route's page: plain, days, people; plain text for whoever may not write."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

from iom_wagtail.routes import comparisons
from iom_wagtail.routes.fields import format_date
from iom_wagtail.routes.rules import Ability


class PlainFieldPanel(FieldPanel):
    """A field whose widget needs nothing from the editor's script."""

    read_only_output_template_name = "iom_wagtail/routes/editor/said.html"

    class BoundPanel(FieldPanel.BoundPanel):
        """Tells the stock script that it exists, and not a second time how it is drawn.

        A closed form shows what is written instead of a control that could not be saved.
        """

        telepath_adapter_name = "wagtail.panels.Panel"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self.form.closed:
                self.read_only = True

        def id_for_label(self) -> str:
            """Keep the field's id, which messages lead to."""
            return self.bound_field.id_for_label if self.bound_field else super().id_for_label()

        def is_required(self) -> bool:
            """Ask for nothing where nothing can be written."""
            return not self.read_only and super().is_required()

        def get_read_only_context_data(self) -> dict[str, Any]:
            """Draw the value in words; the hint how to write it is left out."""
            self.help_text = ""
            return super().get_read_only_context_data()

        @property
        def value_from_instance(self) -> str:
            """Return the value as a person would write it."""
            return self.words(getattr(self.instance, self.field_name)) or "—"

        def words(self, value: Any) -> str:
            """Return a text, a day, a choice or a yes in words; "" for nothing."""
            if isinstance(value, bool):
                return _("yes") if value else _("no")
            if isinstance(value, dt.date):
                return format_date(value)
            if choices := self.panel.db_field.choices:
                return str(dict(choices).get(value, value or ""))
            return "" if value is None else str(value)

        def js_opts(self) -> dict[str, Any]:
            """Return kind and prefix only."""
            return {"type": "FieldPanel", "prefix": self.prefix}

    def format_value_for_display(self, value: str) -> str:
        """Return the words as they are."""
        return value


class PrivateNotePanel(PlainFieldPanel):
    """A note for those who write the page, as long as there is one; no comparison quotes it."""

    class BoundPanel(PlainFieldPanel.BoundPanel):
        """Shows itself to writers alone."""

        def is_shown(self) -> bool:
            """Return whether there is a note, and the user writes this page."""
            field = self.bound_field
            if not super().is_shown() or self.read_only or field is None:
                return False
            return bool(field.value()) and self._writes()

        def _writes(self) -> bool:
            return self.instance.permissions_for_user(self.request.user).allows(Ability.EDIT)

        def get_comparison(self) -> list[Any]:
            """Return nothing: the note is no part of the text."""
            return []


class ListFieldPanel(PlainFieldPanel):
    """A field of the page that holds a list: people, compared by their names."""

    class BoundPanel(PlainFieldPanel.BoundPanel):
        """Names the people."""

        def words(self, value: Any) -> str:
            """Return «Дроздова С. П., Орлова М. В.»."""
            return ", ".join(name for key, name, _title in self.form.people if key in (value or ()))

    def get_comparison_class(self) -> type:
        """Return what compares people in words."""
        return comparisons.StaffComparison


class DateFieldPanel(PlainFieldPanel):
    """A day of the page, compared as 17.06.2026."""

    def get_comparison_class(self) -> type:
        """Return what compares days in words."""
        return comparisons.DateComparison
