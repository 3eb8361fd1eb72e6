"""Reading an archive back: what was changed or lost is found, and nobody's words are repeated."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile

import pytest

from iom_wagtail.paperwork.archive.reading import BrokenArchive, read_archive
from tests.paperwork.archive.conftest import export

pytestmark = pytest.mark.django_db


def rewrite(path, change):
    """Write an archive anew with entries changed: name → bytes, None leaves one out."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries |= change(entries)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            if content is not None:
                archive.writestr(name, content)


def resum(entries):
    """Return the list of sums that fits entries."""
    lines = [
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in entries.items()
        if name != "checksums.txt"
    ]
    return {**entries, "checksums.txt": "".join(lines).encode()}


def _route(entries, **parts):
    return json.dumps(json.loads(entries["route.json"]) | parts).encode()


def _with_scan(entries, **parts):
    first, *others = json.loads(entries["route.json"])["signed_scans"]
    return _route(entries, signed_scans=[first | parts, *others])


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda e: {"route.json": e["route.json"] + b" "}, "was changed"),
        (lambda e: {next(n for n in e if n.startswith("files/")): b"other"}, "was changed"),
        (lambda e: {next(n for n in e if n.startswith("files/")): None}, "missing or too many"),
        (lambda e: {"more.txt": b"more"}, "missing or too many"),
        (lambda e: {"checksums.txt": None}, "can't be read"),
        (lambda e: resum({**e, "versions/programme-1.json": b"{}"}), "not the text"),
        (lambda e: resum({**e, "route.json": _route(e, schema_version=3)}), "schema_version"),
        (
            lambda e: resum({**e, "route.json": _with_scan(e, path="scans/x.pdf")}),
            "scan is missing",
        ),
        (lambda e: resum({**e, "route.json": _with_scan(e, shows="x")}), "version that is missing"),
        (lambda e: resum({**e, "route.json": _route(e, more=1)}), "route.json: more"),
    ],
)
def test_an_archive_that_was_changed_is_found(route, output, change, complaint):
    export(route, output)
    read_archive(output)
    rewrite(output, change)
    with pytest.raises(BrokenArchive, match=re.escape(complaint)):
        read_archive(output)


def test_an_archive_of_the_first_version_is_read(route, output):
    def before(entries):
        told = json.loads(entries["route.json"])
        del told["signed_scans"]
        told["schema_version"] = 1
        kept = {n: c for n, c in entries.items() if not n.startswith("scans/")}
        gone = {n: None for n in entries if n.startswith("scans/")}
        return gone | resum({**kept, "route.json": json.dumps(told).encode()})

    export(route, output)
    written = read_archive(output)
    rewrite(output, before)
    found = read_archive(output)
    assert found.signed_scans == [] and written.signed_scans
    assert found == written.model_copy(update={"signed_scans": []})


def test_what_is_no_archive_is_said(output):
    output.write_bytes(b"no archive")
    with pytest.raises(BrokenArchive, match="BadZipFile"):
        read_archive(output)


def test_complaints_repeat_nobodys_words(route, output):
    export(route, output)
    rewrite(output, lambda e: resum({**e, "route.json": _route(e, school={"place": "Тайна"})}))
    with pytest.raises(BrokenArchive) as error:
        read_archive(output)
    assert "Тайна" not in str(error.value)
