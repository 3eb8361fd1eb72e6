"""A route that nobody would wish to print: cases 25 and 33 in every place of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from iom_wagtail.routes import actions
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import (
    Checkpoint,
    Difficulty,
    Objective,
    ProgrammeItem,
    RoutePage,
    TaughtProgramme,
)
from tests import factories

FORMULA = '=HYPERLINK("http://evil.example","Жми")'
EMOJI = "👍🏽 Ура 👩🏽‍🏫 🎉"
LIST = "Освоить:\n– приёмы;\n– методы\n1) раз\n2) два\n\nи вернуться\tс табуляцией"
LONG = ("Ӏаламат — «5 %», О’Нил-Заде, §\u00a03; " * 140)[:5_000].strip()
MARKUP = "<b>&amp;</b> {{ title }} {% raw %} ${x} \\n"

#: Surname, given name, patronymic, position: a hyphen, apostrophes, the palochka, «оглы», no
#: patronymic, one name alone.
NAMES = {
    "teacher": ("О’Нил-Заде", "Мария-Луиза", "Ахмедовна", "учитель математики 👍🏽"),
    "mentor": ("Ӏабдулаев", "Ӏаламбек", "Ӏумарович", "учитель, руководитель ШМО; тьютор"),
    "deputy": ("Мамедов", "Али", "Гусейн оглы", "заместитель директора"),
    "director": ("Смирнова-Ким", "Анна", "", "директор"),
    "methodist": ("Ким", "Ён", "", "методист (руководитель ШМО)"),
    "psychologist": ("Ӏаьржа", "", "", "педагог-психолог"),
    "colleague": ("д’Артаньян", "Пётр", "Ильич", "юрист"),
}
DUTIES = {"methodist": "", "psychologist": "психолог; логопед", "colleague": "юрист, по договору"}

PASSPORT: dict[str, Any] = {
    "goal": f"Цель: {LIST}\nСопровождение ведёт наставник (дата уточняется) … _ __init__",
    "dominance": "theoretical",
    "place": "outside",
    "place_note": "на базе школы № 3, по средам",
    "achievements": FORMULA,
    "requests": "Наставник: чаще посещать уроки",
    "strengths": "Предмет: знает\nКлассы: держит",
    "weaknesses": LONG,
    "self_education_topic": f"Задачи: «Ӏаламат» {EMOJI}",
    "mentor_consent": False,
    "mentor_consent_document": "Получено устно 1 сентября; заявление позже",
    "mentor_order": "Приказ № 7-од от 01.09.2025",
    "diagnosed_on": dt.date(2025, 9, 19),
    "diagnosed_by_other": "комиссия района; эксперт ГИМЦ",
}
CARD: dict[str, Any] = {
    "subject": f"Математика, нохчийн мотт (Ӏ) {EMOJI}",
    "education": "Образование: педагогический университет, 2025 г.",
    "category": "=1+1",
    "total_experience": "Стаж 0 лет (первый год)",
    "school_experience": "",
    "load_words": "17,5 ч в неделю\nвнеурочная — 1 ч",
    "load_hours": Decimal("17.5"),
    "classes": "5 «А», 11 «Б»",
}
TASKS = [
    ("Цель урока: научиться ставить (и проверять)", []),
    (LIST, ["methodical", "other"]),
    ("Выявление затруднений молодых педагогов", ["psychological"]),
    ("2. Второе в четвёртом (методическая часть)", []),
    (FORMULA, ["social"]),
]
DIFFICULTIES = [
    ("method", LIST, 3, ["lessons", "tests", "other"], "беседа с родителями, тесты дома"),
    ("psych", FORMULA, None, ["pupil_survey", "pupil_survey_psych"], ""),
    ("", MARKUP, 0, [], ""),
    ("org", LONG, 1, ["other"], EMOJI),
]
#: What stands in one cell after the other of sixty items.
TEXTS = [
    "15. Урок с номером",
    "Разобрать:",
    LIST,
    FORMULA,
    EMOJI,
    LONG,
    MARKUP,
    "Раздел «Дроби»",
    "3.5 балла — не дата",
    "Срок выполнения: до 1 мая",
    "Затруднения: разобрать вместе",
    "ТӀахиров Иса, ГӀала; О’Нил",
]
DIRECTIONS = ["", "методика", "Диагностика затруднений", "", "Раздел II. Ӏамал", "итоги"]
DUES: list[tuple[dt.date | None, dt.date | None, str]] = [
    (dt.date(2025, 9, 1), dt.date(2025, 9, 26), ""),
    (dt.date(2025, 12, 1), dt.date(2026, 1, 26), "еженедельно"),
    (dt.date(2025, 10, 15), dt.date(2025, 10, 15), "педсовет (I четверть)"),
    (None, dt.date(2026, 5, 1), "до конца года"),
    (dt.date(2026, 2, 2), None, ""),
    (None, None, "по мере надобности"),
    (None, None, "в течение года"),
    (None, None, ""),
]
CUTS = [
    ("other", "зачёт, устный", LIST, dt.date(2025, 12, 20)),
    ("interview", "беседа за чаем", FORMULA, dt.date(2026, 1, 20)),
    ("open_lesson", "открытый урок в 5 «А»", EMOJI, dt.date(2026, 2, 20)),
    ("speech", "", "Сентябрь — май: выступления", dt.date(2026, 3, 20)),
    ("", "", MARKUP, None),
]


def hostile_route() -> factories.Cast:
    """Return a school with a draft of such a route; its people have such names."""
    cast = factories.make_cast()
    for member, (surname, given_name, patronymic, position) in NAMES.items():
        person = getattr(cast, member)
        person.surname, person.given_name, person.patronymic = surname, given_name, patronymic
        person.position = position
        person.save()
    basis = "Приказ № 5/1-од от 29.08.2025; протокол № 1 (п. 3)"
    factories.make_route(cast, filled=False, decision_basis=basis)
    for member, duty in DUTIES.items():
        actions.assign(
            cast.route,
            cast.user("deputy"),
            staff=getattr(cast, member),
            role=Role.PARTICIPANT,
            duty=duty,
            since=dt.date(2025, 9, 1),
            basis=basis,
        )
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    _fill(draft, cast)
    actions.save_draft(draft, cast.user("deputy"))
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return cast


def _fill(draft: RoutePage, cast: factories.Cast) -> None:
    for name, value in {**PASSPORT, **CARD}.items():
        setattr(draft, name, value)
    draft.diagnosed_by = [cast.mentor.pk, cast.methodist.pk, cast.psychologist.pk]
    draft.objectives = [
        Objective(sort_order=no, text=text, help_kinds=kinds)
        for no, (text, kinds) in enumerate(TASKS)
    ]
    draft.taught_programmes = [
        TaughtProgramme(sort_order=no, classes=f"{no} «А»", programme=a, planning=b, textbook_set=c)
        for no, (a, b, c) in enumerate(
            [(LIST, FORMULA, LONG), ("Предмет", "", "УМК"), (EMOJI,) * 3]
        )
    ]
    draft.difficulties = [
        Difficulty(
            sort_order=no, kind=kind, text=text, severity=severity, methods=methods,
            method_other=other,
        )
        for no, (kind, text, severity, methods, other) in enumerate(DIFFICULTIES)
    ]  # fmt: skip
    draft.programme_items = [_item(no, draft) for no in range(60)]
    draft.checkpoints = [
        Checkpoint(
            sort_order=no, kind=kind, kind_other=other, title=title, planned_on=day,
            held_by=[cast.psychologist.pk, cast.methodist.pk, cast.director.pk][: no % 4],
            held_by_other="комиссия; эксперт Иванова А. А." if no % 2 else "",
        )
        for no, (kind, other, title, day) in enumerate(CUTS)
    ]  # fmt: skip


def _item(no: int, draft: RoutePage) -> ProgrammeItem:
    """Return an item: its cells go through the texts at different paces, so that all meet all."""
    first, last, words = DUES[no % len(DUES)]
    keys = [str(row.uuid) for row in draft.difficulties.all()]
    text = [TEXTS[(no + shift * (1 + no // 12)) % len(TEXTS)] for shift in range(5)]
    return ProgrammeItem(
        sort_order=no,
        content=text[0],
        due_from=first,
        due_to=last,
        due_words=words,
        activity_accompanied=text[1] if no % 3 else "",
        activity_accompanying=text[2] if no % 5 else "",
        activity_joint=text[3] if no % 7 else "",
        direction=DIRECTIONS[no // 10],
        expected_result=text[4] if no % 2 else "",
        difficulties=keys[: no % 5],
    )
