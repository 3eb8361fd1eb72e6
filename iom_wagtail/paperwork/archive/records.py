"""The kinds of records in the archive: what is asked for of each; removed ones are not left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.diary.models import DiaryEntry, DiaryReply
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.testimonials.models import Testimonial
from iom_wagtail.journal.visits.models import LessonVisit

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.journal.records.models import Record
    from iom_wagtail.routes.models import RoutePage

#: Name in the archive → the model, and what its rows name besides author and changer.
RECORDS: dict[str, tuple[type[Record], tuple[str, ...]]] = {
    "item_progress": (ItemProgress, ()),
    "checkpoint_results": (CheckpointResult, ()),
    "diary_entries": (DiaryEntry, ()),
    "diary_replies": (DiaryReply, ("entry",)),
    "lesson_visits": (LessonVisit, ("criteria_set",)),
    "consultations": (Consultation, ("specialist",)),
    "consultation_requests": (ConsultationRequest, ("asked", "consultation")),
    "achievements": (Achievement, ()),
    "encouragements": (Encouragement, ()),
    "testimonials": (Testimonial, ()),
}


def records(page: RoutePage, name: str) -> QuerySet:
    """Return a route's records of one kind, in the order in which they were written."""
    model, named = RECORDS[name]
    found = model.objects.filter(route=page).order_by("pk")
    found = found.select_related("created_by", "changed_by", *named)
    return found.prefetch_related("visitors") if model is LessonVisit else found
