"""Case 53: eight concurrent writers, nothing refused and nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.concurrency.writers import SAVES, WRITERS, write_at_once

ROOT = Path(__file__).resolve().parents[2]


def check(result):
    assert result["errors"] == []
    assert result["numbers"] == list(range(1, WRITERS + 1))
    assert result["revisions"] == WRITERS * (SAVES + 1)
    assert set(result["goals"]) == {f"Цель {SAVES - 1}"}


def test_case_53_eight_writers_on_sqlite(tmp_path):
    """On a real file with the site's own settings: WAL and IMMEDIATE (facts 38)."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "home.settings.dev",
        "VAR_DIR": str(tmp_path),
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
    check(json.loads(done.stdout.strip().splitlines()[-1]))


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="this run is not on PostgreSQL; .ci/run repeats it there",
)
@pytest.mark.django_db(transaction=True)
def test_case_53_eight_writers_on_postgresql():
    check(write_at_once())
