"""Figures into ``docs/performance.md``: tables that a person reads, and what is over budget."""

from __future__ import annotations

import math
import platform
from collections.abc import Sequence
from typing import Any

from tests.benchmarks import approving, editor, papers
from tests.pages import OFFICE, PAGES, PUBLIC, SITE, Page

#: Figures of one page at every size, by number of routes or stories.
Series = dict[int, dict[str, Any]]

INTRODUCTION = """\
# Performance

Written by `make bench`, which fails when a budget is over. Times on shared machines mean nothing
alone, so they stand beside something measured in the same breath:

- **× ref**: a request's time over that of a bare Django view that returns as many bytes through
  the same middleware; the median of {rounds} rounds with both, in the best of {passes} passes.
- **queries**: SQL statements of a warm request. **repeat**: how often the commonest one is asked,
  its literals left out; at most twice on our own pages.
- **growth**: the exponent of × ref over the number of routes or stories, from the smallest number
  that fills the page: 0 means that more of them cost no more. Queries must not grow at all.

Python {python}, Django {django}, Wagtail {wagtail}, SQLite, the demo school with {routes} routes
more; for the public pages with {stories} stories more. The suite asserts queries and repeats of
every page in every run."""

CHOICES = """\
Three forms offer everybody or every route of a school to choose from and grow with it: "open a
route", "school", "first accounts". A thousand routes stand for a thousand teachers in one school;
and one mentor leads them all, which shows in the pages opened by the mentor."""

#: A page this near to its largest size counts as full.
FULL = 0.9

APPROVING = """\
## Approving

Every statement counts, savepoints and commits too; a row is one of the route's five tables.
Signing may cost {fixed} queries and {a_row} a row, also when every row of the text is new. Stock
Wagtail publishes a page with 76 and 2 a row before anything of ours is recorded."""

EDITOR = """\
## The editor beside stock `InlinePanel`

The same tabs and fields, once with the compact tables and once with Wagtail's own cards, in the
same run. CPU of a request in milliseconds, kB of HTML, queries. At {rows} rows the tables may cost
an eighth of the cards, {kilobytes} kB and {queries} queries."""

PAPERS = """\
## Printed papers

A passport of six pages, {prints} times, every time with other words. Memory is the peak of a
process that has loaded what a server has; what prints in a format is loaded with its first paper.
The best print may take {milliseconds} ms, the process {megabytes} MB."""


def exponent(series: Series) -> float:
    """Return how fast × ref grows over the number of things, from where the page is full."""
    most = max(figures["bytes"] for figures in series.values())
    *smaller, many = sorted(series)
    full = [size for size in smaller if series[size]["bytes"] >= FULL * most]
    few = full[0] if full else smaller[-1]
    return math.log(series[many]["ratio"] / series[few]["ratio"]) / math.log(many / few)


def complaints(page: Page, series: Series) -> list[str]:
    """Return what of a page is over its budget, in words."""
    found = []
    for count, figures in series.items():
        values = {
            "queries": figures["q"],
            "ratio": figures["ratio"],
            "repeat": figures["rep"],
            "kb": figures["bytes"] / 1024,
        }
        found += [
            f"{page.title} at {count}: {name} {values[name]:.4g} > {limit}"
            for name, limit in page.limits.items()
            if values[name] > limit
        ]
        if figures["status"] != page.status:
            found.append(f"{page.title} at {count}: status {figures['status']}")
    if page.growth is not None:
        if len({figures["q"] for figures in series.values()}) > 1:
            found.append(f"{page.title}: queries grow")
        if (slope := exponent(series)) > page.growth:
            found.append(f"{page.title}: growth {slope:.2f} > {page.growth}")
    return found


def span(values: Sequence[str]) -> str:
    """Return one value when all are the same, else all of them with arrows."""
    return values[0] if len(set(values)) == 1 else " → ".join(values)


def budget_of(page: Page) -> str:
    """Return a page's budget in words; the repeats every own page has are not said again."""
    units = {"queries": "{} q", "ratio": "× {}", "kb": "{} kB"}
    words = [units[name].format(limit) for name, limit in page.limits.items() if name in units]
    return "≤ " + ", ".join(words) if words else ""


