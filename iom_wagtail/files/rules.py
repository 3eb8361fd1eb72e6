"""Which files are accepted, and what they are called. Decided by the content, never by the name.

Pure: a name, a readable file and limits in; a verdict or one clear sentence out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from iom_wagtail.files.archives import kind_of_archive
from iom_wagtail.files.compound import kind_of_compound
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.kinds import KINDS, Kind
from iom_wagtail.files.names import ACTIVE_EXTENSIONS, extensions, neutral_stem
from iom_wagtail.files.pictures import check_picture

MEGABYTE = 1024 * 1024

_PICTURE_EXTENSIONS = frozenset(
    extension for kind in KINDS.values() if kind.picture for extension in kind.extensions
)

#: First bytes of what runs, beside texts that begin with "#!".
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_MARKUP = re.compile(
    rb"<\s*(!doctype|\?xml|\?php|html|head|body|svg|script|iframe|object|embed|meta|link|style|img)",
    re.IGNORECASE,
)
#: Control characters that no text has: all but tabs, line breaks and form feeds.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f") + b"\x7f"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that passed: its kind and the neutral name it is kept under for people."""

    kind: Kind
    name: str
    size: int


def examine(file: IO[bytes], name: str, *, size: int, max_bytes: int) -> Accepted:
    """Return what a file is and its neutral name; the file is left at its beginning.

    Raises ``FileRefused`` with one sentence: empty, too large, a program, a page, an archive, a
    bomb, macros, a password, damaged, a name that says something else than the content.
    """
    check_size(size, max_bytes)
    try:
        kind = _kind_by_content(file, extensions(name))
        if kind.picture:
            check_picture(file, kind)
    finally:
        file.seek(0)
    _check_name(name, kind)
    return Accepted(kind, f"{neutral_stem(name)}.{kind.extension}", size)


def check_size(size: int, max_bytes: int) -> None:
    """Raise ``FileRefused`` for an empty file and for one above the limit."""
    if size <= 0:
        raise FileRefused(_("The file is empty."), code="empty")
    if size > max_bytes:
        raise FileRefused(
            _("The file is too large (%(size)d MB): %(limit)d MB at most.")
            % {"size": -(-size // MEGABYTE), "limit": max_bytes // MEGABYTE},
            code="large",
        )


def _kind_by_content(file: IO[bytes], given: list[str]) -> Kind:
    """Return the kind by the first bytes, then by a closer look; raises ``FileRefused``."""
    file.seek(0)
    head = file.read(4096)
    if head.startswith(_PROGRAMS):
        raise FileRefused(_("Programs are not accepted."), code="program")
    code = _code_by_magic(head)
    if code:
        return KINDS[code]
    if head.startswith(b"PK\x03\x04"):
        return kind_of_archive(file)
    if head.startswith(_OLE):
        return kind_of_compound(file)
    if _is_plain_text(file, head):
        return KINDS["csv" if given[-1:] == ["csv"] else "txt"]
    raise FileRefused(
        _("Files of this kind are not accepted: send a PDF, a picture, an office file or a text."),
        code="kind",
    )


def _code_by_magic(head: bytes) -> str:
    """Return the code of a kind that its first bytes name, or ""."""
    match head:
        case _ if head.startswith(b"%PDF-"):
            return "pdf"
        case _ if head.startswith(b"\xff\xd8\xff"):
            return "jpeg"
        case _ if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return "png"
        case _ if head.startswith((b"GIF87a", b"GIF89a")):
            return "gif"
        case _ if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return "webp"
        case _ if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
            return "heic"
    return ""


def _is_plain_text(file: IO[bytes], head: bytes) -> bool:
    """Return whether the file is text, raising ``FileRefused`` for a page or a drawing in text.

    UTF-8, UTF-16 with its mark, or a Russian Windows text; nothing but letters and lines.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="replace").encode()
        binary = b"\0" in head
    else:
        binary = _has_controls(file)
    if _MARKUP.search(head[:2048]):
        raise FileRefused(
            _("Web pages and drawings with code (HTML, SVG, XML) are not accepted."), code="markup"
        )
    return not binary


def _has_controls(file: IO[bytes]) -> bool:
    file.seek(0)
    while chunk := file.read(MEGABYTE):
        if len(chunk.translate(None, _CONTROLS)) != len(chunk):
            return True
    return False


def _check_name(name: str, kind: Kind) -> None:
    """Raise ``FileRefused`` when the name says something else than the content.

    A picture's extension is put right in silence: telephones name one format like another.
    """
    given = extensions(name)
    if active := [part for part in given[:-1] if part in ACTIVE_EXTENSIONS]:
        raise FileRefused(
            _("The name has two extensions (“.%(first)s” and “.%(last)s”): rename the file.")
            % {"first": active[-1], "last": given[-1]},
            code="double",
        )
    if not given or given[-1] in kind.extensions:
        return
    if kind.picture and any(
        given[-1] in each.extensions for each in KINDS.values() if each.picture
    ):
        return
    raise FileRefused(
        _("The name says “.%(given)s”, but the content is %(kind)s: rename the file or save anew.")
        % {"given": given[-1], "kind": kind.label},
        code="mismatch",
    )
