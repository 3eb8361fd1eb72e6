"""What of the database is in an archive, and what isn't, with the reason.

A new model or column fails ``test_complete.py`` until it stands in the archive or here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from iom_wagtail import models
from iom_wagtail.paperwork.archive.records import RECORDS
from iom_wagtail.paperwork.archive.shapes import RouteArchive
from iom_wagtail.routes.models import RoutePage

#: Models that an archive of one route has nothing of.
MODELS_LEFT_OUT = {
    models.RoleTask: "set up by the software, the same in every school",
    models.DirectorTask: "set up by the software, the same in every school",
    models.RouteIndexPage: "the place of all routes in this site's tree",
    models.Dossier: "a package made to order, gone after a day",
    models.PublicationTask: "set up by the software, the same in every school",
    # What is public is a copy of its own; nothing in a route knows of it.
    **dict.fromkeys(
        (
            models.SuccessStoryIndexPage,
            models.SuccessStoryPage,
            models.StoryPerson,
            models.StoryEntry,
            models.StoryWord,
            models.CelebrationIndexPage,
            models.CelebrationPage,
            models.HonouredPerson,
            models.ProgrammePoint,
        ),
        "of the public site",
    ),
    models.PublicationConsent: "of a person, and of the public site",
    models.ConsentScan: "of a person, and of the public site",
    models.Delegation: "of the school; whoever signed for the director stands in the trail",
}

_KEY = "a key of this database alone"
_TREE = "the place in this site's tree"
_WAGTAIL = "machinery of the office: what it did stands in versions, events and draft"

#: Columns of every model.
COLUMNS_LEFT_OUT = {
    "id": _KEY,
    "route": "the archive is of one route",
    "page": "rows lie under their page",
    "conclusion": "rows lie under their conclusion",
    "page_ptr": _KEY,
    "sort_order": "lists are in this order",
    "revision": f"{_KEY}; the text signed is in the version",
}

#: Columns of pages, and of single models.
PAGE_COLUMNS_LEFT_OUT = {
    **dict.fromkeys(("path", "depth", "numchild", "url_path", "slug"), _TREE),
    **dict.fromkeys(("translation_key", "locale", "alias_of", "content_type"), _TREE),
    **dict.fromkeys(("show_in_menus", "seo_title", "search_description"), "of public pages"),
    **dict.fromkeys(("locked", "locked_at", "locked_by", "live_revision"), _WAGTAIL),
    **dict.fromkeys(("go_live_at", "expire_at", "expired", "owner"), _WAGTAIL),
    "has_unpublished_changes": _WAGTAIL,
    "draft_title": "the same as the title",
    "latest_revision": "its text is the draft",
    "latest_revision_created_at": "stands with the draft",
}
SINGLE_COLUMNS_LEFT_OUT = {
    models.RoutePage: {**PAGE_COLUMNS_LEFT_OUT, "school": "the school stands beside it"},
    models.ConclusionPage: {**PAGE_COLUMNS_LEFT_OUT, "route_page": "the archive is of one route"},
    models.Attachment: {
        "file": "a random name; the file itself lies under path",
        "preview": "made from the file",
    },
    models.SignedScan: {
        "file": "a random name; the file itself lies under path",
        "preview": "made from the file",
    },
    models.School: {
        "site": _TREE,
        "warn_lone_assessment": "a setting of the office",
        "director_approves_stories": "a setting of the public site",
        "print_clause_numbers": "a setting of printing",
        "print_grif": "a setting of printing",
        "is_demo": "a mark of this database",
    },
    models.StaffMember: {
        "school": "the archive is of one school",
        "user": "an account of this site",
        "is_demo": "a mark of this database",
        "password_is_temporary": "of an account",
    },
    models.CriteriaSet: {"school": "the archive is of one school"},
}


class Told(NamedTuple):
    """Where the rows of a model stand in an archive, and which rows of the database those are."""

    shapes: Callable[[RouteArchive], list[Any]]
    rows: Callable[[RoutePage], Any]


def _table(name: str) -> Told:
    return Told(lambda a: getattr(a.route.text, name), lambda page: getattr(page, name).all())


def _of_page(name: str) -> Told:
    """Return where versions or events of both pages stand."""

    def rows(page: RoutePage) -> list[Any]:
        of_route = getattr(page, name).order_by("pk")
        return [*of_route, *getattr(page.conclusion, name).order_by("pk")]

    return Told(lambda a: [*getattr(a.route, name), *getattr(a.conclusion, name)], rows)


def _records(name: str, model: Any) -> Told:
    def rows(page: RoutePage) -> QuerySet:
        return model.objects.filter(route=page).order_by("pk")

    return Told(lambda a: getattr(a.journal, name), rows)


def _changes(archive: RouteArchive) -> list[Any]:
    journal = archive.journal
    found = [c for name in RECORDS for row in getattr(journal, name) for c in row.history]
    found += journal.other_changes
    return sorted(found, key=lambda change: (str(change.record), change.edition))


def _sets(archive: RouteArchive) -> list[Any]:
    found = {v.criteria_set.series: v.criteria_set for v in archive.journal.lesson_visits}
    return list(found.values())


#: Whom the demo's full route names.
NAMED = ("teacher", "mentor", "methodist", "deputy", "psychologist", "director")


#: Every other model.
TOLD: dict[type, Told] = {
    models.School: Told(lambda a: [a.school], lambda page: [page.school]),
    models.RoutePage: Told(lambda a: [(a.route, a.route.text)], lambda page: [page]),
    models.Objective: _table("objectives"),
    models.TaughtProgramme: _table("taught_programmes"),
    models.Difficulty: _table("difficulties"),
    models.ProgrammeItem: _table("programme_items"),
    models.Checkpoint: _table("checkpoints"),
    models.RouteAssignment: Told(
        lambda a: a.route.assignments, lambda page: page.assignments.order_by("pk")
    ),
    models.RouteStop: Told(lambda a: a.route.stops, lambda page: page.stops.order_by("pk")),
    models.ArchivedRoute: Told(lambda a: [a.route.archived], lambda page: [page.archived]),
    models.ApprovedVersion: _of_page("approved_versions"),
    models.ApprovalEvent: _of_page("approval_events"),
    models.ConclusionPage: Told(
        lambda a: [(a.conclusion, a.conclusion.text)], lambda page: [page.conclusion]
    ),
    models.OutcomeRow: Told(
        lambda a: a.conclusion.text.outcome_rows, lambda page: page.conclusion.outcome_rows.all()
    ),
    models.Reopening: Told(
        lambda a: a.conclusion.reopenings, lambda page: page.conclusion.reopenings.order_by("pk")
    ),
    models.CouncilDecision: Told(
        lambda a: [a.conclusion.council], lambda page: [page.conclusion.council]
    ),
    **{model: _records(name, model) for name, (model, _named) in RECORDS.items()},
    models.RecordChange: Told(
        _changes,
        lambda page: sorted(
            page.record_changes.all(), key=lambda change: (str(change.record), change.edition)
        ),
    ),
    models.Attachment: Told(
        lambda a: a.journal.attachments, lambda page: page.attachments.order_by("dated_on", "pk")
    ),
    models.SignedScan: Told(
        lambda a: a.signed_scans, lambda page: page.signed_scans.order_by("pk")
    ),
    models.CriteriaSet: Told(
        _sets,
        lambda page: models.CriteriaSet.objects.filter(visits__route=page).distinct(),
    ),
    models.StaffMember: Told(
        lambda a: a.people,
        lambda page: page.school.staff.filter(user__username__in=NAMED).order_by("pk"),
    ),
}
