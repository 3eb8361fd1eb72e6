"""The command: what it writes, how often it asks, what it says, and what it leaves behind."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tracemalloc
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.files.storage import new_name, private_storage
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.paperwork.archive import packing
from iom_wagtail.paperwork.archive.reading import read_archive
from iom_wagtail.paperwork.scans.models import SignedScan
from iom_wagtail.routes.models import Checkpoint, RoutePage
from tests.full_year import live_through
from tests.paperwork.archive.conftest import export

pytestmark = pytest.mark.django_db

QUERIES = 30


def asked(act):
    """Return how many questions an act asks the database."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


@pytest.fixture
def written(route, output):
    """The archive, open."""
    export(route, output)
    with zipfile.ZipFile(output) as archive:
        yield archive


# --- what is in it -----------------------------------------------------------------------


def test_the_archive_is_complete_and_its_sums_are_right(written, page):
    names = written.namelist()
    assert {"ПРОЧТИ.txt", "route.json", "schema.json", "checksums.txt"} <= set(names)
    files = [name for name in names if name.startswith("files/")]
    assert len(files) == page.attachments.count() > 20
    lines = written.read("checksums.txt").decode().splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in lines)
    assert set(sums) == set(names) - {"checksums.txt"}
    for name, digest in sums.items():
        assert hashlib.sha256(written.read(name)).hexdigest() == digest


def test_the_versions_lie_there_as_they_were_signed(written, page):
    for version in ApprovedVersion.objects.filter(page__in=[page, page.conclusion]):
        kind = "programme" if version.page_id == page.pk else "conclusion"
        text = written.read(f"versions/{kind}-{version.number}.json")
        assert hashlib.sha256(text).hexdigest() == version.sha256


def test_each_attachment_is_the_file_under_a_readable_name(written, output, page):
    rows = {str(row.uuid): row for row in page.attachments.all()}
    for shape in read_archive(output).journal.attachments:
        row = rows[str(shape.uuid)]
        assert hashlib.sha256(written.read(shape.path)).hexdigest() == row.sha256
        side = {"before": " (до)", "after": " (после)", "": ""}[row.moment]
        name = rf"files/\d{{3}} {row.dated_on.isoformat()} .+{re.escape(side)}\.\w+"
        assert re.fullmatch(name, shape.path), shape.path


def test_each_scan_is_the_file_and_says_which_version_it_shows(written, output, page):
    rows = {str(row.uuid): row for row in page.signed_scans.all()}
    shapes = read_archive(output).signed_scans
    assert [shape.path for shape in shapes] == [
        "scans/001 Паспорт с программой, редакция 1.pdf",
        "scans/002 Лист согласования заключения, редакция 1.pdf",
        "scans/003 Карта посещения и анализа урока.pdf",
    ]
    shown = ["versions/programme-1.json", "versions/conclusion-1.json", None]
    assert [shape.shows for shape in shapes] == shown
    for shape in shapes:
        content = written.read(shape.path)
        assert hashlib.sha256(content).hexdigest() == shape.sha256 == rows[str(shape.uuid)].sha256
    assert "сканы документов" in written.read("ПРОЧТИ.txt").decode()


def test_the_read_me_tells_in_russian_where_everything_is(written):
    text = written.read("ПРОЧТИ.txt").decode()
    assert "Лебедева Анна Игоревна" in text and "ЧТО ГДЕ ЛЕЖИТ" in text
    archive = json.loads(written.read("route.json"))
    told = set(re.findall(r"^ {2,4}([a-z_, ]+):", text, re.MULTILINE))
    parts = {name for line in told for name in line.split(", ")}
    assert parts >= {name for name in archive if name not in ("format", "schema_version")}
    assert parts >= set(archive["journal"]) - {"other_changes"}
    for name in ("route.json", "schema.json", "checksums.txt", "versions/", "files/", "scans/"):
        assert name in text


