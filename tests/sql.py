"""Counting SQL: what a piece of code asks, and which statement it repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def statements_of(
    act: Callable[[], Any], commits: Callable[[], AbstractContextManager] = nullcontext
) -> list[str]:
    """Return every statement the connection executes, savepoints and commits included.

    ``commits`` wraps the act and runs inside a test what a real commit would set off: mails.
    """
    with CaptureQueriesContext(connection) as captured, commits():
        act()
    return [query["sql"] for query in captured.captured_queries]


def bare(sql: str) -> str:
    """Return a statement without its literals; lists of keys of any length are one shape."""
    stripped = re.sub(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b", "?", sql)
    return re.sub(r"IN \([?, ]*\)", "IN (?)", stripped)


def most_repeated(statements: Iterable[str]) -> tuple[str, int]:
    """Return the statement asked most often, without literals, and how often."""
    return Counter(map(bare, statements)).most_common(1)[0]