def table_of(pages: Sequence[Page], figures: dict[int, dict[str, Any]]) -> str:
    """Return the table of some pages."""
    sizes = sorted(figures)
    ratios = " | ".join(f"× ref, {size}" for size in sizes)
    lines = [
        f"| page | as | queries | repeat | kB | {ratios} | budget | |",
        f"|---|---|---:|---:|---:|{'---:|' * len(sizes)}---|---|",
    ]
    for page in pages:
        series = {size: figures[size][page.title] for size in sizes}
        cells = [
            page.title,
            page.who or "–",
            span([str(series[size]["q"]) for size in sizes]),
            span([str(series[size]["rep"]) for size in sizes]),
            f"{max(series[size]['bytes'] for size in sizes) / 1024:.0f}",
            *(f"{series[size]['ratio']:.0f}" for size in sizes),
            budget_of(page),
            "**OVER**" if complaints(page, series) else "ok",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def growth_table(pages: Sequence[Page], figures: dict[int, dict[str, Any]]) -> str:
    """Return the growth of the pages that have a budget for it."""
    sizes = sorted(figures)
    lines = ["| page | queries | time | budget | |", "|---|---:|---:|---:|---|"]
    for page in pages:
        if page.growth is None:
            continue
        series = {size: figures[size][page.title] for size in sizes}
        queries = span([str(series[size]["q"]) for size in sizes])
        verdict = "**OVER**" if complaints(page, series) else "ok"
        slope = f"{exponent(series):.2f}"
        lines.append(f"| {page.title} | {queries} | {slope} | ≤ {page.growth} | {verdict} |")
    return "\n".join(lines)


def _listed(figures: dict[int, Any]) -> str:
    """Return the sizes in words: «10, 100 and 1000»."""
    *few, most = sorted(figures)
    return f"{', '.join(map(str, few))} and {most}"


def compose(
    figures: dict[str, dict[int, dict[str, Any]]],
    acts: list[approving.Costs],
    panels: list[editor.Comparison],
    prints: list[papers.Printed],
    passes: int,
    rounds: int,
) -> tuple[str, list[str]]:
    """Return the report, and in words everything that is over its budget."""
    import django
    import wagtail

    routes, stories = figures["routes"], figures["stories"]
    over = [
        complaint
        for pages, found in ((PAGES, routes), (PUBLIC, stories))
        for page in pages
        for complaint in complaints(page, {size: found[size][page.title] for size in found})
    ]
    over += [
        f"signing {cost.rows} rows: {cost.worst} queries > {approving.budget(cost.rows)}"
        for cost in acts
        if cost.worst > approving.budget(cost.rows)
    ]
    over += [f"editor with {found.rows} rows" for found in panels if not found.kept]
    over += [f"paper as {found.suffix}" for found in prints if not found.kept]
    parts = [
        INTRODUCTION.format(
            rounds=rounds,
            passes=passes,
            python=platform.python_version(),
            django=django.__version__,
            wagtail=wagtail.__version__,
            routes=_listed(routes),
            stories=_listed(stories),
        ),
        "## The public pages, among many stories",
        table_of(PUBLIC, stories),
        growth_table(PUBLIC, stories),
        "## The site",
        table_of([page for page in PAGES if page.face == SITE], routes),
        "## The office",
        table_of([page for page in PAGES if page.face == OFFICE], routes),
        CHOICES,
        "## Growth",
        growth_table(PAGES, routes),
        APPROVING.format(fixed=approving.FIXED, a_row=approving.A_ROW),
        approving.table(acts),
        EDITOR.format(rows=editor.ROWS[-1], kilobytes=editor.KILOBYTES, queries=editor.QUERIES),
        editor.table(panels),
        PAPERS.format(
            prints=papers.PRINTS, milliseconds=papers.MILLISECONDS, megabytes=papers.MEGABYTES
        ),
        papers.table(prints),
    ]
    return "\n\n".join(parts) + "\n", over
