"""What the documentation says is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iom_wagtail.conf import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[1]


def read(name: str) -> str:
    """Return the text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def code(name: str) -> list[str]:
    """Return the lines of all code blocks of a page, without comments."""
    blocks = re.findall(r"```\w+\n(.*?)```", read(name), flags=re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def test_both_readmes_give_the_same_commands():
    assert code("README.md") == code("README.ru.md")


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_readme_names_the_demo_password(name):
    assert f"`{DEMO_PASSWORD}`" in read(name)


def test_every_environment_variable_is_documented():
    settings = "".join(path.read_text("utf-8") for path in (ROOT / "home/settings").glob("*.py"))
    pattern = r'(?:env_\w+|environ\.get)\(\s*"([A-Z_]+)"'
    used = set(re.findall(pattern, settings))
    documented = set(re.findall(r"`([A-Z][A-Z_]+)`", read("docs/deploy.md")))
    assert used
    assert used <= documented


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_the_guide_shows_every_picture_that_lies_there():
    pages = "".join(page.read_text("utf-8") for page in ROOT.glob("docs/guide/*.md"))
    pictures = {path.name for path in (ROOT / "docs/guide/img").iterdir()}
    assert pictures == set(re.findall(r"\(img/([^)]+)\)", pages))
