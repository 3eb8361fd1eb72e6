"""What is posted where a post changes something; every other address is posted to empty-handed."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.formats import date_format

from tests.access.conclusion_bodies import CONCLUSION_BODIES, approve
from tests.access.telling import TELLING_BODIES
from tests.access.world import World
from tests.factories import PASSWORD
from tests.files import samples
from tests.journal.attachments.conftest import sent
from tests.routes.editor import fields

Body = Callable[[World], dict[str, Any]]


def _day(days: int = 0) -> str:
    return date_format(timezone.localdate() + dt.timedelta(days=days), "d.m.Y")


def editor(world: World) -> dict[str, Any]:
    """The mentor's edit form with another goal."""
    if "editor" not in world.things:
        with world.as_role("mentor") as client:
            response = client.get(f"/admin/pages/{world.route.pk}/edit/")
        world.things["editor"] = {**fields(response), "goal": ["Совсем другая цель"]}
    return world.things["editor"]


def _form_of(world: World, role: str, path: str) -> dict[str, Any]:
    """Return what a role's browser would post from the main form of an office screen."""
    with world.as_role(role) as client:
        page = BeautifulSoup(client.get(path).content, "html.parser")
    data: dict[str, Any] = {}
    for control in page.select("main input[name], main textarea[name], main select[name]"):
        if control.get("type") in ("checkbox", "radio") and not control.has_attr("checked"):
            continue
        if control.name == "select":
            chosen = control.select("option[selected]")
            data[control["name"]] = [option.get("value", "") for option in chosen]
        else:
            data[control["name"]] = control.get("value", control.text)
    return data


def participant(world: World) -> dict[str, Any]:
    """A colleague is put on the route."""
    return {
        "act": "participant",
        "participant-staff": world.cast.colleague.pk,
        "participant-duty": "библиотекарь",
        "participant-since": _day(),
        "participant-basis": "Приказ № 9",
    }


def opening(world: World) -> dict[str, Any]:
    """A route of the colleague is opened."""
    return {
        "teacher": world.cast.colleague.pk,
        "mentor": world.cast.mentor.pk,
        "start_on": "01.09.2025",
        "end_on": "29.05.2026",
        "decision_date": "01.09.2025",
        "decision_basis": "Приказ № 10",
    }


def word_file(world: World) -> dict[str, Any]:
    """The mended preview of a Word file: a route of the colleague with one item."""
    tables = (
        "participants",
        "objectives",
        "taught_programmes",
        "difficulties",
        "programme_items",
        "checkpoints",
    )
    return {
        **opening(world),
        **{f"{table}-TOTAL_FORMS": "0" for table in tables},
        **{f"{table}-INITIAL_FORMS": "0" for table in tables},
        "programme_items-TOTAL_FORMS": "1",
        "programme_items-0-content": "Дело",
        "create": "1",
    }


def delegation(world: World) -> dict[str, Any]:
    """The deputy signs for the director next month."""
    return {
        "person": world.cast.deputy.pk,
        "since": _day(30),
        "until": _day(40),
        "basis": "Приказ № 11",
    }


def person(world: World) -> dict[str, Any]:
    """A new colleague."""
    return {"surname": "Новикова", "given_name": "Ольга", "position": "учитель"}


def material(world: World) -> dict[str, Any]:
    """A file is attached to the card."""
    return sent(samples.upload(samples.pdf(b"matrix"), "Работы.pdf"), title="Работы 5 «А»")


def items(world: World) -> dict[str, Any]:
    """The preview of a table is confirmed: one more item of the programme."""
    return {
        "line-total": "1",
        "line-0-number": "2",
        "line-0-content": "Пункт из таблицы",
        "line-0-take": "1",
        "based_on": world.route.latest_revision_id,
        "take": "1",
    }


def marks(world: World) -> dict[str, Any]:
    """The figures of a list of marks are attached."""
    return {
        "held": base64.b64encode("Ученик;До;После\nА;3;4".encode()).decode(),
        "held_name": "7а.csv",
        "kind": "tests",
        "title": "Контрольные 7 «А»",
        "dated_on": "2025-10-02",
        "attach": "1",
    }


def lesson(world: World) -> dict[str, Any]:
    """A lesson sheet with every criterion answered."""
    return {
        "visited_on": "2025-10-02",
        "classes": "5 «А»",
        "host": "М. В. Орлова",
        "criteria_set": world.things["criteria"].pk,
        "client_key": "11111111-0000-4000-8000-000000000000",
        **{f"c{number}": "2" for number in range(8)},
    }


def school(world: World) -> dict[str, Any]:
    """The school's record with another place."""
    data = _form_of(world, "director", "/admin/iom/school/")
    data = {key: value for key, value in data.items() if not key.startswith("offices")}
    return {**data, "place": "пос. Дальний", "form": "record"}


