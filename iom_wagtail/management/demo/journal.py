"""What happened on the example route, written by its people on the example's days.

Each noun of the journal has a function of its own, all of them called by ``load``. The example
tells no day for its testimonials: they carry the mentor's, for they are its material.
"""

from __future__ import annotations

from typing import Any

from iom_wagtail.journal.achievements.actions import achieve, encourage
from iom_wagtail.journal.choices import (
    AchievementKind,
    Circle,
    EncouragementKind,
    LevelOf,
    Source,
    Status,
)
from iom_wagtail.journal.diary.actions import write_entry
from iom_wagtail.journal.meetings.actions import meet
from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.journal.testimonials.actions import testify
from iom_wagtail.journal.visits import sets
from iom_wagtail.journal.visits.actions import acquaint, add_visit
from iom_wagtail.management.demo import attachments
from iom_wagtail.management.demo.route import Users, stable
from iom_wagtail.management.demo.source import at, day, example
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school import words

#: The example's word for a status → ours; that a term is over is derived.
STATUSES = {
    "planned": Status.PLANNED,
    "in_progress": Status.WORK,
    "done": Status.DONE,
    "moved": Status.MOVED,
    "cancelled": Status.CANCELLED,
}

#: The example's word for a criterion that the lesson didn't ask for.
NOT_PLANNED = "na"

#: The example's kinds of events → ours; the feast's own page belongs to the stories.
EVENTS = {
    "free_microphone": AchievementKind.FREE_MICROPHONE,
    "contest": AchievementKind.CONTEST,
    "success_feast": AchievementKind.OTHER,
}
#: The file says a level in Russian, as the labels do.
LEVELS = {"школьный": LevelOf.SCHOOL, "муниципальный": LevelOf.DISTRICT}

#: Whose words a testimonial holds → the closed list's source, who wrote them down, who said them.
SOURCES = {
    "pupils": (Source.PUPILS, "mentor", "учащиеся (собеседование, сводно)"),
    "class_teacher": (Source.CLASS_TEACHERS, "mentor", "классный руководитель 6 «А»"),
    "parents": (Source.PARENTS, "mentor", "родители (сводно)"),
    "psychologist": (Source.PSYCHOLOGISTS, "psychologist", "педагог-психолог"),
}
#: Who reads what the file calls internal and restricted.
CIRCLES = {"internal": Circle.LEADERS, "restricted": Circle.NARROW}


def load(route: RoutePage, users: Users) -> None:
    """Write the journal of the example route."""
    _progress(route, users)
    _results(route, users)
    _diary(route, users)
    _visits(route, users)
    _meetings(route, users)
    _events(route, users)
    _testimonials(route, users)
    attachments.load(route, users)


def _progress(route: RoutePage, users: Users) -> None:
    """The teacher ticks the items off; what came of each stands beside it."""
    for row in example()["programme_items"]:
        set_progress(
            route,
            users["teacher"],
            stable(f"item{row['no']}"),
            status=STATUSES[row["status"]],
            done_on=day(row["done_at"]),
            actual_result=row["ext_actual_result"],
            seen=0,
            at=at(row["done_at"], hour=16),
        )


def _results(route: RoutePage, users: Users) -> None:
    """The teacher and the first of those who hold a checkpoint write their parts of its result."""
    for row in example()["checkpoints"]:
        key = stable(f"checkpoint{row['no']}")
        date = row["held"] or row["planned"]
        holders = [users[login].staff_member.short_name for login in row["held_by"]]
        own, theirs = row["self_assessment"], row["assessment"]
        if own:
            record_result(
                route,
                users["teacher"],
                key,
                self_score=own["score"],
                self_text=own["text"],
                at=at(date, hour=14),
            )
        values = {"score": theirs["score"], "text": theirs["text"]} if theirs else {}
        if row["held"]:
            values |= {
                "held_on": day(row["held"]),
                "held_by": words.joined(holders),
            }
        record_result(
            route,
            users[row["held_by"][0]],
            key,
            decision=row["decision"],
            at=at(date, hour=15),
            **values,
        )


def _diary(route: RoutePage, users: Users) -> None:
    """The teacher's entries, each shown to whom the example says."""
    for row in example()["diary"]:
        write_entry(
            route,
            users["teacher"],
            happened_on=day(row["date"]),
            text=row["text"],
            insight=row["insight"],
            next_step=row["next_step"],
            **{f"to_{reader}": True for reader in row["shared_with"]},
            at=at(row["date"], hour=18),
        )


def _visits(route: RoutePage, users: Users) -> None:
    """The first of the visitors writes the sheet; the teacher reads it the same day."""
    criteria = sets.sets_in_use(route.school)[0]
    for row in example()["lesson_visits"]:
        author, *others = (users[login] for login in row["visited_by"])
        visit, _change = add_visit(
            route,
            author,
            criteria_set=criteria,
            scores=[None if c["score"] == NOT_PLANNED else c["score"] for c in row["criteria"]],
            visitors=[user.staff_member for user in others],
            visited_on=day(row["date"]),
            lesson_no=row["lesson_no"],
            classes=row["class"],
            subject=example()["card"]["subject"],
            topic=row["topic"],
            goal=row["goal"],
            strengths=row["strengths"],
            recommendations=row["recommendations"],
            follow_up=day(row["follow_up"]),
            at=at(row["date"], hour=14),
        )
        if row["teacher_acquainted"]:
            acquaint(visit, users["teacher"], at=at(row["date"], hour=17))


def _meetings(route: RoutePage, users: Users) -> None:
    """Whoever advised the teacher writes down what came of it."""
    for row in example()["consultations"]:
        specialist = users[row["with"]]
        meet(
            route,
            specialist,
            held_on=day(row["date"]),
            minutes=row["minutes"],
            specialist=specialist.staff_member,
            topic=row["topic"],
            result=row["result"],
            at=at(row["date"], hour=16),
        )


def _events(route: RoutePage, users: Users) -> None:
    """The teacher writes the achievements; the director's thanks are an encouragement (2.2)."""
    for row in example()["events"]:
        kind, result = EVENTS[row["kind"]], row.get("result", "")
        thanks = kind == AchievementKind.OTHER
        achieve(
            route,
            users["teacher"],
            kind=kind,
            happened_on=day(row["date"]),
            title=row["title"],
            level=LEVELS[row["level"]],
            result="" if thanks else result,
            at=at(row["date"], hour=17),
        )
        if thanks:
            encourage(
                route,
                users["director"],
                kind=EncouragementKind.MORAL,
                given_on=day(row["date"]),
                title=result,
                at=at(row["date"], hour=18),
            )


def _testimonials(route: RoutePage, users: Users) -> None:
    """What pupils, parents, colleagues say, and the mentor's own words, which the teacher reads."""
    review = example()["mentor_review"]
    said = {"given_on": day(review["date"]), "at": at(review["date"], hour=15)}
    for row in feedback():
        source, author, said_by = SOURCES[row["source"]]
        testify(
            route,
            users[author],
            source=source,
            author_words=said_by,
            text=row["text"],
            circle=CIRCLES[row["visibility"]],
            **said,
        )
    testify(
        route,
        users[review["author"]],
        source=Source.MENTOR,
        text=f"{review['text']}\nК самостоятельной работе {review['readiness']}.",
        shown_to_teacher=True,
        **said,
    )


def feedback() -> list[dict[str, Any]]:
    """Return the testimonials among what the example attaches to the card (5.3)."""
    return [row for row in example()["attachments"] if row["kind"] == "feedback"]
