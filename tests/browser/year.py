"""The demo in the middle of its year: later records have not been written yet, and what day it is.

Nobody has concluded anything yet.
"""

from __future__ import annotations

import datetime as dt
import io

from django.core.management import call_command
from django.utils import timezone

from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.testimonials.models import Testimonial
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.routes.models import RoutePage

#: Model → the field that tells on which day it was written, or what it tells of happened.
DAYS = {
    ItemProgress: "done_on",
    CheckpointResult: "held_on",
    DiaryEntry: "happened_on",
    LessonVisit: "visited_on",
    Consultation: "held_on",
    Achievement: "happened_on",
    Encouragement: "given_on",
    Testimonial: "given_on",
    Attachment: "added_at__date",
}


def demo_on(day: dt.date, monkeypatch) -> RoutePage:
    """Load the demo as it was on a day, let that day be today, and return the example route."""
    for later in ("conclusion", "stories"):
        monkeypatch.setattr(f"iom_wagtail.management.demo.{later}.load", lambda *_args: None)
    call_command("load_demo", "--force", stdout=io.StringIO())
    for model, field in DAYS.items():
        model.objects.filter(**{f"{field}__gt": day}).delete()
    CheckpointResult.objects.filter(held_on=None).delete()
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)
    return RoutePage.objects.get(year_start=2025)
