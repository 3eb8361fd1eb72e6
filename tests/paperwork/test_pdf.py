"""Papers as PDF: all that a paper holds, in the forms and the order of the regulation."""

from __future__ import annotations

import dataclasses
import time

import pytest
from pypdf.generic import ContentStream

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.papers import programme
from iom_wagtail.paperwork.papers.parts import Paper
from iom_wagtail.paperwork.rendering.pdf import FORMS, PdfRenderer
from tests.paperwork.pdf_papers import (
    APPROVED,
    DRAFT,
    PAPERS,
    blank,
    paper,
    six_pages,
    texts,
)
from tests.paperwork.pdf_reading import Pdf, squeezed

A4 = (595.28, 841.89)
#: Kinds whose paper has the form of another.
SAME_FORM = {"conclusion-sheet": "sheet"}
#: Papers that are printed of no route.
OF_NO_ROUTE = {"consent"}


def printed(made: Paper) -> Pdf:
    return Pdf(PdfRenderer().render(made))


def in_order(said: str, *pieces: str) -> None:
    """Assert that the pieces follow each other."""
    rest = squeezed(said)
    for piece in pieces:
        _before, found, rest = rest.partition(squeezed(piece))
        assert found, f"«{piece}» is not there, or too early"


def test_there_is_a_form_for_every_kind_of_paper():
    forms = {path.stem for path in FORMS.glob("*.typ")} - {"lib"}
    assert forms == set(PAPERS) == {SAME_FORM.get(code, code) for code in KINDS} | OF_NO_ROUTE
    # By name: a class with slots is made twice.
    names = {each.__name__ for each in Paper.__subclasses__()}
    assert names == {each.__name__ for each in PAPERS.values()}


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("edition", [APPROVED, DRAFT], ids=["approved", "draft"])
def test_every_text_of_a_paper_is_printed(kind, edition):
    made = paper(kind, edition=edition)
    pdf = printed(made)
    drawn = squeezed(pdf.text)
    said = squeezed(pdf.said)
    found = [text for _path, text in texts(made) if text and text != kind]
    assert len(found) > 10
    for text in found:
        assert squeezed(text) in drawn, text
        assert squeezed(text) in said, f"{text}: drawn, but a screen reader does not say it"


@pytest.mark.parametrize("kind", PAPERS)
def test_an_empty_paper_is_a_form_for_the_pen(kind):
    pdf = printed(blank(kind))
    assert len(pdf.pages) == 1
    # 5.4 has no such blank.
    whose = () if kind == "analysis" else ("И. О. учителя)",)
    whose = ("субъекта персональных данных)",) if kind in OF_NO_ROUTE else whose
    in_order(pdf.said, "Название", *whose)


@pytest.mark.parametrize("code", KINDS)
def test_paper_has_the_size_and_the_margins_of_the_rules(code):
    kind = SAME_FORM.get(code, code)
    pdf = printed(paper(kind))
    size = tuple(reversed(A4)) if KINDS[code].landscape else A4
    for page in pdf.pages:
        assert [float(side) for side in page.mediabox[2:]] == pytest.approx(size, abs=0.1)
    starts = []
    pdf.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: starts.append(cm[4]) if text.strip() else None
    )
    assert min(starts) >= 30 / 25.4 * 72 - 0.1


def test_passport_to_the_letter():
    pdf = printed(six_pages())
    in_order(
        pdf.said,
        "УТВЕРЖДАЮ",
        "Паспорт программы индивидуального сопровождения",
        "Лебедева Анна Игоревна",
        "(Ф. И. О. учителя)",
        "1. Решение о сопровождении принято",
        "1 сентября 2025",
        "(дата)",
        "2. Индивидуальное сопровождение ведет",
        "Орлова Марина Викторовна",
        "(Ф. И. О. специалиста)",
        "3. В организации сопровождения принимают участие",
        "Журавлёва Елена Сергеевна",
        "(Ф. И. О. специалистов)",
        "Содержание пункта программы",
        "Срок выполнения",
        "Деятельность",
        "сопровождаемого",
        "сопровождающего",
        "совместная",
        "1. Проектирование урока",
        "Готовит 6 технологических карт",
        "Даёт образец",
        "Разрабатывают вместе",
        "14. Проектирование урока",
        "Дополнительные сведения",
        "Основание решения",
        "Приказ № 112-од от 01.09.2025",
        "Ознакомлен(а):",
        "А. И. Лебедева",
        APPROVED.address,
        APPROVED.sha256,
    )


def test_card_to_the_letter():
    in_order(
        printed(paper("card")).said,
        "(Ф.И.О. учителя)",
        "Преподаваемый предмет",
        "Общий педагогический стаж",
        "Стаж работы в ОУ",
        "Нагрузка в учебном году",
        "Всего учебной нагрузки",
        "Классы, в которых преподает учитель",
        "Реализуемые программы (по классам)",
        "Класс",
        "Программа",
        "Планирование",
        "Учебный комплекс",
    )


