"""Files written by hand as other generators write: changes, controls, boxes, odd merges, parts."""

from __future__ import annotations

from tests.paperwork.word.raw import (
    box,
    cell,
    docx,
    old_box,
    par,
    row,
    run,
    sdt,
    table,
)

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WHO = 'w:id="1" w:author="Завуч" w:date="2025-09-20T10:00:00Z"'
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def _head(*before: str) -> list[str]:
    """The two rows of the regulation's head, perhaps with columns before it."""
    first = [cell(text, merge=DOWN) for text in (*before, "Содержание пункта программы", "Срок")]
    second = [cell(merge=ON) for _text in first]
    return [
        row(*first, cell("Деятельность", span=3), properties="<w:tblHeader/>"),
        row(*second, "сопровождаемого", "сопровождающего", "совместная"),
    ]


def ins(inside: str) -> str:
    """Something inserted with tracked changes."""
    return f"<w:ins {WHO}>{inside}</w:ins>"


def gone(text: str) -> str:
    """Something deleted with tracked changes."""
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def tracked() -> bytes:
    """Insertions that are kept, deletions that are dropped, a row of each, and a moved line."""
    return docx(
        par(
            "Паспорт программы индивидуального сопровождения Лебедевой ",
            gone("Марии"),
            ins(run("Анны")),
            " Игоревны",
        )
        + par("1. Решение о сопровождении принято ", gone("01.08.2025"), ins(run("01.09.2025")))
        + par(
            "2. Индивидуальное сопровождение ведёт ",
            ins(run("Орлова М. В.")),
            gone("Петрова П. П."),
        )
        + f"<w:moveFrom {WHO}><w:r><w:t>Цель: старая</w:t></w:r></w:moveFrom>"
        + par(f"<w:moveTo {WHO}>{run('Цель: уверенные уроки')}</w:moveTo>")
        + table(
            *_head(),
            row(
                "Диагностика",
                cell(par(gone("август"), ins(run("сентябрь")))),
                "Заполняет лист",
                "Смотрит",
                "",
            ),
            row("Лишнее", "октябрь", "x", "y", "z", properties=f"<w:del {WHO}/>"),
            row(
                "Открытый урок",
                "11.03.2026",
                "Проводит",
                "",
                "Готовят",
                properties=f"<w:ins {WHO}/>",
            ),
        )
    )


def controls() -> bytes:
    """Everything in content controls, as web editors save: blocks, rows, cells, runs, prompts."""
    prompt = "<w:showingPlcHdr/>"
    return docx(
        sdt(
            sdt(par("Паспорт программы индивидуального сопровождения"))
            + sdt(par(sdt(run("Лебедева Анна Игоревна"))))
            + par("Решение о сопровождении принято: ", sdt(run("1 сентября 2025 г.")))
            + par("Индивидуальное сопровождение ведет:")
            + sdt(par("Орлова М.В."))
            + par("В организации сопровождения принимают участие")
            + par("(Ф. И. О. специалистов)")
            + par("Синицына О.Ю. (психолог), Дроздова С.П.")
            + sdt(par("Место для ввода цели"), prompt)
        )
        + sdt(
            table(
                *(sdt(each) for each in _head()),
                sdt(
                    row(
                        sdt(cell("Ведение журнала")),
                        sdt(cell(par(sdt(run("до ")), sdt(run("10.10.2025"))))),
                        sdt(cell(sdt(par("Заполняет")) + par("в день урока"))),
                        cell(sdt(par("Место для ввода"), prompt)),
                        cell(par(f"<w:smartTag>{run('Сверяют')}</w:smartTag>")),
                    )
                ),
            )
        ),
        main="word/document2.xml",
    )


def boxes() -> bytes:
    """Check boxes of every sort: controls, old form fields, signs, a symbol font."""
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0{}"/></w:r>'
    ticked, blank = sign.format("FE"), sign.format("A8")
    return docx(
        par("Учитель: Лебедева А. И.")
        + par("Наставник: Орлова М. В.")
        + par("Доминанта: ", box(True), " практическая ", box(False), " теоретическая")
        + par("Место реализации: ", old_box(True), " в рамках школы ", old_box(False), " вне школы")
        + par("Согласие наставника: ", ticked, " получено 01.09.2025 ", blank, " не получено")
        + par("Дата диагностики: 19.09.2025")
        + par("Диагностику провели: Орлова М. В., Синицына О. Ю.")
        + table(
            row("№", "Затруднение", "Характер затруднения", "Степень", "Способ диагностики"),
            row(
                "1",
                "Цель урока",
                cell(par(box(True), " методическое ", box(False), " организационное")),
                "3 — требует помощи",
                "анализ уроков, собеседование",
            ),
            row(
                "2",
                "Шум в 6 «А»",
                "☐ методическое ☑ психолого-педагогическое",
                "сама не знает",
                "анкетирование учащихся совместно с психологами; гадание",
            ),
        )
        + table(
            row("Содержание", "Срок", "Совместная деятельность"),
            row(
                "Правила класса",
                "октябрь",
                cell(par(box(True), " беседа ", box(False), " тренинг")),
            ),
        )
    )


