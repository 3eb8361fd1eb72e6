"""What happened on the way: visits, checkpoints, meetings, testimonials, attachments."""

from __future__ import annotations

from docx.shared import Mm

from scripts.paper_forms.layout import FILLED, Form, blank, filled
from scripts.paper_forms.tables import fresh_row, span

NOTE = "Примечание в ячейке"


def attachments() -> Form:
    """5.3: what is attached to the card, by kind, numbered through."""
    form = blank("Перечень приложений к карте индивидуального сопровождения", landscape=False)
    form.opening()
    table = form.table([10, 74, 29, 21, 31])
    form.head(table, "№", "Материал", "До или после", "Дата", "Кто подготовил")
    form.tag_row(table, "for group in groups")
    form.section_row(table, "{{ group.kind }}")
    form.tag_row(table, "for row in group.rows")
    cells = form.row(
        table,
        "{{ row.no }}",
        "{{ row.title }}",
        "{{ row.moment }}",
        "{{ row.on }}",
        "{{ row.by_whom }}",
    )
    form.tag("if row.note", cells[1])
    form.add(NOTE, "{{ row.note }}", into=cells[1])
    form.tag("endif", cells[1])
    form.tag("if row.file", cells[1])
    form.add(NOTE, "Файл: {{ row.file }}", into=cells[1])
    form.tag("endif", cells[1])
    form.tag_row(table, "endfor")
    form.tag_row(table, "endfor")
    form.signatures()
    return form


def visit() -> Form:
    """3.3: the sheet of a visited lesson."""
    form = blank("Карта посещения и анализа урока", landscape=False)
    form.opening()
    form.pairs(
        ("Дата посещения", "{{ on }}"),
        ("Урок провел(а)", "{{ host }}"),
        ("Класс", "{{ classes }}"),
        ("Урок по расписанию", "{{ lesson_no }}"),
        ("Предмет", "{{ subject }}"),
        ("Тема урока", "{{ topic }}"),
        ("Цель посещения", "{{ goal }}"),
        ("Урок посетили", "{{ visitors }}"),
    )
    form.tag("if criteria")
    form.add("Heading 1", "Анализ урока")
    table = form.table([12, 128, 25])
    form.head(table, "№", "Критерий", "Балл")
    form.tag_row(table, "for row in criteria")
    cells = form.row(table, "{{ row.no }}", "{{ row.text }}", "{{ row.score }}")
    cells[2].paragraphs[0].alignment = 1
    form.tag_row(table, "endfor")
    form.tag_row(table, "if mean")
    cells = fresh_row(table)
    form.add("Раздел таблицы", "Средний балл", into=span(cells[:2]))
    form.add("Раздел таблицы", "{{ mean }}", into=cells[2]).alignment = 1
    form.tag_row(table, "endif")
    form.tag("endif")
    form.listed("Сильные стороны урока", "strengths")
    form.listed("Рекомендации", "recommendations")
    form.tag("if follow_up")
    form.add("Строка формы", "Повторное посещение: ", ("{{ follow_up }}", FILLED))
    form.tag("endif")
    form.tag("if acquainted")
    form.add(
        "Строка формы",
        "Отметка об ознакомлении: ",
        ("{{ acquainted }}{% if acquainted_words %}. {{ acquainted_words }}{% endif %}", FILLED),
    )
    form.tag("endif")
    form.signatures()
    return form


def checkpoint() -> Form:
    """3.1: the note of one held checkpoint, both assessments side by side."""
    form = blank("Справка о контрольном срезе", landscape=False)
    form.opening()
    form.pairs(
        ("Контрольный срез", "№\u00a0{{ no }}. {{ name }}"),
        ("Форма", "{{ form }}"),
        ("Срок по программе", "{{ planned_on }}"),
        ("Проведен", "{{ held_on }}"),
        ("Провели", "{{ held_by }}"),
    )
    form.add("Heading 1", "Результат")
    table = form.table([82.5, 82.5])
    form.head(table, "Самооценка учителя", "Оценка")
    form.row(
        table,
        [("Раздел таблицы", "{{ self_score }}"), "{{ self_text }}"],
        [("Раздел таблицы", "{{ score }}"), "{{ text }}"],
    )
    form.add("Строка формы", "Решение: ", *filled("decision", 60))
    form.signatures()
    return form


def meetings() -> Form:
    """3.2, 3.5, landscape: the log of meetings and consultations."""
    form = blank("Журнал встреч и консультаций", landscape=True)
    form.opening()
    table = form.table([9, 21, 32, 40, 31, 31, 35, 28, 25])
    form.head(
        table,
        "№",
        "Дата",
        "Специалист",
        "Тема",
        "Что получается",
        "Что беспокоит",
        "О чем договорились",
        "Следующие шаги",
        "Следующая встреча",
    )
    form.tag_row(table, "for row in rows")
    cells = form.row(
        table,
        "{{ row.no }}",
        "{{ row.on }}",
        "{{ row.specialist }}",
        "{{ row.topic }}",
        "{{ row.works }}",
        "{{ row.concern }}",
        "{{ row.agreed }}",
        "{% if row.teacher_step %}Учитель: {{ row.teacher_step }}{% endif %}",
        "{{ row.next_on }}",
    )
    form.tag("if row.minutes", cells[1])
    form.add(NOTE, "{{ row.minutes }}\u00a0мин", into=cells[1])
    form.tag("endif", cells[1])
    form.tag("if row.help_kind", cells[2])
    form.add(NOTE, "{{ row.help_kind }}", into=cells[2])
    form.tag("endif", cells[2])
    form.tag("if row.mentor_step", cells[7])
    form.add("Ячейка", "Наставник: {{ row.mentor_step }}", into=cells[7])
    form.tag("endif", cells[7])
    form.tag_row(table, "endfor")
    form.empty_rows(table, "rows", 9)
    form.signatures()
    return form


def testimonial() -> Form:
    """5.3: a testimonial."""
    form = blank("Отзыв", landscape=False)
    form.opening()
    form.pairs(
        ("Чей отзыв", "{{ source|capital }}"),
        ("Автор", "{{ author }}"),
        ("Дата", "{{ on }}"),
    )
    form.add("Волосок").paragraph_format.space_before = Mm(4)
    form.tag("for each in text")
    form.add("Абзац", "{{ each }}").paragraph_format.first_line_indent = Mm(12.5)
    form.tag("endfor")
    form.signatures()
    return form