#: By the label of the address.
BODIES: dict[str, Body] = {
    **CONCLUSION_BODIES,
    **TELLING_BODIES,
    "iom_consent_add": lambda w: {
        "person": w.cast.colleague.pk,
        "fields_allowed": ["full_name"],
        "signed_on": _day(),
    },
    "iom_consent": lambda w: {"drop": w.things["consentscan"].uuid},
    "iom_consent_withdraw": lambda w: {"how": "demand", "withdrawn_on": _day()},
    "iom_anonymise": lambda w: {"people": [f"p{w.cast.teacher.pk}"]},
    "iom_route_papers": lambda w: {"drop": w.things["signedscan"].uuid},
    "wagtail_localize:upload_pofile": lambda w: {
        "file": SimpleUploadedFile("home.po", str(w.things["translation"].export_po()).encode())
    },
    "iom_route_signed": lambda w: {"files": samples.upload(samples.pdf(), "скан.pdf")},
    "iom_route_record_signed": lambda w: {"files": samples.upload(samples.pdf(), "скан.pdf")},
    "iom_dossiers": lambda w: {"year": w.route.year_start},
    "wagtailadmin_pages:edit [draft]": editor,
    "wagtailadmin_pages:edit [in approval]": editor,
    "wagtailadmin_pages:edit [index]": editor,
    "wagtailadmin_pages:preview_on_edit": editor,
    "wagtailadmin_pages:revisions_revert": editor,
    "wagtailadmin_pages:copy": lambda w: {
        "new_title": "Копия",
        "new_slug": "kopiya",
        "new_parent_page": w.home.pk,
        "publish_copies": "on",
    },
    "wagtailadmin_pages:set_privacy": lambda w: {"restriction_type": "none"},
    "wagtailadmin_pages:workflow_action": lambda w: {
        "revision": w.waiting.latest_revision_id,
        "step": "deputy",
        "comment": "Согласна",
        "next": "/admin/",
    },
    "wagtailadmin_pages:set_page_position": lambda w: {"position": 0},
    "wagtailadmin_api:pages:action [copy]": lambda w: {
        "destination_page_id": w.home.pk,
        "slug": "kopiya",
    },
    "wagtailadmin_api:pages:action [create_alias]": lambda w: {
        "destination_page_id": w.home.pk,
        "slug": "alias",
    },
    "wagtailadmin_api:pages:action [move]": lambda w: {"destination_page_id": w.home.pk},
    "wagtailadmin_api:pages:action [revert_to_page_revision]": lambda w: {
        "revision_id": w.route.live_revision_id
    },
    "wagtailadmin_api:pages:action [copy_for_translation]": lambda w: {"locale": "en"},
    "wagtail_bulk_action [page move]": lambda w: {"chooser": w.home.pk},
    "wagtailadmin_choose_page_external_link": lambda w: {
        "external-link-chooser-url": "https://school.example/",
        "external-link-chooser-link_text": "Школа",
    },
    "iom_route_approval": approve,
    "iom_route_approval [nothing waits]": approve,
    "iom_approval": approve,
    "iom_approval [nothing waits]": approve,
    "iom_route_people": participant,
    "iom_route_attachments": material,
    "iom_route_import_items": items,
    "iom_route_import_marks": marks,
    "iom_route_item": lambda w: {"tap": "1", "status": "done"},
    "iom_route_checkpoint": lambda w: {"self_text": "Своё", "text": "Чужое", "score": "4"},
    "iom_route_diary": lambda w: {"happened_on": "2025-10-02", "text": "Было так"},
    "iom_route_diary_entry": lambda w: {"act": "reply", "text": "Вижу"},
    "iom_route_meetings": lambda w: {
        "held_on": "2025-10-02",
        "topic": "Журнал",
        "specialist": w.cast.psychologist.pk,
    },
    "iom_route_visit_new": lesson,
    "iom_route_requests": lambda w: {"asked": w.cast.psychologist.pk, "topic": "Шум на уроке"},
    "iom_route_achievements": lambda w: {
        "kind": "talk",
        "title": "Выступление",
        "happened_on": "2025-10-02",
    },
    "iom_route_encouragements": lambda w: {
        "kind": "moral",
        "title": "Грамота",
        "given_on": "2025-10-02",
    },
    "iom_route_testimonials": lambda w: {
        "source": "mentor",
        "given_on": "2025-10-02",
        "text": "Хорошо",
        "circle": "leaders",
    },
    "iom_route_correction": lambda w: {"reason": "Опечатка в классе"},
    "iom_route_open": opening,
    "iom_route_import_word": word_file,
    "iom_route_stop": lambda w: {"reason": "leave", "stopped_on": "01.02.2026"},
    "iom_delegations": delegation,
    "iom_staff_add": person,
    "iom_staff_import": lambda w: {"text": "Новикова Ольга Петровна;учитель", "take": "1"},
    "iom_staff_accounts": lambda w: {"person": w.cast.teacher.pk},
    "iom_staff_edit": lambda w: {
        "surname": w.cast.teacher.surname,
        "given_name": "Мария",
        "position": "учитель",
    },
    "iom_staff_state": lambda w: {"active": "false"},
    "iom_staff_rights": lambda w: {"group": "site_editor", "given": "true"},
    "iom_staff_password": lambda w: {"act": "reset"},
    "iom_school": school,
    "iom_password_change": lambda w: {
        "old_password": PASSWORD,
        "new_password1": "rowan-orchard-27",
        "new_password2": "rowan-orchard-27",
    },
    "iom_password_reset": lambda w: {"email": w.users["teacher"].email},
    "iom_login": lambda w: {"username": w.users["teacher"].username, "password": PASSWORD},
    "set_language": lambda w: {"language": "en"},
}
