"""What the journal adds to the route page; called once, when the app is ready."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.journal.progress.states import item_states
from iom_wagtail.journal.results.states import cut_states
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.journal.stream import section as stream
from iom_wagtail.journal.testimonials import rules as testimonial_rules
from iom_wagtail.routes.states import Addition, Section, contributions


def register() -> None:
    """Register the journal's parts of the route page."""
    contributions.items = item_states
    contributions.cuts = cut_states
    contributions.offer(
        Addition(
            label=_("Diary entry"),
            short=pgettext_lazy("stream", "Diary"),
            icon="diary",
            url_name="iom_route_diary",
            order=10,
            allowed=lambda offices: allows(offices, Right.DIARY),
        )
    )
    contributions.offer(
        Addition(
            label=_("Lesson visit"),
            short=pgettext_lazy("tile", "Lesson"),
            icon="lesson",
            url_name="iom_route_visit_new",
            order=20,
            allowed=lambda offices: allows(offices, Right.VISIT),
        )
    )
    contributions.offer(
        Addition(
            label=_("Material to the card"),
            short=pgettext_lazy("stream", "Files"),
            icon="file",
            url_name="iom_route_attachments",
            order=40,
            allowed=lambda offices: allows(offices, Right.ATTACH),
        )
    )
    contributions.offer(
        Addition(
            label=_("Meeting, consultation"),
            short=pgettext_lazy("tile", "Meeting"),
            icon="meet",
            url_name="iom_route_meetings",
            order=30,
            allowed=lambda offices: allows(offices, Right.MEET),
        )
    )
    contributions.offer(
        Addition(
            label=_("Ask for a consultation"),
            short=pgettext_lazy("tile", "Ask"),
            icon="msg",
            url_name="iom_route_requests",
            order=32,
            allowed=lambda offices: allows(offices, Right.ASK),
        )
    )
    contributions.offer(
        Addition(
            label=_("Achievement"),
            short=pgettext_lazy("tile", "Success"),
            icon="award",
            url_name="iom_route_achievements",
            order=35,
            allowed=lambda offices: allows(offices, Right.ACHIEVE),
        )
    )
    contributions.offer(
        Addition(
            label=_("Testimonial"),
            short=pgettext_lazy("tile", "Testimonial"),
            icon="quote",
            url_name="iom_route_testimonials",
            order=50,
            allowed=testimonial_rules.may_write,
        )
    )
    contributions.add(
        Section(
            anchor="stream",
            label=pgettext_lazy("tab", "Stream"),
            template="iom_wagtail/journal/stream.html",
            order=50,
            build=stream.build,
        )
    )