def test_the_schema_describes_the_route(written):
    schema, route = (json.loads(written.read(f"{name}.json")) for name in ("schema", "route"))
    assert set(schema["properties"]) == set(schema["required"]) == set(route)
    assert (route["format"], route["schema_version"]) == ("iom_wagtail.route", 2)
    assert schema["properties"]["schema_version"]["const"] == 2
    days = [route["route"]["text"]["start_on"], route["journal"]["diary_entries"][0]["happened_on"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)


def test_the_same_route_is_the_same_file(route, tmp_path):
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    export(route, first)
    export(route, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_draft_that_was_never_approved_is_exported_too(output, route):
    draft = RoutePage.objects.exclude(pk=route).get()
    export(draft.pk, output)
    archive = read_archive(output)
    assert archive.route.approved_versions == [] and archive.conclusion is None
    assert archive.route.draft.text.programme_items


# --- how it is written -------------------------------------------------------------------


def test_nobody_but_the_owner_reads_the_file_and_nothing_else_is_left(route, output):
    export(route, output)
    assert output.stat().st_mode & 0o077 == 0
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("fails", ["_schema", "_chunks", "read_archive"])
def test_a_failure_on_the_way_leaves_what_was_there(route, output, monkeypatch, fails):
    def broken(*args):
        raise OSError(28, "No space left on device")

    output.write_bytes(b"before")
    monkeypatch.setattr(packing, fails, broken)
    with pytest.raises(CommandError, match="No space left"):
        export(route, output)
    assert output.read_bytes() == b"before"
    assert list(output.parent.iterdir()) == [output]


def test_the_default_name_tells_the_number_alone(route, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call_command("export_route", str(route), stdout=io.StringIO())
    assert [path.name for path in tmp_path.iterdir()] == [f"route-{route}.zip"]


def test_what_can_not_be_exported_is_said(route, tmp_path):
    with pytest.raises(CommandError, match="no route 999"):
        export(999_999, tmp_path / "x.zip")
    with pytest.raises(CommandError, match="is a folder"):
        export(route, tmp_path)
    with pytest.raises(CommandError, match="can't be written: No such file"):
        export(route, tmp_path / "nowhere" / "x.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_numbers_and_nobodys_words(route, output, page):
    said, wrong = export(route, output)
    assert wrong == ""
    files = page.attachments.count() + page.signed_scans.count()
    assert said == f"{output}: 3 approved version(s), {files} file(s).\n"


def test_the_read_is_logged_by_keys(route, output):
    export(route, output)
    entry = PageLogEntry.objects.get(action="iom_wagtail.read")
    assert (entry.page_id, entry.user, entry.data) == (route, None, {"command": "export_route"})


def test_questions_are_few_and_do_not_grow_with_the_records(route, output, page):
    few = asked(lambda: export(route, output))
    staff = {row.role: row.staff for row in page.current_assignments}
    live_through(page, staff["teacher"], staff["mentor"])
    many = asked(lambda: export(route, output))
    assert few == many <= QUERIES
    assert len(read_archive(output).journal.diary_entries) > 200


def test_whom_only_a_checkpoint_names_is_named_too(route, output, page):
    stranger = page.school.staff.create(surname="Гостева", given_name="Зоя")
    first = Checkpoint.objects.filter(page=page).order_by("sort_order").first()
    Checkpoint.objects.filter(pk=first.pk).update(held_by=[stranger.pk, 999_999])
    export(route, output)
    archive = read_archive(output)
    known, lost = archive.route.text.checkpoints[0].held_by
    assert known.full_name == stranger.full_name and stranger.pk in {p.id for p in archive.people}
    assert (lost.id, lost.full_name) == (999_999, "")


# --- files -------------------------------------------------------------------------------


def test_a_file_that_is_gone_is_told_of_and_stops_nothing(route, output, page):
    row = page.attachments.first()
    Attachment.objects.filter(pk=row.pk).update(file="attachments/gone")
    _said, wrong = export(route, output)
    assert wrong == "1 file(s) are missing in the private storage.\n"
    (shape,) = [one for one in read_archive(output).journal.attachments if not one.path]
    assert shape.uuid == row.uuid
    with zipfile.ZipFile(output) as archive:
        text = archive.read("ПРОЧТИ.txt").decode()
    assert row.title in text.partition("не было на месте")[2]


def test_a_scan_that_is_gone_is_told_of_and_stops_nothing(route, output, page):
    row = page.signed_scans.first()
    SignedScan.objects.filter(pk=row.pk).update(file="signed/gone")
    _said, wrong = export(route, output)
    assert wrong == "1 file(s) are missing in the private storage.\n"
    assert [one.uuid for one in read_archive(output).signed_scans if not one.path] == [row.uuid]
    with zipfile.ZipFile(output) as archive:
        text = archive.read("ПРОЧТИ.txt").decode()
    assert "Паспорт с программой (подпись.pdf)" in text.partition("не было на месте")[2]


def test_a_scan_of_a_kind_or_version_that_is_gone_is_exported_all_the_same(route, output, page):
    first, second, _third = page.signed_scans.order_by("pk")
    SignedScan.objects.filter(pk=first.pk).update(paper="former")
    SignedScan.objects.filter(pk=second.pk).update(version=9)
    export(route, output)
    one, two, _visit = read_archive(output).signed_scans
    assert (one.paper.value, one.paper.label, one.version, one.shows) == (
        "former",
        "former",
        1,
        None,
    )
    assert (two.version, two.shows) == (9, None)


def test_a_file_that_was_changed_is_told_of(route, output, page):
    name = private_storage().save(new_name("attachment"), ContentFile(b"other"))
    Attachment.objects.filter(pk=page.attachments.first().pk).update(file=name)
    _said, wrong = export(route, output)
    assert wrong == "1 file(s) are not what was attached.\n"


def test_a_large_file_is_copied_in_pieces(route, output, page):
    export(route, output)
    size = 24 * 1024 * 1024
    name = private_storage().save(new_name("attachment"), ContentFile(b"x" * size))
    Attachment.objects.filter(pk=page.attachments.first().pk).update(file=name, file_size=size)
    tracemalloc.start()
    export(route, output)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert output.stat().st_size > size
    assert peak < size / 2
