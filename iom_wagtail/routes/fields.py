"""Form fields of the route editor: dates as people write them, lists kept as JSON."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: The longest text of one cell, in characters: a page of paper holds about 2 000.
MAX_TEXT = 20_000

_SEPARATORS = re.compile(r"[.,/\s-]+")
_DIGITS = re.compile(r"^\d{8}$")


def format_date(day: dt.date | str | None) -> str:
    """Return «17.06.2026»; what is not a date (as somebody typed it) comes back unchanged."""
    if not day:
        return ""
    return f"{day:%d.%m.%Y}" if isinstance(day, dt.date) else str(day)


def parse_date(text: str) -> dt.date | None:
    """Return the day written as 17.06.2026, 17.6.26, 17062026 or 2026-06-17.

    Blank gives None; anything else raises ``ValueError``.
    """
    text = text.strip()
    if not text:
        return None
    if _DIGITS.match(text):
        text = f"{text[:2]}.{text[2:4]}.{text[4:]}"
    parts = [part for part in _SEPARATORS.split(text.rstrip(".г ")) if part]
    if len(parts) != 3:
        raise ValueError(text)
    first, month, last = (int(part) for part in parts)
    year, day = (first, last) if len(parts[0]) == 4 else (last, first)
    if len(parts[2]) == 2 and len(parts[0]) < 3:
        year += 2000
    if not 1950 <= year <= 2150:
        raise ValueError(text)
    return dt.date(year, month, day)


class RouteDateField(forms.DateField):
    """A day typed as 17.06.2026 or 2026-06-17, whatever the language of the interface."""

    default_error_messages = {
        "invalid": gettext_lazy("“%(value)s” is not a date. Write it as 17.06.2026."),
    }

    def to_python(self, value: Any) -> dt.date | None:
        """Return the date, or None; raises ``ValidationError`` quoting what was typed."""
        if isinstance(value, dt.datetime):
            return value.date()
        if value is None or isinstance(value, dt.date):
            return value
        try:
            return parse_date(str(value))
        except ValueError:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": value}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Show a date as 17.06.2026."""
        return format_date(value)


class ListField(forms.Field):
    """Several values ticked with checkboxes, kept as a JSON list.

    ``allowed`` answers which values may be stored, ``forgotten`` which ones are dropped
    without a word because their row was deleted in the same save.
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "unknown": gettext_lazy("“%(value)s” is not on the list. Tick again."),
    }

    def __init__(self, *, allowed: Collection[Any] = (), **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.allowed: Callable[[], Iterable[Any]] = lambda: allowed
        self.forgotten: Callable[[], Collection[Any]] = lambda: ()

    def convert(self, value: Any) -> Any:
        """Return one posted value as it is stored; raises ``ValueError``."""
        return str(value)

    def to_python(self, value: Any) -> list[Any]:
        """Return the stored list, in the order of ``allowed``; raises on a foreign value."""
        if value in (None, ""):
            return []
        allowed = list(self.allowed())
        chosen, forgotten = set(), self.forgotten()
        for raw in value if isinstance(value, list | tuple | set) else [value]:
            try:
                item = self.convert(raw)
            except (TypeError, ValueError):
                item = None
            if item in forgotten:
                continue
            if item is None or item not in allowed:
                raise ValidationError(
                    self.error_messages["unknown"], code="unknown", params={"value": raw}
                )
            chosen.add(item)
        return [item for item in allowed if item in chosen]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as sets of stored values; what can't be read counts as a change."""
        try:
            return set(initial or ()) != set(self.to_python(data))
        except ValidationError:
            return True


class ChoiceListField(ListField):
    """Values of one closed list of the regulation."""

    def __init__(self, *, choices: type, **kwargs: Any) -> None:
        super().__init__(allowed=list(choices.values), **kwargs)
        self.widget.choices = choices.choices


class StaffListField(ListField):
    """Keys of people; only those offered by the route's own form."""

    default_error_messages = {
        "unknown": gettext_lazy(
            "The chosen person is neither on this route nor leads this school. "
            "Tick somebody from the list."
        ),
    }

    def convert(self, value: Any) -> int:
        """Return the key of a person."""
        return int(value)


class UuidListField(ListField):
    """Stable uuids of other rows of the same route."""

    default_error_messages = {
        "unknown": gettext_lazy("A ticked difficulty is not in the table of difficulties."),
    }

    def convert(self, value: Any) -> str:
        """Return the canonical spelling of a uuid."""
        return str(uuid.UUID(str(value)))


def keep_order(form: forms.BaseModelForm, cleaned: dict[str, Any]) -> None:
    """Leave what was chosen before in its order, and put what is new behind it.

    A form saved with other words in it must not seem to have changed its people.
    """
    for name, field in form.fields.items():
        if isinstance(field, ListField) and name in cleaned:
            chosen, before = cleaned[name], form.initial.get(name) or ()
            kept = [item for item in before if item in chosen]
            cleaned[name] = [*kept, *(item for item in chosen if item not in kept)]


def tidy_texts(form: forms.BaseForm, cleaned: dict[str, Any]) -> None:
    """Give texts one kind of line break, so that the same text is the same bytes everywhere.

    A text beyond ``MAX_TEXT`` gets a message; the form comes back with it as typed.
    """
    for name, value in list(cleaned.items()):
        if not isinstance(value, str):
            continue
        cleaned[name] = value.replace("\r\n", "\n")
        if len(value) > MAX_TEXT:
            message = _("The text is too long: %(length)d characters, the most is %(most)d.")
            form.add_error(name, message % {"length": len(value), "most": MAX_TEXT})
