"""Case 53: eight concurrent writers, nothing refused and nothing lost.

Each run has a database and a process of its own: real commits leave the suite's data alone.
"""

from __future__ import annotations

from tests.concurrency.running import on_postgresql, own_database, run
from tests.concurrency.writers import SAVES, WRITERS


def write(database_url, folder):
    """Run the writers and check what they left."""
    result = run("writers", database_url, folder)
    assert result["errors"] == []
    assert result["numbers"] == list(range(1, WRITERS + 1))
    assert result["revisions"] == WRITERS * (SAVES + 1)
    assert set(result["goals"]) == {f"Цель {SAVES - 1}"}


def test_case_53_eight_writers_on_sqlite(tmp_path):
    """On a real file: WAL and IMMEDIATE (facts 38)."""
    write(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path)


@on_postgresql
def test_case_53_eight_writers_on_postgresql(tmp_path):
    with own_database("iom_writers") as database_url:
        write(database_url, tmp_path)
