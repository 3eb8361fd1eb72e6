"""``make bench``: every page side by side with a bare view, at 10 and at 1 000 routes.

Makes a database of its own in a temporary folder, loads the demo and more routes, lets
``scripts/bench.py`` measure as each role, compares the editor with stock panels, and writes
the tables to ``docs/performance.md``.
"""

from __future__ import annotations

import io
import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "performance.md"
SIZES = (10, 1000)

#: Budgets of the issue and of the project's performance page; ``bench.py`` prints OVER.
BUDGET = {
    "route page": {"queries": 16, "ratio": 60, "repeat": 2},
    "route of a busy year": {"queries": 16, "repeat": 2},
    "records of all routes": {"queries": 25, "repeat": 2},
    "list of routes": {"queries": 25, "repeat": 2},
    "explorer of routes": {"queries": 25, "ratio": 600, "repeat": 2},
    "editor": {"queries": 45, "ratio": 620, "kb": 350},
}


def prepare(count: int) -> dict[str, int]:
    """Fill the database with the demo and ``count`` more routes; return the keys needed."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    with redirect_stdout(io.StringIO()):
        call_command("load_demo", "--force")
    from iom_wagtail.routes.models import RouteIndexPage, RoutePage
    from iom_wagtail.school.models import School, StaffMember
    from tests.full_year import live_through
    from tests.many import add_routes

    school = School.objects.get()
    mentor = StaffMember.objects.get(user__username="mentor")
    busy = add_routes(school, count, mentor=mentor)[0]
    example = RoutePage.objects.get(year_start=2025)
    live_through(RoutePage.objects.get(pk=busy), mentor, mentor, like=example)
    return {
        "busy": busy,
        "route": example.pk,
        "index": RouteIndexPage.objects.get().pk,
    }


def measure(env: dict[str, str], scratch: Path, count: int) -> str:
    """Run ``bench.py`` as the deputy and return its table."""
    keys = json.loads(
        subprocess.run(
            [sys.executable, __file__, "prepare", str(count)],
            env=env,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()[-1]
    )
    budget = scratch / "budget.json"
    budget.write_text(json.dumps(BUDGET))
    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "scripts" / "bench.py"),
            "django",
            "--settings",
            env["DJANGO_SETTINGS_MODULE"],
            "--login",
            "deputy",
            "--host",
            "127.0.0.1",
            "--rounds",
            "15",
            "--budget",
            str(budget),
            f"route page=/routes/{keys['route']}/",
            f"route of a busy year=/routes/{keys['busy']}/",
            "records of all routes=/admin/iom/journal/",
            "list of routes=/routes/",
            f"explorer of routes=/admin/pages/{keys['index']}/",
            f"editor=/admin/pages/{keys['route']}/edit/",
            "home page=/",
            "login=/account/login/",
        ],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.stdout.strip():
        raise SystemExit(done.stderr)
    return done.stdout.strip()


def main() -> None:
    """Measure at every size and write the report."""
    parts = [
        "# Performance\n\nMeasured by `make bench`; `× ref` is the median, round by round, of a "
        "request's time over that of a bare\nDjango view returning the same bytes in the same "
        f"run.\n\nPython {platform.python_version()}, SQLite, as the deputy of the demo school."
    ]
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder)
            env = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "home.settings.test",
                "DATABASE_URL": f"sqlite:///{scratch / 'db.sqlite3'}",
                "VAR_DIR": folder,
                "PYTHONPATH": str(ROOT),
            }
            table = measure(env, scratch, count)
        print(f"\n{count} routes\n{table}")
        parts.append(f"## {count} routes\n\n```\n{table}\n```")
    editor = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.editor"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    print(f"\n{editor}")
    parts.append(f"## The editor's tables beside stock `InlinePanel`\n\n```\n{editor}\n```")
    REPORT.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        print(json.dumps(prepare(int(sys.argv[2]))))
    else:
        main()
