"""What the demo school tells of its successes: consents, stories, the celebration."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Page, TaskState

from iom_wagtail.management.demo.route import Users
from iom_wagtail.management.demo.source import at, day, example
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.roles import public_collection
from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    HonouredPerson,
    ProgrammePoint,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)
from iom_wagtail.stories.placement import ensure_places
from iom_wagtail.stories.wizard.actions import begin_story
from iom_wagtail.stories.wizard.sources import sources_of

PICTURES = Path(__file__).parent / "pictures"

LEADS = {
    SuccessStoryIndexPage: "Уроки, конкурсы и находки учителей. "
    "Каждую историю публикуем с согласия её героя.",
    CelebrationIndexPage: "Когда благодарим и радуемся вместе.",
}

#: Stories without names: title, lead, text, kind, day, picture, what it shows.
SHORT = (
    (
        "Дроби в картинках: комплект из двенадцати карточек",
        "Проверен на двух классах и принят методистом.",
        "Двенадцать карточек с моделями дробей заменили длинные объяснения. Ученики сами "
        "раскладывают их по порядку и спорят, какая доля больше.",
        StoryKind.MATERIALS,
        "2026-04-22",
        "fractions-set",
        "Двенадцать карточек с моделями дробей",
    ),
    (
        "Пятый класс сам поставил цель урока",
        "Три способа обратной связи на уроке «Сравнение дробей».",
        "На открытом уроке ученики сами назвали проверяемую цель, а в конце проверили друг друга "
        "по критериям.",
        StoryKind.OPEN_LESSON,
        "2026-03-11",
        "compare",
        "Две полосы: три четверти больше двух третей",
    ),
    (
        "Пять минут в начале урока",
        "Практичный разговор на методическом объединении.",
        "Готовые приёмы, с которых урок начинается сразу. Методическое объединение рекомендовало "
        "их молодым коллегам.",
        StoryKind.TALK,
        "2026-02-05",
        "five-minutes",
        "Часы, выделены первые пять минут",
    ),
    (
        "Первый месяц в школе: честный круглый стол",
        "Молодые учителя говорят, старшие слушают.",
        "На «свободном микрофоне» говорили о том, что оказалось труднее, чем в институте, и что "
        "помогло уже в первый месяц.",
        StoryKind.FREE_MICROPHONE,
        "2025-10-03",
        "microphone",
        "Микрофон на круглом столе",
    ),
)

#: Typed by the author, as anybody would: the figures of the example's survey and of its works.
FIGURES = (
    ("Ученики говорят: «На уроке мне понятно, что мы делаем и зачем»", "61 %", "82 %"),
    ("Верные решения по теме «Дроби», 5 «А» и 5 «Б»", "54 %", "71 %"),
)

PROGRAMME = (
    (dt.time(14, 0), "Слово директора, благодарности молодым учителям и наставникам"),
    (dt.time(14, 30), "«Наш первый год»: рассказывают те, кто его провёл"),
    (dt.time(15, 15), "Чай и разговор о том, что дальше"),
)


def load(school: School, route: RoutePage, staff: dict[str, StaffMember], users: Users) -> None:
    """Make the public pages of the demo school and lead its story to the site."""
    ensure_places(school)
    indexes = {kind: _open_index(kind, school, users) for kind in LEADS}
    _consents(school, staff)
    _celebrate(indexes[CelebrationIndexPage], staff, users)
    for short in SHORT:
        _tell_shortly(indexes[SuccessStoryIndexPage], short, staff, users)
    _tell(route, users)


def _open_index(kind: type[Page], school: School, users: Users) -> Page:
    page = kind.objects.child_of(school.site.root_page).get()
    page.lead = LEADS[kind]
    page.save_revision(user=users["editor"]).publish()
    return page


def _consents(school: School, staff: dict[str, StaffMember]) -> None:
    """Record the example's consents, field by field."""
    for row in example()["consents"]:
        PublicationConsent.objects.create(
            school=school,
            person=staff[row["subject"]],
            fields=[name for name, allowed in row["fields"].items() if allowed],
            conditions=row["conditions"],
            signed_on=day(row["signed_at"]),
            valid_until=day(row["valid_until"]),
        )


