"""What the places of a route are called on the preview. Pure: words, no models."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

_NAMES = {
    "teacher": _("Young teacher"),
    "mentor": _("Leading mentor"),
    "participants": _("Participants"),
    "decision_date": _("decision date"),
    "decision_basis": _("basis of the decision"),
    "goal": _("goal"),
    "dominance": _("dominance"),
    "place": _("place of the route"),
    "place_note": _("note on the place"),
    "achievements": _("achievements"),
    "requests": _("requests and interests"),
    "strengths": _("strengths"),
    "weaknesses": _("weaknesses"),
    "self_education_topic": _("self-education topic"),
    "mentor_consent": _("the mentor has consented"),
    "mentor_consent_on": _("date of consent"),
    "mentor_consent_document": _("document of consent"),
    "mentor_order": _("order appointing the mentor"),
    "subject": _("subject taught"),
    "education": _("education"),
    "category": _("category"),
    "total_experience": _("total experience"),
    "school_experience": _("experience in the school"),
    "load_words": _("load in the school year"),
    "load_hours": _("total hours"),
    "classes": _("classes taught"),
    "diagnosed_on": _("date of diagnosis"),
    "diagnosed_by": _("diagnosed by"),
    "import_note": _("note from the file"),
    "objectives": _("tasks"),
    "taught_programmes": _("taught programmes"),
    "difficulties": _("difficulties"),
    "programme_items": _("Programme"),
    "checkpoints": _("checkpoints"),
    # of a taught programme
    "class": _("class"),
    "programme": _("programme"),
    "planning": _("planning"),
    "textbook_set": _("textbook set"),
    # of a task
    "help_kinds": _("kinds of help"),
    # of a difficulty
    "kind": _("kind"),
    "text": _("difficulty"),
    "severity": _("severity"),
    "methods": _("methods of diagnosis"),
    # of an item
    "content": _("content of the item"),
    "due": _("due (column)"),
    "due_from": _("due from"),
    "due_to": _("due to"),
    "due_words": _("due in words"),
    "accompanied": _("activity of the accompanied"),
    "accompanying": _("activity of the accompanying"),
    "joint": _("joint activity"),
    "direction": _("direction"),
    "result": _("expected result"),
    "answers": _("answers difficulties, №"),
    # of a checkpoint
    "title": _("checkpoint"),
    "kind_other": _("other kind"),
    "planned_on": _("planned on"),
    "held_by": _("held by"),
}


def name_of(field: str) -> str:
    """Return the name of a place as screens write it."""
    return capfirst(str(_NAMES.get(field, field)))


#: The same for forms, which are made before a language is chosen.
lazy_name_of = lazy(name_of, str)
