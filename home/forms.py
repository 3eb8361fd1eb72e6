"""Forms of pictures and documents in the office: what may be published, and where."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from home.publishing import picture_problem
from iom_wagtail.files.keeping import check


class PictureForm(BaseImageForm):
    """Refuses a picture outside a public collection, whoever adds or moves it."""

    def clean(self) -> dict[str, Any]:
        """Add the reason at the collection, or on top when there is nothing to choose."""
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("collection") if "collection" in self.fields else self.collections[0]
        if problem := picture_problem(chosen):
            self.add_error("collection" if "collection" in self.fields else None, problem)
        return cleaned


class DocumentForm(BaseDocumentForm):
    """Takes documents by the plugin's rules for files: content, size, name."""

    def clean_file(self) -> Any:
        """Check a new file, and give it its neutral name; raises what the rules say."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            file.name = check(file).accepted.name
        return file
