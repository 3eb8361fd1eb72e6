"""Reading on the site: the list of routes, the version in force, older versions, differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from iom_wagtail.approval.comparison import count
from iom_wagtail.approval.rules import EventKind
from iom_wagtail.approval.waiting import waiting_on, waiting_rows
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.doors import own_part, reading_context, soon_days, visible_route
from iom_wagtail.routes.office import rows
from iom_wagtail.routes.office.desk import desk_of
from iom_wagtail.routes.outline import differences
from iom_wagtail.routes.reading import read_route
from iom_wagtail.routes.rules import Ability, stage
from iom_wagtail.routes.states import contributions
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
    from iom_wagtail.routes.models import RouteAssignment, RoutePage
    from iom_wagtail.routes.reading import Reading
    from iom_wagtail.routes.states import Addition

PER_PAGE = 50

#: How many texts that wait stand above the list; the rest is in the queue.
WAITING = 10


@private_page
@require_safe
def route_list(request: HttpRequest) -> HttpResponse:
    """Show the routes this person may see; those that wait for the person's decision first."""
    desk = desk_of(request)
    in_archive = "archive" in request.GET
    chosen = desk.routes.in_archive() if in_archive else desk.routes.current()
    listed = rows.with_people(rows.with_state(chosen)).defer(*rows.TEXTS)
    pages = Paginator(listed.order_by("-year_start", "-number"), PER_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    listed = rows.prepare(shown.object_list, desk.school)
    waits = waiting_rows(request.user, desk.school)
    mine = [row for row in waits if row.mine]
    return render(
        request,
        "iom_wagtail/routes/list.html",
        {
            "school": desk.school,
            "section": "routes",
            "waiting": mine[:WAITING] if shown.number == 1 and not in_archive else [],
            "waits": len(mine),
            "shown": shown,
            "rows": [rows.RouteRow(page, request.user) for page in listed],
            "elided": pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1),
            "may_open": desk.opens,
            "in_archive": in_archive,
            "has_archive": not in_archive and desk.routes.in_archive().exists(),
            "ways": [way(desk) for way in contributions.lists] if listed else [],
        },
    )


@private_page
@ensure_csrf_cookie
@require_safe
def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the version in force, read from its own row; 404 to those who may not see the route.

    ``?whole`` shows every item of a long programme with its plan.
    """
    page = visible_route(request, pk)
    whole = "whole" in request.GET
    versions = list(page.approved_versions.defer("content"))
    waiting = waiting_on(page, request.user)
    context = reading_context(
        page,
        waiting=waiting,
        stage=stage(
            has_version=bool(versions),
            in_approval=waiting is not None,
            stopped=page.stopped,
            completed=page.completed,
        ),
        has_version=bool(versions),
        stop=page.stop,
        reads_draft=page.reader.allows(Ability.READ_DRAFT),
        edits=page.reader.allows(Ability.EDIT) and not page.is_archived,
    )
    if not versions:
        return render(
            request,
            "iom_wagtail/routes/preparing.html",
            {**context, "returned": _returned(page, context), "people": _in_order(page)},
        )
    # The journal's sections ask the page for its version; its text is read once.
    current = page._version_in_force = versions[0]
    draft_waits = waiting is None and _has_newer_draft(page, current)
    reading = read_route(
        current.data,
        timezone.localdate(),
        soon_days=soon_days(),
        part=own_part(page.reader.offices),
        states=contributions.items(page),
        cuts=contributions.cuts(page),
        findings=contributions.findings(page),
        whole=whole,
    )
    context |= {
        "version": current,
        "versions": versions,
        "next_number": current.number + 1,
        "draft_waits": draft_waits,
        "returned": _returned(page, context) if draft_waits else None,
        "mentor_changed": _mentor_changed(page, current.data),
        "reading": reading,
        "whole": whole,
        "sections": _sections(request, page, reading),
        "additions": _additions(page),
        "links": [link for make in contributions.links if (link := make(page))],
    }
    return render(request, "iom_wagtail/routes/route.html", context)


def _sections(request: HttpRequest, page: RoutePage, reading: Reading) -> list[dict[str, Any]]:
    """Return what other rooms add to the page for this reader, in its order."""
    found = []
    for section in contributions.sections:
        content = section.build(request, page, reading)
        if content is not None:
            found.append({"section": section, **content})
    return found


def _additions(page: RoutePage) -> list[Addition]:
    """Return what this reader may write on the route now."""
    if page.stopped:
        return []
    return [a for a in contributions.additions if a.allowed(page.reader.offices)]


def _in_order(page: RoutePage) -> list[RouteAssignment]:
    """Return today's people, the teacher first, then the mentors."""
    order = [Role.TEACHER, Role.MENTOR, Role.PARTICIPANT]
    return sorted(page.current_assignments, key=lambda row: order.index(row.role))


def _has_newer_draft(page: RoutePage, version: ApprovedVersion) -> bool:
    """Return whether somebody has worked on the text since the version was signed."""
    if version.revision_id is None:  # old revisions may be purged, versions never
        return page.has_unpublished_changes
    return page.latest_revision_id != version.revision_id


def _returned(page: RoutePage, context: dict[str, Any]) -> ApprovalEvent | None:
    """Return the return for rework that the draft's readers should see, if it came last."""
    if context["waiting"] is not None or not context["reads_draft"]:
        return None
    last = page.approval_events.order_by("-pk").first()
    return last if last is not None and last.kind == EventKind.RETURNED else None


def _mentor_changed(page: RoutePage, data: dict[str, Any]) -> Any:
    """Return today's leading mentor when the version names another one."""
    mentor = page.leading_mentor
    signed = next((p["id"] for p in data["people"]["mentors"] if p["leads"]), None)
    return mentor if mentor is not None and mentor.pk != signed else None


def _version(page: RoutePage, number: int) -> ApprovedVersion:
    version = page.approved_versions.filter(number=number).first()
    if version is None:
        raise Http404
    return version


@private_page
@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one version as it was signed, without what the day adds."""
    page = visible_route(request, pk)
    shown = _version(page, number)
    versions = list(page.approved_versions.defer("content"))
    return render(
        request,
        "iom_wagtail/routes/version.html",
        reading_context(
            page,
            version=shown,
            versions=versions,
            in_force=versions[0],
            reading=read_route(shown.data, timezone.localdate(), soon_days=soon_days()),
        ),
    )


@private_page
@require_safe
def changes(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say in words what a version changed against another one (``?from=``, else the one before)."""
    page = visible_route(request, pk)
    after = _version(page, number)
    numbers = sorted(page.approved_versions.values_list("number", flat=True))
    asked = request.GET.get("from", "")
    other = int(asked) if asked.isdecimal() and len(asked) < 9 else number - 1
    if other not in numbers or other == number:
        other = max((n for n in numbers if n < number), default=0)
    if not other:
        raise Http404
    before = _version(page, other)
    found = differences(before.data, after.data)
    return render(
        request,
        "iom_wagtail/routes/changes.html",
        reading_context(
            page, before=before, after=after, numbers=numbers, changes=found, total=count(found)
        ),
    )
