"""A school's own templates laid over ours: used, marked as drafts, and able to reach nothing."""

from __future__ import annotations

from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document

from iom_wagtail.paperwork.exceptions import BrokenTemplate
from iom_wagtail.paperwork.rendering.docx import DocxRenderer
from tests.paperwork.docx_papers import (
    draft,
    everything,
    made,
    numbered,
    opened,
    paragraphs,
)

#: DOCX of the passport, of ``docs/performance.md``; loose, since other work runs beside tests.
BUDGET_SECONDS, LOOSE = 0.25, 4


@pytest.fixture
def own(settings, tmp_path):
    """A function that lays a template of given paragraphs over ours."""
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}

    def lay(kind, *words):
        document = Document()
        for each in words:
            document.add_paragraph(each)
        document.save(tmp_path / f"{kind}.docx")

    return lay


def test_a_schools_own_template_is_used(own):
    own("card", "Наша форма: {{ teacher }}", "{%p for row in taught %}", "{{ row.programme }}")
    with pytest.raises(BrokenTemplate, match=r"card\.docx"):
        opened(made("card", numbered()))
    own("card", "Наша форма: {{ teacher }}", "{{ nothing }}")
    with pytest.raises(BrokenTemplate, match="nothing"):
        opened(made("card", numbered()))
    own("card", "Наша форма: {{ teacher }}")
    paper = made("card", numbered())
    assert paragraphs(opened(paper))[0] == f"Наша форма: {paper.teacher}"
    assert "Наша форма" not in everything(opened(made("visit", numbered())))


def test_a_draft_in_a_schools_own_template_is_marked_all_the_same(own):
    own("card", "Карта {{ teacher }}")
    document = opened(draft(made("card", numbered())))
    assert document.sections[0].header.paragraphs[0].text == "ПРОЕКТ"
    assert "ПРОЕКТ" not in everything(opened(made("card", numbered())))


def test_first_and_even_pages_of_a_schools_own_draft_are_marked_as_well(settings, tmp_path):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}
    document = Document()
    document.add_paragraph("{{ teacher }}")
    document.sections[0].header.paragraphs[0].text = "{% if draft %}ПРОЕКТ{% endif %}"
    document.sections[0].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    document.add_section()
    document.save(tmp_path / "card.docx")
    for section in opened(draft(made("card", numbered()))).sections:
        for head in (section.header, section.first_page_header, section.even_page_header):
            assert [each.text for each in head.paragraphs].count("ПРОЕКТ") == 1


def test_a_schools_own_template_may_ask_for_the_edition_of_a_record(own):
    own("visit", "{{ topic }}{{ edition.words }}")
    paper = replace(made("visit", numbered()), edition=None)
    assert paragraphs(opened(paper))[0] == paper.topic


@pytest.mark.parametrize(
    "words",
    [
        "{{ teacher.__class__.__mro__ }}",
        "{{ teacher.format.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ teacher|attr('__class__') }}",
        "{% include '/etc/passwd' %}",
        "{{ teacher|safe }}",
        "{{ range(10) }}",
    ],
)
def test_a_template_reaches_nothing_but_its_paper(own, words):
    own("card", words)
    with pytest.raises(BrokenTemplate):
        opened(made("card", numbered()))


def test_words_stay_words_even_where_a_template_switches_escaping_off(own):
    own("card", "{% autoescape false %}{{ teacher }}{% endautoescape %}")
    paper = replace(made("card", numbered()), teacher="<w:br/>")
    assert paragraphs(opened(paper))[0] == "<w:br/>"


def test_tags_that_tear_a_table_apart_are_an_error_not_half_a_paper(settings, tmp_path):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{% if not teacher %}"
    document.add_paragraph("{% endif %}")
    document.save(tmp_path / "card.docx")
    with pytest.raises(BrokenTemplate, match=r"card\.docx"):
        opened(made("card", numbered()))


def test_a_file_that_is_no_document_is_a_broken_template(settings, tmp_path):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}
    for content in (b"", b"not a zip"):
        (tmp_path / "card.docx").write_bytes(content)
        with pytest.raises(BrokenTemplate, match=r"card\.docx"):
            DocxRenderer().render(made("card", numbered()))
    with ZipFile(tmp_path / "card.docx", "w") as file:
        file.writestr("word/document.xml", "<broken")
    with pytest.raises(BrokenTemplate):
        DocxRenderer().render(made("card", numbered()))
