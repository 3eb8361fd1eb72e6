"""``SECURITY.md``: each promise names tests that exist, and every case has its row."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: The cases about who sees what, what people write and send, approval, deletion and the doors of
#: the site.
CASES = {*range(1, 38), *range(43, 49), 51, 59, 60}


def rows() -> list[tuple[str, set[int], list[str]]]:
    """Return promise, numbers of cases and tests of each row of the table."""
    found = []
    for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and "`tests/" in cells[2]:
            cases = {int(number) for number in re.findall(r"\d+", cells[1])}
            found.append((cells[0], cases, re.findall(r"`(tests/[^`]+)`", cells[2])))
    return found


def names_in(path: Path) -> set[str]:
    """Return the names of the tests in a file, read without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:40])
def test_every_test_that_a_promise_names_exists(row):
    _promise, cases, tests = row
    for named in tests:
        path, _colons, name = named.partition("::")
        assert (ROOT / path).exists(), named
        assert not name or name in names_in(ROOT / path), named
    for case in cases:
        assert any(re.search(rf"::test_cases?_(?:\d+_)*{case}_", named) for named in tests), case


def test_every_case_has_its_row():
    told = set().union(*(cases for _promise, cases, _tests in rows()))
    assert told >= CASES
    assert len(rows()) >= 15
