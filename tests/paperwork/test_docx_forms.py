"""Our paper forms: what the script makes, in the shape and the words of the regulation."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.rendering.docx import OURS
from iom_wagtail.paperwork.rendering.placeholders import PAPERS
from scripts.paper_forms.packing import packed
from scripts.paper_templates import FORMS
from tests.paperwork.docx_papers import made, numbered, opened, parts

EVERY = pytest.mark.parametrize("kind", PAPERS)
MM = 36_000
#: Tables that can grow over a page, by their first header cell.
REPEATING = {
    "passport": 3,
    "sheet": 1,
    "attachments": 1,
    "visit": 1,
    "checkpoint": 1,
    "meetings": 1,
    "analysis": 1,
    "consent": 1,
}


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a document."""
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_the_script_makes_every_form_and_no_other():
    assert {path.name for path in OURS.iterdir()} == {f"{kind}.docx" for kind in FORMS}


@EVERY
def test_forms_are_what_the_script_makes(kind):
    there = (OURS / f"{kind}.docx").read_bytes()
    assert unpacked(there) == unpacked(packed(FORMS[kind]()))


@EVERY
def test_page_is_a4_with_the_margins_of_official_papers(kind):
    [section] = opened(made(kind, numbered())).sections
    landscape = kind in KINDS and KINDS[kind].landscape
    size = (section.page_width // MM, section.page_height // MM)
    assert size == ((297, 210) if landscape else (210, 297))
    assert (section._sectPr.pgSz.get(qn("w:orient")) == "landscape") == landscape
    margins = (
        section.left_margin,
        section.right_margin,
        section.top_margin,
        section.bottom_margin,
    )
    assert [round(margin / MM) for margin in margins] == [30, 15, 20, 20]


@EVERY
def test_text_is_russian_hyphenated_and_set_in_named_styles(kind):
    document = opened(made(kind, numbered()))
    settings = document.settings.element
    assert settings.find(qn("w:autoHyphenation")) is not None
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == "ru-RU"
    defaults = document.styles.element.find(qn("w:docDefaults"))
    [fonts], [size], [language] = (
        list(defaults.iter(qn(f"w:{t}"))) for t in ("rFonts", "sz", "lang")
    )
    assert {fonts.get(qn(f"w:{each}")) for each in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
    assert size.get(qn("w:val")) == "24"
    assert language.get(qn("w:val")) == "ru-RU"
    styles = {style.style_id for style in document.styles}
    for part in parts(document):
        for paragraph in part.iter(qn("w:p")):
            name = paragraph.pPr.pStyle.val if paragraph.pPr is not None else None
            assert name in styles
        assert {each.get(qn("w:val")) for each in part.iter(qn("w:tblStyle"))} <= styles
    assert [p.style.name for p in document.paragraphs].count("Title") == 1


@EVERY
def test_tables_have_10_to_11_points_and_widths_that_add_up(kind):
    document = opened(made(kind, numbered()))
    for name in ("Ячейка", "Шапка таблицы", "Раздел таблицы", "Примечание в ячейке"):
        assert 10 <= document.styles[name].font.size.pt <= 11
    for part in parts(document):
        for table in part.iter(qn("w:tbl")):
            assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
            columns = [int(each.get(qn("w:w"))) for each in table.tblGrid]
            for row in table.iter(qn("w:tr")):
                spans = [cell.grid_span for cell in row.tc_lst]
                assert sum(spans) == len(columns)
                assert sum(int(cell.width.twips) for cell in row.tc_lst) == pytest.approx(
                    sum(columns), abs=20
                )


@EVERY
def test_nothing_floats(kind):
    document = opened(made(kind, numbered()))
    floating = ("txbxContent", "pict", "framePr", "object", "anchor", "textbox")
    for part in parts(document):
        assert {each.tag.rpartition("}")[2] for each in part.iter()} & set(floating) == set()


@EVERY
def test_headers_of_tables_repeat_and_rows_stay_whole(kind):
    document = opened(made(kind, numbered()))
    repeating = 0
    for table in document.tables:
        rows = [row._tr for row in table.rows]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == sorted(heads, reverse=True)  # Word repeats the first rows only
        repeating += any(heads)
    assert repeating == REPEATING.get(kind, 0)


def words_of(row) -> list[tuple[str, int]]:
    """Return the words of a row's cells with the columns that each reaches over."""
    return [("".join(t.text or "" for t in c.iter(qn("w:t"))), c.grid_span) for c in row._tr.tc_lst]


def test_programme_has_the_columns_of_5_1():
    table = opened(made("passport", numbered())).tables[1]
    assert words_of(table.rows[0]) == [
        ("Содержание пункта программы", 1),
        ("Срок выполнения", 1),
        ("Деятельность", 3),
    ]
    assert [words for words, _span in words_of(table.rows[1])] == [
        "",
        "",
        "сопровождаемого",
        "сопровождающего",
        "совместная",
    ]
    assert [cell.vMerge for cell in table.rows[1]._tr.tc_lst][:2] == ["continue", "continue"]


def test_sections_of_the_programme_reach_over_the_width():
    paper = made("passport", numbered())
    table = opened(paper).tables[1]
    merged = [words_of(row)[0] for row in table.rows[2:] if len(words_of(row)) == 1]
    assert merged == [(group.direction, 5) for group in paper.groups]


def test_passport_has_the_numbered_lines_of_5_1():
    paper = made("passport", numbered())
    texts = [paragraph.text for paragraph in opened(paper).paragraphs]
    assert texts[texts.index("(Ф. И. О. учителя)") - 1] == paper.teacher
    lines = [text for text in texts if text[:3] in ("1. ", "2. ", "3. ")][:3]
    assert lines == [
        f"1. Решение о сопровождении принято {paper.decided_on}",
        f"2. Индивидуальное сопровождение ведет {paper.led_by}",
        f"3. В организации сопровождения принимают участие {'; '.join(paper.participants)}",
    ]
    rows = [[cell.text for cell in row.cells] for t in opened(paper).tables for row in t.rows]
    assert ["Основание решения", paper.decided_by] in rows
    captions = ["(дата)", "(Ф. И. О. специалиста)", "(Ф. И. О. специалистов)"]
    assert [texts[texts.index(line) + 1] for line in lines] == captions


def test_card_has_the_rows_of_5_2():
    paper = made("card", numbered())
    table = next(t for t in opened(paper).tables if t.rows[0].cells[0].text.startswith("Препод"))
    rows = [words_of(row) for row in table.rows]
    assert rows[:8] == [
        [("Преподаваемый предмет", 2), (paper.subject, 2)],
        [("Общий педагогический стаж", 2), (paper.total_experience, 2)],
        [("Стаж работы в ОУ", 2), (paper.school_experience, 2)],
        [("Нагрузка в учебном году", 2), (paper.load, 2)],
        [("Всего учебной нагрузки", 2), (paper.load_total, 2)],
        [("Классы, в которых преподает учитель", 2), (paper.classes, 2)],
        [("Реализуемые программы (по классам)", 4)],
        [("Класс", 1), ("Программа", 1), ("Планирование", 1), ("Учебный комплекс", 1)],
    ]
    assert len(rows) == 8 + len(paper.taught)


def test_analysis_has_the_columns_of_5_4():
    table = opened(made("analysis", numbered())).tables[1]
    assert words_of(table.rows[0]) == [
        ("Состояние проблемы", 2),
        ("Способ диагностики результатов", 1),
        ("Выводы", 1),
    ]
    below = [words for words, _span in words_of(table.rows[1])]
    assert below[:2] == ["до начала сопровождения", "после завершения сопровождения"]


def test_conclusion_ticks_boxes_and_keeps_every_answer():
    paper = made("conclusion", numbered())
    texts = [paragraph.text for paragraph in opened(paper).paragraphs]
    for clause in paper.clauses:
        assert f"{clause.number}. {clause.heading}" in texts
        for tick in clause.ticks:
            box = "☒" if tick.on else "☐"
            assert f"{box}\t{tick.label}: {tick.named}" in texts
    assert {tick.on for clause in paper.clauses for tick in clause.ticks} == {True, False}


def test_lines_to_sign_on_have_position_pen_and_name():
    paper = made("analysis", numbered())
    rows = [[cell.text for cell in row.cells] for row in opened(paper).tables[-1].rows]
    acquainted, signed = paper.signatures
    assert rows == [
        [
            f"{acquainted.position}\nОзнакомлен(а)",
            "",
            f"/ {acquainted.name} / «___»\u00a0________\u00a020___\u00a0г.",
        ],
        [signed.position, "", signed.name],
    ]


def test_forms_name_nobody():
    for path in OURS.iterdir():
        core = Document(str(path)).core_properties
        assert (core.author, core.last_modified_by, core.language) == ("", "", "ru-RU")
        assert core.title


#: The order that the schema of WordprocessingML asks for; Word may refuse a file without it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid "
    "pPr rPr tblPr",
    "settings": "zoom defaultTabStop autoHyphenation consecutiveHyphenLimit doNotHyphenateCaps "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "sectPr": "headerReference footerReference pgSz pgMar cols docGrid",
}


@EVERY
def test_elements_stand_in_the_order_of_the_schema(kind):
    document = opened(made(kind, numbered()))
    for part in (*parts(document), document.styles.element, document.settings.element):
        for element in part.iter(*(qn(f"w:{name}") for name in ORDER)):
            order = ORDER[element.tag.rpartition("}")[2]].split()
            places = [order.index(child.tag.rpartition("}")[2]) for child in element]
            assert places == sorted(places)
        for cell in part.iter(qn("w:tc")):
            assert cell[-1].tag == qn("w:p")
