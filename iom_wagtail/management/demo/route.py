"""The example route: filled in, returned, sent again, approved, changed in December."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from iom_wagtail.approval import actions as approval
from iom_wagtail.management.demo.source import at, day, example
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
from iom_wagtail.routes.opening import Opening, open_route
from iom_wagtail.school.models import School, StaffMember

#: Kinds of help of the example's four tasks (1.2); the file doesn't tell them.
TASK_HELP = (["methodical"], ["pedagogical", "psychological"], ["methodical"], ["social"])

#: In which capacity the example's participants help.
DUTIES = {
    "deputy": "заместитель директора",
    "methodist": "методист",
    "psychologist": "педагог-психолог",
}

#: What the first text had, and the return asked to mend or December changed.
FIRST_DUE_OF_ITEM_7 = dt.date(2025, 12, 26)
VAGUE_DUE_OF_ITEM_10 = dt.date(2026, 4, 24)

Users = dict[str, AbstractBaseUser]
Staff = dict[str, StaffMember]


def stable(name: str) -> uuid.UUID:
    """Return the same uuid for the same row of the example on every load."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"iom-wagtail-demo/{name}")


def load(school: School, staff: Staff, users: Users) -> RoutePage:
    """Open the example route and lead it to its second version, on the example's dates."""
    route = _open(school, staff, users)
    _write(route, users["mentor"], staff, "2025-09-25")
    first, second, *_later = example()["approvals"]

    _edit(route, users["mentor"], "2025-09-26", _before_return)
    approval.submit(route, users["mentor"], moment=at(first["submitted_at"]))
    _pass_on(route, users, first["submitted_at"], ("deputy", "teacher"))
    approval.send_back(
        route,
        users["director"],
        revision_id=_latest(route),
        comment=first["returned_comment"],
        moment=at(first["returned_at"]),
    )

    _edit(route, users["mentor"], first["resubmitted_at"], _as_first_approved)
    approval.submit(route, users["mentor"], moment=at(first["resubmitted_at"]))
    _pass_on(route, users, first["resubmitted_at"], ("deputy", "teacher"))
    approval.agree(
        route, users["director"], revision_id=_latest(route), moment=at(first["approved_at"])
    )

    _edit(route, users["deputy"], second["submitted_at"], _as_in_the_file)
    approval.submit(
        route, users["deputy"], moment=at(second["submitted_at"]), comment=second["comment"]
    )
    _pass_on(route, users, second["submitted_at"], ("mentor", "teacher"))
    approval.agree(
        route, users["director"], revision_id=_latest(route), moment=at(second["approved_at"])
    )
    return route


def _latest(route: RoutePage) -> int:
    route.refresh_from_db()
    return route.latest_revision_id


def _pass_on(route: RoutePage, users: Users, date: str, logins: tuple[str, ...]) -> None:
    """Let the people of the steps before the director's agree, two hours apart."""
    for number, login in enumerate(logins, start=1):
        approval.agree(
            route,
            users[login],
            revision_id=_latest(route),
            moment=at(date, hour=10 + 2 * number),
        )


def _open(school: School, staff: Staff, users: Users) -> RoutePage:
    """Open the route as the deputy did on the first of September, with its participants."""
    passport = example()["passport"]
    decided = day(passport["decision_date"])
    route = open_route(
        school,
        users["deputy"],
        Opening(
            teacher=staff["teacher"],
            mentor=staff["mentor"],
            start_on=day(passport["start"]),
            end_on=day(passport["end"]),
            decision_date=decided,
            decision_basis=passport["ext_decision_basis"],
        ),
        moment=at(passport["decision_date"]),
    )
    for login in passport["participants"]:
        actions.assign(
            route,
            users["deputy"],
            staff=staff[login],
            role=Role.PARTICIPANT,
            duty=DUTIES[login],
            since=decided,
            basis=passport["ext_decision_basis"],
        )
    return route