def wps() -> bytes:
    """No grid, a head merged to the side in the old way, cut rows, a text box, page headers."""
    left, right = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{par('УТВЕРЖДАЮ')}{par('Директор А. Н. Соколов')}"
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{par('УТВЕРЖДАЮ')}{par('Директор А. Н. Соколов')}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return docx(
        par(shape)
        + par(run("ПАСПОРТ ПРОГРАММЫ\nИНДИВИДУАЛЬНОГО СОПРОВОЖДЕНИЯ\nЛЕБЕДЕВОЙ АННЫ ИГОРЕВНЫ"))
        + par("Сопровождение ведет учитель математики Орлова М. В.")
        + table(
            row(
                "№",
                "Содержание\tпункта программы",
                "Срок выпол-\nнения",
                cell("Деятельность", merge=left),
                cell(merge=right),
                cell(merge=right),
                "Примечание",
            ),
            row("", "", "", "Сопровождаемого", "Сопровождающего", "Совместная", ""),
            row("1", "2", "3", "4", "5", "6", "7"),
            row(
                "1.",
                cell("Первая неделя", merge=DOWN),
                "1 неделя сентября",
                "Знакомится",
                "Показывает",
                "",
                "важно",
            ),
            row("2.", cell(merge=ON), "до 12.09", "Ведёт урок", "Слушает", "Разбирают", ""),
            row(
                "Планирование",
                "12.09–26.09",
                "Пишет КТП",
                "",
                "",
                "с января",
                properties='<w:gridBefore w:val="1"/>',
            ),
            row("", "", "", "", "", "", ""),
        )
        + par("Приложение: лист самодиагностики."),
        header=par("МБОУ «Заречная СШ»"),
        footer=par("стр. 1"),
        footnotes=f'<w:footnote w:id="1">{par("Срок перенесён по просьбе учителя.")}</w:footnote>',
        comments=f'<w:comment w:id="0">{par("Уточнить у завуча")}</w:comment>',
    )


def several() -> bytes:
    """Several tables with headings, one that goes on without a head, lists, an analysis."""
    listed = [par(text, properties=LISTED) for text in ("Освоить приёмы", "Вести журнал")]
    return docx(
        par("ИОМ молодого учителя Лебедевой А. И. на 2025–2026 уч. год")
        + par("Наставник – Орлова Марина Викторовна")
        + par("Цель программы: рост мастерства учителя.")
        + par("Задачи:")
        + "".join(listed)
        + par("Выявленные затруднения:")
        + par("– методические: цель урока")
        + par("– организационные: журнал ведётся поздно")
        + par("Сильные стороны: любит детей")
        + par("Раздел 1. Документация")
        + table(*_head(), row("Журнал", "сентябрь", "Ведёт", "Проверяет", ""))
        + table(row("Планирование", "до 1 октября", "Пишет", "Смотрит", "Сверяют"))
        + par("Раздел 2. Уроки")
        + table(
            *_head("№"),
            row("1", "Взаимопосещение", "II четверть", "Ходит", "Зовёт", "Обсуждают"),
        )
        + table(
            row("Контрольный срез", "Дата", "Кто проводит"),
            row("Собеседование", "26.12.2025", "Дроздова С. П., Орлова М. В."),
            row("Открытый урок", "март", "Орлова М. В."),
            row("Зачёт по ФГОС", "31.04.2026", "комиссия"),
        )
        + table(
            row(
                cell("Состояние проблемы", span=2),
                cell("Способ диагностики результатов", merge=DOWN),
                cell("Выводы", merge=DOWN),
            ),
            row(
                "до начала сопровождения",
                "после завершения сопровождения",
                cell(merge=ON),
                cell(merge=ON),
            ),
            row("Шум", "Тихо", "Наблюдение", "Снята"),
        )
        + table(row(cell(table(row("Тема самообразования", "Дроби в картинках")), par("Верно"))))
        + par("Молодой учитель ____________ А. И. Лебедева")
    )


MAKERS = {
    "tracked": tracked,
    "controls": controls,
    "boxes": boxes,
    "wps": wps,
    "several": several,
}
