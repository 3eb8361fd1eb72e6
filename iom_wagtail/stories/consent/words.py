"""What the consent room says to people: one sentence for each thing that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from iom_wagtail.stories.choices import ConsentField

if TYPE_CHECKING:
    from iom_wagtail.stories.rules import Missing, Named

#: What is not there, and the ways out of it.
_LACKS = {
    ConsentField.FULL_NAME: gettext_lazy(
        "no consent to the name. Record the consent, or leave the name empty."
    ),
    ConsentField.POSITION: gettext_lazy(
        "no consent to the position. Record the consent, or leave the position empty."
    ),
    ConsentField.PHOTO: gettext_lazy(
        "no consent to photographs. Record the consent, or take out the pictures in which the "
        "person is to be recognised, and the tick."
    ),
    ConsentField.CONTEST_RESULT: gettext_lazy(
        "no consent to results and awards. Record the consent, or leave the name empty."
    ),
    ConsentField.EXPERIENCE: gettext_lazy(
        "no consent to length of service and education. Record the consent, or take it out."
    ),
    ConsentField.BIRTH_DATE: gettext_lazy(
        "no consent to the date of birth. Record the consent, or take it out."
    ),
}

#: The same in a word or two, for lists.
SHORT = {
    ConsentField.FULL_NAME: pgettext_lazy("shown of a person", "name"),
    ConsentField.POSITION: pgettext_lazy("shown of a person", "position"),
    ConsentField.PHOTO: pgettext_lazy("shown of a person", "photographs"),
    ConsentField.CONTEST_RESULT: pgettext_lazy("shown of a person", "results and awards"),
    ConsentField.EXPERIENCE: pgettext_lazy("shown of a person", "experience"),
    ConsentField.BIRTH_DATE: pgettext_lazy("shown of a person", "date of birth"),
}

#: Which field of a person's row a missing consent is told at.
ROW_FIELDS = {
    ConsentField.FULL_NAME: "shown_name",
    ConsentField.POSITION: "shown_position",
    ConsentField.PHOTO: "in_picture",
    ConsentField.CONTEST_RESULT: "shown_name",
}


def lacks(missing: Missing) -> str:
    """Return «М. В. Орлова: нет согласия на фотографии. …»."""
    if not missing.shown.key:
        return _("Choose who this is: a member of staff, or somebody else by their consent.")
    return f"{missing.shown.name}: {_LACKS[missing.field]}"


def tells(named: Named) -> str:
    """Return «М. В. Орлова показана без имени, но имя стоит здесь: …»."""
    return _("%(name)s is shown without a name, but is named here: %(where)s, «%(words)s».") % {
        "name": named.shown.name,
        "where": named.where,
        "words": named.words,
    }