def _write(route: RoutePage, user: AbstractBaseUser, staff: Staff, date: str) -> None:
    """Fill the draft in as the mentor did: passport, card, diagnosis, programme, checkpoints."""
    draft = route.get_latest_revision_as_object()
    for field, value in {**_passport(), **_card(), **_diagnosis(staff)}.items():
        setattr(draft, field, value)
    draft.objectives = [
        Objective(sort_order=no, uuid=stable(f"task{no}"), text=text, help_kinds=kinds)
        for no, (text, kinds) in enumerate(
            zip(example()["passport"]["ext_tasks"], TASK_HELP, strict=True)
        )
    ]
    draft.taught_programmes = [
        TaughtProgramme(
            sort_order=no,
            uuid=stable(f"programme{no}"),
            classes=row["class"],
            programme=row["programme"],
            planning=row["planning"],
            textbook_set=row["kit"],
        )
        for no, row in enumerate(example()["card"]["programmes"])
    ]
    draft.difficulties = [
        Difficulty(
            sort_order=no,
            uuid=stable(row["id"]),
            kind=row["area"],
            text=row["text"],
            severity=row["severity"],
            methods=row["methods"],
        )
        for no, row in enumerate(example()["diagnosis"]["difficulties"])
    ]
    draft.programme_items = [_item(row) for row in example()["programme_items"]]
    draft.checkpoints = [
        Checkpoint(
            sort_order=row["no"],
            uuid=stable(f"checkpoint{row['no']}"),
            kind=row["type"],
            title=row["title"],
            planned_on=day(row["planned"]),
            held_by=[staff[login].pk for login in row["held_by"]],
        )
        for row in example()["checkpoints"]
    ]
    actions.save_draft(draft, user, moment=at(date))


def _item(row: dict[str, Any]) -> ProgrammeItem:
    return ProgrammeItem(
        sort_order=row["no"],
        uuid=stable(f"item{row['no']}"),
        content=row["content"],
        due_from=day(row["due_from"]),
        due_to=day(row["due_to"]),
        activity_accompanied=row["activity"]["accompanied"],
        activity_accompanying=row["activity"]["accompanying"],
        activity_joint=row["activity"]["joint"],
        direction=row["ext_direction"],
        expected_result=row["ext_expected_result"],
        difficulties=[str(stable(key)) for key in row["difficulties"]],
    )


def _passport() -> dict[str, Any]:
    passport, diagnosis = example()["passport"], example()["diagnosis"]
    consent = passport["ext_mentor_consent"]
    return {
        "goal": passport["ext_goal"],
        "dominance": passport["ext_dominant"]["value"],
        "place": passport["ext_place"]["value"],
        # «в рамках школы, с выходом на район»: the first half is the choice.
        "place_note": passport["ext_place"]["label"].partition(", ")[2],
        "strengths": "\n".join(diagnosis["strengths"]),
        "mentor_consent": consent["given"],
        "mentor_consent_on": day(consent["date"]),
        "mentor_consent_document": consent["document"],
    }


def _card() -> dict[str, Any]:
    card = example()["card"]
    return {
        "subject": card["subject"],
        "education": card["ext_education"],
        "category": card["ext_category"],
        "total_experience": card["total_experience"],
        "school_experience": card["school_experience"],
        "load_words": card["load"],
        "load_hours": card["load_total_hours"],
        "classes": ", ".join(card["classes"]),
    }


def _diagnosis(staff: Staff) -> dict[str, Any]:
    diagnosis = example()["diagnosis"]
    return {
        "diagnosed_on": day(diagnosis["date"]),
        "diagnosed_by": [staff[login].pk for login in diagnosis["conducted_by"]],
    }


# --- three states of the same programme ---------------------------------------


def _edit(route: RoutePage, user: AbstractBaseUser, date: str, change: Any) -> None:
    """Change the latest draft and save it as of a day."""
    route.refresh_from_db()
    draft = route.get_latest_revision_as_object()
    draft.programme_items = change(list(draft.programme_items.all()))
    actions.save_draft(draft, user, moment=at(date, hour=9))


def _before_return(items: list[ProgrammeItem]) -> list[ProgrammeItem]:
    """The text that was returned: no questionnaire, a vague date of the open lesson."""
    for item in items:
        if item.uuid == stable("item10"):
            item.due_to = VAGUE_DUE_OF_ITEM_10
        if item.uuid == stable("item7"):
            item.due_to = FIRST_DUE_OF_ITEM_7
    return [item for item in items if item.uuid != stable("item13")]


def _as_first_approved(items: list[ProgrammeItem]) -> list[ProgrammeItem]:
    """Version 1: the questionnaire and the date are in, item 7 is due by the half-year."""
    mended = [_item(row) for row in example()["programme_items"]]
    for item in mended:
        if item.uuid == stable("item7"):
            item.due_to = FIRST_DUE_OF_ITEM_7
    return mended


def _as_in_the_file(items: list[ProgrammeItem]) -> list[ProgrammeItem]:
    """Version 2: as the file has it."""
    for item in items:
        if item.uuid == stable("item7"):
            row = next(row for row in example()["programme_items"] if row["no"] == 7)
            item.due_to = day(row["due_to"])
    return items
