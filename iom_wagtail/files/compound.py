"""Office files of before 2007 (OLE containers): which program's, without macros or password."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.kinds import KINDS, Kind

CHUNK = 1024 * 1024


def _name(stream: str) -> bytes:
    """Return how the directory of a container writes a name."""
    return stream.encode("utf-16-le")


#: Names of streams by which a container tells what it holds.
_STREAMS = {
    "doc": (_name("WordDocument"),),
    "xls": (_name("Workbook"), _name("Book\0")),
    "ppt": (_name("PowerPoint Document"),),
}
_MACROS = (_name("_VBA_PROJECT"), _name("Macros\0"))
_PASSWORD = (_name("EncryptedPackage"), _name("EncryptionInfo"))
_LONGEST = 64


def _windows(file: IO[bytes]) -> Iterator[bytes]:
    """Read the file in parts that overlap, so that no name is cut in two."""
    kept = b""
    while chunk := file.read(CHUNK):
        yield kept + chunk
        kept = chunk[-_LONGEST:]


def kind_of_compound(file: IO[bytes]) -> Kind:
    """Return which old office format a container holds.

    Raises ``FileRefused`` for macros, for a password, and for any other container (an
    installer, a saved mail).
    """
    file.seek(0)
    found: set[str] = set()
    for window in _windows(file):
        if any(name in window for name in _PASSWORD):
            raise FileRefused(
                _("The file is protected by a password: attach it without one."), code="password"
            )
        if any(name in window for name in _MACROS):
            raise FileRefused(
                _("The file contains macros: save it without them and attach it again."),
                code="macros",
            )
        found |= {code for code, names in _STREAMS.items() if any(n in window for n in names)}
    # A text with an embedded sheet is a text.
    for code in ("doc", "ppt", "xls"):
        if code in found:
            return KINDS[code]
    raise FileRefused(_("Files of this kind are not accepted."), code="kind")
