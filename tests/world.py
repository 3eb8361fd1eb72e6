"""A school with everything that the pages of ``tests/pages.py`` show."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from django.utils import timezone

from home.first_pages import ensure_first_pages
from iom_wagtail.approval import actions as approval
from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.testimonials.models import Testimonial
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.journal.visits.sets import sets_in_use
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from tests.factories import (
    Cast,
    StaffFactory,
    approve,
    approve_conclusion,
    fill,
    make_conclusion,
    make_route,
)
from tests.full_year import live_through
from tests.stories.made import make_celebration, make_consent, make_picture, make_story
from tests.stories.telling import full_body

#: Programme items that make a route as long as the example.
ITEMS = 31

#: So many stories and celebrations fill a page of their lists and begin the next.
STORIES = 14


def make_world(cast: Cast) -> dict[str, str]:
    """Give a school what the pages show, and return the keys in their addresses.

    ``cast.route`` has its first version already; it gets the second. Beside it: a route without
    text, one in approval for the second time, one with a draft newer than its version and with a
    conclusion that is being written, and the same teacher's next one at the end of a busy year.
    The first route's conclusion is approved.
    """

    ensure_first_pages(cast.school)

    def another(**kwargs: Any) -> Cast:
        """Return a cast around a further route: a teacher has but one at a time."""
        more = replace(cast, teacher=StaffFactory(school=cast.school, account=True))
        make_route(more, **kwargs)
        return more

    def change(route: RoutePage) -> None:
        draft = RoutePage.objects.get(pk=route.pk).get_latest_revision_as_object()
        draft.goal += " Без опечатки."
        draft.save_revision(clean=False)

    earlier = RoutePage.objects.get(pk=cast.route.pk).latest_revision_id
    change(cast.route)
    approve(cast)
    fresh, corrected = another(filled=False).route, another()
    approve(corrected)
    change(corrected.route)
    cast.conclusion = ConclusionPage.objects.filter(route_page=cast.route.pk).first()
    if cast.conclusion is None:  # the demo's example has its conclusion already
        make_conclusion(cast)
        approve_conclusion(cast)
    make_conclusion(corrected)
    waiting = another(filled=False).route
    fill(waiting, cast, items=ITEMS)
    for kind in ("returned", "submitted"):
        page = RoutePage.objects.get(pk=waiting.pk)
        approval.submit(page, cast.user("mentor"))
        if kind == "returned":
            words = {"revision_id": page.latest_revision_id, "comment": "Уточните сроки."}
            approval.send_back(page, cast.user("deputy"), **words)
            change(waiting)
    version = RoutePage.objects.get(pk=cast.route.pk).version_in_force().data
    busy = replace(cast)
    make_route(busy, start_on=dt.date(2026, 9, 1), end_on=dt.date(2027, 5, 28))
    approve(busy)
    live_through(busy.route, busy.teacher, busy.mentor, like=cast.route)
    programme = RoutePage.objects.get(pk=busy.route.pk).version_in_force().data["programme"]
    consent = make_consent(cast.teacher)
    _tell(cast)
    keys = {
        **_records(cast),
        "consent": consent.pk,
        "busy": busy.route.pk,
        "open item": programme[-1]["uuid"],
        "item": version["programme"][0]["uuid"],
        "checkpoint": version["checkpoints"][0]["uuid"],
        "route": cast.route.pk,
        "fresh": fresh.pk,
        "corrected": corrected.route.pk,
        "conclusion": cast.conclusion.pk,
        "conclusion draft": corrected.conclusion.pk,
        "waiting": waiting.pk,
        "index": RouteIndexPage.objects.get(school=cast.school).pk,
        "mentor": cast.mentor.pk,
        "earlier revision": earlier,
        "later revision": cast.route.latest_revision_id,
    }
    return {name: str(key) for name, key in keys.items()}


def _tell(cast: Cast) -> None:
    """Publish a story and a celebration with every kind of block, and more than a list holds."""
    picture = make_picture()
    shown = {"person": cast.teacher, "shown_name": "А. И.", "in_picture": True}
    full = {"cover": picture, "cover_alt": "Доска", "body": json.loads(full_body(picture))}
    make_story(cast.school, shown, live=True, slug="told", subject="Математика", **full)
    honoured = {**shown, "honour": "диплом"}
    make_celebration(cast.school, honoured, live=True, slug="held", place="Актовый зал", **full)
    for number in range(STORIES):
        year = {"year_start": 2020 + number % 5, "subject": f"Предмет {number % 7}"}
        make_story(cast.school, live=True, title=f"История {number}", cover=picture, **year)
        past = timezone.now() - dt.timedelta(days=number + 1)
        make_celebration(cast.school, live=True, begins_at=past)


def _records(cast: Cast) -> dict[str, Any]:
    """Write one record of each kind that has a page of its own; return their keys by kind."""
    by_teacher = {"created_by": cast.teacher, "changed_by": cast.teacher, "route_id": cast.route.pk}
    by_mentor = {**by_teacher, "created_by": cast.mentor, "changed_by": cast.mentor}
    day = dt.date(2025, 10, 2)
    rows = {
        "diary entry": DiaryEntry(happened_on=day, text="Было", **by_teacher),
        "meeting": Consultation(held_on=day, topic="Журнал", **by_mentor),
        "request": ConsultationRequest(asked=cast.psychologist, topic="Шум", **by_teacher),
        "achievement": Achievement(kind="talk", happened_on=day, title="Доклад", **by_teacher),
        "encouragement": Encouragement(kind="moral", given_on=day, title="Грамота", **by_mentor),
        "testimonial": Testimonial(source="mentor", given_on=day, text="Хорошо", **by_mentor),
        "visit": LessonVisit(visited_on=day, topic="Дроби", **by_mentor),
    }
    for row in rows.values():
        row.save()
    for side in ("before", "after"):
        Attachment.objects.create(
            route_id=cast.route.pk,
            batch=rows["visit"].uuid,
            kind="pupils",
            moment=side,
            title="Работы",
            dated_on=day,
            added_by=cast.teacher,
            file=f"attachments/{side}",
            preview=f"attachments/{side}-small",
            file_name="работа.jpg",
            file_kind="jpeg",
            file_size=1000,
            sha256=side,
        )
    criteria = sets_in_use(cast.school)[0]
    return {**{kind: row.uuid for kind, row in rows.items()}, "criteria": criteria.pk}
