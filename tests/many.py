"""Many routes at once, for tests of growth: rows are written in bulk, past the acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, TaskState, WorkflowState

from iom_wagtail.approval import workflows
from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion, DirectorTask
from iom_wagtail.approval.rules import EventKind, Step, canonical, checksum
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RouteAssignment, RouteIndexPage, RoutePage
from iom_wagtail.routes.rules import route_title
from iom_wagtail.school.models import School, StaffMember

YEAR = 2024
START, END = dt.date(2024, 9, 1), dt.date(2025, 5, 30)


def add_routes(
    school: School, count: int, *, mentor: StaffMember, like: RoutePage | None = None
) -> list[int]:
    """Add that many approved routes, each with a teacher of its own; return their keys.

    Their versions say what ``like``'s says, or nothing that can be read.
    """
    index = RouteIndexPage.objects.get(school=school)
    first = index.numchild
    content_type = ContentType.objects.get_for_model(RoutePage)
    numbers = range(first + 1, first + count + 1)
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            numchild=0,
            title=route_title(YEAR, number),
            draft_title=route_title(YEAR, number),
            slug=f"many-{number}",
            url_path=f"{index.url_path}many-{number}/",
            content_type=content_type,
            live=True,
            locale=Locale.get_default(),
        )
        for number in numbers
    )
    for number, page in zip(numbers, pages, strict=True):
        RoutePage(
            page_ptr_id=page.pk,
            school=school,
            year_start=YEAR,
            number=number,
            start_on=START,
            end_on=END,
        ).save_base(raw=True)
    RouteIndexPage.objects.filter(pk=index.pk).update(numchild=first + count)
    teachers = StaffMember.objects.bulk_create(
        StaffMember(school=school, surname=f"Учитель{number}", given_name="Имя")
        for number in numbers
    )
    for role, people in ((Role.TEACHER, teachers), (Role.MENTOR, [mentor] * count)):
        RouteAssignment.objects.bulk_create(
            RouteAssignment(
                route_id=page.pk, staff=person, role=role, leads=role == Role.MENTOR, since=START
            )
            for page, person in zip(pages, people, strict=True)
        )
    text = like.version_in_force().content if like else canonical({"schema": 1})
    _approve([page.pk for page in pages], text)
    return [page.pk for page in pages]


def _approve(pages: Iterable[int], text: str) -> None:
    """Give each page its first version, all with the same text."""
    ApprovedVersion.objects.bulk_create(
        ApprovedVersion(
            page_id=page,
            number=1,
            content=text,
            sha256=checksum(text),
            approved_at=dt.datetime(2024, 10, 1, tzinfo=dt.UTC),
        )
        for page in pages
    )


def add_conclusions(routes: Iterable[int], *, like: ConclusionPage) -> list[int]:
    """Add a conclusion to each route, approved with the text of another one; return their keys."""
    routes = list(Page.objects.filter(pk__in=list(routes)))
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(route.path, route.depth + 1, 1),
            depth=route.depth + 1,
            numchild=0,
            title=f"Заключение, {route.title}",
            draft_title=f"Заключение, {route.title}",
            slug=f"conclusion-{route.pk}",
            url_path=f"{route.url_path}conclusion-{route.pk}/",
            content_type=ContentType.objects.get_for_model(ConclusionPage),
            live=True,
            locale=route.locale,
        )
        for route in routes
    )
    for route, page in zip(routes, pages, strict=True):
        ConclusionPage(page_ptr_id=page.pk, route_page_id=route.pk).save_base(raw=True)
    Page.objects.filter(pk__in=[route.pk for route in routes]).update(numchild=1)
    _approve([page.pk for page in pages], like.version_in_force().content)
    return [page.pk for page in pages]


def let_wait(pages: Iterable[int], *, like: Page, since: dt.datetime | None = None) -> None:
    """Let the next text of each page wait for the director: the latest draft of another page."""
    moment, content = since or timezone.now(), like.get_latest_revision().content
    workflow, task = workflows.full(), DirectorTask.objects.get()
    own = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "content_type": ContentType.objects.get_for_model(type(like)),
    }
    keys = list(pages)
    revisions = Revision.objects.bulk_create(
        Revision(**own, object_id=str(key), content=content, created_at=moment) for key in keys
    )
    states = WorkflowState.objects.bulk_create(
        WorkflowState(**own, object_id=str(key), workflow=workflow) for key in keys
    )
    tasks = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=state,
            revision=revision,
            task=task.task_ptr,
            content_type=ContentType.objects.get_for_model(DirectorTask),
        )
        for state, revision in zip(states, revisions, strict=True)
    )
    TaskState.objects.filter(pk__in=[task.pk for task in tasks]).update(started_at=moment)
    for state, task_state in zip(states, tasks, strict=True):
        state.current_task_state = task_state
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=100)
    rows = list(zip(keys, revisions, strict=True))
    ApprovalEvent.objects.bulk_create(
        ApprovalEvent(page_id=key, round=1, kind=kind, step=step, revision=revision, moment=moment)
        for kind, step in ((EventKind.SUBMITTED, ""), (EventKind.AGREED, Step.DEPUTY))
        for key, revision in rows
    )
    for key, revision in rows:
        Page.objects.filter(pk=key).update(latest_revision=revision)
