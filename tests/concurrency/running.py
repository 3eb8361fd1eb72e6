"""Runs a module of this folder against a database of its own, on SQLite or PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SUITE_DATABASE = os.environ.get("DATABASE_URL", "")

on_postgresql = pytest.mark.skipif(
    not SUITE_DATABASE.startswith("postgres"),
    reason="this run is not on PostgreSQL; .ci/run repeats it there",
)


def run(module: str, database_url: str, folder: Path) -> Any:
    """Return what a module prints as JSON, run with the site's own settings."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "home.settings.dev",
        "VAR_DIR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-m", f"tests.concurrency.{module}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=420,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Yield the address of a fresh database on the suite's PostgreSQL, dropped afterwards."""
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(SUITE_DATABASE, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SUITE_DATABASE.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
