"""The XML parts of an office file, looked at before anything reads them."""

from __future__ import annotations

import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused

CHUNK = 64 * 1024
#: A part is read by a parser that holds it whole; an honest one is far smaller.
MOST_PART = 16 * 1024 * 1024
#: Sheets are read row by row.
MOST_SHEET = 64 * 1024 * 1024


class _Enough(Exception):
    """The document has begun: nothing is declared behind this."""


def damaged() -> FileRefused:
    """Return the refusal of a file that can't be read."""
    return FileRefused(
        _("The file is damaged and can't be read. Open it in its program and save it anew."),
        code="damaged",
    )


def check_parts(archive: zipfile.ZipFile) -> None:
    """Raise ``FileRefused`` for a part that declares a document type or entities, or is endless.

    Office files never do either: entities fetch other files or swell to fill the memory.
    """
    for entry in archive.infolist():
        path = entry.filename.lower()
        if not path.endswith((".xml", ".rels")):
            continue
        limit = MOST_SHEET if "/worksheets/" in path or path == "content.xml" else MOST_PART
        if entry.file_size > limit:
            raise FileRefused(
                _("The file is too large to be read as a table: leave in it only what is needed."),
                code="large",
            )
        with archive.open(entry) as part:
            _check_beginning(part)


def _check_beginning(part: zipfile.ZipExtFile) -> None:
    """Read a part up to its first element; expat is asked, so that no encoding hides anything."""
    parser = expat.ParserCreate()

    def declared(*args: object) -> None:
        raise FileRefused(
            _("The file refers to other files or declares entities: save it anew in its program."),
            code="entities",
        )

    def begun(*args: object) -> None:
        raise _Enough

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        while chunk := part.read(CHUNK):
            parser.Parse(chunk, False)
    except _Enough:
        return
    except expat.ExpatError as error:
        raise damaged() from error