def test_analysis_to_the_letter():
    in_order(
        printed(paper("analysis")).said,
        "Состояние проблемы",
        "Способ диагностики результатов",
        "Выводы",
        "до начала сопровождения",
        "после завершения сопровождения",
    )


def test_conclusion_shows_every_answer_with_its_box():
    made = paper("conclusion", rows=2)
    said = printed(made).said
    for clause in made.clauses:
        chosen, other = clause.ticks
        assert (chosen.on, other.on) == (True, False)
        in_order(said, clause.number, clause.heading, "☒", chosen.label, "☐", other.label)


def test_clause_without_answers_has_its_words_in_the_blank():
    made = paper("conclusion")
    clause = dataclasses.replace(made.clauses[0], ticks=(), text="Мало часов на планирование")
    said = printed(dataclasses.replace(made, clauses=(clause,))).said
    in_order(said, clause.heading, "Мало часов на планирование")
    assert "☐" not in said


def test_draft_says_so_on_every_page_and_an_approved_paper_never():
    draft = printed(dataclasses.replace(six_pages(), edition=DRAFT))
    assert len(draft.pages) > 4
    assert all("ПРОЕКТ" in page.extract_text() for page in draft.pages)
    assert "ПРОЕКТ" not in draft.said, "the mark behind the text is decoration"
    assert "Проект, не утверждён" in draft.said
    approved = printed(six_pages())
    assert "ПРОЕКТ" not in approved.text
    address = squeezed(APPROVED.address)
    assert address in squeezed(approved.said)
    assert address not in squeezed(draft.said), "a draft has nothing to be compared with"


def test_every_page_tells_the_route_the_edition_and_its_number():
    pdf = printed(six_pages())
    for number, page in enumerate(pdf.pages):
        foot = pdf.unmarked(number)
        assert f"стр. {number + 1} из 6" in foot
        assert f"ИОМ 2025/26 № 1. {APPROVED.words}" in foot
        assert APPROVED.address in page.extract_text()


def test_every_page_of_what_was_approved_shows_the_code_of_its_address():
    def lines(pdf):
        contents = [ContentStream(page["/Contents"].get_object(), page.pdf) for page in pdf.pages]
        return [sum(name == b"l" for _values, name in each.operations) for each in contents]

    draft = lines(printed(dataclasses.replace(six_pages(), edition=DRAFT)))
    approved = lines(printed(six_pages()))
    # A code is an outline of some hundred strokes, all else on these pages a few dozen.
    assert max(draft) < 60 < 150 < min(approved)


def test_header_of_a_table_comes_again_on_every_page():
    made = six_pages()
    rows = tuple(made.groups[0].rows[0] for _each in range(40))
    pdf = printed(dataclasses.replace(made, groups=(programme.ItemGroup("", rows),)))
    pages = [page.extract_text() for page in pdf.pages]
    with_rows = [text for text in pages if "технологических" in text]
    assert len(with_rows) > 4
    assert all("сопровождающего" in text for text in with_rows)
    assert squeezed(pdf.said).count(squeezed("Содержание пункта программы")) == 1


@pytest.mark.parametrize("before", [1, 2])
def test_name_of_a_direction_never_ends_a_page(before):
    # A line more in the head moves the end of the page between the name and its first item.
    made = dataclasses.replace(six_pages(), place="с. Заречное" + "\n" * (3 if before == 1 else 0))
    rows = made.groups[0].rows
    groups = (programme.ItemGroup("", (rows * 2)[:before]), programme.ItemGroup("итоги", rows))
    tags = printed(dataclasses.replace(made, groups=groups)).tags
    at = next(index for index, tag in enumerate(tags) if tag.text == "Итоги")
    assert tags[at].page == tags[at + 1].page


def test_same_paper_gives_the_same_bytes():
    made = six_pages()
    first = PdfRenderer().render(made)
    other = PdfRenderer().render(dataclasses.replace(made, place="с. Другое"))
    assert first == PdfRenderer().render(made) != other
    assert Pdf(first).reader.metadata.creation_date.date().isoformat() == "2025-12-26"
    draft = Pdf(PdfRenderer().render(dataclasses.replace(made, edition=DRAFT)))
    assert draft.reader.metadata.creation_date is None


def test_passport_of_six_pages_is_quick():
    renderer = PdfRenderer()
    renderer.render(six_pages())
    made = dataclasses.replace(six_pages(), teacher="Мухаммадова Ӏайна")
    start = time.process_time()
    renderer.render(made)
    assert time.process_time() - start < 1.5
