"""The editor's tables beside stock ``InlinePanel`` with the same fields, in one run.

``python -m tests.benchmarks.editor`` prints the table of ``docs/performance.md``;
``tests/routes/test_speed.py`` asserts its last line. Times are CPU of the whole request.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import Any

ROWS = (15, 60, 300)
#: Ours may cost at most this part of the stock panel's CPU at 300 rows.
SHARE = 1 / 8


@dataclass(frozen=True)
class Figures:
    """What one look at the editor costs."""

    cpu: float
    kilobytes: float
    queries: int


@contextmanager
def stock_panels() -> Iterator[None]:
    """Give the route an edit form of stock panels: same tabs, same fields, Wagtail's own cards."""
    from wagtail.admin.forms import WagtailAdminPageForm
    from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.tables import TABLES

    usual = RoutePage.get_edit_handler()
    names = usual.get_form_options()["fields"]
    tables = [
        InlinePanel(name, panels=[FieldPanel(field) for field in table.fields])
        for name, table in TABLES.items()
    ]
    handler = TabbedInterface(
        [
            ObjectList([FieldPanel(name) for name in names], heading="Fields"),
            *(ObjectList([table], heading=table.relation_name) for table in tables),
        ],
        base_form_class=WagtailAdminPageForm,
    ).bind_to_model(RoutePage)
    original = RoutePage.__dict__.get("get_edit_handler")
    RoutePage.get_edit_handler = classmethod(lambda cls: handler)
    try:
        yield
    finally:
        if original is None:
            del RoutePage.get_edit_handler
        else:
            RoutePage.get_edit_handler = original


def grow(route: Any, count: int) -> None:
    """Give the route's draft ``count`` programme items, by copying those it has."""
    from iom_wagtail.routes.models import ProgrammeItem, RoutePage

    draft = RoutePage.objects.get(pk=route.pk).get_latest_revision_as_object()
    pattern = list(draft.programme_items.all())
    fields = [field.name for field in ProgrammeItem._meta.fields if field.name not in SKIPPED]
    draft.programme_items = [
        ProgrammeItem(
            sort_order=place,
            **{name: getattr(pattern[place % len(pattern)], name) for name in fields},
        )
        for place in range(count)
    ]
    draft.save_revision(clean=False)


SKIPPED = frozenset({"id", "page", "sort_order", "uuid"})


def look(client: Any, url: str, rounds: int) -> Figures:
    """Return the cheapest of several looks at the page, after one that warms it up."""
    from django.db import connection

    queries: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            queries.append(sql)
        return execute(sql, *rest)

    client.get(url)
    with connection.execute_wrapper(count):
        response = client.get(url)
    assert response.status_code == 200, response.status_code
    times = []
    for _round in range(rounds):
        start = time.process_time()
        response = client.get(url)
        times.append(time.process_time() - start)
    return Figures(min(times), len(response.content) / 1000, len(queries))


def compare(client: Any, route: Any, count: int, rounds: int = 3) -> tuple[Figures, Figures]:
    """Return the figures of our tables and of stock panels, with ``count`` items."""
    grow(route, count)
    url = f"/admin/pages/{route.pk}/edit/"
    ours = look(client, url, rounds)
    with stock_panels():
        stock = look(client, url, rounds if count < 100 else 1)
    return ours, stock


def main() -> None:
    """Print the comparison for the demo's first route, in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "home.settings.test"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        os.environ["VAR_DIR"] = folder
        _print_comparison()


def _print_comparison() -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from iom_wagtail.routes.models import RoutePage

    call_command("migrate", verbosity=0)
    with redirect_stdout(io.StringIO()):
        call_command("load_demo", "--force")
    client = Client()
    client.force_login(get_user_model().objects.get(username="mentor"))
    route = RoutePage.objects.get(year_start=2025)
    print("CPU of one request in milliseconds, kB of HTML, SQL queries")
    print(f"{'items':>6} | {'ours':^24} | {'stock InlinePanel':^24} | share of CPU")
    for count in ROWS:
        ours, stock = compare(client, route, count)
        part = f"{ours.cpu / stock.cpu:.3f} (1/{stock.cpu / ours.cpu:.0f})"
        print(f"{count:>6} | {_line(ours)} | {_line(stock)} | {part}")
    connection.close()


def _line(figures: Figures) -> str:
    return f"{figures.cpu * 1000:>7.0f} {figures.kilobytes:>8.0f} {figures.queries:>6} "


if __name__ == "__main__":
    main()
