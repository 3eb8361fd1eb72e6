"""Tables as a school has them in Excel, each with something to look at before it is taken."""

from __future__ import annotations

import datetime as dt

from tests.paperwork.table.books import xlsx


def items(route):
    """A plan of the mentor's own, with a day that doesn't exist and a column that has no place."""
    return xlsx(
        [
            ["План работы наставника с молодым учителем"],
            [None],
            [
                "№",
                "Мероприятие",
                "Срок",
                "Деятельность молодого учителя",
                "Деятельность наставника",
                "Совместная деятельность",
                "Отметка",
            ],
            ["Методика урока"],
            [
                1,
                "Посещение уроков наставника в 5–6 классах",
                dt.date(route.year_start, 10, 16),
                "Ведёт записи по листу наблюдения",
                "Проводит два урока",
                "Разбирают приёмы работы с классом",
                "да",
            ],
            [
                2,
                "Проектирование урока по ФГОС",
                "ноябрь–декабрь",
                "Готовит три технологические карты",
                "Даёт образец и замечания",
                "Обсуждают карты",
            ],
            [
                3,
                "Критериальное оценивание",
                f"до 31.02.{route.year_start + 1}",
                "Составляет критерии к двум работам",
                "Рецензирует",
            ],
        ],
        title="План",
    )


def marks():
    """A class before and after, with one cell that is no mark."""
    pairs = [(3, 4), (4, 4), (2, 3), (5, 5), (3, 3), (4, 5), (3, 4), (2, 3), (4, 4), (5, 4)]
    rows = [*pairs, (3, None), (3, "4?")]
    return xlsx(
        [
            ["№", "Входная работа", "Итоговая работа"],
            *([number, *pair] for number, pair in enumerate(rows, start=1)),
            ["Средний балл", 3.4, 3.9],
        ],
        title="6 класс",
    )


def staff():
    """People to add, one who is on the staff already, one whose address is none."""
    return xlsx(
        [
            ["ФИО", "Должность", "Предмет", "Почта"],
            [
                "Дудаева Малика Руслановна",
                "учитель русского языка",
                "русский язык",
                "dudaeva@school.example",
            ],
            ["Никитин Павел Олегович", "учитель физики", "физика"],
            ["Лебедева Анна Игоревна", "учитель математики", "математика"],
            ["Зайцева Ольга", "учитель", "химия", "zayceva@"],
            ["Громов Илья Сергеевич", "педагог-организатор", None, "gromov@school.example"],
        ]
    )
