"""A year of fifty dossiers: no more memory than a few of them, few questions, everything in it."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
import zipfile
from collections import Counter
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse

from iom_wagtail.files.storage import new_name, private_storage
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.paperwork.dossier import actions, making
from iom_wagtail.paperwork.dossier.models import DossierState
from iom_wagtail.routes.models import RoutePage
from tests.factories import make_conclusion
from tests.full_year import live_through
from tests.many import START, YEAR, add_routes

FEW, MANY = 5, 50
QUERIES = 30
MEGABYTE = 1024 * 1024
#: The files of one dossier.
FILES = (MEGABYTE, MEGABYTE)
#: What is printed of each route: a paper of either renderer. To print all six of fifty routes
#: takes a minute and shows nothing more.
PRINTED = {("sheet", "pdf"), ("attachments", "docx")}


@pytest.fixture
def cast(signed, settings, tmp_path):
    """A school with a route in force; its private files lie in a folder of this test."""
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    return signed


def add(cast, count):
    """Add approved routes, each with files that lie on the disk; return the files' checksums."""
    keys, sums = add_routes(cast.school, count, mentor=cast.mentor, like=cast.route), []
    for number, size in enumerate(FILES):
        content = os.urandom(size)
        name = private_storage().save(new_name("attachment"), ContentFile(content))
        sums.append(hashlib.sha256(content).hexdigest())
        Attachment.objects.bulk_create(
            Attachment(
                route_id=key,
                kind="pupils",
                title=f"Работа {number}",
                dated_on=START,
                added_by=cast.mentor,
                file=name,
                file_name=f"работа {number}.pdf",
                file_kind="pdf",
                file_size=size,
                sha256=sums[-1],
            )
            for key in keys
        )
    return sums


def order(cast):
    """Order the papers of the year, and let it print few of them."""
    dossier = actions.order_year(cast.school, cast.user("deputy"), YEAR)
    dossier.parts = [
        part
        for part in dossier.parts
        if "kind" not in part or (part["kind"], part["suffix"]) in PRINTED
    ]
    dossier.save()
    return dossier


@contextmanager
def counted():
    """Count the questions to the database without keeping them."""
    asked = Counter()

    def count(execute, sql, params, many, context):
        asked["queries"] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked


@contextmanager
def traced():
    """Measure the most memory that Python takes inside."""
    found = {}
    tracemalloc.start()
    try:
        yield found
        found["peak"] = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_fifty_dossiers_take_the_memory_of_one_and_few_questions(cast, client):
    sums = add(cast, FEW)
    making.advance(order(cast))  # forms and fonts are read once
    with traced() as few:
        making.advance(order(cast))
    more = add(cast, MANY - FEW)
    with traced() as many, counted() as asked:
        dossier = making.advance(order(cast))
    assert dossier.state == DossierState.READY
    assert many["peak"] < few["peak"] + sum(FILES)
    assert asked["queries"] / MANY <= QUERIES

    with zipfile.ZipFile(private_storage().open(dossier.file.name)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        held = Counter(
            hashlib.sha256(archive.read(name)).hexdigest()
            for name in names
            if "Приложения/" in name
        )
    assert held == Counter(dict.fromkeys(sums, FEW) | dict.fromkeys(more, MANY - FEW))
    folders = Counter(name.split("/")[0] for name in names if "/" in name)
    a_route = len(PRINTED) + len(FILES) + len(["contents"])
    assert len(folders) == MANY and set(folders.values()) == {a_route}

    client.force_login(cast.user("deputy"))
    with traced() as fetched, counted() as asked:
        answer = client.get(reverse("iom_dossier_file", args=[dossier.uuid]))
        assert answer.streaming and int(answer["Content-Length"]) == dossier.file_size
        got = sum(len(chunk) for chunk in answer.streaming_content)
    assert got == dossier.file_size > MANY * sum(FILES)
    assert fetched["peak"] < 8 * MEGABYTE
    assert asked["queries"] / MANY <= QUERIES


@pytest.mark.django_db
def test_a_busy_year_costs_one_dossier_no_more_questions(cast):
    make_conclusion(cast)

    def asked_for():
        page = RoutePage.objects.visible_to(cast.user("deputy")).get(pk=cast.route.pk)
        page.reader = page.permissions_for_user(cast.user("deputy"))
        dossier = actions.order(page, cast.user("deputy"))
        dossier.parts = [p for p in dossier.parts if p.get("suffix") != "docx"]
        dossier.save()
        with counted() as asked:
            made = making.advance(dossier)
        assert made.state == DossierState.READY
        return asked["queries"], made.total

    few, parts = asked_for()
    live_through(cast.route, cast.teacher, cast.mentor)
    many, more = asked_for()
    assert more > parts + 40
    assert few <= many <= QUERIES
