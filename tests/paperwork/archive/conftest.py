"""The demo's route with a row of every kind, loaded once for a module."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import transaction

from iom_wagtail.files.keeping import check
from iom_wagtail.journal.diary.models import DiaryEntry, DiaryReply
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from iom_wagtail.journal.records import actions as records
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.management.demo import loader
from iom_wagtail.outcome.models import ConclusionPage, CouncilDecision, Reopening
from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.scans.actions import keep_scan
from iom_wagtail.routes.models import ArchivedRoute, RoutePage, RouteStop
from iom_wagtail.school.models import StaffMember
from tests.files import samples

DAY = dt.date(2026, 2, 2)


def person(login):
    """Return a member of the demo's staff."""
    return StaffMember.objects.select_related("user").get(user__username=login)


def live_more(page):
    """Add what the demo has none of: an answer, requests, a stop, a reopening, the archive."""
    teacher, mentor, director = person("teacher"), person("mentor"), person("director")
    entry = DiaryEntry.objects.filter(route=page).first()
    records.write(DiaryReply(route=page, entry=entry, text="Понимаю"), mentor.user)
    meeting = Consultation.objects.filter(route=page).first()
    for answered in (None, meeting):
        asked = ConsultationRequest(route=page, asked=mentor, topic="Шум", consultation=answered)
        records.write(asked, teacher.user)
    records.remove(asked, teacher.user)
    draft = page.get_latest_revision_as_object()
    draft.goal += " Черновик на следующий год."
    draft.save_revision(user=mentor.user, clean=False)
    stop = {"route": page, "reason": "leave", "stopped_on": DAY, "stopped_by": director}
    RouteStop.objects.create(**stop, resumed_on=DAY, resumed_by=director, note="Отпуск")
    scan(page, "passport", mentor, version=1)
    scan(page, "conclusion-sheet", director, version=1)
    visit = LessonVisit.objects.filter(route=page).first()
    scan(page, "visit", mentor, record=visit.uuid)
    ArchivedRoute.objects.create(route=page, archived_by=director.user)
    conclusion = ConclusionPage.objects.get(route_page=page)
    told = {"name": director.short_name, "reason": "Опечатка"}
    Reopening.objects.create(conclusion=conclusion, version=1, by=director, **told)
    if not CouncilDecision.objects.filter(conclusion=conclusion).exists():
        CouncilDecision.objects.create(
            conclusion=conclusion,
            protocol_no="7",
            held_on=DAY,
            decision="Принять к сведению",
            recorded_by=director,
        )


def export(route, output):
    """Run the command; return what it said, and what it complained about."""
    said, wrong = io.StringIO(), io.StringIO()
    call_command("export_route", str(route), output=output, stdout=said, stderr=wrong)
    return said.getvalue(), wrong.getvalue()


def scan(page, paper, by, *, version=None, record=None):
    """Attach the scan of a signed paper."""
    file = check(samples.upload(samples.pdf(paper.encode()), "подпись.pdf"))
    kind = KINDS[paper]
    return keep_scan(page, by.user, file, kind=kind, record=record, version=version)


@pytest.fixture(scope="module")
def route(django_db_setup, django_db_blocker):
    """The key of the demo's full route."""
    with django_db_blocker.unblock(), transaction.atomic():
        loader.load()
        page = RoutePage.objects.get(year_start=2025)
        live_more(page)
        yield page.pk
        transaction.set_rollback(True)


@pytest.fixture
def page(route):
    """The route."""
    return RoutePage.objects.get(pk=route)


@pytest.fixture
def output(tmp_path):
    """Where the archive goes."""
    return tmp_path / "маршрут.zip"
