"""Case 53: eight concurrent writers, nothing refused and nothing lost.

Each run has a database and a process of its own: real commits leave the suite's data alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.concurrency.writers import SAVES, WRITERS

ROOT = Path(__file__).resolve().parents[2]
SUITE_DATABASE = os.environ.get("DATABASE_URL", "")


def write(database_url, folder):
    """Run the writers with the site's own settings and check what they left."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "home.settings.dev",
        "VAR_DIR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.writers"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result = json.loads(done.stdout.strip().splitlines()[-1])
    assert result["errors"] == []
    assert result["numbers"] == list(range(1, WRITERS + 1))
    assert result["revisions"] == WRITERS * (SAVES + 1)
    assert set(result["goals"]) == {f"Цель {SAVES - 1}"}


def test_case_53_eight_writers_on_sqlite(tmp_path):
    """On a real file: WAL and IMMEDIATE (facts 38)."""
    write(f"sqlite:///{tmp_path / 'db.sqlite3'}", tmp_path)


@pytest.mark.skipif(
    not SUITE_DATABASE.startswith("postgres"),
    reason="this run is not on PostgreSQL; .ci/run repeats it there",
)
def test_case_53_eight_writers_on_postgresql(tmp_path):
    name = f"iom_writers_{os.getpid()}"
    with psycopg.connect(SUITE_DATABASE, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            write(f"{SUITE_DATABASE.rpartition('/')[0]}/{name}", tmp_path)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
