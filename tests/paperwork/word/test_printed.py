"""Cells that hold more than one thing: what papers print together comes apart again."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from iom_wagtail.paperwork.intake.word import printed, ticks
from iom_wagtail.school import words
from tests.paperwork.word.raw import cell, docx, par, row, table
from tests.paperwork.word.reading import draft_of

HEAD = row("Содержание", "Срок", "Совместная деятельность")
TROUBLES = table(row("№", "Затруднение"), row("1", "Цель"), row("2", "Время"), row("4", "Шум"))


@pytest.mark.parametrize(
    ("text", "content", "result", "numbers"),
    [
        ("Урок", "Урок", "", []),
        ("Урок\nОжидаемый результат: план\nЗатруднения: 1–3, 6", "Урок", "план", [1, 2, 3, 6]),
        ("Урок\nПланируемый результат — план\nи ещё", "Урок", "план\nи ещё", []),
        ("Урок\nЗатруднение: 2.", "Урок", "", [2]),
        # Words behind the colon are the item's own.
        ("Затруднения: разобрать вместе", "Затруднения: разобрать вместе", "", []),
        ("Ожидаемый результат: план", "", "план", []),
        ("Затруднения: 1\nУрок", "Затруднения: 1\nУрок", "", []),
    ],
)
def test_the_cell_of_an_item(text, content, result, numbers):
    assert printed.item_of(text) == (content, result, numbers)


@pytest.mark.parametrize("numbers", [[1], [1, 2], [1, 2, 3], [1, 3, 4, 5, 7, 9, 10, 11]])
def test_numbers_are_read_as_they_are_written(numbers):
    assert printed.numbers_of(words.numbers(numbers)) == numbers


@pytest.mark.parametrize("text", ["раз", "1–", "3–1", "0", "1-2-3", "1 2", "9999"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        printed.numbers_of(text)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("text", "task", "kinds"),
    [
        ("Ставить цель (методическая, социальная)", "Ставить цель", ["methodical", "social"]),
        ("Ставить цель (урока)", "Ставить цель (урока)", []),
        ("Ставить (урока) (другая)", "Ставить (урока)", ["other"]),
        ("Помощь (методическая) учителю", "Помощь (методическая) учителю", []),
    ],
)
def test_a_task_and_its_kinds_of_help_whatever_the_language(text, task, kinds, language):
    with override(language):
        assert printed.task_of(text) == (task, kinds)


@pytest.mark.parametrize(
    ("text", "place", "note"),
    [
        ("в рамках школы", "school", ""),
        ("В рамках школы, с выходом на район", "school", "с выходом на район"),
        ("вне школы — курсы", "outside", "курсы"),
        ("в рамках школы № 3", "school", "в рамках школы № 3"),
    ],
)
def test_a_place_and_its_note(text, place, note):
    assert printed.place_of(text) == (place, note)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("1 сентября 2025, Приказ № 5 от 29.08.2025", "Приказ № 5 от 29.08.2025"),
        ("«1 сентября 2025» г. (приказ № 5)", "приказ № 5"),
        ("1 сентября 2025 (приказ) и (протокол)", "(приказ) и (протокол)"),
        ("Приказ от 1 сентября 2025", "Приказ от 1 сентября 2025"),
    ],
)
def test_the_day_goes_from_before_the_words(text, rest):
    assert printed.without_day(text, "1 сентября 2025") == rest


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("собеседование", "interview", ""),
        ("Беседа", "interview", ""),
        ("собеседование, за чаем", "interview", "за чаем"),
        ("открытый урок в 5 «А»", "open_lesson", "открытый урок в 5 «А»"),
        ("Дневник", "diary", ""),
        ("др.", "other", ""),
        ("зачёт и беседа", "other", "зачёт и беседа"),
        ("☐ беседа ☒ дневник ИОМ", "diary", ""),
    ],
)
def test_the_form_of_a_checkpoint_keeps_what_the_list_does_not_say(text, kind, other):
    assert ticks.form_of(text) == (kind, other)


@pytest.mark.parametrize(
    ("text", "methods", "other"),
    [
        ("анализ уроков, анализ тетрадей учащихся", ["lessons", "notebooks"], ""),
        (
            "анализ административных контрольных (срезовых) работ, тестов, анализ журнала",
            ["tests", "journal"],
            "",
        ),
        (
            "анализ уроков, др.: беседа с родителями, тесты",
            ["lessons", "other"],
            "беседа с родителями, тесты",
        ),
        ("др.", ["other"], ""),
        ("гадание; собеседование", ["interview", "other"], "гадание"),
    ],
)
def test_methods_and_what_is_none_of_them(text, methods, other):
    assert ticks.choose_methods(text) == (methods, other)


# --- numbers --------------------------------------------------------------------------


def test_numbers_of_items_go_and_those_of_their_writers_stay():
    rows = ["1. Урок", "2) Урок", "7. Урок", "4. 4. Урок", "15.10.2025 — педсовет", "Урок"]
    draft = draft_of(docx(table(HEAD, *(row(text, "май", "Вместе") for text in rows))))
    contents = [item.content for item in draft.programme_items]
    assert contents == ["Урок", "Урок", "7. Урок", "4. Урок", "15.10.2025 — педсовет", "Урок"]


def test_a_column_of_numbers_leaves_those_in_the_text():
    content = table(row("№", "Содержание", "Срок"), row("1", "1. Урок", "май"))
    assert draft_of(docx(content)).programme_items[0].content == "1. Урок"


def test_a_second_table_may_begin_with_one_again():
    content = [table(HEAD, row("1. Урок", "май", "Вместе")) for _number in range(2)]
    assert [item.content for item in draft_of(docx("".join(content))).programme_items] == [
        "Урок",
        "Урок",
    ]


def test_items_name_difficulties_by_the_numbers_that_the_file_gives_them():
    programme = table(HEAD, row("Урок\nЗатруднения: 2, 4", "май", "Вместе"))
    [item] = draft_of(docx(programme + TROUBLES)).programme_items
    assert (item.content, item.answers, item.remarks) == ("Урок", [2, 3], [])


def test_a_number_that_no_difficulty_has_is_told_and_kept_in_the_note():
    programme = table(HEAD, row("Урок\nЗатруднения: 1–3", "май", "Вместе"))
    with override("ru"):
        draft = draft_of(docx(programme + TROUBLES))
    [item] = draft.programme_items
    assert item.answers == [1, 2]
    assert "затруднения №\u00a03" in item.remarks[0]
    assert draft.notes == ["Программа, строка 1, «Какие затруднения снимает, №»: 3"]


# --- headings -------------------------------------------------------------------------


def test_a_part_of_the_programme_may_be_called_as_a_form_calls_its_part():
    rows = [
        row("Урок", "май", "Вместе"),
        row(cell("Диагностика затруднений", span=3)),
        row("Анкета", "май", "Вместе"),
        row(cell("Без направления", span=3)),
        row("Чай", "май", "Вместе"),
    ]
    draft = draft_of(docx(table(HEAD, *rows)))
    directions = [item.direction for item in draft.programme_items]
    assert directions == ["", "Диагностика затруднений", ""]
    assert draft.notes == []


def test_the_heading_says_that_contents_are_those_of_checkpoints():
    head = row("№", "Содержание", "Форма", "Срок", "Кто проводит")
    content = par("Контрольные срезы") + table(head, row("1", "Беседа", "др.", "20.12.2025", "ШМО"))
    draft = draft_of(docx(content))
    assert draft.programme_items == []
    [cut] = draft.checkpoints
    assert (cut.title, cut.kind, cut.held_by) == ("Беседа", "other", "ШМО")


def test_without_that_heading_the_same_columns_are_a_programme():
    head = row("№", "Содержание", "Форма", "Срок", "Кто проводит")
    content = par("План работы") + table(head, row("1", "Беседа", "круг", "20.12.2025", "ШМО"))
    draft = draft_of(docx(content))
    assert draft.checkpoints == [] and len(draft.programme_items) == 1


def test_a_programme_under_that_heading_stays_a_programme():
    content = par("Контрольные срезы") + table(HEAD, row("Урок", "май", "Вместе"))
    draft = draft_of(docx(content))
    assert draft.checkpoints == [] and len(draft.programme_items) == 1


# --- lists and rows of labels ---------------------------------------------------------


def test_points_of_a_list_may_begin_as_labels_do_and_go_on_over_lines():
    content = (
        par("Задачи сопровождения")
        + par("1. Цель урока: ставить")
        + par("2. Освоить:\n– приёмы\n\n– методы")
        + par("3. Выявление затруднений молодых педагогов")
        + par("Сильные стороны: предмет")
    )
    draft = draft_of(docx(content))
    assert [task.text for task in draft.objectives] == [
        "Цель урока: ставить",
        "Освоить:\n– приёмы\n\n– методы",
        "Выявление затруднений молодых педагогов",
    ]
    assert draft.values["strengths"] == "предмет" and draft.notes == []


def test_points_in_one_paragraph_are_points_all_the_same():
    draft = draft_of(docx(par("Задачи:") + par("1. Ставить цель\n2. Считать время")))
    assert [task.text for task in draft.objectives] == ["Ставить цель", "Считать время"]


def test_after_a_list_the_regulations_numbered_lines_are_labels_again():
    content = par("Задачи:") + par("1. Раз") + par("2. Два")
    content += par("3. В организации сопровождения принимают участие Синицына О. Ю.")
    draft = draft_of(docx(content))
    assert len(draft.objectives) == 2 and len(draft.participants) == 1


def test_a_value_beside_its_label_may_begin_with_another_label():
    draft = draft_of(docx(table(row("Запросы", "Наставник: чаще бывать (дата уточняется)"))))
    assert draft.values["requests"] == "Наставник: чаще бывать (дата уточняется)"
    assert draft.mentor is None


def test_an_empty_place_takes_no_heading_for_its_value():
    card = table(
        row("Классы, в которых преподает учитель", ""),
        row("Реализуемые программы (по классам)"),
        row("Класс", "Программа", "Планирование", "Учебный комплекс"),
        row("5", "ФРП", "КТП", "УМК"),
    )
    draft = draft_of(docx(card + par("Дополнительные сведения")))
    assert "classes" not in draft.values
    assert len(draft.taught_programmes) == 1


# --- what stands around ---------------------------------------------------------------


def test_signatures_and_the_schools_own_names_are_no_note():
    content = (
        par("Школа № 1")
        + par("2025/26 учебный год")
        + table(
            row("Наставник, учитель математики", "", "М. В. Орлова"),
            row("Учитель математики\nОзнакомлен(а)", "", "/ А. И. Лебедева / «___» ____ 20___ г."),
            row("Завуч", "", "С. П. Дроздова"),
        )
    )
    with override("ru"):
        draft = draft_of(docx(content, header=par("ПРОЕКТ")), school=["Школа № 1"])
    assert draft.notes == ["Таблица 1, строка 3, столбец 1: Завуч | С. П. Дроздова"]
    assert draft.values["start_on"].year == 2025
