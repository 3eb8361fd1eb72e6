"""Reading an archive back: every checksum, then the shapes. Asks no database."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from iom_wagtail.approval.rules import canonical, checksum
from iom_wagtail.paperwork.archive import names
from iom_wagtail.paperwork.archive.shapes import RouteArchive

CHUNK = 64 * 1024


class BrokenArchive(Exception):
    """An archive is not what was written; says where."""


def read_archive(path: Path) -> RouteArchive:
    """Return what an archive holds; raises ``BrokenArchive`` when any of it was changed or lost."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sums(archive)
            found = RouteArchive.model_validate_json(archive.read(names.ROUTE))
            _check_versions(archive, found)
            _check_files(archive, found)
    except (zipfile.BadZipFile, KeyError, OSError, UnicodeDecodeError) as error:
        raise BrokenArchive(f"can't be read: {type(error).__name__}") from error
    except ValidationError as error:  # its own words would repeat the route's
        places = [".".join(map(str, line["loc"])) for line in error.errors()]
        raise BrokenArchive(f"{names.ROUTE}: {', '.join(places)}") from None
    return found


def digest_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _check_sums(archive: zipfile.ZipFile) -> None:
    """Every entry is listed with its sum, and nothing else is."""
    lines = archive.read(names.CHECKSUMS).decode().splitlines()
    listed = {name: digest for digest, _gap, name in (line.partition("  ") for line in lines)}
    there = set(archive.namelist()) - {names.CHECKSUMS}
    if wrong := there.symmetric_difference(listed):
        raise BrokenArchive(f"{len(wrong)} entries are missing or too many")
    for name, digest in listed.items():
        with archive.open(name) as entry:
            if digest_of(entry) != digest:
                raise BrokenArchive(f"entry {archive.namelist().index(name) + 1} was changed")


def _check_versions(archive: zipfile.ZipFile, found: RouteArchive) -> None:
    """The approved texts are those in ``route.json``."""
    concluded = found.conclusion.approved_versions if found.conclusion else []
    for version in [*found.route.approved_versions, *concluded]:
        if checksum(canonical(version.content)) != checksum(archive.read(version.file).decode()):
            raise BrokenArchive(f"{version.file} is not the text in {names.ROUTE}")


def _check_files(archive: zipfile.ZipFile, found: RouteArchive) -> None:
    """Every attachment and scan that has a path lies there, and so does what a scan shows."""
    there = set(archive.namelist())
    if {row.path for row in found.journal.attachments if row.path} - there:
        raise BrokenArchive("an attachment is missing")
    if {row.path for row in found.signed_scans if row.path} - there:
        raise BrokenArchive("a scan is missing")
    if {row.shows for row in found.signed_scans if row.shows} - there:
        raise BrokenArchive("a scan shows a version that is missing")
