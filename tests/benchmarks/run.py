"""``make bench``: every page side by side with a bare view, in a small school and in a large one.

Each size gets a database of its own in a temporary folder, with the demo school and so many
routes more, or so many stories for the public pages. ``scripts/bench.py`` measures the pages of
``tests/pages.py`` as the people who open them; then come the acts of approval, the editor beside
stock panels and the printed papers. The tables go to ``docs/performance.md``; the exit status is 1
when a budget is over.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
BENCH = ROOT / "scripts" / "bench.py"
REPORT = ROOT / "docs" / "performance.md"
#: What there are many of, and how many.
SIZES = {"routes": (10, 100, 1000), "stories": (10, 1000, 10_000)}
PASSES = 3
SETTINGS = "tests.benchmarks.settings"
#: The variable that tells the measuring process which acts to make where.
TAPS = "BENCH_TAPS"


def environment(folder: str) -> dict[str, str]:
    """Return the environment of a run with a database of its own."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "VAR_DIR": folder,
        "PYTHONPATH": str(ROOT),
    }


def prepare(world: str, count: int) -> list[tuple[str, str | None, str]]:
    """Fill the database and return title, person and address of every page."""
    from tests.pages import PAGES, PUBLIC

    load_demo()
    keys = {"routes": fill_routes, "stories": fill_stories}[world](count)
    pages = PAGES if world == "routes" else PUBLIC
    return [(page.title, page.who, page.address(keys)) for page in pages]


def load_demo() -> None:
    """Make the demo school in an empty database."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    with redirect_stdout(io.StringIO()):
        call_command("load_demo", "--force")


def fill_stories(count: int) -> dict[str, str]:
    """Add stories; return the addresses of the demo's own story and celebration."""
    from home.search.keeping import rebuild
    from iom_wagtail.stories.models import CelebrationPage, SuccessStoryIndexPage, SuccessStoryPage
    from tests.many_stories import add_stories

    index = SuccessStoryIndexPage.objects.earliest("pk")
    story = SuccessStoryPage.objects.live().child_of(index).latest("told_on")
    celebration = CelebrationPage.objects.live().earliest("pk")
    add_stories(index, count)
    rebuild()
    return {"story": story.slug, "celebration": celebration.slug}


def fill_routes(count: int) -> dict[str, str]:
    """Add routes; return the keys that addresses are made of."""
    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import School, StaffMember
    from tests.factories import Cast
    from tests.many import add_routes
    from tests.world import make_world

    school = School.objects.get()
    names = ("director", "deputy", "methodist", "mentor", "teacher", "psychologist")
    people = {name: StaffMember.objects.get(user__username=name) for name in names}
    example = RoutePage.objects.get(year_start=2025, assignments__staff=people["teacher"])
    cast = Cast(school=school, **people, colleague=people["psychologist"], route=example)
    keys = make_world(cast)
    add_routes(school, count, mentor=people["mentor"])
    return keys


def taps() -> list[tuple[str, Callable[[Any], Any]]]:
    """Return the acts that ``scripts/bench.py`` makes beside the pages it opens (``--cases``)."""
    from tests.pages import PAGES

    asked = json.loads(os.environ[TAPS])
    return [(page.title, page.visitor(asked[page.title])) for page in PAGES if page.title in asked]


def run(arguments: Sequence[str], env: dict[str, str]) -> str:
    """Run a Python program of the project and return what it printed; stop when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    return done.stdout


def measure(world: str, count: int, rounds: int, result: Path) -> dict[str, Any]:
    """Measure all pages of a world at one size; leave the figures in ``result`` and return them.

    What else the machine does can only make a page dearer beside the bare view, so of several
    passes, apart in time, each page keeps its cheapest.
    """
    from tests.pages import PAGES

    figures: dict[str, Any] = {}
    acts = {page.title for page in PAGES if page.taps}
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        pages = json.loads(run([__file__, "prepare", world, str(count)], env).splitlines()[-1])
        people = list(dict.fromkeys(who for _title, who, _address in pages))
        for person in people * PASSES:
            written = Path(folder) / "figures.json"
            own = {title: address for title, who, address in pages if who == person}
            arguments = [
                str(BENCH), "django", "--settings", SETTINGS, "--host", "127.0.0.1",
                "--rounds", str(rounds), "--json", str(written),
                *(["--login", person] if person else []),
                *(f"{title}={address}" for title, address in own.items() if title not in acts),
            ]  # fmt: skip
            tapped = {title: address for title, address in own.items() if title in acts}
            if tapped:
                env[TAPS] = json.dumps(tapped)
                arguments += ["--cases", "tests.benchmarks.run:taps"]
            print(f"\n{count} {world}, as {person or 'nobody'}\n{run(arguments, env).strip()}")
            for title, found in json.loads(written.read_text()).items():
                if title not in figures or found["ratio"] < figures[title]["ratio"]:
                    figures[title] = found
    result.write_text(json.dumps(figures))
    return figures


def measure_world(world: str, rounds: int, folder: Path) -> dict[int, dict[str, Any]]:
    """Measure the pages of a world at each of its sizes and print how they grow."""
    results = {count: folder / f"{world}-{count}.json" for count in SIZES[world]}
    figures = {count: measure(world, count, rounds, path) for count, path in results.items()}
    fit = [str(BENCH), "fit", *(f"{count}={path}" for count, path in results.items())]
    print(f"\nGrowth\n{run(fit, dict(os.environ))}")
    return figures


def other(name: str) -> list[dict[str, Any]]:
    """Return the figures of one of the other benchmarks, which has a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    printed = run(["-m", f"tests.benchmarks.{name}", "json"], env)
    return json.loads(printed.splitlines()[-1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything, write the report, return 1 when a budget is over."""
    parser = argparse.ArgumentParser(description="Measure every page beside a bare view.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of a pass")
    parser.add_argument("--dry", action="store_true", help="leave docs/performance.md alone")
    options = parser.parse_args(arguments)
    from tests.benchmarks import approving, editor, papers, report

    with tempfile.TemporaryDirectory() as folder:
        figures = {world: measure_world(world, options.rounds, Path(folder)) for world in SIZES}
    acts = [approving.Costs(**cost) for cost in other("approving")]
    panels = [
        editor.Comparison(
            one["rows"], editor.Figures(**one["ours"]), editor.Figures(**one["stock"])
        )
        for one in other("editor")
    ]
    prints = [papers.Printed(**one) for one in other("papers")]
    text, over = report.compose(figures, acts, panels, prints, PASSES, options.rounds)
    if not options.dry:
        REPORT.write_text(text, encoding="utf-8")
    print("\n".join(f"OVER: {line}" for line in over) or "Every budget is kept.")
    return int(bool(over))


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        print(json.dumps(prepare(sys.argv[2], int(sys.argv[3]))))
    else:
        sys.exit(main())
