"""Attaching and removing: check, change, log, signal; rows and files go together."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import PageLogEntry

from iom_wagtail.files.storage import PrivateFileStorage, private_root, private_storage
from iom_wagtail.journal import signals
from iom_wagtail.journal.attachments import actions
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.routes import ending
from iom_wagtail.school.models import School, StaffMember
from tests.factories import approve
from tests.files import samples

ADDERS = ["teacher", "mentor", "deputy"]
READERS = ["psychologist", "methodist", "director", "colleague"]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}


def files() -> list:
    return [path for path in private_root().rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ADDERS)
def test_those_who_work_on_the_route_attach(attach, cast, name):
    row = attach(name, moment="before", by_whom="наставник", note="Сентябрь")
    stored = Attachment.objects.get()
    assert stored == row and stored in cast.route.attachments.all()
    assert stored.added_by == getattr(cast, name)
    assert (stored.file_name, stored.file_kind, len(stored.sha256)) == ("Сравнение.pdf", "pdf", 64)
    assert len(files()) == 1


@pytest.mark.parametrize("name", READERS)
def test_those_who_read_do_not(attach, name):
    with pytest.raises(NotAllowed):
        attach(name)
    assert not Attachment.objects.exists() and files() == []


def test_the_log_holds_keys_only(attach, cast):
    row = attach("teacher", note="Тайное")
    actions.detach(row, cast.user("teacher"))
    entries = PageLogEntry.objects.filter(action__in=["iom_wagtail.attach", "iom_wagtail.detach"])
    assert [set(entry.data) for entry in entries] == [{"attachment", "kind"}] * 2
    for entry in entries:
        assert "Работы" not in f"{entry.label}{entry.data}"


def test_signals(attach, cast):
    heard = []

    def hear(signal, attachment, **kwargs):
        heard.append((signal, attachment.title))

    signals.attached.connect(hear)
    signals.detached.connect(hear)
    try:
        actions.detach(attach(), cast.user("deputy"))
    finally:
        signals.attached.disconnect(hear)
        signals.detached.disconnect(hear)
    assert heard == [(signals.attached, "Работы 5 «А»"), (signals.detached, "Работы 5 «А»")]


@pytest.mark.parametrize(
    ("by", "removes"),
    [("teacher", True), ("deputy", True), ("mentor", False), ("director", False)],
)
def test_who_added_it_or_the_deputy_removes(attach, cast, by, removes):
    row = attach("teacher")
    if removes:
        actions.detach(row, cast.user(by))
    else:
        with pytest.raises(NotAllowed):
            actions.detach(row, cast.user(by))
    assert Attachment.objects.exists() is not removes


@pytest.mark.parametrize(
    "wrong",
    [
        {"dated_on": dt.date(2999, 1, 1)},
        {"kind": "nonsense"},
        {"title": ""},
        {"title": "а" * 201},
        {"item": UUID("00000000-0000-4000-8000-000000000000")},
    ],
)
def test_a_wrong_record_leaves_neither_row_nor_file(attach, wrong):
    with pytest.raises(WrongRecord) as error:
        attach(**wrong)
    assert set(error.value.message_dict) == set(wrong)
    assert not Attachment.objects.exists() and files() == []


def test_the_same_file_is_attached_once(attach):
    attach(content=samples.pdf(b"same"))
    with pytest.raises(WrongRecord):
        attach("mentor", content=samples.pdf(b"same"))
    assert Attachment.objects.count() == len(files()) == 1


def test_a_row_that_is_not_written_leaves_no_file(attach, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(actions, "_log", broken)
    with pytest.raises(RuntimeError):
        attach()
    assert not Attachment.objects.exists() and files() == []


def test_the_file_goes_when_the_deletion_is_certain(
    attach, cast, django_capture_on_commit_callbacks
):
    row = attach()
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(RuntimeError),
        transaction.atomic(),
    ):
        actions.detach(row, cast.user("teacher"))
        raise RuntimeError
    row = Attachment.objects.get()
    assert private_storage().exists(row.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.detach(row, cast.user("teacher"))
        assert private_storage().exists(row.file.name)
    assert files() == []


def test_a_file_that_resists_is_reported_without_its_name(
    attach, cast, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    row = attach()
    monkeypatch.setattr(PrivateFileStorage, "delete", _refuse)
    with django_capture_on_commit_callbacks(execute=True):
        actions.detach(row, cast.user("teacher"))
    assert row.file.name in caplog.text and "Сравнение" not in caplog.text


def _refuse(storage, name):
    raise PermissionError(name)


def test_case_51_attachments_survive_approval_and_an_older_draft(attach, cast):
    attach()
    approve(cast)
    older = cast.route.revisions.order_by("pk").first()
    older.as_object().save_revision(user=cast.user("mentor"), clean=False)
    attach("mentor")
    assert cast.route.attachments.count() == 2
    assert "attachments" not in older.content


def test_a_deleted_route_takes_its_files_along(attach, cast, django_capture_on_commit_callbacks):
    attach()
    with django_capture_on_commit_callbacks(execute=True):
        ending.delete_draft(cast.route, cast.user("deputy"))
    assert files() == []


def test_the_demo_goes_even_when_its_deputy_attached_to_a_real_route(attach, cast):
    """A person named on what stays is kept, never a crash."""
    attach("deputy")
    School.objects.update(is_demo=True)
    StaffMember.objects.filter(pk=cast.deputy.pk).update(is_demo=True)
    call_command("purge_demo", verbosity=0)
    assert StaffMember.objects.filter(pk=cast.deputy.pk).exists()
