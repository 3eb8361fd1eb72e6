"""The first pages of a new school's site: what its menu leads to. Texts are data, so Russian."""

from __future__ import annotations

import uuid
from typing import Any

from django.dispatch import receiver

from home.models import HomePage, MentoringPage
from iom_wagtail.school.models import School
from iom_wagtail.school.signals import school_created
from iom_wagtail.stories.placement import ensure_places

MENTORING_LEAD = (
    "Молодой учитель не остаётся один: наставник приходит на урок не проверять, а помогать, "
    "и весь год они идут по общему плану."
)
MENTORING_TEXT = (
    "<h2>Что это значит</h2>"
    "<p>Каждый молодой учитель нашей школы идёт по своему индивидуальному образовательному "
    "маршруту. Его составляют вместе: что уже получается, что пока трудно, что с этим делать, "
    "кто и когда поможет. Несколько раз в год учитель и наставник смотрят, как идёт дело.</p>"
    "<h2>Кто помогает</h2>"
    "<ul><li>наставник — опытный учитель, который ведёт маршрут;</li>"
    "<li>методист и заместитель директора;</li>"
    "<li>психолог и другие специалисты, когда они нужны.</li></ul>"
)


def ensure_first_pages(school: School) -> None:
    """Make those of the first pages that a school's site doesn't have. Idempotent."""
    home = HomePage.objects.filter(pk=school.site.root_page_id).first()
    if home is None:
        return
    ensure_places(school)  # first, for the order of the menu
    home.refresh_from_db()
    taken = home.get_children().filter(slug="mentoring").exists()
    if not taken and not MentoringPage.objects.child_of(home).exists():
        page = home.add_child(
            instance=MentoringPage(
                title="Наставничество",
                slug="mentoring",
                show_in_menus=True,
                lead=MENTORING_LEAD,
                body=[("text", MENTORING_TEXT)],
            )
        )
        page.save_revision().publish()
        home.refresh_from_db()
    _offer_mentoring(home)


def _offer_mentoring(home: HomePage) -> None:
    """Let the second button of the home page lead to «Наставничество», if there is room for it."""
    page = MentoringPage.objects.child_of(home).first()
    hero: dict[str, Any] | None = next(
        (block for block in home.body.raw_data if block["type"] == "hero"), None
    )
    if page is None or hero is None or len(hero["value"]["buttons"]) != 1:
        return
    link = {"label": "Как устроено наставничество", "page": page.pk, "address": ""}
    hero["value"]["buttons"].append({"type": "item", "id": str(uuid.uuid4()), "value": link})
    home.save_revision().publish()


@receiver(school_created, dispatch_uid="home_first_pages")
def make_first_pages(school: School, **kwargs: Any) -> None:
    """Give the site of a new school its first pages."""
    ensure_first_pages(school)
