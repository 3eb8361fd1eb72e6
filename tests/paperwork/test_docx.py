"""Papers as DOCX: nothing is lost, nothing is interpreted, drafts say so."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.papers.parts import Grif, Signature
from iom_wagtail.paperwork.rendering.docx import OURS, DocxRenderer
from iom_wagtail.paperwork.rendering.placeholders import PAPERS, clean
from tests.paperwork.docx_papers import (
    UNPRINTED,
    draft,
    everything,
    made,
    numbered,
    opened,
    paragraphs,
    parts,
    texts,
)

#: DOCX of the passport, of ``docs/performance.md``; loose, since other work runs beside tests.
BUDGET_SECONDS, LOOSE = 0.25, 4

EVERY = pytest.mark.parametrize("kind", PAPERS)

NASTY = {
    "a formula": '=HYPERLINK("http://evil.example";"Нажмите")',
    "a script": "<script>alert('x')</script> & <w:p>",
    "bidi marks": "Анна \u202eавеН\u202c \u2067x\u2069",
    "a template": "{{ 7 * 7 }} {% raw %} {_{ 1 }_} {_% 2 %_} {# 3 #}",
    "emoji": "Урок 👩‍🏫🎉",
    "Chechen letters": "Ӏалам, Къоьзан Ӏела",
    "a hyphen and an apostrophe": "Д’Артаньян-О'Нил",
    "a long word": "оченьдлинно" * 450,
    "many words": "слово и дело " * 400 + "конец",
    "spaces": "  два  пробела\tтабуляция  ",
}


def test_every_kind_has_a_form():
    codes = {"sheet" if code == "conclusion-sheet" else code for code in KINDS}
    codes.add("consent")  # which is printed of no route
    assert set(PAPERS) == codes
    assert {path.stem for path in OURS.iterdir()} == codes


@EVERY
def test_every_text_of_a_paper_is_printed(kind):
    paper = made(kind, numbered())
    printed = everything(opened(paper)).casefold()
    lost = [path for path, text in texts(paper) if text.casefold() not in printed]
    assert {path for path in lost if path not in UNPRINTED} == set()


@EVERY
def test_every_number_of_a_paper_is_printed(kind):
    paper = made(kind, lambda path: "")
    printed = everything(opened(paper))
    assert [path for path, no in texts(paper, int) if str(no) not in printed] == []


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text_is_kept_letter_by_letter(text):
    paper = made("passport", lambda path: "", rows=1)
    row = replace(paper.groups[0].rows[0], accompanied=text, joint=text)
    paper = replace(
        paper, groups=(replace(paper.groups[0], rows=(row,)),), teacher=text, route=text
    )
    found = paragraphs(opened(paper))
    assert found.count(text) == 4  # the name, two cells, the foot


@EVERY
def test_case_25_a_formula_stays_literal_in_every_field(kind):
    text = NASTY["a formula"]
    document = opened(made(kind, lambda path: text))
    assert text in everything(document)
    for part in parts(document):
        assert not list(part.iter(qn("w:instrText")))
        fields = {field.get(qn("w:instr")) for field in part.iter(qn("w:fldSimple"))}
        assert fields <= {"PAGE", "NUMPAGES"}
        assert not list(part.iter(qn("w:hyperlink")))


@EVERY
def test_case_26_markup_and_bidi_marks_are_text_in_every_field(kind):
    text = f"{NASTY['a script']}{NASTY['bidi marks']}"
    paper = made(kind, lambda path: text)
    expected = made(kind, lambda path: "x")
    document, plain = opened(paper), opened(expected)
    assert text in everything(document)
    shape = [[node.tag for node in part.iter(qn("w:p"), qn("w:tc"))] for part in parts(document)]
    assert shape == [[n.tag for n in part.iter(qn("w:p"), qn("w:tc"))] for part in parts(plain)]


@pytest.mark.parametrize(
    "name",
    [
        "Ӏела Къоьзан Ӏалаевич",
        "Мадонна",
        "Анна-Мария О'Нил",
        "Лебедева Анна",
        "Юна 🎓 Ким",
        "Я" * 5000,
    ],
    ids=["Chechen", "single", "apostrophe", "no patronymic", "emoji", "5000"],
)
def test_case_33_names_and_long_cells_are_kept(name):
    paper = made("card", numbered(), rows=1)
    taught = replace(paper.taught[0], programme=name)
    paper = replace(
        paper, teacher=name, taught=(taught,), signatures=(Signature("Учитель", name, True),)
    )
    found = paragraphs(opened(paper))
    assert found.count(name) == 2
    assert any(f"/ {name} /" in each for each in found)


@settings(max_examples=60)
@given(st.text(st.characters(), min_size=1))
def test_any_text_comes_out_as_it_was_typed(text):
    paper = replace(made("testimonial", lambda path: "", rows=1), text=(text,))
    assert clean(text) in paragraphs(opened(paper))


def test_line_breaks_become_breaks_and_what_xml_cannot_hold_goes():
    text = "один\nдва\r\nтри\x0bчетыре\x0cпять\u2028шесть\x00\x07\x1b\ud800\ufffe\tсемь"
    assert clean(text) == "один\nдва\nтри\nчетыре\nпять\nшесть\tсемь"
    paper = replace(made("testimonial", lambda path: "", rows=1), text=(text,))
    document = opened(paper)
    assert clean(text) in paragraphs(document)
    assert len(list(document.element.body.iter(qn("w:br")))) == 5


# Drafts and editions --------------------------------------------------------------------


@EVERY
def test_a_draft_says_so_on_every_page_and_an_approved_text_never(kind):
    approved = made(kind, numbered())
    document = opened(draft(approved))
    heads = [section.header for section in document.sections]
    assert [head.paragraphs[0].text for head in heads] == ["ПРОЕКТ"]
    assert not any(section.different_first_page_header_footer for section in document.sections)
    assert "ПРОЕКТ" not in everything(opened(approved))
    assert "ПРОЕКТ" not in everything(opened(replace(approved, edition=None)))


@EVERY
def test_an_approved_text_shows_the_code_of_its_address(kind):
    paper = made(kind, numbered())
    paper = replace(paper, edition=replace(paper.edition, address="https://school.example/s/1/"))
    place = parts(opened(paper))[0 if kind == "sheet" else 2]
    [picture] = place.iter(qn("wp:docPr"))
    assert picture.get("descr") == "QR-код: https://school.example/s/1/"
    for other in (draft(paper), replace(paper, edition=None)):
        assert not [each for part in parts(opened(other)) for each in part.iter(qn("wp:docPr"))]


def test_the_file_is_whole_and_names_nobody():
    paper = made("conclusion", numbered())
    document = opened(paper)
    core = document.core_properties
    assert (core.title, core.author, core.language) == (paper.title, paper.school, "ru-RU")
    assert core.last_modified_by == ""
    assert paper.teacher not in "".join(core._element.itertext())


def test_a_long_title_and_school_fit_into_the_properties():
    paper = made("card", lambda path: "я" * 5000)
    assert opened(paper).core_properties.title == "я" * 255


# Blocks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        (["УТВЕРЖДАЮ"], ["", "", "УТВЕРЖДАЮ"]),
        (["ПРИНЯТО", "УТВЕРЖДАЮ"], ["ПРИНЯТО", "", "УТВЕРЖДАЮ"]),
        (["ПРИНЯТО", "СОГЛАСОВАНО", "УТВЕРЖДАЮ"], ["ПРИНЯТО", "СОГЛАСОВАНО", "УТВЕРЖДАЮ"]),
    ],
    ids=["one", "two", "three"],
)
def test_approval_blocks_stand_side_by_side_the_last_at_the_right(words, columns):
    paper = replace(
        made("passport", numbered()), grifs=tuple(Grif(word, ("строка",)) for word in words)
    )
    table = opened(paper).tables[0]
    assert [cell.paragraphs[0].text for cell in table.rows[0].cells] == columns
    assert not list(table._tbl.iter(qn("w:tblBorders")))


def test_no_approval_blocks_leave_no_table():
    paper = made("conclusion", numbered())
    with_blocks, without = opened(paper), opened(replace(paper, grifs=()))
    assert len(with_blocks.tables) == len(without.tables) + 1


@EVERY
def test_an_empty_paper_is_a_form_to_fill_in_by_hand(kind):
    document = opened(made(kind, lambda path: "", rows=0))
    assert "None" not in everything(document)
    [name] = [each for each in document.paragraphs if each.style.name == "Учитель"]
    assert name.text == "\u00a0"
    assert name._p.pPr.find(qn("w:pBdr")) is not None  # the line to write on


def test_a_long_row_may_break_across_pages_and_a_short_one_not():
    paper = made("passport", numbered(), rows=1)
    row = paper.groups[0].rows[0]
    long = replace(row, content="Очень длинно. " * 200)
    broken = replace(row, content="\n".join("строк") * 20)
    paper = replace(paper, groups=(replace(paper.groups[0], rows=(row, long, broken)),))
    table = opened(paper).tables[1]
    kept = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert kept == [True, True, True, True, False, False]


def test_the_passport_is_made_in_time():
    paper = made("passport", lambda path: "Слова о том, что делает учитель. " * 3, rows=12)
    renderer = DocxRenderer()
    renderer.render(paper)
    begin = time.process_time()
    renderer.render(paper)
    assert time.process_time() - begin <= BUDGET_SECONDS * LOOSE
