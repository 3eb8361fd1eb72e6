"""A Word file as a package: what is refused before a word is read, and its parts as XML. Pure.

The XML of an upload is nobody's to trust: no document type, no entity, no network, no huge part.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _
from lxml import etree

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.rules import examine

#: The largest part of text; a programme of 500 items is about 3 MB.
MAX_PART = 16 * 1024 * 1024

_MAIN = "word/document.xml"
#: Parts beside the text, by the last word of their relation to it, in the order they are read.
ASIDES = ("header", "footer", "footnotes", "endnotes", "comments")


class WordRefused(ValueError):
    """The file can't be read as a route; the message tells the user what to do.

    ``code`` is stable, for tests.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Package:
    """The text of a file and the parts beside it, each with its kind, as XML."""

    body: etree._Element
    asides: tuple[tuple[str, etree._Element], ...]


def open_word(file: IO[bytes], name: str, *, size: int, max_bytes: int) -> Package:
    """Return the parts of a DOCX file.

    Raises ``WordRefused`` with one sentence for a file of another kind, with macros or a password,
    for a bomb, a damaged file, and XML that brings definitions of its own.
    """
    try:
        kind = examine(file, name, size=size, max_bytes=max_bytes).kind
    except FileRefused as error:
        raise WordRefused(_advice(error), error.code) from error
    if kind.code == "doc":
        raise WordRefused(
            _("This is a Word file of the old kind (.doc). Open it and save it as .docx."), "doc"
        )
    if kind.code != "docx":
        raise WordRefused(
            _("This is %(kind)s, not a Word file. Save it as .docx.") % {"kind": kind.label}, "kind"
        )
    try:
        with zipfile.ZipFile(file) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError, EOFError) as error:
        raise _damaged() from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, WordRefused):
            raise
        raise _damaged() from error


def _advice(error: FileRefused) -> str:
    """Return what to do with a file that is refused: mostly to save it anew."""
    match error.code:
        case "macros":
            return _("The file contains macros. Save it as .docx: that leaves them out.")
        case "password":
            return _("The file is protected by a password. Take it off and save it as .docx.")
        case "damaged":
            return _("The file is damaged. Open it in Word, if it opens, and save it as .docx.")
    return str(error)


def _damaged() -> WordRefused:
    return WordRefused(
        _("The file is damaged. Open it in Word, if it opens, and save it as .docx."), "damaged"
    )


def _parts(archive: zipfile.ZipFile) -> Package:
    names = {entry.filename for entry in archive.infolist()}
    main = next((t for k, t in _relations(archive, "", names) if k == "officeDocument"), _MAIN)
    if main not in names:
        raise _damaged()
    asides = [
        (kind, _xml(archive, target))
        for kind, target in sorted(_relations(archive, main, names), key=_rank)
        if kind in ASIDES
    ]
    return Package(_xml(archive, main), tuple(asides))


def _rank(relation: tuple[str, str]) -> tuple[int, str]:
    kind, target = relation
    return (ASIDES.index(kind) if kind in ASIDES else len(ASIDES), target)


def _relations(archive: zipfile.ZipFile, part: str, names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, part) of everything a part refers to inside the file."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in names:
        return
    for relation in _xml(archive, path):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not target:
            continue
        found = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if found in names:
            yield relation.get("Type", "").rpartition("/")[2], found


def _xml(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """Return a part as XML; raises ``WordRefused`` for what no office program writes."""
    if archive.getinfo(part).file_size > MAX_PART:
        raise WordRefused(
            _("The text of the file is too long for one route: leave only the route in it."), "long"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(archive.read(part), parser)
    if root.getroottree().docinfo.doctype:
        raise WordRefused(
            _(
                "The file contains definitions of its own (DTD), which Word never writes. "
                "Open it in Word and save it as .docx."
            ),
            "entities",
        )
    return root
