"""Eight writers at once, each in a thread of its own: open a route, then save its draft again.

Run as a module by ``test_writers.py`` against a real SQLite file; called in process on
PostgreSQL. Prints one JSON line: errors, routes, revisions.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from typing import Any

WRITERS = 8
SAVES = 5


def write_at_once() -> dict[str, Any]:
    """Let all writers start together; return what went wrong and what is in the database."""
    from django.db import connection
    from wagtail.models import Revision

    from iom_wagtail.routes import actions
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.routes.opening import Opening, open_route
    from tests.factories import StaffFactory, make_cast

    cast = make_cast()
    teachers = [StaffFactory(school=cast.school) for _ in range(WRITERS)]
    start = threading.Barrier(WRITERS)
    errors: list[str] = []

    def work(teacher: Any) -> None:
        try:
            user = cast.user("deputy")
            start.wait(timeout=30)
            route = open_route(
                cast.school,
                user,
                Opening(
                    teacher=teacher,
                    mentor=cast.mentor,
                    start_on=dt.date(2025, 9, 1),
                    end_on=dt.date(2026, 5, 29),
                    decision_date=dt.date(2025, 9, 1),
                ),
            )
            for number in range(SAVES):
                route.refresh_from_db()
                draft = route.get_latest_revision_as_object()
                draft.goal = f"Цель {number}"
                actions.save_draft(draft, user)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(teacher,)) for teacher in teachers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    routes = RoutePage.objects.filter(school=cast.school)
    return {
        "errors": errors,
        "numbers": sorted(routes.values_list("number", flat=True)),
        "revisions": sum(Revision.objects.for_instance(route).count() for route in routes),
        "goals": [r.get_latest_revision_as_object().goal for r in routes],
    }


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(write_at_once(), ensure_ascii=False))
