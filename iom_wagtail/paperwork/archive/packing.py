"""Writing the archive: one entry after the other, files in pieces, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.template.loader import render_to_string
from django.utils import translation

from iom_wagtail.paperwork.archive import names
from iom_wagtail.paperwork.archive.gathering import Gathered
from iom_wagtail.paperwork.archive.reading import read_archive
from iom_wagtail.paperwork.archive.shapes import RouteArchive

#: An archive of the same route is the same file, whenever it was written.
NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX, OWN_FILE = 3, 0o100600 << 16


@dataclass
class _Packing:
    """An archive that is being written, and the sums of what lies in it already."""

    archive: zipfile.ZipFile
    sums: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, chunks: Iterable[bytes], *, packed: bool = True) -> None:
        """Write one entry, and remember its sum."""
        info = zipfile.ZipInfo(name, NO_TIME)
        info.create_system, info.external_attr = UNIX, OWN_FILE
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        digest = hashlib.sha256()
        with self.archive.open(info, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                digest.update(chunk)
        self.sums[name] = digest.hexdigest()


def write_archive(gathered: Gathered, output: Path) -> int:
    """Write an archive and put it into its place when it is whole; return how many files differ.

    Those are files that are no longer what the row about them says; the archive holds them as
    they are. The archive is read back before it gets its name: raises ``BrokenArchive`` when it
    can't be, and ``OSError`` when there is no place for it. Nobody but the owner reads the file.
    """
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            changed = _pack(gathered, out)
            out.flush()
            os.fsync(out.fileno())
        read_archive(part)
        part.replace(output)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return changed


def _pack(gathered: Gathered, out: IO[bytes]) -> int:
    with zipfile.ZipFile(out, "w") as archive:
        packing = _Packing(archive)
        packing.put(names.READ_ME, [_read_me(gathered.archive).encode()])
        packing.put(names.ROUTE, [gathered.archive.model_dump_json(indent=2).encode()])
        packing.put(names.SCHEMA, [_schema()])
        for name, text in gathered.versions.items():
            packing.put(name, [text.encode()])
        changed = 0
        for stored in gathered.files:
            packing.put(stored.path, _chunks(stored.file), packed=False)
            changed += packing.sums[stored.path] != stored.sha256
        sums = "".join(f"{digest}  {name}\n" for name, digest in packing.sums.items())
        packing.put(names.CHECKSUMS, [sums.encode()])
    return changed


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file.storage.open(file.name, "rb") as opened:
        yield from opened.chunks()


def _schema() -> bytes:
    schema = RouteArchive.model_json_schema(mode="serialization")
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _read_me(archive: RouteArchive) -> str:
    """Return what tells a person where everything is."""
    with translation.override("ru"):
        return render_to_string(
            "iom_wagtail/paperwork/read_me.txt",
            {
                "archive": archive,
                "journal": archive.journal,
                "names": names,
                "missing": [row for row in archive.journal.attachments if not row.path],
                "missing_scans": [row for row in archive.signed_scans if not row.path],
            },
        )
