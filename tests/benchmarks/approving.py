"""What the acts of approval cost in SQL queries, for routes of several sizes.

``python -m tests.benchmarks.approving`` prints the table of ``docs/performance.md``;
``tests/approval/test_speed.py`` asserts its budget. Every statement counts, savepoints too.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from typing import Any

#: Rows of a route: the fewest that submission accepts, the example data, a very long one.
SIZES = (2, 34, 100)
FIXED, A_ROW = 60, 2
#: How often each walk signs.
VERSIONS = 3


def budget(rows: int) -> int:
    """Return how many queries signing a route of so many rows may cost."""
    return FIXED + A_ROW * rows


@dataclass(frozen=True)
class Costs:
    """Queries of each act on the way of one route; ``request`` is the director's whole POST."""

    rows: int
    submit: int
    return_: int
    agree: int
    acquaint: int
    sign: int
    request: int
    renew: int

    @property
    def worst(self) -> int:
        """The dearest of the ways to put a text in force."""
        return max(self.sign, self.request, self.renew)


def walk(
    cast: Any, rows: int, commits: Callable[[], AbstractContextManager] = nullcontext
) -> Costs:
    """Lead a new route through a return and three versions, and count what each act asks.

    The first version is signed by a request, the second by the act alone, the third by the act
    after every row was replaced by a new one.
    """
    from django.test import Client
    from django.urls import reverse

    from iom_wagtail.approval import actions
    from iom_wagtail.routes.models import RoutePage
    from tests.factories import StaffFactory, fill, make_route
    from tests.sql import statements_of

    # A teacher has one route at a time, so each walk brings its own.
    cast = replace(cast, teacher=StaffFactory(school=cast.school, account=True))
    route = make_route(cast, filled=False)

    def write() -> None:
        fill(RoutePage.objects.get(pk=route.pk), cast, items=rows - 1, checkpoints=0)

    def cost(name: str, verb: Callable[..., Any], **words: Any) -> int:
        page = RoutePage.objects.get(pk=route.pk)
        if verb is not actions.submit:
            words["revision_id"] = page.latest_revision_id
        user = cast.user(name)
        return len(statements_of(lambda: verb(page, user, **words), commits))

    def lead() -> dict[str, int]:
        return {
            "submit": cost("mentor", actions.submit),
            "agree": cost("deputy", actions.agree),
            "acquaint": cost("teacher", actions.agree),
        }

    def post() -> None:
        shown = RoutePage.objects.values_list("latest_revision_id", flat=True).get(pk=route.pk)
        address = reverse("iom_route_approval", args=[route.pk])
        answer = director.post(
            address, {"decision": "approve", "revision_id": shown, "step": "director"}
        )
        assert answer.status_code == 302, answer.status_code

    director = Client()
    director.force_login(cast.user("director"))
    director.get(reverse("iom_routes"))
    write()
    cost("mentor", actions.submit)
    returned = cost("deputy", actions.send_back, comment="Уточните сроки.")
    ways = lead()
    request = len(statements_of(post, commits)) - 1  # but for asking which revision is shown
    draft = RoutePage.objects.get(pk=route.pk).get_latest_revision_as_object()
    draft.save_revision(clean=False)
    lead()
    signed = cost("director", actions.agree)
    write()
    lead()
    renewed = cost("director", actions.agree)
    assert route.approved_versions.count() == VERSIONS
    return Costs(rows=rows, return_=returned, sign=signed, request=request, renew=renewed, **ways)


def table(found: list[Costs]) -> str:
    """Return the costs as a Markdown table, with the budget and whether it is kept."""
    lines = [
        "| rows | submit | return | agree | acquaint | sign | sign: whole request "
        "| sign: every row new | budget of signing | |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for cost in found:
        limit = budget(cost.rows)
        figures = (
            cost.rows, cost.submit, cost.return_, cost.agree, cost.acquaint,
            cost.sign, cost.request, cost.renew, limit,
            "ok" if cost.worst <= limit else "**OVER**",
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, figures))} |")
    return "\n".join(lines)


def measure() -> list[Costs]:
    """Walk at every size, in the database of the environment."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.factories import make_cast

    call_command("migrate", verbosity=0)
    cast = make_cast()
    return [walk(cast, rows) for rows in SIZES]


def main() -> None:
    """Print the costs, as a table or (argument ``json``) for the report."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "home.settings.test"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        os.environ["VAR_DIR"] = folder
        found = measure()
    print(json.dumps([asdict(cost) for cost in found]) if "json" in sys.argv else table(found))


if __name__ == "__main__":
    main()
