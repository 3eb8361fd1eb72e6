"""Forms of the preview: what was understood, to be mended. They import no models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from iom_wagtail.approval.office_forms import day_field
from iom_wagtail.files.names import shown_name
from iom_wagtail.paperwork.intake.word.fields import (
    NONE,
    Mended,
    date_field,
    line_field,
    text_field,
)
from iom_wagtail.paperwork.intake.word.limits import LENGTHS
from iom_wagtail.paperwork.intake.word.names import lazy_name_of as name_of
from iom_wagtail.routes.choices import Dominance, Place
from iom_wagtail.routes.office.forms import RouteForm
from iom_wagtail.routes.rules import year_label
from iom_wagtail.school.widgets import StaffField

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

#: Passport, card, diagnosis, checkpoints, and one to spare.
MOST_FILES = 5


class WordFilesInput(forms.FileInput):
    """A chooser of several Word files."""

    allow_multiple_selected = True


class WordFilesField(forms.FileField):
    """The files of one route; what each of them is, the reading says."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files; raises ``ValidationError`` for none, empty ones and too many."""
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_FILES:
            raise ValidationError(
                _("One route is read from %(most)d files at most."),
                code="many",
                params={"most": MOST_FILES},
            )
        return [self._one(each, initial, tell=len(given) > 1) for each in given or [None]]

    def _one(self, file: Any, initial: Any, *, tell: bool) -> UploadedFile:
        """Return one file; raises ``ValidationError``, which names it where there are several."""
        try:
            return super().clean(file, initial)
        except ValidationError as error:
            if not tell:
                raise
            name = shown_name(str(getattr(file, "name", "")))
            said = _("%(file)s: %(place)s") % {"file": name, "place": " ".join(error.messages)}
            raise ValidationError(said, code=error.code) from error


class UploadForm(forms.Form):
    """The Word files, and the school year of dates that name none."""

    file = WordFilesField(
        label=_("Word file"),
        widget=WordFilesInput(attrs={"accept": ".docx", "multiple": True}),
        help_text=_(
            "A .docx file. Are passport and card two files? Choose both at once: they become one "
            "route. A file of old Word (.doc) is opened in Word and saved as .docx first."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    year = forms.TypedChoiceField(
        label=_("School year"),
        coerce=int,
        help_text=_("For terms without a year, unless the file names its own."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        now = today.year if today.month >= 6 else today.year - 1
        super().__init__(*args, initial={"year": now}, **kwargs)
        years = range(now + 1, now - 6, -1)
        self.fields["year"].choices = [(year, year_label(year)) for year in years]


class PreviewForm(Mended, RouteForm):
    """What opening needs, and the page's own fields."""

    teacher = StaffField(queryset=None, label=name_of("teacher"))
    mentor = StaffField(queryset=None, label=name_of("mentor"))
    start_on = day_field(_("Period from"))
    end_on = day_field(_("Period to"))
    decision_date = day_field(_("Date of the decision"))
    decision_basis = line_field("decision_basis", 300)

    goal = text_field("goal")
    dominance = forms.ChoiceField(
        label=name_of("dominance"), required=False, choices=[NONE, *Dominance.choices]
    )
    place = forms.ChoiceField(
        label=name_of("place"), required=False, choices=[NONE, *Place.choices]
    )
    place_note = line_field("place_note", LENGTHS["place_note"])
    achievements = text_field("achievements")
    requests = text_field("requests")
    strengths = text_field("strengths")
    weaknesses = text_field("weaknesses")
    self_education_topic = line_field("self_education_topic", LENGTHS["self_education_topic"])
    mentor_consent = forms.BooleanField(label=name_of("mentor_consent"), required=False)
    mentor_consent_on = date_field("mentor_consent_on")
    mentor_consent_document = line_field(
        "mentor_consent_document", LENGTHS["mentor_consent_document"]
    )
    mentor_order = line_field("mentor_order", LENGTHS["mentor_order"])

    subject = line_field("subject", LENGTHS["subject"])
    education = line_field("education", LENGTHS["education"])
    category = line_field("category", LENGTHS["category"])
    total_experience = line_field("total_experience", LENGTHS["total_experience"])
    school_experience = line_field("school_experience", LENGTHS["school_experience"])
    load_words = text_field("load_words")
    load_hours = forms.DecimalField(
        label=name_of("load_hours"),
        required=False,
        max_digits=4,
        decimal_places=1,
        min_value=0,
        localize=True,
    )
    classes = line_field("classes", LENGTHS["classes"])
    diagnosed_on = date_field("diagnosed_on")
    diagnosed_by = line_field("diagnosed_by", LENGTHS["diagnosed_by"])

    import_note = forms.CharField(
        label=name_of("import_note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "What has no place in a route. It stays with the draft, for those who write it, and is "
            "no part of the approved text."
        ),
    )
    #: Where each piece went, signed: shown again when something has to be mended.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    opening_fields = ("teacher", "mentor", "start_on", "end_on", "decision_date", "decision_basis")
    card_fields = (
        "subject",
        "education",
        "category",
        "total_experience",
        "school_experience",
        "load_words",
        "load_hours",
        "classes",
    )

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("teacher", "mentor"):
            self.fields[name].queryset = people

    @property
    def page_fields(self) -> list[str]:
        """The names of the page's own fields."""
        own = (*self.opening_fields, "import_note", "seen", "diagnosed_by")
        return [name for name in self.fields if name not in own]

    def _told(self, names: list[str]) -> list[forms.BoundField]:
        """Return the fields in which something stands; the others are filled in the editor."""
        fields = [self[name] for name in names]
        return [field for field in fields if field.value() not in (None, "", False) or field.errors]

    @property
    def passport(self) -> list[forms.BoundField]:
        """The fields of the passport that the file tells something for."""
        others = (*self.card_fields, "diagnosed_on")
        return self._told([name for name in self.page_fields if name not in others])

    @property
    def card(self) -> list[forms.BoundField]:
        """The fields of the card that the file tells something for."""
        return self._told(list(self.card_fields))

    @property
    def diagnosis(self) -> list[forms.BoundField]:
        """The fields of the diagnosis that the file tells something for."""
        return self._told(["diagnosed_on", "diagnosed_by"])
