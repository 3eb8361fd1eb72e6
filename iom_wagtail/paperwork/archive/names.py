"""Names inside the archive: Russian, readable, in an order, the same at every export. Pure."""

from __future__ import annotations

import datetime as dt

from iom_wagtail.files.names import neutral_stem

ROUTE = "route.json"
SCHEMA = "schema.json"
READ_ME = "ПРОЧТИ.txt"
CHECKSUMS = "checksums.txt"
FILES, VERSIONS, SCANS = "files", "versions", "scans"

#: Longest part of a title in the name of a file: some systems allow 255 bytes in all.
LONGEST = 60


def version(kind: str, number: int) -> str:
    """Return «versions/programme-2.json»."""
    return f"{VERSIONS}/{kind}-{number}.json"


def attachment(place: int, day: dt.date, title: str, side: str, extension: str) -> str:
    """Return «files/007 2025-10-15 Контрольная работа (до).pdf»; the number keeps them apart."""
    stem = neutral_stem(f"{title}.{extension}")[:LONGEST].strip(" .")
    shown = f"{stem} ({side})" if side else stem
    return f"{FILES}/{place:03d} {day.isoformat()} {shown}.{extension}"


def scan(place: int, paper: str, version: str, extension: str) -> str:
    """Return «scans/002 Паспорт с программой, редакция № 1.pdf»; ``version`` may be nothing."""
    shown = ", ".join(filter(None, [paper, version]))
    return f"{SCANS}/{place:03d} {shown[:LONGEST].strip(' .')}.{extension}"
