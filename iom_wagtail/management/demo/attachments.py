"""Files of the example: evidence for the items, and the analytic material of 5.3.

The example names material and has none: small real files with these names are made at loading.
"""

from __future__ import annotations

from typing import Any

from iom_wagtail.files.keeping import check
from iom_wagtail.journal.attachments.actions import attach
from iom_wagtail.journal.choices import AttachmentKind, Moment
from iom_wagtail.management.demo import papers
from iom_wagtail.management.demo.route import Users, stable
from iom_wagtail.management.demo.source import at, day, example
from iom_wagtail.routes.models import RoutePage

#: What the example's material is, in the order of the file (5.3).
KINDS = (
    AttachmentKind.PUPILS,
    AttachmentKind.TESTS,
    AttachmentKind.MATERIALS,
    AttachmentKind.SURVEY,
)

#: What the sides of a comparison add to the names of their files.
SIDES = {Moment.BEFORE: "до", Moment.AFTER: "после"}


def load(route: RoutePage, users: Users) -> None:
    """Attach the files of the example route."""
    _evidence(route, users)
    _material(route, users)


def material() -> list[dict[str, Any]]:
    """Return the analytic material of the example; its testimonials are records of their own."""
    return [row for row in example()["attachments"] if row["kind"] != "feedback"]


def _evidence(route: RoutePage, users: Users) -> None:
    """The teacher attaches what shows that an item is done, on the day it was."""
    for row in example()["programme_items"]:
        to_item = f"К пункту {row['no']} программы: {row['content']}."
        for title in row["ext_evidence"]:
            attach(
                route,
                users["teacher"],
                check(papers.upload(title, title, to_item, row["ext_actual_result"])),
                kind=AttachmentKind.OTHER,
                title=title,
                dated_on=day(row["done_at"]),
                item=stable(f"item{row['no']}"),
                at=at(row["done_at"], hour=17),
            )


def _material(route: RoutePage, users: Users) -> None:
    """The mentor attaches the comparisons, a file a side, and the summary of the questionnaires.

    The example tells no days here: what was before is dated by the diagnosis, what came after
    by the last item of the programme.
    """
    before, after = example()["diagnosis"]["date"], example()["programme_items"][-1]["done_at"]
    for kind, row in zip(KINDS, material(), strict=True):
        days = {Moment.BEFORE: before, Moment.AFTER: after}
        if kind == AttachmentKind.SURVEY:
            days = {"": after}
        for moment, date in days.items():
            side = f" ({SIDES[moment]})" if moment else ""
            paper = papers.upload(row["title"] + side, row["title"] + side, row["summary"])
            attach(
                route,
                users["mentor"],
                check(paper),
                kind=kind,
                moment=moment,
                title=row["title"],
                dated_on=day(date),
                by_whom="наставник",
                note=row["summary"],
                batch=stable(f"material-{kind}"),
                at=at(after, hour=18),
            )
