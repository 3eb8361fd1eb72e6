"""The addresses of papers: how they are filled, and which kinds are walked."""

from __future__ import annotations

from typing import Any

from iom_wagtail.paperwork.dossier.making import advance
from iom_wagtail.paperwork.dossier.models import Dossier
from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.routes.models import RoutePage
from tests.factories import Cast


def ready_dossier(cast: Cast) -> Dossier:
    """Return a finished package that the route's mentor ordered; it holds its contents alone.

    Printing all papers would take longer than everything else in this world.
    """
    mentor = cast.user("mentor")
    page = RoutePage.objects.visible_to(mentor).get(pk=cast.route.pk)
    offices = sorted(str(office) for office in page.permissions_for_user(mentor).offices)
    part = {"route": page.pk, "name": "00.txt", "contents": ["Содержание"]}
    return advance(
        Dossier.objects.create(
            school=cast.school,
            ordered_by=mentor,
            parts=[part],
            offices={str(page.pk): offices},
        )
    )


def _record(kind: str) -> Any:
    def uuid(world: Any) -> Any:
        row = world.things[
            {"visit": "lessonvisit", "checkpoint": "checkpointresult"}.get(kind, kind)
        ]
        return getattr(row, "checkpoint", None) or row.uuid

    return uuid


#: (label, values given, query) for each kind of which a route has one paper.
SINGLE = [
    *((code, {"kind": lambda w, c=code: c}, None) for code, k in KINDS.items() if not k.several),
    ("draft", {"kind": lambda w: "passport"}, lambda w: {"draft": ""}),
    ("pdf", {"kind": lambda w: "passport", "suffix": lambda w: "pdf"}, None),
]
#: The same for each record's paper.
RECORDED = [
    (code, {"kind": lambda w, c=code: c, "uuid": _record(code)}, None)
    for code, kind in KINDS.items()
    if kind.several
]

#: Address → the parameters that have a meaning of their own here, beside the route.
PARAMETERS: dict[str, dict[str, Any]] = {
    "iom_route_papers": {},
    "iom_route_paper": {"kind": lambda w: "passport", "suffix": lambda w: "docx"},
    "iom_route_record_paper": {
        "kind": lambda w: "visit",
        "suffix": lambda w: "docx",
        "uuid": _record("visit"),
    },
    "iom_route_dossier": {},
    "iom_route_signed": {"kind": lambda w: "passport"},
    "iom_route_record_signed": {"kind": lambda w: "visit", "uuid": _record("visit")},
    "iom_route_signed_scan": {"uuid": lambda w: w.things["signedscan"].uuid},
    "iom_dossier": {"uuid": lambda w: w.things["dossier"].uuid},
    "iom_dossier_file": {"uuid": lambda w: w.things["dossier"].uuid},
}
