"""Reading a staff list, as tables; no database."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from iom_wagtail.school import staff_list
from iom_wagtail.school.staff_list import Row, parse

ANNA = ("Лебедева", "Анна", "Игоревна", "учитель", "математика", "")


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def people(text, known=()):
    read = parse(text, known)
    assert read.errors == []
    return [
        (r.surname, r.given_name, r.patronymic, r.position, r.subject, r.email) for r in read.rows
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Лебедева Анна Игоревна;учитель;математика",
        "Лебедева Анна Игоревна\tучитель\tматематика",
        "Лебедева Анна Игоревна, учитель, математика",
        "\ufeffЛебедева  Анна   Игоревна ; учитель ;математика;;\r\n\r\n",
        "ФИО;Должность;Предмет\nЛебедева Анна Игоревна;учитель;математика",
        "№ п/п;Ф. И. О.;Предмет;Должность\n1;Лебедева Анна Игоревна;математика;учитель",
        "Фамилия;Имя;Отчество;Должность;Предмет\nЛебедева;Анна;Игоревна;учитель;математика",
        "Лебедева;Анна;Игоревна;учитель;математика",
        '"Лебедева Анна Игоревна";"учитель";"математика"',
        "1;Лебедева Анна Игоревна;учитель;математика",
        "1. Лебедева Анна Игоревна;учитель;математика",
        ";Лебедева Анна Игоревна;учитель;математика",
        "ЛЕБЕДЕВА АННА ИГОРЕВНА;учитель;математика",
        "Surname,Given name,Patronymic,Position,Subject\nЛебедева,Анна,Игоревна,учитель,математика",
    ],
)
def test_shapes_of_a_list(text):
    assert people(text) == [ANNA]


def test_a_cell_with_an_at_sign_is_the_email():
    assert people("Орлова Мария Викторовна;учитель;orlova@school.example") == [
        ("Орлова", "Мария", "Викторовна", "учитель", "", "orlova@school.example")
    ]


@pytest.mark.parametrize(
    ("fio", "parts"),
    [
        ("Орлова Мария", ("Орлова", "Мария", "")),
        ("Мамедов Али Гусейн оглы", ("Мамедов", "Али", "Гусейн оглы")),
        ("Петрова-Водкина Анна-Мария", ("Петрова-Водкина", "Анна-Мария", "")),
        ("О’Коннор Ӏела Ӏабдиевич", ("О’Коннор", "Ӏела", "Ӏабдиевич")),
        ("Абдулаев Ӏиса ӏалиевич", ("Абдулаев", "Ӏиса", "ӏалиевич")),
        ("Зайцев Андреи\u0306", ("Зайцев", "Андрей", "")),
        ("О’КОННОР АННА-МАРИЯ", ("О’Коннор", "Анна-Мария", "")),
        ("ГАСАНОВА ЛЕЙЛА РАШИД КЫЗЫ", ("Гасанова", "Лейла", "Рашид кызы")),
        ("иванов иван", ("иванов", "иван", "")),
    ],
)
def test_names_are_kept_as_they_are(fio, parts):
    assert people(f"{fio};учитель;физика")[0][:3] == parts


@pytest.mark.parametrize(
    ("text", "number", "person", "word"),
    [
        ("Лебедева А. И.;учитель", 1, "Лебедева А. И.", "in full"),
        (";учитель", 1, "учитель", "surname"),
        ("ФИО;Должность\nучитель истории;", 2, "учитель истории", "does not look like a name"),
        ("Орлова Мария;учитель\nОрлова Мария;завуч", 2, "Орлова Мария", "row 1"),
        ("Иванов Пётр;учитель;не@адрес", 1, "Иванов Пётр", "e-mail"),
        ("Иванов2 Пётр;учитель", 1, "Иванов2 Пётр", "letters"),
        ("=HYPERLINK(1);учитель", 1, "=HYPERLINK(1)", "letters"),
        ("Иванов Пётр;" + "я" * 201, 1, "Иванов Пётр", "200"),
        ("Иванов Пётр;" + "я" * 5000, 1, "Иванов Пётр", "200"),
        ("Иванов Пётр;" + "я" * 200_000, 1, "Иванов Пётр", "200"),
        ("Зимин Павел;учитель\nПетров;учитель", 2, "Петров", "given name"),
        ("Мадонна", 1, "Мадонна", "given name"),
        ("Лебедева 😀 Анна;учитель", 1, "Лебедева 😀 Анна", "letters"),
        ("Орлова;Мария;учитель", 1, "Орлова Мария учитель", "«учитель»"),
        ("Орлова Мария Петровна учитель", 1, "Орлова Мария Петровна учитель", "of its own"),
        ("Орлова Мария;;;;учитель", 1, "Орлова Мария", "«учитель»"),
    ],
)
def test_errors_name_row_and_person(text, number, person, word):
    errors = parse(text).errors
    assert [(e.number, e.person) for e in errors] == [(number, person)]
    assert word in errors[0].message


def test_errors_leave_the_other_rows_alone():
    read = parse("ФИО;Должность\nОрлова Мария;учитель\nЛебедева А. И.;учитель\nЗимин Павел;учитель")
    assert [(r.number, r.surname) for r in read.rows] == [(2, "Орлова"), (4, "Зимин")]
    assert [e.number for e in read.errors] == [3]


def test_known_people_are_not_taken_twice_and_yo_is_ye():
    read = parse("Журавлева Нина Петровна;методист", ["Журавлёва Нина Петровна"])
    assert read.rows == [] and "already" in read.errors[0].message


def test_a_list_that_is_too_long_is_cut_and_says_so():
    digits = str.maketrans("0123456789", "абвгдежзик")
    names = (f"Фамилия{n}".translate(digits) for n in range(staff_list.MOST_ROWS + 50))
    text = "\n".join(f"{name} Имя;учитель" for name in names)
    read = parse(text)
    assert len(read.rows) == staff_list.MOST_ROWS
    assert [e.number for e in read.errors] == [0]


@pytest.mark.parametrize("text", ["", "\n\n", ";;;\n;;"])
def test_nothing_is_nothing(text):
    assert parse(text) == staff_list.StaffList()


def test_an_open_quotation_mark_swallows_nobody():
    read = people('"Орлова Мария;учитель\nЗимин Павел;учитель "Б" класса')
    assert [person[0] for person in read] == ["Орлова", "Зимин"]


def test_hidden_and_bidi_marks_go():
    assert people("Орлова\u202e Мария\u200b;учи\u0000тель")[0][:4] == (
        "Орлова",
        "Мария",
        "",
        "учитель",
    )


def test_a_row_knows_its_record():
    assert set(Row(1, "Орлова").record) == {
        "surname",
        "given_name",
        "patronymic",
        "position",
        "subject",
    }


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ('"=HYPERLINK(""http://x"")"', '=HYPERLINK("http://x")'),
        ("учитель 😀", "учитель 😀"),
        ("учитель, куратор", "учитель, куратор"),
        ('учитель 5 "Б" класса', 'учитель 5 "Б" класса'),
    ],
)
def test_a_position_is_kept_as_text(cell, kept):
    assert people(f"Орлова Мария;{cell};физика")[0][3:5] == (kept, "физика")


def test_a_dash_stands_before_a_position():
    assert people("Орлова Мария — учитель физики")[0][:4] == (
        "Орлова",
        "Мария",
        "",
        "учитель физики",
    )


@pytest.mark.parametrize(
    ("text", "left", "wrong", "right"),
    [
        (
            "Зимин Павел;учитель\nПетров;учитель",
            "ФИО;Должность;Предмет;Почта\nПетров;учитель",
            "Петров",
            "Петров Олег",
        ),
        (
            "Должность\tФИО\nучитель\tЗимин Павел\nзавуч\tПетров",
            "Должность\tФИО\nзавуч\tПетров",
            "Петров",
            "Петров Олег",
        ),
        (
            "Зимин;Павел;;учитель\nОрлова;Мария;;учитель\nПетров;;;учитель, куратор",
            "Фамилия;Имя;Отчество;Должность;Предмет;Почта\nПетров;;;учитель, куратор",
            "Петров;;",
            "Петров;Олег;",
        ),
        (
            "Зимин Павел, учитель\nПетров, учитель",
            "ФИО;Должность;Предмет;Почта\nПетров;учитель",
            "Петров",
            "Петров Олег",
        ),
    ],
)
def test_rows_to_mend_come_back_under_their_columns(text, left, wrong, right):
    read = parse(text)
    assert read.left == left
    (person,) = people(left.replace(wrong, right))
    assert person[:2] == ("Петров", "Олег") and person[3]


def test_people_named_twice_need_no_mending():
    assert parse("Зимин Павел;учитель\nЗимин Павел;учитель").left == ""


def test_ten_thousand_rows_are_taken_in_parts():
    digits = str.maketrans("0123456789", "абвгдежзик")
    text = "\n".join(f"Фамилия{n} Имя;учитель".translate(digits) for n in range(10_000))
    read = parse(text)
    assert (len(read.rows), [e.number for e in read.errors]) == (staff_list.MOST_ROWS, [0])
    assert "500" in read.errors[0].message
    assert len(read.left.splitlines()) == 1 + 10_000 - staff_list.MOST_ROWS
