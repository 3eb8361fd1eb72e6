"""Dossiers: piece by piece, for who ordered them, as long as time and rights last."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.files.storage import private_storage
from iom_wagtail.paperwork.dossier import actions, making, rules
from iom_wagtail.paperwork.dossier.models import Dossier, DossierState
from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from tests import factories
from tests.files import samples


@pytest.fixture
def cast(signed):
    """A school with a route in force."""
    return signed


def ordered(cast, name="deputy"):
    user = cast.user(name)
    page = RoutePage.objects.visible_to(user).get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(user)
    return actions.order(page, user)


def names_in(dossier):
    with dossier.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read())).namelist()


def contents(dossier):
    with dossier.file.open("rb") as file:
        return zipfile.ZipFile(file).read("00 Содержание.txt").decode("utf-8-sig")


def test_a_dossier_holds_every_paper_in_signing_order_with_its_contents(cast):
    dossier = making.advance(ordered(cast))
    assert dossier.state == DossierState.READY
    assert names_in(dossier) == [
        "01 Паспорт с программой.pdf",
        "01 Паспорт с программой.docx",
        "02 Лист согласования программы.pdf",
        "02 Лист согласования программы.docx",
        "03 Карта индивидуального сопровождения.pdf",
        "03 Карта индивидуального сопровождения.docx",
        "00 Содержание.txt",
    ]
    listed = contents(dossier)
    assert "01 Паспорт с программой (pdf, docx)" in listed and "Не вошли" not in listed
    assert not making.workplace(dossier).exists()


def test_attachments_and_scans_go_along_as_they_are(cast, enter):
    url = reverse("iom_route_signed", args=[cast.route.pk, "passport"])
    enter("mentor").post(url, {"files": SimpleUploadedFile("подпись.pdf", samples.pdf())})
    dossier = making.advance(ordered(cast))
    [name] = [name for name in names_in(dossier) if "Подписанные" in name]
    assert name.endswith("01 подпись.pdf")
    with dossier.file.open("rb") as file:
        assert zipfile.ZipFile(file).read(name) == samples.pdf()


def test_written_piece_by_piece_it_is_the_same(cast):
    whole = names_in(making.advance(ordered(cast)))
    dossier = ordered(cast)
    looks = 0
    while dossier.state == DossierState.MAKING:
        dossier = making.advance(dossier, seconds=0)
        looks += 1
    assert looks == len(whole)
    assert names_in(dossier) == whole


def test_two_who_look_at_once_write_once(cast):
    dossier = ordered(cast)
    Dossier.objects.filter(pk=dossier.pk).update(busy_until=timezone.now() + rules.PATIENCE)
    assert making.advance(dossier).done == 0


def test_case_55_a_writer_that_died_leaves_nothing_broken(cast):
    dossier = making.advance(ordered(cast), seconds=0)
    path = making.workplace(dossier)
    path.write_bytes(path.read_bytes()[:-20])  # killed amid a part
    dossier.busy_until = timezone.now() - dt.timedelta(minutes=1)
    dossier.save()
    dossier = making.advance(dossier)
    assert dossier.state == DossierState.READY
    assert len(names_in(dossier)) == dossier.total


def test_a_paper_that_cannot_be_made_is_told_and_not_tried_for_ever(cast, monkeypatch, caplog):
    def fails(sources, part):
        raise RuntimeError("Лебедева")

    monkeypatch.setattr(making, "rendered", fails)
    dossier = making.advance(ordered(cast))
    assert dossier.state == DossierState.FAILED
    assert not making.workplace(dossier).exists()


def test_only_who_ordered_it_finds_it(cast, enter):
    dossier = making.advance(ordered(cast, "mentor"))
    for name in ("iom_dossier", "iom_dossier_file"):
        url = reverse(name, args=[dossier.uuid])
        assert enter("deputy").get(url).status_code == 404
        assert enter("mentor").get(url).status_code == 200


def test_a_person_walks_from_the_button_to_the_file(cast, enter):
    client = enter("teacher")
    answer = client.post(reverse("iom_route_dossier", args=[cast.route.pk]), follow=True)
    url = answer.redirect_chain[-1][0]
    for _look in range(20):
        text = client.get(url, headers={"HX-Request": "true"}).content.decode()
        if "hx-get" not in text:
            break
    assert "Пакет готов" in text
    served = client.get(f"{url}file/")
    assert served["Content-Type"] == "application/zip"
    assert cast.teacher.surname not in served["Content-Disposition"]
    data = b"".join(served.streaming_content)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_the_link_expires_and_its_file_goes(cast, enter, django_capture_on_commit_callbacks):
    dossier = making.advance(ordered(cast, "mentor"))
    name = dossier.file.name
    Dossier.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    url = reverse("iom_dossier_file", args=[dossier.uuid])
    with django_capture_on_commit_callbacks(execute=True):
        answer = enter("mentor").get(url, follow=True)
    assert "Срок этой ссылки истёк" in answer.content.decode().replace("\xa0", " ")
    assert not Dossier.objects.exists()
    assert not private_storage().exists(name)


def test_case_11_who_was_removed_from_the_route_gets_no_file(cast, enter):
    dossier = making.advance(ordered(cast, "mentor"))
    RouteAssignment.objects.filter(staff=cast.mentor).update(until=timezone.localdate())
    answer = enter("mentor").get(reverse("iom_dossier_file", args=[dossier.uuid]))
    assert answer.status_code == 302
    assert not Dossier.objects.exists()


def test_who_lost_sight_of_the_route_meanwhile_gets_an_empty_package_at_most(cast):
    dossier = ordered(cast, "mentor")
    RouteAssignment.objects.filter(staff=cast.mentor).update(until=timezone.localdate())
    dossier = making.advance(dossier)
    assert names_in(dossier) == []


def test_a_year_has_a_folder_for_each_route(cast):
    other = replace(cast, teacher=cast.colleague)
    second = factories.make_route(other)
    factories.approve(other)
    dossier = making.advance(
        actions.order_year(cast.school, cast.user("deputy"), second.year_start)
    )
    folders = {name.split("/")[0] for name in names_in(dossier)[1:]}
    assert len(folders) == 2
    assert all(folder.startswith("ИОМ 2025-26 № ") for folder in folders)


def test_a_year_is_for_the_leaders(cast, enter):
    for name in ("mentor", "teacher", "methodist"):
        answer = enter(name).post(reverse("iom_dossiers"), {"year": "2025"})
        assert answer.status_code == 403
    assert enter("director").post(reverse("iom_dossiers"), {"year": "2025"}).status_code == 302
    assert enter("director").post(reverse("iom_dossiers"), {"year": "двадцать"}).status_code == 403


def test_a_year_without_routes_is_told(cast, enter):
    answer = enter("deputy").post(reverse("iom_dossiers"), {"year": "2019"}, follow=True)
    assert "За этот год печатать пока нечего" in answer.content.decode().replace("\xa0", " ")
    with pytest.raises(NoPaper):
        actions.order_year(cast.school, cast.user("deputy"), 2019)


def test_what_was_never_finished_goes_with_the_next_order(cast):
    old = ordered(cast)
    Dossier.objects.update(ordered_at=timezone.now() - rules.KEPT_FOR - dt.timedelta(hours=1))
    ordered(cast)
    assert not Dossier.objects.filter(pk=old.pk).exists()


def test_an_order_is_logged_by_keys(cast):
    from wagtail.models import PageLogEntry

    dossier = ordered(cast)
    entry = PageLogEntry.objects.get(action="iom_wagtail.dossier")
    assert entry.data == {"dossier": dossier.pk}


def test_the_list_of_contents_names_each_paper_once(cast):
    dossier = making.advance(ordered(cast))
    with dossier.file.open("rb") as file:
        text = zipfile.ZipFile(file).read("00 Содержание.txt").decode("utf-8-sig")
    assert text.splitlines() == [
        f"Пакет документов: {cast.route.title}",
        f"Молодой учитель: {cast.teacher.full_name}",
        "",
        "01 Паспорт с программой (pdf, docx)",
        "02 Лист согласования программы (pdf, docx)",
        "03 Карта индивидуального сопровождения (pdf, docx)",
    ]


def test_a_year_begins_with_whose_folder_is_which(cast):
    other = replace(cast, teacher=cast.colleague)
    second = factories.make_route(other)
    factories.approve(other)
    year = second.year_start
    dossier = making.advance(actions.order_year(cast.school, cast.user("deputy"), year))
    assert cast.teacher.surname not in str(dossier.parts), "an order holds keys, no names"
    with dossier.file.open("rb") as file:
        archive = zipfile.ZipFile(file)
        assert archive.namelist()[0] == "00 Содержание.txt"
        text = archive.read("00 Содержание.txt").decode("utf-8-sig")
    folders = {name.split("/")[0] for name in archive.namelist()[1:]}
    for person, route in ((cast.teacher, cast.route), (cast.colleague, second)):
        [line] = [line for line in text.splitlines() if person.full_name in line]
        assert line.split(" — ")[0] in folders
        assert f"№ {route.number} " in line
