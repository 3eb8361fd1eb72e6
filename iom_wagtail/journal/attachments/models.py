"""Live records of a route: ordinary models, keyed by ``uuid``, untouched by any revision."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.files.models import PrivateFile
from iom_wagtail.journal.choices import AttachmentKind, Moment
from iom_wagtail.school.models import StaffMember


class Attachment(PrivateFile):
    """One file attached to the card of individual accompaniment (5.3).

    Files sent together are a set (``batch``): a comparison with its sides before and after, the
    pages of a survey. ``item`` makes the set evidence for an item of the programme.
    """

    route = models.ForeignKey(
        "iom_wagtail.RoutePage",
        verbose_name=_("route"),
        on_delete=models.CASCADE,
        related_name="attachments",
    )
    batch = models.UUIDField(_("set"), default=uuid.uuid4, editable=False)
    item = models.UUIDField(_("programme item"), null=True, blank=True)
    kind = models.CharField(_("kind of material"), max_length=20, choices=AttachmentKind.choices)
    moment = models.CharField(
        _("moment"), max_length=10, choices=Moment.choices, blank=True, default=""
    )
    title = models.CharField(pgettext_lazy("material", "title"), max_length=200)
    dated_on = models.DateField(_("date"))
    by_whom = models.CharField(
        _("by whom"),
        max_length=150,
        blank=True,
        help_text=_(
            "Who compared or surveyed: administration, methodist, mentor, psychologist, "
            "the teacher …"
        ),
    )
    note = models.TextField(_("note"), blank=True, max_length=2000)
    added_by = models.ForeignKey(
        StaffMember,
        verbose_name=_("added by"),
        on_delete=models.PROTECT,
        related_name="attachments",
        editable=False,
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    # A route's text refers to nothing, and nothing is found through its files.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["dated_on", "pk"]
        indexes = [
            models.Index(fields=["route", "kind"], name="iom_attachment_kind"),
            models.Index(fields=["route", "item"], name="iom_attachment_item"),
            models.Index(fields=["route", "batch"], name="iom_attachment_batch"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Return the address of the file."""
        return reverse("iom_route_attachment", args=[self.route_id, self.uuid])

    def get_preview_url(self) -> str:
        """Return the address of the small copy of a picture, or "" when there is none."""
        if not self.preview:
            return ""
        return reverse("iom_route_attachment_preview", args=[self.route_id, self.uuid])
