"""Which tests can tell one database from another; the others needn't run on each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

#: Whoever reaches a database inside the test's own process asks for one of these, if only through
#: another fixture: pytest-django refuses every other test.
FIXTURES = frozenset({"django_db_setup", "django_db_blocker", "db", "transactional_db"})

#: Words of a module that starts programs of its own, or looks at the connection's settings.
WORDS = re.compile(r"subprocess|own_database|django\.db\b|DATABASE|call_command")

#: Once is enough: who may what is decided by the same lines on each database, and walking every
#: address as sixteen people takes minutes (``test_page_queries.py`` opens every page on both);
#: a paper is drawn from values that have left the database, and so is the memory it takes.
ONCE = frozenset(
    {"test_matrix_get.py", "test_matrix_post.py", "test_pdf_cases.py", "test_dossier_year.py"}
)

#: So many sets of one test's parameters run on a further database: they vary what people type, and
#: the questions to the database stay the same.
SETS = 2


def for_another_database(items: Iterable[Any]) -> list[Any]:
    """Return the tests that a run on a second database needs, in their order."""
    seen: Counter[tuple[Path, str]] = Counter()
    kept = []
    for item in items:
        if not uses_database(item):
            continue
        name = (item.path, item.nodeid.partition("[")[0])
        seen[name] += 1
        if seen[name] <= SETS:
            kept.append(item)
    return kept


def uses_database(item: Any) -> bool:
    """Return whether what a test finds may depend on the database it runs on."""
    if item.path.name in ONCE or item.name.endswith("_on_sqlite"):
        return False
    if item.get_closest_marker("django_db") or FIXTURES & set(item.fixturenames):
        return True
    return "request" in item.fixturenames or speaks_of_databases(item.path)


@cache
def speaks_of_databases(path: Path) -> bool:
    """Return whether a test module may reach a database that no fixture tells of."""
    return WORDS.search(path.read_text(encoding="utf-8")) is not None
