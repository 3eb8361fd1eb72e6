"""Every text and date that the database holds of the example, as strings."""

from __future__ import annotations

import re

from django.utils import timezone, translation

from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.choices import AttachmentKind, Source
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.testimonials import models as testimonials
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.management.demo import journal
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school.models import StaffMember
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import SuccessStoryPage


def leaves(value, path=()):
    """Yield (path, leaf) of nested JSON; list positions stand as numbers."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, str(number)))
    else:
        yield path, value


def stored_texts():
    """Return every text and date that the database holds for the example route, as strings."""
    route = RoutePage.objects.get(year_start=2025)
    haystack = [*decided_texts(route)]
    with translation.override("ru"):
        haystack += [*happened_texts(route), *material_texts(route)]
    haystack = ["" if value is None else str(value) for value in haystack]
    haystack += [line for text in haystack for line in text.splitlines()]
    haystack += [part for text in haystack for part in text.split(", ")]
    haystack += [str(value) for value in public_texts()]
    haystack += [re.sub(r"\.0$", "", text) for text in haystack]
    return {text.replace("\u00a0", " ") for text in haystack}


def decided_texts(route):
    """The versions, the story of approval, the people."""
    papers = [route, route.conclusion]
    for version in ApprovedVersion.objects.filter(page__in=papers):
        yield from (value for _path, value in leaves(version.data))
    for event in ApprovalEvent.objects.filter(page__in=papers):
        yield from (event.comment, event.kind, timezone.localdate(event.moment))
        yield event.person.user.username if event.person else ""
    for row in RouteAssignment.objects.filter(route=route):
        yield from (row.staff.user.username, row.role, row.basis)
    for person in StaffMember.objects.all():
        yield from (person.full_name, person.position, person.user.username)
    council = route.conclusion.council
    yield from (council.protocol_no, council.held_on, council.decision)


def happened_texts(route):
    """The records of the journal."""
    for row in ItemProgress.objects.filter(route=route):
        yield from (row.status, row.done_on, row.actual_result)
    for row in CheckpointResult.objects.filter(route=route):
        yield from (row.held_on, row.decision, row.self_text, row.text, row.self_score, row.score)
        yield "passed" if row.held_on else "moved"
    for row in DiaryEntry.objects.filter(route=route):
        yield from (row.happened_on, row.text, row.insight, row.next_step)
    for row in LessonVisit.objects.filter(route=route):
        yield from (row.visited_on, row.lesson_no, row.classes, row.topic, row.goal, row.follow_up)
        yield from (*row.strengths, *row.recommendations)
        yield from (value for criterion in row.criteria for value in criterion.values())
    for row in Consultation.objects.filter(route=route):
        yield from (row.held_on, row.minutes, row.topic, row.result)
    for row in Achievement.objects.filter(route=route):
        words = [word for word, kind in journal.EVENTS.items() if kind == row.kind]
        yield from (row.happened_on, row.title, row.result, row.get_level_display(), *words)
        yield row.get_kind_display()
    for row in Encouragement.objects.filter(route=route):
        yield row.title


def material_texts(route):
    """The files and the testimonials; the example lists both as attachments to the card."""
    for row in Attachment.objects.filter(route=route):
        yield from (row.title, row.note, "internal")
        yield "survey" if row.kind == AttachmentKind.SURVEY else "analytics"
    for row in testimonials.Testimonial.objects.filter(route=route):
        words = [word for word, (source, *_by) in journal.SOURCES.items() if source == row.source]
        circles = [word for word, circle in journal.CIRCLES.items() if circle == row.circle]
        yield from (row.text, row.author_words, row.given_on, "feedback", *words, *circles)


def public_texts():
    """The consents, and the story with its days: submitted, approved, told."""
    for row in PublicationConsent.objects.all():
        yield from (row.person.user.username, row.conditions, row.signed_on, row.valid_until)
    story = SuccessStoryPage.objects.get(people__part="hero", locale__language_code="ru")
    yield from (story.title, story.lead, story.told_on, story.cover_alt)
    for block in story.body:
        if block.block_type == "text":
            yield from re.findall(r"<p>(.*?)</p>", block.value.source)
        if block.block_type == "quote":
            yield block.value["text"]


def derived(school):
    """What the file spells out and the database keeps as values."""
    day = f"{school.adopted_on:%d.%m.%Y}"
    review = testimonials.Testimonial.objects.get(source=Source.MENTOR)
    route = RoutePage.objects.get(year_start=2025)
    return {
        f"ПРИНЯТО на заседании педагогического совета, протокол № "
        f"{school.adoption_protocol} от {day}",
        f"УТВЕРЖДАЮ, директор {school.approved_by}, {school.approved_on:%d.%m.%Y}",
        "passport_programme",  # approvals: the object of version 1 …
        "programme_change",  # … and of version 2
        "праздник успеха",  # the feast's kind: its title begins with the same words
        # What the mentor says of readiness stands in the testimonial's last sentence.
        review.text.split("работе ")[-1].rstrip("."),
        # The place is a choice and a note, the title of a testimonial whose it is and who spoke.
        f"{route.get_place_display()}, {route.place_note}",
        *(each["title"] for each in journal.feedback()),
        "general_conclusion",
    }
