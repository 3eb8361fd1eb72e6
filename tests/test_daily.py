"""The daily task: every room's part, each by itself, without anybody's words."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from iom_wagtail import daily
from iom_wagtail.faults import told
from iom_wagtail.paperwork.dossier.models import Dossier


@pytest.fixture
def tasks(monkeypatch):
    """An empty list of tasks."""
    monkeypatch.setattr(daily, "_tasks", {})


def run(*names, **options):
    """Run the command; return what it printed."""
    said = io.StringIO()
    call_command("iom_daily", *names, stdout=said, **options)
    return said.getvalue().splitlines()


def fails():
    raise RuntimeError("Лебедева Анна Игоревна")


def test_tasks_are_done_in_the_order_of_the_list(tasks):
    done = []
    for name in ("first", "second", "third"):
        daily.register(name, lambda name=name: done.append(name) or len(done))
    assert run() == ["first: 1", "second: 2", "third: 3"]
    assert done == daily.names() == run(list=True) == ["first", "second", "third"]


def test_registering_again_replaces_and_keeps_the_place(tasks):
    daily.register("first", lambda: 1)
    daily.register("second", lambda: 2)
    daily.register("first", lambda: 10)
    assert run() == ["first: 10", "second: 2"]


def test_one_that_fails_stops_no_other_and_says_nobodys_words(tasks, caplog):
    done = []
    daily.register("broken", fails)
    daily.register("next", lambda: done.append(1) or 1)
    said = io.StringIO()
    with pytest.raises(CommandError, match=r"^Failed \(see the log\): broken\.$"):
        call_command("iom_daily", stdout=said)
    assert said.getvalue() == "next: 1\n" and done
    assert "Daily task broken failed: RuntimeError at" in caplog.text
    assert "Лебедева" not in caplog.text


def test_only_what_is_named_is_done_and_an_unknown_name_does_nothing(tasks):
    done = []
    daily.register("one", lambda: done.append("one") or 0)
    daily.register("two", lambda: done.append("two") or 0)
    assert run("two") == ["two: 0"]
    with pytest.raises(CommandError, match=r"Unknown: three\. There are: one, two\."):
        run("one", "three")
    assert done == ["two"]


@pytest.mark.django_db
def test_the_rooms_have_registered_and_nothing_to_do_is_no_fault():
    assert daily.names()[:2] == ["delegations", "dossiers"]
    assert run() == [f"{name}: 0" for name in daily.names()]


def test_packages_whose_day_is_over_go(staffed):
    person = staffed.user("deputy")
    for hours in (-1, 1):
        Dossier.objects.create(
            school=staffed.school,
            ordered_by=person,
            state="ready",
            expires_at=timezone.now() + dt.timedelta(hours=hours),
        )
    assert run("dossiers") == ["dossiers: 1"]
    assert Dossier.objects.get().expires_at > timezone.now()


def test_a_fault_is_told_by_kind_and_place():
    try:
        fails()
    except RuntimeError as error:
        found = told(error)
    assert found.startswith("RuntimeError at test_daily.py:") and found.endswith(" fails")
    assert told(OSError(28, "письмо Лебедевой")) == "OSError ENOSPC"
