"""Testimonials on the site: the list with the form, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.journal.choices import Circle
from iom_wagtail.journal.kinds import KINDS
from iom_wagtail.journal.pages import Description, JournalPage, RecordPage, RecordsPage
from iom_wagtail.journal.rules import Right
from iom_wagtail.journal.testimonials import actions, queries, rules
from iom_wagtail.journal.testimonials.forms import TestimonialForm
from iom_wagtail.journal.testimonials.stream import SOURCE

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.journal.records.models import RecordChange
    from iom_wagtail.journal.testimonials.models import Testimonial


class TestimonialPage(JournalPage):
    """What the list and the page of one testimonial share."""

    kind = KINDS["testimonial"]
    right = Right.TESTIFY
    form_class = TestimonialForm
    title = gettext_lazy("Testimonials")
    privacy = gettext_lazy("A testimonial is read by the circle that stands beneath it.")

    def may_write(self) -> bool:
        """Return whether the reader writes testimonials; the teacher of the route never does."""
        return rules.may_write(self.page.reader.offices)


class Testimonials(TestimonialPage, RecordsPage):
    """The testimonials that this person may read; a new one from those who write them."""

    source = SOURCE
    new = gettext_lazy("New testimonial")
    nothing = gettext_lazy("There is no testimonial here that you may read.")

    def initial(self) -> dict[str, Any]:
        """Begin with today and the wider circle."""
        return {"given_on": timezone.localdate(), "circle": Circle.LEADERS}

    def write(self, values: dict[str, Any]) -> Testimonial:
        """Write it down."""
        return actions.testify(self.page, self.request.user, **values)

    def said(self, record: Testimonial) -> str:
        """Say who reads it now."""
        return _("The testimonial is saved. %(audience)s.") % {"audience": _audience(record)}


class OneTestimonial(TestimonialPage, RecordPage):
    """One testimonial, with who reads it."""

    def readable(self) -> QuerySet:
        """Return what the reader may read."""
        return queries.readable(self.page)

    def describe(self, record: Testimonial) -> Description:
        """Return from whom, when and what."""
        facts = [(_("Date"), record.given_on)]
        if record.author_words:
            facts.append((_("Who said it"), record.author_words))
        return Description(
            heading=_("Testimonial: %(source)s") % {"source": record.get_source_display()},
            facts=facts,
            texts=[(capfirst(_("testimonial")), record.text)],
            audience=_audience(record),
        )

    def change(self, record: Testimonial, values: dict[str, Any], seen: int | None) -> None:
        """Change one's own."""
        actions.change_testimonial(record, self.request.user, seen=seen, **values)

    def remove(self, record: Testimonial) -> RecordChange:
        """Remove one's own."""
        return actions.remove_testimonial(record, self.request.user)


def _audience(record: Testimonial) -> str:
    return rules.audience(record.circle, shown_to_teacher=record.shown_to_teacher)
