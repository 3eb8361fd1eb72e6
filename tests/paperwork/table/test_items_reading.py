"""Lines of a programme from tables as schools have them; no database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import Book
from iom_wagtail.files.sheets.text import sheet_of
from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.items import posted, rules
from iom_wagtail.paperwork.intake.items.reading import Line, read_programme
from tests.paperwork.table.books import calculated, read, xlsx

YEAR = Period.of_year(2025)
HEAD = [
    "№ п/п",
    "Содержание пункта программы",
    "Срок выполнения",
    "Деятельность сопровождаемого",
    "Деятельность сопровождающего",
    "Совместная деятельность",
]
ROW = [1, "Цель урока", dt.datetime(2025, 9, 26), "Читает", "Даёт образец", "Обсуждают"]


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def lines(data, name="т.xlsx"):
    return read_programme(read(data, name), 500).lines


def texts(line):
    return [value for value in line.values.values() if value]


def test_the_paper_form_with_its_head_of_two_rows_and_its_row_of_numbers():
    data = xlsx(
        [
            ["Программа индивидуального сопровождения"],
            [None],
            [*HEAD[:3], "Деятельность", None, None, "Отметка"],
            [None, None, None, "сопровождаемого", "сопровождающего", "совместная"],
            [1, 2, 3, 4, 5, 6, 7],
            ROW,
        ],
        merged=["A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"],
    )
    [line] = lines(data)
    assert line.number == 6
    assert texts(line) == ["Цель урока", "26.09.2025", "Читает", "Даёт образец", "Обсуждают"]


def test_the_same_head_in_a_text_without_merged_cells():
    text = (
        "№\tСодержание\tСрок\tДеятельность\t\t\n\t\t\tсопровождае-\tсопровождающего\tсовместная\n"
        "1\tЦель урока\tмай\tЧитает\tДаёт\tОбсуждают"
    ).replace("сопровождае-", "сопровождаемого")
    [line] = read_programme(Book([sheet_of(text)]), 500).lines
    assert texts(line) == ["Цель урока", "май", "Читает", "Даёт", "Обсуждают"]


def test_columns_in_another_order_and_under_other_names():
    [line] = lines(
        xlsx(
            [
                ["Сроки", "Наставник", "Молодой учитель", "Мероприятие", "Ожидаемый результат"],
                ["в течение года", "Ведёт", "Пишет", "Дневник ИОМ", "10 записей"],
            ],
            first_row=3,
            first_column=3,
        )
    )
    assert line.values == {
        "content": "Дневник ИОМ",
        "due": "в течение года",
        "activity_accompanied": "Пишет",
        "activity_accompanying": "Ведёт",
        "activity_joint": "",
        "direction": "",
        "expected_result": "10 записей",
    }


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (dt.datetime(2025, 9, 1), dt.datetime(2025, 9, 26), "01.09.2025 – 26.09.2025"),
        (dt.datetime(2025, 9, 1), None, "01.09.2025"),
        (None, dt.datetime(2025, 9, 26), "до 26.09.2025"),
        (dt.datetime(2025, 9, 1), dt.datetime(2025, 9, 1), "01.09.2025"),
    ],
)
def test_a_term_in_two_columns(first, last, expected):
    [line] = lines(xlsx([["Содержание", "с", "по"], ["Урок", first, last]]))
    assert line.values["due"] == expected


def test_a_row_across_the_table_is_the_direction_of_the_rows_below():
    data = xlsx(
        [HEAD, ["I. Методика"], ROW, ["II. Воспитание"], [2, "Классный час", "май"]],
        merged=["A2:F2", "A4:F4"],
    )
    assert [line.values["direction"] for line in lines(data)] == ["I. Методика", "II. Воспитание"]
    assert [line.number for line in lines(data)] == [3, 5]


def test_a_title_where_numbers_stand_is_a_direction_too():
    text = "№;Содержание;Срок\nМетодика;;\n1;Урок;май\n2;Ещё урок;июнь"
    found = read_programme(Book([sheet_of(text)]), 500).lines
    assert [line.values["direction"] for line in found] == ["Методика", "Методика"]


def test_columns_without_a_place_are_told_and_not_dropped_in_silence():
    programme = read_programme(
        read(xlsx([[*HEAD[1:3], "Отметка", None], ["Урок", "май", "да", "хвост"], ["Ещё", "май"]])),
        9,
    )
    assert programme.left_out == [
        "C “Отметка”, filled cells: 1",
        "D “without a heading”, filled cells: 1",
    ]


def test_the_first_sheet_with_a_head_is_taken_and_repeated_heads_are_not():
    def more(workbook):
        sheet = workbook.create_sheet("Программа")
        for row in (HEAD, ROW, HEAD, ROW):
            sheet.append(row)

    programme = read_programme(read(xlsx([["Пояснительная записка"]], more=more)), 500)
    assert (programme.sheet, len(programme.lines)) == ("Программа", 2)


def test_a_table_without_a_head_says_which_one_is_needed_and_where_it_looked():
    with pytest.raises(FileRefused, match=r"Содержание пункта программы.*«Лист1»"):
        lines(xlsx([["Понедельник", "Вторник"], ["алгебра", "физика"]]))


def test_a_head_alone_and_too_many_items():
    with pytest.raises(FileRefused, match="no rows under the head"):
        lines(xlsx([HEAD]))
    with pytest.raises(FileRefused, match="501 items"):
        lines(xlsx([HEAD[1:3], *([f"Урок {n}", "май"] for n in range(501))]))


def looked(data):
    programme = read_programme(read(data), 500)
    return [rules.look(line, programme.letters, YEAR) for line in programme.lines]


def test_an_error_value_is_named_by_row_and_column():
    data = calculated(xlsx([HEAD, ["1", "Урок", "=C9"]], first_row=5), {"C6": "#REF!"})
    [each] = looked(data)
    assert [message for _name, message in each.faults] == [
        "Row 6, column C, “Due date”: the cell shows the error #REF!"
    ]
    assert each.stops


def test_a_formula_that_was_never_calculated_stops_its_row():
    [each] = looked(xlsx([HEAD, ["1", '="Ур"&"ок"', "май"]]))
    assert "never calculated" in each.faults[0][1] and "column B" in each.faults[0][1]
    # It stays a fault when the preview comes back unmended.
    again = rules.look(Line(2, each.line.values), {"content": "B"}, YEAR)
    assert again.stops


def test_texts_beyond_their_cells_are_named_with_their_length():
    [each] = looked(xlsx([[*HEAD[1:3], "Направление"], ["Урок", "с" * 101, "н" * 151]]))
    assert [name for name, _message in each.faults] == ["due", "direction"]
    assert "101 characters, the most is 100" in each.faults[0][1]


def test_a_cell_of_5000_characters_and_unusual_letters_stay_whole():
    text = "Ӏаламат 👍🏽 О’Нил-Заде " * 220
    [each] = looked(xlsx([HEAD[1:3], [text, "май"]]))
    assert each.line.values["content"] == text.strip() and not each.faults


def test_an_item_without_content_or_activity_is_remarked_and_not_refused():
    found = looked(xlsx([HEAD, [1, None, "май", "Читает"], [2, "Урок", "май"]]))
    assert [each.stops for each in found] == [False, False]
    assert "column B" in found[0].remarks[0] and "nobody’s activity" in found[1].remarks[0]


def test_items_are_matched_by_content_once_each():
    written = [Line(n, {"content": text}) for n, text in enumerate(["Урок.", "урок", "Новое", ""])]
    assert rules.matched(written, ["Ещё", "Урок", " УРОК "]) == {0: 1, 1: 2}


def test_a_forged_preview_gives_no_error():
    found = posted.programme_of({"line-total": "99999999999", "about": '["x"]'})
    assert found.lines == [] and found.letters == {}
    found = posted.programme_of({"line-total": "1", "about": '{"left_out": [1], "letters": 5}'})
    assert len(found.lines) == 1 and found.left_out == []