def _tell(route: RoutePage, users: Users) -> None:
    """Begin the example's story from the route, and lead it past editor and director."""
    data = example()["success_story"]
    way = next(row for row in example()["approvals"] if row["object"] == "success_story")
    author = users[way["submitted_by"]]
    route = RoutePage.objects.get(pk=route.pk)
    wanted = ("contest", "praise")
    story = begin_story(
        route,
        author,
        title=data["title"],
        lead=data["lead"],
        text="\n".join(data["body"]),
        won=[one for one in sources_of(route).won if one.kind in wanted],
        quotes=[data["quote"]],
        named=True,
        mentor_named=True,
    )
    story.told_on = day(data["published"])
    story.cover = _picture("first-year", data["photo_alt"], users)
    story.cover_alt = data["photo_alt"]
    figures = [{"what": what, "before": old, "after": new} for what, old, new in FIGURES]
    story.body.append(("figures", figures))
    story.save_revision(user=author)
    story.get_workflow().start(story, author)
    for login in ("editor", way["approved_by"]):
        state = TaskState.objects.get(
            workflow_state=story.workflow_states.get(), status=TaskState.STATUS_IN_PROGRESS
        )
        state.task.specific.on_action(state, users[login], "approve")
    _date(story, data["published"])


def _tell_shortly(
    index: Page, short: tuple[Any, ...], staff: dict[str, StaffMember], users: Users
) -> None:
    title, lead, text, kind, told_on, picture, alt = short
    story = SuccessStoryPage(
        title=title,
        lead=lead,
        kind=kind,
        subject=staff["teacher"].subject,
        year_start=2025,
        told_on=day(told_on),
        cover=_picture(picture, alt, users),
        cover_alt=alt,
        body=[("text", f"<p>{text}</p>")],
        owner=users["editor"],
    )
    index.add_child(instance=story)
    story.save_revision(user=users["editor"]).publish()
    _date(story, told_on)


def _celebrate(index: Page, staff: dict[str, StaffMember], users: Users) -> None:
    """Make the page of the example's celebration; its teacher is honoured by consent."""
    event = next(row for row in example()["events"] if row["kind"] == "success_feast")
    teacher = staff["teacher"]
    page = CelebrationPage(
        title=event["title"],
        lead="Благодарности директора и рассказы тех, кто провёл в школе свой первый учебный "
        "год. Вместе с родителями и коллегами.",
        begins_at=at(event["date"], 14),
        ends_at=at(event["date"], 16),
        place="Актовый зал",
        cover=_picture("feast", "Флажки и награда со звездой", users),
        cover_alt="Флажки и награда со звездой",
        owner=users["editor"],
    )
    page.programme = [ProgrammePoint(time=time, title=title) for time, title in PROGRAMME]
    page.people = [
        HonouredPerson(
            person=teacher,
            shown_name=f"{teacher.given_name} {teacher.patronymic} {teacher.surname}",
            shown_position=teacher.position,
            honour=event["result"],
        )
    ]
    index.add_child(instance=page)
    page.save_revision(user=users["editor"]).publish()
    _date(page, event["date"])


def _date(page: Page, day_text: str) -> None:
    """Let a page be as old as its story."""
    Page.objects.filter(pk=page.pk).update(
        first_published_at=at(day_text), last_published_at=at(day_text)
    )


def _picture(name: str, title: str, users: Users) -> Any:
    content = ContentFile((PICTURES / f"{name}.png").read_bytes(), name=f"{name}.png")
    return get_image_model().objects.create(
        title=title,
        file=content,
        collection=public_collection(),
        uploaded_by_user=users["editor"],
    )


def purge(school: School) -> None:
    """Remove the public pages, consents and pictures of the demo's people."""
    people = school.staff.filter(is_demo=True)
    accounts = people.filter(user__isnull=False).values("user")
    for kind in (SuccessStoryPage, CelebrationPage):
        for page in kind.objects.filter(owner__in=accounts):
            page.delete()
    PublicationConsent.objects.filter(person__in=people).delete()
    get_image_model().objects.filter(uploaded_by_user__in=accounts).delete()
    for kind in LEADS:
        for page in kind.objects.child_of(school.site.root_page):
            if not page.get_children().exists():
                page.delete()
