"""A school's own template that can't be filled in: people are told what to do, nothing breaks."""

from __future__ import annotations

import io
import logging
import zipfile

import pytest
from django.urls import reverse
from docx import Document

from iom_wagtail.paperwork.dossier import actions, making
from iom_wagtail.paperwork.dossier.models import DossierState
from iom_wagtail.paperwork.exceptions import BrokenTemplate
from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.rendering import docx
from iom_wagtail.paperwork.sources import Sources
from iom_wagtail.routes.models import RoutePage

BROKEN = {
    "unknown": "{{ nothing }}",
    "unclosed": "{% if teacher %}",
    "wrong sum": "{{ 1 // 0 }}",
    "name of a person as a key": "{{ {}[teacher] }}",
}


@pytest.fixture(params=BROKEN.values(), ids=BROKEN)
def broken(request, settings, tmp_path):
    """A card that can't be filled in lies over ours."""
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}
    document = Document()
    document.add_paragraph(request.param)
    document.save(tmp_path / "card.docx")
    return tmp_path / "card.docx"


def paper_address(cast, suffix):
    return reverse("iom_route_paper", args=[cast.route.pk, "card", suffix])


def test_the_reader_is_told_what_to_do_and_the_pdf_is_printed(cast, enter, broken):
    answer = enter("teacher").get(paper_address(cast, "docx"), follow=True)
    assert answer.redirect_chain == [(reverse("iom_route_papers", args=[cast.route.pk]), 302)]
    text = answer.content.decode().replace("\xa0", " ")
    assert "шаблон школы «card.docx» не удаётся заполнить" in text
    assert "Напечатайте PDF" in text
    assert enter("teacher").get(paper_address(cast, "pdf")).status_code == 200


def test_the_technician_finds_the_template_in_the_log_and_nobodys_name(cast, enter, broken, caplog):
    with caplog.at_level(logging.ERROR, logger="iom_wagtail"):
        enter("teacher").get(paper_address(cast, "docx"))
    [record] = [each for each in caplog.records if "card.docx" in each.getMessage()]
    assert "check_paper_templates" in record.getMessage()
    assert cast.teacher.surname not in caplog.text


@pytest.mark.parametrize("broken", [BROKEN["unknown"]], indirect=True)
def test_the_log_names_the_place(cast, enter, broken, caplog):
    with caplog.at_level(logging.ERROR, logger="iom_wagtail"):
        enter("teacher").get(paper_address(cast, "docx"))
    assert "nothing" in caplog.text


def test_a_package_holds_all_the_rest_and_says_what_is_missing(cast, enter, broken):
    page = RoutePage.objects.visible_to(cast.user("deputy")).get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(cast.user("deputy"))
    dossier = making.advance(actions.order(page, cast.user("deputy")))
    assert dossier.state == DossierState.READY
    with dossier.file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    names = archive.namelist()
    assert "03 Карта индивидуального сопровождения.pdf" in names
    assert "03 Карта индивидуального сопровождения.docx" not in names
    assert "01 Паспорт с программой.docx" in names
    missing = archive.read("00 Не напечатано.txt").decode("utf-8-sig")
    assert "03 Карта индивидуального сопровождения.docx" in missing
    assert "card.docx" in missing
    shown = enter("deputy").get(reverse("iom_dossier", args=[dossier.uuid]))
    text = shown.content.decode().replace("\xa0", " ")
    assert "Скачать пакет" in text
    assert "card.docx" in text


def test_a_fault_in_a_form_of_ours_is_no_template_of_the_schools(cast, monkeypatch):
    def fails(template, paper):
        raise ZeroDivisionError

    monkeypatch.setattr(docx, "filled", fails)
    page = RoutePage.objects.visible_to(cast.user("deputy")).get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(cast.user("deputy"))
    with pytest.raises(ZeroDivisionError):
        docx.DocxRenderer().render(KINDS["card"].paper(Sources(page)))


def test_the_exception_knows_the_template(cast, broken):
    page = RoutePage.objects.visible_to(cast.user("deputy")).get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(cast.user("deputy"))
    with pytest.raises(BrokenTemplate) as caught:
        docx.DocxRenderer().render(KINDS["card"].paper(Sources(page)))
    assert caught.value.template == "card.docx"
