"""Which tests can tell one database from another; the others needn't run on each of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

#: Whoever reaches a database inside the test's own process asks for one of these, if only through
#: another fixture: pytest-django refuses every other test.
FIXTURES = frozenset({"django_db_setup", "django_db_blocker", "db", "transactional_db"})

#: Words of a module that starts programs of its own, or looks at the connection's settings.
WORDS = re.compile(r"subprocess|own_database|django\.db\b|DATABASE|call_command")

#: Who may what is decided by the same lines on each database, and ``test_page_queries.py`` opens
#: every page there; walking every address as sixteen people once more takes minutes.
WALKED_ONCE = frozenset({"test_matrix_get.py", "test_matrix_post.py"})


def uses_database(item: Any) -> bool:
    """Return whether what a test finds may depend on the database it runs on."""
    if item.path.name in WALKED_ONCE:
        return False
    if item.get_closest_marker("django_db") or FIXTURES & set(item.fixturenames):
        return True
    return "request" in item.fixturenames or speaks_of_databases(item.path)


@cache
def speaks_of_databases(path: Path) -> bool:
    """Return whether a test module may reach a database that no fixture tells of."""
    return WORDS.search(path.read_text(encoding="utf-8")) is not None
