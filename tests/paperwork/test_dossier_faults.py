"""Dossiers when something goes wrong: two at once, a dead worker, a full disk, rights that end."""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from iom_wagtail.files.storage import private_root, private_storage
from iom_wagtail.paperwork.dossier import actions, making, rules, tasks, views
from iom_wagtail.paperwork.dossier.hold import Hold, Overtaken
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState
from tests.files import samples
from tests.paperwork.test_dossier import contents, names_in, ordered


def full():
    """Return what a full disk says."""
    return OSError(errno.ENOSPC, "No space left on device: Лебедева.pdf")


@pytest.fixture
def cast(signed):
    """A school with a route in force."""
    return signed


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Let private files lie in a folder of each test."""
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}


def kept_files():
    """Return the finished packages that lie among the private files."""
    folder = private_root() / "dossiers"
    return {path for path in folder.rglob("*") if path.is_file()}


def scan(cast, enter):
    url = reverse("iom_route_signed", args=[cast.route.pk, "passport"])
    enter("mentor").post(url, {"files": SimpleUploadedFile("подпись.pdf", samples.pdf())})
    return cast.route.signed_scans.get()


# --- two at once -------------------------------------------------------------------------


def test_case_43_a_second_click_finds_the_order_of_the_first(cast, enter):
    client, url = enter("mentor"), reverse("iom_route_dossier", args=[cast.route.pk])
    first, second = (client.post(url)["Location"] for _click in range(2))
    assert first == second and Dossier.objects.count() == 1
    assert PageLogEntry.objects.filter(action="iom_wagtail.dossier").count() == 1
    assert enter("deputy").post(url)["Location"] != first


def test_a_later_order_is_as_of_that_moment(cast):
    first = ordered(cast)
    Dossier.objects.update(ordered_at=timezone.now() - rules.A_MOMENT)
    assert ordered(cast) != first
    made = making.advance(ordered(cast))
    assert ordered(cast) != made


def test_two_looks_at_the_same_moment_write_every_part_once(cast, monkeypatch):
    dossier, looks = ordered(cast), []
    real = making.rendered

    def looked_at_meanwhile(sources, part):
        if not looks:
            looks.append(making.advance(Dossier.objects.get(pk=dossier.pk), seconds=views.SLICE))
        return real(sources, part)

    monkeypatch.setattr(making, "rendered", looked_at_meanwhile)
    made = making.advance(dossier)
    assert looks[0].state == DossierState.MAKING and looks[0].done == 0
    assert made.state == DossierState.READY
    names = names_in(made)
    assert len(names) == len(set(names)) == made.total


def test_a_writer_that_was_taken_for_dead_spoils_nothing(cast, monkeypatch):
    """It was only slow: the other one began anew, and finished while it slept."""
    dossier, real, others = ordered(cast), making.rendered, []

    def sleeps(sources, part):
        if not others:
            others.append(None)
            Dossier.objects.update(busy_until=timezone.now() - dt.timedelta(seconds=1))
            others[0] = making.advance(Dossier.objects.get(pk=dossier.pk))
        return real(sources, part)

    monkeypatch.setattr(making, "rendered", sleeps)
    monkeypatch.setattr("iom_wagtail.paperwork.dossier.hold.SECONDS", 0)
    late = making.advance(dossier)
    assert others[0].state == late.state == DossierState.READY
    assert others[0].file.name == late.file.name
    assert len(names_in(late)) == late.total and len(kept_files()) == 1


def test_nobody_holds_an_order_beside_another_or_after_its_end(cast):
    dossier = ordered(cast)
    hold = Hold.take(dossier.pk)
    assert Hold.take(dossier.pk) is None and not hold.anew
    hold.end(done=3)
    with pytest.raises(Overtaken):
        hold.keep(4)
    with pytest.raises(Overtaken):
        hold.end(done=4)
    dossier.refresh_from_db()
    assert (dossier.done, dossier.busy_until) == (3, None)


# --- a writer dies -------------------------------------------------------------------------


def test_case_55_a_file_of_another_moment_is_not_gone_on_with(cast):
    """A machine with a folder of its own has written other parts than the order tells of."""
    dossier = making.advance(ordered(cast), seconds=0)
    before = making.workplace(dossier).read_bytes()
    dossier = making.advance(dossier, seconds=0)
    making.workplace(dossier).write_bytes(before)
    dossier = making.advance(dossier)
    assert len(names_in(dossier)) == dossier.total == 7


def test_case_55_the_page_writes_on_when_the_worker_died(cast, enter, monkeypatch):
    monkeypatch.setattr(views, "works_apart", lambda: True)
    dossier = ordered(cast, "mentor")
    url, client = reverse("iom_dossier", args=[dossier.uuid]), enter("mentor")
    client.get(url)
    assert Dossier.objects.get().done == 0, "the worker's turn"
    Dossier.objects.update(busy_until=timezone.now() - dt.timedelta(seconds=1), done=2)
    for _look in range(20):
        client.get(url)
    made = Dossier.objects.get()
    assert made.state == DossierState.READY and len(names_in(made)) == made.total


def test_case_55_the_page_writes_when_no_worker_ever_comes(cast, enter, monkeypatch):
    monkeypatch.setattr(views, "works_apart", lambda: True)
    dossier = ordered(cast, "mentor")
    Dossier.objects.update(ordered_at=timezone.now() - rules.PATIENCE - dt.timedelta(seconds=1))
    enter("mentor").get(reverse("iom_dossier", args=[dossier.uuid]))
    assert Dossier.objects.get().done > 0


def test_a_worker_that_comes_too_late_finds_nothing_to_do(cast):
    made = making.advance(ordered(cast))
    tasks.make_dossier.func(made.pk)
    assert len(kept_files()) == 1
    made.delete()
    tasks.make_dossier.func(made.pk)
    assert not Dossier.objects.exists()


def test_an_order_discarded_while_it_is_written_does_not_come_back(cast, rf, monkeypatch):
    dossier = ordered(cast, "mentor")
    monkeypatch.setattr(making, "rendered", lambda *given: Dossier.objects.all().delete() and b"")
    with pytest.raises(Dossier.DoesNotExist):
        making.advance(dossier)
    assert not Dossier.objects.exists() and not kept_files()
    request = rf.get("/")
    request.user = cast.user("mentor")
    monkeypatch.setattr(views, "_own", lambda *given: dossier)
    with pytest.raises(Http404):
        views.dossier(request, dossier.uuid)


# --- the disk is full ------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["amid a file", "amid a paper", "at the end"])
def test_a_full_disk_leaves_nothing_and_says_so(cast, enter, monkeypatch, caplog, where):
    scan(cast, enter)
    dossier = ordered(cast, "mentor")

    def fails(*given, **more):
        raise full()

    def writes_some(source, target):
        target.write(source.read(10))
        raise full()

    def saves_some(name, content):
        path = private_root() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"part")
        raise full()

    match where:
        case "amid a file":
            monkeypatch.setattr(making.shutil, "copyfileobj", writes_some)
        case "amid a paper":
            monkeypatch.setattr(zipfile.ZipFile, "writestr", fails)
        case _:
            monkeypatch.setattr(private_storage(), "save", saves_some)
    before = kept_files()
    dossier = making.advance(dossier)
    assert dossier.state == DossierState.FAILED and not dossier.file
    assert kept_files() == before and not making.workplace(dossier).exists()
    assert "OSError ENOSPC" in caplog.text and "Лебедева" not in caplog.text
    page = enter("mentor").get(reverse("iom_dossier", args=[dossier.uuid]))
    assert "Собрать пакет не удалось" in page.content.decode().replace("\xa0", " ")
    answer = enter("mentor").get(reverse("iom_dossier_file", args=[dossier.uuid]))
    assert answer.status_code == 302


def test_what_was_left_out_stands_in_the_list_of_contents(cast, enter):
    row = scan(cast, enter)
    dossier = ordered(cast)
    private_storage().delete(row.file.name)
    dossier = making.advance(dossier)
    assert dossier.state == DossierState.READY and dossier.done == dossier.total == 7
    missing = contents(dossier).partition("Не вошли (удалены или файла нет на месте):")[2]
    assert "подпись (pdf)" in missing and "Паспорт" not in missing


# --- what is left goes -------------------------------------------------------------------------


def test_deleting_the_account_takes_its_packages_along(cast, django_capture_on_commit_callbacks):
    made = making.advance(ordered(cast, "teacher"))
    begun = ordered(cast, "teacher")
    making.advance(begun, seconds=0)
    assert making.workplace(begun).exists()
    with django_capture_on_commit_callbacks(execute=True):
        Dossier.objects.filter(ordered_by=made.ordered_by).delete()
    assert not kept_files() and not making.workplace(begun).exists()


def test_unfinished_files_without_an_order_go_after_a_day(cast):
    begun = making.advance(ordered(cast), seconds=0)
    mine, lost, fresh = (
        making.workplace(begun),
        making.workshop() / "a.zip",
        making.workshop() / "b.zip",
    )
    lost.write_bytes(b"")
    fresh.write_bytes(b"")
    old = (timezone.now() - rules.KEPT_FOR - dt.timedelta(hours=1)).timestamp()
    for path in (mine, lost):
        os.utime(path, (old, old))
    assert actions.forget_expired() == 0
    assert mine.exists() and fresh.exists() and not lost.exists()
    fresh.unlink()


# --- how it is handed out ------------------------------------------------------------------------


def test_the_package_is_moved_and_not_copied(cast, monkeypatch):
    dossier = making.advance(ordered(cast), seconds=0)
    inode = making.workplace(dossier).stat().st_ino
    dossier = making.advance(dossier)
    path = private_root() / dossier.file.name
    assert path.stat().st_ino == inode
    assert path.stat().st_mode & 0o077 == 0
    assert dossier.file_size == path.stat().st_size
    assert zipfile.ZipFile(io.BytesIO(path.read_bytes())).comment == b""
