"""Documents of the public site."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from iom_wagtail.files.storage import private_storage


class SchoolDocument(AbstractDocument):
    """A document of the public site. It lies in the private storage, so that its only address is
    Wagtail's view, which asks whether its collection is for everybody.
    """

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = Document.admin_form_fields
