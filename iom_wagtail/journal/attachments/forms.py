"""Forms of the journal. They import no models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from iom_wagtail.files.kinds import ACCEPT
from iom_wagtail.journal.attachments.rules import (
    LONGEST_TITLE,
    MOST_FILES,
    attachment_problem,
)
from iom_wagtail.journal.choices import COMPARISONS, KINDS_IN_SHORT, Moment
from iom_wagtail.journal.fields import choice, day, line, words
from iom_wagtail.journal.records.rules import past_day_problem

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: Who compares and surveys by the regulation (5.3); anybody else is typed.
USUAL_PEOPLE = (
    _("administration"),
    pgettext_lazy("surveyor", "methodist"),
    pgettext_lazy("surveyor", "mentor"),
    pgettext_lazy("surveyor", "psychologist"),
    _("the teacher"),
)

#: Field of files → which side of a comparison they show.
SIDES = {"before": Moment.BEFORE, "after": Moment.AFTER, "files": ""}


class FilesInput(forms.ClearableFileInput):
    """A chooser of several files; a telephone offers its camera too."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what each of them is, the files room says."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "input", "accept": f"image/*,{ACCEPT}"}
        super().__init__(required=False, widget=FilesInput(attrs=attrs), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files as they came; none is no mistake of this field alone."""
        given = data if isinstance(data, list | tuple) else [data]
        return [file for file in given if file]


class AttachForm(forms.Form):
    """Attaching a set of files to the card (5.3): what it is, evidence for what, its sides.

    ``items`` are the choices of programme items. A ``kind`` given says that the files join a set
    that is there: what the whole set has is not asked again.
    """

    usual_people = USUAL_PEOPLE

    batch = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = choice(_("What it is"), KINDS_IN_SHORT)
    item = forms.TypedChoiceField(
        label=_("To which item of the programme"),
        required=False,
        coerce=UUID,
        empty_value=None,
        widget=forms.Select(attrs={"class": "select"}),
    )
    before = FilesField(label=pgettext_lazy("side", "Before"))
    before_on = day(
        _("Date of what was before"),
        required=False,
        help_text=_("Empty: the same as the date of the material."),
    )
    after = FilesField(label=pgettext_lazy("side", "After"))
    files = FilesField(
        label=_("Files"), help_text=_("Of a comparison: the analysis itself, a table.")
    )
    title = line(
        _("Title of the material"),
        longest=LONGEST_TITLE,
        required=False,
        help_text=_("May stay empty: then the name of the file is the title."),
    )
    dated_on = day(_("Date of the material"))
    by_whom = line(
        _("By whom"),
        longest=150,
        required=False,
        help_text=_("Who compared or surveyed; a survey needs it."),
    )
    note = words(_("Note"), longest=2000, required=False)

    def __init__(
        self,
        *args: Any,
        items: Sequence[tuple[str, str]] = (),
        kind: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refusals: list[str] = []
        self.fields["by_whom"].widget.attrs["list"] = "by-whom"
        self.given_kind = kind
        compared = ("before", "before_on", "after")
        if kind:
            gone = ["kind", "item", *(() if kind in COMPARISONS else compared)]
        else:
            gone = [] if items else ["item"]
            for name in compared:
                self.fields[name].widget.attrs["data-only-for"] = " ".join(sorted(COMPARISONS))
        for name in gone:
            del self.fields[name]
        if "item" in self.fields:
            whole = ("", _("to the card as a whole"))
            self.fields["item"].choices = [whole, (_("Items of the programme"), list(items))]

    def sides(self) -> list[tuple[str, Moment | str, dt.date, list[UploadedFile]]]:
        """Return field, side, day and files of each chooser that holds some; of a valid form."""
        data = self.cleaned_data
        days = {"before": data.get("before_on") or data["dated_on"]}
        return [
            (name, moment, days.get(name, data["dated_on"]), data[name])
            for name, moment in SIDES.items()
            if data.get(name)
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what the rules of the room refuse, and a form without a single file."""
        data = super().clean()
        today = timezone.localdate()
        kind = data.get("kind") or self.given_kind
        if kind not in COMPARISONS:  # without scripts the two choosers are there for every kind
            data["files"] = [file for name in SIDES for file in data.get(name) or []]
            data["before"], data["after"] = [], []
        found = attachment_problem(
            kind=kind, by_whom=data.get("by_whom", ""), dated_on=data.get("dated_on"), today=today
        )
        if (early := data.get("before_on")) and (wrong := past_day_problem(early, today)):
            found["before_on"] = wrong
        count = sum(len(data.get(name) or []) for name in SIDES)
        if not count:
            found["files"] = _("Choose at least one file.")
        elif count > MOST_FILES:
            found["files"] = ngettext(
                "At most %(most)d file at once; the others can be added to the same set later.",
                "At most %(most)d files at once; the others can be added to the same set later.",
                MOST_FILES,
            ) % {"most": MOST_FILES}
        for name, message in found.items():
            self.add_error(name, message)
        return data

    def refuse(self, field: str, shown_name: str, error: forms.ValidationError) -> None:
        """Say at the chooser why a file was not taken, naming the file."""
        for message in error.messages:
            self.refusals.append(message)
            self.add_error(field, f"«{shown_name}»: {message}")
