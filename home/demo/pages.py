"""The demo's plain pages and footer. Texts are data, so Russian."""

from __future__ import annotations

from typing import Any

from home.models import ContentPage, HomePage, MentoringPage, SiteFooter
from iom_wagtail.school.models import School

CONTACTS = "Школьная улица, 1, с. Заречное (адрес вымышлен)\nschool@example.invalid"

#: Title, address, whether it stands in the menu, lead, text.
PAGES = (
    (
        "О школе",
        "about",
        True,
        "Небольшая сельская школа, в которой молодому учителю есть на кого опереться.",
        "<h2>Кого мы ждём</h2>"
        "<p>Выпускников, которые только начинают, и учителей, которые возвращаются в профессию. "
        "С первого дня рядом наставник, а план на год составляют вместе.</p>"
        "<h2>Как с нами связаться</h2>"
        "<p>Напишите в школу или приходите: адрес внизу каждой страницы. Эта школа вымышлена, она "
        "показывает, как выглядит сайт.</p>",
    ),
    (
        "Персональные данные",
        "privacy",
        False,
        "Что школа рассказывает о людях, с чьего согласия и как это прекратить.",
        "<h2>Что появляется на сайте</h2>"
        "<p>Имя, должность, снимок, награды человека школа публикует, только если он разрешил это "
        "на бумаге, каждый пункт отдельно. За ученика решает родитель.</p>"
        "<h2>Как отозвать согласие</h2>"
        "<p>В любой день, не объясняя причин. Сотрудник делает это сам на странице «Мои согласия», "
        "остальные пишут в школу. Страница сразу уходит с сайта, вместе со снимками и "
        "переводами.</p>"
        "<h2>Чего на сайте нет</h2>"
        "<ul><li>маршрутов молодых учителей: их видят только те, кто в них участвует;</li>"
        "<li>счётчиков, рекламы и чужих встроенных окон.</li></ul>",
    ),
)


def load(home: HomePage, school: School, users: dict[str, Any]) -> None:
    """Make the pages, lead to them from the home page, and fill the footer."""
    made = [_page(home, row, users) for row in PAGES]
    mentoring = MentoringPage.objects.child_of(home).first()
    linked = [page for page in (mentoring, *made) if page is not None]
    home.refresh_from_db()
    icons = {"mentoring": "care", "about": "school", "privacy": "doc"}
    links = [{**_link(page), "icon": icons[page.slug]} for page in linked]
    home.body.append(("links", {"heading": "", "links": links}))
    home.save_revision(user=users["editor"]).publish()
    SiteFooter.objects.update_or_create(
        site=school.site, defaults={"contacts": CONTACTS, "columns": [_column(linked)]}
    )


def _page(home: HomePage, row: tuple[Any, ...], users: dict[str, Any]) -> ContentPage:
    title, slug, in_menu, lead, text = row
    home.refresh_from_db()
    page = home.add_child(
        instance=ContentPage(
            title=title,
            slug=slug,
            show_in_menus=in_menu,
            lead=lead,
            body=[("text", text)],
            owner=users["editor"],
        )
    )
    page.save_revision(user=users["editor"]).publish()
    return page


def _link(page: Any) -> dict[str, Any]:
    return {"label": page.title, "page": page, "address": ""}


def _column(pages: list[Any]) -> tuple[str, dict[str, Any]]:
    return "column", {"heading": "Школа", "links": [_link(page) for page in pages]}


def purge(home: HomePage, school: School, users: dict[str, Any]) -> None:
    """Remove the pages, and the links to them."""
    SiteFooter.objects.filter(site=school.site, contacts=CONTACTS).delete()
    own = ContentPage.objects.child_of(home).filter(owner__in=users.values())
    keys = set(own.values_list("pk", flat=True))
    for number in reversed(range(len(home.body))):
        if _leads_to(home.body[number], keys):
            del home.body[number]
            home.save_revision().publish()
    for page in own:
        if not page.get_children().exists():
            page.delete()


def _leads_to(block: Any, keys: set[int]) -> bool:
    """Return whether a block of links leads to one of some pages."""
    if block.block_type != "links":
        return False
    pages = (link["page"] for link in block.value["links"])
    return any(page is not None and page.pk in keys for page in pages)
