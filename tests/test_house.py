"""The house stays in order: known rooms, one way of imports, short files."""

from __future__ import annotations

import ast
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

import iom_wagtail

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "iom_wagtail"
SOURCES = [
    path
    for folder in ("iom_wagtail", "home", "tests", "scripts")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts and path.name != "bench.py"
]
LONGEST_FILE = 300


def contracts() -> dict[str, dict]:
    """Return the import contracts by their id."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}


def listed_rooms() -> set[str]:
    """Return every room the contract knows, those still to come included."""
    return {name for layer in contracts()["rooms"]["layers"] for name in re.findall(r"\w+", layer)}


def rooms() -> set[str]:
    """Return the sub-packages of the plugin that are rooms."""
    ignored = set(contracts()["rooms"]["exhaustive_ignores"])
    packages = {
        module.name for module in pkgutil.iter_modules(iom_wagtail.__path__) if module.ispkg
    }
    return packages - ignored


def imports_of(path: Path) -> set[str]:
    """Return the modules a file imports, relative ones resolved."""
    package = list(path.relative_to(ROOT).parent.parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def test_every_room_is_in_the_import_contract():
    assert rooms() <= listed_rooms()


def test_every_room_is_kept_from_the_public_names():
    sources = {
        name.removeprefix("iom_wagtail.") for name in contracts()["public-names"]["source_modules"]
    }
    assert rooms() == sources


def test_every_folder_with_code_is_a_package():
    folders = {path.parent for path in PLUGIN.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("name", ["forms.py", "panels.py"])
def test_forms_and_panels_import_no_models(name):
    guilty = {
        str(path.relative_to(ROOT)): wrong
        for path in PLUGIN.rglob(name)
        if (wrong := [m for m in imports_of(path) if re.match(r"iom_wagtail\b.*\.models\b", m)])
    }
    assert guilty == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
