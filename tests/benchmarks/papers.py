"""What it costs to print a passport of six pages.

``python -m tests.benchmarks.papers`` prints the table of ``docs/performance.md``. Every print has
a text of its own: typst remembers what it has set before. Memory is the peak of the process, with
Django, the plugin and all addresses loaded as a server has them, after all prints.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

PRINTS = 15
MILLISECONDS, MEGABYTES = 250, 250


@dataclass(frozen=True)
class Printed:
    """A format: the quickest and the usual time of a print, its CPU, the process's memory."""

    suffix: str
    best: float
    usual: float
    cpu: float
    before: float
    peak: float
    kilobytes: float

    @property
    def kept(self) -> bool:
        """Whether the budget is kept; other work on the machine only makes a print slower.

        The peak is the process's: of what is printed second it says nothing.
        """
        return self.best <= MILLISECONDS and (self.suffix != "pdf" or self.peak <= MEGABYTES)


def measure() -> list[Printed]:
    """Print the passport with every renderer."""
    import django

    django.setup()
    from django.urls import get_resolver

    from iom_wagtail.paperwork.rendering.formats import RENDERERS
    from tests.paperwork.pdf_papers import six_pages

    # A server has them in memory with the first request.
    _ = get_resolver().url_patterns
    found = []
    # Each is loaded when its turn comes: the first, PDF, bears no other's memory.
    for renderer in RENDERERS.values():
        before = megabytes()
        times, works, content = [], [], b""
        for number in range(PRINTS):
            made = six_pages()
            groups = tuple(
                replace(
                    group,
                    rows=tuple(
                        replace(row, content=f"{number} {row.content}") for row in group.rows
                    ),
                )
                for group in made.groups
            )
            paper = replace(made, groups=groups, teacher=f"Учитель {number}")
            work, start = time.process_time(), time.perf_counter()
            content = renderer.render(paper)
            times.append((time.perf_counter() - start) * 1000)
            works.append((time.process_time() - work) * 1000)
        found.append(
            Printed(
                renderer.suffix,
                min(times),
                statistics.median(times),
                statistics.median(works),
                before,
                megabytes(),
                len(content) / 1000,
            )
        )
    return found


def megabytes() -> float:
    """Return the most memory the process has ever had; macOS counts in bytes, Linux in kB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def table(found: Sequence[Printed]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| format | best, ms | median, ms | CPU, ms | memory before, MB | peak, MB | kB | |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in found:
        figures = (one.best, one.usual, one.cpu, one.before, one.peak, one.kilobytes)
        cells = [one.suffix, *(f"{value:.0f}" for value in figures)]
        lines.append(f"| {' | '.join(cells)} | {'ok' if one.kept else '**OVER**'} |")
    return "\n".join(lines)


def main() -> None:
    """Print the figures, as a table or (argument ``json``) for the report."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "home.settings.test")
    found = measure()
    print(json.dumps([asdict(one) for one in found]) if "json" in sys.argv else table(found))


if __name__ == "__main__":
    main()
