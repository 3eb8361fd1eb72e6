"""What a browser sends for a record of every kind: who, where to, and a body that is taken.

Tests of what people do to forms walk this table; ``test_every_kind_has_its_form`` fails when a
kind is missing.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from iom_wagtail.journal.visits.sets import sets_in_use
from tests.factories import Cast
from tests.files import samples
from tests.journal.written import DAY, row_of, write


@dataclass(frozen=True)
class Sent:
    """The form of a kind of record.

    ``where`` is the address of a new one; ``texts``, ``days`` and ``numbers`` name fields by what
    is typed in them; ``again`` is the address at which a written record is changed, if it is.
    """

    who: str
    where: Callable[[Cast], str]
    body: Callable[[Cast], dict[str, Any]]
    texts: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    #: A day that may lie ahead, but not in another century.
    ahead: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    again: str = ""
    act: dict[str, Any] = field(default_factory=dict)


def _below(name: str) -> Callable[[Cast], str]:
    return lambda cast: reverse(name, args=[cast.route.pk])


def _row(name: str, table: str) -> Callable[[Cast], str]:
    return lambda cast: reverse(name, args=[cast.route.pk, row_of(cast, table)])


def _entry(cast: Cast) -> str:
    row = write(cast, "diaryentry")
    return reverse("iom_route_diary_entry", args=[cast.route.pk, row.uuid])


def _lesson(cast: Cast) -> dict[str, Any]:
    chosen = sets_in_use(cast.school)[0]
    return {
        "client_key": str(uuid.uuid4()),
        "criteria_set": str(chosen.pk),
        "visited_on": DAY.isoformat(),
        "lesson_no": "4",
        "class_choice": "",
        "classes": "5 «А»",
        "subject": "Математика",
        "topic": "Сравнение дробей",
        "goal": "Начало урока",
        "strengths": "Взаимопроверка",
        "r1": "Оставлять 3 минуты на итог",
        "follow_up": "",
        **{f"c{number}": "2" for number in range(len(chosen.criteria))},
    }


def _file(_cast: Cast) -> dict[str, Any]:
    return {
        "kind": "pupils",
        "moment": "",
        "title": "Работы 5 «А»",
        "dated_on": DAY.isoformat(),
        "by_whom": "наставник",
        "note": "До и после",
        "files": samples.upload(samples.pdf(b"one"), "Работы.pdf"),
    }


SENT: dict[str, Sent] = {
    "diaryentry": Sent(
        "teacher",
        _below("iom_route_diary"),
        lambda c: {
            "happened_on": DAY.isoformat(),
            "text": "Начали с шума",
            "insight": "Правила обсудить",
            "next_step": "Сигнал тишины",
        },
        texts=("text", "insight", "next_step"),
        days=("happened_on",),
        again="iom_route_diary_entry",
        act={"act": "change"},
    ),
    "diaryreply": Sent(
        "mentor",
        _entry,
        lambda c: {"act": "reply", "text": "Попробуйте таймер"},
        texts=("text",),
        act={"act": "reply"},
    ),
    "consultation": Sent(
        "mentor",
        _below("iom_route_meetings"),
        lambda c: {
            "held_on": DAY.isoformat(),
            "minutes": "45",
            "specialist": c.mentor.pk,
            "specialist_other": "Исаева, методист района",
            "help_kind": "",
            "topic": "Карта урока",
            "works": "Цель ставят дети",
            "concern": "Мало времени на итог",
            "result": "Правки внесены",
            "teacher_step": "Таймер",
            "mentor_step": "Прийти в среду",
            "next_on": "",
        },
        texts=(
            "topic",
            "specialist_other",
            "works",
            "concern",
            "result",
            "teacher_step",
            "mentor_step",
        ),
        days=("held_on",),
        ahead=("next_on",),
        numbers=("minutes",),
        again="iom_route_meeting",
        act={"act": "change"},
    ),
    "consultationrequest": Sent(
        "teacher",
        _below("iom_route_requests"),
        lambda c: {"asked": c.mentor.pk, "topic": "Шум", "wish": "В четверг после уроков"},
        texts=("topic", "wish"),
    ),
    "achievement": Sent(
        "teacher",
        _below("iom_route_achievements"),
        lambda c: {
            "kind": "contest",
            "title": "Дебют",
            "happened_on": DAY.isoformat(),
            "level": "district",
            "stage": "Очный этап",
            "result": "Диплом II степени",
            "preparation": "Открытый урок\nВидео",
        },
        texts=("title", "stage", "result", "preparation"),
        days=("happened_on",),
        numbers=("hours",),
        again="iom_route_achievement",
        act={"act": "change"},
    ),
    "encouragement": Sent(
        "deputy",
        _below("iom_route_encouragements"),
        lambda c: {
            "kind": "material",
            "title": "Премия за открытый урок",
            "given_on": DAY.isoformat(),
            "order_no": "17-к",
            "amount": "5 000,50",
        },
        texts=("title", "order_no"),
        days=("given_on",),
        numbers=("amount",),
        again="iom_route_encouragement",
        act={"act": "change"},
    ),
    "testimonial": Sent(
        "mentor",
        _below("iom_route_testimonials"),
        lambda c: {
            "source": "parents",
            "author_words": "Родители 6 «А»",
            "given_on": DAY.isoformat(),
            "text": "Дети идут на урок с радостью",
            "circle": "leaders",
        },
        texts=("author_words", "text"),
        days=("given_on",),
        again="iom_route_testimonial",
        act={"act": "change"},
    ),
    "lessonvisit": Sent(
        "mentor",
        _below("iom_route_visit_new"),
        _lesson,
        texts=("classes", "subject", "topic", "goal", "strengths", "r1"),
        days=("visited_on",),
        ahead=("follow_up",),
        numbers=("lesson_no",),
        again="iom_route_visit_change",
    ),
    "itemprogress": Sent(
        "mentor",
        _row("iom_route_item", "programme"),
        lambda c: {
            "status": "done",
            "done_on": DAY.isoformat(),
            "moved_to": "",
            "reason": "",
            "actual_result": "Пять карт из шести",
        },
        texts=("actual_result", "reason"),
        days=("done_on",),
        again="iom_route_item",
    ),
    "checkpointresult": Sent(
        "mentor",
        _row("iom_route_checkpoint", "checkpoints"),
        lambda c: {
            "held_on": DAY.isoformat(),
            "held_by": "Методист и наставник",
            "score": "4",
            "text": "Записи регулярные",
            "decision": "Продолжать",
        },
        texts=("held_by", "text", "decision"),
        days=("held_on",),
        numbers=("score",),
        again="iom_route_checkpoint",
    ),
    "attachment": Sent(
        "teacher",
        _below("iom_route_attachments"),
        _file,
        texts=("title", "by_whom", "note"),
        days=("dated_on",),
    ),
}


def typed(kind: str, cast: Cast, **values: Any) -> dict[str, Any]:
    """Return the body of a new record, with some fields typed otherwise."""
    return {**SENT[kind].body(cast), **values}


def at_again(kind: str, record: Any) -> str:
    """Return the address at which a written record is changed."""
    key = getattr(record, "item", None) or getattr(record, "checkpoint", None) or record.uuid
    return reverse(SENT[kind].again, args=[record.route_id, key])
