"""The kinds of the stream in the order of their filters. A new kind of record is added here."""

from __future__ import annotations

from iom_wagtail.journal.achievements.stream import ACHIEVEMENTS, ENCOURAGEMENTS
from iom_wagtail.journal.attachments.stream import SOURCE as ATTACHMENTS
from iom_wagtail.journal.diary.stream import SOURCE as DIARY
from iom_wagtail.journal.meetings.stream import (
    ANNOUNCED_MEETINGS,
    MEETINGS,
    REQUESTS,
    WAITING_REQUESTS,
)
from iom_wagtail.journal.progress.stream import SOURCE as PROGRESS
from iom_wagtail.journal.results.stream import SOURCE as RESULTS
from iom_wagtail.journal.stream.entries import Source
from iom_wagtail.journal.testimonials.stream import SOURCE as TESTIMONIALS
from iom_wagtail.journal.visits.stream import ANNOUNCED as ANNOUNCED_VISITS
from iom_wagtail.journal.visits.stream import SOURCE as VISITS

SOURCES: list[Source] = [
    PROGRESS,
    DIARY,
    VISITS,
    MEETINGS,
    REQUESTS,
    RESULTS,
    ACHIEVEMENTS,
    ENCOURAGEMENTS,
    TESTIMONIALS,
    ATTACHMENTS,
]

#: What records announce for the days to come, under the kinds above.
ANNOUNCED: list[Source] = [ANNOUNCED_VISITS, ANNOUNCED_MEETINGS, WAITING_REQUESTS]
