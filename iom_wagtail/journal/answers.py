"""How the journal's views answer: in place for htmx, as a page for everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from iom_wagtail.journal.exceptions import WrongRecord


def is_fragment(request: HttpRequest) -> bool:
    """Return whether the browser wants only the part that changes (htmx)."""
    return request.headers.get("HX-Request") == "true"


def seen_edition(request: HttpRequest) -> int | None:
    """Return the edition of the record that the form was made from; None when it doesn't say."""
    word = request.POST.get("seen", "")
    return int(word) if word.isdecimal() and len(word) < 9 else None


def refused(form: forms.Form, error: WrongRecord) -> None:
    """Show an act's refusal at the fields it names; one without a field of ours on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.error_dict.items():
        form.add_error(name if name in form.fields else None, messages)
