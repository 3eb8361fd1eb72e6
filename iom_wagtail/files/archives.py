"""Office files that are ZIP archives: looked at from outside, never unpacked."""

from __future__ import annotations

import re
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.kinds import KINDS, Kind

#: Bounds of an honest office file; a bomb is beyond one of them.
MAX_ENTRIES = 5_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 120
#: Small files pack well; the ratio counts from here on.
RATIO_FROM = 10 * 1024 * 1024
MAX_LIST_OF_TYPES = 2 * 1024 * 1024

_MAIN_PARTS = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
}
_ACTIVE_PARTS = re.compile(
    r"vbaProject|vbaData|(^|/)activeX/|(^|/)macrosheets/|(^|/)customUI|^Basic/|^Scripts/",
    re.IGNORECASE,
)


def kind_of_archive(file: IO[bytes]) -> Kind:
    """Return which office format a ZIP archive is.

    Raises ``FileRefused`` for a bomb, for macros, for a password, for a damaged archive and for
    an archive that is no office file.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_bounds(entries)
            _check_parts(entries)
            code = _opendocument(archive, entries) or _openxml(archive, entries)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError) as error:
        raise FileRefused(_("The file is damaged: it can't be opened."), code="damaged") from error
    except (NotImplementedError, RuntimeError) as error:
        raise FileRefused(_("The file is packed in an unusual way."), code="damaged") from error
    if not code:
        raise FileRefused(
            _("Archives are not accepted: attach the files themselves."), code="archive"
        )
    return KINDS[code]


def _check_bounds(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED
    if bomb or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise FileRefused(
            _("The file unpacks to a size no document has; it is not accepted."), code="bomb"
        )


def _check_parts(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise FileRefused(
                _("The file is protected by a password: attach it without one."), code="password"
            )
        path = entry.filename
        if path.startswith("/") or ".." in path.split("/"):
            raise FileRefused(_("The file is damaged: it can't be opened."), code="damaged")
        if _ACTIVE_PARTS.search(path):
            raise FileRefused(
                _("The file contains macros: save it without them and attach it again."),
                code="macros",
            )


def _opendocument(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str:
    """Return the code of an ODF document, which names its type in its first entry, or ""."""
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype" or first.file_size > 200:
        return ""
    told = archive.read(first).decode("ascii", errors="replace").strip()
    codes = [code for code in ("odt", "ods", "odp") if KINDS[code].media_type == told]
    return codes[0] if codes else ""


def _openxml(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str:
    """Return the code of an Office document by the type of its main part, or ""."""
    types = next((entry for entry in entries if entry.filename == "[Content_Types].xml"), None)
    if types is None or types.file_size > MAX_LIST_OF_TYPES:
        return ""
    # A look at the words is enough; the text is no XML to be trusted.
    told = archive.read(types).decode("utf-8", errors="replace")
    if re.search(r"macroEnabled|vbaProject", told, re.IGNORECASE):
        raise FileRefused(
            _("The file contains macros: save it without them and attach it again."), code="macros"
        )
    return next((code for part, code in _MAIN_PARTS.items() if part in told), "")
