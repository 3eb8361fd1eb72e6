"""The guide lists every placeholder of every paper, and no other."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from jinja2 import Environment

from iom_wagtail.paperwork.papers.parts import Paper
from iom_wagtail.paperwork.rendering.checking import inner
from iom_wagtail.paperwork.rendering.placeholders import EXTRAS, PAPERS, sandbox

GUIDE = Path(__file__).resolve().parents[2] / "docs/guide/paper-templates.md"


def section(name: str) -> str:
    """Return what the guide says after a mark, up to the next heading."""
    return GUIDE.read_text("utf-8").split(f"<!-- placeholders: {name} -->")[1].split("\n## ")[0]


def listed(name: str) -> list[str]:
    """Return the placeholders in the table of a section."""
    return re.findall(r"^\| `([\w.]+)` \| \S", section(name), flags=re.MULTILINE)


def paths(hint: Any, before: str = "") -> list[str]:
    """Return the path of every field of a dataclass, and of the rows inside."""
    found = []
    hints = get_type_hints(hint)
    for field in fields(hint):
        path = f"{before}{field.name}"
        found.append(path)
        if is_dataclass(inside := inner(hints[field.name])):
            found += paths(inside, f"{path}.")
    return found


def test_common_placeholders_are_listed():
    assert sorted(listed("common")) == sorted([*paths(Paper), *EXTRAS])


@pytest.mark.parametrize("kind", PAPERS)
def test_placeholders_of_a_paper_are_listed(kind):
    assert sorted(listed(kind)) == sorted(set(paths(PAPERS[kind])) - set(paths(Paper)))


def test_filters_of_ours_are_explained():
    ours = set(sandbox().filters) - set(Environment().filters)
    explained = set(re.findall(r"\\\|(\w+)", GUIDE.read_text("utf-8")))
    assert ours <= explained
    assert explained <= set(sandbox().filters)
