"""``check_paper_templates`` names what is wrong in a school's template, and where."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from iom_wagtail.checks import check_paper_templates
from iom_wagtail.paperwork.rendering.checking import COMMON, IMPORTANT, faults_of, field_of
from iom_wagtail.paperwork.rendering.docx import OURS
from iom_wagtail.paperwork.rendering.placeholders import PAPERS


@pytest.fixture
def changed(tmp_path):
    """A function that changes our form of a kind; returns where the result lies."""

    def change(kind, how):
        document = Document(str(OURS / f"{kind}.docx"))
        how(document)
        path = tmp_path / f"{kind}.docx"
        document.save(path)
        return path

    return change


def said(path) -> list[str]:
    """Return the faults as the command prints them."""
    return [str(fault) for fault in faults_of(path)]


@pytest.mark.parametrize("kind", PAPERS)
def test_our_own_forms_have_no_faults(kind):
    assert said(OURS / f"{kind}.docx") == []


@pytest.mark.parametrize("kind", PAPERS)
def test_what_is_important_exists(kind):
    for path in (*COMMON, *IMPORTANT[kind]):
        assert field_of(PAPERS[kind], path)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("{{ teachr }}", "неизвестный заполнитель «teachr»; может быть, «teacher»?"),
        ("{{ teacher.full }}", "неизвестный заполнитель «teacher.full»"),
        ("{{ edition.word }}", "неизвестный заполнитель «edition.word»; может быть, «words»?"),
        (
            "{% for row in taught %}{{ row.class }}{% endfor %}",
            "неизвестный заполнитель «row.class»; может быть, «classes»?",
        ),
        ("{{ taught[0].clas }}", "неизвестный заполнитель «taught.0.clas»; может быть, «classes»?"),
        (
            "{% set first = taught|first %}{{ first.clas }}",
            "неизвестный заполнитель «first.clas»; может быть, «classes»?",
        ),
        ("{% if nothing %}{% endif %}", "неизвестный заполнитель «nothing»"),
        ("{{ teacher|uper }}", "неизвестный фильтр «uper»; может быть, «upper»?"),
        ("{% include 'x' %}", "такая метка в шаблоне не допускается: «include»"),
        ("{{ teacher", "метка не закрыта или не открыта: {{ teacher"),
        ("teacher }}", "метка не закрыта или не открыта: teacher }}"),
        ("{% endfor %}", "закрывает то, что здесь не открыто: {% endfor %}"),
        ("{%p for row in taught %}", "не закрыта: {%p for row in taught %}"),
    ],
)
def test_a_fault_is_named_with_its_paragraph(changed, words, complaint):
    path = changed("card", lambda document: document.add_paragraph(words))
    number = len(Document(str(path)).paragraphs)
    assert f"абзац {number}: {complaint}" in said(path)


def test_what_cannot_be_read_is_named_and_the_rest_is_read_all_the_same(changed):
    def add(document):
        document.add_paragraph("{{ teacher.. }}")
        document.add_paragraph("{{ teachr }}")

    first, second = said(changed("card", add))
    assert "не читается: {{ teacher.. }}" in first
    assert "неизвестный заполнитель «teachr»" in second


def test_places_in_tables_headers_and_footers_are_told(changed):
    def spoil(document):
        document.tables[1].rows[2].cells[3].text = "{{ scool }}"
        document.sections[0].header.paragraphs[0].text = "{{ drft }}"
        document.sections[0].footer.tables[0].rows[0].cells[1].text = "{{ rout }}"

    found = said(changed("card", spoil))
    assert found == [
        "таблица 2, строка 3, ячейка 2: неизвестный заполнитель «scool»; может быть, «school»?",
        "верхний колонтитул, абзац 1: неизвестный заполнитель «drft»; может быть, «draft»?",
        "нижний колонтитул, таблица 1, строка 1, ячейка 2: неизвестный заполнитель «rout»; "
        "может быть, «route»?",
        "нигде не печатается: «school_experience»",
    ]


def test_what_a_form_forgets_is_named(changed):
    def forget(document):
        for row in document.tables[1].rows:
            for cell in row.cells:
                if "joint" in cell.text:
                    cell.text = ""

    assert said(changed("passport", forget)) == ["нигде не печатается: «groups.rows.joint»"]


def test_curly_quotes_and_word_tags_of_docxtpl_are_understood(changed):
    def add(document):
        document.add_paragraph("{{r teacher }} {{ teacher|default(“нет”) }} {% colspan 2 %}")
        document.add_paragraph("{%p if teacher == “x” %}")
        document.add_paragraph("{%p endif %}")
        document.add_paragraph("{% for row in taught %}{% vm %}{{ loop.index }}{% endfor %}")
        document.add_paragraph("{% with a = teacher or school %}{{ a|upper }}{% endwith %}")

    assert said(changed("card", add)) == []


def test_files_that_are_no_templates_are_told(tmp_path):
    other = tmp_path / "letter.docx"
    broken = tmp_path / "card.docx"
    broken.write_bytes(b"nothing")
    assert "шаблона с таким именем нет" in said(other)[0]
    assert "passport.docx" in said(other)[0]
    assert said(broken) == ["это не документ Word (.docx), или он повреждён"]


def test_command_exits_with_an_error(changed, settings):
    path = changed("card", lambda document: document.add_paragraph("{{ teachr }}"))
    errors = io.StringIO()
    with pytest.raises(CommandError, match="1 ошибка"):
        call_command("check_paper_templates", str(path), stderr=errors)
    assert errors.getvalue().startswith("card.docx: абзац ")
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": path.parent}
    with pytest.raises(CommandError, match="1 ошибка"):
        call_command("check_paper_templates", stderr=errors)


def test_command_is_content_with_what_comes_along():
    output = io.StringIO()
    call_command("check_paper_templates", stdout=output)
    assert output.getvalue().strip() == f"Проверено {len(PAPERS)} шаблонов."


def test_command_says_when_there_is_nothing_to_check(settings, tmp_path):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}
    with pytest.raises(CommandError, match="нет шаблонов"):
        call_command("check_paper_templates")


def test_a_folder_of_templates_that_is_not_there_is_an_error_of_the_project(settings, tmp_path):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path}
    assert check_paper_templates() == []
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "paper_templates": tmp_path / "nowhere"}
    assert [message.id for message in check_paper_templates()] == ["iom_wagtail.E003"]
