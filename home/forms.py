"""Forms of pictures and documents in the office: what may be published, and where."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from home.publishing import picture_problem
from iom_wagtail.files.keeping import check
from iom_wagtail.stories.uploads import clean_upload


class PictureForm(BaseImageForm):
    """Refuses a picture outside a public collection, whoever adds or moves it.

    Of a new file only the pixels are kept (``iom_wagtail/stories/uploads.py``).
    """

    def clean_file(self) -> Any:
        """Take out what cameras write beside the pixels; raises what the rules for files say."""
        file = self.cleaned_data["file"]
        return clean_upload(file) if isinstance(file, UploadedFile) else file

    def clean(self) -> dict[str, Any]:
        """Add the reason where the person looks: at a new file, or at the collection."""
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("collection") if "collection" in self.fields else self.collections[0]
        if problem := picture_problem(chosen):
            # The uploader of several keeps a file aside unless its error stands at the file.
            places = ["collection"] if self.instance.pk else ["file", "collection"]
            self.add_error(next((name for name in places if name in self.fields), None), problem)
        return cleaned


class DocumentForm(BaseDocumentForm):
    """Takes documents by the plugin's rules for files: content, size, name."""

    def clean_file(self) -> Any:
        """Check a new file, and give it its neutral name; raises what the rules say."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            file.name = check(file).accepted.name
        return file
