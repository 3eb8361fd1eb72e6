"""The page of papers, the papers themselves and their scans, as several people see them."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.rendering.formats import RENDERERS
from iom_wagtail.paperwork.scans.models import SignedScan
from tests import factories
from tests.files import samples


def read(answer):
    """Return a page's text with plain spaces."""
    return answer.content.decode().replace("\xa0", " ")


def address(cast, kind="passport", suffix="pdf"):
    return reverse("iom_route_paper", args=[cast.route.pk, kind, suffix])


def scan_of(cast, client, kind="passport", data=None, name="скан.pdf"):
    url = reverse("iom_route_signed", args=[cast.route.pk, kind])
    file = SimpleUploadedFile(name, samples.pdf() if data is None else data)
    return client.post(url, {"files": file}, follow=True)


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("kind", ["passport", "card", "sheet"])
def test_a_paper_is_a_file_that_names_nobody(cast, enter, kind, suffix):
    answer = enter("teacher").get(address(cast, kind, suffix))
    assert answer.status_code == 200
    assert answer["Content-Type"] == RENDERERS[suffix].media_type
    assert answer["Cache-Control"] == "private, no-store"
    assert cast.teacher.surname not in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("inline" if suffix == "pdf" else "attachment")


def test_strangers_find_nothing(cast, enter):
    for url in (reverse("iom_route_papers", args=[cast.route.pk]), address(cast)):
        assert enter("colleague").get(url).status_code == 404
    other = factories.make_cast()
    client = enter("teacher")
    client.force_login(other.user("director"))
    assert client.get(address(cast)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [("passport", "exe"), ("diary", "pdf"), ("extract", "pdf"), ("visit", "pdf")],
)
def test_what_there_is_not_is_not_found(cast, enter, kind, suffix):
    assert enter("deputy").get(address(cast, kind, suffix)).status_code == 404


def test_a_record_that_is_not_there_is_not_found(cast, enter):
    url = reverse("iom_route_record_paper", args=[cast.route.pk, "visit", uuid.uuid4(), "pdf"])
    assert enter("deputy").get(url).status_code == 404


def test_the_page_lists_every_paper_with_both_formats(cast, enter):
    page = enter("teacher").get(reverse("iom_route_papers", args=[cast.route.pk]))
    text = read(page)
    for kind in ("passport", "card", "sheet"):
        for suffix in RENDERERS:
            assert address(cast, kind, suffix) in text
    assert "Паспорт" in text
    assert reverse("iom_route_signed", args=[cast.route.pk, "passport"]) not in text


def test_before_approval_the_teacher_is_told_when_papers_will_come(client, db):
    cast = factories.make_cast()
    factories.make_route(cast)
    client.force_login(cast.user("teacher"))
    text = read(client.get(reverse("iom_route_papers", args=[cast.route.pk])))
    assert "Печатать пока нечего" in text


def test_the_route_page_leads_to_its_papers(cast, enter):
    page = enter("teacher").get(reverse("iom_route", args=[cast.route.pk]))
    assert reverse("iom_route_papers", args=[cast.route.pk]) in read(page)


def test_a_scan_is_kept_at_the_version_it_shows(cast, enter):
    answer = scan_of(cast, enter("mentor"))
    row = SignedScan.objects.get()
    assert (row.paper, row.version, row.added_by) == ("passport", 1, cast.mentor)
    assert "подписан" in read(answer)
    served = enter("teacher").get(row.get_absolute_url())
    assert b"".join(served.streaming_content) == samples.pdf()
    assert enter("colleague").get(row.get_absolute_url()).status_code == 404


def test_after_the_next_version_the_old_scan_stays_with_the_old_one(cast, enter):
    scan_of(cast, enter("mentor"))
    page = cast.route.get_latest_revision_as_object()
    page.goal = "Цель второй редакции"
    page.save_revision(user=cast.user("mentor"))
    factories.approve(cast)
    text = read(enter("mentor").get(reverse("iom_route_papers", args=[cast.route.pk])))
    assert "Подписанные прежние редакции" in text
    scan_of(cast, enter("mentor"))
    assert sorted(SignedScan.objects.values_list("version", flat=True)) == [1, 2]


@pytest.mark.parametrize("name", ["teacher", "methodist"])
def test_others_attach_no_scans(cast, enter, name):
    assert scan_of(cast, enter(name)).status_code == 403
    assert not SignedScan.objects.exists()


def test_a_scan_of_a_draft_is_refused_with_the_reason(client, db):
    cast = factories.make_cast()
    factories.make_route(cast)
    client.force_login(cast.user("mentor"))
    assert "Проект не подписывают" in read(scan_of(cast, client))
    assert not SignedScan.objects.exists()


def test_case_31_what_is_no_scan_is_refused_and_the_rest_is_kept(cast, enter):
    client = enter("mentor")
    url = reverse("iom_route_signed", args=[cast.route.pk, "passport"])
    files = [
        SimpleUploadedFile("скан.pdf", samples.pdf()),
        SimpleUploadedFile("запуск.pdf.exe", b"MZ\x90\x00"),
        SimpleUploadedFile("паспорт.txt", "Текст".encode()),
    ]
    text = read(client.post(url, {"files": files}))
    assert SignedScan.objects.count() == 1
    assert "паспорт.txt" in text
    assert "Скан — это PDF или фотография." in text


def test_the_same_scan_twice_is_one(cast, enter):
    client = enter("mentor")
    scan_of(cast, client)
    assert "уже приложен" in read(scan_of(cast, client))
    assert SignedScan.objects.count() == 1


def test_a_form_without_files_says_so(cast, enter):
    url = reverse("iom_route_signed", args=[cast.route.pk, "passport"])
    assert "Выберите хотя бы один файл." in read(enter("mentor").post(url, {}))


def test_who_attached_a_scan_removes_it_and_nobody_else_but_the_deputy(cast, enter):
    scan_of(cast, enter("mentor"))
    row = SignedScan.objects.get()
    url = reverse("iom_route_papers", args=[cast.route.pk])
    assert enter("director").post(url, {"drop": row.uuid}).status_code == 403
    assert enter("teacher").post(url, {"drop": row.uuid}).status_code == 403
    assert enter("deputy").post(url, {"drop": "чужое"}).status_code == 404
    assert enter("mentor").post(url, {"drop": row.uuid}).status_code == 302
    assert not SignedScan.objects.exists()


def test_the_scan_of_a_conclusion_is_read_by_those_who_read_the_conclusion(cast, enter):
    factories.make_conclusion(cast)
    factories.approve_conclusion(cast)
    scan_of(cast, enter("deputy"), kind="conclusion")
    row = SignedScan.objects.get()
    assert enter("teacher").get(row.get_absolute_url()).status_code == 200


def test_every_kind_has_a_name_and_a_place():
    assert len({str(kind.name) for kind in KINDS.values()}) == len(KINDS)
