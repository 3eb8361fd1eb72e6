"""The editor's tables beside stock ``InlinePanel`` with the same fields, in one run.

``python -m tests.benchmarks.editor`` prints the table of ``docs/performance.md``;
``tests/routes/test_speed.py`` asserts its last line. Times are CPU of the whole request.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass
from typing import Any

ROWS = (15, 60, 300)
#: Ours may cost at most this part of the stock panel's CPU at 300 rows.
SHARE = 1 / 8
KILOBYTES, QUERIES = 600, 45


@dataclass(frozen=True)
class Figures:
    """What one look at the editor costs."""

    cpu: float
    kilobytes: float
    queries: int


@dataclass(frozen=True)
class Comparison:
    """Both editors with so many programme items."""

    rows: int
    ours: Figures
    stock: Figures

    @property
    def kept(self) -> bool:
        """Whether the budget is kept; the share of CPU counts at the largest size."""
        light = self.ours.kilobytes <= KILOBYTES and self.ours.queries <= QUERIES
        return light and (self.rows < ROWS[-1] or self.ours.cpu <= self.stock.cpu * SHARE)


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


def measure() -> list[Comparison]:
    """Compare at every size with the demo's first route, in the database of the environment."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.test import Client

    from iom_wagtail.routes.models import RoutePage

    call_command("migrate", verbosity=0)
    with redirect_stdout(io.StringIO()):
        call_command("load_demo", "--force")
    client = Client()
    client.force_login(get_user_model().objects.get(username="mentor"))
    route = RoutePage.objects.get(year_start=2025)
    return [Comparison(count, *compare(client, route, count)) for count in ROWS]


def table(found: list[Comparison]) -> str:
    """Return the comparisons as a Markdown table."""
    lines = [
        "| rows | ours: CPU | kB | queries | stock: CPU | kB | queries | share of CPU | |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in found:
        cells = [
            f"{one.rows}",
            *(
                f"{value:.0f}"
                for part in (one.ours, one.stock)
                for value in (part.cpu * 1000, part.kilobytes, part.queries)
            ),
            f"1/{one.stock.cpu / one.ours.cpu:.0f}",
            "ok" if one.kept else "**OVER**",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the comparisons, as a table or (argument ``json``) for the report."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "home.settings.test"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        os.environ["VAR_DIR"] = folder
        found = measure()
    print(json.dumps([asdict(one) for one in found]) if "json" in sys.argv else table(found))


if __name__ == "__main__":
    main()
