"""The field for a day in the admin: Wagtail's calendar, which keeps what was typed."""

from __future__ import annotations

from typing import Any

from wagtail.admin.widgets import AdminDateInput


class DayInput(AdminDateInput):
    """Shows days as 17.06.2026; what is no date stays as typed, so that a message can quote it.

    Wagtail's calendar puts *today* in its place when the field is left, without a word.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%d.%m.%Y")

    def get_config(self) -> dict[str, Any]:
        """Return the calendar's settings; checking is the form's matter."""
        return {**super().get_config(), "validateOnBlur": False}
