"""The kinds of files that are accepted, a row each."""

from __future__ import annotations

from dataclasses import dataclass

OPENXML = "application/vnd.openxmlformats-officedocument"
OPENDOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, its extensions (the first is the one given), its media type.

    ``inline``: browsers show it by themselves, and nothing in it can act.
    """

    code: str
    label: str
    extensions: tuple[str, ...]
    media_type: str
    picture: bool = False
    inline: bool = False

    @property
    def extension(self) -> str:
        """The extension a stored file of this kind gets."""
        return self.extensions[0]


def _picture(code: str, label: str, *extensions: str, inline: bool = True) -> Kind:
    return Kind(code, label, extensions, f"image/{code}", picture=True, inline=inline)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", ("pdf",), "application/pdf", inline=True),
        _picture("jpeg", "JPEG", "jpg", "jpeg", "jpe", "jfif"),
        _picture("png", "PNG", "png"),
        _picture("webp", "WebP", "webp"),
        _picture("gif", "GIF", "gif"),
        # Only Apple's browsers show it.
        _picture("heic", "HEIC", "heic", "heif", inline=False),
        Kind("docx", "Word", ("docx",), f"{OPENXML}.wordprocessingml.document"),
        Kind("xlsx", "Excel", ("xlsx",), f"{OPENXML}.spreadsheetml.sheet"),
        Kind("pptx", "PowerPoint", ("pptx",), f"{OPENXML}.presentationml.presentation"),
        Kind("odt", "ODT", ("odt",), f"{OPENDOCUMENT}.text"),
        Kind("ods", "ODS", ("ods",), f"{OPENDOCUMENT}.spreadsheet"),
        Kind("odp", "ODP", ("odp",), f"{OPENDOCUMENT}.presentation"),
        Kind("doc", "Word", ("doc",), "application/msword"),
        Kind("xls", "Excel", ("xls",), "application/vnd.ms-excel"),
        Kind("ppt", "PowerPoint", ("ppt", "pps"), "application/vnd.ms-powerpoint"),
        Kind("txt", "TXT", ("txt",), "text/plain"),
        Kind("csv", "CSV", ("csv",), "text/csv"),
    )
}

#: What a file chooser offers; the content decides. HEIC is not named: a telephone that keeps its
#: photographs so sends a JPEG then, which everybody's browser shows.
ACCEPT = ",".join(
    f".{extension}"
    for kind in KINDS.values()
    if kind.code != "heic"
    for extension in kind.extensions
)


def kind_of(code: str) -> Kind:
    """Return the kind of a code stored with a file."""
    return KINDS[code]
