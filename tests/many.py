"""Many routes at once, for tests of growth: rows are written in bulk, past the acts."""

from __future__ import annotations

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import canonical, checksum
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import RouteAssignment, RouteIndexPage, RoutePage
from iom_wagtail.routes.rules import route_title
from iom_wagtail.school.models import School, StaffMember

YEAR = 2024
START, END = dt.date(2024, 9, 1), dt.date(2025, 5, 30)


def add_routes(school: School, count: int, *, mentor: StaffMember) -> list[int]:
    """Add that many approved routes, each with a teacher of its own; return their keys."""
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
    text = canonical({"schema": 1})
    ApprovedVersion.objects.bulk_create(
        ApprovedVersion(
            page_id=page.pk,
            number=1,
            content=text,
            sha256=checksum(text),
            approved_at=dt.datetime(2024, 10, 1, tzinfo=dt.UTC),
        )
        for page in pages
    )
    return [page.pk for page in pages]
