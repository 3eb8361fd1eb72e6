"""A route at the end of a busy year, for tests of speed: rows are written past the acts."""

from __future__ import annotations

import datetime as dt
import uuid

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.approval.rules import canonical, checksum
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.models import CheckpointResult
from iom_wagtail.journal.visits.models import LessonVisit
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import StaffMember

ITEMS, CUTS, ENTRIES, VISITS, FILES = 60, 10, 200, 40, 60
#: How many of the items have files.
PROVEN = 15


def live_through(
    route: RoutePage, teacher: StaffMember, mentor: StaffMember, *, like: RoutePage | None = None
) -> None:
    """Give a route a long programme and everything that a year brings, half of it done.

    The programme repeats the rows of its own version, or of another route's.
    """
    version = route.version_in_force()
    data = (like or route).version_in_force().data
    start = dt.date.fromisoformat(data["passport"]["start_on"])
    items = _many(data["programme"], ITEMS)
    cuts = _many(data["checkpoints"], CUTS)
    content = canonical(data)
    # A version refuses to be changed; this one is only as long as a test needs it.
    ApprovedVersion.objects.filter(pk=version.pk)._update(
        [
            (ApprovedVersion._meta.get_field("content"), None, content),
            (ApprovedVersion._meta.get_field("sha256"), None, checksum(content)),
        ]
    )
    by_teacher = {"route": route, "created_by": teacher, "changed_by": teacher, "edition": 1}
    by_mentor = {"route": route, "created_by": mentor, "changed_by": mentor, "edition": 1}
    ItemProgress.objects.bulk_create(
        ItemProgress(
            **by_teacher,
            item=row["uuid"],
            status="done",
            done_on=start + dt.timedelta(days=number),
            actual_result="Пять карт из шести приняты без правок",
        )
        for number, row in enumerate(items[: ITEMS // 2])
    )
    CheckpointResult.objects.bulk_create(
        CheckpointResult(
            **by_mentor,
            checkpoint=row["uuid"],
            held_on=start + dt.timedelta(days=20 * number),
            self_score=3,
            self_text="Опаздываю с рефлексией",
            score=4,
            text="Записи регулярные, видны причины удач",
            decision="Продолжать",
        )
        for number, row in enumerate(cuts)
    )
    DiaryEntry.objects.bulk_create(
        DiaryEntry(
            **by_teacher,
            happened_on=start + dt.timedelta(days=number),
            text="Урок в 6 «А»: начали с шума, потеряла минут семь. " * 3,
            insight="Правила надо обсудить с детьми, а не объявить.",
            next_step="Сигнал тишины со следующего урока",
            to_mentor=True,
        )
        for number in range(ENTRIES)
    )
    LessonVisit.objects.bulk_create(
        LessonVisit(
            **by_mentor,
            visited_on=start + dt.timedelta(days=5 * number),
            subject="Математика",
            topic="Сравнение дробей",
            strengths=["Цель проверяема"],
            recommendations=["Оставлять три минуты на итог"],
        )
        for number in range(VISITS)
    )
    Attachment.objects.bulk_create(
        Attachment(
            route=route,
            kind="pupils",
            title=f"Контрольная работа {number}",
            dated_on=start,
            added_by=teacher,
            item=items[number % PROVEN]["uuid"],
            file=f"attachments/{uuid.uuid4().hex}",
            file_name="работа.pdf",
            file_kind="pdf",
            file_size=1000,
            sha256=f"{number:064d}",
        )
        for number in range(FILES)
    )


def _many(rows: list[dict], count: int) -> list[dict]:
    """Repeat the rows up to a count, each under a number and a uuid of its own."""
    made = [
        {**rows[number % len(rows)], "no": number + 1, "uuid": str(uuid.uuid4())}
        for number in range(count)
    ]
    rows[:] = made
    return made
